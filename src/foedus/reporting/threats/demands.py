"""What the threatener wants, in the articles' words: each demand once, with the statements that name it.

>>> object_of_demand("Oslo wants larger catch quotas for its fleet")
'larger catch quotas for its fleet'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.ledger.statement import Statement
from foedus.reporting.meaning.consequences import bag_of
from foedus.reporting.threats.findings import Finding
from foedus.reporting.threats.threat import Threat

SAME = 0.5
"""Share of the shorter demand's stems from which on two demands are one."""
_MOST_WORDS = 10
_STAYS_IF = "bearing: pledge_kept_open"
"""A pledge to stay on a condition: it speaks against the exit, and the condition is what is wanted."""
_RULES = frozenset(
    {
        _STAYS_IF,
        "bearing: extracts_terms",
        "bearing: wants_terms",
        "bearing: demand",
        "bearing: ready_to_return",
    }
)
_ASKS = re.compile(
    r"\b(?:wants?|wanted|demands?|demanded|demanding|seeks?|seeking|sought|calls? for|called for|calling for|asks? for|asked for|"
    r"requires?|extract(?:ing|s)?|obtain(?:ing)?|win(?:ning)?|secur(?:e|ing)|press(?:es|ed|ing)? for|pay for|make further)\s+(?=\S)",
    re.IGNORECASE,
)
_WAY_BACK = "way_back_offered"
_TERMS = re.compile(
    r"(?:unless|until)\s+(?P<unless>.+)|if\s+(?:we|they|it|he|she|there|the country) (?:have|has|is|are|gets?) no\s+(?P<no>.+)|"
    r"if\s+(?P<if>.+?\b(?:do|does|did|has|have|is|are|was|were|will|can)(?: ?not|n[’']t)\s.+)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\s+(?:do|does|did|has|have|will|can)(?: ?not|n[’']t)\s+|\s+(?:not|n[’']t)\s+", re.IGNORECASE
)
_UNTIL = re.compile(
    r"\s+(?:by|before|until|within|in)\s+(?:(?:the )?(?:end|start|middle|spring|summer|autumn|winter|annual|next|coming|new)\b|"
    r"\d|(?-i:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"(?:one|two|three|six|thirty|sixty|ninety|a)\b).*$|\s+this (?:week|month|year|spring|summer|autumn|winter)\b.*$",
    re.IGNORECASE,
)
"""How long it has: no part of what is wanted."""
_TOLD = re.compile(r"\b(?:would|will|could|may|might)\b", re.IGNORECASE)
"""What is to come of something is no demand: "a thousand posts would have to go"."""
_MAKES = re.compile(
    r"\b(?:make|makes|making|force|forces|forcing|push|pushes|pushing|get|press|pressure)\s+(?P<who>[A-Z]\w+|them|it|the other side|the latter)\s+"
    r"(?:to\s+|into\s+)?(?P<what>.+)"
)
_UNLESS = re.compile(
    r"\b(?:unless|until|without|if)\s+(?P<what>[^,;]*?\b(?:improvements?|changes?|better terms|fix(?:es)?|withdraws?|pays?|increases?|"
    r"meets?|raises?|renegotiat\w+|overhauled|reconnected|commitments|reforms?|restores?|lifts?)\b[^,;.]*)",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+(?:or (?:risk|he|it|they|else|(?-i:[A-Z])\w*)|before|because|since|so that|which|who|whose|while|although|as a means|toward the cost|ahead of|"
    r"by the end|within \d+ days|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*$|[;:—].*$|, (?:which|who|and|but|beginning)\b.*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:\d{1,2} \w+|early \w+|late \w+|the end of (?:the )?\w+|\w+ \d{1,2}) to |(?:that|to|for|a|an|the|its|their|his|her|some|further|more(?! on\b)) "
    r"|(?:he|she|it|they|we) (?:can ?not|can't) (?:get )?)(?=\w)",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:do|does|did|has|have|will) not |\bfails? to |\bdoesn't |\bdon't ", re.IGNORECASE
)
_NO_OBJECT = frozenset(
    {"leverage", "attention", "it", "him", "them", "out", "to", "he", "she", "they", "keep"}
)
_LOOSE_ENDS = frozenset(
    "the a an of in to on and or for with from its their toward over by at more any".split()
)


def demands_in(statements: Sequence[Statement], threat: Threat) -> tuple[Finding, ...]:
    """The demands that statements name, the most named first; those of the counterpart are left out."""
    groups: list[tuple[str, list[Statement]]] = []
    on_it = {s.article for s in statements if s.bears_on}
    for s in statements:
        what = _wanted(s, threat) if s.article in on_it or not on_it else None
        if what is None:
            continue
        home = next((g for g in groups if _same(g[0], what)), None)
        if home is None:
            groups.append((what, [s]))
        else:
            home[1].append(s)
    ranked = sorted(groups, key=lambda g: -len(g[1]))
    return tuple(Finding(what, tuple(s.id for s in said), threat.threatener) for what, said in ranked)


def _wanted(s: Statement, threat: Threat) -> str | None:
    """What the threatener wants by a statement, or None: the terms of a threat, else what is asked for."""
    side = threat.side_of(s.speaker)
    if side == "counterpart":
        return None
    if (s.bears_on, s.direction) == ("exit", "for") and _WAY_BACK in s.signs:
        return terms_of(condition_words(s))
    if s.bears_on == "exit" and _STAYS_IF not in s.rules:
        return None
    if s.kind not in ("demand", "motive") and not _RULES & set(s.rules):
        return None
    asks = s.kind == "demand" and bool(s.cue) and side == "threatener" and not _TOLD.search(s.point)
    return object_of_demand(s.point) or (_bare(s.point) if asks else None)


def terms_of(condition: str) -> str | None:
    """What would keep the threatener in by the condition of its threat: "unless duties are cut", "if they do not agree".

    >>> terms_of("unless the Danes lower their duties by 3 May"), terms_of("if we have no deal on cod by the spring")
    ('Danes lower their duties', 'deal on cod')
    """
    text = " ".join(condition.split())
    found = _TERMS.match(text)
    if found is None:
        return None
    what = found["unless"] or found["no"] or (_NOT_YET.sub(" ", found["if"]) if found["if"] else "")
    return _bare(_UNTIL.sub("", what)) if what else None


def condition_words(s: Statement) -> str:
    """The words of a statement's condition as far as they stand in its content; "" if none do."""
    if sum(span.end - span.start for span in s.content) + len(s.content) - 1 != len(s.words):
        return ""
    parts, place = [], 0
    for span in s.content:
        for c in s.condition:
            low, high = max(span.start, c.start), min(span.end, c.end)
            if low < high:
                parts.append(s.words[place + low - span.start : place + high - span.start])
        place += span.end - span.start + 1
    return " ".join(parts)


def object_of_demand(words: str) -> str | None:
    """What is asked for, in at most ten words; None where nothing in the words asks for something.

    Of several verbs of asking the last decides: "seeks to use the threat as a means of winning lower duties".
    """
    text = " ".join(words.split())
    made = _MAKES.search(text)
    if made:
        who = f"{made['who']} " if made["who"][:1].isupper() else ""
        what = _bare(made["what"])
        return who + what if what else None
    for asked in reversed(list(_ASKS.finditer(text))):
        if not text[asked.end() :].lower().startswith(("to ", "of ")):
            return _bare(text[asked.end() :])
    unless = _UNLESS.search(text)
    return _bare(unless["what"]) if unless else None


def _bare(words: str) -> str | None:
    """The words of a demand without dates, articles and what follows them; None if nothing is left."""
    if words.lower().startswith("or "):  # the threat that stands behind a demand
        return None
    what = _CUT.sub("", " ".join(words.split())).strip(" ,.\"'“”’")
    what = _NOT_DONE.sub("", what)
    for _ in range(3):
        what = _LEADING.sub("", what)
    kept = what.split()[:_MOST_WORDS]
    while len(kept) > 1 and kept[-1].lower() in _LOOSE_ENDS:
        kept.pop()
    return " ".join(kept) if kept and kept[0].lower().strip(",") not in _NO_OBJECT else None


def _same(one: str, other: str) -> bool:
    a, b = bag_of(one), bag_of(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= SAME
