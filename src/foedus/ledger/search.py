"""Searching a ledger: an index in SQLite (FTS5) beside the plain files, which can be rebuilt at any time.

    >>> build(folder); find(folder, words="veto", speaker="Ada Berg")        # doctest: +SKIP
    (Statement(id='s1f0...', ...),)

The files are the truth. The index says of which files it was made; where they have changed since, it is
made again before anything is looked for.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from foedus.errors import FolderFault
from foedus.ledger.statement import Statement
from foedus.ledger.store import ARTICLES, CORRECTIONS, STATEMENTS, open_ledger
from foedus.provenance import digest_of

INDEX = "index.sqlite"
"""Name of the index in the ledger's folder; it need not be kept under version control."""

_SCHEMA = """
    CREATE TABLE made_of (digest TEXT NOT NULL);
    CREATE TABLE statement (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL, article TEXT NOT NULL, speaker TEXT NOT NULL,
        phrase TEXT, bears_on TEXT, direction TEXT, kind TEXT NOT NULL, record TEXT NOT NULL);
    CREATE TABLE actor (number INTEGER NOT NULL REFERENCES statement, name TEXT NOT NULL);
    CREATE INDEX by_actor ON actor (name);
    CREATE INDEX by_course ON statement (bears_on);
    CREATE VIRTUAL TABLE written USING fts5 (words, speaker, phrase, tokenize = "unicode61 remove_diacritics 2");
"""

_FOUND = "SELECT s.record FROM statement s JOIN written ON written.rowid = s.number WHERE {where} ORDER BY {order} LIMIT ?"


def build(folder: Path | str) -> int:
    """Make the index anew from the ledger's files; the number of statements in it.

    The old index stands until the new one is whole.
    """
    place = Path(folder)
    ledger = open_ledger(place)
    statements = ledger.current()
    handle, name = tempfile.mkstemp(dir=place, prefix=f".{INDEX}.")
    os.close(handle)
    aside = Path(name)
    try:
        with closing(sqlite3.connect(aside)) as base:
            base.executescript(_SCHEMA)
            with base:
                base.execute("INSERT INTO made_of VALUES (?)", (_state(place),))
                for number, statement in enumerate(statements, start=1):
                    _put(base, number, statement)
        aside.replace(place / INDEX)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return len(statements)


def find(
    folder: Path | str,
    words: str = "",
    *,
    speaker: str = "",
    actor: str = "",
    phrase: str = "",
    course: str = "",
    kind: str = "",
    article: str = "",
    limit: int = 1000,
) -> tuple[Statement, ...]:
    """The statements that meet all that is given, in the ledger's order; with ``words`` the best first.

    Args:
        folder: the ledger's.
        words: words that the statement holds, in any order; "quoted words" stand together, treat* is a
            beginning.
        speaker: part of the speaker's name, case and accents aside.
        actor: id of an actor named in it.
        phrase: words of probability, or part of them.
        course: ``exit``, ``revised``, ``fades`` or a consequence's id.
        kind: as in the statement.
        article: name of the article.
        limit: at most so many.

    Raises:
        FolderFault: the folder holds no ledger, or the index cannot be made.
    """
    place = Path(folder)
    if not (place / STATEMENTS).exists() and not (place / CORRECTIONS).exists():
        raise FolderFault("holds no ledger", where=str(place), remedy="read articles into it first")
    conditions, values = _conditions(words, speaker, phrase)
    for column, value in (("s.bears_on", course), ("s.kind", kind), ("s.article", article)):
        if value:
            conditions.append(f"{column} = ?")
            values.append(value)
    if actor:
        conditions.append("s.number IN (SELECT number FROM actor WHERE name = ?)")
        values.append(actor)
    order = "bm25(written), s.number" if words.strip() else "s.number"
    where = " AND ".join(conditions) or "1"
    query = _FOUND.format(where=where, order=order)  # constants of this module; all values are bound
    with _opened(place) as base:
        rows = base.execute(query, (*values, limit)).fetchall()
    return tuple(Statement.from_json(json.loads(row[0])) for row in rows)


def _conditions(words: str, speaker: str, phrase: str) -> tuple[list[str], list[str]]:
    """The conditions on the full text, and the values that they bind."""
    parts = [f"words : ({q})" for q in (_query(words),) if q]
    parts += [f"speaker : ({q})" for q in (_query(speaker),) if q]
    parts += [f'phrase : "{_plain(phrase)}"' for _ in (1,) if _plain(phrase)]
    if (words.strip() or speaker.strip() or phrase.strip()) and not parts:
        return ["0"], []  # asked for punctuation alone: nothing is found, rather than everything
    return (["written MATCH ?"], [" AND ".join(parts)]) if parts else ([], [])


def _query(asked: str) -> str:
    """What was asked as a query of FTS5: each word quoted, so that none of its own signs is obeyed."""
    terms = []
    for quoted, word in re.findall(r'"([^"]*)"|(\S+)', asked):
        plain = _plain(quoted or word)
        if plain:
            terms.append(f'"{plain}"' + ("*" if word.endswith("*") else ""))
    return " AND ".join(terms)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


@contextmanager
def _opened(place: Path) -> Iterator[sqlite3.Connection]:
    """The index, made anew where it is missing, broken or older than the files."""
    try:
        with closing(sqlite3.connect(f"file:{place / INDEX}?mode=ro", uri=True)) as base:
            fresh = base.execute("SELECT digest FROM made_of").fetchone()[0] == _state(place)
    except (sqlite3.Error, TypeError):
        fresh = False
    if not fresh:
        build(place)
    with closing(sqlite3.connect(place / INDEX)) as base:
        yield base


def _put(base: sqlite3.Connection, number: int, s: Statement) -> None:
    record = json.dumps(s.to_json(), ensure_ascii=False)
    base.execute(
        "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, s.id, s.article, s.speaker, s.phrase, s.bears_on, s.direction, s.kind, record),
    )
    base.execute(
        "INSERT INTO written (rowid, words, speaker, phrase) VALUES (?, ?, ?, ?)",
        (number, s.words, s.speaker, s.phrase or ""),
    )
    base.executemany("INSERT INTO actor VALUES (?, ?)", [(number, name) for name in s.actors])


def _state(place: Path) -> str:
    """A digest of the files that the index is made of."""
    parts = []
    for name in (ARTICLES, STATEMENTS, CORRECTIONS):
        path = place / name
        parts.append(digest_of(path.read_bytes()) if path.exists() else "")
    return digest_of("|".join(parts))
