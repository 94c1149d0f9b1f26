"""Which body at home a speaker speaks for: a legislature, a court, the opposition, the military, officials.

    >>> body_spoken_for("Kari Lund", "chairwoman of the Storting's defence committee")
    'Storting'
    >>> body_spoken_for("the opposition leader"), body_spoken_for("a senior lawmaker"), body_spoken_for("Per Dahl", "historian")
    ('opposition', 'Parliament', None)

A body of the table of institutions that the words name goes before what the speaker's office tells.
"""

from __future__ import annotations

import re

from foedus.reporting.names.gazetteer import kind_of_institution, names
from foedus.reporting.names.roles import FORMER

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_LONGEST = 4
"""Words of an institution's name."""
_OF_OFFICES = {
    "senator": "Senate", "senators": "Senate", "mp": "Parliament", "mps": "Parliament", "lawmaker": "Parliament",
    "legislator": "Parliament", "parliamentarian": "Parliament", "backbencher": "Parliament", "backbenchers": "Parliament",
    "whip": "Parliament", "deputies": "Parliament", "parliamentary": "Parliament", "general": "military", "admiral": "military",
}  # fmt: skip
"""Words for those who sit in a body, with the table's name for it."""
_OPPOSING = frozenset(("opposition", "shadow"))
_NOT_MILITARY = frozenset(
    ("attorney", "solicitor", "secretary", "director", "inspector", "auditor", "consul", "prosecutor")
)
_KINDS = frozenset(("legislature", "court", "military", "party"))


def body_spoken_for(speaker: str, described: str = "") -> str | None:
    """The body at home, as the table of institutions names it, or None where the words tell none.

    Args:
        speaker: the resolved name, or the source's own words.
        described: what the text says of them ("chairwoman of the defence committee"), or "".
    """
    words = [_POSSESSIVE.sub("", w) for w in _WORD.findall(f"{described} {speaker}")]
    low = [w.lower() for w in words]
    if FORMER.intersection(low):
        return None
    if _OPPOSING.intersection(low):
        return "opposition"
    named = _institution_in(words)
    if named is not None:
        return named
    for before, word in zip(["", *low], low, strict=False):
        body = _OF_OFFICES.get(word)
        if body is not None and not (body == "military" and before in _NOT_MILITARY):
            return body
    return (
        "Parliament" if low[-1:] == ["deputy"] or "deputy" in _WORD.findall(described.lower())[-1:] else None
    )


def _institution_in(words: list[str]) -> str | None:
    """The first body with a say that stands in some words, the longest name at each place."""
    for i in range(len(words)):
        for size in range(min(_LONGEST, len(words) - i), 0, -1):
            meaning = names().get(" ".join(words[i : i + size]))
            if (
                meaning is not None
                and meaning.sort == "institution"
                and kind_of_institution(meaning.actor) in _KINDS
            ):
                return meaning.actor
    return None
