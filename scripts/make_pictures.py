#!/usr/bin/env python3
"""Make the README's pictures from the running program: the answer in the terminal, the first page of the brief.

    python scripts/make_pictures.py

Needs foedus installed and Debian's chromium; writes docs/pictures/answer.svg and docs/pictures/brief.png.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = "examples/us-japan-2019"


def main() -> None:
    """Assess the example, then draw both pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / "us-japan-2019"
        command = ["foedus", "assess", EXAMPLE, "-q", "-o", str(folder)]
        script = Path(sys.executable).with_name("foedus")
        done = subprocess.run(
            [str(script), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=True
        )
        told = done.stdout.replace(str(folder), "dossiers/us-japan-2019")
        draw_terminal(f"$ foedus assess {EXAMPLE}\n\n{told}", PICTURES / "answer.svg")
        photograph(folder / "brief.html", PICTURES / "brief.png")


def draw_terminal(text: str, target: Path) -> None:
    """Text as a terminal's window, in SVG."""
    console = Console(record=True, width=102, file=io.StringIO())
    console.print(Text(text), soft_wrap=True)
    svg = console.export_svg(title="foedus", unique_id="answer")
    # the picture must not fetch a font from anywhere
    target.write_text(re.sub(r"@font-face\s*\{[^}]*\}", "", svg), encoding="utf-8")
    print(f"wrote {target}")


def photograph(page: Path, target: Path) -> None:
    """The top of a page as headless Chromium paints it."""
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("chromium is missing. What to do: scripts/install-chromium.sh")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}",
                "--window-size=1120,1250", f"--screenshot={target}", page.as_uri(),
            ],
            check=True, capture_output=True,
        )  # fmt: skip
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
