"""Sources: the articles, who copied whom, and what falls if one is withdrawn."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.brief.document import Picture
from foedus.brief.pictures import origins
from foedus.dossier.adding import added
from foedus.dossier.ledger_edits import restored, withdrawn
from foedus.dossier.revising import Edit
from foedus.errors import InputFault
from foedus.ledger.article import Article
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields, file_name
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Shift, Trials, shifts

LONGEST_TEXT = 500_000
MOST_DRAWN = 40
"""Articles in a picture at most; more are left to the table."""


@dataclass(frozen=True)
class Source:
    """An article with how many statements stand in it and the origins of its facts."""

    entry: Mapping[str, Any]
    statements: int
    settled: int
    origins: tuple[str, ...]


@dataclass(frozen=True)
class Loss:
    """What the answer would be without an article."""

    article: str
    outlet: str
    draws: int
    courses: Sequence[Shift]
    explanations: Sequence[Shift]
    falls: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    sources: Sequence[Source]
    independent: int
    picture: Picture | None
    withdrawn: Sequence[Article]
    loss: Loss | None


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page; ``without`` asks what falls if that article is withdrawn."""
    grounds = bench.grounds
    entries = grounds.entries("articles")
    counts: dict[str, int] = {}
    settled: dict[str, int] = {}
    for statement in grounds.statements:
        counts[statement.article] = counts.get(statement.article, 0) + 1
        if statement.id in bench.corrected_by:
            settled[statement.article] = settled.get(statement.article, 0) + 1
    rows = [
        Source(
            entry, counts.get(entry["article"], 0), settled.get(entry["article"], 0),
            tuple(str(o["name"] or "no name") for o in grounds.entries("origins") if entry["article"] in o["articles"]),
        )
        for entry in entries
    ]  # fmt: skip
    return Shown(
        sources=rows,
        independent=len(grounds.entries("origins")),
        picture=origins.picture(grounds) if len(entries) <= MOST_DRAWN else None,
        withdrawn=bench.withdrawn,
        loss=_loss(bench, fields.text("without"), trials),
    )


def _loss(bench: Bench, name: str, trials: Trials) -> Loss | None:
    if not name:
        return None
    _known(bench, name)
    before, after = trials.answer(bench, {}), trials.without(bench, name)
    kept = {row["id"] for row in after["consequences"]}
    return Loss(
        name, str(bench.grounds.by_article[name].outlet or ""), int(after["run"]["draws"]), shifts(before, after), shifts(before, after, "explanations"),
        [row["name"] for row in before["consequences"] if row["id"] not in kept],
    )  # fmt: skip


def _known(bench: Bench, name: str) -> str:
    if name not in bench.grounds.by_article:
        raise InputFault(f"the dossier has no article {name!r}", remedy="choose one of those in the table")
    return name


def _withdraw(bench: Bench, form: Fields) -> Edit:
    return withdrawn(_known(bench, form.needed("article", "the article")))


def _restore(bench: Bench, form: Fields) -> Edit:
    return restored(form.needed("article", "the article"))


def _add(bench: Bench, form: Fields) -> Edit:
    """Take in a file that was sent or a text that was pasted."""
    if form.upload is not None:
        return added(_taken_in(form.upload.name, form.upload.data))
    text = form.text("text", longest=LONGEST_TEXT)
    if not text:
        raise InputFault("there is no article", remedy="choose a file or paste a text")
    head = [
        (key, form.text(key.lower(), longest=200)) for key in ("OUTLET", "DATE", "TITLE", "AUTHOR", "URL")
    ]
    lines = [f"{key}: {' '.join(value.split())}" for key, value in head if value]
    name = file_name(form.text("title", longest=200) or form.text("outlet", longest=200) or "pasted")
    whole = "\n".join(lines) + ("\n\n" if lines else "") + text + "\n"
    articles = _taken_in(f"{name}.txt", whole.encode())
    if form.text("date") and not all(article.published for article in articles):
        raise InputFault(
            f"{form.text('date', longest=200)!r} is no date",
            remedy="write it like 2019-06-26, or leave it empty",
        )
    return added(articles)


def _taken_in(name: str, data: bytes) -> tuple[Article, ...]:
    from foedus.reporting.intake.articles import take_in

    with tempfile.TemporaryDirectory() as aside:
        place = Path(aside) / name
        place.write_bytes(data)
        return take_in([place]).articles


SCREEN = Screen("sources", "Sources", show, {"add": _add, "withdraw": _withdraw, "restore": _restore})
