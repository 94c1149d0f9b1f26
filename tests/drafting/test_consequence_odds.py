"""How likely a consequence is, by what is said of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit
from tests.drafting.made_up import said

from foedus.drafting.consequence_odds import FORESEEN, odds_given_cause
from foedus.ledger.statement import Likelihood
from foedus.provenance import grounds_of
from foedus.quantity import Distribution
from foedus.reporting.meaning.lexicon import reading


def voice(id_="s1", phrase=None, words="the mills would close", **more):
    values = {"kind": "consequence", "phrase": phrase, "likelihood": reading(phrase) if phrase else None}
    return said(id_, words, **{**values, **more})


def odds(*voices, origins=None, sides=None, **more):
    sides = sides or {}
    return odds_given_cause(voices, origins or {}, lambda who: sides.get(who, "outsider"), **more)


def middle(found):
    """The median: the middle of the ends in log-odds."""
    return float(expit(sum(logit(p) for p in found.ends) / 2))


def test_surer_words_make_a_consequence_likelier():
    phrases = ("impossible", "very unlikely", "may", "likely", "almost certain")
    found = [middle(odds(voice(phrase=p, words=f"the mills are {p} to close"))) for p in phrases]
    assert found == sorted(found)
    assert found[0] < 0.2 and found[-1] > 0.55


def test_certainties_fail_as_often_as_experts_certainties_did():
    """Tetlock 2005: a quarter of what experts called certain did not happen, 15 % of what they called impossible did."""

    def mean(phrase):
        drawn = Distribution("interval", tuple(odds(voice(phrase=phrase)).ends))
        return sum(float(drawn.quantile((i + 0.5) / 500)) for i in range(500)) / 500

    assert mean("certain") == pytest.approx(0.75, abs=0.15)
    assert mean("impossible") == pytest.approx(0.15, abs=0.1)


def test_five_voices_on_one_report_say_hardly_more_than_one_and_independent_sources_do():
    one = [voice("s0", "likely", speaker="A")]
    five = [voice(f"s{i}", "likely", speaker=f"Speaker {i}") for i in range(5)]
    together = middle(odds(*five, origins={v.id: "wire" for v in five}))
    apart = middle(odds(*five, origins={v.id: v.id for v in five}))
    alone = middle(odds(*one))
    assert alone < together < apart
    assert apart - alone > 2 * (together - alone)


def test_all_that_one_speaker_says_is_one_voice():
    assert odds(voice("s1", "likely"), voice("s2", "likely")).ends == odds(voice("s1", "likely")).ends


def test_a_word_of_probability_goes_before_the_flat_words_of_the_same_speaker():
    both = odds(voice("s1"), voice("s2", "may"))
    assert both.ends == odds(voice("s2", "may")).ends
    assert "s1" not in both.because


@pytest.mark.parametrize("phrase", [None, "would", "will", "'d", "'ll"])
def test_who_says_flatly_what_would_follow_tells_not_how_likely(phrase):
    found = odds(voice(phrase=phrase))
    assert found.ends == odds(voice()).ends
    first, *rest = grounds_of(found.because)
    assert first.kind == "assumption"
    assert "nothing in the articles tells" in first.text
    assert ("s1",) in [ground.ids for ground in rest]


def test_what_words_tell_is_computed_from_them():
    first, second, *_ = grounds_of(odds(voice(phrase="may")).because)
    assert (first.kind, second.ids) == ("computed", ("s1",))
    assert "“may”" in first.text


def test_what_was_hardly_made_out_moves_less():
    surely, hardly = (odds(voice(phrase="almost certain", kind_sure=sure)) for sure in (0.9, 0.1))
    assert odds(voice(phrase="almost certain")).ends == surely.ends
    assert middle(odds(voice(phrase="almost certain", kind_sure=0.0))) < middle(hardly) < middle(surely)
    assert "0.1" in hardly.because


def test_what_was_surely_misread_leaves_the_assumption():
    assert odds(voice(phrase="almost certain", kind_sure=0.0)).ends == pytest.approx(FORESEEN, abs=1e-3)


def test_a_party_to_the_dispute_counts_half():
    party = odds(voice(phrase="almost certain", speaker="X"), sides={"X": "counterpart"})
    assert middle(party) < middle(odds(voice(phrase="almost certain")))
    assert "party to the dispute" in party.because


@pytest.mark.parametrize(
    ("words", "phrase", "turned"),
    [
        ("the mills would probably close", "probably", True),
        ("the mills would probably not close", "probably not", False),
        ("the mills would not close", "would not", False),
        ("the mills would close", "would", True),
    ],
)
def test_where_the_name_denies_a_phrase_said_of_the_affirmed_is_turned_round(words, phrase, turned):
    even = [0.05, 0.95]
    found = middle(odds(voice(phrase=phrase, words=words), denied=True, foreseen=even))
    assert (found < 0.5) == turned


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans()), min_size=1, max_size=6),
)
def test_ends_lie_inside_in_order(said_of_it):
    voices = [
        voice(f"s{i}", "sure", likelihood=Likelihood(p, p, p), kind_sure=sure, speaker=f"S{i if own else 0}")
        for i, (p, sure, own) in enumerate(said_of_it)
    ]
    low, high = odds(*voices).ends
    assert 0 < low < high < 1


@settings(max_examples=30, deadline=None)
@given(st.permutations(["may", "likely", "almost certain", "unlikely"]))
def test_the_order_of_voices_changes_nothing(phrases):
    voices = [voice(p, p, speaker=p) for p in phrases]
    assert odds(*voices).ends == pytest.approx(odds(*sorted(voices, key=lambda v: v.id)).ends, abs=2e-4)
