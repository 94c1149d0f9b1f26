"""What the threatener wants, in the articles' words: each demand once, with the statements that name it.

>>> object_of_demand("Oslo wants larger catch quotas for its fleet")
'larger catch quotas for its fleet'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.ledger.statement import Statement
from foedus.reporting.consequences import bag_of
from foedus.reporting.findings import Finding
from foedus.reporting.threat import Threat

SAME = 0.5
"""Share of the shorter demand's stems from which on two demands are one."""
_MOST_WORDS = 10
_RULES = frozenset(
    {"bearing: extracts_terms", "bearing: wants_terms", "bearing: demand", "bearing: ready_to_return"}
)
_ASKS = re.compile(
    r"\b(?:wants?|wanted|demands?|demanded|demanding|seeks?|seeking|sought|insists? on|insisted on|calls? for|called for|"
    r"asks? for|asked for|requires?|extract(?:ing|s)?|obtain(?:ing)?|win(?:ning)?|force(?:s)? (?:the latter|them|it) to make|"
    r"make further|pay for)\s+(?P<what>.+)",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"\b(?:make|makes|making|force|forces|forcing|push|pushes|pushing|get|press|pressure)\s+(?P<who>[A-Z]\w+|them|it|the other side|the latter)\s+"
    r"(?:to\s+|into\s+)?(?P<what>.+)"
)
_UNLESS = re.compile(
    r"\b(?:unless|until|without|if)\s+(?P<what>[^,;]*?\b(?:improvements?|changes?|better terms|fix(?:es)?|withdraws?|pays?|increases?|"
    r"meets?|raises?|renegotiat\w+|overhauled|reconnected|commitments|reforms?)\b[^,;.]*)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+(?:or (?:risk|he|it|they)|before|because|since|so that|which|who|whose|while|although|as a means|toward the cost|ahead of|by the end|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*$|[;:—].*$|, (?:which|who|and|but|beginning)\b.*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:that|to|for|a|an|the|its|their|his|her|some|further|more)\s+(?=\w)", re.IGNORECASE
)


def demands_in(statements: Sequence[Statement], threat: Threat) -> tuple[Finding, ...]:
    """The demands that statements name, the most named first; those of the counterpart are left out."""
    groups: list[tuple[str, list[Statement]]] = []
    for s in statements:
        if threat.side_of(s.speaker) == "counterpart" or s.bears_on == "exit":
            continue
        if s.kind not in ("demand", "motive") and not _RULES & set(s.rules):
            continue
        what = object_of_demand(s.words)
        if what is None:
            continue
        home = next((g for g in groups if _same(g[0], what)), None)
        if home is None:
            groups.append((what, [s]))
        else:
            home[1].append(s)
    ranked = sorted(groups, key=lambda g: -len(g[1]))
    return tuple(Finding(what, tuple(s.id for s in said), threat.threatener) for what, said in ranked)


def object_of_demand(words: str) -> str | None:
    """What is asked for, in at most ten words; None where no verb of asking stands in the words."""
    text = " ".join(words.split())
    match = _MAKES.search(text) or _ASKS.search(text) or _UNLESS.search(text)
    if match is None:
        return None
    what = match["what"]
    who = match.groupdict().get("who")
    what = _CUT.sub("", what).strip(" ,.\"'“”’")
    what = _LEADING.sub("", what)
    kept = what.split()[:_MOST_WORDS]
    while len(kept) > 2 and kept[-1].lower() in (
        "the",
        "a",
        "of",
        "in",
        "to",
        "on",
        "and",
        "for",
        "with",
        "from",
        "its",
        "toward",
        "over",
    ):
        kept.pop()
    if len(kept) < 1 or kept[0].lower() in ("it", "him", "them", "out"):
        return None
    named = f"{who} " if who and who[:1].isupper() else ""
    return named + " ".join(kept)


def _same(one: str, other: str) -> bool:
    a, b = bag_of(one), bag_of(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= SAME
