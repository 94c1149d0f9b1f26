"""Hold fits against R's games and sigInt, run beside them: time, likelihood and standard errors in one run.

    python benchmarks/fitting_against_r.py FOLDER LIBRARY [NAME ...]

FOLDER is that of `fitting_reference.py`; LIBRARY holds R's packages games and sigInt, installed (both need Debian's
r-base-core r-cran-maxlik r-cran-formula r-cran-stringr r-cran-randomforest r-cran-pbivnorm r-cran-xtable
r-cran-numderiv). Seconds are the processor's (user + system), so that a loaded machine counts for neither side: cold is
the first fit of a process, warm the median of the next five. Then whole processes are timed from their start.

Standard errors are compared twice. "se" is ours at our maximum against those that R reports. "at R's end" is ours where
R's search stopped against the same log-likelihood of R's by Richardson extrapolation (numDeriv): where this is small and
the first is not, the first is R's early stop or its coarse differences.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from fitting_reference import FIRST_STAGE, FITS, OFFER_FITS, OFFER_FORMULAS, OFFERS, SANCTIONS, game

from foedus.case.model import Case
from foedus.case.read import case_of
from foedus.fitting.covariance import inverse
from foedus.fitting.fit import fit
from foedus.fitting.form import Form, game_of
from foedus.fitting.result import Fit

SCRIPT = Path(__file__).with_suffix(".R")
HEAD = f"{'fit':30}{'R cold':>8}{'ours':>8}{'R warm':>9}{'ours':>8}{'faster':>8}{'log L minus R':>15}{'se':>10}{'at R’s end':>12}"
WARM = 5


def declared(name: str, folder: Path) -> tuple[Case | Form, pd.DataFrame]:
    """The game and the data of a fit by R's name."""
    for model, data, tree, quantities, section, rows in FITS:
        if model == name:
            frame = pd.read_csv(folder / f"games_{data}.csv")
            return case_of(game(tree, quantities, section)), frame.query(rows) if rows else frame
    if name == "npl_from_shipped_rf":
        text = SANCTIONS.format(method="nested", beliefs=FIRST_STAGE)
        return game_of(text), pd.read_csv(folder / "sigInt_sanctionsData.csv")
    more = dict(OFFER_FITS)[name]
    text = OFFERS.format(largest=15, more=more, formulas=OFFER_FORMULAS)
    return game_of(text), pd.read_csv(folder / "games_data_ult.csv")


def spent(what: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    began = time.process_time()
    what()
    return time.process_time() - began


def errors_at(found: Fit, point: np.ndarray) -> np.ndarray:
    """Standard errors from the exact Hessian at a point."""
    return np.sqrt(np.diag(inverse(-found.model.likelihood.at(point).hessian)))


def compare(folder: Path, library: Path, names: list[str]) -> None:
    """Run both and print a line for each fit."""
    with tempfile.TemporaryDirectory() as made:
        out, ends = Path(made) / "out.csv", Path(made) / "se.csv"
        subprocess.run(["Rscript", str(SCRIPT), str(library), str(out), str(ends), *names], check=True)
        theirs = pd.read_csv(out).set_index("model")
        stopped = pd.read_csv(ends) if ends.exists() else pd.DataFrame({"model": []})
    print(HEAD)
    for name, row in theirs.iterrows():
        declared_game, frame = declared(name, folder)
        once = partial(fit, declared_game, frame)
        cold = spent(once)
        warm = float(np.median([spent(once) for _ in range(WARM)]))
        found = fit(declared_game, frame)
        line = f"{name:30}{row.cold:8.3f}{cold:8.3f}{row.warm:9.3f}{warm:8.3f}{row.warm / warm:8.1f}{found.log_likelihood - row.loglik:15.1e}"
        own = stopped[stopped.model == name]
        if len(own):
            reported = np.abs(found.standard_errors / own.se.to_numpy() - 1).max()
            same = np.abs(errors_at(found, own.estimate.to_numpy()) / own.richardson.to_numpy() - 1).max()
            line += f"{reported:10.1e}{same:12.1e}"
        print(line, flush=True)


def processes(folder: Path, library: Path) -> None:
    """Processor seconds of whole processes that fit once."""
    for name, which, once in (
        ("leblang2003_default", "leblang", "leblang2003_default"),
        ("npl", "nested", "sigint"),
    ):
        commands = {
            "R": ["Rscript", str(SCRIPT), str(library), "/dev/null", "/dev/null", "once", once],
            "ours": [
                sys.executable,
                str(Path(__file__).with_name("fitting_reference.py")),
                str(folder),
                which,
            ],
        }
        for who, command in commands.items():
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"a process of {who} that fits {name} once: {cpu:.2f} s of the processor, {time.perf_counter() - began:.2f} s in all"
            )


if __name__ == "__main__":
    where, packages = Path(sys.argv[1]), Path(sys.argv[2]).resolve()
    compare(where, packages, sys.argv[3:])
    processes(where, packages)
