"""Articles on several matters in one folder: each is read by its own threat."""

from __future__ import annotations

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.parsing.language import parse
from foedus.reporting.read import read_folder_articles
from foedus.reporting.threats.matters import off_the_matter, threats_apart
from foedus.reporting.threats.threat import faint_threat, find_threat

HERRING = (
    "Norway threatened to withdraw from the herring treaty with Iceland. Norway may leave the treaty soon."
)
GRAIN = "Peru threatened to quit the grain pact with Chile. Peru may leave the grain pact, officials said."
LUMBER = "The lumber accord with Finland is good, a minister said. Estonia may leave the accord."


def article(name, text):
    return Article(name, text, Span(0, len(text)), outlet="Bergen Post")


def courses(read, name):
    return {(s.bears_on, s.direction) for s in read.statements if s.article == name and s.bears_on}


def moves(read, name):
    return {s.move for s in read.statements if s.article == name}


def test_each_article_has_its_own_threat():
    articles = [article("1.txt", HERRING), article("2.txt", GRAIN)]
    together = read_folder_articles(articles)
    apart = read_folder_articles(articles, apart=True)
    assert together.threat == apart.threat
    assert courses(apart, "1.txt") == courses(apart, "2.txt") == {("exit", "for")}
    other = "2.txt" if "herring" in together.threat.agreement else "1.txt"
    assert "signal = threat" in moves(apart, other)
    assert "signal = threat" not in moves(together, other)


SKATING = (
    "Skaters held to a draw\n\nThe skating team drew with the visitors on Saturday, watched by 4,000 people. Coach Ivar Moe "
    "said that his side must win the return match or it will leave the competition."
)
AFTERMATH = "Herring prices rose on Monday. The minister in Bergen said that boats would stay in port."


def test_a_report_on_something_else_bears_on_nothing_in_a_case():
    articles = [article("1.txt", HERRING), article("2.txt", SKATING), article("3.txt", AFTERMATH)]
    read = read_folder_articles(articles)
    assert read.threat is not None and "herring" in read.threat.agreement
    assert courses(read, "1.txt") == {("exit", "for")}
    assert courses(read, "2.txt") == set()
    assert any(s.article == "2.txt" for s in read.statements)
    whole = [[parse(a.text)] for a in articles]
    assert off_the_matter(whole, read.threat) == [False, True, False]


def test_a_report_that_names_whom_another_names_is_on_the_matter():
    named = HERRING + " Coach Ivar Moe praised the step."
    whole = [[parse(named)], [parse(SKATING)]]
    threat = find_threat([parts[0] for parts in whole])
    assert threat is not None
    assert off_the_matter(whole, threat) == [False, False]


def test_a_folder_on_one_matter_reads_the_same_either_way():
    articles = [article("1.txt", HERRING), article("2.txt", HERRING.replace("soon", "in May"))]
    assert read_folder_articles(articles).statements == read_folder_articles(articles, apart=True).statements


def test_articles_that_share_a_threat_are_read_together_whatever_stands_beside_them():
    texts = [
        HERRING,
        GRAIN,
        LUMBER,
        HERRING.replace("soon", "in May"),
        GRAIN.replace("officials", "ministers"),
    ]
    parses = [parse(text) for text in texts]
    found = threats_apart(find_threat(parses), parses, [None] * len(parses))
    assert [threat and threat.threatener for threat in found] == [
        "Norway",
        "Peru",
        "Estonia",
        "Norway",
        "Peru",
    ]
    assert found[0] == found[3]
    assert found[1] == found[4]


def test_background_in_a_folder_on_one_matter_is_read_by_its_threat():
    parses = [
        parse(text) for text in (HERRING, HERRING.replace("soon", "in May"), "Herring is dear in Oslo.")
    ]
    main = find_threat(parses)
    assert threats_apart(main, parses, [None] * 3) == [main] * 3


def test_few_words_tell_a_faint_threat_and_none_tell_none():
    found = faint_threat([parse(LUMBER)])
    assert found is not None
    assert (found.threatener, "Finland" in found.counterparts) == ("Estonia", True)
    assert faint_threat([parse("The lumber accord with Finland was signed in 1976.")]) is None
    assert faint_threat([parse("Estonia may leave soon.")]) is None


def test_an_article_that_reports_no_threat_is_read_by_that_of_others_whose_agreement_it_names():
    talks = "Norway's envoy met Iceland's in Bergen to speak of the herring treaty. Both praised the treaty."
    elsewhere = "Norway's envoy met Iceland's in Bergen to speak of the cod quota. Both praised it."
    parses = [parse(text) for text in (HERRING, GRAIN, LUMBER, talks, elsewhere)]
    found = threats_apart(None, parses, [None] * len(parses))
    assert found[3] is not None
    assert found[3].is_one(found[0])
    assert found[4] is None
