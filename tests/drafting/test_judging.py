"""Who enters as a judgement, about what, and with which number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drafting.made_up import LIKELY, UNLIKELY, said

from foedus.drafting.judging import judgements_of, oriented
from foedus.ledger.statement import Likelihood
from foedus.provenance import Span

probabilities = st.floats(0.001, 0.999)
likelihoods = st.tuples(probabilities, probabilities, probabilities).map(
    lambda ends: Likelihood(*(sorted(ends)[i] for i in (1, 0, 2)))
)


@settings(deadline=None)
@given(likelihoods)
def test_for_and_against_are_complements(likelihood):
    ahead, back = oriented(likelihood, "for"), oriented(likelihood, "against")
    if likelihood.median == 0.5:
        assert ahead == back
    else:
        assert ahead[0] + back[0] == pytest.approx(1)
        assert ahead[1] + back[2] == pytest.approx(1)
        assert ahead[0] > 0.5 > back[0]


@settings(deadline=None)
@given(likelihoods, st.sampled_from(["for", "against", None]))
def test_the_ends_stay_around_the_median(likelihood, direction):
    median, low, high = oriented(likelihood, direction)
    assert low <= median <= high


def entered(*statements, **more):
    judges = [s.id for s in statements if s.likelihood is not None]
    return list(judgements_of(statements, {}, more.pop("observed", ()), judges, **more).values())


def voice(**more):
    return said("s2", "Borduria will hardly go", **{"bears_on": "exit", "direction": "against", **more})


def test_a_phrase_that_judges_gives_a_number():
    (record,) = entered(voice(phrase="unlikely", likelihood=UNLIKELY))
    assert (record["about"], record["median"], record["low"], record["high"]) == ("exit", 0.2, 0.05, 0.4)


def test_one_phrase_is_one_judgement_however_often_what_stands_under_it_is_told():
    whole = voice(phrase="unlikely", likelihood=UNLIKELY, phrase_span=(Span(10, 18),))
    part = replace(whole, id="s3", speaker="Syldavia")
    other = replace(whole, id="s4", phrase_span=(Span(70, 78),))
    assert [record["statements"] for record in entered(whole, part, other)] == [["s2"], ["s4"]]


def test_likely_to_stay_is_unlikely_to_leave():
    (record,) = entered(voice(phrase="likely", likelihood=LIKELY))
    assert record["median"] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("words", "phrase", "direction"),
    [
        ("Not everyone is so sure", "so sure", "for"),  # who doubts is certain of nothing
        ("Few others are as certain", "certain", "for"),
        ("make sure that Klow gets a copy", "sure", "for"),
        ("a challenge in court is likely", "likely", "against"),  # likely, but not that Borduria stays
        ("an envoy is expected in Klow in May", "expected", "for"),  # an appointment
        ("leaving is expected to take half a year", "expected", "for"),
        ("she is likely to look for other words", "likely", "for"),
        ("a new attack on Klow is likely", "likely", "for"),
        ("a bill on leaving is expected to be debated this week", "expected", "for"),
    ],
)
def test_likelihoods_of_something_else_give_no_number(words, phrase, direction):
    for record in entered(
        said("s2", words, bears_on="exit", direction=direction, phrase=phrase, likelihood=LIKELY)
    ):
        assert "median" not in record


@pytest.mark.parametrize(
    "words",
    [
        "Borduria is likely to quit",
        "that is likely",
        "the offer is likely to fall on deaf ears",
        "the others are likely to follow suit",
        "likely, on the whole: it",
    ],
)
def test_a_likelihood_of_leaving_in_any_words_counts_for_it(words):
    (record,) = entered(
        said("s2", words, bears_on="exit", direction="for", phrase="likely", likelihood=LIKELY)
    )
    assert record["median"] == LIKELY.median


@pytest.mark.parametrize(
    "words", ["Borduria is likely to stay", "Neither is likely", "it is likely to reject the bill"]
)
def test_a_likelihood_of_the_contrary_counts_against_the_course(words):
    (record,) = entered(
        said("s2", words, bears_on="exit", direction="against", phrase="likely", likelihood=LIKELY)
    )
    assert record["median"] == pytest.approx(0.3)


def test_a_phrase_beside_a_bare_noun_gives_no_number():
    beside = {
        "phrase": "expects",
        "phrase_span": (Span(900, 907),),
        "likelihood": LIKELY,
        "bears_on": "exit",
        "direction": "for",
    }
    (bare,) = entered(said("s2", "the papers from the ministry", **beside))
    (clause,) = entered(said("s2", "Borduria to be gone by May", **beside))
    assert "median" not in bare
    assert clause["median"] == pytest.approx(LIKELY.median)


def test_what_was_believed_once_is_no_forecast():
    (record,) = entered(
        said(
            "s2",
            "I was sure he wouldn't leave",
            bears_on="exit",
            direction="for",
            phrase="sure",
            likelihood=LIKELY,
        )
    )
    assert "median" not in record


def test_what_is_called_impossible_does_not_speak_for_itself():
    never = Likelihood(0.01, 0.001, 0.05)
    assert (
        entered(
            said(
                "s2",
                "it's impossible",
                bears_on="exit",
                direction="for",
                phrase="impossible",
                likelihood=never,
            )
        )
        == []
    )
    stays = said(
        "s2",
        "it is impossible that Borduria stays",
        bears_on="exit",
        direction="for",
        phrase="impossible",
        likelihood=never,
    )
    (record,) = entered(stays)
    assert record["median"] == pytest.approx(0.99)
    doubt = said("s2", "I doubt it", bears_on="fades", direction="for", phrase="doubt", likelihood=UNLIKELY)
    (record,) = entered(doubt)
    assert record["median"] == pytest.approx(0.8)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"phrase": "will", "likelihood": LIKELY},  # a bare future announces
        {"phrase": "'ll", "likelihood": LIKELY},
        {"phrase": "is not going to", "likelihood": UNLIKELY},
        {"phrase": "likely", "likelihood": LIKELY, "kind": "reason"},  # it says how sure the reason is
    ],
)
def test_without_words_that_judge_there_is_a_direction_only(more):
    (record,) = entered(voice(**more))
    assert "median" not in record
    assert record["direction"] == "against"


@pytest.mark.parametrize(
    "more",
    [
        {"same_as": "s1"},
        {"words": "whether Borduria will go"},
        {"words": "what leaving would mean for the mills"},
        {"kind": "demand"},
        {"kind": "grievance"},
        {"bears_on": "dam_built"},
        {"direction": None},
        {"move": "signal = musing"},
        {"given": "dam_built"},  # a condition that the case does not know
        {"kind": "report", "direction": "for"},  # tells of the threat
    ],
)
def test_who_does_not_enter(more):
    words = more.pop("words", "Borduria will hardly go")
    assert entered(said("s2", words, **{"bears_on": "exit", "direction": "against", **more})) == []


def test_a_statement_that_enters_elsewhere_is_no_judgement():
    assert entered(voice(), observed={"s2"}) == []


def test_the_threateners_own_threat_is_no_judgement():
    threat = voice(direction="for", phrase="certain", likelihood=LIKELY)
    assert entered(threat, sides={"s2": "threatener"}) == []
    assert entered(threat, sides={"s2": "counterpart"})[0]["weight"] == 0.5
    assert "weight" not in entered(threat, sides={"s2": "outsider"})[0]


def test_a_motive_speaks_for_its_explanation_and_for_nothing_else():
    (record,) = entered(voice(kind="motive", explains="leverage"))
    assert (record["about"], record["direction"]) == ("leverage", "for")


def test_a_number_that_was_corrected_to_never_keeps_the_course_possible():
    (record,) = entered(voice(phrase="never", likelihood=Likelihood(0.0, 0.0, 0.0)))
    assert 0 < record["low"] <= record["median"] <= record["high"] < 1


def test_what_is_told_in_another_statement_counts_once():
    whole = replace(voice(), content=(Span(0, 60),))
    part = replace(voice(), id="s3", content=(Span(30, 60),))
    assert [record["statements"] for record in entered(whole, part)] == [["s2"]]
    elsewhere = replace(part, article="b.txt", speaker="B. Quint")
    assert len(entered(whole, elsewhere)) == 2
    contrary = replace(part, direction="for")
    assert len(entered(whole, contrary)) == 2


def test_all_that_one_speaker_says_on_one_side_is_one_voice():
    first, again = voice(), replace(voice(), id="s3", content=(Span(70, 90),))
    other = replace(again, id="s4", speaker="B. Quint")
    records = entered(first, again, other)
    assert [record["statements"] for record in records] == [["s2", "s3"], ["s4"]]
    assert records[0]["because"] == "statements: s2, s3"


def test_who_gives_a_number_is_no_voice_on_the_same_course_beside_it():
    number = voice(phrase="unlikely", likelihood=UNLIKELY)
    before, after = (
        replace(voice(), id=id_, content=(Span(at, at + 9),)) for id_, at in (("s1", 0), ("s3", 90))
    )
    assert [record["statements"] for record in entered(before, number, after)] == [["s2"]]
    on_terms = replace(after, bears_on="revised", direction="for")
    assert [record["statements"] for record in entered(before, number, on_terms)] == [["s2"], ["s3"]]


@pytest.mark.parametrize(("sure", "counts"), [(0.49, 0), (0.5, 1), (0.97, 1), (None, 1)])
def test_a_voice_whose_side_was_hardly_made_out_counts_for_nothing(sure, counts):
    read = voice(bearing_sure=sure)
    assert len(entered(read)) == counts
    assert len(entered(read.corrected("Ann"))) == 1  # a person has looked at it
    numbered = replace(read, phrase="unlikely", likelihood=UNLIKELY, kind="assessment")
    assert len(entered(numbered)) == 1


def test_a_motive_that_was_hardly_made_out_counts_by_how_surely_it_was():
    motive = voice(kind="motive", bears_on=None, direction=None, explains="leverage")
    assert [r["about"] for r in entered(motive)] == ["leverage"]
    assert "weight" not in entered(replace(motive, kind_sure=0.6, bearing_sure=0.1))[0]
    (doubted,) = entered(replace(motive, kind_sure=0.3))
    assert doubted["weight"] == 0.3
    (again,) = entered(replace(motive, kind_sure=0.3), replace(motive, id="s9", kind_sure=0.4))
    assert (again["weight"], again["statements"]) == (0.4, [doubted["statements"][0], "s9"])
    (settled,) = entered(replace(motive, kind_sure=0.3), replace(motive, id="s9", kind_sure=0.7))
    assert "weight" not in settled


def test_a_number_that_was_hardly_made_out_counts_by_how_surely_it_was():
    numbered = voice(phrase="unlikely", likelihood=UNLIKELY, kind="assessment")
    assert "weight" not in entered(replace(numbered, bearing_sure=0.6))[0]
    assert entered(replace(numbered, bearing_sure=0.3))[0]["weight"] == 0.3


@pytest.mark.parametrize(
    ("words", "phrase", "median", "direction"),
    [
        ("Borduria put the odds of an exit at one in fifty", "one in fifty", 0.02, "against"),
        ("the chance of the country leaving is two or three per cent", "two or three per cent", 0.025, "against"),
        ("the probability that it will quit is 80 percent", "80 percent", 0.8, "for"),
    ],
)  # fmt: skip
def test_a_probability_of_leaving_in_figures_tells_its_own_side(words, phrase, median, direction):
    stated = Likelihood(median, median - 0.005, median + 0.005)
    read = said(
        "s2", words, bears_on="exit", direction="for", phrase=phrase, likelihood=stated, bearing_sure=0.2
    )
    (record,) = entered(read)
    assert (record["direction"], record["median"]) == (direction, median)
    assert "weight" not in record  # the figure says it, however the side was read


def test_the_odds_of_something_else_stay_with_what_they_were_read_to_speak_for():
    stated = Likelihood(0.9, 0.85, 0.95)
    read = said("s2", "the chance of a veto is 90 percent, and Borduria stays", bears_on="exit", direction="against",
                phrase="90 percent", likelihood=stated)  # fmt: skip
    (record,) = entered(read)
    assert (record["direction"], record["median"]) == ("against", pytest.approx(0.1))


def test_who_does_not_believe_in_leaving_does_not_speak_for_it():
    doubt = {"phrase": "not believe", "likelihood": UNLIKELY, "negated": True, "bears_on": "exit"}
    assert entered(said("s2", "Borduria will leave the canal pact", direction="for", **doubt)) == []
    (record,) = entered(said("s2", "Borduria will stay in the canal pact", direction="for", **doubt))
    assert record["median"] == pytest.approx(0.8)
    (record,) = entered(said("s2", "Borduria will leave the canal pact", direction="against", **doubt))
    assert record["median"] == pytest.approx(0.2)


def test_who_expects_steps_without_leaving_does_not_speak_for_it():
    words = "Borduria keeps edging out without ever formally leaving"
    assert (
        entered(said("s2", words, bears_on="exit", direction="for", phrase="expected", likelihood=LIKELY))
        == []
    )


def test_leaving_that_is_set_under_a_condition_is_no_judgement_of_leaving():
    under = {"rules": ("kind: exit_if",), "condition": (Span(0, 20),)}
    sure = voice(direction="for", phrase="almost certainly", likelihood=LIKELY, **under)
    assert entered(sure) == []
    assert len(entered(replace(sure, direction="against"))) == 1  # "unlikely unless": unlikely as things are
