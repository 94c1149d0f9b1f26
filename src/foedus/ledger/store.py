"""The ledger on disk: plain files, append-only, made for git.

    FOLDER/
      articles.jsonl      one article a line, the latest line of a digest holds
      texts/DIGEST.txt    the text of each article, to the character, named by its digest
      statements.jsonl    what the program read, one statement a line; a later reading follows the earlier
      corrections.jsonl   what a person changed, accepted or rejected; it supersedes what was read

Nothing that was entered is overwritten: an article that is read again by another version gets a new line,
and a correction names the statement that it replaces, so that it outlives every reading again. Each file
is written aside and moved into place, so that an interruption leaves the ledger as it was, or whole.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.errors import FolderFault
from foedus.ledger.article import Article
from foedus.ledger.statement import Statement

ARTICLES, TEXTS = "articles.jsonl", "texts"
STATEMENTS, CORRECTIONS = "statements.jsonl", "corrections.jsonl"


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger's folder. All state is in its files; the object holds none."""

    folder: Path

    def enter(self, articles: Iterable[Article], statements: Iterable[Statement]) -> None:
        """Add articles and what was read in them.

        An article whose text was entered before keeps its text; lines that stand there already are not
        written twice, so entering the same reading again changes no byte.
        """
        kept = {json.dumps(row, sort_keys=True) for row in _rows(self.folder / ARTICLES)}
        fresh = []
        for article in articles:
            self._keep_text(article)
            row = article.to_json()
            if json.dumps(row, sort_keys=True) not in kept:
                fresh.append(row)
        known = {json.dumps(row, sort_keys=True) for row in _rows(self.folder / STATEMENTS)}
        rows = [s.to_json() for s in statements]
        _append(self.folder / ARTICLES, fresh)
        _append(self.folder / STATEMENTS, [r for r in rows if json.dumps(r, sort_keys=True) not in known])

    def articles(self) -> tuple[Article, ...]:
        """The articles that stand, each in its latest record, in the order of first entry."""
        latest: dict[str, dict[str, Any]] = {}
        for row in _rows(self.folder / ARTICLES):
            if row.get("withdrawn"):
                latest.pop(row["digest"], None)
            else:
                latest[row["digest"]] = row
        return tuple(
            Article.from_json(row, self._text(row["digest"], row["name"])) for row in latest.values()
        )

    def current(self) -> tuple[Statement, ...]:
        """The statements that stand: the last reading of each article, corrections put in their place.

        A correction finds its statement by the id that it supersedes; since ids are those of text and
        place, it still does after the article was read again. A rejected statement is left out.
        """
        standing = {article.name for article in self.articles()}
        read: dict[str, Statement] = {}
        for row in _rows(self.folder / STATEMENTS):
            statement = self._statement(row, STATEMENTS)
            if statement.article in standing:
                read[statement.id] = statement
        for change in self.corrections():
            read = _corrected(read, change, standing)
        return tuple(read.values())

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made."""
        found = []
        for row in _rows(self.folder / CORRECTIONS):
            after = row.get("statement")
            found.append(
                Correction(
                    row["supersedes"], row["by"], self._statement(after, CORRECTIONS) if after else None
                )
            )
        return tuple(found)

    def correct(self, statement: Statement, by: str, **changes: Any) -> Statement:  # noqa: ANN401  # any field
        """Record that a person changed a statement; the statement that stands from now on.

        Args:
            statement: as it stands now.
            by: who changed it.
            changes: fields of ``Statement`` and their new values; none at all accepts it as it is.
        """
        after = statement.corrected(by, **changes)
        _append(
            self.folder / CORRECTIONS, [{"supersedes": statement.id, "by": by, "statement": after.to_json()}]
        )
        return after

    def add(self, statement: Statement, by: str) -> Statement:
        """Record a statement that a person found and the program did not."""
        after = statement.corrected(by)
        after = Statement.from_json({**after.to_json(), "supersedes": None})
        _append(self.folder / CORRECTIONS, [{"supersedes": None, "by": by, "statement": after.to_json()}])
        return after

    def reject(self, statement: Statement, by: str) -> None:
        """Record that a person rejected a statement; it stays in the files and is left out of ``current``."""
        _append(self.folder / CORRECTIONS, [{"supersedes": statement.id, "by": by, "statement": None}])

    def withdraw(self, article: Article) -> None:
        """Take an article and its statements out of what stands; entering it again brings them back."""
        _append(self.folder / ARTICLES, [{"digest": article.digest, "name": article.name, "withdrawn": True}])

    def _keep_text(self, article: Article) -> None:
        path = self.folder / TEXTS / f"{article.digest}.txt"
        if not path.exists():
            write_whole(path, article.text.encode("utf-8", "surrogatepass"))

    def _text(self, digest: str, name: str) -> str:
        if not digest.isalnum():
            raise FolderFault("the digest of an article is no digest", where=str(self.folder / ARTICLES))
        path = self.folder / TEXTS / f"{digest}.txt"
        try:
            return path.read_bytes().decode("utf-8", "surrogatepass")
        except OSError as fault:
            raise FolderFault(
                f"the text of {name} is missing", where=str(path), remedy="enter the article again"
            ) from fault

    def _statement(self, row: dict[str, Any], file: str) -> Statement:
        try:
            return Statement.from_json(row)
        except (TypeError, ValueError, KeyError) as fault:
            raise FolderFault(
                f"a statement cannot be read: {fault}",
                where=str(self.folder / file),
                remedy="restore the file, or remove the line",
            ) from fault


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person did to a statement: the id it supersedes (None for a new one), who, what stands now.

    ``after`` is None where the statement was rejected.
    """

    supersedes: str | None
    by: str
    after: Statement | None


def open_ledger(folder: Path | str) -> Ledger:
    """The ledger of a folder, which is made if it is missing.

    Raises:
        FolderFault: the folder cannot be made or is a file.
    """
    place = Path(folder)
    try:
        (place / TEXTS).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FolderFault(
            f"the ledger's folder cannot be used: {fault.strerror}", where=str(place), remedy="choose another"
        ) from fault
    return Ledger(place)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after an interruption it is as it was, or whole: aside, synced, moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _corrected(read: dict[str, Statement], change: Correction, standing: set[str]) -> dict[str, Statement]:
    """The statements after one correction, in the place of what it supersedes."""
    after = change.after
    if change.supersedes is None:
        return {**read, after.id: after} if after and after.article in standing else read
    if change.supersedes not in read:
        return read
    return {
        (after.id if after and key == change.supersedes else key): (
            after if after and key == change.supersedes else value
        )
        for key, value in read.items()
        if after or key != change.supersedes
    }


def _append(path: Path, rows: list[dict[str, Any]]) -> None:
    """Add lines to a file of JSON lines; the whole file is written anew and moved into place."""
    if not rows:
        return
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    write_whole(path, before + lines.encode("utf-8", "surrogatepass"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines; nothing if it does not exist.

    Raises:
        FolderFault: a line is no record; file and line are named.
    """
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as fault:
                raise FolderFault(
                    f"the line is no JSON: {fault}", where=f"{path}:{number}", remedy="restore or remove it"
                ) from fault
            if not isinstance(row, dict):
                raise FolderFault("the line is no record", where=f"{path}:{number}", remedy="remove it")
            yield row
