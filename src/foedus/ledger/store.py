"""The ledger on disk: plain files, append-only, made for git.

    FOLDER/
      articles.jsonl      one article a line, the latest line of a name holds
      texts/DIGEST.txt    the text of each article, to the character, named by its digest
      statements.jsonl    what the program read, one statement a line; a later reading follows the earlier
      corrections.jsonl   what a person changed, accepted or rejected; it supersedes what was read

Nothing that was entered is overwritten: an article that is read again by another version gets a new line,
which lists the statements of that reading, and a correction outlives every reading again. Each file
is written aside and moved into place, so that an interruption leaves the ledger as it was, or whole.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foedus.errors import FolderFault
from foedus.ledger.article import Article
from foedus.ledger.correction import Change, Correction, applied
from foedus.ledger.recut import Recut
from foedus.ledger.statement import Statement

ARTICLES, TEXTS = "articles.jsonl", "texts"
STATEMENTS, CORRECTIONS = "statements.jsonl", "corrections.jsonl"
_MARKS = {"withdrawn", "restored"}


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger's folder. All state is in its files; the object holds none."""

    folder: Path

    def enter(self, articles: Iterable[Article], statements: Iterable[Statement]) -> None:
        """Add articles and what was read in them.

        The record of an article lists the statements of this reading, so that those of an earlier one stay
        in the files but stand no more. Lines that are there already are not written twice: entering the
        same reading again changes no byte. A withdrawn article stays withdrawn.
        """
        found = list(statements)
        of_article: dict[str, list[str]] = {}
        for statement in found:
            of_article.setdefault(statement.article, []).append(statement.id)
        rows = []
        for article in articles:
            self._keep_text(article)
            rows.append({**article.to_json(), "read": of_article.get(article.name, [])})
        latest = {row["name"]: row for row in _rows(self.folder / ARTICLES) if not _MARKS & row.keys()}
        _append(self.folder / ARTICLES, [row for row in rows if latest.get(row["name"]) != row])
        known = {row["id"]: row for row in _rows(self.folder / STATEMENTS)}
        fresh = [row for s in found if known.get(s.id) != (row := s.to_json())]
        _append(self.folder / STATEMENTS, fresh)

    def articles(self) -> tuple[Article, ...]:
        """The articles that stand, each in its latest record, in the order of first entry."""
        fields = Article.__dataclass_fields__
        return tuple(
            Article.from_json({k: v for k, v in row.items() if k in fields}, self._text(row["digest"], name))
            for name, row in self._standing().items()
        )

    def current(self) -> tuple[Statement, ...]:
        """The statements that stand: the last reading of each standing article, corrections applied."""
        records = self._standing().values()
        read: dict[str, Statement] = {}
        for row in _rows(self.folder / STATEMENTS):
            statement = self._statement(row, STATEMENTS)
            read[statement.id] = statement
        names = {row["name"] for row in records}
        stands = [read[i] for row in records for i in row.get("read", ()) if i in read]
        unlisted = {row["name"] for row in records if "read" not in row}  # a ledger that others wrote
        stands += [s for s in read.values() if s.article in unlisted]
        changes = [c for c in self.corrections() if not c.article or c.article in names]
        return applied(stands, changes)

    def corrections(self) -> tuple[Change, ...]:
        """All corrections in the order in which they were made."""
        return tuple(self._change(row) for row in _rows(self.folder / CORRECTIONS))

    def correct(self, statement: Statement, by: str, **changes: Any) -> Statement:  # any field
        """Record that a person changed a statement; the statement that stands from now on.

        Args:
            statement: as it stands now.
            by: who changed it.
            changes: fields of ``Statement`` and their new values; none at all accepts it as it is.
        """
        after = statement.corrected(by, **changes)
        self._record(statement.id, by, after, statement)
        return after

    def add(self, statement: Statement, by: str) -> Statement:
        """Record a statement that a person found and the program did not."""
        after = replace(statement.corrected(by), supersedes=None)
        self._record(None, by, after, None)
        return after

    def reject(self, statement: Statement, by: str) -> None:
        """Record that a person rejected a statement; it stays in the files and is left out of ``current``."""
        self._record(statement.id, by, None, statement)

    def recut(self, before: Sequence[Statement], after: Sequence[Statement], by: str) -> None:
        """Record that a person put statements in the place of others: see `recut.split` and `recut.joined`."""
        row = {"by": by, "recut": [s.to_json() for s in before], "into": [s.to_json() for s in after]}
        _append(self.folder / CORRECTIONS, [row])

    def withdraw(self, article: Article) -> None:
        """Take an article and its statements out of what stands, also when the same text is read again."""
        _append(self.folder / ARTICLES, [{"digest": article.digest, "name": article.name, "withdrawn": True}])

    def restore(self, article: Article) -> None:
        """Bring a withdrawn article back."""
        _append(self.folder / ARTICLES, [{"digest": article.digest, "name": article.name, "restored": True}])

    def withdrawn(self) -> tuple[Article, ...]:
        """The articles that were withdrawn and not restored, each in its latest record."""
        fields = Article.__dataclass_fields__
        standing = self._standing()
        latest = {row["name"]: row for row in _rows(self.folder / ARTICLES) if not _MARKS & row.keys()}
        return tuple(
            Article.from_json({k: v for k, v in row.items() if k in fields}, self._text(row["digest"], name))
            for name, row in latest.items()
            if name not in standing
        )

    def _standing(self) -> dict[str, dict[str, Any]]:
        """Name → latest record of the articles whose text is not withdrawn."""
        latest: dict[str, dict[str, Any]] = {}
        withdrawn: set[str] = set()
        for row in _rows(self.folder / ARTICLES):
            if row.get("withdrawn"):
                withdrawn.add(row["digest"])
            elif row.get("restored"):
                withdrawn.discard(row["digest"])
            else:
                latest[row["name"]] = row
        return {name: row for name, row in latest.items() if row["digest"] not in withdrawn}

    def _record(
        self, supersedes: str | None, by: str, after: Statement | None, before: Statement | None
    ) -> None:
        row = {
            "supersedes": supersedes,
            "by": by,
            "statement": after.to_json() if after else None,
            "before": before.to_json() if before else None,
        }
        _append(self.folder / CORRECTIONS, [row])

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

    def _change(self, row: dict[str, Any]) -> Change:
        """The correction of a line."""
        if row.get("recut"):
            before, after = (
                tuple(self._statement(one, CORRECTIONS) for one in row.get(key) or ())
                for key in ("recut", "into")
            )
            return Recut(str(row.get("by") or ""), before, after)
        after_it, before_it = (
            self._statement(row[key], CORRECTIONS) if row.get(key) else None
            for key in ("statement", "before")
        )
        return Correction(row["supersedes"], row["by"], after_it, before_it)

    def _statement(self, row: dict[str, Any], file: str) -> Statement:
        try:
            return Statement.from_json(row)
        except (TypeError, ValueError, KeyError) as fault:
            raise FolderFault(
                f"a statement cannot be read: {fault}",
                where=str(self.folder / file),
                remedy="restore the file, or remove the line",
            ) from fault


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
    """Write a file so that after an interruption it is as it was, or whole: aside, synced, moved.

    What a link leads to is written, and the link stays. What is no file (a pipe, a device) is written into as it is.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)
        return
    path = path.resolve()
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
