"""Words: what each phrase means as a probability, where it is used, and whose meaning counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.dossier.edits import set_to
from foedus.dossier.ledger_edits import corrected
from foedus.dossier.revising import Conflict, Edit
from foedus.errors import InputFault
from foedus.ledger.statement import Likelihood, Statement
from foedus.reporting.meaning.lexicon import LEXICONS, entries, entry_of, normalised, reading
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials

_NAMES = {
    "survey": "what people say they mean (surveys)",
    "icd203": "ICD 203 (US intelligence)",
    "phia": "PHIA yardstick (UK)",
    "nato": "NATO",
}
_HEADS = {"survey": "Surveys", "icd203": "ICD 203", "phia": "PHIA", "nato": "NATO"}


@dataclass(frozen=True)
class Use:
    """A statement that uses a phrase, and whether a person gave it a meaning of its own."""

    statement: Statement
    label: str
    own: bool


@dataclass(frozen=True)
class Phrase:
    """A phrase of the articles: what it means under each lexicon, how that is known, and where it is used."""

    words: str
    kind: str
    status: str
    meanings: Sequence[tuple[str, Likelihood | None]]
    uses: Sequence[Use]


@dataclass(frozen=True)
class Surveyed:
    """A row of the lexicon."""

    words: str
    kind: str
    status: str
    source: str
    meaning: Likelihood


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    lexicon: str
    lexicons: Sequence[tuple[str, str]]
    heads: Mapping[str, str]
    phrases: Sequence[Phrase]
    table: Sequence[Surveyed]
    at: str


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page."""
    lexicon = str(bench.settings["lexicon"])
    used: dict[str, list[Statement]] = {}
    for statement in bench.grounds.ordered:
        if statement.phrase and (statement.likelihood is not None or reading(statement.phrase) is not None):
            used.setdefault(normalised(statement.phrase), []).append(statement)
    phrases = [_phrase(bench, words, statements, lexicon) for words, statements in sorted(used.items())]
    rows = {id(e): e for e in entries().values()}.values()
    return Shown(
        lexicon=lexicon,
        lexicons=[(name, _NAMES.get(name, name)) for name in LEXICONS],
        heads={name: _HEADS.get(name, name) for name in LEXICONS},
        phrases=phrases,
        table=[
            Surveyed(e.phrase, e.kind, e.status, e.source, reading(e.phrase, lexicon) or e.meaning)
            for e in sorted(rows, key=lambda e: (e.meaning.median, e.phrase))
        ],
        at=fields.text("at"),
    )


def _phrase(bench: Bench, words: str, statements: Sequence[Statement], lexicon: str) -> Phrase:
    entry = entry_of(words)
    meant = reading(words, lexicon)
    return Phrase(
        words,
        entry.kind if entry else "number",
        entry.status if entry else "derived",
        [(name, reading(words, name)) for name in LEXICONS],
        [
            Use(s, bench.grounds.labels.get(s.id, ""), s.likelihood != meant and s.id in bench.corrected_by)
            for s in statements
        ],
    )


def _lexicon(bench: Bench, form: Fields) -> Edit:
    name = form.text("lexicon")
    if name not in LEXICONS:
        raise InputFault(f"there is no lexicon {name!r}", remedy=f"choose one of {', '.join(LEXICONS)}")
    return set_to({"lexicon": name})


def _override(bench: Bench, form: Fields) -> Edit:
    """Give one use of a phrase a meaning of its own."""
    name = form.needed("statement", "the statement")
    if name not in bench.grounds.by_id:
        raise Conflict(f"statement {name}", seen="it as it was", now="corrected or rejected")
    low, median, high = (
        _probability(form.needed(end, f"the {end} end")) for end in ("low", "median", "high")
    )
    if not low < median < high:
        raise InputFault("the three numbers must rise", remedy="write low, median and high in percent")
    return corrected(name, {"likelihood": Likelihood(median, low, high)}, by=form.by)


def _probability(text: str) -> float:
    try:
        value = float(text.rstrip(" %")) / 100
    except ValueError as fault:
        raise InputFault(f"{text!r} is no number", remedy="write percent, like 20") from fault
    if not 0.001 <= value <= 0.999:
        raise InputFault(f"{text} % cannot be used", remedy="write a number from 0.1 to 99.9")
    return value


SCREEN = Screen("words", "Words", show, {"lexicon": _lexicon, "override": _override})
