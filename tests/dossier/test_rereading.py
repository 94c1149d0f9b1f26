"""What moves an answer when articles come to a dossier: reading the earlier ones anew, or the new ones."""

from __future__ import annotations

import json

import pytest

from foedus.dossier.progress import Progress
from foedus.dossier.steps import Request, assess

FIRST = """OUTLET: The Harbour Courier
DATE: 2024-03-01
TITLE: Norway threatens to leave the fisheries treaty

Norway threatened on Friday to withdraw from the fisheries treaty with Iceland unless its quota of cod is raised.
Iceland has refused other terms. "We will very probably leave," the minister of fisheries, Kari Lund, said.
"""
SECOND = """OUTLET: The Northern Post
DATE: 2024-03-02
TITLE: Norway hardly likely to leave, historian says

Norway is very unlikely to leave the fisheries treaty with Iceland, the historian Per Dahl said on Saturday.
"""


@pytest.fixture
def assessed(tmp_path):
    """Assess the articles given by name, in one folder."""

    def run(**articles):
        there = tmp_path / "articles"
        there.mkdir(exist_ok=True)
        for name, text in articles.items():
            (there / f"{name}.txt").write_text(text)
        request = Request((str(there),), as_of="2024-03-05", out=tmp_path / "out", draws=512)
        return assess(request, Progress(None))

    return run


def courses(assessment):
    return {c["id"]: c["probability"] for c in assessment["courses"]}


def test_without_new_articles_nothing_is_told_of_reading_anew(assessed):
    assert "reread" not in assessed(a=FIRST).assessment
    assert "reread" not in assessed(a=FIRST).assessment


def test_the_earlier_articles_alone_give_what_they_gave_where_nothing_else_changed(assessed):
    before = courses(assessed(a=FIRST).assessment)
    after = assessed(b=SECOND)
    assert after.assessment["reread"] == {"articles": 1, "courses": before}
    assert courses(after.assessment) != before
    assert "give what they gave before: the new ones moved it" in (after.folder / "brief.md").read_text()


def test_what_an_earlier_program_made_of_them_is_told_apart_from_the_new_article(assessed):
    done = assessed(a=FIRST)
    now = courses(done.assessment)
    file = done.folder / "assessment.json"
    record = json.loads(file.read_text())
    for course, other in zip(record["courses"], (0.02, 0.03, 0.95), strict=True):
        course["probability"] = other
    file.write_text(json.dumps(record))
    after = assessed(b=SECOND)
    assert after.assessment["reread"]["courses"] == now
    text = (after.folder / "brief.md").read_text().replace("\u00a0", " ")
    assert "Part of a move is none of the new articles’" in text
    assert "rereading, " in text
