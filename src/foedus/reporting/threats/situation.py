"""What a set of articles says about a threat: the record that a draft of a case is filled from.

Everything here points to statements by their ids; nothing is computed from it yet. `Finding.certain` is
False where the statements report something as expected, possible or denied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.reporting.meaning.consequences import bag_of
from foedus.reporting.names.bodies import body_spoken_for
from foedus.reporting.names.gazetteer import country_of, kind_of_institution
from foedus.reporting.threats.deadlines import deadline_in
from foedus.reporting.threats.demands import demands_in
from foedus.reporting.threats.findings import Finding
from foedus.reporting.threats.signals import SIGNALS
from foedus.reporting.threats.signs import sign_table
from foedus.reporting.threats.threat import Threat

__all__ = ["Finding", "Reading", "Situation", "situation"]

VETO_KINDS = frozenset({"legislature", "court", "officials", "military", "party"})
_MOST_FOR_SIGNAL = 3
_STANCES = frozenset({"refuse", "deny"})
_ANSWERED_WITHIN = 90
"""Days before the newest report within which a stance still answers the threat; talks and concessions last."""
_EXPECTED, _EVEN = "insiders_expect_exit", 0.5
_SAME_WORDS = 0.5
"""Share of stems from which on two complaints are one."""
_LEGAL = re.compile(
    r"\b(may not even be legal|unsettled on whether|legally\b.{0,40}\bcan ?not|whether .{0,40}\b(can|could) .{0,30}without (Congress|parliament))",
    re.IGNORECASE,
)
_GAIN = re.compile(
    r"\b(triumph|benefit|gain|welcome|music to|advantage|boon|gift|pleased|easier|profit)", re.IGNORECASE
)
_LOSE = re.compile(
    r"\b(hurt|harm|lose|suffer|pay the price|damage|threaten|endanger|destabili[sz]e|burden)", re.IGNORECASE
)
_BODIES = (
    (re.compile(r"\b(in both|the|both) administrations?\b|\bbureaucracy\b|\bofficials\b"), "officials"),
    (re.compile(r"\bcoalition\b|\bopposition\b"), "opposition"),
    (re.compile(r"\b(marched|protest\w*|outcry|Poles|public|voters)\b"), "the public"),
)


@dataclass(frozen=True)
class Situation:
    """What a draft needs to know.

    Attributes:
        threat: who threatens whom with leaving what.
        signal: the strongest signal seen: what is "musing", "threat" or "notice"; on: when it was reported.
        signals: every signal reported, weakest first, also those that are only expected (certain is False).
        demands: what the threatener wants, in the articles' words.
        grievances: what it complains of.
        replies: the counterpart's: what is "concede", "talks", "refuse" or "deny".
        next_moves: the threatener's next: what is "settle", "drop" or "notice".
        vetoes: who stands in the way ("US Congress", "officials"): what is "block" or "allow", actor names them.
        legal_doubts: statements that doubt whether leaving is lawful or in whose power it lies.
        precedents: earlier exits (or threats that came to nothing: what is "stayed") of the threatener.
        obligations: who is bound to what.
        deadline: a date by which the threat must be carried out or the agreement expires; on holds the ISO date.
        gainers, losers: third parties who would gain or lose from an exit.
        signs: every sign of the table of signs (signs.tsv) to the statements that carry it.
        unfilled: what the articles do not say, in words.
    """

    threat: Threat
    signal: Finding
    signals: tuple[Finding, ...] = ()
    demands: tuple[Finding, ...] = ()
    grievances: tuple[Finding, ...] = ()
    replies: tuple[Finding, ...] = ()
    next_moves: tuple[Finding, ...] = ()
    vetoes: tuple[Finding, ...] = ()
    legal_doubts: tuple[Finding, ...] = ()
    precedents: tuple[Finding, ...] = ()
    obligations: tuple[Finding, ...] = ()
    deadline: Finding | None = None
    gainers: tuple[Finding, ...] = ()
    losers: tuple[Finding, ...] = ()
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unfilled: tuple[str, ...] = ()


class Reading(Protocol):
    """What is needed of a reading: the threat found in it (or None), its articles and its statements."""

    @property
    def threat(self) -> Threat | None:
        """The threat that the articles report."""

    @property
    def articles(self) -> Sequence[Article]:
        """The articles."""

    @property
    def statements(self) -> Sequence[Statement]:
        """The statements of all articles."""


def situation(reading: Reading) -> Situation | None:
    """What the statements of a reading say about the threat; None if no threat is reported."""
    threat = reading.threat
    if threat is None:
        return None
    own = [s for s in reading.statements if s.same_as is None]
    dates = {a.name: a.published for a in reading.articles}
    signals = sorted(_moves(own, "signal", dates), key=lambda f: (SIGNALS.index(f.what), not f.certain))
    signs = _signs(own)
    gainers, losers = _third_parties(own, threat)
    found = Situation(
        threat=threat,
        signal=_signal(own, signals, threat, dates),
        signals=tuple(signals),
        demands=demands_in(own, threat),
        grievances=_grievances(own, threat),
        replies=_recent(_moves(own, "reply", dates, threat.counterparts[0]), dates),
        next_moves=tuple(_moves(own, "next", dates, threat.threatener)),
        vetoes=_vetoes(own, threat),
        legal_doubts=tuple(
            _finding("doubt", [s]) for s in own if _ruled(s, "bearing: unlawful") or _LEGAL.search(s.words)
        ),
        precedents=_precedents(own, threat),
        obligations=tuple(_finding("obligation", [s]) for s in own if s.kind == "obligation"),
        deadline=deadline_in(own, dates),
        gainers=gainers,
        losers=losers,
        signs=signs,
    )
    return replace(found, unfilled=_unfilled(found))


def _finding(
    what: str, said: Sequence[Statement], actor: str = "", on: str | None = None, certain: bool = True
) -> Finding:
    return Finding(what, tuple(s.id for s in said), actor or said[0].speaker, on, certain)


def _ruled(statement: Statement, rule: str) -> bool:
    return rule in statement.rules


def _moves(
    own: Sequence[Statement], node: str, dates: Mapping[str, str | None], actor: str = ""
) -> list[Finding]:
    """The results of one node that statements report, each once as made and once as only possible."""
    groups: dict[tuple[str, bool], list[Statement]] = {}
    for s in own:
        name, _, result = (s.move or "").partition(" = ")
        if name == node:
            groups.setdefault((result, s.move_certain), []).append(s)
    return [
        _finding(r, said, actor, _first_day(said, dates), certain) for (r, certain), said in groups.items()
    ]


def _recent(replies: Sequence[Finding], dates: Mapping[str, str | None]) -> tuple[Finding, ...]:
    """The replies; a refusal or denial long before the newest report is no longer certain: it answered an earlier threat."""
    newest = max((d for d in dates.values() if d), default=None)
    if newest is None:
        return tuple(replies)
    since = (date.fromisoformat(newest[:10]) - timedelta(days=_ANSWERED_WITHIN)).isoformat()
    old = [r.what in _STANCES and r.on is not None and r.on < since for r in replies]
    return tuple(replace(r, certain=r.certain and not o) for r, o in zip(replies, old, strict=True))


def _first_day(said: Sequence[Statement], dates: Mapping[str, str | None]) -> str | None:
    return min((d for s in said if (d := s.said_on or dates.get(s.article))), default=None)


def _signal(
    own: Sequence[Statement], signals: Sequence[Finding], threat: Threat, dates: Mapping[str, str | None]
) -> Finding:
    """The signal of the threat with the statements that report it, made before only possible."""
    fitting = [f for f in signals if f.what == threat.signal]
    if fitting:
        return max(fitting, key=lambda f: (f.certain, len(f.statements)))
    said = [
        s
        for s in own
        if (s.bears_on, s.direction) == ("exit", "for") and s.kind in ("report", "fact", "assessment")
    ]
    said.sort(key=lambda s: ("report", "fact", "assessment").index(s.kind))
    ids = tuple(i for f in signals for i in f.statements) or tuple(s.id for s in said[:_MOST_FOR_SIGNAL])
    day = threat.dated or min((d for d in dates.values() if d), default=None)
    return Finding(threat.signal, ids, threat.threatener, day, False)


def _signs(own: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
    """Signs to the statements that carry them, in the order of the table."""
    found: dict[str, list[str]] = {sign.id: [] for sign in sign_table()}
    for s in own:
        for name in s.signs:
            if name in found and not (name == _EXPECTED and _is_doubted(s)):
                found[name].append(s.id)
    return {name: tuple(ids) for name, ids in found.items() if ids}


def _is_doubted(s: Statement) -> bool:
    """Whether a statement calls what it tells less likely than not: "does not believe that they will leave"."""
    return s.likelihood is not None and s.likelihood.median < _EVEN


def _grievances(own: Sequence[Statement], threat: Threat) -> tuple[Finding, ...]:
    """What the threatener complains of, each complaint once, in the words of the first who told it."""
    groups: list[list[Statement]] = []
    for s in own:
        if s.kind != "grievance" or threat.side_of(s.speaker) == "counterpart":
            continue
        home = next((g for g in groups if _overlap(g[0].words, s.words) >= _SAME_WORDS), None)
        if home is None:
            groups.append([s])
        else:
            home.append(s)
    return tuple(_finding(_short(g[0].words), g) for g in groups)


def _overlap(one: str, other: str) -> float:
    """Share of the shorter text's meaningful stems that the other has too."""
    a, b = bag_of(one), bag_of(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _short(words: str) -> str:
    kept = words.split()
    return " ".join(kept[:14]) + (" ..." if len(kept) > 14 else "")


def _vetoes(own: Sequence[Statement], threat: Threat) -> tuple[Finding, ...]:
    """Who stands in the way at home, by name: legislatures, courts, officials, the military, parties."""
    groups: dict[str, list[Statement]] = {}
    for s in own:
        if not (
            _ruled(s, "sign: opposition_at_home")
            or _ruled(s, "bearing: opposed")
            or _ruled(s, "bearing: unlawful")
        ):
            continue
        bodies = [a for a in s.actors if kind_of_institution(a) in VETO_KINDS]
        bodies += [name for pattern, name in _BODIES if pattern.search(s.words) and name not in bodies]
        if not bodies and threat.side_of(s.speaker) in ("threatener", "outsider"):
            said_by = body_spoken_for(s.speaker, s.speaker_is)
            bodies = [said_by] if said_by is not None else []
        for body in bodies or ["opposition at home"]:
            groups.setdefault(body, []).append(s)
    return tuple(_finding("block", said, actor) for actor, said in groups.items())


def _precedents(own: Sequence[Statement], threat: Threat) -> tuple[Finding, ...]:
    """Earlier exits and earlier threats that came to nothing."""
    found = []
    for s in own:
        if _ruled(s, "bearing: left_before") or (
            s.kind == "precedent" and _ruled(s, "sign: left_others_before")
        ):
            found.append(_finding("left", [s], threat.threatener))
        elif _ruled(s, "bearing: dropped_before") or _ruled(s, "sign: dropped_before"):
            found.append(_finding("stayed", [s], threat.threatener))
    return tuple(found)


def _third_parties(
    own: Sequence[Statement], threat: Threat
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Countries that are neither side and are said to gain or to lose by an exit."""
    gain: dict[str, list[Statement]] = {}
    lose: dict[str, list[Statement]] = {}
    for s in own:
        if s.kind not in ("consequence", "assessment", "reason"):
            continue
        better, worse = bool(_GAIN.search(s.words)), bool(_LOSE.search(s.words))
        if better == worse:
            continue
        for actor in s.actors:
            if country_of(actor) == actor and threat.side_of(actor) == "outsider":
                (gain if better else lose).setdefault(actor, []).append(s)
    return (
        tuple(_finding("gains", said, actor) for actor, said in gain.items()),
        tuple(_finding("loses", said, actor) for actor, said in lose.items()),
    )


def _no_signal(threat: Threat) -> str:
    """What is missing where no statement tells the signal."""
    if threat.threatener_by == "named in the question" and not threat.evidence:
        return "no article reports the threat itself; the question's word stands for it"
    return "no statement reports the threat itself in words of its own"


def _unfilled(found: Situation) -> tuple[str, ...]:
    """What a draft needs and no statement says."""
    wanted = (
        (found.signal.statements, _no_signal(found.threat)),
        (found.demands, "no statement names a demand"),
        (found.replies, "no statement reports a reply of the counterpart"),
        (found.vetoes, "no statement names who could stand in the way of an exit"),
        (found.precedents, "no statement names an earlier exit or an earlier threat"),
        (found.deadline, "no statement names a day by which the matter is decided"),
        (found.obligations, "no statement says who is bound to what by the agreement"),
    )
    return tuple(words for value, words in wanted if not value)
