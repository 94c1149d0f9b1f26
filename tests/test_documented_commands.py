"""What the documentation tells people to type, open and read is there: commands parse, files and headings exist."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import pytest
import typer

from foedus.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/*.md"), *ROOT.glob("examples/**/*.md"))
    if path.name != "CHANGELOG.md"  # it tells what was
)  # fmt: skip
VERBS = typer.main.get_command(app).commands
_BLOCK = re.compile(r"^(?: {4,}|\$ )((?:\./|python |pip |foedus ).*)$", re.MULTILINE)
_FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(foedus [^`]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(r"`([\w-]+(?:/[\w.*-]+)+\.\w{2,4}|[\w-]+\.(?:md|sh))`")
_ELSEWHERE = re.compile(r"^(?:dossiers|reports|texts|templates|undo|work|archive|case)/")
"""Files of the reader's own, which the pages only tell of."""
_NAME = re.compile(r"`(foedus(?:\.\w+)+)(?:\([^`]*)?`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_PARTS = re.compile(r"\s(?:&&|\||>|>>)\s")


def commands() -> list[tuple[str, str, bool]]:
    """Page, command, and whether it stands in a block, so that it can be typed as it is."""
    found = []
    for page in PAGES:
        text, name = page.read_text(encoding="utf-8"), str(page.relative_to(ROOT))
        lines = [match[1] for match in _BLOCK.finditer(text)]
        lines += [
            line
            for block in _FENCE.findall(text)
            for line in block.splitlines()
            if line.startswith("foedus ")
        ]
        found += [(name, part.strip(), True) for line in lines for part in _PARTS.split(_bare(line))]
        found += [(name, match[1], False) for match in _INLINE.finditer(text)]
    return found


def _bare(line: str) -> str:
    """A line without its remark and without the brackets around what may be left out."""
    return re.sub(r"\s+#.*|\s{3,}\S.*|[\[\]](?!\w*\]')", "", line) if "pip " not in line else line


OURS = [(page, line, typed) for page, line, typed in commands() if line.startswith("foedus ")]
SCRIPTS = [(page, line) for page, line, _ in commands() if re.match(r"python \w+/|\./", line)]


def test_there_is_something_to_look_at():
    assert len(OURS) > 40
    assert len(SCRIPTS) > 5
    assert len(PAGES) > 15


@pytest.mark.parametrize(("page", "line", "typed"), OURS, ids=lambda value: str(value)[:60])
def test_a_command_of_the_pages_is_one(page, line, typed):
    verb, *words = shlex.split(line.replace("$(", "(").replace("…", "..."))[1:]
    if verb.startswith("-") or verb.isupper():
        assert verb in ("--help", "--version", "VERB"), f"{page}: {line}"
        return
    assert verb in VERBS, f"{page}: {line}"
    known = {
        option for parameter in VERBS[verb].params for option in parameter.opts + parameter.secondary_opts
    }
    given = [word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    assert set(given) <= known | {"--help"}, f"{page}: {line}"
    if typed and "..." not in line and "--help" not in words and not re.search(r"\b[A-Z]{3,}\b", line):
        VERBS[verb].make_context(verb, words)  # raises where a word is missing, too many, or no such value


@pytest.mark.parametrize(("page", "line"), SCRIPTS, ids=lambda value: str(value)[:60])
def test_a_script_that_the_pages_run_exists(page, line):
    script = line.split()[1] if line.startswith("python ") else line.split()[0]
    assert (ROOT / script).is_file(), f"{page}: {line}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_files_that_a_page_names_exist(page):
    text = page.read_text(encoding="utf-8")
    for target in _LINK.findall(text):
        if re.match(r"\w+:", target):
            continue
        path, _, part = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), f"{page.name}: {target}"
        if part:
            headings = {_anchor(h) for h in _HEADING.findall(place.read_text(encoding="utf-8"))}
            assert part in headings, f"{page.name}: {target}"
    for named in _FILE.findall(text):
        if _ELSEWHERE.match(named):
            continue
        places = [ROOT, page.parent, ROOT / "docs", ROOT / "src" / "foedus"]
        assert any(True for place in places for _ in place.glob(named)), f"{page.name}: {named}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_names_that_a_page_gives_can_be_imported(page):
    for name in _NAME.findall(page.read_text(encoding="utf-8")):
        found, *rest = name.split(".")
        place = importlib.import_module(found)
        for part in rest:
            if not hasattr(place, part):
                place = importlib.import_module(f"{place.__name__}.{part}")
            else:
                place = getattr(place, part)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower().replace("`", "")).replace(" ", "-")
