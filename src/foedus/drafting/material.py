"""What a draft is made from: the question, and what the articles say about the threat."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from foedus.case.model import Case, Question
from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.reporting.chains.conflicts import Conflict
from foedus.reporting.chains.origins import Origin
from foedus.reporting.meaning.consequences import ConsequenceGroup
from foedus.reporting.threats.situation import Situation


@dataclass(frozen=True)
class Material:
    """Everything that a draft reads.

    Attributes:
        question: what is asked, read from a file or drafted.
        articles, statements: the ledger.
        situation: what the statements say about the threat.
        consequences: groups of statements that name the same consequence.
        conflicts: where sources contradict each other.
        origins: who the shared facts come from.
        judges: ids of the statements whose phrase judges rather than opens a possibility.
    """

    question: Question
    articles: Sequence[Article]
    statements: Sequence[Statement]
    situation: Situation
    consequences: Sequence[ConsequenceGroup] = ()
    conflicts: Sequence[Conflict] = ()
    origins: Sequence[Origin] = ()
    judges: Collection[str] = field(default_factory=frozenset)

    def origin_of(self) -> Mapping[str, str]:
        """Statement id → the origin whose error its judgement shares.

        Who comments on one report judges by the same facts, so all voices of the articles that rest on
        one origin share it; the voices of other articles share their outlet's.
        """
        by_article: dict[str, str] = {}
        for origin in self.origins:
            for name in origin.articles:
                by_article.setdefault(name, origin.name)
        outlets = {article.name: article.outlet for article in self.articles}
        return {
            s.id: by_article.get(s.article) or outlets.get(s.article) or s.article for s in self.statements
        }


@dataclass(frozen=True)
class Draft:
    """A drafted case: its text, made to be edited, and what it declares."""

    text: str
    case: Case
