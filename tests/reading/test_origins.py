"""Who the shared facts come from: one report behind many articles is one origin."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ledger import Article, Statement
from foedus.provenance import Span
from foedus.reporting.chains.mentions import mentions_in
from foedus.reporting.chains.origins import origins
from foedus.reporting.chains.reprints import duplicates
from foedus.reporting.intake.articles import take_in

SHARED = Path(os.environ.get("FOEDUS_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
LONG = (
    "The premier told aides in private that he would quit the fisheries pact with the islands, which he calls unfair, "
    "unless the tolls on foreign ships are halved before the summer. Nobody in the cabinet expects him to do so, and the "
    "islands say that they have heard nothing. The pact was signed in 1994 and has been renewed every five years since."
)
OTHER = "A poll of fishermen shows that most of them do not know the pact at all; they ask for cheaper fuel and for new quays."


def article(name, text, outlet="", published=None, title="", **fields):
    return Article(name, text, Span(0, len(text)), outlet=outlet, published=published, title=title, **fields)


def said(of, start, end, speaker, through=(), **fields):
    return Statement(
        f"s-{of.name}-{start}",
        of.name,
        (Span(start, end),),
        of.text[start:end],
        speaker=speaker,
        through=through,
        **fields,
    )


@pytest.mark.parametrize(
    ("text", "outlet", "of_exit"),
    [
        ("He may quit the pact, according to Bloomberg News.", "Bloomberg News", True),
        (
            "He may quit the pact. According to the Bloomberg news agency, aides were told.",
            "Bloomberg News",
            True,
        ),
        ("Bloomberg, citing three people, reported on Monday that he would leave.", "Bloomberg News", True),
        ("Kyodo News had earlier reported that the tolls would rise.", "Kyodo News", False),
        ("A Reuters report says that the tolls would rise.", "Reuters", False),
        ("The Washington Post's account differs: he wants to withdraw.", "Washington Post", True),
        ("In an interview with Der Spiegel he spoke of the tolls.", "Der Spiegel", False),
        ("He told the BBC that he would walk away from the pact.", "BBC", True),
        ("He may quit the pact, the Northern Gate Times reported.", "Northern Gate Times", True),
        ("Citing the Wall Street Journal: tolls will rise.", "Wall Street Journal", False),
    ],
)
def test_an_outlet_that_is_named_as_the_one_who_reported_is_found(text, outlet, of_exit):
    assert [(m.outlet, m.of_exit) for m in mentions_in(text)] == [(outlet, of_exit)]
    for mention in mentions_in(text):
        assert " ".join(text[mention.span.start : mention.span.end].split()) == mention.words


@pytest.mark.parametrize(
    "text",
    [
        "Harbour at dusk. Photo: Reuters",
        "He reads The Times at breakfast.",
        "The Trend reported by the bank is flat.",
        "Bloomberg may run for mayor.",
        "She told The National Assembly that nothing was planned.",
        "The minister told the National Assembly that nothing was planned.",
    ],
)
def test_an_outlet_that_reported_nothing_is_none(text):
    assert list(mentions_in(text)) == []


def test_articles_that_rest_on_one_report_have_one_origin():
    one = article(
        "one.txt", f"{OTHER} He would quit the pact, according to Bloomberg News.", "Harbour Gazette"
    )
    two = article(
        "two.txt", "Bloomberg news agency reported that he was mulling over leaving the pact.", "Sputnik"
    )
    three = article("three.txt", LONG, "Bloomberg")
    (origin,) = origins([one, two, three], [])
    assert (origin.name, origin.articles) == ("Bloomberg News", ("one.txt", "two.txt", "three.txt"))
    assert "according to Bloomberg News" in origin.because


def test_statements_tell_the_origin_and_are_named():
    one = article("one.txt", LONG, "Harbour Gazette")
    told = said(one, 0, 90, "three people", ("Harbour Gazette", "Kyodo"), kind="report", bears_on="exit")
    own = said(one, 120, 160, "cabinet", ("Harbour Gazette",))
    (origin,) = origins([one], [told, own])
    assert (origin.name, origin.statements) == ("Kyodo News", (told.id,))


def test_a_statement_whose_source_holds_the_mention_came_through_it():
    one = article(
        "one.txt", "Bloomberg's account says that he would quit the pact. " + OTHER, "Harbour Gazette"
    )
    told = said(
        one,
        28,
        52,
        "the account",
        ("Harbour Gazette",),
        source=(Span(0, 19),),
        kind="report",
        bears_on="exit",
    )
    (origin,) = origins([one], [told])
    assert (origin.name, origin.statements) == ("Bloomberg News", (told.id,))


def test_own_reporting_is_an_origin_of_its_own():
    one, two = article("one.txt", LONG, "Harbour Gazette"), article("two.txt", OTHER, "Northern Gate")
    found = origins(
        [one, two], [said(one, 0, 90, "the premier", ("Harbour Gazette",), kind="report", bears_on="exit")]
    )
    assert [(o.name, o.articles) for o in found] == [
        ("Harbour Gazette", ("one.txt",)),
        ("Northern Gate", ("two.txt",)),
    ]
    assert [o.statements for o in found] == [("s-one.txt-0",), ()]


def test_an_outlet_does_not_rest_on_itself():
    one = article(
        "one.txt",
        "He would leave the pact, experts told Sputnik. He would quit, Sputnik reported.",
        "Sputnik",
        carried_by="UrduPoint",
    )
    assert [o.name for o in origins([one], [])] == ["Sputnik"]


def test_what_is_cited_on_another_matter_is_no_origin_beside_one_for_the_exit():
    one = article(
        "one.txt",
        "He may quit the pact, according to Bloomberg. The weather is fine. Kyodo reported high tolls.",
        "Harbour Gazette",
    )
    assert [o.name for o in origins([one], [])] == ["Bloomberg News"]


def test_who_is_cited_for_a_judgement_is_no_origin_of_the_facts():
    one = article(
        "one.txt",
        f"Citing the Washington Post: the premier stormed out. {OTHER} He may leave, an analyst says.",
        "Harbour Gazette",
    )
    judged = said(
        one, 170, 183, "an analyst", ("Harbour Gazette", "Politico"), kind="assessment", bears_on="exit"
    )
    assert [o.name for o in origins([one], [judged])] == ["Washington Post"]


def test_a_chain_is_followed_to_its_end():
    one = article("one.txt", "He may quit the pact, according to the Japan Times.", "Harbour Gazette")
    two = article("two.txt", "He may quit the pact, according to Bloomberg.", "Japan Times")
    (origin,) = origins([one, two], [])
    assert (origin.name, origin.articles) == ("Bloomberg News", ("one.txt", "two.txt"))


def test_a_ring_of_citations_ends():
    one = article("one.txt", "He may quit the pact, according to Kyodo.", "Yonhap")
    two = article("two.txt", "He may quit the pact, according to Yonhap.", "Kyodo")
    found = origins([one, two], [])
    assert {name for o in found for name in o.articles} == {"one.txt", "two.txt"}


def test_reprints_share_the_origin_of_what_they_reprint():
    one = article("one.txt", f"Gate Times: {LONG}", "Gate Times", "2020-05-02")
    two = article("two.txt", LONG, "Harbour Gazette", "2020-05-01")
    (origin,) = origins([one, two], [])
    assert (origin.name, set(origin.articles)) == ("Harbour Gazette", {"one.txt", "two.txt"})
    assert "as two.txt" in origin.because


def test_near_duplicates_and_excerpts_are_seen_and_others_are_not():
    shifted = LONG.replace("in private", "privately").upper()
    found = duplicates(
        [
            article("a", LONG),
            article("b", OTHER),
            article("c", shifted),
            article("d", LONG[:200]),
            article("e", OTHER + " " + OTHER),
        ]
    )
    assert [set(d.articles) for d in found] == [{"a", "c", "d"}, {"b", "e"}]
    assert all(0.5 <= d.similarity <= 1 for d in found)


def test_many_articles_give_the_same_groups_as_few(monkeypatch):
    # Hashing may only leave out pairs that comparing all would find near the threshold; these are far above it.
    texts = [f"{LONG} {i} {OTHER} {i * 7} " * 2 for i in range(12)]
    articles = [article(f"{i}{copy}", text + copy) for i, text in enumerate(texts[:1]) for copy in "ab"]
    articles += [article(f"x{i}", " ".join(f"w{i}{j}" for j in range(80))) for i in range(20)]
    exact = duplicates(articles)
    monkeypatch.setattr("foedus.reporting.chains.reprints.EXACT_UP_TO", 0)
    assert duplicates(articles) == exact
    assert [set(d.articles) for d in exact] == [{"0a", "0b"}]


pieces = st.sampled_from(
    [
        "He may quit the pact. ",
        "Kyodo reported it. ",
        "according to Bloomberg ",
        "Yonhap, citing the AP, said so. ",
        LONG,
        OTHER,
        "The ",
        "\n",
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    texts=st.lists(st.lists(pieces, max_size=4).map("".join), max_size=6),
    names=st.lists(
        st.sampled_from(["", "Kyodo", "Yonhap", "Bloomberg", "Harbour Gazette"]), min_size=6, max_size=6
    ),
)
def test_every_article_has_an_origin_and_none_appears_twice_in_one(texts, names):
    articles = [article(f"{i}.txt", text, names[i], f"2020-05-{i + 1:02d}") for i, text in enumerate(texts)]
    found = origins(articles, [])
    assert {name for o in found for name in o.articles} == {a.name for a in articles}
    assert all(len(set(o.articles)) == len(o.articles) and o.because for o in found)
    assert len({o.name for o in found}) == len(found)


def test_nothing_gives_no_origin():
    assert origins([], []) == ()


@pytest.mark.skipif(not (SHARED / "gold" / "seeds.json").exists(), reason="the shared material is not here")
def test_the_shared_origin_of_the_first_case():
    from foedus.reporting.read import read_article

    key = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))["shared_origin"]
    articles = take_in([SHARED / "seeds"]).articles
    for statements in ([], [s for a in articles for s in read_article(a)]):
        (origin,) = origins(articles, statements)
        assert (origin.name, set(origin.articles)) == (key["origin"], set(key["articles"]))


def test_the_shared_origin_of_the_example_case():
    key = json.loads((Path(__file__).parent / "example_key.json").read_text(encoding="utf-8"))[
        "shared_origin"
    ]
    folder = Path(__file__).resolve().parents[2] / "examples" / "us-japan-2019"
    largest = origins(take_in([folder]).articles, [])[0]
    assert key["origin"] in largest.name
    assert set(largest.articles) == set(key["articles"])


def test_a_paper_that_no_table_has_is_an_origin_where_its_own_article_is_at_hand():
    own = "Norway may leave the union before June, two officials said on Monday."
    other = "Norway is considering leaving the union, the Nairobi Ledger reported on Monday. Others were surprised."
    found = origins(
        [
            Article("1.txt", own, Span(0, len(own)), outlet="Nairobi Ledger"),
            Article("2.txt", other, Span(0, len(other)), outlet="Kampala Star"),
        ],
        [],
    )
    assert [(o.name, o.articles) for o in found] == [("Nairobi Ledger", ("1.txt", "2.txt"))]
