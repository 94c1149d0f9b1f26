"""How a draft writes records into the text of a case: values as the case's own writer has them, and names.

Whatever a draft takes from articles goes through ``flow``, which quotes what YAML could read as anything but
text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from foedus.case import write

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OF_NO_WEIGHT = frozenset(
    "a an the and or of in on to for from with by at over its their his her is are be was were has have that this should more".split()
)
_MOST_WORDS = 5


def flow(value: object) -> str:
    """A value on one line. Halves of surrogate pairs, which no file can hold, become the replacement character."""
    return write.flow(_plain(value))


def _plain(value: object) -> write.Value:
    """A value in the types that the writer of cases takes."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return float(f"{value:.6g}")  # no more digits than were meant: 0.3 and not 0.30000000000000004
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    raise TypeError(f"a case file cannot hold {value!r}")


def block(name: str, members: Mapping[str, Mapping[str, object]], note: str = "") -> str:
    """A section of named records, each over several lines; empty text if there are no members.

    What is None or a blank text is left out: an article whose outlet is not known has no speaker of its own.
    """
    if not members:
        return ""
    lines = [f"# {note}"] if note else []
    lines.append(f"{name}:")
    for key, record in members.items():
        lines.append(f"  {flow(key)}:")
        told = {field: value for field, value in record.items() if value is not None and str(value).strip()}
        lines += [f"    {flow(field)}: {flow(value)}" for field, value in told.items()]
    return "\n".join(lines) + "\n"


def identifier(words: str, taken: Collection[str] = ()) -> str:
    """A name for a case file made from words: lower case, underscores, unique among ``taken``.

    Words that carry no meaning are left out, unless nothing else is there.
    """
    found = re.findall(r"[a-z0-9]+", words.lower().encode("ascii", "ignore").decode())
    told = [word for word in found if word not in _OF_NO_WEIGHT] or found or ["item"]
    stem = "_".join(told[:_MOST_WORDS])
    if stem[0].isdigit():
        stem = f"n{stem}"
    name, i = stem, 2
    while name in taken:
        name, i = f"{stem}_{i}", i + 1
    return name
