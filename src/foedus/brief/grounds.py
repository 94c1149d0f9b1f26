"""Everything that a brief may rest on, gathered in one record.

The brief computes no probability. It reads the assessment (the public JSON object), the statements and
articles behind it, the case, and the rows of history that were counted; what is not in here cannot be said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from foedus.ledger import Article, Statement
from foedus.quantity import Quantity

if TYPE_CHECKING:
    from foedus.case.model import Case


@dataclass(frozen=True)
class Grounds:
    """What one brief rests on.

    Attributes:
        assessment: the public JSON object of an assessment, with what the ledger adds to the answer
            (articles, origins, conflicts).
        statements: the ledger's statements as they stand (superseded ones left out).
        articles: the articles with their texts.
        case: the case as declared; None where only an assessment is at hand.
        case_text: the case file as written.
        history_rows: id → row of the table of exit threats or of the base rates.
        previous: the assessment of the version before, or None.
        lacks: what an answer of this version would tell besides, where this one was saved by an earlier one.
    """

    assessment: Mapping[str, Any]
    statements: Sequence[Statement] = ()
    articles: Sequence[Article] = ()
    case: Case | None = None
    case_text: str = ""
    history_rows: Mapping[str, Mapping[str, str]] = None  # type: ignore[assignment]  # see __post_init__
    previous: Mapping[str, Any] | None = None
    lacks: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.history_rows is None:
            object.__setattr__(self, "history_rows", {})

    @cached_property
    def by_article(self) -> Mapping[str, Article]:
        """Article's name → article."""
        return {article.name: article for article in self.articles}

    @cached_property
    def ordered(self) -> tuple[Statement, ...]:
        """The statements in the order of the articles and of their place in the text, each once."""
        place = {article.name: i for i, article in enumerate(self.articles)}
        return tuple(
            sorted(
                {statement.id: statement for statement in self.statements}.values(),
                key=lambda s: (
                    place.get(s.article, len(place)),
                    s.content[0].start if s.content else 0,
                    s.id,
                ),
            )
        )

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """Statement's id → statement."""
        return {statement.id: statement for statement in self.ordered}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Statement's id → the short label under which the brief cites it ("S4")."""
        return {statement.id: f"S{i}" for i, statement in enumerate(self.ordered, 1)}

    @cached_property
    def quantities(self) -> Mapping[str, Quantity]:
        """Name → quantity of the case."""
        return self.case.quantities if self.case is not None else {}

    def entries(self, family: str) -> Sequence[Mapping[str, Any]]:
        """The list of the assessment under ``family``; empty where it has none."""
        found = self.assessment.get(family) or ()
        return found if isinstance(found, list | tuple) else ()

    def outlet_of(self, article: str) -> str:
        """The outlet of an article as the brief names it; its file name where the outlet is unknown."""
        found = self.by_article.get(article)
        return (found.outlet if found else "") or article

    @cached_property
    def article_names(self) -> Mapping[str, str]:
        """Article's name → how a sentence calls it: its outlet, with who carried it or its place where outlets repeat."""
        outlets = [self.outlet_of(article.name) for article in self.articles]
        found: dict[str, str] = {}
        for article in self.articles:
            shown = self.outlet_of(article.name)
            if outlets.count(shown) > 1 and article.carried_by:
                shown = f"{shown} in {article.carried_by}"
            taken = sum(name == shown or name.startswith(f"{shown} (") for name in found.values())
            found[article.name] = f"{shown} ({taken + 1})" if taken else shown
        return found
