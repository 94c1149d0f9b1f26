#!/usr/bin/env python3
"""Rebuild the lexicon of words of estimative probability from the surveys.

    python scripts/build_lexicon.py WORDS [-o src/foedus/reporting/tables/lexicon.tsv]

WORDS is a folder with the surveys: ``capphrase_absolute_judgements.csv`` (CAPphrase, A. Kucharski and others,
CC-BY 4.0, doi 10.5281/zenodo.18750055) and ``phrase_summary.csv``, the percentiles of three smaller surveys.
``lexicon_recipe.tsv`` beside this script says of each phrase where its numbers come from:

    CAPphrase2026:TERM    median, 5th and 95th percentile of the judgements of TERM, computed here
    SURVEY:TERM           the same percentiles as another survey's summary gives them
    same:PHRASE           read as another phrase of the recipe
    mirror:PHRASE         one minus another phrase's numbers
    beyond:PHRASE         half the way from another phrase to the end of the scale (Mosteller & Youtz 1990)
    assumed:MEDIAN,P05,P95  no survey was found; the note says why

All numbers are probabilities, capped at 0.005 and 0.995.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
FLOOR, CEILING = 0.005, 0.995
CREDIT = {
    "CAPphrase2026": "CAPphrase, A. Kucharski and others, CC-BY 4.0, doi 10.5281/zenodo.18750055",
    "Mauboussin2018": "Mauboussin & Mauboussin 2018, Harvard Business Review, 3 July",
    "Fagen2015": "Fagen-Ulmschneider, Perception of Probability Words, University of Illinois",
    "zonination2015": "zonination 2015, github.com/zonination/perceptions, MIT",
}
COLUMNS = ("phrase", "forms", "kind", "median", "p05", "p95", "n", "status", "source")
Numbers = tuple[float, float, float]


def surveyed(words: Path) -> dict[tuple[str, str], tuple[int, Numbers]]:
    """Number of judgements and (median, p05, p95) by survey and term, as probabilities."""
    found: dict[tuple[str, str], tuple[int, Numbers]] = {}
    with (words / "phrase_summary.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            numbers = (float(row["p50"]) / 100, float(row["p05"]) / 100, float(row["p95"]) / 100)
            found[row["source"].rstrip("?"), row["phrase"]] = (int(row["n"]), numbers)
    terms: dict[str, list[float]] = {}
    with (words / "capphrase_absolute_judgements.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["probability"] not in ("", "NA"):
                terms.setdefault(row["term"], []).append(float(row["probability"]) / 100)
    for term, values in terms.items():
        median, low, high = np.quantile(values, [0.5, 0.05, 0.95])
        found["CAPphrase2026", term] = (len(values), (float(median), float(low), float(high)))
    return found


def capped(numbers: Numbers) -> Numbers:
    """The numbers within the ends of the scale."""
    median, low, high = (min(max(value, FLOOR), CEILING) for value in numbers)
    return median, low, high


def beyond(numbers: Numbers) -> Numbers:
    """Half the way to the nearer end of the scale, seen from the median."""
    median, low, high = (v + (1 - v) / 2 if numbers[0] > 0.5 else v / 2 for v in numbers)
    return median, low, high


def build(
    recipe: list[dict[str, str]], surveys: dict[tuple[str, str], tuple[int, Numbers]]
) -> list[dict[str, str]]:
    """The lexicon's rows in the recipe's order; a basis may name only phrases above it or below it once."""
    by_phrase = {row["phrase"]: row for row in recipe}

    def numbers_of(phrase: str) -> tuple[Numbers, str, str, str]:
        row = by_phrase[phrase]
        how, _, what = row["basis"].partition(":")
        if how == "assumed":
            median, low, high = (float(part) for part in what.split(","))
            status = "proxy" if row["note"].startswith("proxy") else "assumption"
            return (median, low, high), "", status, row["note"]
        if how in ("same", "mirror", "beyond"):
            base, n, _, source = numbers_of(what)
            if how == "mirror":
                base = (1 - base[0], 1 - base[2], 1 - base[1])
            elif how == "beyond":
                base = beyond(base)
            said = {"same": "read as", "mirror": "mirror of", "beyond": "half-way beyond"}[how]
            basis = source if n else ""
            return (
                base,
                n,
                "proxy",
                "; ".join(part for part in (f'{said} "{what}"', row["note"], basis) if part),
            )
        n_judged, base = surveys[how, what]
        said = f'"{what}": {CREDIT[how]}' + (f"; {row['note']}" if row["note"] else "")
        return base, str(n_judged), "measured", said

    rows = []
    for row in recipe:
        numbers, n, status, source = numbers_of(row["phrase"])
        median, low, high = capped(numbers)
        rows.append(
            {
                "phrase": row["phrase"], "forms": row["forms"], "kind": row["kind"],
                "median": f"{median:.4g}", "p05": f"{low:.4g}", "p95": f"{high:.4g}",
                "n": n, "status": status, "source": source,
            }
        )  # fmt: skip
    return rows


def main() -> None:
    """Read the arguments, build, write."""
    ask = argparse.ArgumentParser(description="Rebuild the lexicon of words of estimative probability.")
    ask.add_argument("words", type=Path, help="the folder with the surveys")
    ask.add_argument(
        "-o", "--output", type=Path, default=HERE.parent / "src/foedus/reporting/tables/lexicon.tsv"
    )
    args = ask.parse_args()
    with (HERE / "lexicon_recipe.tsv").open(encoding="utf-8", newline="") as file:
        recipe = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = build(recipe, surveyed(args.words))
    with args.output.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        file.writelines("\t".join(row[name] for name in COLUMNS) + "\n" for row in rows)


if __name__ == "__main__":
    main()
