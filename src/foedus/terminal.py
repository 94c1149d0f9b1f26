"""An assessment in the terminal: what a person wants to see first, and where the rest lies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

_WIDTH = 100
_BAR = 24


def json_text(record: Mapping[str, Any]) -> str:
    """A record as indented JSON; the same record gives the same text."""
    return json.dumps(record, ensure_ascii=False, indent=1)


def percent(p: float) -> str:
    """A probability as people read it: whole percents, ends not rounded to certainty."""
    if p < 0.005:
        return "<1 %"
    if p > 0.995:
        return ">99 %"
    return f"{100 * p:.0f} %"


def _bar(p: float) -> str:
    full = round(p * _BAR)
    return "█" * full + "·" * (_BAR - full)


def assessment_text(assessment: Mapping[str, Any], folder: Path) -> str:
    """The answer as a page of text of at most 100 columns."""
    out = Console(file=StringIO(), width=_WIDTH, highlight=False, color_system=None, markup=True)
    question = assessment["question"]
    out.print(f"[bold]{escape(question['event'])}[/bold]")
    articles, origins = assessment["articles"], assessment["origins"]
    out.print(
        f"as of {question['as_of']}, by {question['deadline']} · {len(articles)} articles, "
        f"{len(origins)} independent origin{'s' if len(origins) != 1 else ''} of the shared facts\n"
    )
    courses = _table("Will they?", "", "", "90 % interval", "")
    for course in assessment["courses"]:
        courses.add_row(
            course["name"],
            percent(course["probability"]),
            _interval(course),
            course["word"],
            _bar(course["probability"]),
        )
    out.print(courses)
    why = _table("Why say it?", "", "", "90 % interval", "")
    for explanation in assessment["explanations"]:
        why.add_row(
            explanation["name"],
            percent(explanation["probability"]),
            _interval(explanation),
            "",
            _bar(explanation["probability"]),
        )
    if assessment["explanations"]:
        out.print(why)
    if assessment["consequences"]:
        follows = _table("What if?", "", "given", "overall", "")
        for row in assessment["consequences"]:
            follows.add_row(
                row["name"],
                percent(row["probability_given"]),
                f"given {row['given']}",
                percent(row["probability"]),
                _bar(row["probability_given"]),
            )
        out.print(follows)
    _steps(out, assessment)
    _watch(out, assessment)
    out.print(f"brief      {folder / 'brief.html'}")
    out.print(f"           {folder / 'brief.md'}")
    out.print(f"case       {folder / 'case.yaml'}   (edit it, then: foedus assess ... --case)")
    text = out.file.getvalue()  # type: ignore[attr-defined]  # it is the StringIO of above
    return "\n".join(line.rstrip() for line in text.splitlines())


def _table(title: str, *headings: str) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=None,
        padding=(0, 2, 0, 0),
        show_header=False,
        pad_edge=False,
    )
    table.add_column(max_width=44, min_width=30)
    table.add_column(justify="right")
    table.add_column()
    table.add_column()
    table.add_column(no_wrap=True)
    return table


def _interval(row: Mapping[str, Any]) -> str:
    return f"{percent(row['low'])[:-2]} to {percent(row['high'])}"


def _steps(out: Console, assessment: Mapping[str, Any]) -> None:
    names = {
        "base_rate": "history alone",
        "moves": "and the moves seen",
        "judgements": "and what sources judge",
    }
    table = Table(
        title="How the answer came about",
        title_justify="left",
        title_style="bold",
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
    )
    table.add_column("")
    ids = [course["id"] for course in assessment["courses"]]
    for course in ids:
        table.add_column(course, justify="right")
    for step in assessment["steps"]:
        table.add_row(
            names.get(step["id"], step["id"]), *(percent(step["courses"][course]) for course in ids)
        )
    out.print(table)


def _watch(out: Console, assessment: Mapping[str, Any]) -> None:
    rows = assessment["signposts"][:4]
    if not rows:
        return
    headline = assessment["courses"][0]["id"]
    table = Table(
        title="What to watch",
        title_justify="left",
        title_style="bold",
        box=None,
        padding=(0, 2, 0, 0),
        show_header=False,
        pad_edge=False,
    )
    for _ in range(3):
        table.add_column()
    for row in rows:
        table.add_row(
            row["event"],
            percent(row["probability"]),
            f"if seen, {headline} becomes {percent(row['courses_if_seen'][headline])}",
        )
    out.print(table)
    out.print("")
