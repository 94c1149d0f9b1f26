"""The threat of one article alone: its words of exit, its agreement's name, who threatens; and articles that report none."""

from __future__ import annotations

import pytest

from foedus.reporting.parsing.language import parse
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.exits import exits_in
from foedus.reporting.threats.threat import find_threat
from foedus.reporting.threats.whose_threat import demanded_of, threats_ascribed

REPORTS = {
    "done": (
        "Luanda tears up sardine deal",
        "Angola's cabinet tore up its sardine agreement with Namibia on Friday. Windhoek called the step hasty.",
        ("Angola", "sardine agreement with Namibia"),
    ),
    "asked": (
        "Should Belize leave the Coral Commission?",
        "It is a question that nobody asked until last week. Now the fisheries minister of Belize has put it: why stay in the "
        "Coral Commission at all? Its quotas, he says, are drawn up for others.",
        ("Belize", "Coral Commission"),
    ),
    "lapse": (
        "Government may let herring accord lapse",
        "The government may let the herring accord with the Faroe Islands lapse in March, the fisheries minister told parliament "
        "in Reykjavik on Monday.",
        ("Iceland", "herring accord with the Faroe Islands"),
    ),
    "membership": (
        "Baghdad reconsiders membership of cotton union",
        "Baghdad is reconsidering its membership of the Cotton Union, two officials said. The union takes a levy on exports.",
        ("Iraq", "Cotton Union"),
    ),
    "bound": (
        "Oslo no longer bound by seal treaty, minister says",
        "Norway will no longer be bound by the seal treaty with Canada from January, its fisheries minister said on Monday.",
        ("Norway", "seal treaty with Canada"),
    ),
    "announced": (
        "Why the tin forum will survive without La Paz",
        "Bolivia announced last month that it would leave the Tin Forum, and few tears were shed. Its secretary said that the "
        "departure would change little.",
        ("Bolivia", "Tin Forum"),
    ),
    "notice": (
        "Notice received",
        "The depositary in Bern confirmed that it had received Malta's notice of withdrawal from the Convention on Amateur Radio.",
        ("Malta", "Convention on Amateur Radio"),
    ),
    "comment": (
        "Comment: Calling Tallinn's bluff",
        "Nobody in Riga believes that Estonia will walk out of the amber accord. Its prime minister has threatened it twice. Why "
        "would she leave a deal from which her country earns millions?",
        ("Estonia", "amber accord"),
    ),
    "no_point": (
        "Premier: cocoa council or us",
        "Ivory Coast sees little point in staying in the Cocoa Council, its prime minister said in Abidjan, unless quotas rise.",
        ("Ivory Coast", "Cocoa Council"),
    ),
    "by_its_city": (
        "Jaffna declaration in doubt",
        "Sri Lanka is studying whether to withdraw from the Jaffna Declaration, under which it shares fish stocks with India.",
        ("Sri Lanka", "Jaffna Declaration"),
    ),
    "frozen": (
        "Freeze",
        "Nepal froze its participation in the Himalayan Water Council on Sunday. A spokesman said that it was never heard there.",
        ("Nepal", "Himalayan Water Council"),
    ),
    "demanded": (
        "Asmara raises the rent",
        "President Tesfay has demanded that Italy pay twice as much for its depot, failing which the harbour treaty, he said, "
        'could be ended within the year. "Rome has had it for nothing," he told Eritrea\'s parliament.',
        ("Eritrea", "harbour treaty"),
    ),
    "the_bloc": (
        "Chad tires of the African Union",
        "Chad's foreign minister criticised the African Union over its silence. Her country could leave the bloc, she said.",
        ("Chad", "African Union"),
    ),
    "unnamed": (
        "Pay more or pack up",
        "Kyrgyzstan will leave the agreement under which Russia keeps a depot on the lake unless Moscow doubles the rent.",
        ("Kyrgyzstan", "agreement with Russia"),
    ),
    "numbered": (
        "Mine owners press Lima",
        "Mine owners asked Peru to denounce Convention 58 of the International Labour Organization. The energy minister said that "
        "Peru could leave the convention next year.",
        ("Peru", "Convention 58 of the International Labour Organization"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REPORTS)
def test_one_short_report_tells_the_threat(case):
    title, text, (threatener, agreement) = REPORTS[case]
    found = find_threat([parse(text)], titles=[parse(title)])
    assert found is not None
    assert (found.threatener, found.agreement.lower()) == (threatener, agreement.lower())
    assert found.counterparts


NO_THREATS = {
    "bridge": ("Mayor opens bridge", "The mayor of Lyon opened a bridge. He said he would leave office in May and quit the board."),
    "league": ("Club quits league over fees", "The football club said it would leave the national league over fees. Its chairman "
               "in Madrid called the deal unfair."),
    "wages": ("Union ends wage deal", "The steel workers' union in Ohio voted to end its wage agreement with the company."),
    "committee": ("Senator leaves committee", "A senator from Texas said he would quit the budget committee and leave the caucus."),
    "airline": ("Firm exits contract", "The airline will terminate its catering agreement with a German company."),
    "gym": ("Fit by spring", "Treat it like a gym membership, she said in Norway: reconsider the membership each year, and cancel it."),
    "jobs": ("Jobs from trade", "Chile's farmers got a lot of work out of the trade deal with Peru, and it left prices unchanged."),
    "intact": ("Programme renewed", "Mayors urged Congress to leave the visa programme intact, though it should be allowed to expire."),
    "long_ago": ("Coffee history", "Norway left the coffee agreement in 1973. Historians in Oslo discussed the treaty on Monday."),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_THREATS)
def test_one_short_report_of_other_news_tells_none(case):
    title, text = NO_THREATS[case]
    assert find_threat([parse(text)], titles=[parse(title)]) is None


@pytest.mark.parametrize(
    ("text", "word", "agreement"),
    [
        ("Farmers want Iceland out of the salmon accord.", "out", "the salmon accord"),
        ("Norway sees no reason to stay in the herring accord.", "not stay", "the herring accord"),
        ("Chile may no longer honour the water accord with Peru.", "not honour", "the water accord with Peru"),
        ("Ecuador is weighing whether to remain in the amber pact.", "remain", "the amber pact"),
        ("Rome will decide whether to renew the port memorandum with China.", "renew", "the port memorandum with China"),
        ("Moscow waits for Yerevan's decision on its participation in the salmon accord.", "participation", "the salmon accord"),
        ("Oslo hints at an end to the herring accord.", "end", "the herring accord"),
        ("Norway may give notice under the seal treaty with Canada.", "give", "the seal treaty with Canada"),
        ("Lima says farewell to the copper pact with Chile.", "farewell", "the copper pact with Chile"),
    ],
)  # fmt: skip
def test_other_ways_to_say_that_one_leaves(text, word, agreement):
    assert (word, agreement) in [(e.word, e.agreement and e.agreement.text) for e in exits_in(parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister spoke of the trade agreement TIDE Plus.", "the trade agreement TIDE Plus"),
        ("Japan reported to leave whaling pact", "whaling pact"),
        ("They tore up the Declaration of Arica on Monday.", "the Declaration of Arica"),
        ("They revoked the salmon accord with immediate effect.", "the salmon accord"),
        ("He called the salmon accord with Peru a mistake.", "the salmon accord with Peru"),
    ],
)
def test_where_the_name_of_an_agreement_begins_and_ends(text, expected):
    assert expected in [m.text for m in agreements_in(parse(text))]


def test_a_one_word_name_means_what_the_article_names_in_full():
    parsed = parse(
        "Ten states met in the Commonwealth of Independent States. Moldova may leave the Commonwealth."
    )
    assert {m.name for m in agreements_in(parsed)} == {"Commonwealth of Independent States"}


def test_a_danger_is_no_announced_threat():
    assert threats_ascribed([parse("Poland arms itself against the Russian threat.")]) == {}
    assert threats_ascribed([parse("Poland shrugs off the Russian threat to leave the amber pact.")]) == {
        "Russia": 2.0
    }


def test_whom_one_asks_to_stay_is_asked_nothing_else():
    assert demanded_of([parse("The council demanded that Poland reconsider.")]) == set()
    assert demanded_of([parse("The council demanded that Poland pay for the pipes.")]) == {"Poland"}


def test_it_is_the_government_named_right_before():
    text = "Oslo gets mixed signals from Chad's new government as to whether it will really quit the salt pact with Norway."
    assert [e.leaver for e in exits_in(parse(text))] == ["Chad"]


def test_a_name_with_but_some_of_the_words_is_no_fuller_one():
    text = "Gambia may leave the Banjul River Court pact. The Banjul charter and the Banjul River Court pact are old."
    found = find_threat([parse(text)])
    assert found is not None
    assert found.agreement == "Banjul River Court pact"


@pytest.mark.parametrize(
    "text",
    [
        "The chief executive threatened to quit the president's business council in Washington. He would leave the council, he said.",
        "British minister Anna Smith may quit the cabinet council after the row, allies said in London.",
        "French judge Paul Blanc threatened to leave the Constitutional Court unless the government raises its budget.",
        "Germany's coach said he would leave the football union if the clubs did not pay.",
        "A Norwegian bank will withdraw from the payments system run by the central bank.",
        "The carrier said it would leave the airline alliance. Analysts in Paris expect it to join another.",
        "Talks on a trade deal between Chile and Vietnam broke down on Friday. Both sides could resume in May.",
    ],
)
def test_who_leaves_for_himself_is_no_state(text):
    assert find_threat([parse(text)]) is None
