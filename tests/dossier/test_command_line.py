"""The command line as its users meet it: what it prints, what it writes, and how it refuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from foedus.cli import VERBS, main

EXAMPLE = Path(__file__).parents[2] / "examples" / "us-japan-2019"

THREAT = """OUTLET: Harbour Post
DATE: 2020-03-02
TITLE: Minister threatens to leave the fisheries treaty

Norway's fisheries minister said on Monday that his country would withdraw from the fisheries treaty with Iceland unless quotas
are raised. Analysts said a withdrawal was unlikely. If Norway left the treaty, catches in the northern sea would fall.
"""
UNRELATED = """OUTLET: Harbour Post
DATE: 2020-03-02
TITLE: Bakers win prize

The town's bakers won a prize for their rye bread on Sunday. The mayor said that she was proud of them. The prize is awarded every year.
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path_factory.mktemp("cache")))


def run(capsys, *arguments):
    """Exit status, standard output and standard error of one command."""
    old, sys.argv = sys.argv, ["foedus", *map(str, arguments)]
    try:
        main()
        status = 0
    except SystemExit as left:
        status = int(left.code or 0)
    finally:
        sys.argv = old
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(THREAT, encoding="utf-8")
    return folder


def test_help_teaches_and_wrong_usage_is_2(capsys):
    status, out, _ = run(capsys, "--help")
    assert status == 0
    assert all(verb in out for verb in ("read", "draft", "check", "solve", "assess", "brief", "history"))
    assert run(capsys, "assess", "--no-such-option")[0] == 2
    assert run(capsys)[0] == 2


def test_help_lists_the_verbs_in_their_order(capsys):
    shown = re.findall(
        r"(?m)^│ ([a-z]+) ", run(capsys, "--help")[1].partition("From articles to an answer")[2]
    )
    assert shown == [verb.__name__ for verb in VERBS]


@pytest.mark.parametrize("verb", [verb.__name__ for verb in VERBS])
def test_the_help_of_each_verb_gives_an_example(capsys, verb):
    status, out, _ = run(capsys, verb, "--help")
    assert status == 0
    assert f"Example: foedus {verb} " in out


def test_help_imports_nothing_heavy():
    code = "import foedus.cli, sys; print([m for m in ('spacy','scipy','numba','yaml','jinja2','pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_assessment_has_the_public_fields_and_is_the_same_again(capsys, reports, tmp_path):
    status, out, err = run(
        capsys, "assess", reports, "--format", "json", "-o", tmp_path / "d", "--draws", 512
    )
    assert status == 0, err
    record = json.loads(out)
    assert {"question", "courses", "explanations", "steps", "consequences", "judgements", "sensitivity", "signposts",
            "articles", "origins", "conflicts", "assumptions", "run"} <= set(record)  # fmt: skip
    assert sum(c["probability"] for c in record["courses"]) == pytest.approx(1, abs=1e-9)
    assert [c["id"] for c in record["courses"]] == ["exit", "revised", "fades"]
    assert all(c["low"] <= c["probability"] <= c["high"] for c in record["courses"])
    again = json.loads(
        run(capsys, "assess", reports, "--format", "json", "-o", tmp_path / "e", "--draws", 512)[1]
    )
    for one in (record, again):
        del one["run"]["seconds"]
    assert record == again


def test_the_folder_holds_all_and_the_brief_passes_its_checks(capsys, reports, tmp_path):
    folder = tmp_path / "d"
    status, out, err = run(capsys, "assess", reports, "-o", folder, "--draws", 512)
    assert status == 0, err
    assert str(folder / "brief.html") in out
    assert {
        "articles.jsonl",
        "statements.jsonl",
        "case.yaml",
        "assessment.json",
        "brief.md",
        "brief.html",
    } <= {p.name for p in folder.iterdir()}
    status, out, _ = run(capsys, "brief", folder, "--check")
    assert status == 0, out
    assert run(capsys, "check", folder / "case.yaml")[0] == 0
    assert run(capsys, "why", folder, "courses.exit")[0] == 0
    status, out, _ = run(capsys, "brief", folder, "--format", "html")
    assert status == 0
    assert out.rstrip("\n") == (folder / "brief.html").read_text(encoding="utf-8").rstrip("\n")


def test_the_lock_leaves_later_articles_out(capsys, reports, tmp_path):
    (reports / "b.txt").write_text(THREAT.replace("2020-03-02", "2020-05-01"), encoding="utf-8")
    _, out, err = run(
        capsys,
        "assess",
        reports,
        "--as-of",
        "2020-04-01",
        "--format",
        "json",
        "-o",
        tmp_path / "d",
        "--draws",
        512,
    )
    record = json.loads(out)
    assert [a["article"] for a in record["articles"]] == ["a.txt"]
    assert "b.txt" in err
    assert record["question"]["as_of"] == "2020-04-01"
    assert record["question"]["deadline"] == "2021-04-01"


def test_an_edited_case_is_kept_and_can_be_used(capsys, reports, tmp_path):
    folder = tmp_path / "d"
    run(capsys, "assess", reports, "-o", folder, "--draws", 512)
    case = folder / "case.yaml"
    edited = case.read_text(encoding="utf-8").replace("beta: [2, 10]", "beta: [10, 2]", 1)
    case.write_text(edited, encoding="utf-8")
    _, out, _ = run(
        capsys, "assess", reports, "--case", case, "-o", folder, "--draws", 512, "--format", "json"
    )
    assert next(e for e in json.loads(out)["explanations"] if e["id"] == "loose_talk")["prior"] > 0.4
    case.write_text(edited + "\n# a note of mine\n", encoding="utf-8")
    status, _, err = run(capsys, "assess", reports, "-o", folder, "--draws", 512)
    assert status == 0
    assert "kept as" in err
    assert any("a note of mine" in p.read_text(encoding="utf-8") for p in folder.glob("case.edited-*.yaml"))


def test_withdrawing_tells_first_and_changes_only_when_told_to(capsys, reports, tmp_path):
    (reports / "b.txt").write_text(
        THREAT.replace("unlikely", "very likely").replace("Harbour Post", "Northern Star"), encoding="utf-8"
    )
    folder = tmp_path / "d"
    run(capsys, "assess", reports, "-o", folder, "--draws", 512)
    before = (folder / "assessment.json").read_bytes()
    status, out, err = run(capsys, "withdraw", folder, "b.txt")
    assert status == 0, err
    assert "Nothing was changed" in out
    assert (folder / "assessment.json").read_bytes() == before
    assert run(capsys, "withdraw", folder, "b.txt", "--yes")[0] == 0
    record = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))
    assert [a["article"] for a in record["articles"]] == ["a.txt"]
    run(capsys, "assess", reports, "-o", folder, "--draws", 512)
    record = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))
    assert [a["article"] for a in record["articles"]] == ["a.txt"]


def test_history_as_table_csv_and_json(capsys):
    status, out, _ = run(capsys, "history", "--kind", "alliance", "--demand", "--format", "json")
    assert status == 0
    rows = json.loads(out)
    assert rows
    assert {row["kind"] for row in rows} == {"alliance"}
    status, out, _ = run(capsys, "history", "--kind", "alliance", "--demand", "--format", "csv")
    assert len(out.splitlines()) == len(rows) + 1
    assert "threats:" in run(capsys, "history", "--as-of", "1980-01-01")[1]
    assert run(capsys, "history", "--vehicle", "pigeon")[0] == 1


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        (None, b"", "no article"),
        ("a.txt", b"\x00\x01\x02\xff" * 100, "a.txt"),
        ("a.txt", b"", "a.txt"),
        ("a.txt", UNRELATED.encode(), "no threat"),
    ],
)
def test_bad_input_is_named_and_gives_no_numbers(capsys, tmp_path, name, content, word):
    folder = tmp_path / "reports"
    folder.mkdir()
    if name:
        (folder / name).write_bytes(content)
    status, out, err = run(capsys, "assess", folder, "-o", tmp_path / "d")
    assert status == 1
    assert out == ""
    assert word in err
    assert "what to do" in err
    assert not (tmp_path / "d").exists()


def test_a_huge_file_is_refused_by_name(capsys, tmp_path):
    path = tmp_path / "reports" / "huge.txt"
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(50_000_000)
    status, _, err = run(capsys, "read", path.parent)
    assert status == 1
    assert "huge.txt" in err


def test_all_faults_of_a_case_file_at_once(capsys, tmp_path, reports):
    case = tmp_path / "case.yaml"
    case.write_text("foedus: 1\ntitle: T\nactors: {S: {name: A}}\nquantities: {p: {beta: [2, -3], because: x}, p2: {beta: [1]}}\n"
                    "nodes: {a: {actor: Z, options: [x, x]}}\npayoffs: [{S: q}]\ncourses: {exit: a = nowhere, fades: otherwise}\n")  # fmt: skip
    status, _, err = run(capsys, "check", case)
    assert status == 1
    assert err.count(f"{case}:") >= 4
    assert run(capsys, "assess", reports, "--case", case, "-o", tmp_path / "d")[0] == 1
    assert not (tmp_path / "d").exists()


def test_a_broken_cache_is_read_past(capsys, reports, tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    monkeypatch.setenv("FOEDUS_CACHE", str(cache))
    first = run(capsys, "read", reports, "--format", "jsonl")[1]
    for kept in cache.rglob("*.json"):
        kept.write_text('{"statements": [{"id": 3}], "threat": 7}')
    assert run(capsys, "read", reports, "--format", "jsonl")[1] == first


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example case is not beside the tests")
def test_the_example_case(capsys, tmp_path):
    status, out, err = run(
        capsys, "assess", EXAMPLE, "-o", tmp_path / "d", "--format", "json", "--draws", 1024
    )
    assert status == 0, err
    record = json.loads(out)
    assert record["question"]["threatener"] == "United States"
    assert record["question"]["counterpart"] == "Japan"
    assert len(record["articles"]) == 16
    status, out, _ = run(capsys, "brief", tmp_path / "d", "--check")
    assert status == 0, out


def test_the_order_of_hashing_changes_nothing(tmp_path):
    text = (
        "OUTLET: Harbour Post\nDATE: 2020-03-02\nTITLE: Lund and Lund at odds over the fisheries treaty\n\n"
        "Kari Lund, Norway's fisheries minister, said that her country would leave the fisheries treaty with Iceland. Ola Lund, an "
        "envoy, called that unlikely. Lund met Lund on Monday. Iceland refused to review the treaty, Lund said.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    told = set()
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "FOEDUS_CACHE": str(tmp_path / f"cache{seed}")}
        command = [
            sys.executable,
            "-m",
            "foedus",
            "read",
            str(tmp_path / "a.txt"),
            "-q",
            "--format",
            "jsonl",
        ]
        told.add(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)
    assert len(told) == 1
    assert told.pop().strip()


def test_a_game_of_the_catalogue_is_solved_by_its_name(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, _ = run(capsys, "solve", "beer_quiche")
    assert status == 0
    assert out.startswith("Beer and quiche")
    status, _, err = run(capsys, "solve", "beer_quish")
    assert status == 1
    assert "no such file" in err
    assert "beer_quiche" in err
    (tmp_path / "chicken").mkdir()  # what lies here goes first
    assert "folder" in run(capsys, "solve", "chicken")[2]


def test_a_case_that_names_its_parties_asks_for_a_threat_that_no_table_knows(capsys, tmp_path):
    folder, case = tmp_path / "reports", tmp_path / "case.yaml"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "OUTLET: Ostland Post\nDATE: 2030-02-20\nTITLE: Westria threatens to leave the ferry treaty\n\n"
        "Westria's president said on Monday that his country would leave the ferry treaty with Ostland unless tolls fall.\n",
        encoding="utf-8",
    )
    case.write_text(
        "foedus: 1\ntitle: Ferries\nquestion:\n  event: Will Westria leave the ferry treaty by 2031-02-20?\n  deadline: 2031-02-20\n"
        "  as_of: 2030-02-21\n  threatener: Westria\n  counterpart: Ostland\n  agreement: ferry treaty\n"
        "actors: {W: {name: Westria, role: threatener}}\n"
        'quantities: {gain: {uniform: [-1, 1], because: "assumption: made up"}, '
        'precision: {value: 2, because: "assumption: made up"}}\n'
        "nodes: {act: {actor: W, options: [leave, stay]}}\n"
        "payoffs: [{if: act = leave, W: gain}, {if: act = stay, W: 0}]\n"
        "courses: {exit: act = leave, fades: otherwise}\n",
        encoding="utf-8",
    )
    assert run(capsys, "assess", folder, "-o", tmp_path / "d", "-q")[0] == 1
    status, out, err = run(
        capsys,
        "assess",
        folder,
        "--case",
        case,
        "-o",
        tmp_path / "d",
        "-q",
        "--draws",
        512,
        "--format",
        "json",
    )
    assert status == 0, err
    made = json.loads(out)
    assert made["question"]["threatener"] == "Westria"
    assert made["run"]["asked"]
