"""Expressions of exit: their words in every form, who would leave, and which agreement they are joined to."""

from __future__ import annotations

import pytest

from foedus.reporting.parsing.language import parse
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.exits import exits_in


def expressions(text):
    return [(e.word, e.leaver, e.agreement.text if e.agreement else None) for e in exits_in(parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lawmakers refused to renew the timber pact with Gabon.", ("not renew", "the timber pact with Gabon")),
        ("Peru put the water treaty with Chile in abeyance.", ("put", "the water treaty with Chile")),
        ("Norway may give notice should the levy exceed one per cent.", ("give", None)),
        ("Oslo will revoke its ratification of the salmon accord with Iceland.", ("revoke", "the salmon accord with Iceland")),
        ("Estonia plans to drop treaty on amber exports.", ("drop", "treaty on amber exports")),
        ("Chile suggested that it could one day leave the air command.", ("leave", "the air command")),
    ],
)  # fmt: skip
def test_words_of_exit_and_their_agreement(text, expected):
    assert expected in [(word, agreement) for word, _, agreement in expressions(text)]


@pytest.mark.parametrize(
    ("text", "leaver"),
    [
        ("Iceland urged Norway not to abandon the salmon accord.", "Norway"),
        ("Iceland urged him not to abandon the salmon accord.", None),
        ("A member may withdraw from the salmon accord, Kari Lund said.", None),
        ("Norway may withdraw from the salmon accord, Kari Lund said.", "Norway"),
        ("Kari Lund said that Norway will quit the salmon accord.", "Norway"),
        ("Will Norway Scrap the 1950 Treaty With Iceland?", "Norway"),
        ("Norway's vow that it may walk away for good from the salmon accord alarmed Oslo.", "Norway"),
        ("If the salmon accord lapsed, Icelandic boats would have to stay in port.", None),
        ("Norway threatened that it would let the salmon accord lapse.", "Norway"),
        ("Iceland replied that the salmon accord had no provision for unilateral exit.", None),
        ("Iceland's minister said that his country does not recognise exits from the salmon accord.", None),
        ('"I cannot imagine that he leaves without a fight," Kari Lund said.', None),
        ("The salmon accord permits either side to withdraw from the pact, Norway said.", None),
        ("Iceland said that the ruling would force Norway to leave the salmon accord.", "Norway"),
        ("Norway drafts a bill obliging the government to quit the salmon accord.", "Norway"),
        ("Should the country leave the salmon accord, Iceland would be hit first.", None),
        ("Kari Lund, a professor of law, said that leaving the salmon accord would be unwise.", None),
        ("Kari Lund, the trade minister, said that leaving the salmon accord would be unwise.", "Kari Lund"),
    ],
)
def test_who_would_leave(text, leaver):
    assert [who for _, who, _ in expressions(text)] == [leaver]


@pytest.mark.parametrize(
    "text",
    [
        "The Left Alliance won eight seats in March.",
        "Voters on the left stayed at home.",
        "The envoy noticed a notice on the door.",
    ],
)
def test_what_only_looks_like_an_exit(text):
    assert expressions(text) == []


def test_a_noun_of_exit_is_no_verb():
    [found] = exits_in(parse("The minister mulls a NATO exit."))
    assert found.noun
    assert found.agreement is not None
    assert found.agreement.name == "North Atlantic Treaty Organization"


def test_a_party_is_no_agreement_and_several_agreements_are_none_in_particular():
    assert agreements_in(parse("Members of the Harvest Alliance met on Monday.")) == ()
    [mention] = agreements_in(parse("Nobody wants to tear up established agreements now."))
    assert mention.new
    assert mention.plural


def test_names_are_known_in_both_spellings():
    for spelling in ("Organisation", "Organization"):
        [mention] = agreements_in(parse(f"Peru left the Collective Security Treaty {spelling} early."))
        assert mention.name == "Collective Security Treaty Organization"


def test_who_leads_a_bloc_is_not_bound_by_that():
    [mention] = agreements_in(parse("They may quit the Russian-led alliance soon."))
    assert mention.parties == ()
    [mention] = agreements_in(parse("They may quit the alliance with Russia soon."))
    assert mention.across == ("Russia",)
