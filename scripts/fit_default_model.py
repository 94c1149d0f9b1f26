#!/usr/bin/env python3
"""Fit the default model to the table of past threats, and write what was fitted into its file.

The fit is that of ``foedus fit exit-threat --history``; with ``--write`` the file in src/foedus/drafting is changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from foedus.dossier.history_fitting import fit_history, fitted_model, history_fit_text

MODEL = Path(__file__).parents[1] / "src" / "foedus" / "drafting" / "exit_threat.yaml"


def main() -> None:
    """Fit, show, and write if asked to."""
    fit = fit_history()
    print(history_fit_text(fit, "text"))
    if "--write" in sys.argv[1:]:
        MODEL.write_text(fitted_model(fit), encoding="utf-8")
        print(f"wrote {MODEL}")


if __name__ == "__main__":
    main()
