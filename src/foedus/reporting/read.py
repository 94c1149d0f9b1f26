"""The reader: articles in, statements out.

    parse → attributions → speakers and chains → propositions → phrase, condition, kind → bearing → repeats

What a statement speaks for depends on the threat that the articles report together, hence
`read_folder_articles` parses all of them before it asks. One article can be read alone, or for a threat that
is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import Attribution, attributions
from foedus.reporting.attribution.completeness import completed
from foedus.reporting.attribution.voiceless import with_a_voice
from foedus.reporting.chains.chains import chain
from foedus.reporting.meaning.drafts import Heard
from foedus.reporting.meaning.features import Surroundings
from foedus.reporting.meaning.propositions import propositions
from foedus.reporting.meaning.repeats import marked
from foedus.reporting.meaning.weighing import weigh_in_turn
from foedus.reporting.names.full_names import with_full_names
from foedus.reporting.names.people import Person, office_holders
from foedus.reporting.names.speakers import Speaker, resolve
from foedus.reporting.parsing.language import Parsed, parse_many
from foedus.reporting.threats.asked import threat_asked_about
from foedus.reporting.threats.matters import off_the_matter, threats_apart
from foedus.reporting.threats.threat import Threat, find_threat

_TITLE = re.compile(r"^TITLE:[ \t]*(?=\S)([^\r\n]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose leaving what a question asks about, as the question names them."""

    threatener: str
    counterpart: str
    agreement: str


@dataclass(frozen=True)
class Reading:
    """What was read: the articles, their statements in order, the threat that they report (None if none)."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    threat: Threat | None


def read_article(article: Article, threat: Threat | None = None, lexicon: str = "survey") -> list[Statement]:
    """The statements of one article, in the order of the text.

    Args:
        article: as it was taken in; its body is read, and the title in its head.
        threat: what the statements' bearing is judged by; None looks for one in this article.
        lexicon: what words of probability mean; see `foedus.reporting.meaning.lexicon`.

    Raises:
        ValueError: the lexicon is unknown.
    """
    [(parsed, title)] = parsed_with_titles([article])
    if threat is None:
        [threat] = threats_apart(None, [parsed], [title], [article.published])
    return statements_of(article, parsed, threat, lexicon, title)


def read_folder_articles(
    articles: Sequence[Article], lexicon: str = "survey", asked: Asked | None = None, *, apart: bool = False
) -> Reading:
    """The statements of several articles on one matter, read in the light of the threat that they report.

    A speaker who has a full name in one of them has it in all.

    Args:
        articles: as they were taken in.
        lexicon: what words of probability mean.
        asked: the threat that a question names, where there is one; else the articles tell it. Articles that
            never name its agreement report no threat, whatever is asked.
        apart: whether an article on another matter is read by its own threat; for a ledger of unsorted
            articles, not for a case.
    """
    parses = list(parsed_with_titles(articles))
    bodies, titles = [body for body, _ in parses], [title for _, title in parses]
    published = [a.published for a in articles]
    threat = (
        find_threat(bodies, published, titles)
        if asked is None
        else threat_asked_about(
            bodies, asked.threatener, asked.counterpart, asked.agreement, published, titles
        )
    )
    found: list[Statement] = []
    own = (
        threats_apart(threat, bodies, titles, published) if apart else _on_the_matter(threat, bodies, titles)
    )
    holders = [] if apart else office_holders(part for pair in parses for part in pair if part is not None)
    for article, (parsed, title), read_by in zip(articles, parses, own, strict=True):
        found += statements_of(article, parsed, read_by, lexicon, title, holders)
    return Reading(tuple(articles), tuple(with_full_names(found)), threat)


def _on_the_matter(
    threat: Threat | None, bodies: Sequence[Parsed], titles: Sequence[Parsed | None]
) -> list[Threat | None]:
    """The case's threat for each article that is on its matter, None for one on something else."""
    if threat is None:
        return [None] * len(bodies)
    whole = [[p for p in (title, body) if p is not None] for body, title in zip(bodies, titles, strict=True)]
    off = off_the_matter(whole, threat)
    return [threat if all(off) or not aside else None for aside in off]


def parsed_with_titles(articles: Sequence[Article]) -> Iterator[tuple[Parsed, Parsed | None]]:
    """The parse of each article's body, and of the title in its head if it has one."""
    titles = [_TITLE.search(a.text, 0, a.body.start) for a in articles]
    pieces = parse_many(
        piece
        for article, title in zip(articles, titles, strict=True)
        for piece in (
            (article.text, article.body.start, article.body.end),
            *([(article.text, title.start(1), title.end(1))] if title else []),
        )
    )
    for title in titles:
        yield next(pieces), next(pieces) if title else None


def statements_of(
    article: Article,
    parsed: Parsed,
    threat: Threat | None,
    lexicon: str = "survey",
    title: Parsed | None = None,
    elsewhere: Sequence[Person] = (),
) -> list[Statement]:
    """The statements of a parsed article; those of the title in its head, if it was parsed, come first.

    ``elsewhere`` are people of other articles on the matter, by whom "the Danish premier" may be told here.
    """

    def said(part: Parsed, beside: Parsed | None) -> list[tuple[Attribution, Speaker]]:
        heard = with_a_voice(part, attributions(part))
        speakers = resolve(part, heard, article, beside=beside, elsewhere=elsewhere)
        return list(zip(heard, speakers, strict=True))

    told = [] if title is None else _told(article, title, threat, lexicon, said(title, parsed))
    told += _told(article, parsed, threat, lexicon, said(parsed, title))
    headings = [heading or s.content[0].start < article.body.start for s, heading in told]
    return marked([s for s, _ in told], headings)


def _told(
    article: Article,
    parsed: Parsed,
    threat: Threat | None,
    lexicon: str,
    voices: Sequence[tuple[Attribution, Speaker]],
) -> list[tuple[Statement, bool]]:
    """Each statement of a parse, with whether it stands in a headline; ``voices``: who said what in it."""
    said, speakers = [attribution for attribution, _ in voices], [speaker for _, speaker in voices]
    through = chain(parsed, said, speakers, article)
    heard: dict[int, Heard] = {}
    for attribution, speaker, links in zip(said, speakers, through, strict=True):
        above = None if attribution.parent is None else heard.get(attribution.parent)
        own = (
            above is not None
            and (above.attribution.voice == "direct" or above.attribution.kind == "label")
            and above.speaker.name == speaker.name
        )
        quoting = above.quoting or above.attribution if above is not None and own else None
        heard[attribution.id] = Heard(attribution, speaker, links, quoting)
    around = Surroundings(article, parsed, threat, lexicon)
    found: dict[str, Statement] = {}
    headings: set[Span] = set()
    number_of: dict[str, int] = {}
    spoken = [
        (made, None if made.attribution is None else heard[made.attribution])
        for made in propositions(parsed, said)
    ]
    for (proposition, belongs), statement in zip(spoken, weigh_in_turn(around, spoken), strict=True):
        # Two attributions can have one content; the outer one, which comes first, is told.
        if statement.id not in found:
            found[statement.id] = statement
            if belongs is not None:
                quoting = belongs.quoting
                number_of[statement.id] = belongs.attribution.id if quoting is None else quoting.id
        if proposition.heading:
            headings.add(statement.content[0])
    whole = completed(around, list(found.values()), said, heard, number_of)
    return [(statement, any(span in headings for span in statement.content)) for statement in whole]
