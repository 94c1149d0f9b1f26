"""Reading a set of articles once: taken in, locked to a day, read, and kept in a cache.

What was read is kept under the user's cache folder by a digest of the texts, of the lexicon and of the
reading code itself, so that the same articles are not parsed twice and a changed reader reads anew. The cache
holds plain JSON; a file that is not what it should be is read past, never trusted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus import __version__
from foedus.dossier.codec import decode, encode
from foedus.dossier.progress import Progress
from foedus.errors import ArticleFault, FoedusError
from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.ledger.store import write_whole
from foedus.provenance import digest_of
from foedus.reporting.threats.threat import Threat
from foedus.reporting.version import reader_digest
from foedus.wording import counted

if TYPE_CHECKING:
    from foedus.reporting.read import Asked


@dataclass(frozen=True)
class Reading:
    """Articles, their statements, and the threat that they report (None if they report none).

    Attributes:
        unread: file and reason of what could not be read.
        left_out: article and reason of what was read but may not be used (published too late).
        as_read: the statements as the program read them, where people have corrected some since.
    """

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    threat: Threat | None
    unread: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    as_read: tuple[Statement, ...] = ()


def read_articles(
    paths: Sequence[str],
    *,
    as_of: str | None,
    lexicon: str,
    progress: Progress,
    asked: Asked | None = None,
    apart: bool = False,
) -> Reading:
    """Take in and read articles.

    Args:
        paths: files, folders or "-".
        as_of: ISO date; articles published later, or at a time that nothing tells, are left out.
        lexicon: name of the lexicon for words of probability.
        progress: where to say how far it is.
        asked: the threat that a question names, where one was asked.
        apart: whether articles on another matter are read by their own threat.

    Raises:
        ArticleFault: no article could be read, or none lies before the day.
    """
    from foedus.reporting.intake.articles import take_in

    with progress.step("taking in", ", ".join(paths)):
        intake = take_in(list(paths))
    unread = tuple(f"{item.file}: {item.what}" for item in intake.unread)
    for line in unread:
        progress.note(f"not read: {line}")
    articles, left_out = _locked(intake.articles, as_of)
    for line in left_out:
        progress.note(f"left out: {line}")
    if not articles:
        raise ArticleFault(
            "no article is left to read", where=", ".join(paths),
            why="; ".join((*unread, *left_out)) or "there are no article files there",
            remedy="name files or folders with .txt, .md, .html, .pdf or .json articles, or a later --as-of",
        )  # fmt: skip
    read = read_taken_in(articles, lexicon=lexicon, progress=progress, asked=asked, apart=apart)
    return replace(read, unread=unread, left_out=left_out)


def read_taken_in(
    articles: Sequence[Article],
    *,
    lexicon: str,
    progress: Progress,
    asked: Asked | None = None,
    apart: bool = False,
) -> Reading:
    """Read articles that were taken in before."""
    taken_in = tuple(articles)
    statements, threat = _read_or_recall(taken_in, lexicon, progress, asked, apart=apart)
    return Reading(taken_in, statements, threat)


def _locked(articles: Sequence[Article], as_of: str | None) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """The articles that were there on a day, and why each other one is left out."""
    if as_of is None:
        return tuple(articles), ()
    kept: list[Article] = []
    left_out: list[str] = []
    for article in articles:
        known = article.published or article.crawled
        if not is_locked_out(article, as_of):
            kept.append(article)
        elif known is None:
            left_out.append(
                f"{article.name}: nothing tells when it was published, so it may be later than {as_of}"
            )
        else:
            left_out.append(f"{article.name}: published {known[:10]}, after {as_of}")
    return tuple(kept), tuple(left_out)


def is_locked_out(article: Article, as_of: str | None) -> bool:
    """Whether an article may not be used as of a day: published later, or at a time that nothing tells."""
    if as_of is None:
        return False
    known = article.published or article.crawled
    return known is None or known[:10] > as_of


def _read_or_recall(
    articles: tuple[Article, ...], lexicon: str, progress: Progress, asked: Asked | None, *, apart: bool
) -> tuple[tuple[Statement, ...], Threat | None]:
    words = sum(article.words for article in articles)
    what = f"{counted(len(articles), 'article')}, {counted(words, 'word')}"
    kept = _cache_folder() / f"{_key(articles, lexicon, asked, apart=apart)}.json"
    recalled = _recall(kept)
    if recalled is not None:
        progress.note(f"{'reading':<12} {what}: read before, taken from the cache")
        return recalled
    with progress.step("reading", what):
        from foedus.reporting.read import read_folder_articles

        reading = read_folder_articles(articles, lexicon, asked, apart=apart)
        statements, threat = tuple(reading.statements), reading.threat
    _keep(kept, statements, threat)
    return statements, threat


def _key(articles: Sequence[Article], lexicon: str, asked: Asked | None, *, apart: bool) -> str:
    """A digest of everything that a reading depends on."""
    parts = [
        __version__,
        reader_digest(),
        lexicon,
        json.dumps(encode(asked)),
        "apart" if apart else "together",
        os.environ.get("FOEDUS_SPACY_MODEL", ""),
    ]
    parts += [json.dumps(article.to_json(), sort_keys=True) for article in articles]
    return digest_of("\n".join(parts))[:32]


@cache
def _cache_folder() -> Path:
    base = os.environ.get("FOEDUS_CACHE") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "foedus" / "readings"


def _recall(path: Path) -> tuple[tuple[Statement, ...], Threat | None] | None:
    try:
        return _recorded(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=4)
def _recorded(path: Path, written: int) -> tuple[tuple[Statement, ...], Threat | None]:
    """What a file of the cache held when it was written at that time."""
    record = json.loads(path.read_text(encoding="utf-8"))
    statements = tuple(Statement.from_json(row) for row in record["statements"])
    return statements, decode(Threat | None, record["threat"])


def _keep(path: Path, statements: Sequence[Statement], threat: Threat | None) -> None:
    record = {
        "statements": [statement.to_json() for statement in statements],
        "threat": encode(threat),
    }
    try:
        write_whole(path, json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (OSError, FoedusError):
        return  # a cache that cannot be written costs time, not correctness
