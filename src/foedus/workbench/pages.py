"""Pages from templates: all text escaped, every name that a template uses must be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from foedus.brief import numbers
from foedus.brief.compose import title_of
from foedus.brief.document import STANDINGS, kind_of
from foedus.brief.forms.inline import inline, sentence
from foedus.brief.names import plain_course, quantity_name
from foedus.brief.prose.method import earlier
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.links import cited, linked, told, why_address
from foedus.workbench.screen import Notice, Screen
from foedus.workbench.trials import Shift, shifts


@dataclass(frozen=True)
class Strip:
    """The answer as every page shows it at its top.

    Attributes:
        courses: what it is now, and what it was before the last change.
        shown: course → its percent, so that they sum to 100.
        since: what the last change was, or "".
        first: draws of this first answer, where the full one is still to come; 0 if it is the full one.
        draws: draws of the full answer.
        undo: what would be undone, or "".
        failed: why the full answer could not be made, or "".
        earlier: that an earlier version saved this answer, and what it does not tell, or "".
    """

    courses: tuple[Shift, ...]
    shown: Mapping[str, str]
    since: str
    first: int
    draws: int
    undo: str
    failed: str = ""
    earlier: str = ""


@dataclass(frozen=True)
class Page:
    """What every page knows.

    Attributes:
        screen: which one it is.
        screens: those of the navigation.
        title: of the case.
        base: what stands before every address.
        query: the state in the address, without "?".
        who: who makes changes from here.
        strip: the answer at the top.
        notice: a fault or a conflict to tell, or None.
        fields: what the address holds.
        labels: id of a statement → its label.
        typed: what the visitor had written in a form that failed: field → text.
    """

    screen: Screen
    screens: Sequence[Screen]
    title: str
    base: str
    query: str
    who: str
    strip: Strip
    notice: Notice | None = None
    fields: Fields = field(default_factory=Fields)
    labels: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def strip_of(bench: Bench, before: Mapping[str, Any] | None = None, failed: str = "") -> Strip:
    """The answer for the top of every page.

    Args:
        bench: the folder.
        before: the answer before the last change, where it is known from as many draws as the one that stands.
        failed: why the full answer could not be made, or "".
    """
    now = bench.assessment
    before = (before or bench.grounds.previous) if bench.changes else None
    names = {row["id"]: plain_course(bench.grounds, str(row["id"])) for row in now["courses"]}
    moved = shifts(before or now, now)
    last = next((c for c in reversed(bench.changes) if c.get("answered", True)), None)
    return Strip(
        courses=tuple(Shift(s.id, names.get(s.id, s.id), s.now, s.then) for s in moved),
        shown=numbers.course_percents({row["id"]: float(row["probability"]) for row in now["courses"]}),
        since=f"change {last['number']} ({last['by']}): {told(str(last['what']))}" if last else "",
        first=bench.draws if bench.is_first else 0,
        draws=int(bench.settings["draws"]),
        undo=told(str(bench.undoable["what"])) if bench.undoable else "",
        failed=failed if bench.is_first else "",
        earlier=earlier(bench.grounds),
    )


def case_title(bench: Bench) -> str:
    """What the case is called."""
    return title_of(bench.grounds)


def render(template: str, base: str, **values: Any) -> str:
    """A page from a template; ``base`` stands before every address in it."""
    environment = environment_for(base)
    return environment.get_template(template).render(base=base, **values)


@cache
def environment_for(base: str) -> Environment:
    """The templates with our filters."""
    ours, of_brief = (
        PackageLoader("foedus.workbench", "templates"),
        PackageLoader("foedus.brief", "templates"),
    )
    environment = Environment(
        loader=ChoiceLoader([ours, of_brief]), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    link = linked(base)
    environment.globals["marks"] = [(mark, meaning) for mark, meaning in STANDINGS.values() if mark]
    environment.filters |= {
        "percent": numbers.percent,
        "points": points,
        "courses": numbers.course_percents,
        "side": lambda rows, side: {row.id: getattr(row, side) for row in rows},
        "plain": numbers.plain_value,
        "told": told,
        "day": lambda text: numbers.day(str(text or "")),
        "odds": numbers.odds,
        "words": quantity_name,
        "inline": lambda parts: inline(parts, link),
        "sentence": lambda parts: sentence(parts, link),
        "kind": kind_of,
        "drawn": Markup,  # drawn by us, its text escaped there
        "why": lambda path: why_address(base, path),
        "part": lambda text: quote(str(text), safe=""),
        "cited": lambda text, labels: cited(str(text), labels, base),
    }
    return environment


def points(difference: float, roughly: bool = False) -> str:
    """A difference of probabilities in percentage points, signed; "no change" where it would show as none.

    Args:
        difference: of two probabilities.
        roughly: in whole points, where one side has too few draws for more.
    """
    shown = round(100 * difference, 0 if roughly else 1)
    if shown == 0:
        return "about as before" if roughly else "no change"
    sign = "+" if shown > 0 else "−"
    return f"about {sign}{abs(shown):.0f}" if roughly else f"{sign}{abs(shown):.1f}"
