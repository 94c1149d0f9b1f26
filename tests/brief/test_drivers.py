"""Rows of the tornado that are no wider than the draws' noise are said to tell nothing, or left out."""

from typing import Any

from brief.sample import assessment
from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.document import Paragraph, Table
from foedus.brief.drivers import moving, within_noise
from foedus.brief.notes.weighed import WEIGHED_NOTES
from foedus.brief.pictures import tornado
from foedus.brief.prose import basis
from foedus.inquiry.answer import tells_of_effect


def noisy(noise: float, only: str | None = None) -> dict[str, Any]:
    record = assessment()
    for entry in record["sensitivity"]:
        if only in (None, entry["quantity"]):
            entry["noise"] = noise
    return record


def test_a_row_tells_from_twice_its_noise_on() -> None:
    assert tells_of_effect(0.0, 0.5, 0.25) and tells_of_effect(0.06, 0.02, 0.0199)
    assert not tells_of_effect(0.02, 0.06, 0.0201)


def test_what_is_within_noise_is_left_out_of_the_picture_and_named_in_no_sentence() -> None:
    first = str(assessment()["sensitivity"][0]["quantity"])
    clear, lost = sample_grounds(), sample_grounds(assessment=noisy(0.5, only=first))
    assert next(e["quantity"] for e in moving(clear)) == first
    assert first not in [e["quantity"] for e in moving(lost)]
    assert within_noise(lost, first) and not within_noise(clear, first)
    one, other = tornado.picture(clear), tornado.picture(lost)
    assert one is not None and other is not None
    assert len(other.data.rows) == len(one.data.rows) - 1


def test_where_nothing_is_wider_than_its_noise_that_is_said() -> None:
    lost = sample_grounds(assessment=noisy(0.5))
    assert tornado.picture(lost) is None
    opening = basis.section(lost).blocks[0]
    assert isinstance(opening, Paragraph)
    assert "by more than the noise of the draws" in opening.sentences[0].words
    tables = [block.caption for block in basis.section(lost).blocks if isinstance(block, Table)]
    assert "Key assumptions" not in tables
    assert compose(lost).section("what-it-rests-on") is not None


def test_the_note_of_a_row_tells_its_noise() -> None:
    first = str(assessment()["sensitivity"][0]["quantity"])
    for noise, told in ((0.5, "tells of no effect"), (0.0001, "percentage points.")):
        lines = WEIGHED_NOTES["sensitivity"](
            sample_grounds(assessment=noisy(noise)), f"sensitivity.{first}", first
        ).lines
        assert any(told in "".join(part.words for part in line) for line in lines)
