"""Who threatens, and which agreement, where articles say it in passing; and when nothing tells."""

from __future__ import annotations

import pytest

from foedus.reporting.names.gazetteer import country_of, names
from foedus.reporting.parsing.language import parse
from foedus.reporting.tables import rows_of
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.same_agreement import same_agreement
from foedus.reporting.threats.threat import find_threat


def told(*texts):
    found = find_threat([parse(text) for text in texts])
    return found and (found.threatener, found.agreement)


def test_an_exit_that_names_no_agreement_means_the_one_its_article_is_about():
    text = (
        "Cocoa accord with Ivory Coast in doubt\n\n"
        "Ghana's trade minister warned on Monday that the country would leave unless prices rise. "
        "A withdrawal could be announced in May, officials said."
    )
    assert told(text) == ("Ghana", "Cocoa accord with Ivory Coast")


def test_the_other_side_is_not_who_threatens_however_often_it_is_named():
    text = (
        "Kari Lund threatened to quit the herring treaty with Iceland. Norway has said little since. "
        "Iceland called it bluster. Iceland's fleet is small. Icelandic ministers met in Reykjavik. "
        "Norwegian officials said that Oslo would wait."
    )
    assert told(text) == ("Norway", "herring treaty with Iceland")


def test_who_is_asked_something_lest_it_happen_is_not_who_threatens():
    text = (
        "Kari Lund vowed to end the herring treaty unless Iceland lifts its levy. Norwegian boats lie idle, and Oslo is "
        "losing patience. Iceland, which catches more, says that Iceland owes nothing."
    )
    assert told(text)[0] == "Norway"


def test_what_happened_long_ago_is_no_threat():
    text = (
        "Norway may leave the herring treaty with Iceland in 2019, its premier said. "
        "In 1985 Peru suspended the anchovy pact with Chile, and in 1991 Peru suspended the tuna pact with Chile."
    )
    assert told(text) == ("Norway", "herring treaty with Iceland")


def test_a_stranger_of_no_country_threatens_nothing():
    text = "Kari Lund threatened to leave the European Convention on Human Rights. Flights to Rwanda were stopped."
    assert told(text) is None


def test_whom_the_parties_leave_over_threatens():
    text = "Lund drafts an order to quit NAFTA, the trade pact with Mexico and Canada. Canada was surprised; Mexico, too."
    assert told(text) == ("United States", "North American Free Trade Agreement")


def test_the_town_in_an_agreement_s_name_is_no_party():
    found = find_threat(
        [parse("Chile will leave the Paris deal. Chile may leave the Paris Agreement in May.")]
    )
    assert found is not None
    assert found.counterparts == ("other parties to the Paris Agreement",)


def test_of_several_matters_the_one_that_most_articles_report():
    herring = "Norway threatened to withdraw from the herring treaty with Iceland. Norway may leave it soon."
    texts = (
        herring,
        "Peru threatened to quit the grain pact with Chile. Peru may end the grain pact.",
        herring,
    )
    others = (
        "Ghana vowed to scrap the cocoa accord with Ivory Coast. Ghana may drop the cocoa accord.",
        "Kenya decided to leave the sugar compact with Uganda. Kenya will quit the sugar compact.",
    )
    assert told(*texts, *others) == ("Norway", "herring treaty with Iceland")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the European treaty on domestic violence", "the Istanbul Convention", True),
        ("the climate accord", "the Paris Agreement", True),
        ("the trade pact with Peru", "the Trans-Pacific Partnership", False),
        ("the troop pact with Canada", "the military agreement with Canada", True),
        ("the troop pact with Canada", "the military agreement with Chile", False),
    ],
)
def test_whether_two_mentions_mean_one_agreement(one, other, same):
    [first] = agreements_in(parse(f"They may leave {one}."))
    [second] = agreements_in(parse(f"They may leave {other}."))
    assert same_agreement(first, second) is same
    assert same_agreement(second, first) is same


def test_the_parties_of_the_table_are_known_by_name():
    listed = {p.strip() for row in rows_of("agreements.tsv") for p in row["parties"].split(";")} - {"many"}
    assert {p for p in listed if country_of(p) is None and p not in names()} == set()


def test_the_body_that_the_opening_describes_is_the_one_that_the_headline_names():
    text = (
        "Premier's NORAD remark stirs Ottawa\n\n"
        "Canada's defence minister suggested on Monday that the country could one day leave the binational air command. "
        "Ottawa was surprised, and Washington said nothing."
    )
    assert told(text) == ("Canada", "North American Aerospace Defense Command")
