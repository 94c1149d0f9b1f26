"""What the operating system refused, in words: what it was about, why, and what to do.

The number of an error (errno) says more than its class: a full disk and a missing right are both an `OSError`.
"""

from __future__ import annotations

import errno
import select
from collections.abc import Mapping

_WRITABLE = "name a place that you may read and write, or change its permissions"
_ROOM = "make room there, or name a place on another disk"
_FEWER = "close other programs, or raise the limit (ulimit -n)"
_MEMORY = "close other programs, or give fewer articles or draws at a time"

_TOLD: Mapping[int, tuple[str, str]] = {
    errno.ENOENT: ("there is no such file or folder", "check the path; folders on the way must be there"),
    errno.EACCES: ("you have no right to it", _WRITABLE),
    errno.EPERM: ("you have no right to it", _WRITABLE),
    errno.EROFS: ("the disk can only be read", "name a place on a disk that can be written"),
    errno.EISDIR: ("a file is wanted and this is a folder", "name a file"),
    errno.ENOTDIR: ("a folder is wanted and this, or what it lies in, is a file", "name a folder"),
    errno.EEXIST: ("a file of this name stands in the way", "name another, or move that file"),
    errno.ENAMETOOLONG: ("the name is too long", "name a shorter one"),
    errno.ELOOP: ("its links lead round in a circle", "name the file itself"),
    errno.ENOSPC: ("the disk is full", _ROOM),
    errno.EDQUOT: ("your share of the disk is used up", _ROOM),
    errno.EFBIG: ("the file would be larger than is allowed", _ROOM),
    errno.EIO: ("the disk cannot be read or written", "check the disk, or name a place on another one"),
    errno.EMFILE: ("too many files are open", _FEWER),
    errno.ENFILE: ("too many files are open", _FEWER),
    errno.ENOMEM: ("the machine has no memory left", _MEMORY),
    errno.EAGAIN: ("the machine starts no more processes", "close other programs, or ask for fewer (--jobs 1)"),
    errno.ECHILD: ("a process that helped ended before it was done", _MEMORY),
    errno.EPIPE: ("a process that helped ended before it was done", _MEMORY),
    errno.EADDRINUSE: ("another program listens there", "name another port with --port"),
    errno.EADDRNOTAVAIL: ("this machine has no such address", "name another port or host"),
    errno.ECONNREFUSED: ("nothing answers there", "check the address, and that the program there runs"),
    errno.ECONNRESET: ("the other side closed the connection", "try again"),
    errno.ETIMEDOUT: ("the other side did not answer in time", "try again"),
    errno.ENETUNREACH: ("there is no way to that network", "check the connection"),
}  # fmt: skip


def told(fault: OSError) -> str:
    """An error of the operating system as the command line tells it; ends with a line break."""
    place = fault.filename2 or fault.filename  # where it was to go, or what it was
    own = fault.strerror or str(fault) or type(fault).__name__
    what, remedy = _TOLD.get(
        fault.errno or 0, ("the operating system refused this", "see the reason, and try again")
    )
    head = f"{place}: " if isinstance(place, str) and place else ""
    return f"foedus: {head}{what}\n  why: {own}\n  what to do: {remedy}\n"


def has_no_reader(descriptor: int) -> bool:
    """Whether the program that read what is written there has left, as ``head`` does once it has its lines."""
    asked = select.poll()
    asked.register(descriptor, 0)
    return any(state & (select.POLLERR | select.POLLHUP) for _, state in asked.poll(0))
