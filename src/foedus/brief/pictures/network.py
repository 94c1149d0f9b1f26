"""What follows what: the consequences as a tree from the course down, with both probabilities of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief.consequence_standing import unaffected, untold
from foedus.brief.document import Picture, Row, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import subject_name
from foedus.brief.numbers import percent
from foedus.brief.parts import chance, given, join
from foedus.drawing import NARROW, WIDE, Canvas, wrap

ASSUMED = "ᵃ"
"""What the brief raises beside a number that is assumed."""

Line = tuple[int, str, str, Mapping[str, Any] | None]


def picture(grounds: Grounds) -> Picture | None:
    """The picture of the consequences; None if there is none."""
    entries = _shown(grounds)
    if not entries:
        return None
    rows = tuple(
        Row(((given(grounds, f"consequences.{e['id']}.name"),), subject_name(grounds, str(e.get("given") or ""), quoted=False),
             (chance(grounds, f"consequences.{e['id']}.probability_given", standing="assumed" if untold(grounds, e) else "computed"),),
             (chance(grounds, f"consequences.{e['id']}.probability"),)))
        for e in entries
    )  # fmt: skip
    told = "; ".join(
        f"{e['name']}, {percent(float(e['probability_given']))}{' (assumed)' if untold(grounds, e) else ''} after {_plain_source(grounds, e)}, "
        f"{percent(float(e['probability']))} overall" for e in entries
    )  # fmt: skip
    return Picture(
        "picture-consequences",
        join("What follows what: the bar is the probability once the line above it has happened, the number at its end; in "
             "brackets the overall probability by the deadline.",
             f" {ASSUMED} marks what is assumed, for nothing in the articles tells it." if any(untold(grounds, e) for e in entries) else ""),
        f"Tree of consequences: {told}.", _draw(grounds, WIDE), _draw(grounds, NARROW),
        Table(("Consequence", "Follows from", "If that happens", "Overall"), rows, numeric=(2, 3)),
    )  # fmt: skip


def _shown(grounds: Grounds) -> list[Mapping[str, Any]]:
    """The consequences that depend on what they follow from."""
    return [entry for entry in grounds.entries("consequences") if not unaffected(entry)]


def _plain_source(grounds: Grounds, entry: Mapping[str, Any]) -> str:
    return "".join(part.words for part in subject_name(grounds, str(entry.get("given") or ""), quoted=False))


def _lines(grounds: Grounds) -> list[Line]:
    """The tree as lines: depth, name, parent, entry; each consequence under what it follows from."""
    entries = _shown(grounds)
    known = {str(e["id"]) for e in entries}
    roots = list(
        dict.fromkeys(str(e.get("given") or "") for e in entries if str(e.get("given") or "") not in known)
    )
    found: list[Line] = []
    met: set[str] = set()

    def grow(parent: str, depth: int) -> None:
        below = [e for e in entries if str(e.get("given") or "") == parent and str(e["id"]) not in met]
        for entry in sorted(below, key=lambda e: (-float(e["probability_given"]), str(e["id"]))):
            met.add(str(entry["id"]))
            found.append((depth, str(entry["name"]), parent, entry))
            grow(str(entry["id"]), depth + 1)

    for root in roots:
        name = "".join(part.words for part in subject_name(grounds, root, quoted=False))
        found.append((0, name, "", None))
        grow(root, 1)
    return found


def _draw(grounds: Grounds, width: int) -> str:
    canvas = Canvas(width)
    wide = width >= WIDE
    indent, size = (28.0, 13.5) if wide else (16.0, 12.5)
    bar = 150.0 if wide else 90.0
    right = width - (104.0 if wide else 88.0)
    y = 22.0
    stems: dict[int, float] = {}
    for depth, name, _, entry in _lines(grounds):
        x = 8 + indent * depth
        if entry is None:
            lines = wrap(name, width - 24, size, 2)
            for j, line in enumerate(lines):
                canvas.text(x, y + 17 * j, line, size=size + 0.5, bold=True)
            y += 17 * (len(lines) - 1)
            stems[1] = y + 8
            y += 32
            continue
        room = right - bar - x - 22 if wide else width - x - 16
        lines = wrap(name, room, size, 2 if wide else 3)
        middle = y - 5
        stem = x - indent + 8
        canvas.path(
            f"M{stem:.1f} {stems.get(depth, middle - 20):.1f}V{middle:.1f}H{x - 5:.1f}", "pic-stem", 1.2
        )
        for j, line in enumerate(lines):
            canvas.text(x, y + 16 * j, line, size=size)
        at = y if wide else y + 16 * (len(lines) - 1) + 20
        start = right - bar if wide else x
        share = float(entry["probability_given"])
        canvas.rect(start, at - 10, bar, 11, "pic-wash")
        canvas.rect(start, at - 10, bar * share, 11, "pic-accent")
        mark = ASSUMED if untold(grounds, entry) else ""
        canvas.text(start + bar + 8, at, f"{percent(share)}{mark}", size=size, bold=not mark)
        offset = 44 if share < 0.995 else 64
        canvas.text(
            start + bar + offset,
            at,
            f"({percent(float(entry['probability']))})",
            size=size - 0.5,
            style="pic-soft",
        )
        stems[depth + 1] = (y + 16 * (len(lines) - 1) if wide else at) + 6
        y = max(y + 16 * (len(lines) - 1), at) + (28 if wide else 30)
    return canvas.drawing(y - 8)
