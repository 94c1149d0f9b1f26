"""Read: an article with its statements marked, and a card for each to accept, correct or reject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from foedus.dossier.edits import corrected, rejected
from foedus.dossier.revising import Conflict, Edit
from foedus.errors import InputFault
from foedus.ledger.article import Article
from foedus.ledger.statement import COURSES, KINDS, Statement, words_at
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials

EXPLANATIONS = ("leverage", "revision", "resolve", "loose_talk")
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Piece:
    """A run of text with the labels of the statements that it belongs to; the first one's id is its address."""

    text: str
    labels: tuple[str, ...]
    id: str
    begins: bool


@dataclass(frozen=True)
class Card:
    """A statement beside the text: its label, condition in words, and who settled it ("" if nobody did)."""

    statement: Statement
    label: str
    condition: str
    by: str
    after: str


@dataclass(frozen=True)
class Progress:
    """How far the reading has been gone through in one article or in all."""

    settled: int
    all: int


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    articles: Options
    article: Article
    entry: Mapping[str, Any]
    pieces: Sequence[Piece]
    cards: Sequence[Card]
    here: Progress
    everywhere: Progress
    only: str
    bearings: Options
    explanations: Options
    kinds: Sequence[str]
    previous: str
    next: str


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page of one article; ``only=open`` leaves out what somebody has settled."""
    grounds = bench.grounds
    names = [article.name for article in grounds.articles]
    if not names:
        raise InputFault("the dossier has no article")
    name = fields.text("article", names[0])
    if name not in grounds.by_article:
        raise InputFault(f"the dossier has no article {name!r}", remedy="choose one of the list")
    article = grounds.by_article[name]
    statements = [s for s in grounds.ordered if s.article == name]
    only = "open" if fields.text("only") == "open" else ""
    shown = [s for s in statements if not (only and s.id in bench.corrected_by)]
    place = names.index(name)
    return Shown(
        articles=[(n, grounds.article_names.get(n, n)) for n in names],
        article=article,
        entry=next((e for e in grounds.entries("articles") if e["article"] == name), {}),
        pieces=pieces(article, statements, grounds.labels),
        cards=[
            _card(bench, article, s, shown[i + 1].id if i + 1 < len(shown) else "")
            for i, s in enumerate(shown)
        ],
        here=_progress(bench, statements),
        everywhere=_progress(bench, grounds.ordered),
        only=only,
        bearings=bearings(bench),
        explanations=[("", "none"), *((e, e.replace("_", " ")) for e in EXPLANATIONS)],
        kinds=KINDS,
        previous=names[place - 1] if place else "",
        next=names[place + 1] if place + 1 < len(names) else "",
    )


def pieces(article: Article, statements: Sequence[Statement], labels: Mapping[str, str]) -> tuple[Piece, ...]:
    """The body of an article cut at the ends of its statements' spans; joined again they are the body."""
    body = article.body
    cuts = {body.start, body.end}
    for statement in statements:
        for span in statement.content:
            cuts |= {min(max(point, body.start), body.end) for point in (span.start, span.end)}
    points = sorted(cuts)
    begun: set[str] = set()
    found = []
    for start, end in pairwise(points):
        over = [s for s in statements if any(span.start <= start and end <= span.end for span in s.content)]
        first = next((s for s in over if s.id not in begun), over[0] if over else None)
        begins = [s for s in over if s.id not in begun]
        begun |= {s.id for s in over}
        found.append(
            Piece(
                article.text[start:end],
                tuple(labels.get(s.id, "") for s in (begins or over)),
                first.id if first else "",
                bool(begins),
            )
        )
    return tuple(found)


def _card(bench: Bench, article: Article, statement: Statement, after: str) -> Card:
    return Card(
        statement,
        bench.grounds.labels.get(statement.id, ""),
        words_at(article.text, statement.condition),
        bench.corrected_by.get(statement.id, ""),
        after,
    )


def _progress(bench: Bench, statements: Sequence[Statement]) -> Progress:
    return Progress(sum(s.id in bench.corrected_by for s in statements), len(statements))


def bearings(bench: Bench) -> Options:
    """What a statement can bear on: nothing, a course, or a consequence."""
    rows = [(c, c) for c in COURSES]
    rows += [(str(e["id"]), str(e["name"])[:60]) for e in bench.grounds.entries("consequences")]
    used = {s.bears_on for s in bench.grounds.statements if s.bears_on} - {value for value, _ in rows}
    return [("", "nothing"), *rows, *((value, value.replace("_", " ")) for value in sorted(used))]


def _statement(bench: Bench, form: Fields) -> Statement:
    name = form.needed("statement", "the statement")
    found = bench.grounds.by_id.get(name)
    if found is None:
        raise Conflict(f"statement {name}", seen="it as it was", now="corrected or rejected")
    return found


def _accept(bench: Bench, form: Fields) -> Edit:
    return corrected(_statement(bench, form).id, {}, by=form.by)


def _reject(bench: Bench, form: Fields) -> Edit:
    return rejected(_statement(bench, form).id, by=form.by)


def _correct(bench: Bench, form: Fields) -> Edit:
    """Correct what differs from the statement as it stands."""
    statement = _statement(bench, form)
    wanted: dict[str, Any] = {
        "speaker": form.text("speaker", longest=200),
        "kind": form.text("kind"),
        "phrase": form.text("phrase", longest=100) or None,
        "bears_on": form.text("bears_on") or None,
        "direction": form.text("direction") or None,
        "explains": form.text("explains") or None,
        "said_on": form.text("said_on") or None,
    }
    _refuse_unknown(bench, statement, wanted)
    changes = {field: value for field, value in wanted.items() if getattr(statement, field) != value}
    if "phrase" in changes:
        changes["likelihood"] = _meaning(bench, changes["phrase"])
    return corrected(statement.id, changes, by=form.by)


def _refuse_unknown(bench: Bench, statement: Statement, wanted: Mapping[str, Any]) -> None:
    from datetime import date

    known: dict[str, set[str | None]] = {
        "kind": set(KINDS),
        "direction": {None, "for", "against"},
        "explains": {None, *EXPLANATIONS},
        "bears_on": {statement.bears_on, *(value or None for value, _ in bearings(bench))},
    }
    for field, values in known.items():
        if wanted[field] not in values:
            raise InputFault(
                f"{field.replace('_', ' ')} cannot be {wanted[field]!r}", remedy="choose from the list"
            )
    if wanted["said_on"] and wanted["said_on"] != statement.said_on:
        try:
            date.fromisoformat(str(wanted["said_on"]))
        except ValueError as fault:
            raise InputFault(
                f"{wanted['said_on']!r} is no date", remedy="write it like 2019-06-26"
            ) from fault


def _meaning(bench: Bench, phrase: str | None) -> Any:
    from foedus.reporting.lexicon import reading

    meant = reading(phrase, str(bench.settings["lexicon"])) if phrase else None
    if phrase and meant is None:
        raise InputFault(
            f"{phrase!r} is no phrase of the lexicon",
            remedy="write a word of probability, or a number like 30 %",
        )
    return meant


SCREEN = Screen("read", "Read", show, {"accept": _accept, "reject": _reject, "correct": _correct})
