"""A statement that is a part of another one is marked as the same."""

from __future__ import annotations

import pytest

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.read import read_article


def every(text):
    """The statements of a text."""
    article = Article(
        name="a.txt", digest="0", outlet="Oslo Times", carried_by=None, published=None, title=None, language="en",
        text=text, body=Span(0, len(text)),
    )  # fmt: skip
    return read_article(article)


def statements(text):
    """The statements of a text by their words."""
    return {" ".join(s.words.split()): s for s in every(text)}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Norway wants to keep its ports.", "to keep its ports"),
        ("Ms. Lund declined to say what she meant.", "to say what she meant"),
        ("Ms. Lund asked the Danes to go home early.", "the Danes to go home early"),
    ],
)
def test_a_fragment_is_the_same_as_the_statement_around_it(text, part):
    found = statements(text)
    assert part in found
    fuller = next(s for words, s in found.items() if part in words and words != part)
    assert found[part].same_as == fuller.id


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ('"If the Danes tell us to go, we will have had it coming," said Ms. Lund.', "we will have had it coming", "to go"),
        ("The envoy said that Norway opposes the new quotas.", "Norway opposes the new quotas", "the new quotas"),
        ('"Derrick says what he means, and the pact is dead," said Ms. Lund.', "Derrick says what he means", "what he means"),
        ("According to Ms. Lund, the ports support it.", "the ports support it", "it"),
    ],
)  # fmt: skip
def test_a_fragment_of_what_somebody_says_is_no_statement_beside_it(text, whole, part):
    found = statements(text)
    assert any(whole in words for words in found)
    assert part not in found


def test_a_sentence_that_tells_what_another_said_stands_beside_the_next_one():
    found = statements(
        '"The mayor has promised the crews that the gates will be closed. The port cannot wait for long," said Ms. Lund.'
    )
    assert "The mayor has promised the crews that the gates will be closed." in found
    assert "The port cannot wait for long" in found


def test_who_answers_in_an_interview_speaks_of_their_own_belief():
    text = (
        "Kari Lund teaches law in Bergen. She spoke to the Post about the pact.\n\nWill Norway leave?\n\n"
        "The ministers have counted the votes. That is why I believe the notice will be withdrawn before May.\n\n"
        "And the ports?\n\nThey will stay open, I think."
    )
    told = [s for s in every(text) if "notice will be withdrawn" in s.words]
    assert len(told) == 1
    assert told[0].words.startswith("That is why I believe")


def test_what_somebody_else_says_within_a_statement_stands():
    found = statements("Ms. Lund said that the envoy had told her that Norway was leaving the pact.")
    inner = next(
        s
        for words, s in found.items()
        if words.endswith("Norway was leaving the pact") and "told" not in words
    )
    assert inner.same_as is None


def test_every_repeat_points_to_a_statement_of_the_ledger_that_repeats_none():
    found = every(
        '"If Norway wants to leave, it should say what it wants to keep," said Ms. Lund. Norway wants to leave, and '
        "Iceland, which says that it plans to stay, has asked to be told what Norway wants."
    )
    by_id = {s.id: s for s in found}
    repeats = [s for s in found if s.same_as is not None]
    assert repeats
    assert all(by_id[s.same_as].same_as is None for s in repeats)


def test_the_clause_around_what_is_backed_is_told_beside_what_is_said():
    found = statements(
        "Lund has told the ports that fees will rise; after a vote in which the council backed a temporary freeze of the "
        "talks, he said that the door was open."
    )
    whole = found["the council backed a temporary freeze of the talks"]
    assert (whole.speaker, whole.same_as) == ("Oslo Times", None)
    assert found["a temporary freeze of the talks"].same_as == whole.id


def test_what_is_only_supposed_is_not_told_as_done():
    found = statements(
        "Should the cabinet nevertheless vote to cancel, prices would rise, and if Oslo wants talks, they would fall."
    )
    assert not any(
        words.startswith(("the cabinet", "Oslo wants")) and s.same_as is None for words, s in found.items()
    )


def test_what_is_only_asked_for_somebodys_view_nobody_has_said():
    found = every("Do you think the council will leave the pact? The ports are full.")
    assert [s.words for s in found] == ["The ports are full"]
