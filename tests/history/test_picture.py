"""The picture of the past threats: every threat is drawn, by the mark of its outcome, with words beside the marks."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from foedus.cli import app
from foedus.history.picture import history_picture
from foedus.history.table import records

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("as_of", [None, "1990-06-01", "2018-06-01"])
def test_every_threat_has_its_mark(as_of: str | None) -> None:
    rows = records((), as_of)
    tree = ElementTree.fromstring(history_picture(rows))
    drawn = {
        "exit": len(tree.findall(f"{SVG}circle[@class='pic-exit']")),
        "revised": len(tree.findall(f"{SVG}rect[@class='pic-revised']")),
        "fades": len(tree.findall(f"{SVG}path[@class='pic-fades']")),
        None: len(tree.findall(f"{SVG}circle[@class='pic-open']")),
    }
    for course, number in drawn.items():
        threats = sum(row["course"] == course for row in rows)
        in_legend = 1 if course or threats else 0
        assert number == threats + in_legend


def test_the_title_tells_the_counts() -> None:
    rows = records(("alliance",), None)
    tree = ElementTree.fromstring(history_picture(rows))
    assert f"alliance {len(rows)}" in str(tree.get("aria-label"))


def test_the_command_draws_what_it_tables(tmp_path: Path) -> None:
    target = tmp_path / "past.svg"
    result = CliRunner().invoke(app, ["history", "--kind", "trade", "--picture", str(target)])
    assert result.exit_code == 0
    assert ElementTree.parse(target).getroot().tag == f"{SVG}svg"


@pytest.mark.parametrize("arguments", [["--picture", "past.png"], ["--rates", "--picture", "past.svg"]])
def test_what_cannot_be_drawn_is_refused(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["history", *arguments])
    assert result.exit_code != 0
    assert not list(tmp_path.iterdir())
