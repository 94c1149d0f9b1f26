"""The expressions of the tables find what they found alone; what they look for first is in every match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Wording, beginning_a_word

EXPRESSIONS = sorted(
    {
        row[column]
        for table in ("bearing.tsv", "kinds.tsv", "sign_words.tsv")
        for row in rows_of(table)
        for column in ("pattern", "unless")
        if row[column]
    }
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
