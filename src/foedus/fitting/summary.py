"""The table of a fit, or of several side by side, as in the literature: text, HTML, LaTeX."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

from foedus.fitting.result import Fit

Form = Literal["text", "html", "latex"]

_HEAD = ("", "estimate", "s.e.", "z", "p", "95 % interval")
_ERRORS = {
    "hessian": "standard errors from the Hessian",
    "sandwich": "robust (sandwich) standard errors",
    "clustered": "clustered standard errors",
    "bootstrap": "bootstrap standard errors",
    "nested": "standard errors of the nested pseudo-likelihood",
}


def summary(fit: Fit, form: Form = "text") -> str:
    """The table of one fit.

    Stars stand for p below .05, .01 and .001, as journals have it; the interval says more.
    """
    rows = []
    for row in fit.coefficients:
        p = row["p"]
        stars = "" if not isinstance(p, float) else "*" * sum(p < limit for limit in (0.05, 0.01, 0.001))
        rows.append(
            (
                str(row["name"]),
                number(row["estimate"]) + stars,
                number(row["se"]),
                number(row["z"], 2),
                number(p, 3),
                f"[{number(row['low'])}, {number(row['high'])}]",
            )
        )
    return written(fit.title, [_HEAD, *rows], feet_of(fit), form)


def comparison(fits: Sequence[Fit], labels: Sequence[str], form: Form = "text") -> str:
    """Several fits side by side: estimates with standard errors in parentheses."""
    names = tuple(dict.fromkeys(name for fit in fits for name in fit.names))
    tables = [{str(row["name"]): row for row in fit.coefficients} for fit in fits]
    rows: list[tuple[str, ...]] = [("", *labels)]
    for name in names:
        cells = [
            f"{number(t[name]['estimate'])} ({number(t[name]['se'])})" if name in t else "" for t in tables
        ]
        rows.append((name, *cells))
    rows.append(("log-likelihood", *(f"{fit.log_likelihood:.3f}" for fit in fits)))
    rows.append(("AIC", *(f"{fit.aic:.3f}" for fit in fits)))
    rows.append(("BIC", *(f"{fit.bic:.3f}" for fit in fits)))
    rows.append(("rows", *(str(fit.n) for fit in fits)))
    return written("Comparison of fits", rows, [], form)


def feet_of(fit: Fit) -> list[str]:
    """The lines below a table."""
    gaps = ", ".join(f"{column}: {count}" for column, count in fit.dropped_because.items())
    feet = [
        f"{fit.n} rows, {fit.k} coefficients; {fit.dropped} rows dropped for gaps"
        + (f" ({gaps})" if gaps else ""),
        f"log-likelihood {fit.log_likelihood:.6f}, AIC {fit.aic:.3f}, BIC {fit.bic:.3f}",
        f"{_ERRORS[fit.kind]}; * p < .05, ** p < .01, *** p < .001",
    ]
    kept = {key: fit.settings[key] for key in ("errors", "link", "scale") if key in fit.settings}
    if kept:
        feet.append(", ".join(f"{key}: {_setting(value)}" for key, value in kept.items()))
    if not fit.converged:
        feet.append("The search did not converge: do not rely on these numbers.")
    feet += [f"Flat direction: {words}" for words in fit.information.spoken]
    return [*feet, *fit.notes]


def _setting(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{actor + ' ' if actor else ''}{_setting(part)}" for actor, part in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def number(value: object, digits: int = 4) -> str:
    """A number as a table shows it; a dash for what is none."""
    if not isinstance(value, float):
        return "-"
    if value != 0 and not 1e-3 <= abs(value) < 1e6 and digits == 4:
        return f"{value:.3e}"
    return f"{value:.{digits}f}"


def written(title: str, rows: Sequence[Sequence[str]], feet: Sequence[str], form: Form) -> str:
    """A table in a form: its title, rows of cells (the first is the head), and the lines below it."""
    if form == "html":
        return _html(title, rows, feet)
    if form == "latex":
        return _latex(title, rows, feet)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(w) if place == 0 else cell.rjust(w) for place, (cell, w) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in rows
    ]  # fmt: skip
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    return "\n".join([title, rule, lines[0], rule, *lines[1:], rule, *feet])


def _html(title: str, rows: Sequence[Sequence[str]], feet: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows[1:]
    )
    foot = "".join(f'<tr><td colspan="{len(rows[0])}">{escape(line)}</td></tr>' for line in feet)
    return (
        f'<table class="fit">\n<caption>{escape(title)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n<tfoot>{foot}</tfoot>\n</table>"
    )


_LATEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
          "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "<": "$<$", ">": "$>$"}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in text)


def _latex(title: str, rows: Sequence[Sequence[str]], feet: Sequence[str]) -> str:
    def line(row: Sequence[str]) -> str:
        return " & ".join(_tex(cell) for cell in row) + r" \\"

    notes = "\n".join(rf"\par\footnotesize {_tex(foot)}" for foot in feet)
    columns = "l" + "r" * (len(rows[0]) - 1)
    body = "\n".join(line(row) for row in rows[1:])
    return (
        f"\\begin{{table}}\n\\caption{{{_tex(title)}}}\n\\begin{{tabular}}{{{columns}}}\n\\hline\n{line(rows[0])}\n"
        f"\\hline\n{body}\n\\hline\n\\end{{tabular}}\n{notes}\n\\end{{table}}"
    )
