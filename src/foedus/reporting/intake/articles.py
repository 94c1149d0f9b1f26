"""Taking in: files and folders to articles, each kept to the character.

A PATH is a file, a folder or ``-`` (standard input). Of a folder its own article files are read (.txt, .md,
.html, .htm, .pdf, .json, .jsonl, .xml, .rss, .atom), in the order of their names; a folder without any is
searched in its subfolders. Hidden files, links that lead out of the folder, read-me files, the files of a
case (``question.json``, tables) and what foedus wrote there itself are no articles.

What cannot be read is named with its remedy and the rest goes on.

    >>> take_in(["reports/"]).unread                                        # doctest: +SKIP
    (Unread(file='scan.pdf', what='the PDF holds no text', remedy='run it through OCR ...'),)
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.errors import ArticleFault, FolderFault
from foedus.ledger.article import Article
from foedus.reporting.intake import decoding
from foedus.reporting.intake.metadata import describe
from foedus.reporting.intake.neighbours import with_years

MAX_BYTES = 20_000_000
"""Bytes of one file; a longer one is no article."""

MARKDOWN = (".md", ".markdown")
TEXT = (".txt", ".text", *MARKDOWN)
MARKUP = (".html", ".htm", ".xhtml")
FEED = (".xml", ".rss", ".atom")
RECORDS = (".json", ".jsonl")
SUFFIXES = (*TEXT, *MARKUP, *FEED, *RECORDS, ".pdf")
NOT_ARTICLES = re.compile(
    r"(?:readme|licen[cs]e|notice|changelog|question|outcomes?)(?:\.\w+)?", re.IGNORECASE
)


# What foedus itself writes into a folder of reports where it is told to.
_WRITTEN = re.compile(
    r"brief\.\w+|assessment\.json|(?:articles|statements|corrections)\.jsonl", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave no article: which, why, and what can be done; ``skipped`` where it never was one."""

    file: str
    what: str
    remedy: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """Articles in the order of the paths, and what could not be read."""

    articles: tuple[Article, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the name under which its article is kept."""

    path: Path
    name: str


def take_in(paths: Sequence[Path | str]) -> Intake:
    """All articles of files, folders and ``-``.

    Raises:
        ArticleFault: nothing at all could be read; the message names each file and why.
        FolderFault: a path does not exist or a folder cannot be opened.
    """
    found, unread = sources(paths)
    articles: list[Article] = []
    for source in found:
        more, faults = read_source(source)
        articles += more
        unread += faults
    if not articles:
        raise _nothing(paths, unread)
    return Intake(tuple(with_years(articles)), tuple(unread))


def sources(paths: Sequence[Path | str]) -> tuple[list[Source], list[Unread]]:
    """The files that the paths mean, none twice, each with a name of its own."""
    found: list[Source] = []
    unread: list[Unread] = []
    seen: set[Path] = set()
    for path in paths:
        if str(path) == "-":
            found.append(Source(Path("-"), "-"))
            continue
        place = Path(path)
        if place.is_dir():
            files = list(_of_folder(place, unread))
        elif place.exists():
            files = [Source(place, place.name)]
        else:
            raise FolderFault("there is no such file or folder", where=str(path), remedy="check the path")
        for source in files:
            real = source.path.resolve()
            if real not in seen:
                seen.add(real)
                found.append(source)
    return _told_apart(found), unread


def read_source(source: Source) -> tuple[list[Article], list[Unread]]:
    """The articles of one file (a feed or a list of records may hold many) and its faults."""
    try:
        data = _bytes_of(source)
        return _articles_of(source.name, data), []
    except ArticleFault as fault:
        return [], [Unread(source.name, fault.what, fault.remedy, skipped=fault.why == "skipped")]
    except OSError as fault:
        return [], [
            Unread(source.name, f"cannot be opened: {fault.strerror or fault}", "check its permissions")
        ]


def _articles_of(name: str, data: bytes) -> list[Article]:
    """The articles in a file's bytes, by the format that its name or, without one, its beginning tells."""
    suffix = _format_of(name, data)
    if suffix == ".pdf":
        from foedus.reporting.intake import pdf  # each format's library only where it is needed

        return [pdf.article_of(name, data)]
    if suffix in MARKUP:
        from foedus.reporting.intake import markup

        return [markup.article_of(name, data)]
    if suffix in FEED:
        from foedus.reporting.intake import feeds

        return feeds.articles_of(name, data)
    if suffix in RECORDS:
        from foedus.reporting.intake import records

        return records.articles_of(name, data)
    text, note = decoding.decoded(name, data)
    if not text.strip("\ufeff \t\r\n\x0b\x0c\xa0"):
        raise ArticleFault(
            "the file is empty", where=name, remedy="remove it, or save the article's text into it"
        )
    notes: tuple[str, ...] = (note,) if note else ()
    if suffix in MARKDOWN:
        from foedus.reporting.intake import markdown

        plain = markdown.plain_of(text)
        notes += ("marks of Markdown taken off",) if plain != text else ()
        text = plain
    return [describe(name, text, notes=notes)]


def _format_of(name: str, data: bytes) -> str:
    """The suffix that stands for the format; that of standard input is told by its first bytes."""
    suffix = Path(name).suffix.lower()
    if suffix in SUFFIXES:
        return suffix
    start = data[:600].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return ".pdf"
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if start.startswith((b"<?xml", b"<rss", b"<feed")):
        return ".xml"
    if start.startswith((b'{"', b"[{")):
        return ".json"
    return ".txt"


def _bytes_of(source: Source) -> bytes:
    """The bytes of a file, at most ``MAX_BYTES``."""
    if source.path == Path("-"):
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        if not source.path.is_file():
            raise ArticleFault("is no regular file", where=source.name, remedy="give a file or a folder")
        with source.path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ArticleFault(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB, which no article is",
            where=source.name,
            remedy="split it into one file for each article",
        )
    return data


def _of_folder(folder: Path, unread: list[Unread]) -> Iterator[Source]:
    """The article files of a folder, or of its subfolders where it has none itself."""
    root = folder.resolve()
    try:
        own = sorted(entry.name for entry in os.scandir(folder) if not entry.is_dir(follow_symlinks=False))
    except OSError as fault:
        raise FolderFault(f"the folder cannot be opened: {fault.strerror}", where=str(folder)) from fault
    if "assessment.json" in own:
        own = [name for name in own if not _WRITTEN.fullmatch(name)]
    direct = [folder / name for name in own if _is_article_file(folder / name, root, unread)]
    if direct:
        yield from (Source(path, path.name) for path in direct)
        return
    for place, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if Path(place) == folder:
            continue
        for name in sorted(files):
            path = Path(place) / name
            if _is_article_file(path, root, unread):
                yield Source(path, path.relative_to(folder).as_posix())


def _is_article_file(path: Path, root: Path, unread: list[Unread]) -> bool:
    if path.name.startswith(".") or path.suffix.lower() not in SUFFIXES or NOT_ARTICLES.fullmatch(path.name):
        return False
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        unread.append(
            Unread(path.name, "is a link that leads out of the folder", "copy the file here", skipped=True)
        )
        return False
    return True


def _told_apart(found: list[Source]) -> list[Source]:
    """The sources with names of their own: files of one name keep as much of their folders as it takes."""
    for depth in range(2, 8):
        names = [source.name for source in found]
        twice = {name for name, count in Counter(names).items() if count > 1}
        if not twice:
            return found
        found = [
            Source(s.path, Path(*s.path.resolve().parts[-depth:]).as_posix()) if s.name in twice else s
            for s in found
        ]
    return found


def _nothing(paths: Sequence[Path | str], unread: list[Unread]) -> ArticleFault:
    """The error of an intake that gave no article."""
    where = ", ".join(str(path) for path in paths)
    faults = [f"{u.file}: {u.what}" + (f" ({u.remedy})" if u.remedy else "") for u in unread[:20]]
    if not faults:
        return ArticleFault(
            "holds no article", where=where, remedy=f"add article files ({', '.join(SUFFIXES)})"
        )
    more = f"; and {len(unread) - 20} more" if len(unread) > 20 else ""
    return ArticleFault(
        "nothing could be read",
        where=where,
        why="; ".join(faults) + more,
        remedy="mend or replace these files",
    )
