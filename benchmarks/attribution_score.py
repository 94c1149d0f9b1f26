"""Write the attributions of a folder of articles as JSON lines, to be scored as a ledger.

    python benchmarks/attribution_score.py FOLDER [--cache DIR] [--every N] > attributions.jsonl

Only the attribution layer runs: no resolution of speakers, no propositions. Parses are kept in DIR, so that
a change of a rule is seen within seconds.
"""

import argparse
import dataclasses
import json
import pathlib
import sys
import time

from spacy.tokens import Doc

from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.intake.layout import blocks_of
from foedus.reporting.parsing import language
from foedus.reporting.parsing.pipeline import pipeline


def parsed_article(path: pathlib.Path, cache: pathlib.Path | None) -> language.Parsed:
    """The parse of an article, from the cache if it is there."""
    text = path.open(encoding="utf-8", newline="").read()
    kept = cache / f"{path.stem}.doc" if cache else None
    if kept and kept.exists():
        doc = Doc(pipeline().vocab).from_bytes(kept.read_bytes())
        return language.parsed_from(text, 0, doc, blocks_of(text))
    parsed = language.parse(text)
    if kept:
        kept.write_bytes(parsed.doc.to_bytes())
    return parsed


def main() -> None:
    """Read the arguments, write the lines, and tell the speed on standard error."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("folder", type=pathlib.Path)
    ask.add_argument("--cache", type=pathlib.Path)
    ask.add_argument("--every", type=int, default=1, help="read every Nth article only")
    args = ask.parse_args()
    if args.cache:
        args.cache.mkdir(parents=True, exist_ok=True)
    spent, words = 0.0, 0
    for path in sorted(args.folder.glob("*.txt"))[:: args.every]:
        parsed = parsed_article(path, args.cache)
        words += len(parsed.text.split())
        start = time.perf_counter()
        found = attributions(parsed)
        spent += time.perf_counter() - start
        for a in found:
            row = dataclasses.asdict(a)
            row.update(article=path.name, attribution=f"a{a.id}")
            print(json.dumps(row, ensure_ascii=False))
    print(
        f"{words} words, {spent:.1f} s in attribution, {words / max(spent, 1e-9):.0f} words/s",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
