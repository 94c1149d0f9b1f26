"""Parts of a long reading on disk: a folder for each chunk, moved into place when it is whole.

FOLDER/
  files.json                  which files are read, in chunks of how many, by which reader
  part-000012/articles.parquet    metadata and text of the articles
  part-000012/statements.parquet  what was read, one row a statement
  part-000012/unread.json         what could not be read
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from foedus.errors import InputFault
from foedus.ledger import export
from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.ledger.store import write_whole
from foedus.provenance import digest_of
from foedus.reporting.intake.articles import Source, Unread
from foedus.reporting.version import reader_digest

LISTED = "files.json"


def claim(folder: Path, found: Sequence[Source], settings: Mapping[str, object]) -> None:
    """Take a folder for the reading of these files; go on in it where it was taken for the same before.

    Args:
        folder: is made if it is missing.
        found: the files, in their order.
        settings: on what else the result depends.

    Raises:
        InputFault: the folder holds parts of another reading.
    """
    export.parquet_schema()  # before the first chunk is read: is pyarrow there?
    files = digest_of("\n".join(f"{s.name}|{_size(s.path)}" for s in found))
    claimed = {
        "files": files,
        "count": len(found),
        "version": version("foedus"),
        "reader": reader_digest(),
        **settings,
    }
    listed = folder / LISTED
    if listed.exists():
        before = json.loads(listed.read_text(encoding="utf-8"))
        changed = [key for key in claimed if before.get(key) != claimed[key]]
        if changed:
            raise InputFault(
                "the folder holds parts of another reading",
                where=str(folder),
                why=f"what differs: {', '.join(changed)}",
                remedy="name another folder, or remove this one to read anew",
            )
        return
    write_whole(listed, json.dumps(claimed, indent=1).encode())


def is_done(folder: Path, number: int) -> bool:
    """Whether a part is there, whole."""
    return _place(folder, number).is_dir()


def save(
    folder: Path,
    number: int,
    articles: Sequence[Article],
    statements: Sequence[Statement],
    unread: Sequence[Unread],
) -> None:
    """Write a part; it is there as a whole or not at all."""
    aside = Path(tempfile.mkdtemp(dir=folder, prefix=f".part-{number:06d}."))
    try:
        _save_articles(articles, aside / "articles.parquet")
        export.write_parquet(statements, aside / "statements.parquet")
        (aside / "unread.json").write_text(json.dumps([asdict(u) for u in unread]), encoding="utf-8")
        aside.chmod(0o755)
        if not is_done(folder, number):  # a task that a cluster ran twice gives the same part twice
            aside.rename(_place(folder, number))
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def load(folder: Path, number: int) -> tuple[tuple[Article, ...], tuple[Statement, ...], tuple[Unread, ...]]:
    """The articles, statements and unread files of a part."""
    from pyarrow import parquet  # claim has made sure that it is there

    place = _place(folder, number)
    rows = parquet.read_table(place / "articles.parquet").to_pylist()
    articles = tuple(Article.from_json(json.loads(row["record"]), row["text"]) for row in rows)
    statements = tuple(export.read_parquet(place / "statements.parquet"))
    unread = json.loads((place / "unread.json").read_text(encoding="utf-8"))
    return articles, statements, tuple(Unread(**row) for row in unread)


def counts(folder: Path, number: int) -> tuple[int, int, int]:
    """How many articles, statements and unread files a part holds, without loading them."""
    from pyarrow import parquet  # claim has made sure that it is there

    place = _place(folder, number)
    rows = [parquet.read_metadata(place / f"{name}.parquet").num_rows for name in ("articles", "statements")]
    return rows[0], rows[1], len(json.loads((place / "unread.json").read_text(encoding="utf-8")))


def _save_articles(articles: Sequence[Article], path: Path) -> None:
    import pyarrow as arrow
    from pyarrow import parquet

    names = ("name", "digest", "outlet", "carried_by", "published", "title", "language", "text", "record")
    rows = [
        {
            **{name: getattr(a, name) for name in names if name != "record"},
            "record": json.dumps(a.to_json(), ensure_ascii=False),
        }
        for a in articles
    ]
    schema = arrow.schema([(name, arrow.string()) for name in names])
    parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), path, compression="zstd")


def _place(folder: Path, number: int) -> Path:
    return folder / f"part-{number:06d}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
