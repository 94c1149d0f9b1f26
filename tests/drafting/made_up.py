"""Ledgers by hand: a republic that speaks of leaving a river treaty, and what is said of it."""

from __future__ import annotations

from typing import Any

from foedus.case.model import Question
from foedus.drafting.material import Material
from foedus.ledger.article import Article
from foedus.ledger.statement import Likelihood, Statement
from foedus.provenance import Span
from foedus.reporting.meaning.consequences import ConsequenceGroup
from foedus.reporting.threats.findings import Finding
from foedus.reporting.threats.situation import Situation
from foedus.reporting.threats.threat import Threat

TEXT = "A text that stands for an article."
ARTICLE = Article("a.txt", TEXT, Span(0, len(TEXT)), outlet="Herald", published="2030-03-01")
QUESTION = Question(
    "Will Borduria leave the river treaty by 2031-03-01?", "2031-03-01", "2030-03-01", "Borduria", "Syldavia", "river treaty",
    "exit: it leaves. revised: new terms. fades: neither.",
)  # fmt: skip
THREAT = Threat(
    "Borduria", ("Syldavia",), "river treaty", "other", ("the river treaty",), "withdraw", "threat"
)
LIKELY, UNLIKELY = Likelihood(0.7, 0.5, 0.9), Likelihood(0.2, 0.05, 0.4)


def said(id_: str, words: str = "it said so", **more: Any) -> Statement:
    """A statement of the made-up ledger."""
    values: dict[str, Any] = {"speaker": "A. Peschel", "kind": "assessment", **more}
    return Statement(id=id_, article="a.txt", content=(Span(0, len(TEXT)),), words=words, **values)


def finding(what: str, *ids: str, **more: Any) -> Finding:
    return Finding(what, ids, **more)


def found(**more: Any) -> Situation:
    """A situation with a public threat, reported by s1."""
    return Situation(**{"threat": THREAT, "signal": finding("threat", "s1", on="2030-02-25"), **more})


def material(*statements: Statement, question: Question = QUESTION, **more: Any) -> Material:
    """What a draft of these statements is made from; s1 reports the threat."""
    report = said("s1", "Borduria threatens to leave the river treaty", kind="report", speaker="Herald", bears_on="exit",
                  direction="for", move="signal = threat")  # fmt: skip
    values: dict[str, Any] = {"situation": found(), **more}
    every = (report, *(s for s in statements if s.id != "s1"))
    judges = frozenset(s.id for s in every if s.likelihood is not None)
    return Material(question, (ARTICLE,), every, judges=judges, **values)


def group(id_: str, *ids: str, given: str = "exit", name: str = "") -> ConsequenceGroup:
    return ConsequenceGroup(id_, name or id_.replace("_", " "), ids, given)
