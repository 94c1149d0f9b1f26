"""The table of known agreements and organisations: names and short forms, kinds, and who is bound.

    >>> kind_of_agreement("North American Free Trade Agreement"), is_body("World Health Organization")
    ('trade', True)

An agreement that is not in agreements.tsv is found by its words (`foedus.reporting.threats.agreements`); nothing asks
which of the table's agreements one is.
"""

from __future__ import annotations

import re
from functools import cache

from foedus.reporting.parsing.pipeline import pipeline
from foedus.reporting.tables import rows_of


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Every name and short form of the table to the agreement's name and kind."""
    known: dict[str, tuple[str, str]] = {}
    for row in rows_of("agreements.tsv"):
        for word in (row["name"], *(part.strip() for part in row["short"].split(";") if part.strip())):
            for spelling in spellings_of(word):
                known.setdefault(spelling, (row["name"], row["kind"]))
    return known


_SPELLINGS = (
    ("Organization", "Organisation"),
    ("Defense", "Defence"),
    ("Program", "Programme"),
    ("Labor", "Labour"),
)


def spellings_of(name: str) -> set[str]:
    """A name as it is spelled on either side of the Atlantic."""
    found = {name}
    for one, other in _SPELLINGS:
        found |= {re.sub(rf"\b{one}\b", other, n) for n in found}
        found |= {re.sub(rf"\b{other}\b", one, n) for n in found}
    return found


@cache
def by_first_token() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The names by their first token, the longest first; names of several words in lower case."""
    tokenizer = pipeline().tokenizer
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for word, (name, _) in _table().items():
        tokens = tuple(token.text for token in tokenizer(word))
        if (
            len(tokens) > 1
        ):  # "Iran Nuclear Deal", "Iran nuclear deal"; a single word keeps its capitals ("WHO")
            tokens = tuple(token.lower() for token in tokens)
        index.setdefault(tokens[0], []).append((tokens, name))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


@cache
def words_of(name: str) -> frozenset[str]:
    """The words, in lower case, of all names of several words that the table gives an agreement; of a body's one name."""
    called = [known for known, (full, _) in _table().items() if full == name and " " in known]
    called = [name] if is_body(name) else called
    return frozenset(word.strip(",").lower() for known in called for word in known.split())


def parties_of(name: str) -> tuple[str, ...]:
    """Who is bound by an agreement of the table, where they are few; empty if they are many or it is not there."""
    return _parties().get(name, ())


@cache
def _parties() -> dict[str, tuple[str, ...]]:
    return {
        row["name"]: tuple(part.strip() for part in row["parties"].split(";"))
        for row in rows_of("agreements.tsv")
        if row["parties"] != "many"
    }


@cache
def is_called_a_deal(name: str) -> bool:
    """Whether an agreement of the table may be called a deal: one of few parties, or one with such a name."""
    if parties_of(name):
        return True
    called = " ".join(known.lower() for known, (full, _) in _table().items() if full == name).split()
    return any(word.startswith(("deal", "agreement", "accord", "pact")) for word in called)


def full_name(called: str) -> str | None:
    """The usual name of what a name or short form of the table means; None for others."""
    entry = _table().get(called)
    return entry[0] if entry else None


def is_body(name: str) -> bool:
    """Whether a name of the table is that of an organisation, which is left by leaving it, not by ending it."""
    return (
        kind_of_agreement(name) == "organisation"
        or "organization" in name.lower()
        or "organisation" in name.lower()
    )


def kind_of_agreement(name: str) -> str | None:
    """alliance, arms control, trade, organisation or other, of a name in the table; None for others."""
    entry = _table().get(name)
    return entry[1] if entry else None
