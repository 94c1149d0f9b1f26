"""Judgements: what each source said, as an interval, with whom it shares an origin, and how much it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.brief.document import plain
from foedus.brief.names import subject_name
from foedus.case.model import Judgement
from foedus.dossier.edits import amended, set_to, value_at
from foedus.dossier.revising import Conflict, Edit
from foedus.errors import InputFault
from foedus.estimation.readings import POOLS, USUAL, covariance, effective_experts
from foedus.inquiry.judgements import reading_of
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.quantities import decimal, reason
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials


@dataclass(frozen=True)
class Voice:
    """A judgement: its record, what it is about, the weight that people gave it, the origin it shares and how much of it."""

    entry: Mapping[str, Any]
    about: str
    weight: str
    origin: str
    correlation: str
    was: str
    shared: int


@dataclass(frozen=True)
class SharedOrigin:
    """An origin of several judgements with a number on one event: who they are, how they correlate, what they are worth."""

    name: str
    about: str
    speakers: Sequence[str]
    correlation: float
    worth: float


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    voices: Sequence[Voice]
    origins: Sequence[SharedOrigin]
    abouts: Mapping[str, str]
    pool: str
    pools: Sequence[tuple[str, str]]
    effective: float
    own_error: float
    shared_error: float
    at: str


_POOL_WORDS = {"log": "logarithmic: evidence is multiplied", "linear": "linear: probabilities are averaged"}


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page."""
    grounds = bench.grounds
    entries = grounds.entries("judgements")
    origins = [str(e["origin"]) for e in entries]
    declared = grounds.case.judgements if grounds.case else {}
    voices = []
    for entry in entries:
        own = declared.get(str(entry["id"]))
        weight = decimal(own.weight) if own else "1"
        origin = own.origin if own else str(entry["origin"])
        correlation = _correlation(own)
        voices.append(
            Voice(entry, plain(subject_name(grounds, str(entry["about"]), quoted=False)), weight, origin, correlation,
                  f"{weight} | {origin} | {correlation or 'usual'}", origins.count(str(entry["origin"])))
        )  # fmt: skip
    return Shown(
        voices=voices,
        origins=shared_origins(declared.values()),
        abouts={str(voice.entry["about"]): voice.about for voice in voices},
        pool=str(bench.settings["pool"]),
        pools=[(pool, _POOL_WORDS.get(pool, pool)) for pool in POOLS],
        effective=float(bench.assessment["run"].get("effective_judgements") or 0),
        own_error=USUAL.expert,
        shared_error=USUAL.shared,
        at=fields.text("at"),
    )


def shared_origins(judgements: Iterable[Judgement]) -> list[SharedOrigin]:
    """The origins that several judgements with a number share; the correlation is the mean over their pairs.

    Those on another event count apart, since they say something else.
    """
    groups: dict[tuple[str, str], list[Judgement]] = {}
    for one in judgements:
        if one.median is not None and one.weight > 0:
            groups.setdefault((one.origin, one.about), []).append(one)
    found = []
    for (origin, about), group in groups.items():
        if len(group) > 1:
            readings = [reading_of(one) for one in group]
            errors = covariance(readings)
            spread = np.sqrt(np.diag(errors))
            pairs = np.abs(errors / np.outer(spread, spread))[np.triu_indices(len(group), 1)]
            speakers = tuple(dict.fromkeys(one.speaker or "nobody named" for one in group))
            found.append(
                SharedOrigin(origin, about, speakers, float(pairs.mean()), effective_experts(readings))
            )
    return found


def _correlation(judgement: Judgement | None) -> str:
    """The share of its error that its origin shares, as a person gave it; empty for the usual."""
    told = judgement.correlation if judgement else None
    return "" if told is None else decimal(told)


def _share(form: Fields, name: str, meaning: str) -> float:
    """A number from 0 to 1 of the form."""
    try:
        value = float(form.needed(name, f"the {name}"))
    except ValueError as fault:
        raise InputFault(f"the {name} is no number", remedy="write a number from 0 to 1") from fault
    if not 0 <= value <= 1:
        raise InputFault(f"the {name} cannot be {value:g}", remedy=f"write a number from 0 ({meaning}) to 1")
    return value


def _weigh(bench: Bench, form: Fields) -> Edit:
    """Give a judgement another weight, another origin, or another share of its error that its origin shares."""
    name = form.needed("judgement", "the judgement")
    declared = bench.grounds.case.judgements if bench.grounds.case else {}
    if name not in declared:
        raise InputFault(f"the case has no judgement {name!r}", remedy="choose one of the table")
    own = declared[name]
    now = f"{decimal(own.weight)} | {own.origin} | {_correlation(own) or 'usual'}"
    if form.text("was", now) != now:
        raise Conflict(f"judgement {name}", seen=form.text("was"), now=now)
    changes: dict[str | tuple[str | int, ...], Any] = {}
    weight = _share(form, "weight", "left out")
    if weight != own.weight:
        changes[f"judgements.{name}.weight"] = weight
    origin = form.text("origin", own.origin, longest=200)
    if origin != own.origin:
        changes[f"judgements.{name}.origin"] = origin
    if form.text("correlation", _correlation(own)) != _correlation(own):
        changes[f"judgements.{name}.correlation"] = _share(form, "correlation", "an error of its own")
    if not changes:
        raise InputFault(
            "nothing was changed", remedy="give another weight, another origin or another correlation"
        )
    text = bench.grounds.case_text
    return amended(
        changes, by=form.by, because=reason(form.needed("because", "the reason")),
        was={str(path): value_at(text, str(path)) for path in changes},
    )  # fmt: skip


def _pool(bench: Bench, form: Fields) -> Edit:
    pool = form.text("pool")
    if pool not in POOLS:
        raise InputFault(f"there is no pool {pool!r}", remedy=f"choose one of {', '.join(POOLS)}")
    return set_to({"pool": pool})


SCREEN = Screen("judgements", "Judgements", show, {"weigh": _weigh, "pool": _pool})
