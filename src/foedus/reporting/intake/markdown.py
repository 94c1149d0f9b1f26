r"""Markdown to the text that it stands for: headings, emphasis, links and quotation bars without their marks.

The marks would stand in the middle of sentences ("put it at **one in ten**") and hide a byline or a headline from
what reads them. The text is *extracted*: spans count code points of what is kept in the ledger, not of the file.

    >>> plain_of("# Talks go on\n\n*Harbour Gazette, 3 May 2020*\n\nThe odds are **one in ten**, [he said](https://x.org).")
    'Talks go on\n\nHarbour Gazette, 3 May 2020\n\nThe odds are one in ten, he said.'
"""

from __future__ import annotations

import re

from foedus.reporting.intake import head

_RULE = re.compile(r"^[ \t]*(?:=+|(?:[-*_][ \t]*){3,})[ \t]*$\n?", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_BAR = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[(?P<words>[^\]\n]{1,300})\]\((?:https?:|mailto:|/|#|\.)[^)\n]{0,2000}\)")
_ADDRESS = re.compile(r"<(https?://[^>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(?P<words>[^\n]{1,1000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])(?P<words>[^\n*_]{0,1000}?)(?<=\S)\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")


def plain_of(text: str) -> str:
    """The text of a Markdown file without its marks; its head ("OUTLET: ..." or front matter) stays as it is."""
    begins = head.read(text).end
    body = text[begins:]
    for form in (_RULE, _IMAGE):
        body = form.sub("", body)
    for form in (_BAR, _BULLET):
        body = form.sub("", body)
    for form in (_HEADING, _LINK, _STRONG, _EMPHASIS):
        body = form.sub(lambda match: match["words"], body)
    return text[:begins] + _ESCAPE.sub(r"\1", _ADDRESS.sub(r"\1", body))
