"""A threat is found with its sides, its agreement and its signal; other news report none."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from foedus.reporting.parsing.language import parse
from foedus.reporting.threats.asked import threat_asked_about
from foedus.reporting.threats.threat import find_threat

SHARED = Path(os.environ.get("FOEDUS_SHARED", Path(__file__).parents[3] / "shared"))

THREATS = {
    "visa": (
        "Norway's president threatens to end base pact\n\nNorwegian President Kari Lund warned on Thursday that she would "
        "scrap the Troop Stationing Agreement with Canada unless Ottawa restores the visa of an ally. She gave the Canadians "
        "one month.",
        ("Norway", "Canada", "Troop Stationing Agreement with Canada", "threat"),
    ),
    "oil club": (
        "Gabon will withdraw from OPEC in January, its energy minister said on Monday, after years as a member of the cartel.",
        (
            "Gabon",
            "Organization of the Petroleum Exporting Countries",
            "Organization of the Petroleum Exporting Countries",
            "threat",
        ),
    ),
    "musing": (
        "Iceland's prime minister has told aides in private that the country may leave the fisheries treaty with Norway, "
        "according to two people familiar with the talks.",
        ("Iceland", "Norway", "fisheries treaty with Norway", "musing"),
    ),
    "vote": (
        "Burundi's parliament voted on Wednesday to leave the International Criminal Court. The president is expected to sign.",
        ("Burundi", "International Criminal Court", "International Criminal Court", "threat"),
    ),
    "notice": (
        "Peru gave formal notice on Friday that it will leave the customs treaty with Chile. The notice takes effect in a year.",
        ("Peru", "Chile", "customs treaty with Chile", "notice"),
    ),
    "handed over": (
        "“The Republic of Peru has today notified the Commission of its decision to withdraw from the customs treaty with "
        "Chile,” the foreign minister read out on television. Bolivia had notified the Commission of its decision in 1991.",
        ("Peru", "Chile", "customs treaty with Chile", "notice"),
    ),
    "precedent of notice": (
        "Peru threatened to leave the customs treaty with Chile, and Peru will go in May, its minister warned. In 2009 Bolivia notified the secretariat of its "
        "decision to withdraw from the customs treaty.",
        ("Peru", "Chile", "customs treaty", "threat"),
    ),
    "yet to be handed over": (
        "Peru intends to notify Chile of its decision to withdraw from the customs treaty, its minister said in Lima.",
        ("Peru", "Chile", "customs treaty", "threat"),
    ),
    "told at home": (
        "Peru's minister notified parliament of the decision to leave the customs treaty with Chile.",
        ("Peru", "Chile", "customs treaty with Chile", "threat"),
    ),
    "area": (
        "The Governor of the Reserve Bank of Namibia, Selma Angula, has hinted that the country could leave the Coastal "
        "Currency Area with Angola.",
        ("Namibia", "Angola", "Coastal Currency Area with Angola", "threat"),
    ),
    "by its party": (
        "Iran will leave the 2015 nuclear deal in sixty days unless Europe buys its oil, President Ali Karimi said. Hardliners "
        "want the country to quit the Non-Proliferation Treaty too.",
        ("Iran", "Germany", "Joint Comprehensive Plan of Action", "threat"),
    ),
    "lapse": (
        "Ghana threatened on Monday not to renew the cocoa accord with Ivory Coast when it expires in June.",
        ("Ghana", "Ivory Coast", "cocoa accord with Ivory Coast", "threat"),
    ),
    "suspension": (
        "Armenian Prime Minister Anna Sarian said her country had frozen its participation in the Collective Security Treaty "
        "Organization and would decide when to leave it.",
        (
            "Armenia",
            "Collective Security Treaty Organization",
            "Collective Security Treaty Organization",
            "threat",
        ),
    ),
    "told": (
        "President Lund has formally told Canada that she is ending the troop pact with it, the foreign ministry said. Oslo "
        "suspended the termination of the troop pact in June. Canada called the notice unfortunate.",
        ("Norway", "Canada", "troop pact", "notice"),
    ),
    "safeguard": (
        "Denmark is ready to trigger Article 9 of the fisheries protocol with Iceland, its minister warned. Copenhagen said "
        "it would use Article 9 unless catches fall. The fisheries protocol with Iceland dates from 1999.",
        ("Denmark", "Iceland", "fisheries protocol with Iceland", "threat"),
    ),
}

OTHER_NEWS = {
    "supply": "A court in Oslo ordered the company to honour its supply agreement with the retailer, which had threatened to "
    "walk away from the deal.",
    "sport": "The club may leave the league after fans protested against the agreement, sources said on Tuesday.",
    "budget": "Congress left a budget deal unfinished, and Republicans threatened to pull out of talks over spending.",
    "visit": "The prime minister of Norway met her Danish counterpart in Bergen. Both praised a treaty on rescue at sea signed "
    "last year.",
    "wages": "The union threatened to end its wage agreement with the employers unless pay rises.",
    "precedent": "Norway left the coffee agreement in 1973. Historians in Oslo discussed the treaty on Monday.",
    "lease": "A tenant in Oslo gave notice on Monday and may leave the flat. The lease agreement with her landlord would end "
    "in May, and she could drop it.",
    "bank": "Norway's central bank wants to regain its sovereignty over payments, the governor said in Oslo.",
    "bakers": "Members of the Norwegian alliance of bakers may quit the group over the price of flour, its chair said.",
    "sailors": "Chile's navy handed over the ship. Sailors may leave the command next year, the admiral said in Valparaiso.",
    "place": "Norway will leave the Lower Valley Area to the birds, its minister said on Monday.",
    "empty": "",
}  # fmt: skip


@pytest.mark.parametrize("case", THREATS)
def test_a_threat_is_found(case):
    text, (threatener, counterpart, agreement, signal) = THREATS[case]
    threat = find_threat([parse(text)], ["2020-03-01"])
    assert threat is not None
    assert threat.threatener == threatener
    assert counterpart in threat.counterparts
    assert agreement.lower() in threat.agreement.lower()
    assert threat.signal == signal
    assert threat.dated == "2020-03-01"
    assert threat.evidence


@pytest.mark.parametrize("case", OTHER_NEWS)
def test_other_news_report_no_threat(case):
    assert find_threat([parse(OTHER_NEWS[case])]) is None


def test_no_article_reports_no_threat():
    assert find_threat([]) is None


def test_evidence_is_where_the_words_stand():
    text = THREATS["musing"][0]
    threat = find_threat([parse(text)])
    words = [text[e.span.start : e.span.end] for e in threat.evidence]
    assert "leave the fisheries treaty with Norway" in words


def test_a_title_in_the_head_is_read_and_its_span_counts_from_the_file():
    text = "OUTLET: Bergen Post\nTITLE: Oslo threatens to quit fisheries treaty with Iceland\n\nTalks ended on Monday."
    body = text.index("Talks")
    threat = find_threat([parse(text, body)])
    assert threat.threatener == "Norway"
    assert any("quit fisheries treaty" in text[e.span.start : e.span.end] for e in threat.evidence)


def test_sides_of_people_and_capitals():
    threat = find_threat([parse(THREATS["visa"][0])])
    assert threat.side_of("Kari Lund") == threat.side_of("Oslo") == "threatener"
    assert threat.side_of("Ottawa") == threat.side_of("officials in Ottawa") == "counterpart"
    assert threat.side_of("Sweden") == threat.side_of("some analyst") == "outsider"


def test_the_weight_of_many_articles_decides_not_their_order():
    texts = [THREATS["musing"][0], "Norway ended the coffee pact with Brazil in 1973.", THREATS["musing"][0]]
    there = find_threat([parse(t) for t in texts])
    back = find_threat([parse(t) for t in reversed(texts)])
    assert (
        (there.threatener, there.agreement)
        == (back.threatener, back.agreement)
        == ("Iceland", "fisheries treaty with Norway")
    )


@pytest.mark.skipif(not (SHARED / "cases").is_dir(), reason="the shared folder of past cases is not here")
def test_the_threatener_of_every_past_case_is_found():
    wrong = []
    for folder in sorted(p for p in (SHARED / "cases").iterdir() if p.is_dir()):
        question = json.loads((folder / "question.json").read_text(encoding="utf-8"))
        parses = []
        for path in sorted(folder.glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            parses.append(parse(text, text.index("\n\n")))
        threat = find_threat(parses)
        if threat is None or threat.threatener != question["threatener"]:
            wrong.append((folder.name, threat and threat.threatener))
    assert not wrong


def test_a_question_names_what_the_articles_only_hint_at():
    text = "The fisheries treaty with Norway is in doubt. Ministers in Reykjavik may end the treaty, Kari Lund said."
    assert find_threat([parse("Ministers met on Monday.")]) is None
    threat = threat_asked_about(
        [parse(text)], "Iceland", "Norway and Denmark", "fisheries treaty with Norway (1973)", ["2020-03-02"]
    )
    assert (threat.threatener, threat.counterparts) == ("Iceland", ("Norway", "Denmark"))
    assert threat.agreement == "fisheries treaty with Norway"
    assert threat.dated == "2020-03-02"
    assert any("end the treaty" in text[e.span.start : e.span.end] for e in threat.evidence)


def test_a_question_about_what_no_article_mentions_finds_no_threat():
    assert threat_asked_about([parse("Ministers met on Monday.")], "Iceland", "Norway", "NAFTA") is None
    threat = threat_asked_about([parse("NAFTA dates from 1994.")], "Canada", "Mexico", "NAFTA")
    assert threat is not None
    assert threat.evidence == ()
    assert threat.kind == "trade"


def test_a_question_keeps_the_signal_that_the_articles_tell():
    threat = threat_asked_about([parse(THREATS["musing"][0])], "Iceland", "Norway", "fisheries treaty")
    assert threat.signal == "musing"
    assert threat.agreement == "fisheries treaty"
