"""The expressions of the tables find what they found alone; what they look for first is in every match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Rows, Wording, beginning_a_word

EXPRESSIONS = sorted(
    {
        row[column]
        for table in ("bearing.tsv", "kinds.tsv", "sign_words.tsv")
        for row in rows_of(table)
        for column in ("pattern", "unless")
        if row[column]
    }
    | {row["phrase"] for row in rows_of("sign_phrases.tsv")}
)
WORDS = sorted({word for expression in EXPRESSIONS for word in re.findall(r"[a-z]{2,}", expression)})


@pytest.mark.parametrize(
    ("expression", "anchors"),
    [
        (r"\b(?:threat\w*|warn(s|ed)?) (?:of|to)\b", ("threat", "warn")),
        (r"(no )?doubts?", ("doubt",)),
        (r"(pay)? ?more|less", ("less", "more")),
        (r"(pay)?", ()),
        (r"pay|\d+", ()),
        (r"(?:pay){0,2}x", ()),
        (r"(?!pay)[a-z]+", ()),
        (r"(?i:pay) them", (" them",)),
    ],
)
def test_anchors_are_the_literals_that_no_match_lacks(expression: str, anchors: tuple[str, ...]) -> None:
    assert Wording.of(expression).anchors == anchors


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from(EXPRESSIONS))
def test_a_search_finds_what_the_expression_alone_finds(words: list[str], expression: str) -> None:
    text = " ".join(words)
    for wording, alone in (
        (Wording.of(expression), re.compile(expression)),
        (beginning_a_word(expression), re.compile(rf"\b(?:{expression})")),
    ):
        assert wording is not None
        match, expected = wording.search(text), alone.search(text)
        assert (match and match.span()) == (expected and expected.span())
        if expected and wording.anchors:
            assert any(anchor in expected.group() for anchor in wording.anchors)


WORDINGS = [beginning_a_word(expression) for expression in EXPRESSIONS]
ROWS = Rows.of(WORDINGS, [()] * len(WORDINGS))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_every_row_that_fits_a_text_is_open_to_it(words: list[str]) -> None:
    text = " ".join(words)
    fitting = {k for k, wording in enumerate(WORDINGS) if wording and wording.pattern.search(text)}
    asked = list(ROWS.open_to(text, ()))
    assert asked == sorted(set(asked))
    assert fitting <= set(asked)


def test_a_branch_is_open_only_to_a_text_with_all_that_it_needs() -> None:
    rows = Rows.of([Wording.of(r"\b(?:has (yet|still) to (file|send)|no (?:\w+ )?notice)")], [()])
    assert not list(rows.open_to("it has yet to arrive", ()))
    assert list(rows.open_to("it has yet to file", ())) == [0]
    assert list(rows.open_to("no formal notice", ())) == [0]
