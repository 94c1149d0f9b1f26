"""The small part of YAML that a draft writes: quoted text, numbers, flow mappings and block mappings.

Everything a draft takes from articles is written quoted, so that no text of an article can be read as
anything but text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_RESERVED = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def quoted(text: str) -> str:
    """A text as a double-quoted scalar; control characters become spaces."""
    return json.dumps(_CONTROL.sub(" ", text).replace("\n", " "), ensure_ascii=False)


def scalar(value: object) -> str:
    """A value as a scalar: numbers bare, plain words bare, every other text quoted."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.6g}"
    text = str(value)
    return text if _PLAIN.match(text) and text.lower() not in _RESERVED else quoted(text)


def flow(value: object) -> str:
    """A value in flow notation, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def block(name: str, members: Mapping[str, Mapping[str, object]], note: str = "") -> str:
    """A section of named records, each over several lines; empty text if there are no members."""
    if not members:
        return ""
    lines = [f"# {note}"] if note else []
    lines.append(f"{name}:")
    for key, record in members.items():
        lines.append(f"  {scalar(key)}:")
        lines += [
            f"    {scalar(field)}: {flow(value)}" for field, value in record.items() if value is not None
        ]
    return "\n".join(lines) + "\n"


def identifier(words: str, taken: Sequence[str] = ()) -> str:
    """A name for a case file made from words: lower case, underscores, unique among ``taken``."""
    stem = re.sub(r"[^a-z0-9]+", "_", words.lower().encode("ascii", "ignore").decode()).strip("_") or "item"
    if stem[0].isdigit():
        stem = f"n{stem}"
    stem = "_".join(stem.split("_")[:5])
    name, i = stem, 2
    while name in taken:
        name, i = f"{stem}_{i}", i + 1
    return name
