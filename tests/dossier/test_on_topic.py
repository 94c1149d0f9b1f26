"""Whether the articles are about what a question asks."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.drafting.made_up import QUESTION, THREAT, said

from foedus.dossier.on_topic import off_topic
from foedus.provenance import Span
from foedus.reporting.threats.threat import Evidence

REPORTED = (Evidence(0, Span(0, 3)),)


def amiss(
    text,
    agreement="North Atlantic Treaty Organization (1949)",
    *,
    evidence=REPORTED,
    aliases=(),
    statements=(),
):
    threat = SimpleNamespace(evidence=evidence, aliases=aliases)
    reading = SimpleNamespace(
        articles=(SimpleNamespace(text="The moon rose."), SimpleNamespace(text=text)),
        statements=statements,
        threat=threat,
    )
    return off_topic(reading, SimpleNamespace(threatener="Borduria", agreement=agreement))


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        ("They may leave NATO.", "North Atlantic Treaty Organization (1949)"),
        ("They may leave the river treaty.", "river treaty"),
        ("It is about ECOWAS.", "ECOWAS Revised Treaty (1993)"),
        ("They want a new pact on migrants with Turkey.", "EU-Turkey statement on migrants"),
    ],
)
def test_an_agreement_is_named_by_its_name_its_initials_or_its_words(text, agreement):
    assert amiss(text, agreement) == ""


def test_a_name_that_a_table_of_agreements_knows_will_do():
    asked = "Joint Comprehensive Plan of Action (2015)"
    assert amiss("They may leave the Iran nuclear deal.", asked, aliases=("Iran nuclear deal",)) == ""
    assert amiss("They may leave it.", asked, aliases=("Joint Comprehensive Plan of Action",)) != ""
    assert amiss("They may leave the fisheries treaty.", asked, aliases=("fisheries treaty",)).startswith(
        "no article names the Joint"
    )


def test_articles_on_something_else_are_told_of():
    told = amiss("Whalers met in the harbour.")
    assert told.startswith("no article names the North Atlantic Treaty Organization (1949)")


def test_an_agreement_that_is_named_and_not_threatened_is_told_of():
    text = "NATO met in Brussels."
    assert amiss(text, evidence=()).startswith("no article reports that Borduria may leave the North")
    assert amiss(text, evidence=(), statements=(said("s1", bears_on="exit", direction="against"),)) == ""


def test_a_threat_that_was_found_is_on_topic():
    assert off_topic(
        SimpleNamespace(articles=(SimpleNamespace(text="the river treaty"),), statements=(said("s1", bears_on="exit", direction="for"),), threat=THREAT),
        QUESTION,
    ) == ""  # fmt: skip
