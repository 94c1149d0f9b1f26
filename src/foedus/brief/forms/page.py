"""The brief as one self-contained HTML file: no script, nothing fetched, readable on a phone, in print, in the dark.

Every number is a link to its side note, and every note links on to what it rests on, so that a reader walks
from the answer to the words of an article by links alone. Notes open beside the text by the ``:target`` rule
of the style sheet. All text passes Jinja's escaping; a content security policy forbids scripts besides.

A user's own templates: a folder with a ``brief.html.jinja`` is looked at first; ``foedus/brief.html.jinja`` is ours,
so that a page of the user's can extend it and change one of its blocks (style, heading, contents, colophon).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from foedus.brief.document import STANDINGS, Document, Note, anchor, kind_of
from foedus.brief.forms.inline import Link, inline, sentence

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
    link = _linked(links)
    environment.filters["inline"] = lambda parts: inline(parts, link)
    environment.filters["sentence"] = lambda parts: sentence(parts, link)
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
    ours = PackageLoader("foedus.brief", "templates")
    loaders: list[BaseLoader] = [ours, PrefixLoader({"foedus": ours})]
    if templates is not None:
        loaders.insert(0, FileSystemLoader(templates))
    return SandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _linked(links: Links) -> Link:
    """Links to the notes of the page; each is itself a place to come back to."""

    def link(words: str, path: str, style: str) -> Markup:
        target = links.to[path]
        kind = Markup('class="{}" ').format(style) if style else Markup("")
        return Markup('<a {}id="{}" href="#{}">{}</a>').format(kind, links.origin(target), target, words)

    return link


def back_of(note: Note, links: Links) -> str:
    """Where the way back from a note leads: the first place that calls it, else the top."""
    return links.back.get(anchor(note.path), "top")
