"""Read: an article with its statements marked, and a card for each to accept, correct or reject."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.brief.names import event_name, plain_course, sign_name
from foedus.dossier.ledger_edits import corrected, joined, rejected, split
from foedus.dossier.revising import Conflict, Edit
from foedus.errors import InputFault
from foedus.ledger.article import Article
from foedus.ledger.statement import COURSES, KINDS, Statement, words_at
from foedus.reporting.tables import rows_of
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.marking import Piece, headline, pieces
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials

EXPLANATIONS = ("leverage", "revision", "resolve", "loose_talk")
Options = Sequence[tuple[str, str]]
REACH = 3
"""Statements before and after one that it can be joined with."""
MOST_CUTS = 200
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Card:
    """A statement beside the text.

    Attributes:
        statement: as it stands.
        label: as the text is marked.
        condition: in words.
        shows: the move or the sign that it reports, in words, or "".
        by: who settled it, or "" if nobody did.
        after: id of the next card.
        instead_of: id of the statement in whose place it came, where no card before it did.
        cuts: code points at which it can be split, with the words around.
        others: statements beside it that it can be joined with.
    """

    statement: Statement
    label: str
    condition: str
    shows: str
    by: str
    after: str
    instead_of: str
    cuts: Options
    others: Options


@dataclass(frozen=True)
class Progress:
    """How far the reading has been gone through in one article or in all."""

    settled: int
    all: int


@dataclass(frozen=True)
class Doubtful:
    """A statement that is worth checking before others: its article, id, label and words, and what it was taken for."""

    article: str
    statement: str
    label: str
    words: str
    taken: str
    sure: float


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    articles: Options
    article: Article
    entry: Mapping[str, Any]
    headline: Sequence[Piece]
    pieces: Sequence[Piece]
    cards: Sequence[Card]
    here: Progress
    everywhere: Progress
    first: Sequence[Doubtful]
    doubts: Mapping[str, Doubtful]
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
    first = _worth_checking(bench)
    return Shown(
        articles=[(n, grounds.article_names.get(n, n)) for n in names],
        article=article,
        entry=next((e for e in grounds.entries("articles") if e["article"] == name), {}),
        headline=headline(article, statements, grounds.labels),
        pieces=pieces(article, statements, grounds.labels),
        cards=_cards(bench, article, shown, statements),
        here=_progress(bench, statements),
        everywhere=_progress(bench, grounds.ordered),
        first=first,
        doubts={doubtful.statement: doubtful for doubtful in first},
        only=only,
        bearings=bearings(bench),
        explanations=[("", "none"), *((e, e.replace("_", " ")) for e in EXPLANATIONS)],
        kinds=KINDS,
        previous=names[place - 1] if place else "",
        next=names[place + 1] if place + 1 < len(names) else "",
    )


def _worth_checking(bench: Bench) -> list[Doubtful]:
    """What to check first of all articles, less what somebody has gone through since the answer was computed."""
    grounds = bench.grounds
    found = []
    for entry in grounds.entries("worth_checking"):
        statement = grounds.by_id.get(str(entry["statement"]))
        if statement is None or statement.id in bench.corrected_by:
            continue
        label = grounds.labels.get(statement.id, "")
        found.append(
            Doubtful(
                statement.article, statement.id, label, _short(statement.words, 90),
                sign_name(grounds, str(entry["read_as"])), float(entry["sure"]),
            )
        )  # fmt: skip
    return found


def _cards(
    bench: Bench, article: Article, shown: Sequence[Statement], of_article: Sequence[Statement]
) -> list[Card]:
    labels, placed = bench.grounds.labels, set[str]()
    places = {statement.id: i for i, statement in enumerate(of_article)}
    cards = []
    for i, s in enumerate(shown):
        came = s.supersedes if s.supersedes and s.supersedes not in placed else ""
        placed.add(came)
        at = places[s.id]
        beside = [*of_article[at + 1 : at + 1 + REACH], *of_article[max(at - REACH, 0) : at][::-1]]
        cards.append(
            Card(
                statement=s,
                label=labels.get(s.id, ""),
                condition=words_at(article.text, s.condition),
                shows=_shows(bench, s),
                by=bench.corrected_by.get(s.id, ""),
                after=shown[i + 1].id if i + 1 < len(shown) else "",
                instead_of=came,
                cuts=cuts(s, article.text),
                others=[(o.id, f"{labels.get(o.id, '')} {_short(o.words, 48)}") for o in beside],
            )
        )
    return cards


def _shows(bench: Bench, statement: Statement) -> str:
    """The move or the sign that a statement reports, as people call it."""
    if not statement.move:
        return ""
    sign = statement.move.partition("sign = ")[2]
    if not sign:
        return event_name(bench.grounds, statement.move, seen=True)
    name = next((row["name"] for row in rows_of("signs.tsv") if row["id"] == sign), sign.replace("_", " "))
    return sign_name(bench.grounds, name)


def cuts(statement: Statement, text: str) -> Options:
    """The places at which a statement can be split: code point and the words on both sides of it."""
    words = [m for span in statement.content for m in _WORD.finditer(text, span.start, span.end)]
    found = []
    for i in range(1, min(len(words), MOST_CUTS)):
        before = " ".join(m[0] for m in words[max(i - 3, 0) : i])
        after = " ".join(m[0] for m in words[i : i + 3])
        found.append((str(words[i].start()), f"{before} | {after}"))
    return found


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def _progress(bench: Bench, statements: Sequence[Statement]) -> Progress:
    return Progress(sum(s.id in bench.corrected_by for s in statements), len(statements))


def bearings(bench: Bench) -> Options:
    """What a statement can bear on: nothing, a course, or a consequence."""
    rows = [(c, plain_course(bench.grounds, c)) for c in COURSES]
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


def _split(bench: Bench, form: Fields) -> Edit:
    """Cut a statement in two."""
    statement = _statement(bench, form)
    places = dict(cuts(statement, bench.grounds.by_article[statement.article].text))
    at = form.needed("at", "the place of the cut")
    if at not in places:
        raise InputFault(f"{at!r} is no place to cut this statement", remedy="choose from the list")
    return split(statement.id, int(at), by=form.by)


def _join(bench: Bench, form: Fields) -> Edit:
    """Make one statement of two."""
    statement = _statement(bench, form)
    other = form.needed("other", "the other statement")
    if other not in bench.grounds.by_id:
        raise Conflict(f"statement {other}", seen="it as it was", now="corrected, cut or rejected")
    return joined(statement.id, other, by=form.by)


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
    from foedus.reporting.meaning.lexicon import reading

    meant = reading(phrase, str(bench.settings["lexicon"])) if phrase else None
    if phrase and meant is None:
        raise InputFault(
            f"{phrase!r} is no phrase of the lexicon",
            remedy="write a word of probability, or a number like 30 %",
        )
    return meant


SCREEN = Screen(
    "read",
    "Read",
    show,
    {"accept": _accept, "reject": _reject, "correct": _correct, "split": _split, "join": _join},
)
