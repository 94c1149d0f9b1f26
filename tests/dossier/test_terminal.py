"""The answer in the terminal says the same numbers as the brief."""

from __future__ import annotations

import sys
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.brief.numbers import NBSP, course_percents
from foedus.brief.numbers import percent as of_brief
from foedus.cli import main
from foedus.cli.terminal import _course_percents, percent


@given(st.floats(0, 1))
def test_a_probability_is_rounded_as_in_the_brief(p):
    words = of_brief(p).replace(NBSP, " ")
    assert percent(p) == words.replace("under 1", "<1").replace("over 99", ">99")
    assert len(percent(p)) <= len(">99 %")


@pytest.mark.parametrize("shares", [(0.0543, 0.063, 0.8827), (0.333, 0.333, 0.334), (0.125, 0.125, 0.75)])
def test_courses_sum_to_a_hundred_as_in_the_brief(shares):
    courses = dict(zip(("exit", "revised", "fades"), shares, strict=True))
    shown = {course: int(text.removesuffix(" %")) for course, text in _course_percents(courses).items()}
    assert sum(shown.values()) == 100
    assert shown == {course: int(text[:-2]) for course, text in course_percents(courses).items()}


def test_what_cannot_be_written_is_told_and_not_thrown(monkeypatch, tmp_path, capsys):
    game = files("foedus.catalogue") / "games" / "chicken.efg"
    monkeypatch.setattr(
        sys, "argv", ["foedus", "solve", str(game), "--picture", str(tmp_path / "none" / "a.svg")]
    )
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    told = capsys.readouterr().err
    assert "a.svg" in told
    assert "what to do" in told
