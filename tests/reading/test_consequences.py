"""Consequences that say the same are one group; what they follow from is found."""

from __future__ import annotations

import pytest

from foedus.ledger.statement import Statement
from foedus.provenance import Span
from foedus.reporting.meaning.consequence_names import is_denied, name_of
from foedus.reporting.meaning.consequences import cluster


def said(i, words, **more):
    return Statement(id=f"s{i}", article="a.txt", content=(Span(0, len(words)),), words=words, kind="consequence",
                     speaker=more.pop("speaker", f"voice {i}"), bears_on=more.pop("bears_on", "exit"), **more)  # fmt: skip


def test_two_voices_on_one_consequence_are_one_group():
    groups = cluster(
        [
            said(1, "cod prices in Norwegian ports would rise sharply"),
            said(2, "the move would make cod prices rise in ports along the coast"),
            said(3, "the coast guard would need new patrol boats"),
        ],
        {},
    )
    assert [g.statements for g in groups] == [("s1", "s2"), ("s3",)]


def test_opposite_directions_stay_apart():
    groups = cluster(
        [
            said(1, "relations between the two capitals would improve"),
            said(2, "relations between the two capitals would worsen"),
        ],
        {},
    )
    assert len(groups) == 2


def test_a_quotation_joins_its_paraphrase():
    groups = cluster(
        [
            said(
                1,
                "it would benefit trade with Greenland",
                voice="indirect",
                speaker="Lund",
                actors=("Greenland",),
            ),
            said(
                2,
                "some fleets would find work in Greenland easier",
                voice="direct",
                speaker="Lund",
                actors=("Greenland",),
            ),
        ],
        {},
    )
    assert len(groups) == 1


def test_an_instance_joins_what_it_is_one_of():
    text = "Some things would get easier. For example, one old worry about ports would be eliminated."
    first = said(1, "Some things would get easier", speaker="Lund")
    start = text.index("one old")
    second = Statement(id="s2", article="a.txt", content=(Span(start, len(text) - 1),), words=text[start:-1], kind="consequence",
                       speaker="Lund")  # fmt: skip
    assert len(cluster([first, second], {"a.txt": text})) == 1


def test_a_consequence_of_a_consequence_names_it():
    text = "Once Iceland builds new trawlers of its own, Norway will certainly lower its quotas."
    condition = Span(0, text.index(","))
    groups = cluster(
        [
            said(1, "Iceland may also build new trawlers"),
            Statement(id="s2", article="a.txt", content=(Span(45, len(text) - 1),), words=text[45:-1], kind="consequence",
                      condition=(condition,)),
        ],
        {"a.txt": text},
    )  # fmt: skip
    assert groups[0].given == "exit"
    assert groups[1].given == groups[0].id


def test_repeats_and_statements_for_a_course_are_no_groups_of_their_own():
    groups = cluster(
        [
            said(1, "prices would rise"),
            said(2, "prices would rise, a headline said", same_as="s1"),
            said(3, "it would leave if talks fail", direction="for"),
        ],
        {},
    )
    assert [g.statements for g in groups] == [("s1", "s2")]


def test_ids_are_unique_and_no_course():
    groups = cluster(
        [said(1, "exit would follow"), said(2, "harbours would close"), said(3, "schools would empty")], {}
    )
    ids = [g.id for g in groups]
    assert len(set(ids)) == len(ids)
    assert not {"exit", "revised", "fades"} & set(ids)


@pytest.mark.parametrize(
    "words",
    [
        "would the fishermen be grateful",
        "what it would mean for the ports",
        "I'd go further",
        "leaving would require a vote of both chambers",
        "parliament would have to approve the step",
        "a departure would be messy",
        "a letter to the depositary would do",
        "an exit would be a gesture with few consequences for the ports",
        "the effect would be slight",
        "the ports are tied to the country's pledge",
    ],
)
def test_what_cannot_come_about_is_no_consequence(words):
    assert cluster([said(1, words)], {}) == ()


@pytest.mark.parametrize(
    "words",
    [
        "a departure would be felt first in the ports",
        "the withdrawal of ships would be a gift to smugglers",
        "could lead to the closure of two ports",
        "leaving means tariffs on cod",
        "driving up the price of cod",
    ],
)
def test_what_can_come_about_is_one(words):
    assert len(cluster([said(1, words)], {})) == 1


def test_a_clause_cut_out_of_a_statement_joins_it_and_the_one_that_tells_how_likely_names_both():
    (group,) = cluster(
        [said(1, "It warns that cod could be dearer"), said(2, "that cod could be dearer", phrase="could")],
        {},
    )
    assert group.statements == ("s1", "s2")
    assert group.name == "Cod is dearer"


def test_the_exit_itself_is_left_out_of_the_name_but_no_other_condition():
    text = "If Norway goes, cod would be dearer. Without spare parts the fleet would rot."
    whole = [said(1, text[:35], condition=(Span(0, 14),)), said(2, text[37:-1], condition=(Span(37, 56),))]
    assert [g.name for g in cluster(whole, {"a.txt": text})] == [
        "Cod is dearer",
        "Without spare parts the fleet rots",
    ]


def test_no_statement_no_group():
    assert cluster([], {}) == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Iceland may also build its own trawlers in order to compete", "Iceland builds its own trawlers"),
        ("it would not only topple the old order, but could also upset trade", "Topple the old order"),
        ("one could expect Oslo to speed up its plans", "Oslo speeds up its plans"),
        ("Denmark, which is already neutral, will definitely carry on", "Denmark carries on"),
        ("the withdrawal of ships would be a gift to smugglers", "A gift to smugglers"),
        ("ports and harbours would suffer", "Ports and harbours suffer"),
        ("the fleet would not come home", "The fleet does not come home"),
        ("the harbours would not be safe", "The harbours are not safe"),
        ("an exit would nevertheless be a heavy blow", "A heavy blow"),
        ("the fleet could quickly shrink", "The fleet shrinks"),
        ("both would be dearer", "Both are dearer"),
        ("the hunt for cells would stop", "The hunt for cells stops"),
        ("prices of some imported goods would rise", "Prices of some imported goods rise"),
        ("cod, the second largest export, would be taxed", "Cod, the second largest export, is taxed"),
        ("the Danes, who fish there too, would be alarmed", "The Danes are alarmed"),
        ("the United States will feel confirmed", "The United States feels confirmed"),
        ("in two weeks we would have a queue", "In two weeks we have a queue"),
        ("aircraft could fly from Bergen", "Aircraft fly from Bergen"),
        ("the blow would thus be a heavy one", "The blow is a heavy one"),
        ("the fleet wouldn't come home", "The fleet does not come home"),
        ("the customs union would hardly survive it", "The customs union does not survive it"),
        ("patrols would no longer sail", "Patrols no longer sail"),
        ("boats could still be flown in", "Boats are flown in"),
        ("a ban, she said, would follow", "A ban follows"),
        ("the pact would, as Lund puts it, be a dead letter", "The pact is a dead letter"),
        ("wages would fall, investment would go to Poland", "Wages fall"),
        ("an embargo would cost a billion and would empty the ports", "An embargo costs a billion"),
        ("no minister that would just shrug", "No minister that would just shrug"),
        ("I would expect Oslo and Bergen to object", "Oslo and Bergen object"),
        ('the state would stop "the day Oslo gives the word', "The state stops the day Oslo gives the word"),
    ],
)
def test_names_are_short_and_plain(words, name):
    assert name_of(words) == name


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("the mills would not close", True),
        ("the mills would hardly close", True),
        ("the mills wouldn't close", True),
        ("ships would no longer call", True),
        ("it would not only close the mills", False),
        ("an alliance that cannot keep its members would deter nobody", False),
    ],
)
def test_a_name_that_denies_is_known(words, denied):
    assert is_denied(words) == denied
