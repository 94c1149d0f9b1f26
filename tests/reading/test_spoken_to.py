"""To which outlets somebody spoke, whom a paper cites, and which names beside a cue are no outlet's."""

import pytest

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.attribution.voiceless import with_a_voice
from foedus.reporting.chains.chains import chain
from foedus.reporting.names.speakers import resolve
from foedus.reporting.parsing.language import parse


def heard(text):
    """Speaker and chain of each attribution of a text."""
    parsed = parse(text)
    article = Article("one.txt", text, Span(0, len(text)), outlet="Fjord Observer")
    found = with_a_voice(parsed, attributions(parsed))
    speakers = resolve(parsed, found, article)
    links = chain(parsed, found, speakers, article)
    return [(s.name, through) for s, through in zip(speakers, links, strict=True)]


@pytest.mark.parametrize(
    ("text", "speaker", "links"),
    [
        ("The envoy told the National Assembly that talks were over.", "The envoy", []),
        ("The envoy told members of the Atlantic Council that talks were over.", "The envoy", []),
        ("Kari Lund said in an interview with the French daily Le Monde that talks were over.", "Kari Lund", ["Le Monde"]),
        ("In an op-ed for the New York Times, Kari Lund argued that talks were over.", "Kari Lund", ["New York Times"]),
        ("Asked by CNN about the pact, Kari Lund said that talks were over.", "Kari Lund", ["CNN"]),
        ("Talks were over, Kari Lund said in comments published by the newspaper Aftenposten.", "Kari Lund", ["Aftenposten"]),
        ("A letter obtained by Reuters shows that talks were over.", "A letter", ["Reuters"]),
        ("Norwegian media, citing an unnamed minister, reported that talks were over.", "an unnamed minister",
         ["Norwegian media"]),
        ("According to Dawn, which cited an official quoted by The Hindu, talks are over.", "an official quoted by The Hindu",
         ["Dawn", "The Hindu"]),
        ("Bloomberg reported that talks were over. It cited two officials at the ministry.", "two officials at the ministry",
         ["Bloomberg News"]),
        ("The envoy confirmed a Reuters report that talks were over.", "The envoy", []),
    ],
)  # fmt: skip
def test_an_outlet_that_was_told_or_cited_is_a_link_and_no_other_name_is(text, speaker, links):
    assert (speaker, ("Fjord Observer", *links)) in heard(text)


def test_what_the_outlet_in_hand_calls_itself_is_no_link():
    assert heard("Kari Lund told the Observer that talks were over.") == [("Kari Lund", ("Fjord Observer",))]
