"""Who the shared facts come from: articles whose account rests on one report have one origin.

Ten papers that write up one agency's story are one source, not ten. An article's origins are, in order,

1. the outlets through whom its statements on the threat came ("Bloomberg, citing three people, reported ..."),
2. those whom its text names beside words of leaving,
3. those whom it names as having reported anything,
4. itself: its own reporting.

A reprint has the origins of what it reprints, and where the cited outlet's own article lies in the folder and
rests on another, the chain is followed to its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.reporting.chains.mentions import Mention, mentions_in
from foedus.reporting.chains.reprints import Duplicate, duplicates
from foedus.reporting.intake import outlets

_LONGEST_CHAIN = 6
_SHOWN = 4
_OPENING = 200
"""Code points at the head of an article in which whom it names is who its main facts come from."""
_OWN = "its own reporting"


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent source of the shared facts.

    Attributes:
        name: the usual name of the outlet whose report the others rest on.
        articles: names of the articles that rest on it, in the order given.
        because: what shows it, with the words of the articles.
        statements: ids of the statements that came through it.
    """

    name: str
    articles: tuple[str, ...]
    because: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Trace:
    """One ground for an origin: its name, the words that show it, the statements that came through it."""

    name: str
    words: str
    statements: tuple[str, ...] = ()


def origins(articles: Sequence[Article], statements: Sequence[Statement]) -> tuple[Origin, ...]:
    """The independent origins of some articles, the most used first; their count is the number of sources.

    Args:
        articles: as taken in.
        statements: what was read in them; without any the texts alone decide.
    """
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        spoken[statement.article].append(statement)
    peers = tuple(sorted({a.outlet for a in articles if " " in a.outlet and not outlets.named(a.outlet)}))
    traces = {a.name: _traces(a, spoken[a.name], peers) for a in articles}
    _share(traces, duplicates(articles))
    onward = _onward(articles, traces)
    grouped: dict[str, dict[str, list[_Trace]]] = defaultdict(dict)
    for article in articles:
        for trace in traces[article.name]:
            end = _end(trace.name, onward)
            grouped[end].setdefault(article.name, []).append(trace)
    order = {a.name: i for i, a in enumerate(articles)}
    found = [_origin(name, by_article) for name, by_article in grouped.items()]
    return tuple(sorted(found, key=lambda o: (-len(o.articles), order[o.articles[0]], o.name)))


def _traces(article: Article, statements: Sequence[Statement], peers: tuple[str, ...]) -> list[_Trace]:
    """The grounds for the origins of one article, all of the strongest kind that it has; ``peers`` as in `mentions_in`."""
    own = {outlets.canonical(name) for name in (article.outlet, article.carried_by) if name}
    told = [(s, name) for s in statements if (name := _outlet_through(s, own, peers))]
    within = [
        m
        for m in mentions_in(article.text, article.body.start, article.body.end, peers=peers)
        if m.outlet not in own
    ]
    above = [m for m in mentions_in(article.title, heading=True, peers=peers) if m.outlet not in own]
    # A statement whose source or words hold the mention came through the outlet, whatever its chain says.
    told += [(s, m.outlet) for m in within for s in statements if _holds(s, m)]
    key = [(s, name) for s, name in told if _is_key(s)]
    opening = article.body.start + _OPENING
    near = [m for m in above + within if m.of_exit] or [m for m in within if m.span.start < opening][:1]
    if key or near:
        names = {name for _, name in key} | {m.outlet for m in near}
        return _merged([t for t in told if t[1] in names], near)
    if told or above or within:
        # One name is enough where nothing says whose report the key facts are: the one named first.
        first = (above + within)[0].outlet if above or within else told[0][1]
        return _merged([t for t in told if t[1] == first], [m for m in above + within if m.outlet == first])
    name = outlets.canonical(article.outlet) or f"unknown outlet ({article.name})"
    return [_Trace(name, _OWN, tuple(s.id for s in statements if _is_key(s)))]


def _is_key(statement: Statement) -> bool:
    """Whether a statement reports on the exit itself: what was said and done, not what somebody makes of it."""
    reported = statement.kind in ("report", "fact") and statement.bears_on == "exit"
    return reported or (statement.move or "").startswith("signal")


def _holds(statement: Statement, mention: Mention) -> bool:
    """Whether a mention lies in the content, source or cue of a statement."""
    spans = (*statement.content, *statement.source, *statement.cue)
    return any(span.start < mention.span.end and mention.span.start < span.end for span in spans)


def _outlet_through(statement: Statement, own: set[str], peers: tuple[str, ...]) -> str:
    """The outlet farthest along a statement's chain, its speaker included, that is not the article's own."""
    for name in (statement.speaker, *reversed(statement.through)):
        outlet = outlets.named(name) or (name if name in peers else "")
        if outlet and outlet not in own:
            return outlet
    return ""


def _merged(told: Iterable[tuple[Statement, str]], mentioned: Iterable[Mention]) -> list[_Trace]:
    """One ground for each outlet, from statements and from mentions."""
    ids: dict[str, list[str]] = defaultdict(list)
    words: dict[str, str] = {}
    for mention in mentioned:
        words.setdefault(mention.outlet, f"“{mention.words}”")
        ids[mention.outlet] += []
    for statement, name in told:
        ids[name].append(statement.id)
        words.setdefault(name, f"“{statement.words[:80]}”")
    return [_Trace(name, words[name], tuple(dict.fromkeys(found))) for name, found in ids.items()]


def _share(traces: dict[str, list[_Trace]], groups: Iterable[Duplicate]) -> None:
    """Give all reprints of one report the same origins: those that any of them cites, else the earliest's own."""
    for group in groups:
        cited = [t for name in group.articles for t in traces[name] if t.words != _OWN]
        shared = cited or traces[group.articles[0]]
        names = list(dict.fromkeys(trace.name for trace in shared))
        for article in group.articles:
            mine = {trace.name: trace for trace in traces[article]}
            traces[article] = [
                mine.get(n) or _Trace(n, f"{group.because} as {group.articles[0]}") for n in names
            ]


def _onward(articles: Sequence[Article], traces: Mapping[str, Sequence[_Trace]]) -> dict[str, str]:
    """Outlet → the one origin on which all of its articles at hand rest, where that is another outlet."""
    of_outlet: dict[str, list[set[str]]] = defaultdict(list)
    for article in articles:
        of_outlet[outlets.canonical(article.outlet)].append({trace.name for trace in traces[article.name]})
    found = {}
    for name, sets in of_outlet.items():
        common = set.union(*sets)
        if len(common) == 1 and (only := next(iter(common))) != name:
            found[name] = only
    return found


def _end(name: str, onward: Mapping[str, str]) -> str:
    """The end of a chain of origins; a ring ends where it began."""
    seen = {name}
    for _ in range(_LONGEST_CHAIN):
        following = onward.get(name)
        if following is None or following in seen:
            return name
        seen.add(following)
        name = following
    return name


def _origin(name: str, by_article: Mapping[str, Sequence[_Trace]]) -> Origin:
    shown = [f"{article}: {traces[0].words}" for article, traces in list(by_article.items())[:_SHOWN]]
    more = f"; and {len(by_article) - _SHOWN} more" if len(by_article) > _SHOWN else ""
    ids = dict.fromkeys(i for traces in by_article.values() for trace in traces for i in trace.statements)
    return Origin(name, tuple(by_article), "; ".join(shown) + more, tuple(ids))
