"""Answers that an earlier version saved open and say what they lack; what is no answer is told as such."""

from __future__ import annotations

import json

import pytest

from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.forms import markdown
from foedus.dossier.saved import NEWER, read_saved
from foedus.errors import FolderFault


@pytest.fixture
def record():
    """A whole answer, as the dossier saves it."""
    made = json.loads(json.dumps(sample_grounds().assessment))
    for article in made["articles"]:
        article |= {"carried_by": "", "translator": "", "notes": [], "kind": "news", "words": 9}
    made["run"].setdefault("case", "0")
    made["reference_class"] = {}
    made.setdefault("worth_checking", [])
    return made


def saved(tmp_path, record):
    path = tmp_path / "assessment.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return read_saved(path)


def without(record, place):
    family, _, field = place.partition(".")
    if not field:
        del record[family]
    else:
        for row in record[family] if isinstance(record[family], list) else [record[family]]:
            row.pop(field, None)
    return record


def test_a_whole_answer_lacks_nothing(tmp_path, record):
    found = saved(tmp_path, record)
    assert found.lacks == ()
    assert found.assessment == record


@pytest.mark.parametrize("place", sorted(NEWER))
def test_what_is_newer_is_filled_and_named(tmp_path, record, place):
    found = saved(tmp_path, without(record, place))
    assert found.lacks == (NEWER[place][1],)
    grounds = sample_grounds(assessment=found.assessment, lacks=found.lacks)
    assert NEWER[place][1] in markdown.render(compose(grounds))


@pytest.mark.parametrize("place", ["courses", "courses.word", "signposts.by", "run.settings", "origins"])
def test_what_every_version_wrote_must_be_there(tmp_path, record, place):
    with pytest.raises(FolderFault, match="no answer that can be read") as told:
        saved(tmp_path, without(record, place))
    assert place in str(told.value)
    assert "what to do" in str(told.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_a_file_that_is_no_record_is_told(tmp_path, text):
    path = tmp_path / "assessment.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FolderFault):
        read_saved(path)
