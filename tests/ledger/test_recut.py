"""Statements split and joined: no word is lost, and the cut outlives a reading again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputFault
from foedus.ledger import Article, Likelihood, Statement
from foedus.ledger.recut import joined, points, split
from foedus.ledger.statement import statement_id, words_at
from foedus.ledger.store import open_ledger
from foedus.provenance import Span

TEXT = "Talks will probably fail, and the pact will stand, the envoy said. Ships went home."
ONE = Article(name="one.txt", text=TEXT, body=Span(0, len(TEXT)))


def statement(start, end, **fields):
    words = TEXT[start:end]
    name = statement_id(ONE.digest, [Span(start, end)], words)
    return Statement(id=name, article="one.txt", content=(Span(start, end),), words=words, **fields)


WHOLE = statement(
    0, 49, speaker="the envoy", voice="indirect", phrase="probably", phrase_span=(Span(11, 19),),
    likelihood=Likelihood(0.7, 0.5, 0.9), bears_on="exit", direction="for",
)  # fmt: skip
LAST = statement(67, len(TEXT) - 1, speaker="the Gazette")


@pytest.fixture
def ledger(tmp_path):
    made = open_ledger(tmp_path / "ledger")
    made.enter([ONE], [WHOLE, LAST])
    return made


def cut(ledger):
    parts = split(WHOLE, TEXT.index("and the"), TEXT, "Ada")
    ledger.recut([WHOLE], parts, "Ada")
    return parts


def test_the_part_with_the_phrase_keeps_the_judgement_and_both_keep_the_speaker():
    first, second = split(WHOLE, TEXT.index("and the"), TEXT, "Ada")
    assert (first.words, second.words) == ("Talks will probably fail", "and the pact will stand")
    assert (first.phrase, first.likelihood, first.bears_on) == ("probably", WHOLE.likelihood, "exit")
    assert (second.phrase, second.likelihood, second.bears_on, second.direction) == (None, None, None, None)
    assert {first.speaker, second.speaker} == {"the envoy"}
    assert {first.read_by, second.read_by} == {"Ada"}
    assert len({first.id, second.id, WHOLE.id}) == 3


@given(at=st.integers(-3, len(TEXT) + 3))
def test_wherever_it_is_cut_no_word_is_lost_and_none_stands_twice(at):
    try:
        first, second = split(WHOLE, at, TEXT, "Ada")
    except InputFault:
        return
    assert not points([first]) & points([second])
    left = points([WHOLE]) - points([first, second])
    assert all(TEXT[point] in " ,;:" for point in left)
    assert all(words_at(TEXT, part.content) == part.words for part in (first, second))


@pytest.mark.parametrize("at", [0, 49, len(TEXT)])
def test_a_cut_that_leaves_a_part_without_words_is_refused(at):
    with pytest.raises(InputFault, match="cannot be cut there"):
        split(WHOLE, at, TEXT, "Ada")


def test_a_split_and_its_join_cover_the_same_words():
    first, second = split(WHOLE, TEXT.index("and the"), TEXT, "Ada")
    again = joined(first, second, TEXT, "Bo")
    assert again.words == WHOLE.words
    assert (again.phrase, again.bears_on, again.direction) == ("probably", "exit", "for")


def test_what_lies_apart_is_joined_without_the_words_between():
    again = joined(WHOLE, LAST, TEXT, "Ada")
    assert again.content == (*WHOLE.content, *LAST.content)
    assert again.words == f"{WHOLE.words} {LAST.words}"


def test_the_second_ones_phrase_holds_where_the_first_has_none():
    again = joined(LAST, WHOLE, TEXT, "Ada")
    assert (again.phrase, again.bears_on, again.speaker) == ("probably", "exit", "the Gazette")


def test_one_statement_cannot_be_joined_with_itself():
    with pytest.raises(InputFault, match="cannot be joined"):
        joined(WHOLE, WHOLE, TEXT, "Ada")


def test_a_split_survives_reading_again(ledger):
    parts = cut(ledger)
    assert ledger.current() == (*parts, LAST)
    ledger.enter([ONE], [WHOLE, LAST])
    assert ledger.current() == (*parts, LAST)


def test_a_split_holds_where_a_better_reader_cuts_there_itself(ledger):
    parts = cut(ledger)
    own = [statement(0, 24), statement(26, 49)]
    ledger.enter([ONE], [*own, LAST])
    assert ledger.current() == (*parts, LAST)


def test_what_is_read_within_the_words_that_were_cut_still_stands(ledger):
    within = statement(0, 12)
    ledger.enter([ONE], [WHOLE, within, LAST])
    parts = cut(ledger)
    assert ledger.current() == (*parts, within, LAST)


def test_a_split_stands_by_itself_where_nothing_is_read_any_more(ledger):
    parts = cut(ledger)
    ledger.enter([ONE], [])
    assert ledger.current() == parts


def test_a_part_can_be_corrected_rejected_and_joined_again(ledger):
    first, second = cut(ledger)
    mended = ledger.correct(second, "Bo", bears_on="fades", direction="for")
    assert ledger.current() == (first, mended, LAST)
    ledger.reject(first, "Bo")
    assert ledger.current() == (mended, LAST)
    whole = joined(mended, LAST, TEXT, "Bo")
    ledger.recut([mended, LAST], [whole], "Bo")
    ledger.enter([ONE], [WHOLE, LAST])
    assert ledger.current() == (whole,)


def test_a_join_survives_reading_again(ledger):
    whole = joined(WHOLE, LAST, TEXT, "Ada")
    ledger.recut([WHOLE, LAST], [whole], "Ada")
    ledger.enter([ONE], [WHOLE, LAST])
    assert ledger.current() == (whole,)


def test_what_a_person_settled_is_not_put_aside_by_an_older_cut(ledger):
    parts = cut(ledger)
    settled = ledger.correct(LAST, "Bo", kind="report")
    assert ledger.current() == (*parts, settled)
