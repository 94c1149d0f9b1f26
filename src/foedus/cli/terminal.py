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

from foedus.brief import numbers
from foedus.brief.grounds import Grounds
from foedus.brief.names import sign_name
from foedus.wording import with_article

_WIDTH = 100
_BAR = 18
_QUOTED = 110
"""Characters of a statement at most."""


def json_text(record: Mapping[str, Any]) -> str:
    """A record as indented JSON; the same record gives the same text."""
    return json.dumps(record, ensure_ascii=False, indent=1)


def percent(p: float) -> str:
    """A probability as the brief writes it, its ends in signs where the brief has words."""
    return _short(numbers.percent(p))


def _course_percents(shares: Mapping[str, float]) -> dict[str, str]:
    """Course → its percent, so that the courses sum to 100 as they do in the brief."""
    return {course: _short(shown) for course, shown in numbers.course_percents(shares).items()}


def _short(shown: str) -> str:
    return shown.replace(numbers.NBSP, " ").replace("under ", "<").replace("over ", ">")


def _bar(p: float, width: int = _BAR) -> str:
    full = round(p * width)
    return "█" * full + "·" * (width - full)


def assessment_text(assessment: Mapping[str, Any], folder: Path) -> str:
    """The answer as a page of text of at most 100 columns."""
    out = Console(file=StringIO(), width=_WIDTH, highlight=False, color_system=None, markup=True)
    question = assessment["question"]
    out.print(f"[bold]{escape(question['event'])}[/bold]")
    articles, origins = assessment["articles"], assessment["origins"]
    out.print(
        f"as of {question['as_of']}, by {question['deadline']} · {len(articles)} article{'s' if len(articles) != 1 else ''}, "
        f"{len(origins)} independent origin{'s' if len(origins) != 1 else ''} of the shared facts\n"
    )
    courses = _table("Will they?")
    shown = _course_percents({course["id"]: course["probability"] for course in assessment["courses"]})
    for course in assessment["courses"]:
        courses.add_row(
            escape(course["name"]), shown[course["id"]], _interval(course), course["word"], _bar(course["probability"])
        )  # fmt: skip
    out.print(courses, "", sep="\n")
    why = _table("Why say it?")
    for row in assessment["explanations"]:
        why.add_row(
            escape(row["name"]), percent(row["probability"]), _interval(row), "", _bar(row["probability"])
        )
    if assessment["explanations"]:
        out.print(why, "", sep="\n")
    _consequences(out, assessment)
    _steps(out, assessment)
    _watch(out, assessment)
    _worth_checking(out, assessment)
    out.print(f"in words   foedus brief {folder}   (the first page, here)")
    out.print(f"brief      {folder / 'brief.html'}")
    out.print(f"           {folder / 'brief.md'}")
    out.print(f"case       {folder / 'case.yaml'}   (edit it, then: foedus assess ... --case)")
    text = out.file.getvalue()  # type: ignore[attr-defined]  # it is the StringIO of above
    return "\n".join(line.rstrip() for line in text.splitlines())


def _table(title: str) -> Table:
    """A table of probabilities: name, number, interval, word, bar."""
    table = _plain(title)
    table.add_column(width=38)
    table.add_column(justify="right", width=5)
    table.add_column(width=12)
    table.add_column(width=18)
    table.add_column(no_wrap=True)
    return table


def _plain(title: str, *, header: bool = False) -> Table:
    return Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=header,
        header_style="none",
    )  # fmt: skip


def _consequences(out: Console, assessment: Mapping[str, Any]) -> None:
    """What may follow: given exit (or what else it follows from), and overall."""
    rows = assessment["consequences"]
    if not rows:
        return
    names = {row["id"]: row["name"] for row in (*assessment["courses"], *rows)}
    table = _plain("What if?", header=True)
    table.add_column("", width=64)
    alike = all(row["given"] == "exit" for row in rows)
    table.add_column("if exit" if alike else "given", justify="right", width=7, no_wrap=True)
    table.add_column("overall", justify="right", width=7)
    table.add_column("", no_wrap=True)
    for row in rows:
        name = (
            escape(row["name"])
            if row["given"] == "exit"
            else f"{escape(row['name'])} (given: {escape(names.get(row['given'], row['given']))})"
        )
        table.add_row(
            name,
            f"({percent(row['probability_given'])})" if _untold(row) else percent(row["probability_given"]),
            percent(row["probability"]),
            "" if _untold(row) else _bar(row["probability_given"], 12),
        )
    out.print(table)
    if any(_untold(row) for row in rows):
        out.print("  In brackets: nothing in the articles tells how likely; assumed.", style="dim")
    out.print()


def _untold(row: Mapping[str, Any]) -> bool:
    """Whether no words tell how likely a consequence is, so that its number is an assumption."""
    return bool(row["statements"]) and str(row.get("because", "")).startswith("assumption")


def _interval(row: Mapping[str, Any]) -> str:
    return f"{percent(row['low'])[:-2]} to {percent(row['high'])}"


def _steps(out: Console, assessment: Mapping[str, Any]) -> None:
    names = {
        "base_rate": "history alone",
        "moves": "and the moves seen",
        "judgements": "and what sources judge",
    }
    table = _plain("How the answer came about", header=True)
    table.add_column("", width=38)
    for course in assessment["courses"]:
        table.add_column(escape(course["name"]), justify="right")
    for step in assessment["steps"]:
        shown = _course_percents(step["courses"])
        shares = (shown[course["id"]] for course in assessment["courses"])
        table.add_row(names.get(step["id"], step["id"]), *shares)
    out.print(table, "", sep="\n")


def _worth_checking(out: Console, assessment: Mapping[str, Any]) -> None:
    """The readings that move the answer most and are in doubt."""
    rows = assessment.get("worth_checking", ())[:3]
    if not rows:
        return
    table = _plain("What to check first: read by a program, and in doubt", header=True)
    table.add_column("", width=58)
    table.add_column("read as", width=30)
    table.add_column("sure", justify="right")
    grounds = Grounds(assessment)  # for the names of the parties
    for row in rows:
        words = row["words"] if len(row["words"]) <= _QUOTED else f"{row['words'][:_QUOTED].rstrip()}…"
        table.add_row(escape(f"“{words}”"), escape(sign_name(grounds, row["read_as"])), percent(row["sure"]))
    out.print(table, "", sep="\n")


def _watch(out: Console, assessment: Mapping[str, Any]) -> None:
    rows = assessment["signposts"][:4]
    if not rows:
        return
    headline = assessment["courses"][0]
    table = _plain(f"What to watch until {assessment['question']['deadline']}", header=True)
    table.add_column("", width=58)
    table.add_column("seen", justify="right")
    table.add_column(f"{escape(headline['name'])} if seen", justify="right")
    table.add_column("if not", justify="right")
    for row in rows:
        then = [row[field][headline["id"]] for field in ("courses_if_seen", "courses_otherwise")]
        table.add_row(escape(with_article(row["event"])), *map(percent, (row["probability"], *then)))
    out.print(table, "", sep="\n")
