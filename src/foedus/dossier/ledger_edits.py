"""The changes that people make to what was read: statements corrected, rejected, split and joined; articles withdrawn.

A statement is named by its id, which every correction changes; so who acts on one that somebody else has changed
meanwhile is told by a `Conflict`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from foedus.dossier.revising import Conflict, Edit
from foedus.errors import InputFault
from foedus.ledger import recut
from foedus.ledger.article import Article
from foedus.ledger.statement import Likelihood, Statement
from foedus.ledger.store import Ledger

_EDITABLE = frozenset(
    {
        "speaker", "kind", "phrase", "likelihood", "bears_on", "direction", "explains", "through",
        "said_on", "same_as",
    }
)  # fmt: skip


def corrected(statement_id: str, changes: Mapping[str, Any], *, by: str) -> Edit:
    """Correct fields of a statement; no changes at all accept it as it is."""
    unknown = set(changes) - _EDITABLE
    if unknown:
        raise InputFault(
            f"a statement's {', '.join(sorted(unknown))} cannot be corrected here",
            remedy=f"change {', '.join(sorted(_EDITABLE))}",
        )

    def act(ledger: Ledger, statement: Statement) -> str:
        ledger.correct(statement, by, **changes)
        if not changes:
            return f"accepted {_named(statement)}"
        said = ", ".join(f"{field.replace('_', ' ')}: {_shown(value)}" for field, value in changes.items())
        return f"corrected {_named(statement)}, {said}"

    return _on_statements([statement_id], act)


def rejected(statement_id: str, *, by: str) -> Edit:
    """Reject a statement: it stays in the files and counts no more."""

    def act(ledger: Ledger, statement: Statement) -> str:
        ledger.reject(statement, by)
        return f"rejected {_named(statement)}"

    return _on_statements([statement_id], act)


def split(statement_id: str, at: int, *, by: str) -> Edit:
    """Cut a statement in two before a code point of its article's text.

    The edit raises:
        InputFault: one part would hold no word.
    """

    def act(ledger: Ledger, statement: Statement) -> str:
        parts = recut.split(statement, at, _text_of(ledger, statement), by)
        ledger.recut([statement], parts, by)
        return f"split {_named(statement)} before “{parts[1].words[:40]}”"

    return _on_statements([statement_id], act)


def joined(statement_id: str, other_id: str, *, by: str) -> Edit:
    """Make one statement of two of the same article.

    The edit raises:
        InputFault: they cannot be joined.
    """

    def act(ledger: Ledger, statement: Statement, other: Statement) -> str:
        whole = recut.joined(statement, other, _text_of(ledger, statement), by)
        ledger.recut([statement, other], [whole], by)
        return f"joined {_named(statement)} with {_named(other)}"

    return _on_statements([statement_id, other_id], act)


def withdrawn(name: str) -> Edit:
    """Withdraw an article."""

    def edit(folder: Path) -> str:
        ledger = Ledger(folder)
        ledger.withdraw(_article(ledger.articles(), name, f"the dossier has no article {name!r}"))
        return f"withdrew {name}"

    return edit


def restored(name: str) -> Edit:
    """Bring a withdrawn article back."""

    def edit(folder: Path) -> str:
        ledger = Ledger(folder)
        ledger.restore(_article(ledger.withdrawn(), name, f"no article {name!r} was withdrawn"))
        return f"restored {name}"

    return edit


def _on_statements(names: Iterable[str], act: Callable[..., str]) -> Edit:
    """An edit of statements that stand: ``act`` is given the ledger and each of them."""

    def edit(folder: Path) -> str:
        ledger = Ledger(folder)
        standing = {statement.id: statement for statement in ledger.current()}
        for name in names:
            if name not in standing:
                raise Conflict(f"statement {name}", seen="it as it was", now="corrected, cut or rejected")
        return act(ledger, *(standing[name] for name in names))

    return edit


def _named(statement: Statement) -> str:
    """A statement as people know it: by its words."""
    return f"“{' '.join(statement.words.split())[:60]}”"


def _shown(value: object) -> str:
    if isinstance(value, Likelihood):
        return f"{value.median:.0%} ({value.low:.0%} to {value.high:.0%})"
    return "none" if value in (None, "", ()) else str(value)


def _text_of(ledger: Ledger, statement: Statement) -> str:
    return _article(ledger.articles(), statement.article, f"{statement.article} was withdrawn").text


def _article(articles: Iterable[Article], name: str, otherwise: str) -> Article:
    found = next((article for article in articles if article.name == name), None)
    if found is None:
        raise InputFault(otherwise, remedy="choose one of those shown")
    return found
