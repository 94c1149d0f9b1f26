"""Bytes to text: UTF-8 as it stands, other encodings told and said, what is no text refused."""

from __future__ import annotations

import codecs
import re

from foedus.errors import ArticleFault

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MOST_CONTROL = 0.01
_FEW_BROKEN = 0.002


def decoded(name: str, data: bytes) -> tuple[str, str]:
    """The text of a file's bytes, its line ends kept, and a note where it is not plain UTF-8.

    Raises:
        ArticleFault: the bytes are no text.
    """
    try:
        return _checked(name, data.decode("utf-8")), ""
    except UnicodeDecodeError:
        pass
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(name, data.decode(encoding)), f"was encoded in {encoding.upper()}"
            except UnicodeDecodeError:
                raise _no_text(name) from None
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    if broken <= _FEW_BROKEN * len(repaired) and re.search(r"[^\x00-\x7f\ufffd]", repaired):
        count = f"{broken} place{'s' if broken > 1 else ''}"
        return _checked(name, repaired), f"{count} that are not UTF-8 are shown as \ufffd"
    from charset_normalizer import from_bytes  # only where the text is not UTF-8

    if _CONTROL_BYTES.search(data):
        raise _no_text(name)
    best = from_bytes(data[:500_000]).best()
    if best is None:
        raise _no_text(name)
    try:
        return _checked(name, data.decode(best.encoding)), f"is not UTF-8: read as {best.encoding}"
    except UnicodeDecodeError:
        return _checked(name, repaired), f"{broken} places that are not UTF-8 are shown as \ufffd"


_CONTROL_BYTES = re.compile(rb"[\x00-\x06\x0e-\x1a]")


def _checked(name: str, text: str) -> str:
    """The text, unless so many of its characters are control characters that it can be none."""
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * max(len(text), 1):
        raise _no_text(name)
    return text


def _no_text(name: str) -> ArticleFault:
    return ArticleFault("the file is not text", where=name, remedy="save the article as plain text in UTF-8")
