"""Adding articles to a dossier: an edit like any other, so that it can be undone."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from foedus.dossier.again import articles_of, question_of, settings_of, standing_assessment
from foedus.dossier.asking import asked_about
from foedus.dossier.progress import Progress
from foedus.dossier.reading import read_taken_in
from foedus.dossier.revising import Edit
from foedus.errors import ArticleFault
from foedus.ledger.article import Article
from foedus.ledger.store import Ledger


def added(articles: Sequence[Article]) -> Edit:
    """Enter articles, read together with those that stand.

    The edit raises:
        ArticleFault: every one of them is there already, to the character, or one is later than the question's day.
    """

    def edit(folder: Path) -> str:
        ledger = Ledger(folder)
        before = standing_assessment(folder)
        question = question_of(before)
        for article in articles:
            if article.published and article.published[:10] > question.as_of:
                raise ArticleFault(
                    f"the article is of {article.published[:10]}, the question is asked as of {question.as_of}",
                    why="nothing later than that day may be used",
                    remedy="assess the articles anew with a later --as-of",
                )
        there = articles_of(ledger, before)
        fresh = _told_apart(articles, [*there, *ledger.withdrawn()])
        if not fresh:
            raise ArticleFault("this text is in the dossier already", remedy="restore it if it was withdrawn")
        together = (*there, *fresh)
        lexicon = str(settings_of(folder, before)["lexicon"])
        reading = read_taken_in(
            together,
            lexicon=lexicon,
            progress=Progress(None),
            asked=asked_about(question) if before["run"].get("asked") else None,
        )
        ledger.enter(together, reading.statements)
        return f"added {', '.join(article.name for article in fresh)}"

    return edit


def _told_apart(articles: Sequence[Article], there: Sequence[Article]) -> tuple[Article, ...]:
    """The articles whose text is not there yet, each under a name that nothing else has."""
    names = {article.name for article in there}
    digests = {article.digest for article in there}
    fresh: list[Article] = []
    for article in articles:
        if article.digest in digests:
            continue
        stem, name, number = Path(article.name), article.name, 1
        while name in names:
            number += 1
            name = f"{stem.stem}-{number}{stem.suffix}"
        names.add(name)
        digests.add(article.digest)
        fresh.append(dataclasses.replace(article, name=name))
    return tuple(fresh)
