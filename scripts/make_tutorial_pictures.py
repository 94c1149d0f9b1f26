#!/usr/bin/env python3
"""Make the tutorial's pictures from the running workbench, over the example case as it is assessed anew.

    python scripts/make_tutorial_pictures.py

Needs foedus with the extras workbench and dev installed and Debian's chromium; writes docs/pictures/tutorial-*.png.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from foedus.dossier.progress import Progress
from foedus.dossier.request import Request
from foedus.dossier.steps import assess
from foedus.workbench.server import running

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "us-japan-2019"
WIDTH, HEIGHT, LARGEST = 1040, 590, 150_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def main() -> None:
    """Assess the example, walk through the workbench as the tutorial does, and photograph each station."""
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("chromium is missing. What to do: scripts/install-chromium.sh")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / "us-japan-2019"
        assess(Request((str(EXAMPLE),), out=folder), Progress(None))
        with running(folder, name="Ada") as home, sync_playwright() as started:
            opened = started.chromium.launch(executable_path=browser, args=FLAGS)
            walk(opened.new_page(viewport={"width": WIDTH, "height": HEIGHT}), home)
            opened.close()


def walk(page: Page, home: str) -> None:
    """The stations of the tutorial in their order."""
    page.goto(f"{home}/answer")
    photograph(page, "answer")
    page.goto(f"{home}/why?path=courses.exit")
    photograph(page, "why")
    page.goto(f"{home}/read")
    photograph(page, "read")
    page.goto(f"{home}/sources?without=09-bipartisan-report.txt#without")
    photograph(page, "source")
    page.goto(f"{home}/model?find=officials#quantities")
    form = page.locator("details.change").first
    form.locator("summary").click()
    form.locator("input[name=value]").fill("lognormal 1.6 0.3")
    form.locator("input[name=because]").fill("their whole posture rests on the bases")
    photograph(page, "assumption", scroll=False)
    form.locator("button.main").click()
    page.wait_for_selector(".since")
    page.goto(f"{home}/answer")
    photograph(page, "moved")
    page.wait_for_function("() => !document.querySelector('[data-first]')", timeout=60000)
    page.goto(f"{home}/history")
    page.get_by_role("link", name="Try").first.click()
    page.wait_for_selector("#tried")
    photograph(page, "history", scroll=False)
    page.goto(f"{home}/watch#outcome")
    photograph(page, "watch", scroll=False)


def photograph(page: Page, name: str, *, scroll: bool = True) -> None:
    """The window as it is; from its top unless the address scrolls it."""
    if scroll:
        page.evaluate("window.scrollTo(0, 0)")
    target = PICTURES / f"tutorial-{name}.png"
    page.screenshot(path=target)
    size = target.stat().st_size
    if size > LARGEST:
        sys.exit(f"{target} has {size:,} bytes. What to do: lower HEIGHT")
    print(f"wrote {target.relative_to(ROOT)} ({size:,} bytes)")


if __name__ == "__main__":
    main()
