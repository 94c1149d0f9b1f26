"""Reading more articles than fit at once: on all cores, streamed, and resumable.

Few articles are read together, in the light of the one threat that they report. Many (a month of an agency's
wire) are read each for itself, part by part, so that memory stays bounded and a run that was stopped goes on
where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from foedus.dossier.progress import Progress
from foedus.dossier.reading import is_locked_out
from foedus.errors import ArticleFault
from foedus.ledger.statement import Statement

MANY = 200
"""From so many files on, articles are read one by one on all cores."""


def is_bulk(paths: Sequence[str], workers: int, resume: Path | None) -> bool:
    """Whether a set of paths is to be read part by part."""
    if resume is not None or workers != 1:
        return True
    count = 0
    for path in map(Path, paths):
        if path.is_dir():
            for _ in path.rglob("*"):
                count += 1
                if count > MANY:
                    return True
    return False


def read_in_bulk(
    paths: Sequence[str],
    *,
    as_of: str | None,
    lexicon: str,
    workers: int,
    resume: Path | None,
    progress: Progress,
) -> Iterator[Statement]:
    """The statements of many articles, part by part, in order.

    Args:
        paths: files and folders.
        as_of: ISO date; articles published later, or at a time that nothing tells, are left out.
        lexicon: name of the lexicon for words of probability.
        workers: processes; 0 takes all cores.
        resume: folder that keeps the parts, so that a stopped run goes on with the same command.
        progress: where to say how far it is.

    Raises:
        ArticleFault: nothing could be read.
    """
    from foedus.reporting.bulk import read_many

    articles, unread, left_out = 0, 0, 0
    parts = read_many(
        list(paths), workers=workers or None, resume_dir=resume, lexicon=lexicon, progress=progress.count
    )
    for part in parts:
        articles += len(part.articles)
        unread += len(part.unread)
        for item in part.unread:
            progress.note(f"not read: {item.file}: {item.what}")
        out = {article.name for article in part.articles if is_locked_out(article, as_of)}
        left_out += len(out)
        yield from (statement for statement in part.statements if statement.article not in out)
    progress.note(
        f"read {articles - left_out} articles; {unread} could not be read, {left_out} were left out"
    )
    if articles == left_out:
        raise ArticleFault(
            "no article is left to read",
            where=", ".join(paths),
            remedy="name folders with articles, or a later --as-of",
        )
