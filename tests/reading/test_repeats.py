"""What says the same: headline and text, lead and expert, paraphrase and quotation; and what does not."""

from __future__ import annotations

import pytest

from foedus.ledger import Article
from foedus.ledger.statement import Likelihood, Statement
from foedus.provenance import Span
from foedus.reporting.meaning.repeats import marked
from foedus.reporting.read import read_article


def said(number, words, speaker="Bergen Post", voice="author", **fields):
    return Statement(
        f"s{number}",
        "a.txt",
        (Span(number * 100, number * 100 + 9),),
        words,
        speaker=speaker,
        voice=voice,
        **fields,
    )


def same(*statements, headings=0):
    flags = [i < headings for i in range(len(statements))]
    return [s.same_as for s in marked(statements, flags)]


LOW = {"phrase": "unlikely", "likelihood": Likelihood(0.2, 0.05, 0.4), "kind": "assessment"}
AGAINST = {"bears_on": "exit", "direction": "against"}


def test_a_headline_points_to_the_text_below_it():
    head = said(1, "Norway unlikely to quit herring treaty")
    body = said(2, "Norway is unlikely to quit the herring treaty this year")
    assert same(head, body, headings=1) == ["s2", None]


def test_a_lead_by_experts_points_to_the_first_who_is_named():
    lead = said(1, "Norway is unlikely to quit the treaty", "experts", "indirect", **LOW, **AGAINST)
    berg = said(2, "the coalition would not survive a vote", "Ada Berg", "direct", **LOW, **AGAINST)
    holm = said(3, "they are bluffing about the herring", "Eva Holm", "direct", **LOW, **AGAINST)
    assert same(lead, berg, holm) == ["s2", None, None]


def test_two_experts_who_agree_stay_two():
    berg = said(1, "Norway is unlikely to quit the treaty", "Ada Berg", "direct", **LOW, **AGAINST)
    holm = said(2, "Norway is unlikely to quit the treaty", "Eva Holm", "direct", **LOW, **AGAINST)
    assert same(berg, holm) == [None, None]


def test_a_paraphrase_points_to_the_own_words_beside_it():
    paraphrase = said(
        1,
        "too many fishermen on both coasts backed the treaty",
        "Ada Berg",
        "indirect",
        kind="reason",
        **AGAINST,
    )
    own = said(
        2, "too many fishermen on both coasts back the treaty", "Ada Berg", "direct", kind="reason", **AGAINST
    )
    assert same(paraphrase, own) == ["s2", None]


def test_opposed_directions_are_never_the_same():
    one = said(
        1,
        "the government will keep the herring treaty",
        "Ada Berg",
        "direct",
        bears_on="exit",
        direction="against",
    )
    two = said(
        2,
        "the government will not keep the herring treaty",
        "Ada Berg",
        "direct",
        bears_on="exit",
        direction="for",
    )
    assert same(one, two) == [None, None]


def test_words_of_probability_far_apart_are_not_the_same():
    bold = {"phrase": "must be", "likelihood": Likelihood(0.9, 0.6, 0.98)}
    weak = {"phrase": "may", "likelihood": Likelihood(0.4, 0.1, 0.7)}
    head = said(1, "Lund must be bluffing about herring", **bold)
    body = said(2, "Lund may be bluffing to win herring quota", "others", "indirect", **weak)
    assert same(head, body, headings=1) == [None, None]


def test_two_mights_of_one_speaker_are_two_steps():
    step = {"phrase": "might", "likelihood": Likelihood(0.4, 0.1, 0.66), "kind": "assessment",
            "bears_on": "revised", "direction": "for"}  # fmt: skip
    one = said(1, "Norway might suggest changes", "Ada Berg", "direct", **step)
    two = said(2, "Iceland might be persuadable", "Ada Berg", "direct", **step)
    assert same(one, two) == [None, None]


def test_no_statement_repeats_itself_or_one_that_repeats():
    words = "the caption says that Norway may quit the herring treaty"
    targets = same(*(said(i, words) for i in range(1, 5)))
    assert targets == [None, "s1", "s1", "s1"]


def test_in_an_article():
    text = (
        "Norway Unlikely to Quit Herring Treaty\n\n"
        "Norway is unlikely to quit the herring treaty with Iceland, experts told the Bergen Post.\n\n"
        '"It is very unlikely that Norway would quit the treaty," Ada Berg, a professor of law, said.\n\n'
        '"The treaty is 40 years old," she added.'
    )
    statements = read_article(Article("a.txt", text, Span(0, len(text)), outlet="Bergen Post"))
    by_id = {s.id: s for s in statements}
    judged = [s for s in statements if s.likelihood is not None]
    own = [s for s in judged if s.same_as is None]
    assert [s.speaker for s in own] == ["Ada Berg"]
    assert all(by_id[s.same_as].same_as is None for s in judged if s.same_as)


@pytest.mark.parametrize(
    ("text", "repeats", "repeated"),
    [
        ("Denmark will leave the union in June, the minister said.\n\nAs the Fjord Observer reported, Denmark will leave the "
         "union in June.", 1, 0),
        ("The premier said that leaving would be a historic mistake. \"It would be a historic mistake to leave,\" she told "
         "students.", 0, 1),
        ("The envoy said that Denmark would leave the union in June. The premier said that Denmark would not leave the union "
         "in June.", 1, None),
    ],
)  # fmt: skip
def test_what_says_the_same_in_other_forms_repeats_and_what_denies_it_does_not(text, repeats, repeated):
    article = Article("one.txt", text, Span(0, len(text)), outlet="Fjord Observer")
    found = read_article(article)
    assert found[repeats].same_as == (None if repeated is None else found[repeated].id)
