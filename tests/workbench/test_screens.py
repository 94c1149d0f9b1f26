"""Each screen: it loads, its main action changes the folder and the answer, and undo brings the folder back."""

from __future__ import annotations

import json
import re

import pytest

from foedus.dossier.edits import value_at
from foedus.workbench.screens import SCREENS

from .visitor import Visitor, forms_of, notice

TRUTH = ("articles.jsonl", "corrections.jsonl", "case.yaml", "settings.json", "scenarios.json")


def truth(folder):
    """What stands: corrections and articles, the case without its layout, settings, scenarios."""
    from foedus.case.read import case_of
    from foedus.ledger.store import Ledger

    ledger = Ledger(folder)
    case = case_of((folder / "case.yaml").read_text(encoding="utf-8"), "case.yaml")
    scenarios = folder / "scenarios.json"
    return (
        {a.name for a in ledger.articles()},
        {s.id for s in ledger.current()},
        case,
        json.loads((folder / "settings.json").read_text(encoding="utf-8")),
        scenarios.read_text(encoding="utf-8") if scenarios.exists() else "",
    )


@pytest.fixture
def visitor(folder):
    return Visitor(folder)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: s.id)
def test_every_screen_loads_and_names_itself(visitor, screen):
    answer = visitor.get(f"/{screen.id}")
    assert answer.status_code == 200
    assert f"<title>{screen.title}" in answer.text
    assert notice(answer) == ""
    if screen.listed:
        assert f'href="/{screen.id}" aria-current="page"' in answer.text


def done_and_undone(visitor, place, contains, **changed):
    """Make a change by a form of a page, and take it back; the folder is as it was."""
    before = truth(visitor.folder)
    answer = visitor.send(place, contains, **changed)
    assert answer.status_code == 303, notice(answer)
    assert visitor.get(answer.headers["location"]).status_code == 200
    after = truth(visitor.folder)
    assert after != before
    assert visitor.changes()[-1]["by"] == "Ann"
    back = visitor.send("/changes", "/undo")
    assert back.status_code == 303
    assert truth(visitor.folder) == before
    return after


QUANTITY = {
    "of": {"quantity": "agreement_worth"},
    "value": "lognormal 0.7 0.3",
    "because": "they need it less",
}


@pytest.mark.parametrize("place", ["/model", "/assumptions"])
def test_a_quantity_is_changed_with_its_reason(visitor, place):
    after = done_and_undone(visitor, place, "/quantity", **QUANTITY)
    changed = after[2].quantities["agreement_worth"]
    assert changed.distribution.parameters == (0.7, 0.3)
    assert changed.because == "assumption: they need it less"


def test_answer_lets_a_driver_be_changed(visitor):
    form = next(
        f for f in forms_of(visitor.get("/answer").text) if f["action"].startswith("/answer/quantity")
    )
    done_and_undone(
        visitor,
        "/answer",
        "/answer/quantity",
        of={"quantity": form["fields"]["quantity"]},
        value="0.5 to 0.6",
        because="x",
    )


def test_an_article_is_withdrawn_after_seeing_what_falls(visitor):
    place = "/sources?without=second.txt"
    assert "Without Sund Courier" in visitor.get(place).text
    assert not visitor.changes()
    after = done_and_undone(visitor, place, "/sources/withdraw")
    assert after[0] == {"first.txt"}


def test_a_withdrawn_article_is_restored(visitor):
    visitor.send("/sources?without=second.txt", "/sources/withdraw")
    after = done_and_undone(visitor, "/sources", "/sources/restore")
    assert after[0] == {"first.txt", "second.txt"}


def test_a_pasted_article_is_read(visitor):
    text = "Norway's prime minister said that leaving the fisheries treaty with Iceland is almost certain."
    after = done_and_undone(
        visitor,
        "/sources",
        "/sources/add",
        text=text,
        outlet="Coast Radio",
        date="2020-03-03",
        title="Almost certain",
    )
    assert len(after[0]) == 3
    assert len(after[1]) > len(truth(visitor.folder)[1])


def test_a_file_is_taken_in_under_a_name_of_its_own(visitor):
    body = b"OUTLET: Coast Radio\nDATE: 2020-03-03\n\nNorway threatened to withdraw from the fisheries treaty with Iceland, officials said.\n"
    answer = visitor.client.post("/sources/add", files={"file": ("../../first.txt", body, "text/plain")})
    assert answer.status_code == 303, notice(answer)
    names = {path.name for path in visitor.folder.parent.iterdir()}
    assert names == {"dossier"}
    assert truth(visitor.folder)[0] == {"first.txt", "second.txt", "first-2.txt"}


def test_an_article_later_than_the_question_is_refused_and_kept_in_the_form(visitor):
    answer = visitor.send(
        "/sources", "/sources/add", text="Norway left the treaty.", date="2021-01-01", outlet="Coast Radio"
    )
    assert answer.status_code == 422
    assert "2021-01-01" in notice(answer)
    assert "Norway left the treaty.</textarea>" in answer.text


def test_a_statement_is_accepted_and_it_is_kept_who_did(visitor):
    name = visitor.statements()[0]
    done_and_undone(visitor, "/read", "/read/accept", of={"statement": name})
    visitor.send("/read", "/read/accept", of={"statement": name})
    page = visitor.get("/read").text
    assert "1 of" in page
    assert "<dd>Ann</dd>" in page
    assert len(visitor.statements("/read?only=open")) == len(visitor.statements()) - 1


def test_what_is_worth_checking_leaves_the_list_once_it_was_gone_through(visitor):
    page = visitor.get("/read").text
    assert "Worth checking first" in page
    first = re.search(r'<ol><li><a href="[^"#]*#(s\w+)"', page)[1]
    visitor.send("/read", "/read/accept", of={"statement": first})
    listed = re.search(r"<ol>.*?</ol>", visitor.get("/read").text, re.DOTALL)
    assert listed is None or f'#{first}"' not in listed[0]


def test_a_statement_is_rejected(visitor):
    name = visitor.statements()[0]
    after = done_and_undone(visitor, "/read", "/read/reject", of={"statement": name})
    assert name not in after[1]


def test_a_statement_is_corrected_and_a_phrase_brings_its_meaning(visitor):
    from foedus.ledger.store import Ledger

    name = visitor.statements()[0]
    answer = visitor.send(
        "/read", "/read/correct", of={"statement": name}, speaker="Kari Lund", phrase="almost certain"
    )
    assert answer.status_code == 303, notice(answer)
    found = next(s for s in Ledger(visitor.folder).current() if s.supersedes == name)
    assert (found.speaker, found.phrase, found.read_by) == ("Kari Lund", "almost certain", "Ann")
    assert found.likelihood is not None and found.likelihood.median > 0.85


def test_a_statement_is_split_and_the_parts_joined_again(visitor):
    from foedus.ledger.store import Ledger

    longest = max(Ledger(visitor.folder).current(), key=lambda s: len(s.words))
    place = f"/read?article={longest.article}"
    form = next(
        f for f in forms_of(visitor.get(place).text)
        if "/read/split" in f["action"] and f["fields"]["statement"] == longest.id
    )  # fmt: skip
    article = next(a for a in Ledger(visitor.folder).articles() if a.name == longest.article)
    at = article.text.index(" ", longest.content[0].start + len(longest.words) // 2) + 1
    assert form["fields"]["at"] == ""
    after = done_and_undone(visitor, place, "/read/split", of={"statement": longest.id}, at=str(at))
    parts = sorted(name for name in after[1] if name not in truth(visitor.folder)[1])
    assert len(parts) == 2
    visitor.send(place, "/read/split", of={"statement": longest.id}, at=str(at))
    parts = [s for s in Ledger(visitor.folder).current() if s.supersedes == longest.id]
    assert [p.read_by for p in parts] == ["Ann", "Ann"]
    page = visitor.get(place).text
    assert page.count(f'id="from-{longest.id}"') == 1
    visitor.send(place, "/read/join", of={"statement": parts[0].id}, other=parts[1].id)
    whole = [s for s in Ledger(visitor.folder).current() if s.supersedes == parts[0].id]
    assert [s.words for s in whole] == [longest.words]


def test_a_statement_is_split_only_between_its_words(visitor):
    name = visitor.statements()[0]
    answer = visitor.send("/read", "/read/split", of={"statement": name}, at="3")
    assert answer.status_code == 422
    assert "no place to cut" in notice(answer)
    assert not visitor.changes()


def test_the_lexicon_is_switched(visitor):
    after = done_and_undone(visitor, "/words", "/words/lexicon", lexicon="icd203")
    assert after[3]["lexicon"] == "icd203"


def test_one_use_of_a_phrase_gets_a_meaning_of_its_own(visitor):
    answer = visitor.send("/words", "/words/override", low="30", median="40", high="50")
    assert answer.status_code == 303, notice(answer)
    assert "(meaning of its own)" in visitor.get("/words").text


def test_a_judgement_is_weighed_and_the_pool_changed(visitor):
    after = done_and_undone(visitor, "/judgements", "/judgements/weigh", weight="0.25", because="hearsay")
    assert 0.25 in {j.weight for j in after[2].judgements.values()}
    assert done_and_undone(visitor, "/judgements", "/judgements/pool", pool="linear")[3]["pool"] == "linear"


def test_how_much_of_an_error_its_origin_shares_is_said_for_a_judgement(visitor):
    after = done_and_undone(
        visitor, "/judgements", "/judgements/weigh", correlation="0.9", because="one briefing"
    )
    assert 0.9 in {j.correlation for j in after[2].judgements.values()}
    answer = visitor.send("/judgements", "/judgements/weigh", correlation="1.5", because="too much")
    assert answer.status_code == 422
    assert "cannot be 1.5" in notice(answer)


def test_judgements_of_one_origin_correlate_until_one_gets_another():
    from foedus.case.model import Judgement
    from foedus.workbench.screens.judgements import shared_origins

    def voice(name, origin):
        return Judgement(name, "exit", name, origin, "x", "likely", median=0.7, low=0.55, high=0.85)

    (shared,) = shared_origins([voice("a", "wire"), voice("b", "wire"), voice("c", "own")])
    assert shared.speakers == ("a", "b")
    assert 0.4 < shared.correlation < 0.5  # half of the error is shared, besides what readers differ by
    assert 1 < shared.worth < 2
    assert shared.worth < len(shared.speakers)
    assert shared_origins([voice("a", "wire"), voice("b", "other")]) == []


def test_a_past_case_is_left_out_and_the_rate_moves(visitor):
    counted = visitor.assessment()["reference_class"]["rows"]
    after = done_and_undone(
        visitor, "/history", "/history/toggle", of={"case": counted[0]}, because="not alike"
    )
    assert after[2].reference_class.exclude == (counted[0],)


def test_another_reference_class_is_used(visitor):
    after = done_and_undone(
        visitor,
        "/history",
        "/history/where",
        where_type="trade",
        where_vehicle="",
        where_has_demand="",
        because="closer",
    )
    assert after[2].reference_class.where == {"type": ("trade",)}


def test_a_consequence_held_true_makes_its_cause_more_probable_and_changes_nothing(visitor):
    entry = visitor.assessment()["consequences"][0]
    page = visitor.get(f"/consequences?set.{entry['id']}=true")
    assert page.status_code == 200
    assert "Taken as certain" in page.text
    assert not visitor.changes()


def test_a_scenario_is_tried_kept_compared_adopted_and_removed(visitor):
    text = "agreement_worth = 0.6\nloose = beta 2 3"
    assert (
        "What these values would do" in visitor.get("/assumptions?changes=" + text.replace("\n", "%0A")).text
    )
    done_and_undone(visitor, "/assumptions", "/assumptions/keep", name="cheap exit", changes=text)
    visitor.send("/assumptions", "/assumptions/keep", name="cheap exit", changes=text)
    assert "cheap exit" in visitor.get("/assumptions?compare=1").text
    after = done_and_undone(visitor, "/assumptions", "/assumptions/adopt", of={"name": "cheap exit"})
    assert after[2].quantities["agreement_worth"].distribution.median == 0.6
    done_and_undone(visitor, "/assumptions", "/assumptions/remove", of={"name": "cheap exit"})


def test_a_move_that_was_seen_later_moves_the_day_of_the_question(visitor):
    seen = {"saw": "reply = talks", "on": "2020-05-04", "because": "the wires"}
    after = done_and_undone(visitor, "/watch", "/watch/observe", **seen)
    assert after[2].question.as_of == "2020-05-04"
    assert any(o.saw.text == "reply = talks" for o in after[2].observations.values())
    assert visitor.assessment()["question"]["as_of"] == "2020-03-03"


def test_the_outcome_is_recorded_scored_and_taken_back(visitor):
    before = visitor.assessment()
    place, sent = "/watch", {"course": "fades", "on": "2021-03-03", "because": "the ministry's note"}
    answer = visitor.send(place, "/watch/resolve", **sent)
    assert answer.status_code == 303, notice(answer)
    assert visitor.assessment() == before  # recording an outcome moves no answer
    page = visitor.get(place).text
    assert "Resolved on 3 March 2021" in page.replace("\u00a0", " ")
    assert "1 forecast with an outcome" in page
    assert visitor.changes()[-1]["files"] == ["register.jsonl"]
    assert "/watch/resolve" not in page
    visitor.send(place, "/undo")
    page = visitor.get(place).text
    assert "/watch/resolve" in page
    assert "Resolved on" not in page


def test_an_outcome_before_the_question_is_refused_and_kept_in_the_form(visitor):
    sent = {"course": "fades", "on": "2019-03-03", "because": "a long story"}
    answer = visitor.send("/watch", "/watch/resolve", **sent)
    assert answer.status_code == 422
    assert "before the day of the question" in notice(answer)
    assert answer.text.count("a long story") >= 2  # in the notice and in the form
    assert not visitor.changes()


def page_of(folder, register, rows):
    """Watch over a register of these lines."""
    register.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Visitor(folder, register=register).get("/watch").text


def test_a_calibration_diagram_is_shown_from_twenty_outcomes(folder, tmp_path):
    register = tmp_path / "register.jsonl"
    rows = []
    for i in range(24):
        p = (i % 5) / 5
        rows += [{"id": f"q{i}", "made": "2020-01-01", "courses": {"exit": p, "revised": 0.1 * (1 - p), "fades": 0.9 * (1 - p)}},
                 {"id": f"q{i}", "outcome": "exit" if i % 3 == 0 else "fades", "resolved": "2020-09-01"}]  # fmt: skip
    assert "picture-calibration" in page_of(folder, register, rows[:-2])
    page = page_of(folder, register, rows[:30])
    assert "needs 20 outcomes; 15 are known" in page
    assert "picture-calibration" not in page
    hostile = page_of(folder, register, [{**row, "courses": {"<script>x</script>": 1.0}} if "courses" in row else {**row, "outcome": "<script>x</script>"} for row in rows])  # fmt: skip
    assert "picture-calibration" in hostile
    assert "<script>x" not in hostile
    register.write_text("{broken", encoding="utf-8")
    page = Visitor(folder, register=register).get("/watch")
    assert page.status_code == 200
    assert "no JSON" in page.text


def test_keeping_a_scenario_moves_no_answer(visitor):
    before = visitor.assessment()
    visitor.send("/assumptions", "/assumptions/keep", name="dear", changes="agreement_worth = 2")
    assert visitor.assessment() == before
    assert "points moved by" not in visitor.get("/assumptions").text


def test_the_brief_tells_its_checks_and_is_exported(visitor):
    assert "checks" in visitor.get("/brief").text
    exported = visitor.get("/export/brief.html")
    assert "script" not in exported.headers["content-security-policy"].replace("default-src 'none'", "")
    assert exported.text.startswith("<!doctype html>")
    assert visitor.get("/export/brief.md").status_code == 200
    assert visitor.get("/export/assessment.json").json()["courses"]
    assert visitor.get("/export/passwd").status_code == 404


def test_every_number_of_the_answer_leads_to_its_ground(visitor):
    import re

    links = set(re.findall(r'href="(/why\?path=[^"]+)"', visitor.get("/answer").text))
    assert len(links) > 20
    for link in links:
        assert visitor.get(link.replace("&amp;", "&")).status_code == 200, link


def test_trying_a_value_changes_nothing(visitor):
    page = visitor.get("/model?at=agreement_worth&try=0.4")
    assert "Nothing was changed" in page.text
    assert "Points" in page.text
    assert not visitor.changes()


def test_the_amended_case_holds_the_value_and_its_author(visitor):
    visitor.send("/model", "/quantity", **QUANTITY)
    text = (visitor.folder / "case.yaml").read_text(encoding="utf-8")
    assert json.loads(value_at(text, "amended.0"))["by"] == "Ann"


def test_a_name_is_remembered_and_signs_the_change(visitor):
    answer = visitor.client.post("/who", data={"name": "Bo Ek", "screen": "model"})
    visitor.client.cookies.update(answer.cookies)
    visitor.send("/model", "/quantity", **QUANTITY)
    assert visitor.changes()[-1]["by"] == "Bo Ek"
