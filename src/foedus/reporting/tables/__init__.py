"""The tables of the reader: cues, phrases, names, signs and rules, each row with its reference.

>>> rows_of("signs.tsv")[0]["id"]
'talks_under_way'
"""

from __future__ import annotations

import csv
from importlib import resources


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of a table that ships in this folder; lines that begin with # are notes."""
    text = resources.files("foedus.reporting.tables").joinpath(table).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
