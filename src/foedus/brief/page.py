"""The brief as one self-contained HTML file: no script, nothing fetched, readable on a phone, in print, in the dark.

Every number is a link to its side note, and every note links on to what it rests on, so that a reader walks
from the answer to the words of an article by links alone. Notes open beside the text by the ``:target`` rule
of the style sheet. All text passes Jinja's escaping; a content security policy forbids scripts besides.

A user's own templates: a folder with a ``brief.html.jinja`` (or any block of it) is looked at first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from foedus.brief.document import (
    STANDINGS,
    Document,
    Figure,
    Given,
    Inline,
    Note,
    Parts,
    Quote,
    Ref,
    Strong,
    Term,
    Text,
    anchor,
    digit_runs,
    kind_of,
)

TEMPLATE = "brief.html.jinja"


@dataclass
class Links:
    """Addresses of the notes, and where each note is first called from (the way back)."""

    to: Mapping[str, str]
    back: dict[str, str]
    made: int = 0

    def origin(self, target: str) -> str:
        """A fresh id for a place that calls a note, kept as the way back if it is the first."""
        self.made += 1
        name = f"c{self.made}"
        self.back.setdefault(target, name)
        return name


def render(document: Document, templates: Path | None = None) -> str:
    """The whole brief as one HTML file.

    Args:
        document: the brief.
        templates: a folder with the user's own templates, looked at before ours.
    """
    links = Links(document.addresses, {})
    environment = _environment(templates)
    environment.filters["inline"] = lambda parts: _inline_all(parts, links)
    environment.filters["sentence"] = lambda parts: _inline_all(_capital(parts), links)
    environment.filters["kind"] = kind_of
    environment.filters["drawn"] = Markup  # drawn by us, its text escaped there
    titles = {anchor(note.path): note.title for note in document.notes}
    page = environment.get_template(TEMPLATE).render(
        document=document,
        links=links,
        anchor=anchor,
        titles=titles,
        legend=[(mark, meaning) for mark, meaning in STANDINGS.values() if mark],
        note_title=lambda note: note.title,
    )
    return page if page.endswith("\n") else f"{page}\n"


def _environment(templates: Path | None) -> SandboxedEnvironment:
    loaders: list[BaseLoader] = [PackageLoader("foedus.brief", "templates")]
    if templates is not None:
        loaders.insert(0, FileSystemLoader(templates))
    return SandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _capital(parts: Parts) -> Parts:
    """The parts with a capital at the start of the sentence; figures and quotations stay as they are."""
    if not parts or not isinstance(parts[0], Text | Given | Strong):
        return parts
    head = parts[0]
    words = head.words[:1].upper() + head.words[1:]
    first: Inline = Given(words, head.path) if isinstance(head, Given) else type(head)(words)
    return (first, *parts[1:])


def _inline_all(parts: Parts, links: Links) -> Markup:
    return Markup("").join(_inline(part, links) for part in parts)


def _inline(part: Inline, links: Links) -> Markup:  # one line for each kind of part
    match part:
        case Figure():
            mark = STANDINGS[part.standing][0]
            raised = Markup("<sup>{}</sup>").format(mark) if mark else Markup("")
            return _link(part.words, part.path, links, f"n {part.standing}") + raised
        case Term():
            return _link(part.words, part.path, links, "term")
        case Strong():
            return Markup("<strong>{}</strong>").format(part.words)
        case Quote():
            return _quote(part, links)
        case Ref():
            return _link(part.words, part.path, links, "ref")
        case Given():
            return Markup("").join(
                _link(run, part.path, links, "given") if digits else escape(run)
                for run, digits in digit_runs(part.words)
            )
    return escape(part.words)


def _link(words: str, path: str, links: Links, style: str) -> Markup:
    target = links.to[path]
    return Markup('<a class="{}" id="{}" href="#{}">{}</a>').format(
        style, links.origin(target), target, words
    )


def _quote(part: Quote, links: Links) -> Markup:
    target = links.to[f"statements.{part.statement}"]
    raised = Markup('<sup title="{}">t</sup>').format(part.translated) if part.translated else Markup("")
    style = "spoken" if part.spoken else "worded"
    quote = Markup('<q class="{}"><a id="{}" href="#{}">{}</a></q>').format(
        style, links.origin(target), target, part.words
    )
    return quote + raised


def back_of(note: Note, links: Links) -> str:
    """Where the way back from a note leads: the first place that calls it, else the top."""
    return links.back.get(anchor(note.path), "top")
