#!/usr/bin/env python3
"""Write the table of the default model's centres as history tells them at the end of each year.

Each row is what ``foedus fit exit-threat --history --as-of DAY`` finds. To be run after a change of the model's file
or of the table of past threats; takes about half a minute.
"""

from __future__ import annotations

from pathlib import Path

from foedus.dossier.history_fitting import centres_by_year
from foedus.drafting.fitted_centres import TABLE, table_text

FOLDER = Path(__file__).parents[1] / "src" / "foedus" / "drafting"


def main() -> None:
    """Fit for each year, and write."""
    centres = centres_by_year()
    (FOLDER / TABLE).write_text(table_text(centres), encoding="utf-8")
    days = sorted({centre.as_of for centre in centres})
    print(f"wrote {FOLDER / TABLE}: {len(days)} days from {days[0]} to {days[-1]}")


if __name__ == "__main__":
    main()
