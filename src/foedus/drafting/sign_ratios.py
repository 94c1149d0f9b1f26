"""What the signs in the reporting are worth: the assumptions of the table of signs, moved a little by past threats.

``sign_ratios.tsv`` is written by ``scripts/fit_signs.py``; a sign that no past threat showed keeps its assumption, and each
keeps its assumed spread from case to case.
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
    shown = (
        f"{row['threats']} past threats that showed it"
        if row["threats"] != "1"
        else "one past threat that showed it"
    )
    moved = f"from {row['assumed']} to {row['ratio']}" if float(row["ratio"]) != sign.ratio else "nowhere"
    why = f"computed: {shown} moved the ratio {moved}"
    return SignRatio(float(row["ratio"]), sign.spread, f"{sign.because}; {why}")


@cache
def _fitted() -> dict[str, dict[str, str]]:
    text = resources.files("foedus.drafting").joinpath("sign_ratios.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {row["sign"]: row for row in csv.DictReader(lines, delimiter="\t")}
