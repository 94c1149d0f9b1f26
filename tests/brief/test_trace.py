"""A trace ends in words of an article, rows of history, references or stated assumptions."""

from __future__ import annotations

import re

import pytest

from brief.sample import S
from foedus.brief.address import UnknownPathError, value_at
from foedus.brief.document import Document, anchor
from foedus.brief.grounds import Grounds
from foedus.brief.trace import LEAVES, Trace, trace
from foedus.brief.why import why
from foedus.errors import InputFault


def leaves(found: Trace) -> list[Trace]:
    if not found.rests_on:
        return [] if found.repeated else [found]
    return [leaf for below in found.rests_on for leaf in leaves(below)]


@pytest.mark.parametrize(
    "path", ["courses.exit", "courses.revised", "explanations.leverage", "consequences.canneries"]
)
def test_every_leaf_is_a_ground(grounds: Grounds, path: str) -> None:
    found = leaves(trace(grounds, path))
    assert found
    assert {leaf.note.kind for leaf in found} <= LEAVES


def test_the_answer_is_traced_to_the_words_of_an_article(grounds: Grounds) -> None:
    paths = {leaf.note.path for leaf in leaves(trace(grounds, "courses.exit"))}
    assert "articles.a-courier.txt" in paths
    assert "history.T1" in paths


def test_a_path_names_its_value(grounds: Grounds) -> None:
    assert value_at(grounds, "courses.exit.probability") == 0.0343
    assert value_at(grounds, "quantities.w[resolve].low") == pytest.approx(-0.245)
    assert value_at(grounds, f"statements.{S['S3']}.likelihood.median") == 0.08
    assert value_at(grounds, "articles.a-courier.txt.outlet") == "Harbour Courier"
    assert value_at(grounds, "history.T2.outcome_24m") == "exit_completed"


@pytest.mark.parametrize(
    "path", ["courses.win", "courses.exit.luck", "nothing", "signposts.9.probability", "run.a.b"]
)
def test_a_path_that_leads_to_nothing_is_refused(grounds: Grounds, path: str) -> None:
    with pytest.raises(UnknownPathError):
        value_at(grounds, path)


def test_an_unknown_path_is_told_with_those_that_exist(grounds: Grounds) -> None:
    with pytest.raises(InputFault, match=r"courses\.win") as fault:
        trace(grounds, "courses.win")
    assert "courses.exit" in fault.value.remedy


def test_why_prints_the_tree(grounds: Grounds) -> None:
    told = why(grounds, "courses.exit")
    assert told.startswith("Course: exit\n│   Probability 3\u00a0%")
    assert "“It is very unlikely that she goes through with it”" in told
    assert re.search(r"└── Article: a-courier\.txt", told)
    assert all(c.isprintable() or c in "\n\u00a0" for c in told)


def test_addresses_are_distinct_and_plain(document: Document) -> None:
    addresses = [anchor(note.path) for note in document.notes]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", address) for address in addresses)


def test_a_course_and_a_statement_are_found_by_the_names_that_the_brief_uses(grounds: Grounds) -> None:
    assert trace(grounds, "exit").note.path == "courses.exit"
    identity, label = next((s, n) for s, n in grounds.labels.items() if s in grounds.by_id)
    assert trace(grounds, label).note.path == f"statements.{identity}"
