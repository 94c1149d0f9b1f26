"""What a statement's words speak for; the threat is one that no table knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ledger.statement import COURSES, KINDS, Likelihood
from foedus.provenance import Span
from foedus.reporting.meaning.bearing import bearing
from foedus.reporting.parsing.language import parse
from foedus.reporting.tables import rows_of
from foedus.reporting.threats.sign_exits import SHOWN_BY_EXITS
from foedus.reporting.threats.signs import sign_table
from foedus.reporting.threats.threat import find_threat

THREAT = find_threat([parse("Iceland threatened to withdraw from the fisheries treaty with Norway.")])


@dataclass
class Said:
    """A proposition as the reader hands it over."""

    content: tuple[Span, ...]
    kind: str = "assessment"
    condition: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: str = "an analyst"
    phrase: str | None = None
    likelihood: Likelihood | None = None
    negated: bool = field(default=False)
    rules: tuple[str, ...] = ()


def borne(
    words,
    kind="assessment",
    condition="",
    cue="",
    speaker="an analyst",
    before="",
    after=".",
    likelihood=None,
):
    text = f"{before}{words}{after}"
    spans = {name: (Span(text.index(part), text.index(part) + len(part)),) if part else () for name, part in
             (("content", words), ("condition", condition), ("cue", cue))}  # fmt: skip
    return bearing(parse(text), Said(**spans, kind=kind, speaker=speaker, likelihood=likelihood), THREAT)


@pytest.mark.parametrize(
    ("words", "kind", "course", "direction"),
    [
        ("Iceland is unlikely to leave the fisheries treaty", "assessment", "exit", "against"),
        ("Iceland would never scrap the treaty", "assessment", "exit", "against"),
        ("Leaving the treaty is unthinkable", "assessment", "exit", "against"),
        ("Iceland told aides that it may leave the fisheries treaty with Norway", "report", "exit", "for"),
        ("Iceland will not renew the fisheries treaty", "assessment", "exit", "for"),
        ("Few diplomats expect Iceland to stay", "assessment", "exit", "for"),
        ("Reykjavik must be bluffing", "assessment", "fades", "for"),
        ("the threat is only a bargaining chip", "motive", "fades", "for"),
        ("Iceland uses the threat to force Norway to make concessions on quotas", "motive", "revised", "for"),
        ("Iceland wants to renegotiate the treaty", "report", "revised", "for"),
        ("Norway ruled out any renegotiation of the treaty", "report", "revised", "against"),
        ("The second round of talks ended without agreement", "report", "revised", "against"),
        ("Most members of parliament oppose leaving the treaty", "reason", "exit", "against"),
        ("the president cannot withdraw from the treaty without the approval of parliament", "reason", "exit", "against"),
        ("Iceland remains committed to the treaty", "report", "exit", "against"),
        ("the report was wrong and not in line with policy", "report", "exit", "against"),
        ("Iceland left the whaling convention in 1992", "precedent", "exit", "for"),
        ("Iceland is ready to reconsider the decision to leave the treaty", "report", "exit", "against"),
        ("it would be hard to reverse the decision to leave", "report", "exit", "for"),
        ("Iceland again postponed its withdrawal from the treaty", "report", "exit", "against"),
        ("patience with Norway is wearing thin", "report", "exit", "for"),
        ("a deal with Norway is very possible", "assessment", "revised", "for"),
        ("Iceland does not want a new agreement with Norway", "motive", "revised", "against"),
        ("the treaty is likely to stay in limbo until next year", "assessment", "fades", "for"),
        ("the treaty survived two wars over cod", "precedent", "exit", "against"),
        ("Iceland stopped catching for a week before reversing course", "precedent", "exit", "against"),
        ("the envoys pressed him to stay", "fact", "exit", "against"),
        ("Iceland wants to redefine its relationship with Norway", "motive", "revised", "for"),
        ("the upper house could use its delaying powers", "assessment", "exit", "against"),
        ("Iceland will use its full rights within the treaty", "report", "exit", "against"),
        ("Iceland wants larger cod quotas", "demand", "revised", "for"),
        ("The treaty was signed in 1973", "fact", None, None),
        ("Ministers met in Bergen on Monday", "fact", None, None),
        ("the treaty is unfair to Icelandic boats", "grievance", None, None),
        ("Norway is bound to open its ports", "obligation", None, None),
    ],
)  # fmt: skip
def test_words_speak_for_a_course(words, kind, course, direction):
    found = borne(words, kind, speaker="Iceland" if kind == "demand" else "an analyst")
    assert (found.bears_on, found.direction) == (course, direction)


@pytest.mark.parametrize(
    ("words", "kind", "course", "direction"),
    [
        ("Iceland suspended the termination of the fisheries treaty for six months", "report", "exit", "against"),
        ("Denmark hopes to avert a withdrawal from the fisheries treaty", "report", None, None),
        ("It was unclear whether the minister meant leaving the treaty", "fact", None, None),
        ("Some ministers oppose leaving the treaty", "fact", "exit", "against"),
        ("it would be a mistake to think that Iceland is not ready to leave the treaty", "assessment", "exit", "for"),
        ("Norway may leave the fisheries treaty if Iceland does", "assessment", None, None),
        ("Iceland is unlikely to leave the treaty, but may ask for a review of the treaty", "assessment", "exit", "against"),
        ("nobody takes the threat seriously", "assessment", "exit", "against"),
    ],
)  # fmt: skip
def test_what_stands_around_an_exit_decides(words, kind, course, direction):
    found = borne(words, kind, likelihood=Likelihood(0.1, 0.02, 0.3) if "unlikely" in words else None)
    assert (found.bears_on, found.direction) == (course, direction)


@pytest.mark.parametrize(
    ("words", "kind", "course", "direction"),
    [
        ("the notice would be withdrawn if the quotas rise", "report", "exit", "against"),
        ("Iceland is ready to rescind the notice", "report", "exit", "against"),
        ("two ministers lobbied the president to remain in the fisheries treaty", "report", "exit", "against"),
        ("the warning is real", "assessment", "exit", "for"),
        ("the warning is not serious", "assessment", "exit", "against"),
        ("the threat is a tactic to induce concessions", "motive", "revised", "for"),
        ("Norway agreed to raise its contribution", "report", "revised", "for"),
        ("Iceland wants further concessions", "demand", "revised", "for"),
        ("any move to leave the fisheries treaty would breach the constitution", "consequence", "exit", None),
    ],
)  # fmt: skip
def test_pledges_pressure_and_concessions(words, kind, course, direction):
    found = borne(words, kind, speaker="Iceland" if kind == "demand" else "an analyst")
    assert (found.bears_on, found.direction) == (course, direction)


@pytest.mark.parametrize(
    ("words", "kind", "rule", "course", "direction"),
    [
        ("leaving would require an act of parliament", "reason", "against_it", "exit", "against"),
        ("the president could leave without parliament", "reason", "against_it", "exit", "for"),
        ("Norway pays more or Iceland goes its own way", "demand", "ultimatum", "revised", "for"),
        ("this is something that it has always been considering", "report", "mulls", "exit", "for"),
    ],
)  # fmt: skip
def test_the_rule_of_the_kind_tells_the_course(words, kind, rule, course, direction):
    text = f"{words}."
    said = Said((Span(0, len(words)),), kind=kind, speaker="Iceland", rules=(f"kind: {rule}",))
    found = bearing(parse(text), said, THREAT)
    assert (found.bears_on, found.direction) == (course, direction)


def test_a_denied_concession_bears_against_new_terms():
    said = {"words": "Norway agreed to raise its contribution", "kind": "report"}
    assert borne(**said, before="The envoy denied that ", cue="denied").direction == "against"


def test_the_row_that_decided_is_recorded():
    assert "bearing: bluff" in borne("Reykjavik must be bluffing").rules


def test_a_cue_that_denies_turns_the_direction():
    said = {"words": "the president was thinking of leaving the fisheries treaty", "kind": "report"}
    assert borne(**said, before="The envoy said ", cue="said").direction == "for"
    assert borne(**said, before="The envoy denied that ", cue="denied").direction == "against"


def test_a_consequence_of_exit_has_no_direction():
    words = "prices would rise"
    found = borne(
        words,
        "consequence",
        condition="If Iceland left the fisheries treaty",
        before="If Iceland left the fisheries treaty, ",
    )
    assert (found.bears_on, found.direction, found.given) == ("exit", None, "exit")


def test_a_consequence_of_something_else_bears_on_nothing():
    found = borne("prices would rise", "consequence", condition="If catches fell", before="If catches fell, ")
    assert (found.bears_on, found.given) == (None, None)


def test_an_exit_under_a_condition_is_no_consequence_of_exit():
    found = borne(
        "Iceland will leave the fisheries treaty",
        "consequence",
        condition="if talks fail",
        after=" if talks fail.",
    )
    assert (found.bears_on, found.direction) == ("exit", "for")


def test_a_demand_of_the_other_side_does_not_speak_for_terms():
    assert borne("Iceland should lower its catch", "demand", speaker="Norway").bears_on is None


def test_an_exit_from_another_agreement_does_not_count():
    found = borne("Iceland may leave the coffee agreement with Brazil", "report")
    assert found.bears_on is None


def test_explanations():
    assert borne("Reykjavik must be bluffing").explains == "leverage"
    assert borne("Iceland wants to renegotiate the treaty", "report").explains == "revision"
    assert borne("Iceland left the whaling convention in 1992", "precedent").explains == "resolve"


def test_without_a_threat_nothing_is_borne():
    words = "Iceland may leave the treaty"
    found = bearing(parse(words), Said((Span(0, len(words)),)), None)
    assert (found.bears_on, found.direction, found.move, found.rules) == (None, None, None, ())


@pytest.mark.parametrize("table", ["bearing.tsv", "sign_words.tsv"])
def test_every_pattern_compiles_and_gives_a_reference(table):
    for row in rows_of(table):
        re.compile(row["pattern"])
        re.compile(row["unless"] or "")
        assert row["reference"]


def test_the_tables_name_courses_kinds_and_signs_that_exist():
    for row in rows_of("bearing.tsv"):
        assert row["bears_on"] in COURSES
        assert row["direction"] in ("for", "against")
        assert set(row["kinds"].removeprefix("-").split()) <= set(KINDS)
    known = {sign.id for sign in sign_table()}
    told = {row["sign"] for table in ("sign_words.tsv", "sign_acts.tsv") for row in rows_of(table)}
    assert told | SHOWN_BY_EXITS == known
    for sign in sign_table():
        assert sign.favours in (*COURSES, None)
        assert sign.ratio >= 1
        assert sign.spread > 0
        assert sign.because.startswith(("assumption:", "reference:", "history:", "computed:"))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=160), st.sampled_from(KINDS))
def test_any_words_are_borne_without_a_fault(words, kind):
    found = bearing(parse(words), Said((Span(0, len(words)),), kind=kind), THREAT)
    assert found.bears_on in (*COURSES, None)
    assert found.direction in ("for", "against", None)
    assert found.direction is None or found.bears_on is not None
