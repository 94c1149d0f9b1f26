"""A folder is as it was, or whole, wherever a run is stopped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.dossier import folder as room
from foedus.dossier.folder import recover, write_together
from foedus.errors import FolderFault

OLD = {"case.yaml": "old case", "texts/a.txt": "old text", "assessment.json": "{}"}
NEW = {"case.yaml": "new case", "texts/b.txt": "a new text", "assessment.json": '{"new": true}'}


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


class Stopped(BaseException):
    """As a kill would come: no handler of ours may catch it."""


@pytest.mark.parametrize("stop_after", range(12))
def test_a_stop_anywhere_leaves_the_old_or_the_new(tmp_path, monkeypatch, stop_after):
    write_together(tmp_path, OLD)
    calls = 0
    real_write, real_replace = room.write_whole, type(tmp_path).replace

    def counted(function):
        def wrapper(*args):
            nonlocal calls
            calls += 1
            if calls > stop_after:
                raise Stopped
            return function(*args)

        return wrapper

    monkeypatch.setattr(room, "write_whole", counted(real_write))
    monkeypatch.setattr(type(tmp_path), "replace", counted(real_replace))
    try:
        write_together(tmp_path, NEW)
        finished = True
    except Stopped:
        finished = False
    monkeypatch.undo()
    recover(tmp_path)
    now = contents(tmp_path)
    assert now in (OLD, {**OLD, **NEW})
    assert not finished or now == {**OLD, **NEW}


def test_other_files_of_the_folder_stay(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref")
    (tmp_path / "notes.md").write_text("mine")
    write_together(tmp_path, OLD)
    write_together(tmp_path, NEW)
    assert (tmp_path / ".git" / "HEAD").read_text() == "ref"
    assert (tmp_path / "notes.md").read_text() == "mine"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "", ".pending/x"])
def test_paths_that_leave_the_folder_are_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(FolderFault):
        write_together(tmp_path / "d", {"a": "1", name: "2"})
    assert not (tmp_path / "d").exists()


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}(/[a-z]{1,5})?", fullmatch=True), st.binary(max_size=50), max_size=4
    )
)
@settings(max_examples=30, deadline=None)
def test_what_was_written_is_there(tmp_path_factory, files):
    names = list(files)
    if any(other.startswith(name + "/") for name in names for other in names):
        return  # a name cannot be a file and a folder
    folder = tmp_path_factory.mktemp("d")
    write_together(folder, files)
    assert {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    } == files
