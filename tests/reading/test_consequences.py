"""Consequences that say the same are one group; what they follow from is found."""

from __future__ import annotations

import pytest

from foedus.ledger.statement import Statement
from foedus.provenance import Span
from foedus.reporting.meaning.consequences import cluster, name_of


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
    ],
)
def test_names_are_short_and_plain(words, name):
    assert name_of(words) == name
