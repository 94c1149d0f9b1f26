"""Links of the workbench: each number leads to the page of its ground, each cited statement to that of its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup, escape

from foedus.brief.forms.inline import Link
from foedus.brief.names import quantity_name

_STATEMENT = re.compile(r"\bs[0-9a-f]{10,12}\b")
_PLACE = re.compile(r"(^|, |: )(?:(?:quantities|judgements|reference_class)\.)?([\w.\[\]]+) = ")
_DISTRIBUTION = re.compile(r'\{"(\w+)": \[([^\]]*)\]\}')


def why_address(base: str, path: str) -> str:
    """The address of the page that explains the value at a path."""
    return f"{base}/why?path={quote(path, safe='')}"


def linked(base: str) -> Link:
    """Links to the pages that explain, under a base path."""

    def link(words: str, path: str, style: str) -> Markup:
        return Markup('<a class="{}" href="{}">{}</a>').format(
            style or "said", why_address(base, path), words
        )

    return link


def cited(text: str, labels: Mapping[str, str], base: str) -> Markup:
    """A text in which every id of a statement that stands is its label and leads to the page of its words."""
    link = linked(base)
    found, at = Markup(""), 0
    for match in _STATEMENT.finditer(text):
        label = labels.get(match[0])
        if label is not None:
            found += escape(text[at : match.start()]) + link(label, f"statements.{match[0]}", "ref")
            at = match.end()
    return found + escape(text[at:])


def told(what: str) -> str:
    """What a change did, without the signs of the files: distributions and paths as people write them."""
    plain = _DISTRIBUTION.sub(lambda m: f"{m[1]} {m[2].replace(',', '')}", what)
    plain = _PLACE.sub(lambda m: f"{m[1]}{quantity_name(m[2])} = ", plain)
    return plain.replace(" = null", " = nothing")
