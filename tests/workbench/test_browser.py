"""The workbench in a real headless Chromium: with and without JavaScript, by keyboard, light and dark.

Needs Playwright's Python package and Debian's Chromium; skipped where either is missing. The accessibility
test also needs axe-core (``npm pack axe-core``), named by the environment variable FOEDUS_AXE.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from foedus.workbench.screens import SCREENS
from foedus.workbench.server import running

playwright = pytest.importorskip("playwright.sync_api")
pytest.importorskip("uvicorn")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
AXE = Path(os.environ.get("FOEDUS_AXE", ""))


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def home(folder):
    """The address of a workbench over the folder."""
    with running(folder, name="Ann") as address:
        yield address


@pytest.fixture
def visit(browser, home):
    """Opens pages; asserts at the end that nothing outside was asked for and nothing was said on the console."""
    outside, said, contexts = [], [], []

    def opened(**options):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)

        def answer(route):
            if route.request.url.startswith((home, "data:")):
                route.continue_()
            else:
                outside.append(route.request.url)
                route.abort()

        context.route("**/*", answer)
        page = context.new_page()
        page.set_default_timeout(60000)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: said.append(str(fault)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == []
    assert [line for line in said if "409" not in line and "422" not in line] == []


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_changed_quantity_shows_the_difference_and_is_undone(visit, home, folder, script):
    page = visit(java_script_enabled=script)
    page.goto(f"{home}/model")
    before = page.inner_text(".courses")
    form = page.locator("details", has=page.locator("input[value='agreement_worth']"))
    form.locator("summary").click()
    form.locator("input[name=value]").fill("lognormal 0.4 0.3")
    form.locator("input[name=because]").fill("they need it less")
    form.get_by_role("button", name="Change it").click()
    page.wait_for_selector(".since")
    assert "they need it less" in page.inner_text(".since")
    assert page.inner_text(".courses") != before
    page.get_by_role("button", name="Undo").click()
    page.locator(".since", has_text="undo of 1").wait_for()
    shown = re.findall(r"\d+\s%", page.inner_text(".courses"))
    assert shown
    assert len((folder / "changes.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_statements_are_gone_through(visit, home, script):
    page = visit(java_script_enabled=script)
    page.goto(f"{home}/read")
    page.get_by_role("button", name="Accept").first.click()
    page.wait_for_selector("text=1 of")
    assert page.locator("dd", has_text="Ann").count() == 1


@pytest.mark.parametrize("width", [1400, 420])
def test_the_text_is_seen_before_what_is_said_of_it(visit, home, width):
    page = visit()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{home}/read")
    text = page.locator(".article").bounding_box()
    for other in (".first", "[data-card]"):
        box = page.locator(other).first.bounding_box()
        assert text["y"] < box["y"] or text["x"] + text["width"] <= box["x"]
    assert text["y"] < 450


def test_cards_are_gone_through_by_keyboard_alone(visit, home):
    page = visit()
    page.goto(f"{home}/read")
    cards = page.locator("[data-card]")
    first = cards.nth(0).get_attribute("id")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("e")
    assert cards.nth(0).locator("details[open]").count() == 1
    assert page.evaluate("document.activeElement.name") == "speaker"
    page.keyboard.press("Escape")
    assert cards.nth(0).locator("details[open]").count() == 0
    second = cards.nth(1).get_attribute("id")
    page.keyboard.press("a")
    page.wait_for_selector("text=1 of")
    assert page.evaluate("document.activeElement.id") == second


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_statement_is_split_and_joined(visit, home, script):
    page = visit(java_script_enabled=script)
    page.goto(f"{home}/read")
    before = page.locator("[data-card]").count()
    card = page.locator("[data-card]").first
    if script:
        card.focus()
        page.keyboard.press("s")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    else:
        card.locator("summary", has_text="Split").click()
        card.locator("select[name=at]").select_option(index=2)
    card.get_by_role("button", name="Split it").click()
    page.wait_for_selector(".since:has-text('split')")
    assert page.locator("[data-card]").count() == before + 1
    if script:
        assert page.evaluate("document.activeElement.matches('[data-card]')")
    card = page.locator("[data-card]").first
    card.locator("summary", has_text="Join").click()
    card.get_by_role("button", name="Join them").click()
    page.wait_for_selector(".since:has-text('joined')")
    assert page.locator("[data-card]").count() == before


def test_the_whole_way_by_tabulator(visit, home):
    page = visit()
    page.goto(f"{home}/judgements")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
    assert {"Answer", "Changes", "pool", "Use it", "Set name", "name"} <= reached


def test_a_fault_is_told_and_nothing_typed_is_lost(visit, home):
    page = visit()
    page.goto(f"{home}/model")
    form = page.locator("details", has=page.locator("input[value='agreement_worth']"))
    form.locator("summary").click()
    form.locator("input[name=value]").fill("a lot")
    form.locator("input[name=because]").fill("a long thought")
    form.get_by_role("button", name="Change it").click()
    page.wait_for_selector("[role=alert]")
    assert page.evaluate("document.activeElement.id") == "notice"
    assert page.locator("details[open] input[name=because]").input_value() == "a long thought"


def test_the_first_answer_is_completed_without_being_asked(visit, home):
    page = visit()
    page.goto(f"{home}/judgements")
    page.locator("select[name=pool]").select_option("linear")
    page.get_by_role("button", name="Use it").click()
    page.wait_for_selector(".since")
    page.wait_for_function("() => !document.querySelector('[data-first]')", timeout=90000)


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(visit, home, width):
    page = visit()
    page.set_viewport_size({"width": width, "height": 900})
    for screen in SCREENS:
        page.goto(f"{home}/{screen.id}")
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen.id


@pytest.mark.parametrize("width", [1280, 390])
def test_names_without_a_break_widen_no_page(visit, home, width):
    page = visit()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{home}/sources")
    page.locator("input[name=outlet]").fill("A" * 150)
    page.locator("input[name=title]").fill("T" * 190)
    page.locator("textarea[name=text]").fill(
        "Norway is unlikely to leave the treaty with Iceland, officials said."
    )
    page.get_by_role("button", name="Add it and read it").click()
    page.wait_for_selector(".since")
    for screen in SCREENS:
        page.goto(f"{home}/{screen.id}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen.id


@pytest.mark.skipif(not AXE.is_file(), reason="FOEDUS_AXE names no axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(visit, home, scheme):
    page = visit(color_scheme=scheme, bypass_csp=True)
    found = {}
    for place in [
        *(s.id for s in SCREENS),
        "sources?without=second.txt",
        "model?at=agreement_worth&try=1",
        "brief?part=all",
        "consequences?course=exit",
        "read?article=nothing",
        "enter",
    ]:
        page.goto(f"{home}/{place}")
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate(
            "async () => (await axe.run()).violations.map((v) => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary.slice(0, 300)])"
        )
        if faults:
            found[place] = faults
    assert found == {}
