"""One name for one speaker in all articles of a folder: "Dahl" in one, "Per Dahl" in another.

    >>> _fuller(["Per Dahl", "Dahl", "Oslo"])
    {'Dahl': 'Per Dahl'}
    >>> _alike(["The ministry", "the ministry", "The Storting", "Storting"])
    {'The ministry': 'the ministry', 'The Storting': 'Storting'}

A last name stands for the one person whose full name the articles give; two of the same last name stay apart.
Names that differ only in the capital of their first word or in an article are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from foedus.ledger.statement import Statement
from foedus.reporting.intake.outlets import known
from foedus.reporting.names.gazetteer import country_of

_LONGEST_NAME = 4


def with_full_names(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with every speaker, link of a chain and actor under the fullest name that any article gives."""
    names = [name for s in statements for name in (s.speaker, *s.through, *s.actors)]
    fuller = _fuller(names) | _alike(s.speaker for s in statements)
    if not fuller:
        return list(statements)
    return [
        replace(
            s,
            speaker=fuller.get(s.speaker, s.speaker),
            through=tuple(fuller.get(name, name) for name in s.through),
            actors=tuple(dict.fromkeys(fuller.get(name, name) for name in s.actors)),
        )
        for s in statements
    ]


def _fuller(names: Iterable[str]) -> dict[str, str]:
    """Last names that one full name alone ends in, with that full name."""
    given = set(names)
    short = {name for name in given if name[:1].isupper() and " " not in name}
    full: dict[str, set[str]] = {name: set() for name in short}
    for name in given:
        words = name.split()
        person = 1 < len(words) <= _LONGEST_NAME and all(w[:1].isupper() for w in words)
        if person and words[-1] in full and not known(name) and country_of(name) is None:
            full[words[-1]].add(name)
    return {
        name: next(iter(found))
        for name, found in full.items()
        if len(found) == 1 and country_of(name) is None and not known(name)
    }


def _alike(names: Iterable[str]) -> dict[str, str]:
    """Names that another one is but for its article or its first letter, with the plainest of them."""
    given = [name for name in dict.fromkeys(names) if name and not known(name)]
    groups: dict[str, list[str]] = {}
    for name in given:
        groups.setdefault(_bare(name).casefold(), []).append(name)
    plainest: dict[str, str] = {}
    for group in groups.values():
        best = min(
            group,
            key=lambda name: (_has_article(name) and _bare(name)[:1].isupper(), name[:1].isupper(), name),
        )
        plainest |= {name: best for name in group if name != best}
    return plainest


def _has_article(name: str) -> bool:
    return name[:4].lower() == "the "


def _bare(name: str) -> str:
    return name[4:] if _has_article(name) else name
