"""Notes on what the answer stands on: words of articles, rows of history, quantities, the question, the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from foedus.brief import numbers
from foedus.brief.address import entry_of
from foedus.brief.document import Figure, Given, Inline, Note, Parts, Ref, Text
from foedus.brief.grounds import Grounds
from foedus.brief.names import quantity_name, subject_name
from foedus.brief.notes.grounding import because_paths
from foedus.brief.parts import between, chain_of, chance, cite, given, join, listed, on, reason, speaker_of
from foedus.brief.prose.base_rate import class_words
from foedus.brief.quotation import quoted
from foedus.brief.tallies import tallies
from foedus.ledger import Statement

_CLASS_LABELS = {
    "n": "number of cases",
    "counts": "what came of them",
    "shares": "shares after pooling",
    "as_in_table": "shares with the table as it is",
    "fully_corrected": "shares with fading fully corrected",
    "borrowed": "weight borrowed from other kinds",
    "rows": "cases",
}


def _statement(grounds: Grounds, path: str, key: str) -> Note:
    statement = grounds.by_id[key]
    article = grounds.by_article.get(statement.article)
    how = {
        "direct": "in direct speech",
        "indirect": "in the article's paraphrase",
        "author": "in its own voice",
    }
    lines: list[Parts] = [join(quoted(grounds, statement))]
    who: list[Inline] = [speaker_of(grounds, statement), Text(f", {how[statement.voice]}, in ")]
    lines.append(join(who, chain_of(grounds, statement), "."))
    if statement.speaker_is:
        lines.append(join("Described in the text as: ", Given(statement.speaker_is, path), "."))
    if statement.condition and article:
        said = " … ".join(article.text[span.start : span.end] for span in statement.condition)
        lines.append(join("On the condition: ", Given(said, path), "."))
    lines += _reading(grounds, statement, path)
    places = ", ".join(f"{span.start} to {span.end}" for span in statement.content)
    lines.append(join("At characters ", Given(places, path), " of ", Given(statement.article, path), "; read by ",
                      Given(statement.read_by or "the program", path), "."))  # fmt: skip
    rests = (f"articles.{statement.article}",) if _listed(grounds, statement.article) else ()
    return Note(
        path, f"{grounds.labels[key]}: {statement.speaker or 'no name'}", "words", tuple(lines), rests
    )


def _reading(grounds: Grounds, statement: Statement, path: str) -> list[Parts]:
    """How a statement was read: its likelihood, what it bears on, what it says again."""
    lines: list[Parts] = []
    if statement.phrase and statement.likelihood:
        lines.append(
            join("Its words for likelihood, ", given(grounds, f"{path}.phrase"), ", mean ",
                 chance(grounds, f"{path}.likelihood.median", standing="reported"), " (",
                 between(grounds, f"{path}.likelihood.low", f"{path}.likelihood.high", "reported"), ")",
                 ", under a negation." if statement.negated else ".")
        )  # fmt: skip
    if statement.bears_on:
        lines.append(
            join(
                "Bears on: ",
                subject_name(grounds, statement.bears_on),
                f", {statement.direction}." if statement.direction else ".",
            )
        )
    if statement.same_as and statement.same_as in grounds.by_id:
        lines.append(
            join(
                "Says again what ",
                Ref(grounds.labels[statement.same_as], f"statements.{statement.same_as}"),
                " says.",
            )
        )
    return lines


def _listed(grounds: Grounds, article: str) -> bool:
    return any(str(entry.get("article")) == article for entry in grounds.entries("articles"))


def _article(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "articles", key)
    article = grounds.by_article.get(key)
    lines: list[Parts] = [join(Given(str(entry.get("title") or key), path), ".")]
    lines.append(join("Published by ", Given(str(entry.get("outlet") or "an unknown outlet"), path), ", ",
                      on(grounds, f"{path}.published", "reported"), "."))  # fmt: skip
    if article is not None:
        if article.carried_by:
            lines.append(join("Carried by ", Given(article.carried_by, path), "."))
        if article.url.startswith(("http://", "https://")):
            lines.append(join("Address: ", Given(article.url, path), "."))
        lines.append(join("Digest of its text: ", Given(f"SHA-256 {article.digest}", path), "."))
    return Note(path, f"Article: {key}", "words", tuple(lines))


def _history(grounds: Grounds, path: str, key: str) -> Note:
    row = grounds.history_rows[key]
    shown = [
        (name, value)
        for name, value in row.items()
        if value not in ("", None) and name not in ("id", "case_id")
    ]
    lines = tuple(
        join(Given(name.replace("_", " "), path), ": ", Given(str(value), path)) for name, value in shown
    )
    return Note(path, f"Row {key} of the record of the past", "history", lines)


def _quantity(grounds: Grounds, path: str, key: str) -> Note:
    quantity = grounds.quantities[key]
    unit = f" {quantity.unit}" if quantity.unit and quantity.unit != "probability" else ""
    middle = _shown(f"{path}.median", quantity.distribution.median, quantity.unit)
    if quantity.distribution.is_point:
        lines = [join("Held at ", middle, f"{unit}.")]
    else:
        low, high = (
            _shown(f"{path}.{end}", getattr(quantity.distribution, end), quantity.unit)
            for end in ("low", "high")
        )
        lines = [
            join(
                "Median ",
                middle,
                f"{unit}, interval ",
                low,
                " to ",
                high,
                f" ({quantity.distribution.family}).",
            )
        ]
    lines.append(join("Why: ", reason(grounds, quantity.because, path), "."))
    if quantity.fitted:
        lines.append(join("Fitted to the record of the past."))
    kinds = {ground.kind for ground in quantity.grounds}
    kind = (
        "assumption"
        if not kinds or "assumption" in kinds
        else "reference"
        if "reference" in kinds
        else "quantity"
    )
    return Note(
        path, f"Quantity: {quantity_name(key)}", kind, tuple(lines), because_paths(grounds, quantity.because)
    )


def _shown(path: str, value: float, unit: str) -> Figure:
    if unit == "probability":
        return Figure(numbers.percent(value), path, value, "probability", "assumed")
    return Figure(numbers.plainly(value), path, value, unit or "number", "assumed")


def _question(grounds: Grounds, path: str, key: str) -> Note:
    del key
    question: Mapping[str, Any] = grounds.assessment["question"]
    names = ("event", "deadline", "as_of", "threatener", "counterpart", "agreement", "resolution")
    lines = tuple(
        join(Given(name.replace("_", " "), path), ": ", Given(str(question[name]), path))
        for name in names
        if question.get(name)
    )
    return Note(path, "The question", "question", lines)


def _run(grounds: Grounds, path: str, key: str) -> Note:
    del key
    lines = tuple(
        join(Given(name.replace("_", " "), path), ": ", Given(_flat(value), path))
        for name, value in _settings(grounds)
    )
    return Note(path, "The run that computed it", "settings", lines)


def _reread(grounds: Grounds, path: str, key: str) -> Note:
    found: Mapping[str, Any] = grounds.assessment["reread"]
    shares = [
        join(f"{course} ", chance(grounds, f"reread.courses.{course}")) for course in found.get("courses", {})
    ]
    lines = (
        join("The articles of the version before by themselves, read and asked as this version was: ", listed(shares, last=", "), "."),
    )  # fmt: skip
    return Note(path, "The earlier articles read anew", "answer", lines, ("run",))


def _previous(grounds: Grounds, path: str, key: str) -> Note:
    del key
    before: Mapping[str, Any] = grounds.previous or {}
    shares = ", ".join(
        f"{c['id']} {numbers.percent(float(c['probability']))}" for c in before.get("courses", ())
    )
    lines: list[Parts] = [join("It gave ", Given(shares, path), ".")]
    if (before.get("question") or {}).get("as_of"):
        lines.append(join("Its data went up to ", on(grounds, f"{path}.question.as_of"), "."))
    for name in ("version", "seed", "case"):
        if (before.get("run") or {}).get(name) is not None:
            lines.append(join(f"{name}: ", Given(str(before["run"][name]), path)))
    return Note(path, "The version before", "settings", tuple(lines))


def _settings(grounds: Grounds) -> list[tuple[str, Any]]:
    """What the run records, less what differs between runs over the same inputs."""
    return [(name, value) for name, value in grounds.assessment["run"].items() if name != "seconds"]


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_flat(inner)}" for name, inner in value.items() if name != "seconds")
    if isinstance(value, list | tuple):
        return ", ".join(_flat(inner) for inner in value)
    return numbers.plainly(value) if isinstance(value, float) else str(value)


def _reference_class(grounds: Grounds, path: str, key: str) -> Note:
    del key
    found: Mapping[str, Any] = grounds.assessment["reference_class"]
    lines: list[Parts] = []
    rows: list[str] = []
    for name, value in found.items():
        label = Given(_CLASS_LABELS.get(name, name.replace("_", " ")), path)
        if name == "where" and isinstance(value, Mapping):
            lines.append(join("Past threats ", Given(class_words(value), path), "."))
        elif (
            isinstance(value, list | tuple)
            and value
            and all(str(item) in grounds.history_rows for item in value)
        ):
            rows += [str(item) for item in value]
            lines.append(join(label, ": ", cite(grounds, rows)))
        elif value not in (None, "", [], {}):
            lines.append(join(label, ": ", Given(_flat(value), path)))
    because = str(found.get("because") or "")
    rests = (*(f"history.{row}" for row in rows), *because_paths(grounds, because))
    return Note(path, "The class of past cases", "step", tuple(lines), tuple(dict.fromkeys(rests)))


def _origin(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "origins", key)
    names = [str(article) for article in entry.get("articles", ())]
    lines = (
        join("Carried in: ", Given(", ".join(grounds.outlet_of(name) for name in names), path), "."),
        join("What comes from one origin counts as one report, however many carry it."),
    )
    rests = tuple(f"articles.{name}" for name in names if _listed(grounds, name))
    return Note(path, f"Origin: {entry.get('name') or 'unknown'}", "words", lines, rests)


def _conflict(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "conflicts", key)
    lines = (join("Values: ", Given(", ".join(str(v) for v in entry.get("values", ())), path), "."),)
    rests = tuple(f"statements.{s}" for s in entry.get("statements", ()) if s in grounds.by_id)
    return Note(path, f"Conflict: {entry.get('about')}", "words", lines, rests)


def _tally(grounds: Grounds, path: str, key: str) -> Note:
    found = tallies(grounds)[key]
    return Note(path, "A count of this brief", "count", (join(f"{found.what[0].upper()}{found.what[1:]}."),) if not any(
        c.isdigit() for c in found.what) else (join(Given(found.what, path), "."),), found.rests_on)  # fmt: skip


def _remark(grounds: Grounds, path: str, key: str) -> Note:
    return Note(
        path, "A remark of the run", "settings", (join(Given(str(grounds.entries("notes")[int(key)]), path)),)
    )


GROUND_NOTES: dict[str, Callable[[Grounds, str, str], Note]] = {
    "statements": _statement,
    "articles": _article,
    "history": _history,
    "quantities": _quantity,
    "question": _question,
    "run": _run,
    "previous": _previous,
    "reread": _reread,
    "reference_class": _reference_class,
    "origins": _origin,
    "conflicts": _conflict,
    "tally": _tally,
    "notes": _remark,
}
