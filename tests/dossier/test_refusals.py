"""What the operating system refuses is told as what it is: a disk, a right, a socket, a process, a reader who left."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading

import pytest

from foedus.cli import main, refusals
from foedus.ledger.store import write_whole


@pytest.fixture
def ended(monkeypatch, capsys):
    """What the command line says, and with which status it ends, where a verb ends with a fault."""

    def told(fault):
        def verb(*_, **__):
            raise fault

        monkeypatch.setattr("foedus.cli.app", verb)
        with pytest.raises(SystemExit) as left:
            main()
        return left.value.code, capsys.readouterr().err

    return told


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "no right"),
        (errno.EADDRINUSE, "--port"),
        (errno.ECONNREFUSED, "nothing answers"),
        (errno.ECHILD, "process"),
        (errno.EMFILE, "too many files"),
        (errno.EISDIR, "name a file"),
    ],
)
def test_each_refusal_has_words_of_its_own(ended, number, words):
    status, said = ended(OSError(number, os.strerror(number), "there"))
    assert status == 1
    assert words in said
    assert said.startswith("foedus: there: ")
    assert "what to do" in said


def test_an_error_without_a_number_or_a_place_is_told_too():
    said = refusals.told(OSError("odd"))
    assert "why: odd" in said
    assert "None" not in said


def test_a_broken_pipe_of_a_helping_process_is_no_quiet_end(ended):
    status, said = ended(BrokenPipeError(errno.EPIPE, "Broken pipe"))
    assert status == 1
    assert "process" in said


def test_who_stops_reading_ends_it_quietly():
    ask = [
        sys.executable,
        "-c",
        "import sys; sys.argv[1:] = ['history', '--format', 'csv']; from foedus.cli import main; main()",
    ]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(ask, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == ""


def test_an_interruption_says_that_nothing_is_half_written(ended):
    status, said = ended(SystemExit(130))
    assert status == 130
    assert "half-written" in said


def test_a_link_stays_and_a_pipe_is_written_into(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", b"whole")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"whole"
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"words")
    reader.join(10)
    assert read == [b"words"]
    assert pipe.is_fifo()
