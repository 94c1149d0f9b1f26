"""The year of a dispatch that dates itself without one, by the other articles of its folder.

"OSLO, March 3 (Reuters) -" names no year. Reports on one matter lie close together: where the folder's dated articles
do, and one year alone puts the day near them, on the weekday that the report names, it is that year.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import replace

from foedus.ledger.article import Article
from foedus.reporting.intake import dates
from foedus.reporting.intake.dates import WrittenDate
from foedus.reporting.intake.imprint import imprint_of

NEAR = 90
"""Days around the middle of the folder's dates in which the report's own day lies."""
_FEWEST = 2
"""Dated articles that tell when the matter was reported."""
_UNDATED = "no date of publication was found"


def with_years(articles: Sequence[Article]) -> list[Article]:
    """The articles, those that date themselves without a year with the year that the others tell."""
    days = [dt.date.fromisoformat(a.published[:10]).toordinal() for a in articles if a.published]
    if len(days) < _FEWEST or max(days) - min(days) > 2 * NEAR:
        return list(articles)
    middle = int(statistics.median(days))
    return [_dated(article, middle) if not article.published else article for article in articles]


def _dated(article: Article, middle: int) -> Article:
    """An article without a day, with the one that its dateline and the folder's dates tell."""
    body = article.text[article.body.start : article.body.end]
    written = next((when for _, when in imprint_of(body).dated if when.year is None), None)
    if written is None:
        return article
    around = dt.date.fromordinal(middle).year
    near = [
        iso
        for year in (around - 1, around, around + 1)
        if (iso := written.in_year(year).iso) and abs(dt.date.fromisoformat(iso).toordinal() - middle) <= NEAR
    ]
    if len(near) != 1 or not _fits_weekday(near[0], written, body):
        return article
    notes = tuple(n for n in article.notes if n != _UNDATED and not n.startswith("the text dates itself"))
    told = "the year of its date is that of the other articles"
    return replace(article, published=near[0], dated_by="dateline", notes=(*notes, told))


def _fits_weekday(iso: str, written: WrittenDate, body: str) -> bool:
    """Whether a day can be that on which the report says that something happened: the same weekday or the one before."""
    named = dates.weekday_near(written, body)
    return named is None or (dt.date.fromisoformat(iso).weekday() - named) % 7 <= 1
