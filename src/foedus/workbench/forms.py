"""What a visitor sent: the state in an address and the fields of a form, read with limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from foedus.errors import InputFault

LONGEST = 2000
_CONTROL = {i: None for i in range(32) if chr(i) not in "\t\n"} | {0x7F: None}


@dataclass(frozen=True)
class Upload:
    """A file that was sent: its name without any folder, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Fields:
    """Named texts that a visitor sent, of an address or of a form.

    Attributes:
        values: name → the texts under it, in their order.
        upload: the file that was sent, if one was.
        by: who sends it.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    upload: Upload | None = None
    by: str = "somebody"

    def text(self, name: str, default: str = "", longest: int = LONGEST) -> str:
        """A text, trimmed and without control characters; the default where there is none.

        Raises:
            InputFault: it is longer than ``longest`` characters.
        """
        found = self.values.get(name)
        if not found:
            return default
        said = clean(found[-1])
        if len(said) > longest:
            raise InputFault(
                f"{name.replace('_', ' ')} has {len(said):,} characters", remedy=f"write at most {longest:,}"
            )
        return said or default

    def needed(self, name: str, what: str) -> str:
        """A text that must be there.

        Raises:
            InputFault: it is empty.
        """
        said = self.text(name)
        if not said:
            raise InputFault(f"{what} is missing", remedy="fill it in and send the form again")
        return said

    def all(self, name: str) -> tuple[str, ...]:
        """All texts under a name, without empty ones."""
        return tuple(said for text in self.values.get(name, ()) if (said := clean(text)))

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number between two ends; the default where it is none."""
        said = self.text(name)
        if not said.lstrip("-").isdecimal() or len(said) > 9:
            return default
        return min(max(int(said), low), high)


def clean(text: str) -> str:
    """A text as a file may hold it: no control characters, no lone surrogates, trimmed."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)
    return plain.encode("utf-8", "ignore").decode("utf-8").strip()


def file_name(name: str) -> str:
    """The name of a file that was sent, without any folder and without odd characters."""
    last = PurePosixPath(clean(name).replace("\\", "/")).name
    kept = "".join(c if c.isalnum() or c in "-_. " else "-" for c in last).strip(". ")
    return kept[-80:] or "article.txt"
