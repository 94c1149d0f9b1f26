"""How fast many articles are read: processor time, wall time, memory and bytes, by number of workers.

    python benchmarks/reading_at_scale.py --articles 400 --workers 1 2 --backend process ray [FOLDER]

Without FOLDER an archive is made of the reports of the example case: each of its articles joins some of
them to about 750 words, the length of a report in the press. Processor time is that of the workers and
does not depend on what else the machine does; wall time does.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from pathlib import Path

from foedus.reporting.bulk import Backend, write_many
from foedus.reporting.intake.articles import take_in

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "us-japan-2019"
WORDS = 750


def archive(folder: Path, count: int, seed: int = 1) -> None:
    """Write articles made of the example's reports in random order; the same for the same seed."""
    draw = random.Random(seed)
    reports = [a.text[a.body.start : a.body.end] for a in take_in([EXAMPLE]).articles]
    for number in range(count):
        chosen, words = [], 0
        while words < WORDS:
            chosen.append(draw.choice(reports))
            words += len(chosen[-1].split())
        head = f"OUTLET: Example {number}\nDATE: 2019-06-{1 + number % 28:02d}\n\n"
        (folder / f"{number:07d}.txt").write_text(head + "\n\n".join(chosen) + "\n", encoding="utf-8")


def main() -> None:
    """Measure what the command line asks for."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("folder", nargs="?", type=Path)
    ask.add_argument("--articles", type=int, default=200)
    ask.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    ask.add_argument("--backend", nargs="+", default=["process"], choices=["process", "ray"])
    ask.add_argument("--chunk", type=int, default=20)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "archive"
        if given.folder is None:
            folder.mkdir()
            archive(folder, given.articles)
        words = sum(a.words for a in take_in([folder]).articles)
        print(
            "backend  workers  articles  statements  wall s  cpu s  cpu ms/article  words/s of cpu  kB/article  peak MB"
        )
        for backend in given.backend:
            for workers in given.workers:
                out = Path(scratch) / f"{backend}-{workers}"
                measure(folder, out, backend, workers, given.chunk, words)


def measure(folder: Path, out: Path, backend: Backend, workers: int, chunk: int, words: int) -> None:
    """Read a folder once and print one row."""
    before, start = _cpu(), time.perf_counter()
    total = write_many([folder], out, workers=workers, backend=backend, chunk=chunk)
    wall, cpu = time.perf_counter() - start, _cpu() - before
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / total.articles / 1000
    who = resource.RUSAGE_SELF if workers == 1 and backend == "process" else resource.RUSAGE_CHILDREN
    peak = resource.getrusage(who).ru_maxrss / 1000
    known = backend == "process"  # Ray's workers are no children of this process
    print(
        f"{backend:7}  {workers:7d}  {total.articles:8d}  {total.statements:10d}  {wall:6.1f}  "
        + (
            f"{cpu:5.1f}  {1000 * cpu / total.articles:14.0f}  {words / cpu:14.0f}"
            if known
            else f"{'-':>5}  {'-':>14}  {'-':>14}"
        )
        + f"  {size:10.1f}  "
        + (f"{peak:7.0f}" if known else f"{'-':>7}")
    )


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


if __name__ == "__main__":
    main()
