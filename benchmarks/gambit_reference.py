"""Solve the games of a reference file and compare every probability.

    python benchmarks/gambit_reference.py FOLDER

FOLDER holds ``qre_reference.json`` and, under ``gambit/``, the games that it names (profiles by pygambit in the
files' order of players, information sets and actions). A game passes if no probability differs by 1e-6 or more,
or if the engine flags that its branch bifurcates before λ and certifies its own profile, and every other that
it offers, with a residual under 1e-10. Leaves with status 1 if a game fails.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from foedus.equilibrium.report import solution_record
from foedus.game.efg import read_efg

LARGEST_DIFFERENCE = 1e-6
LARGEST_RESIDUAL = 1e-10

Profile = Mapping[
    str, Sequence[Mapping[str, float]]
]  # player → for each of its information sets action → share


def flat(profile: Profile) -> list[float]:
    """All probabilities of a profile in their order."""
    return [share for sets in profile.values() for shares in sets for share in shares.values()]


def difference(profile: Profile, reference: Profile) -> float:
    """Largest difference of any probability; infinite where the shapes differ."""
    one, other = flat(profile), flat(reference)
    if len(one) != len(other):
        return float("inf")
    return max((abs(a - b) for a, b in zip(one, other, strict=True)), default=0.0)


def main() -> int:
    """Compare, print, and tell whether all passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with qre_reference.json and gambit/")
    folder = parser.parse_args().folder
    reference = json.loads((folder / "qre_reference.json").read_text())
    agreed = flagged = failed = on_another = 0
    worst = 0.0
    began = time.perf_counter()
    for game in reference["games"]:
        tree = read_efg((folder / "gambit" / game["game"]).read_text(), where=game["game"])
        for solution in game["solutions"]:
            record = solution_record(tree, precision=solution["precision"])
            gap = difference(record["profile"], solution["profile"])
            name = f"{game['game']} at λ × range = {solution['precision_times_range']:g}"
            if gap < LARGEST_DIFFERENCE:
                agreed, worst = agreed + 1, max(worst, gap)
                continue
            profiles = [record, *record["alternatives"]]
            sound = all(each["certificate"]["residual"] < LARGEST_RESIDUAL for each in profiles)
            nearest = min(difference(each["profile"], solution["profile"]) for each in profiles)
            if record["certificate"]["bifurcation"] and sound:
                flagged += 1
                on_another += nearest < LARGEST_DIFFERENCE
                print(
                    f"bifurcates: {name}: {len(profiles)} equilibria certified under {LARGEST_RESIDUAL:g}, "
                    f"the nearest differs by {nearest:.1e}"
                )
            else:
                failed += 1
                print(f"FAILED: {name}: differs by {gap:.1e} (nearest {nearest:.1e})")
    seconds = time.perf_counter() - began
    print(
        f"{len(reference['games'])} games, {agreed + flagged + failed} solutions: {agreed} agree (largest difference "
        f"{worst:.1e}), {flagged} flagged as bifurcating ({on_another} with the reference among the equilibria), "
        f"{failed} failed; {seconds:.1f} s"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
