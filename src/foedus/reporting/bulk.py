"""Reading many articles: in chunks, on all cores or on a cluster, so that it can be broken off and resumed.

    for part in read_many(["archive/"], workers=8):                          # doctest: +SKIP
        print(part.number, len(part.statements))
    write_many(["archive/"], Path("work"), backend="ray")                    # doctest: +SKIP
    Tally(articles=100000, statements=2410331, unread=12)

The files are cut into chunks in the order of their names. Each chunk is one task and gives one *part*; parts
come back in order, so that the result is the same whatever the number of workers and whichever machine
did the work. With ``resume_dir`` each part is written as Parquet as soon as it is done, aside and then moved
into place; a run that was broken off takes the parts that are there and reads only the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from foedus.errors import ArticleFault, InputFault, MissingExtra
from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.reporting import parts
from foedus.reporting.intake.articles import Source, Unread, read_source, sources

if TYPE_CHECKING:
    from foedus.reporting.threats.threat import Threat

Backend = Literal["process", "ray"]
CHUNK = 64
"""Files in a chunk: large enough that starting a task costs nothing, small enough that little is lost."""

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all files."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """What one chunk gave: articles, statements, and what could not be read."""

    number: int
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was read: articles, statements, files and articles that could not be."""

    articles: int = 0
    statements: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told: which files, and in which light to read them."""

    number: int
    files: tuple[Source, ...]
    resume_dir: Path | None
    threat: Threat | None
    lexicon: str


def read_many(
    paths: Sequence[Path | str],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    resume_dir: Path | None = None,
    backend: Backend = "process",
    chunk: int = CHUNK,
    threat: Threat | None = None,
    lexicon: str = "survey",
) -> Iterator[Part]:
    """Read all articles of files and folders, part by part, in order.

    Args:
        paths: as ``articles.take_in`` takes them.
        workers: processes, or tasks at a time on Ray; None takes all cores; 1 stays in this process.
        progress: told after each part.
        resume_dir: where parts are kept as Parquet; only then can a run be resumed.
        backend: ``process`` for this machine, ``ray`` for the cluster that Ray is connected to, or that
            RAY_ADDRESS names, or else a local one.
        chunk: files in a part; a resumed run must use the same.
        threat: what all articles are read in the light of; None takes for each what it reports itself.
        lexicon: what words of probability mean.

    Raises:
        FolderFault: a path does not exist.
        InputFault: the backend is unknown, or ``resume_dir`` belongs to another reading.
        ArticleFault: a worker was ended from outside.
        MissingExtra: Ray or pyarrow is not installed.
    """
    tasks, unread = _tasks(paths, resume_dir, chunk, threat, lexicon)
    count = progress or _silent
    for task, part in zip(tasks, _run(read_chunk, tasks, backend, workers), strict=True):
        count(_done(tasks, task), _done(tasks, tasks[-1]))
        skipped = unread if part.number == 0 else ()
        yield Part(part.number, part.articles, part.statements, (*skipped, *part.unread))


def write_many(
    paths: Sequence[Path | str],
    folder: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    backend: Backend = "process",
    chunk: int = CHUNK,
    threat: Threat | None = None,
    lexicon: str = "survey",
) -> Tally:
    """Read all articles into parts of a folder, as ``read_many`` does, without bringing them to this process.

    The parts are ``folder/part-*/statements.parquet`` and ``articles.parquet``; ``parts.load`` gives them back.
    """
    tasks, unread = _tasks(paths, folder, chunk, threat, lexicon)
    count = progress or _silent
    total = Tally(unread=len(unread))
    for task, tally in zip(tasks, _run(write_chunk, tasks, backend, workers), strict=True):
        total = Tally(
            total.articles + tally.articles, total.statements + tally.statements, total.unread + tally.unread
        )
        count(_done(tasks, task), _done(tasks, tasks[-1]))
    return total


def read_chunk(task: Task) -> Part:
    """Read the files of one chunk, or take what an earlier run left of it; runs in a worker."""
    if task.resume_dir is not None and parts.is_done(task.resume_dir, task.number):
        return Part(task.number, *parts.load(task.resume_dir, task.number))
    from foedus.reporting.read import read_article  # the pipeline is loaded once in each worker

    articles: list[Article] = []
    statements: list[Statement] = []
    unread: list[Unread] = []
    for source in task.files:
        taken, faults = read_source(source)
        unread += faults
        for article in taken:
            articles.append(article)
            try:
                statements += read_article(article, task.threat, task.lexicon)
            except Exception as fault:  # noqa: BLE001  # one article must not lose the work of a night
                unread.append(Unread(article.name, f"could not be read: {type(fault).__name__}: {fault}", ""))
    if task.resume_dir is not None:
        parts.save(task.resume_dir, task.number, articles, statements, unread)
    return Part(task.number, tuple(articles), tuple(statements), tuple(unread))


def write_chunk(task: Task) -> Tally:
    """Read the files of one chunk into its part, if it is not there yet; runs in a worker."""
    if task.resume_dir is not None and parts.is_done(task.resume_dir, task.number):
        return Tally(*parts.counts(task.resume_dir, task.number))
    part = read_chunk(task)
    return Tally(len(part.articles), len(part.statements), len(part.unread))


def _tasks(
    paths: Sequence[Path | str], resume_dir: Path | None, chunk: int, threat: Threat | None, lexicon: str
) -> tuple[list[Task], tuple[Unread, ...]]:
    """The chunks of the files that the paths mean, and what is no article file."""
    found, unread = sources(paths)
    if not found:
        raise ArticleFault(
            "there is no article file", where=", ".join(map(str, paths)), remedy="check the path"
        )
    if resume_dir is not None:
        parts.claim(resume_dir, found, {"chunk": chunk, "lexicon": lexicon, "threat": repr(threat)})
    starts = range(0, len(found), chunk)
    tasks = [Task(n, tuple(found[i : i + chunk]), resume_dir, threat, lexicon) for n, i in enumerate(starts)]
    return tasks, tuple(unread)


def _done(tasks: Sequence[Task], last: Task) -> int:
    """The number of files up to the end of a task: all but the last are of one size."""
    return last.number * len(tasks[0].files) + len(last.files)


def _silent(_done: int, _of: int) -> None:
    """Tell nobody."""


def _run(do: Callable[[Task], T], tasks: Sequence[Task], backend: str, workers: int | None) -> Iterator[T]:
    """What the tasks give, in their order."""
    run = {"process": _on_cores, "ray": _on_ray}.get(backend)
    if run is None:
        raise InputFault(f"unknown backend {backend!r}", remedy="use process or ray")
    return run(do, tasks, workers or os.cpu_count() or 1)


def _on_cores(do: Callable[[Task], T], tasks: Sequence[Task], workers: int) -> Iterator[T]:
    """Results from a pool of processes; at most twice as many tasks wait as there are workers."""
    if workers == 1 or len(tasks) < 2:
        yield from map(do, tasks)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Fresh processes: a fork of one that runs threads (a workbench, BLAS) can hang.
    pool = ProcessPoolExecutor(min(workers, len(tasks)), mp_context=get_context("spawn"))
    waiting: list[Future[T]] = []
    try:
        for task in tasks:
            waiting.append(pool.submit(do, task))
            if len(waiting) >= 2 * workers:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
    except BrokenProcessPool as fault:
        raise ArticleFault(
            "a reading process was ended from outside",
            why="most often the memory ran out",
            remedy="run again with fewer workers; with a folder to resume from, what was read is kept",
        ) from fault
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _on_ray(do: Callable[[Task], T], tasks: Sequence[Task], workers: int) -> Iterator[T]:
    """Results from Ray's workers; the files must lie where every node can open them."""
    try:
        ray: Any = import_module("ray")
    except ImportError:
        raise MissingExtra("ray", "ray", "reading on a cluster") from None
    if not ray.is_initialized():
        if os.environ.get("RAY_ADDRESS"):
            ray.init()
        else:
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    remote = ray.remote(do)
    waiting: list[object] = []
    for task in tasks:
        waiting.append(remote.remote(task))
        if len(waiting) >= 2 * workers:
            yield ray.get(waiting.pop(0))
    while waiting:
        yield ray.get(waiting.pop(0))
