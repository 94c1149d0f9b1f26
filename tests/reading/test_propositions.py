"""One proposition, one statement: where sentences are cut, and whose words they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.meaning.propositions import propositions
from foedus.reporting.parsing.headings import is_boilerplate
from foedus.reporting.parsing.language import parse


def told(text, heard=True):
    """Whose content (the attribution's cue, "" for the article's own voice) and which words."""
    parsed = parse(text)
    said = attributions(parsed) if heard else []
    cues = {a.id: parsed.words(a.cue[0]) if a.cue else "quotation" for a in said}
    return [
        ("" if p.attribution is None else cues[p.attribution], " / ".join(map(parsed.words, p.spans)))
        for p in propositions(parsed, said)
    ]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Prices rose again and the minister may resign.", ["Prices rose again", "the minister may resign"]),
        ("Norway is unlikely to leave but may ask for a review.",
         ["Norway is unlikely to leave", "may ask for a review"]),
        ("It would not only hurt trade, but could also end the talks.",
         ["It would not only hurt trade, but could also end the talks"]),
        ("Norway signed the pact and paid for the patrols.", ["Norway signed the pact and paid for the patrols"]),
        ("The exit would send a signal, thereby raising prices abroad.",
         ["The exit would send a signal", "raising prices abroad"]),
        ("The truth is, it would hurt trade.", ["it would hurt trade"]),
        ("The news came days before the summit, which is due to open in Bergen on Friday and bring together ministers.",
         ["The news came days before the summit", "the summit, which is due to open in Bergen on Friday"]),
        ("At the same time, Oslo pays for the patrols.", ["Oslo pays for the patrols"]),
        ("The pact is old; the ships are new.", ["The pact is old", "the ships are new"]),
    ],
)  # fmt: skip
def test_where_a_sentence_is_cut(text, contents):
    assert [words for _, words in told(text, heard=False)] == contents


def test_a_quotation_of_three_sentences_is_three_statements_of_one_attribution():
    parsed = parse(
        '"It is very unlikely that Norway leaves. Too many oppose it. Talks will go on," Lund said.'
    )
    said = attributions(parsed)
    found = propositions(parsed, said)
    assert len(found) == 3
    assert len({p.attribution for p in found}) == 1


def test_words_left_out_of_a_quotation_part_its_propositions():
    contents = [words for _, words in told('"The pact is dead ... Oslo will not pay for it," Lund said.')]
    assert contents == ["The pact is dead", "Oslo will not pay for it"]


def test_what_is_attributed_is_not_told_again():
    assert told("Lund said that the pact was dead.") == [("said", "the pact was dead")]


def test_the_article_keeps_its_own_clause():
    voices = told("Oslo sent no ships, while Lund said that the pact was dead.")
    assert ("", "Oslo sent no ships") in voices
    assert ("said", "the pact was dead") in voices
    assert len(voices) == 2


def test_a_question_states_nothing():
    assert told("Will Norway leave the pact? Nobody in Bergen knows.", heard=False) == [
        ("", "Nobody in Bergen knows")
    ]


def test_what_is_said_at_the_end_of_a_sentence_is_the_whole_sentence():
    found = told(
        "Norway is unlikely to leave the pact, but Oslo may ask for a review, experts told the Bergen Post."
    )
    assert [words for _, words in found] == [
        "Norway is unlikely to leave the pact",
        "Oslo may ask for a review",
    ]
    assert {cue for cue, _ in found} == {"told"}


def test_an_event_does_not_speak():
    [(cue, _)] = told("The withdrawal would send a message that the pact is dead.")
    assert cue == ""


def test_an_act_is_told_whole():
    [(cue, words)] = told("Lund has mused about leaving the fisheries pact with Iceland.")
    assert (cue, words) == ("", "Lund has mused about leaving the fisheries pact with Iceland")


def test_what_may_be_said_has_not_been_said():
    assert all(cue == "" for cue, _ in told("Iceland may say that the pact is dead."))


@pytest.mark.parametrize(
    ("heading", "contents"),
    [
        ("Exit from fish pact: Lund must be bluffing", ["Lund must be bluffing"]),
        ("Oslo Unlikely To Withdraw From Fish Pact But May Try To Review Deal",
         ["Oslo Unlikely To Withdraw From Fish Pact", "May Try To Review Deal"]),
        ("A GLIMPSE OF HOPE FOR THE ISLANDS", []),
    ],
)  # fmt: skip
def test_headlines(heading, contents):
    text = (
        f"{heading}\n\nThe ministers met on Monday in the old town hall of Bergen and parted without a word."
    )
    assert [words for _, words in told(text, heard=False)][:-1] == contents


def test_a_dateline_is_no_part_of_the_first_sentence():
    text = "BERGEN (Fjord News Agency - 2nd May, 2021) Norway is unlikely to leave the pact on fish."
    assert told(text, heard=False) == [("", "Norway is unlikely to leave the pact on fish")]


@pytest.mark.parametrize(
    "line",
    [
        "Contact us at news@example.org",
        "Translation by Ada Berg",
        "Photo: Fjord Agency",
        "Read more: the pact",
    ],
)
def test_the_page_is_no_report(line):
    assert is_boilerplate(line)
    assert told(f"Norway signed the pact on fish in 1976 and paid.\n\n{line}", heard=False)[1:] == []


_PARTS = st.sampled_from(
    ["Norway", "said", "that", '"', "“", "”", "if", "would", "leave", "the pact", ",", ".", "...", ";", "\n\n", "he",
     "according to", "may not", "thereby", "-", "(", "\u00a0", "\u2028", "unlikely", "but", "which", "is", "\ud800", "'s"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_PARTS, max_size=40).map(" ".join))
def test_any_text_is_cut_without_fault(text):
    parsed = parse(text)
    for p in propositions(parsed, attributions(parsed)):
        assert p.spans
        assert all(0 <= a.start < a.end <= len(text) and text[a.start : a.end].strip() for a in p.spans)
        assert all(a.end <= b.start for a, b in zip(p.spans, p.spans[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Lund says it matters that Iceland takes no step, that Norway will answer and that talks go on.",
            ["it matters that Iceland takes no step", "Norway will answer", "talks go on"],
        ),
        (
            "The offer may please some but is unlikely to last.",
            ["The offer may please some", "is unlikely to last"],
        ),
        (
            "While Norway has kept its distance, the islands have paid in full.",
            ["While Norway has kept its distance", "the islands have paid in full"],
        ),
        (
            "The council closed the port, a move that would anger the islands.",
            ["The council closed the port", "a move that would anger the islands"],
        ),
        (
            "Leaving has risks, since Norway cannot fish alone.",
            ["Leaving has risks", "since Norway cannot fish alone"],
        ),
        ("Lund said that the pact that he signed was old.", ["the pact that he signed was old"]),
    ],
)
def test_clauses_that_say_something_of_their_own_are_told_apart(text, contents):
    assert [words for _, words in told(text)] == contents


def test_both_halves_of_a_denial_are_statements():
    found = told("Lund denied both that talks had failed and that members agreed to pay.")
    assert ("denied", "talks had failed") in found and ("denied", "members agreed to pay") in found


@pytest.mark.parametrize(
    "text",
    [
        "Remittances amount to roughly five per cent of the national income.",
        "Let the parliament tell him so before Easter.",
    ],
)
def test_a_whole_sentence_is_told_though_no_finite_verb_is_seen(text):
    assert told(text) == [("", text.removesuffix("."))]


def test_a_label_is_no_sentence():
    assert told("Anna Lund, a political scientist at the Fjord Institute in Bergen.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Lund declined to say whether Norway would leave the pact.",
        "Diplomats were unsure whether she meant it.",
        "Lawyers argue about whether the council may do so alone.",
        "The envoys know how the quotas are set.",
    ],
)
def test_that_something_is_asked_or_known_is_told_not_what(text):
    assert told(text) == [("", text.rstrip("."))]


def test_the_answer_to_what_was_asked_is_told():
    found = told("Asked whether Norway would stay, Lund said that talks went on.")
    assert ("said", "talks went on") in found
    assert not any("whether" in words for cue, words in found if cue)


def test_what_somebody_described_is_no_question():
    assert told("The ministry said what the papers described does not exist.")[0][0] == "said"


def test_a_relative_clause_that_dates_nothing_stays_with_its_noun():
    text = "The accord, which took three years to negotiate, might unravel."
    assert told(text) == [("", "The accord, which took three years to negotiate, might unravel")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Norway will leave the union in June, Iceland will follow in July, and Denmark will stay.",
         ["Norway will leave the union in June", "Iceland will follow in July", "Denmark will stay"]),
        ("Iceland would probably follow, which would leave the union without a quorum.",
         ["Iceland would probably follow", "which would leave the union without a quorum"]),
        ("Norway left the union, which has five members.", ["Norway left the union, which has five members"]),
    ],
)  # fmt: skip
def test_forecasts_side_by_side_are_told_apart(text, parts):
    assert [words for _, words in told(text, heard=False)] == parts
