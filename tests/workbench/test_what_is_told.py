"""What pages and notices tell: days that forms take, values that are known, moves by their names, answers that failed."""

from __future__ import annotations

import json
import re

import pytest

from foedus.errors import FolderFault
from foedus.workbench import desk

from .visitor import Visitor, forms_of, notice


@pytest.fixture
def visitor(folder):
    return Visitor(folder)


def test_a_value_that_the_table_of_history_lacks_is_named_with_those_it_has(visitor):
    answer = visitor.send("/history", "/history/where", where_type="aliance", because="a slip")
    assert answer.status_code == 422
    assert "aliance" in notice(answer)
    assert "alliance" in notice(answer)


def test_forms_of_a_question_that_is_over_open_on_days_that_they_take(visitor):
    page = visitor.get("/watch").text
    asked = visitor.assessment()["question"]
    forms = {form["action"]: form["fields"] for form in forms_of(page) if "/watch/" in form["action"]}
    assert asked["as_of"] <= forms["/watch/observe"]["on"] < asked["deadline"]
    assert asked["as_of"] <= forms["/watch/resolve"]["on"] <= asked["deadline"]
    late = visitor.send(
        "/watch", "/watch/observe", saw="signal = notice", on=asked["deadline"], because="seen"
    )
    assert "not before the deadline" in notice(late)


def test_earlier_answers_sum_to_a_hundred(visitor):
    visitor.send("/judgements", "/judgements/pool", pool="linear")
    rows = re.findall(
        r"<tr><th[^>]*>\d+</th>(.*?)</tr>", visitor.get("/changes").text.split("Earlier answers", 1)[1]
    )
    assert rows
    for row in rows:
        shares = re.findall(r"(\d+)\s%", row)
        assert sum(map(int, shares)) == 100 or "under 1" in row


def test_every_card_leads_to_its_words_in_the_text_or_the_headline(visitor):
    for article in ("first.txt", "second.txt"):
        page = visitor.get(f"/read?article={article}").text
        led = re.findall(r'<h3[^>]*><a href="#(t-s\w+)"', page)
        ids = re.findall(r' id="(t-s\w+)"', page)
        assert led
        assert set(led) <= set(ids)
        assert len(ids) == len(set(ids))


def test_a_full_answer_that_cannot_be_made_is_told_and_can_be_tried_again(visitor, monkeypatch):
    def refused(*_):
        raise FolderFault("the folder cannot be written", why="no room on the disk")

    monkeypatch.setattr(desk, "completed", refused)
    visitor.send("/judgements", "/judgements/pool", pool="linear")
    visitor.send("/judgements", "/complete")
    page = visitor.get("/answer").text
    assert "no room on the disk" in page
    assert "data-first" not in page  # nothing to wait for
    monkeypatch.undo()
    visitor.send("/answer", "/complete")
    assert "no room on the disk" not in visitor.get("/answer").text


def test_a_date_that_is_none_is_refused_before_the_article_is_added(visitor):
    before = (visitor.folder / "articles.jsonl").read_bytes()
    fields = {
        "text": "Norway would stay in the treaty, the minister said.",
        "date": "some day",
        "outlet": "Post",
    }
    answer = visitor.send("/sources", "/sources/add", **fields)
    assert "no date" in notice(answer)
    assert (visitor.folder / "articles.jsonl").read_bytes() == before


def test_a_move_that_was_seen_is_told_as_people_call_it(visitor):
    on = visitor.assessment()["question"]["as_of"]
    visitor.send("/watch", "/watch/observe", saw="signal = notice", on=on, because="Reuters")
    told = visitor.changes()[-1]["what"]
    assert "Norway" in told
    assert "signal =" not in told


def test_an_answer_that_an_earlier_version_saved_is_told_and_made_anew(folder):
    path = folder / "assessment.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    for sign in record["signposts"]:
        del sign["courses_otherwise"]
    path.write_text(json.dumps(record), encoding="utf-8")
    visitor = Visitor(folder)
    page = visitor.get("/watch")
    assert page.status_code == 200
    assert "saved by an earlier version" in page.text
    assert 'data-label="if not">–<' in page.text
    assert visitor.send("/watch", "/renew").status_code == 303
    page = visitor.get("/watch").text
    assert "earlier version" not in page
    assert re.search(r'data-label="if not">\S*\d', page)
    assert "made anew" in visitor.changes()[-1]["what"]
    assert list((folder / "versions").glob("*.json"))  # the answer before is kept


def test_what_becomes_of_each_course_without_a_sign_stands_beside_what_becomes_with_it(visitor):
    rows = re.findall(
        r'data-label="(exit[^"]*|if not)">([^<]+)<',
        visitor.get("/watch").text.split("Record what was seen")[0],
    )
    signs = visitor.assessment()["signposts"]
    assert signs
    assert [label for label, _ in rows[:2]] == ["exit if seen", "if not"]
