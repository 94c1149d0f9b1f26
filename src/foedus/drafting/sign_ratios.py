"""What the signs in the reporting are worth: the assumptions of the table of signs, fitted to past threats.

``sign_ratios.tsv`` is written by ``scripts/fit_signs.py``; a sign that no past threat showed keeps its assumption.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from foedus.reporting.threats.signs import Sign


@dataclass(frozen=True, slots=True)
class SignRatio:
    """The likelihood ratio of a sign: median and log standard deviation of a lognormal, and its reason."""

    ratio: float
    spread: float
    because: str


def ratio_of(sign: Sign) -> SignRatio:
    """What a sign is worth for the course that it favours."""
    row = _fitted().get(sign.id)
    if row is None:
        return SignRatio(sign.ratio, sign.spread, sign.because)
    shown = f"{row['threats']} of them" if row["threats"] != "1" else "one of them"
    why = f"computed: fitted to past threats, of which {shown} showed it, from an assumed {sign.ratio:g}"
    return SignRatio(float(row["ratio"]), float(row["spread"]), f"{why}; {sign.because}")


@cache
def _fitted() -> dict[str, dict[str, str]]:
    text = resources.files("foedus.drafting").joinpath("sign_ratios.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {row["sign"]: row for row in csv.DictReader(lines, delimiter="\t")}
