"""The typed parts of a sentence as HTML, all text escaped; where a part leads is up to the page that holds it."""

from __future__ import annotations

from collections.abc import Callable

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
    Text,
    digit_runs,
)

Link = Callable[[str, str, str], Markup]
"""Words, the path of their ground and a style → the link to that ground ("" for no style)."""


def inline(parts: Parts, link: Link) -> Markup:
    """Parts as HTML."""
    return Markup("").join(_one(part, link) for part in parts)


def sentence(parts: Parts, link: Link) -> Markup:
    """Parts as HTML, with a capital at the start."""
    return inline(_capital(parts), link)


def _capital(parts: Parts) -> Parts:
    """The parts with a capital at the start of the sentence; figures and quotations stay as they are."""
    if not parts or not isinstance(parts[0], Text | Given | Strong):
        return parts
    head = parts[0]
    words = head.words[:1].upper() + head.words[1:]
    first: Inline = Given(words, head.path) if isinstance(head, Given) else type(head)(words)
    return (first, *parts[1:])


def _one(part: Inline, link: Link) -> Markup:  # one line for each kind of part
    match part:
        case Figure():
            mark = STANDINGS[part.standing][0]
            raised = Markup("<sup>{}</sup>").format(mark) if mark else Markup("")
            return link(part.words, part.path, f"n {part.standing}") + raised
        case Term():
            return link(part.words, part.path, "term")
        case Strong():
            return Markup("<strong>{}</strong>").format(part.words)
        case Quote():
            return _quote(part, link)
        case Ref():
            return link(part.words, part.path, "ref")
        case Given():
            return Markup("").join(
                link(run, part.path, "given") if digits else escape(run)
                for run, digits in digit_runs(part.words)
            )
    return escape(part.words)


def _quote(part: Quote, link: Link) -> Markup:
    raised = Markup('<sup title="{}">t</sup>').format(part.translated) if part.translated else Markup("")
    style = "spoken" if part.spoken else "worded"
    return (
        Markup('<q class="{}">{}</q>').format(style, link(part.words, f"statements.{part.statement}", ""))
        + raised
    )
