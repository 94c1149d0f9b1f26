"""How fast the workbench answers: click to paint after a changed quantity, and every screen of a large folder.

    python benchmarks/workbench_speed.py DOSSIER

DOSSIER is a folder that ``foedus assess`` has written; it is copied, never changed. The first figure is taken in
headless Chromium from the click to the frame after the page holds the new answer. The second takes the copy,
adds articles and statements until there are 200 and 5,000, and loads each screen once cold and once warm.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from foedus.ledger.store import Ledger
from foedus.provenance import Span
from foedus.workbench.screens import SCREENS
from foedus.workbench.server import running

ARTICLES, STATEMENTS, CLICKS = 200, 5000, 12
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
WATCH = """() => {
  window.painted = null; let begun = null;
  document.addEventListener('submit', () => { begun = performance.now(); window.painted = null; }, true);
  new MutationObserver(() => { if (begun !== null && document.querySelector('.since')) {
    const t = begun; begun = null; requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now() - t; }));
  }}).observe(document.body, { childList: true, subtree: true });
}"""


def main(dossier: Path) -> None:
    """Print both figures for a dossier."""
    with tempfile.TemporaryDirectory() as aside:
        clicks(Path(shutil.copytree(dossier, Path(aside) / "small")))
        large(Path(shutil.copytree(dossier, Path(aside) / "large")))


def clicks(folder: Path) -> None:
    """Seconds from the click that changes a quantity to the page that shows the new answer."""
    from playwright.sync_api import sync_playwright

    with running(folder) as home, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        taken = []
        for i in range(CLICKS + 2):
            page.goto(f"{home}/assumptions")
            page.wait_for_function("() => !document.querySelector('[data-first]')", timeout=60000)
            page.evaluate(WATCH)
            form = page.locator("details.change").first
            form.locator("summary").click()
            form.locator("input[name=value]").fill(f"lognormal {0.8 + 0.02 * i:.2f} 0.4")
            form.locator("input[name=because]").fill("benchmark")
            form.locator("button").click()
            page.wait_for_function("() => window.painted !== null", timeout=60000)
            taken.append(page.evaluate("window.painted") / 1000)
        browser.close()
    told = ", ".join(f"{seconds:.2f}" for seconds in taken)
    warm = taken[2:]
    print(f"click to paint: median {statistics.median(warm):.2f} s, longest {max(warm):.2f} s ({told})")


def large(folder: Path) -> None:
    """Seconds of every screen over 200 articles and 5,000 statements."""
    import httpx

    enlarge(folder)
    with running(folder) as home:
        for screen in SCREENS:
            seconds = []
            for _ in range(2):
                begun = time.perf_counter()
                answer = httpx.get(f"{home}/{screen.id}", timeout=60)
                seconds.append(time.perf_counter() - begun)
            print(f"{screen.id:<14} {answer.status_code}  first {seconds[0]:.2f} s  again {seconds[1]:.2f} s")


def enlarge(folder: Path) -> None:
    """Add copies of the articles under other names, and statements over runs of their words."""
    ledger = Ledger(folder)
    articles, statements = ledger.articles(), ledger.current()
    record = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))
    rows = {row["article"]: row for row in record["articles"]}
    more, said = [], []
    each = STATEMENTS // ARTICLES
    for i in range(ARTICLES):
        old = articles[i % len(articles)]
        own = [s for s in statements if s.article == old.name]
        new = dataclasses.replace(old, name=f"copy-{i:03}.txt", text=f"{old.text}\n{i}\n", digest="")
        new = dataclasses.replace(new, body=Span(old.body.start, old.body.end))
        more.append(new)
        for j in range(each):
            said.append(dataclasses.replace(own[j % len(own)], id=f"s{i:05x}{j:05x}", article=new.name))
        record["articles"].append({**rows[old.name], "article": new.name, "digest": new.digest})
    ledger.enter([*articles, *more], [*statements, *said])
    (folder / "assessment.json").write_text(json.dumps(record), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
