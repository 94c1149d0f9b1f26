"""What articles tell of exits: each expression with its place and its weight.

An expression weighs what it says (`foedus.reporting.threats.signals`), more in a headline. What was done weighs something
where the headline or the opening tells it as news; elsewhere it is a precedent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting.parsing.language import Parsed, parse_many
from foedus.reporting.threats.exits import Exit, exits_in
from foedus.reporting.threats.signals import weight_of

_TITLE = re.compile(r"^TITLE:[ \t]*(?=\S)(.*)$", re.MULTILINE)
_YEAR = re.compile(r"^(19|20)\d\d$")
_WHATEVER = frozenset(("any", "every", "each", "no"))
OPENING = 3
"""Sentences at the head of a text in which the agreement that it is about is named."""
_TOLD_IN_HEADLINE = 1.5
"""How much more an expression of exit weighs in a headline."""
_NEWS = 2.0
"""What an exit weighs that was done, where the headline or the opening tells it: it is the news, no precedent."""


@dataclass(frozen=True, slots=True)
class Told:
    """An expression of exit: the number of its article, the part that it stands in, its weight, whether a headline tells it."""

    article: int
    parsed: Parsed
    exit: Exit
    weight: float
    headline: bool = False

    @property
    def span(self) -> Span:
        """Where it stands, with the agreement that is joined to it."""
        doc = self.parsed.doc
        return self.parsed.span_of(doc[self.exit.start : max(self.exit.end, self.exit.at + 1)])


def with_titles(
    articles: Sequence[Parsed], titles: Sequence[Parsed | None] | None = None
) -> list[list[Parsed]]:
    """Each article, preceded by the title in its head ("TITLE: ...") if it has one; parsed here if ``titles`` is None."""
    if titles is None:
        places = [_TITLE.search(article.text, 0, article.offset) for article in articles]
        pieces = parse_many((m.string, m.start(1), m.end(1)) for m in places if m)
        titles = [next(pieces) if m else None for m in places]
    return [[title, article] if title else [article] for title, article in zip(titles, articles, strict=True)]


def expressions(number: int, parts: Sequence[Parsed]) -> Iterator[Told]:
    """The expressions of exit of an article; those of long ago, and from any agreement whatever, weigh nothing."""
    years = [
        [i for i, text in enumerate(part.texts) if len(text) == 4 and _YEAR.match(text)] for part in parts
    ]
    now = max((int(part.texts[i]) for part, at in zip(parts, years, strict=True) for i in at), default=0)
    for part, at in zip(parts, years, strict=True):
        old = [i for i in at if int(part.texts[i]) < now - 1]
        opening = opening_of(part)
        for e in exits_in(part):
            whatever = e.agreement is not None and part.lowers[e.agreement.start] in _WHATEVER
            idle = whatever or (bool(old) and _long_ago(part, e, old))
            headline = part is not parts[-1] or (e.at < opening and in_heading(part, e.at))
            early = e.at < opening and not (e.done and _dated(part, e, at))
            yield Told(number, part, e, 0.0 if idle else _weight(e, headline, early), headline)


def _dated(part: Parsed, e: Exit, years: Sequence[int]) -> bool:
    """Whether an expression's sentence names a year: what is news has happened on Monday."""
    sentence = part.doc[e.at].sent
    return any(sentence.start <= i < sentence.end for i in years)


def _weight(e: Exit, headline: bool, opening: bool) -> float:
    """What an expression weighs where it stands."""
    weight = weight_of(e)
    if e.done and not (headline or opening or e.leaver or e.official):
        return 0.0  # "the guarantee was suspended": long ago, by nobody named
    if headline:
        weight *= _TOLD_IN_HEADLINE
    if (
        e.done
        and e.agreement is not None
        and not e.negated
        and (headline or (opening and e.leaver is not None))
    ):
        weight = max(weight, _NEWS)
    return weight


def opening_of(part: Parsed) -> int:
    """The token at which the opening of a text ends."""
    return part.sentences[min(OPENING, len(part.sentences)) - 1].tokens.end if part.sentences else 0


def in_heading(part: Parsed, token: int) -> bool:
    """Whether a token stands in a headline within the text."""
    paragraph = part.paragraph_at(part.offset + part.doc[token].idx)
    return paragraph is not None and paragraph.heading


def _long_ago(part: Parsed, e: Exit, old: Sequence[int]) -> bool:
    """Whether a sentence dates an exit to one of the years (tokens) that are long past: a precedent."""
    if e.modal or e.conditional:
        return False
    sentence = part.doc[e.at].sent
    inside = range(e.agreement.start, e.agreement.end) if e.agreement is not None else ()
    return any(
        sentence.start <= i < sentence.end
        and i not in inside
        and part.doc[i].dep_ in ("pobj", "nummod", "npadvmod")
        for i in old
    )
