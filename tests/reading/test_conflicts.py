"""Contradictions between sources are shown with both values."""

from __future__ import annotations

from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.provenance import Span
from foedus.reporting.chains.conflicts import conflicts


def said(i, words, article="a.txt", **more):
    return Statement(id=f"s{i}", article=article, content=(Span(0, len(words)),), words=words, **more)


def values(*statements):
    return {v for c in conflicts([], statements) for v in c.values}


def test_two_years_for_one_treaty():
    found = conflicts(
        [],
        [said(1, "The treaty was signed in March 1973"), said(2, "The pact was inked back in 1971", "b.txt")],
    )
    assert [c.values for c in found] == [("March 1973", "1971")]
    assert found[0].statements == ("s1", "s2")


def test_two_places_for_one_summit():
    assert values(said(1, "the N5 Summit in Bergen this week"), said(2, "the N5 summit, which is slated to take place in Oslo", "b.txt")) == {
        "Bergen", "Oslo",
    }  # fmt: skip


def test_reported_and_denied():
    reported = said(1, "Iceland muses about leaving", kind="report", move="signal = musing")
    denied = said(
        2, "the report was wrong", "b.txt", speaker="Norway", rules=("sign: denial_by_counterpart",)
    )
    [found] = conflicts([], [reported, denied])
    assert found.statements == ("s1", "s2")
    assert found.values[0].startswith("reported: ")
    assert found.values[1].startswith("denied: ")


def test_what_is_no_denial_of_a_threat_contradicts_none():
    threat = said(1, "Iceland threatened to leave", kind="report", move="signal = threat", speaker="Berg")
    denial = {"speaker": "Lund", "rules": ("sign: denial_by_threatener",)}
    assert conflicts([], [threat, said(2, "Iceland is not leaving the pact", "b.txt", **denial)])
    for words in (
        "Don't end the pact",  # a plea
        "Iceland did not intend to violate the borders",
        "they were only withdrawing from the conference",
    ):
        assert not conflicts([], [threat, said(2, words, "b.txt", **denial)])
    own = said(2, "we are not leaving", "b.txt", **{**denial, "speaker": "Berg"})
    assert not conflicts([], [threat, own])
    party = said(3, "The League promises a vote on leaving", rules=("sign: only_called_for",))
    assert not conflicts([], [threat, party, said(2, "Iceland is not leaving the pact", "b.txt", **denial)])
    vague = said(1, "Talk of leaving grew", kind="report", move="signal = musing", speaker="Berg")
    assert not conflicts([], [vague, said(2, "Iceland is not leaving the pact", "b.txt", **denial)])


def test_two_articles_contradict_each_other_before_one_does_itself():
    here = said(1, "Iceland may go", "b.txt", kind="report", move="signal = musing", speaker="Berg")
    there = said(3, "Iceland threatened to leave", kind="report", move="signal = threat", speaker="Weir")
    denial = said(2, "Iceland is not leaving", "b.txt", speaker="Lund", rules=("sign: denial_by_threatener",))
    assert [c.statements for c in conflicts([], [here, denial, there])] == [("s3", "s2")]


def test_since_a_year_is_no_name_and_two_that_deny_agree():
    assert not values(
        said(1, "Since 2014 the treaty has served the ports"),
        said(2, "The treaty was signed in 1909", "b.txt"),
    )
    one = said(1, "Norway had promised open ports and not delivered them", speaker="Berg")
    other = said(2, "the open ports that Norway promised have never been delivered", "b.txt", speaker="Lund")
    assert not conflicts([], [one, other])


def test_agreement_is_no_conflict():
    assert not conflicts(
        [], [said(1, "The treaty was signed in 1973"), said(2, "The pact was agreed in 1973", "b.txt")]
    )
    assert not conflicts([], [said(1, "The summit in Bergen"), said(2, "The meeting in Oslo")])
    assert not conflicts([], [])


def test_a_day_of_the_week_is_no_place():
    assert not conflicts([], [said(1, "the N5 summit in Bergen"), said(2, "the N5 summit in May")])


def test_two_days_on_which_one_agreement_ends():
    articles = [Article(n, "x", Span(0, 1), published="2023-07-10") for n in ("a.txt", "b.txt")]
    found = conflicts(
        articles, [said(1, "The deal expires on 17 July"), said(2, "It ends on 18 July", "b.txt")]
    )
    assert [c.values for c in found] == [("2023-07-17", "2023-07-18")]


def test_two_numbers_of_one_thing():
    found = conflicts(
        [],
        [
            said(1, "Norway keeps 40 trawlers in the northern ports of Iceland"),
            said(2, "In the northern ports of Iceland Norway keeps 55 trawlers", "b.txt"),
        ],
    )
    assert [c.values for c in found] == [("40 trawlers", "55 trawlers")]


def test_another_treaty_is_no_conflict():
    assert not conflicts(
        [],
        [
            said(1, "The arms treaty was signed in 1973"),
            said(2, "The peace treaty was signed in 1951", "b.txt"),
        ],
    )


def test_an_event_keeps_its_name_as_written():
    found = conflicts([], [said(1, "the N5 Summit in Bergen"), said(2, "the N5 summit, slated to take place in Oslo", "b.txt")])  # fmt: skip
    assert [c.about for c in found] == ["where the N5 Summit takes place"]


def test_what_one_says_was_done_and_another_denies():
    claim = said(1, "the members had agreed to pay more", speaker="Berg", voice="indirect")
    denial = said(
        2, "that members agreed to new payments", speaker="Lund", voice="indirect", rules=("cue: deny",)
    )
    [found] = conflicts([], [claim, denial])
    assert found.statements == ("s1", "s2")
    assert found.values == ("reported: the members had agreed to pay more", "denied: that members agreed to new payments")  # fmt: skip


def test_a_past_that_never_was_contradicts_another_paper():
    claim = said(1, "Norway had threatened to close the northern base", speaker="Berg")
    denial = said(2, "Norway never threatened to close the northern base", "b.txt", speaker="Lund")
    assert [c.statements for c in conflicts([], [claim, denial])] == [("s1", "s2")]


def test_who_denies_what_nobody_else_said_contradicts_nobody():
    denial = said(2, "Norway never threatened to close the base", "b.txt", speaker="Lund")
    other = said(1, "Ministers had dined in Bergen", speaker="Berg")
    own = said(3, "Norway had threatened to close the base", "b.txt", speaker="Lund")
    forecast = said(4, "Norway will close the base", speaker="Weir")
    assert not conflicts([], [denial, other, own, forecast])


def test_agreements_named_by_their_years_are_two():
    assert not conflicts(
        [], [said(1, "It would leave the 1968 treaty"), said(2, "It kept the 2015 deal", "b.txt")]
    )


def test_years_of_two_agreements_are_kept_apart():
    found = conflicts(
        [],
        [
            said(1, "The fisheries pact was signed in 1973"),
            said(2, "The fisheries treaty was inked in 1971", "b.txt"),
            said(3, "The arms treaty was signed in 1987", "b.txt"),
        ],
    )
    assert [c.values for c in found] == [("1973", "1971")]


def test_an_agreement_named_by_its_year_is_not_another_that_was_signed_in_another():
    assert not values(
        said(1, "Norway left the 1998 fisheries deal"), said(2, "The treaty was signed in 1961", "b.txt")
    )


def test_a_denial_is_shown_without_what_joins_it():
    report = said(1, "members had agreed to pay", speaker="Lund", voice="indirect")
    denial = said(
        2, "and that members had agreed to pay", speaker="Berg", voice="indirect", rules=("cue: deny",)
    )
    [found] = conflicts([], [report, denial])
    assert found.values == ("reported: members had agreed to pay", "denied: that members had agreed to pay")


def told_on(day, *statements):
    articles = [
        Article(name, "", Span(0, 0), published=day) for name in sorted({s.article for s in statements})
    ]
    return [c.values for c in conflicts(articles, statements)]


def test_one_notice_on_two_days():
    found = told_on(
        "2024-05-14",
        said(1, "Norway handed in its notice of withdrawal on 10 May"),
        said(2, "Norway gave notice of withdrawal on 12 May", "b.txt"),
    )
    assert found == [("10 May", "12 May")]
    assert (
        told_on(
            "2024-05-14",
            said(1, "Norway gave notice on 10 May"),
            said(2, "Norway will give notice on 12 May", "b.txt"),
        )
        == []
    )


def test_one_vote_in_two_counts():
    found = told_on(
        "2024-05-14",
        said(1, "The motion was carried by 61 votes to 44"),
        said(2, "Parliament voted 58 to 44 for it", "b.txt"),
        said(3, "Parliament voted 30 to 20 on the tariff", "c.txt"),
    )
    assert found == [("61 votes to 44", "58 to 44")]


def test_one_meeting_in_two_places_and_two_meetings_in_one_each():
    meeting = said(1, "Ministers will meet in Bergen on 3 June to discuss the quota")
    assert told_on("2024-05-14", meeting, said(2, "Ministers will meet in Tromso on 3 June", "b.txt")) == [
        ("Bergen", "Tromso")
    ]
    assert told_on("2024-05-14", meeting, said(2, "Ministers will meet in Tromso on 5 June", "b.txt")) == []


def test_two_periods_of_notice_and_one_in_two_units():
    year = said(1, "A member may leave on twelve months' notice")
    assert told_on("2024-05-14", year, said(2, "Leaving requires two years' notice", "b.txt")) == [
        ("twelve months", "two years")
    ]
    assert told_on("2024-05-14", year, said(2, "Leaving requires one year's notice", "b.txt")) == []


def test_signed_in_one_year_and_in_force_in_another_is_no_conflict():
    signed = said(1, "The treaty was signed in 1976 and entered into force in 1978")
    assert told_on("2024-05-14", signed, said(2, "The treaty took effect in 1978", "b.txt")) == []
