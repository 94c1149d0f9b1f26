"""Who threatens whom with leaving which agreement, and how it was let known.

    >>> from foedus.reporting.language import parse
    >>> found = find_threat([parse("Norway threatened to withdraw from the fisheries treaty with Iceland.")])
    >>> found.threatener, found.counterparts, found.agreement, found.signal
    ('Norway', ('Iceland',), 'fisheries treaty with Iceland', 'threat')

Expressions of exit (`exits`) are weighed by the frame that they stand in: a threat, a musing or a decision
weighs more than a bare noun, what was done weighs nothing (it is a precedent). The agreement that gathers most
weight is the one threatened; articles that gather too little report no threat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from foedus.provenance import Span
from foedus.reporting.actors import Cast, cast_of, country_of, kind_of_institution
from foedus.reporting.agreements import AgreementMention, agreements_in, kind_of_agreement, same_agreement
from foedus.reporting.exits import Exit, exits_in
from foedus.reporting.language import Parsed, parse

Side = Literal["threatener", "counterpart", "outsider"]
Signal = Literal["quiet", "musing", "threat", "notice"]
SIGNALS: tuple[Signal, ...] = ("quiet", "musing", "threat", "notice")

LEAST_WEIGHT = 3.0
"""Less than one explicit threat, or three passing mentions of an exit, is no report of a threat."""

_MUSING = {
    "muse", "consider", "weigh", "mull", "ponder", "contemplate", "think", "talk", "toy", "idea", "possibility", "option",
    "raise", "speak", "discuss", "study", "explore", "float", "consideration", "review", "examine", "urge", "call", "fear",
}  # fmt: skip
_THREATENING = {
    "threaten", "threat", "warn", "warning", "vow", "pledge", "ultimatum", "prepared", "ready", "prepare", "hint", "suggest",
    "intend", "plan", "want", "seek", "intent", "intention", "declare", "order", "draft", "statement", "refuse", "insist",
    "signal", "move", "step", "say", "tell", "promise", "demand", "willing", "hesitate",
}  # fmt: skip
_DECIDING = {
    "announce",
    "decide",
    "decision",
    "notify",
    "notice",
    "notification",
    "request",
    "submit",
    "file",
    "begin",
    "start",
}
_SAYING = {"say", "tell", "statement", "suggest", "move", "step"}
_NOTIFYING = {"notify", "notice", "notification", "denounce"}
_DOUBTING = {"unlikely", "likely", "possible", "doubt", "deny", "denial", "bluff", "predict", "expect", "believe", "probable",
             "serious", "chance", "chances", "oppose", "convince", "sure", "legal", "effect"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that report the threat: the article's number among those read, and the span."""

    article: int
    span: Span
    weight: float = 0.0


@dataclass(frozen=True)
class Threat:
    """A threat to leave an agreement, as the articles report it.

    Attributes:
        threatener: the country (or organisation) that would leave.
        counterparts: the other parties that the articles name, the most named first.
        agreement: the fullest name that the articles or the table of agreements give it.
        kind: alliance, arms control, trade, organisation or other.
        aliases: every form in which the articles call it, the most frequent first.
        verb: what is threatened: withdraw, terminate, not renew, suspend, trigger, close, ...
        signal: how it was let known: musing, threat or notice.
        people: those who speak for the threatener in the articles ("Donald Trump").
        evidence: where the articles say so, the most explicit first.
        dated: ISO date of the first report among them, or None.
        threatener_by: how the threatener was found: "named" or "inferred from ...".
        countries: people of the articles to their countries.
        mentions: what the aliases are made from, to tell whether another mention means this agreement.
    """

    threatener: str
    counterparts: tuple[str, ...]
    agreement: str
    kind: str
    aliases: tuple[str, ...]
    verb: str
    signal: Signal
    people: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    dated: str | None = None
    threatener_by: str = "named"
    mentions: tuple[AgreementMention, ...] = field(default=(), repr=False)
    countries: Mapping[str, str] = field(default_factory=dict, repr=False)

    def side_of(self, actor: str) -> Side:
        """Which side an actor is on: threatener, counterpart, or outsider (also where its country is unknown)."""
        country = (
            country_of(actor)
            or self.countries.get(actor)
            or self.countries.get(actor.split()[-1] if actor else "")
        )
        if actor in self.people or self.threatener in (actor, country):
            return "threatener"
        if actor in self.counterparts or country in self.counterparts or actor == self.agreement:
            return "counterpart"
        return "outsider"

    def means(self, mention: AgreementMention | None) -> bool:
        """Whether a mention of an agreement can mean the one that is threatened; None (a bare "withdrawal") can."""
        if mention is None:
            return True
        if mention.bare:
            return not mention.new
        return any(same_agreement(own, mention) for own in self.mentions if not own.bare)


@dataclass(frozen=True, slots=True)
class _Found:
    article: int
    parsed: Parsed
    exit: Exit
    weight: float


def find_threat(articles: Sequence[Parsed], published: Sequence[str | None] = ()) -> Threat | None:
    """The threat that a set of articles reports, or None if they report none.

    Args:
        articles: the parses; a title in a text's head is read too.
        published: the articles' ISO dates of publication, in the same order, where known.
    """
    found, mentions, casts = [], [], []
    for number, article in enumerate(articles):
        for part in _with_title(article):
            casts.append(cast_of(part))
            mentions += [m for m in agreements_in(part) if not m.bare]
            found += [_Found(number, part, e, _weight(e)) for e in exits_in(part)]
    clusters = _clusters(found)
    if not clusters:
        return None
    best = max(clusters, key=lambda c: (sum(f.weight for f in c), -c[0].article))
    own = [f.exit.agreement for f in best if f.exit.agreement and not f.exit.agreement.bare]
    loose = [f for f in found if f.exit.agreement is None or f.exit.agreement.bare]
    everything = sorted(
        [*best, *(f for f in loose if f not in best)], key=lambda f: (-f.weight, f.article, f.exit.at)
    )
    if sum(f.weight for f in everything) < LEAST_WEIGHT:
        return None
    group = [*own, *(m for m in mentions if any(same_agreement(m, o) for o in own))]
    threatener, by = _threatener(everything, casts, group)
    if threatener is None:
        return None
    name, kind = _name_of(group, mentions)
    counterparts = _counterparts(group, everything, casts, threatener, name)
    if not counterparts:
        return None
    countries = _countries(casts)
    people = Counter(
        f.exit.leaver for f in everything if f.exit.leaver and countries.get(f.exit.leaver) == threatener
    )
    dates = sorted(d for d in published if d)
    return Threat(
        threatener,
        counterparts,
        name,
        kind,
        tuple(text for text, _ in Counter(_trimmed(m) for m in group).most_common()),
        Counter({f.exit.word: f.weight for f in everything}).most_common(1)[0][0],
        _signal(everything),
        tuple(person for person, _ in people.most_common()),
        tuple(Evidence(f.article, _span(f), f.weight) for f in everything if f.weight > 0),
        dates[0] if dates else None,
        by,
        tuple(group),
        countries,
    )


def _with_title(article: Parsed) -> list[Parsed]:
    """The article, preceded by the title that stands in its head ("TITLE: ...") if it has one."""
    title = re.search(r"^TITLE:[ \t]*(?=\S)(.*)$", article.text[: article.offset], re.MULTILINE)
    return [parse(article.text, title.start(1), title.end(1)), article] if title else [article]


def _weight(e: Exit) -> float:
    """How much an expression of exit says that an exit is threatened."""
    if e.done:
        return 0.0
    frame = set(e.governors[:4])
    if e.sort == "review":
        return 1.0
    if frame & (_MUSING | _THREATENING | _DECIDING):
        return 3.0 if e.agreement else 1.5
    if e.modal or e.conditional or e.negated or frame & _DOUBTING or e.sort == "lapse":
        return 2.0 if e.agreement else 1.0
    return 1.0


def _clusters(found: Sequence[_Found]) -> list[list[_Found]]:
    """Expressions of exit by the agreement that they are about; bare ones join the heaviest of their article."""
    clusters: list[list[_Found]] = []
    for f in found:
        mention = f.exit.agreement
        if mention is None or mention.bare:
            continue
        home = next(
            (
                c
                for c in clusters
                if any(g.exit.agreement and same_agreement(g.exit.agreement, mention) for g in c)
            ),
            None,
        )
        if home is None:
            clusters.append([f])
        else:
            home.append(f)
    return clusters


def _countries(casts: Sequence[Cast]) -> dict[str, str]:
    """People of all articles to their countries, by any of their names."""
    known: dict[str, Counter[str]] = {}
    for cast in casts:
        for person, country in cast.countries.items():
            for name in {person, person.split()[-1]}:
                known.setdefault(name, Counter())[country] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in known.items()}


def _threatener(
    found: Sequence[_Found], casts: Sequence[Cast], group: Sequence[AgreementMention]
) -> tuple[str | None, str]:
    """The country that would leave: named with the exit, else the one that the articles name beside who would."""
    countries = _countries(casts)
    names = {m.name for m in group}
    votes: Counter[str] = Counter()
    for f in found:
        leaver = f.exit.leaver
        if leaver is None or leaver in names or kind_of_institution(leaver) in ("court", "party"):
            continue
        votes[country_of(leaver) or _country(countries, leaver) or leaver] += f.weight
    known = [(name, n) for name, n in votes.most_common() if country_of(name)]
    if known and known[0][1] >= max(votes.values()) / 2:
        return known[0][0], "named"
    unknown = {name for name in votes if not country_of(name)}
    near = _named_beside(unknown, casts, group)
    if near:
        return near, "inferred from the governments that the articles name beside " + ", ".join(
            sorted(unknown)[:3]
        )
    return (known[0][0], "named") if known else (None, "")


def _country(countries: Mapping[str, str], person: str) -> str | None:
    return countries.get(person) or countries.get(person.split()[-1]) if person else None


def _named_beside(people: set[str], casts: Sequence[Cast], group: Sequence[AgreementMention]) -> str | None:
    """The country named most in the articles that name some people, apart from the countries of others.

    Seats and institutions of a government count twice: articles call the other side by its country's name.
    """
    near: Counter[str] = Counter()
    parties = Counter(party for m in group for party in m.parties)
    for cast in casts:
        if people and not people & set(cast.people) and not people & {m.actor for m in cast.mentions}:
            continue
        others = {c for person, c in cast.countries.items() if person not in people}
        for mention in cast.mentions:
            if mention.country and mention.sort != "person" and not mention.place:
                weight = {"seat": 2.0, "institution": 2.0, "nationality": 1.5}.get(mention.sort, 1.0)
                near[mention.country] += weight * (0.25 if mention.country in others else 1.0)
    for party in parties:
        near[country_of(party) or party] *= 0.5 if len(parties) == 1 else 1.0
    return near.most_common(1)[0][0] if near else None


def _name_of(group: Sequence[AgreementMention], mentions: Sequence[AgreementMention]) -> tuple[str, str]:
    """The fullest name of the agreement and its kind."""
    article = next((m.text for m in group if m.sort == "article"), None)
    if article and all(m.sort == "article" for m in group):
        treaties = Counter(m.name or _trimmed(m) for m in mentions if m.sort == "treaty" and not m.bare)
        if treaties:
            name = treaties.most_common(1)[0][0]
            return f"{name} ({article})", kind_of_agreement(name) or "other"
        return article, "other"
    named = Counter(m.name for m in group if m.name)
    if named:
        name = named.most_common(1)[0][0]
        return name, kind_of_agreement(name) or "other"
    best = max(group, key=lambda m: (_fullness(m), len(_trimmed(m)), _trimmed(m)))
    return _trimmed(best), _kind_by_words(group)


def _fullness(mention: AgreementMention) -> int:
    """How much a mention's words are a full name: a legal noun, in capitals in running text, with its parties."""
    words = mention.text.split()
    legal = any(word.lower() in _LEGAL for word in words)
    proper = any(word[:1].isupper() and word.lower() in _LEGAL for word in words)
    return (
        4 * legal
        + 2 * (proper and not mention.heading)
        + 2 * (len(mention.parties) > 1)
        + bool(mention.parties)
        + proper
    )


_LEGAL = {"treaty", "agreement", "convention", "protocol", "pact", "accord", "charter", "initiative"}
_KINDS = (
    ("arms control", {"nuclear", "missile", "missiles", "arms", "weapons", "enrichment", "disarmament"}),
    (
        "alliance",
        {"defense", "alliance", "intelligence", "information", "forces", "base", "bases", "intel", "sharing"},
    ),
    ("trade", {"trade", "tariff", "customs", "commerce", "commercial", "fisheries", "coffee"}),
    (
        "organisation",
        {"union", "organization", "membership", "court", "agency", "league", "community", "bloc"},
    ),
)


def _kind_by_words(group: Sequence[AgreementMention]) -> str:
    words = Counter(word for m in group for word in {*m.words, *(w.lower() for w in m.text.split())})
    scores = {kind: sum(words[w] for w in marks) for kind, marks in _KINDS}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] else "other"


def _trimmed(mention: AgreementMention) -> str:
    """A mention's text without its article, quotation marks and line ends."""
    text = " ".join(mention.text.split()).strip("\"'“”‘’ ")
    return re.sub(r"^(the|a|an|its|their|his|her|our|yet|another)\s+", "", text, flags=re.IGNORECASE)


def _counterparts(
    group: Sequence[AgreementMention],
    found: Sequence[_Found],
    casts: Sequence[Cast],
    threatener: str,
    name: str,
) -> tuple[str, ...]:
    """The other parties named with the agreement, else with the exits, else in the articles; a body is its own."""
    counts: Counter[str] = Counter()
    for mention in group:
        for party in mention.parties:
            counts[country_of(party) or party] += 3
    if kind_of_agreement(name) in ("organisation", "alliance") and not counts - Counter(
        {threatener: counts[threatener]}
    ):
        return (name,)
    if set(counts) <= {threatener}:
        for cast in casts:
            for m in cast.mentions:
                if m.sort in ("country", "nationality", "seat", "organisation") and not m.place:
                    counts[m.country or m.actor] += 1
    del counts[threatener]
    top = counts.most_common()
    return tuple(country for country, n in top if n * 4 >= top[0][1])[:4]


def frame_of(e: Exit) -> Signal | None:
    """The signal that an expression of exit reports: notice, threat or musing; None if its frame is none of them."""
    frame = set(e.governors[:4])
    if frame & _NOTIFYING and e.modal in ("", "will") and not e.conditional:
        return "notice"
    if frame & _THREATENING - _SAYING:
        return "musing" if e.private and not frame & {"threaten", "threat", "order"} else "threat"
    if frame & _MUSING:
        return "musing"
    if frame & _SAYING and e.self_said:
        return "musing" if e.private or e.modal in ("may", "might", "could") else "threat"
    return None


def _signal(found: Sequence[_Found]) -> Signal:
    """How the threat was let known: a notice if one is reported as given, else the frame with most weight."""
    weights: Counter[str] = Counter()
    for f in found:
        weights[frame_of(f.exit) or ""] += f.weight
    if weights["notice"] >= LEAST_WEIGHT:
        return "notice"
    return "musing" if weights["musing"] > weights["threat"] else "threat"


def _span(f: _Found) -> Span:
    return f.parsed.span_of(f.parsed.doc[f.exit.start : max(f.exit.end, f.exit.at + 1)])
