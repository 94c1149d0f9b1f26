"""Checking and solving a declared case: its names are shown, and its warnings do not stop the work."""

import json
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from foedus.dossier.checking import check_case_file
from foedus.dossier.solving import solve_file
from foedus.errors import CaseFault, InputFault

CASE = """
foedus: 1
title: A toll on the strait
actors: {N: {name: Nordland}, K: {name: Karania}}
quantities:
  gain: {uniform: [1, 2], because: "assumption: a"}
  price: {uniform: [0.5, 1], because: "assumption: b"}
  spare: {uniform: [0, 1], because: "assumption: c"}
  means_it: {value: 0.4, because: "assumption: d"}
  precision: {lognormal: [2, 0.3], because: "assumption: e"}
nodes:
  mood: {chance: {firm: means_it, soft: 1 - means_it}, seen_by: [N], names: {firm: in earnest}}
  word: {actor: N, options: [still, warn], names: {still: says nothing, warn: warns of a toll}}
  answer: {actor: K, when: word = warn, options: [pay, wait], name: the reply, names: {pay: pays up, wait: waits}}
payoffs:
  - {if: word = still, N: 0, K: 0}
  - {if: answer = pay, N: gain, K: -price}
  - {if: answer = wait and mood = firm, N: 0.2, K: -1}
  - {if: answer = wait, N: -0.5, K: 0.1}
courses:
  paid: {when: answer = pay, name: Karania pays}
  not_paid: {when: otherwise, name: nothing changes}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "toll.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def solved(path, *, as_json=False):
    return solve_file(path, precision=None, draws=0, seed=0, as_json=as_json)


def test_a_warning_is_told_with_its_line_and_the_case_is_sound(file):
    text = check_case_file(file)
    line = CASE.splitlines().index('  spare: {uniform: [0, 1], because: "assumption: c"}') + 1
    assert f"{file}:{line}:" in text
    assert "warning: " in text
    assert "sound, with 1 warning" in text
    assert solved(file).warnings[0].line == line


def test_a_case_without_warnings_says_so(tmp_path):
    path = tmp_path / "toll.yaml"
    path.write_text(CASE.replace("K: -price}", "K: -price - 0.1 * spare}"), encoding="utf-8")
    assert "sound\n" in check_case_file(path)
    assert not solved(path).warnings


def test_a_fault_stops_the_work_whatever_the_warnings(tmp_path):
    path = tmp_path / "toll.yaml"
    path.write_text(CASE.replace("N: gain,", "N: gains,"), encoding="utf-8")
    with pytest.raises(CaseFault, match="gains"):
        check_case_file(path)


def test_the_table_speaks_of_players_moves_and_courses_by_their_names(file):
    text = solved(file).text
    for name in (
        "Nordland",
        "Karania",
        "word (mood: in earnest)",
        "the reply (word: warns of a toll)",
        "pays up",
    ):
        assert name in text
    assert "Karania pays" in text
    assert "not_paid" not in text


def test_the_json_object_keeps_the_ids(file):
    record = json.loads(solved(file, as_json=True).text)
    assert list(record["profile"]) == ["N", "K"]
    assert set(record["outcomes"]) == {"paid", "not_paid"}
    assert record["reached"]["N"] == [pytest.approx(0.4), pytest.approx(0.6)]
    warned = sum(
        share * sets["warn"]
        for share, sets in zip(record["reached"]["N"], record["profile"]["N"], strict=True)
    )
    assert record["reached"]["K"] == [pytest.approx(warned)]


def test_the_picture_names_the_actions_and_follows_the_reader_s_colours(file):
    picture = solved(file).picture
    root = ElementTree.fromstring(picture)
    texts = [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "warns of a toll, at word (mood: in earnest)" in texts
    assert "prefers-color-scheme: dark" in picture
    places = sorted(
        float(each.get("y"))
        for each in root.iter("{http://www.w3.org/2000/svg}text")
        if ", at " in (each.text or "")
    )
    assert all(after - before >= 14 for before, after in pairwise(places))


OFFERS = """
foedus: 1
title: Offers
fit:
  game: ultimatum
  offer: offer
  accept: accept
  largest: 20
  formulas: {proposer: ~ x, responder: ~ z}
"""


def test_a_game_without_a_finite_tree_is_checked_as_what_it_is_and_not_solved(tmp_path):
    path = tmp_path / "offers.yaml"
    path.write_text(OFFERS, encoding="utf-8")
    told = check_case_file(path)
    assert "ultimatum" in told
    assert "2 formulas" in told
    with pytest.raises(InputFault, match="no finite tree") as fault:
        solve_file(path, precision=None, draws=0, seed=0, as_json=False)
    assert "foedus fit" in str(fault.value)


def test_an_end_without_a_name_is_told_by_the_way_there(tmp_path):
    path = tmp_path / "war.yaml"
    path.write_text(
        'foedus: 1\ntitle: War\nactors: {A: challenger, B: defender}\nquantities:\n  w: {value: 1, because: "assumption: made up"}\n'
        "nodes:\n  challenge: {actor: A, options: [stay, escalate]}\n"
        "  reply: {actor: B, when: challenge = escalate, options: [yield, fight]}\n"
        "payoffs:\n  - {if: challenge = stay, A: 0, B: 0}\n  - {if: reply = yield, A: w, B: 0}\n  - {if: reply = fight, A: -w, B: -w}\n",
        encoding="utf-8",
    )
    text = solve_file(path, precision=None, draws=0, seed=0, as_json=False).text
    assert "escalate, fight (end 3)" in text
    assert "stay (end 1)" in text
