"""A fit as one file, and back: JSON with the game's text, the estimates, and the rows and columns that were used.

The file says what ``foedus fit --format json`` says, and beside it what is needed to go on without fitting again:
predictions, profiles and tests work on a fit that was loaded as on one just made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from foedus.case.model import Case
from foedus.case.write import write
from foedus.errors import DataFault
from foedus.fitting.covariance import Kind
from foedus.fitting.fit import model_of
from foedus.fitting.form import Form, game_of
from foedus.fitting.identification import Information
from foedus.fitting.model import Model
from foedus.fitting.result import Fit

if TYPE_CHECKING:
    import pandas as pd

FORMAT = "foedus fit 1"
LARGEST_FILE = 1_000_000_000  # bytes


def save_fit(found: Fit, path: str | Path, *, data: bool = True) -> Path:
    """Write a fit to a file.

    Args:
        found: the fit.
        path: of the file; an older one is replaced only once the new one is whole.
        data: keep the rows and columns used. Without them the loaded fit has its tables, but predicts nothing.

    Raises:
        DataFault: the file cannot be written.
    """
    model: Model | None = found.model
    record = {"format": FORMAT, **found.as_json(), "row_log_likelihoods": [float(row) for row in found.rows]}
    if model is not None and model.declared is not None:
        where, text = _source(model.declared)
        record |= {"game": {"name": where, "text": text}, "cluster": model.cluster}
        if data:
            record["data"] = {"name": model.where, **_columns(model.kept.table, model.kept.used)}
    path = Path(path)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise DataFault(f"the fit cannot be written: {error.strerror}", where=str(path)) from None
    return path


def load_fit(path: str | Path) -> Fit:
    """A fit from the file that `save_fit` wrote.

    Raises:
        DataFault: there is no such file, it is too large, or it holds no fit; the message says what is amiss.
        CaseFault, GameFault: the game in it has faults.
    """
    where = str(path)
    record = _parsed(Path(path), where)
    try:
        found = _fit_of(record)
        model = _model_of(record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataFault(
            "the file holds no whole fit", where=where, why=f"{type(error).__name__}: {error}",
            remedy="save it anew with foedus fit ... --output FILE",
        ) from None  # fmt: skip
    if model is None:
        return found
    if model.likelihood.names != found.names or len(model.kept.table) != found.n:
        raise DataFault("the file's game and rows do not make its coefficients", where=where)
    return Fit(**{**vars(found), "model": model})


def _source(declared: Case | Form) -> tuple[str, str]:
    """Name and text of a game's file."""
    if isinstance(declared, Form):
        return declared.where, declared.text
    if declared.source is not None:
        return declared.source.where, declared.source.text
    return declared.title, write(declared)


def _columns(table: pd.DataFrame, used: tuple[str, ...]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in used:
        column = table[name]
        gap = column.isna().to_numpy()
        if column.dtype.kind in "iufb":
            values = column.to_numpy().tolist()
            entry: dict[str, Any] = {"kind": "number"}
        else:
            values = [str(value) for value in column.to_numpy()]
            entry = {"kind": "text"}
        if hasattr(column, "cat"):
            entry["levels"] = [str(level) for level in column.cat.categories]
        columns[name] = entry | {"values": [None if g else v for g, v in zip(gap, values, strict=True)]}
    return {"rows": [int(row) for row in table.index], "columns": columns}


def _table(record: Mapping[str, Any]) -> pd.DataFrame:
    import pandas as pd

    columns = {}
    for name, entry in record["columns"].items():
        values = entry["values"]
        if "levels" in entry:
            columns[name] = pd.Categorical(values, categories=entry["levels"])
        elif entry["kind"] == "text":
            columns[name] = np.array(values, dtype=object)
        elif None in values:
            columns[name] = np.array([np.nan if v is None else v for v in values], dtype=np.float64)
        else:
            columns[name] = np.asarray(values)
            if columns[name].dtype.kind not in "iufb":
                raise ValueError(f"the column {name!r} holds something else than numbers")
    frame = pd.DataFrame(columns)
    if len(frame) != len(record["rows"]):
        raise ValueError("the columns have not as many values as there are rows")
    frame.index = pd.Index([int(row) for row in record["rows"]])
    return frame


def _parsed(path: Path, where: str) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DataFault(f"the file is larger than {LARGEST_FILE:,} bytes", where=where)
        record = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_constant)
    except OSError as error:
        raise DataFault(f"the file cannot be read: {error.strerror}", where=where) from None
    except (ValueError, RecursionError) as error:
        raise DataFault("the file is no JSON", where=where, why=str(error).split("\n")[0]) from None
    if not isinstance(record, Mapping) or record.get("format") != FORMAT:
        raise DataFault(
            "the file is no saved fit", where=where, remedy="save one with foedus fit ... --output FILE"
        )
    return record


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _fit_of(record: Mapping[str, Any]) -> Fit:
    names = tuple(str(row["name"]) for row in record["coefficients"])
    estimate = np.array([float(row["estimate"]) for row in record["coefficients"]])
    rows = np.array([float(row) for row in record["row_log_likelihoods"]])
    given = [[np.nan if v is None else float(v) for v in row] for row in record["covariance"]["matrix"]]
    covariance = np.array(given).reshape(len(names), len(names))
    kind = record["covariance"]["kind"]
    if kind not in get_args(Kind):
        raise ValueError(f"no covariance is called {kind!r}")
    directions = tuple(
        {str(name): float(share) for name, share in direction.items()}
        for direction in record["information"]["flat_directions"]
    )
    return Fit(
        title=str(record["title"]), names=names, estimate=estimate, covariance=covariance, kind=kind,
        log_likelihood=float(record["log_likelihood"]), rows=rows, converged=bool(record["converged"]),
        steps=int(record["steps"]), information=Information(int(record["information"]["rank"]), directions),
        dropped=int(record["dropped_rows"]),
        dropped_because={str(name): int(n) for name, n in record["dropped_because"].items()},
        settings=dict(record["settings"]), notes=tuple(str(note) for note in record["notes"]),
        seconds=float(record["seconds"]),
    )  # fmt: skip


def _model_of(record: Mapping[str, Any]) -> Model | None:
    if "game" not in record or "data" not in record:
        return None
    declared = game_of(str(record["game"]["text"]), str(record["game"]["name"]))
    return model_of(declared, _table(record["data"]), str(record["data"]["name"]), str(record["cluster"]))
