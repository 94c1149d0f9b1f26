"""What the finding of the threat is worth on one article alone, and on the folders that the articles stand in.

    python benchmarks/one_article.py [--missed]

Reads the invented reports of ``training/reports`` and the digests of ``examples/past_threats`` that are marked "fit".
``training/threats.tsv`` says what a careful reader takes from each folder: who threatens (several names where several
do), words of which one stands in the agreement's name, and the articles that by themselves report no threat or do not
say whose or of what. Of those that do report one, the shares are counted with any threat found, with the right
threatener, with the right agreement, and with both; of those that do not, how many are found to report one, and wrongly.
``--missed`` lists what was not right.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from foedus.reporting.intake.articles import take_in
from foedus.reporting.read import parsed_with_titles
from foedus.reporting.threats.threat import Threat, find_threat

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Key:
    """What a careful reader takes from a folder."""

    folder: Path
    threateners: frozenset[str]
    words: re.Pattern[str]
    silent: frozenset[str]

    def right(self, found: Threat | None) -> tuple[bool, bool, bool]:
        """Whether a threat is found, its threatener is right, its agreement is right."""
        if found is None:
            return False, False, False
        return True, found.threatener in self.threateners, bool(self.words.search(found.agreement))


def keys() -> list[Key]:
    """The rows of the key."""
    with (ROOT / "training" / "threats.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return [
            Key(
                ROOT / row["folder"],
                frozenset(row["threatener"].split("; ")),
                re.compile("|".join(map(re.escape, row["words"].split("; "))), re.IGNORECASE),
                frozenset(row["silent"].split()),
            )
            for row in rows
        ]


def main() -> None:
    """Score and print."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--missed", action="store_true", help="list what was not right")
    options = ask.parse_args()
    counts: dict[str, Counter[str]] = {"articles": Counter(), "folders": Counter(), "silent": Counter()}
    for key in keys():
        articles = take_in([key.folder]).articles
        parses = list(parsed_with_titles(articles))
        for sort, chosen in [("articles", [i]) for i in range(len(articles))] + [
            ("folders", list(range(len(articles))))
        ]:
            alone = sort == "articles" and articles[chosen[0]].name.partition("-")[0] in key.silent
            found = find_threat(
                [parses[i][0] for i in chosen],
                [articles[i].published for i in chosen],
                [parses[i][1] for i in chosen],
            )
            any_found, who, what = key.right(found)
            told = counts["silent" if alone else sort]
            told.update(n=1, found=any_found, who=who, what=what, both=who and what)
            if options.missed and (any_found if alone else True) and not (who and what):
                name = articles[chosen[0]].name if sort == "articles" else "(all)"
                print(key.folder.name, name, found and (found.threatener, found.agreement))
    for sort in ("articles", "folders"):
        c = counts[sort]
        shares = "  ".join(f"{what} {c[what] / c['n']:.1%}" for what in ("found", "who", "what", "both"))
        print(f"{sort:9s} {c['n']:4d}  {shares}")
    c = counts["silent"]
    print(f"silent    {c['n']:4d}  found {c['found']}, wrongly {c['found'] - c['both']}")


if __name__ == "__main__":
    main()
