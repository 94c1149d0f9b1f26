"""Which picture stands in which section, and after which of its blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from foedus.brief.document import Picture, Section
from foedus.brief.grounds import Grounds
from foedus.brief.pictures import courses, history, network, origins, steps, tornado

# section → (picture, after how many blocks)
PLACES: dict[str, tuple[tuple[Callable[[Grounds], Picture | None], int], ...]] = {
    "bottom-line": ((courses.picture, 5),),
    "evidence": ((steps.picture, 0), (history.picture, 1)),
    "if-it-happened": ((network.picture, 1),),
    "what-it-rests-on": ((tornado.picture, 1),),
    "sources": ((origins.picture, 1),),
}


def illustrated(grounds: Grounds, section: Section) -> Section:
    """The section with its pictures put between its blocks."""
    blocks = list(section.blocks)
    shift = 0
    for draw, after in PLACES.get(section.id, ()):
        found = draw(grounds)
        if found is not None:
            blocks.insert(min(after + shift, len(blocks)), found)
            shift += 1
    return replace(section, blocks=tuple(blocks))
