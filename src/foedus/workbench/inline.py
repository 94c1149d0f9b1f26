"""The brief's typed parts as HTML of the workbench: each number leads to the page of its ground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup, escape

from foedus.brief.document import (
    STANDINGS,
    Figure,
    Given,
    Inline,
    Parts,
    Quote,
    Ref,
    Strong,
    Term,
    digit_runs,
)

_STATEMENT = re.compile(r"\bs[0-9a-f]{10,12}\b")
_DISTRIBUTION = re.compile(r'\{"(\w+)": \[([^\]]*)\]\}')


def why_address(base: str, path: str) -> str:
    """The address of the page that explains the value at a path."""
    return f"{base}/why?path={quote(path, safe='')}"


def inline(parts: Parts, base: str) -> Markup:
    """Parts as HTML, all text escaped."""
    return Markup("").join(_one(part, base) for part in parts)


def cited(text: str, labels: Mapping[str, str], base: str) -> Markup:
    """A text in which every id of a statement that stands is its label and leads to the page of its words."""
    found, at = Markup(""), 0
    for match in _STATEMENT.finditer(text):
        label = labels.get(match[0])
        if label is not None:
            found += escape(text[at : match.start()]) + _link(label, f"statements.{match[0]}", base, "ref")
            at = match.end()
    return found + escape(text[at:])


def told(what: str) -> str:
    """What a change did, without the signs of the files: distributions and paths as people write them."""
    plain = _DISTRIBUTION.sub(lambda m: f"{m[1]} {m[2].replace(',', '')}", what)
    plain = re.sub(r"\b(?:quantities|judgements|reference_class)\.", "", plain)
    return plain.replace("null", "nothing")


def _one(part: Inline, base: str) -> Markup:  # one line for each kind of part
    match part:
        case Figure():
            mark = STANDINGS[part.standing][0]
            raised = Markup("<sup>{}</sup>").format(mark) if mark else Markup("")
            return _link(part.words, part.path, base, f"n {part.standing}") + raised
        case Term():
            return _link(part.words, part.path, base, "term")
        case Strong():
            return Markup("<strong>{}</strong>").format(part.words)
        case Quote():
            return Markup("<q>{}</q>").format(_link(part.words, f"statements.{part.statement}", base, "said"))
        case Ref():
            return _link(part.words, part.path, base, "ref")
        case Given():
            return Markup("").join(
                _link(run, part.path, base, "given") if digits else escape(run)
                for run, digits in digit_runs(part.words)
            )
    return escape(part.words)


def _link(words: str, path: str, base: str, style: str) -> Markup:
    return Markup('<a class="{}" href="{}">{}</a>').format(style, why_address(base, path), words)
