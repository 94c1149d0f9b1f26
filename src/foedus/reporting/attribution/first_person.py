"""Whether somebody speaks in a paragraph in their own person: "I" or "we" outside of quotations."""

from __future__ import annotations

from foedus.reporting.parsing.language import Paragraph, Parsed

_FIRST = frozenset(("i", "we", "my", "our"))


def says_i(parsed: Parsed, paragraph: Paragraph) -> bool:
    """Whether a paragraph says "I", "we", "my" or "our" outside of quotation marks."""
    quoted = False
    for i in parsed.indices_in(paragraph.span):
        if parsed.texts[i] in '"“”':
            quoted = not quoted
        elif not quoted and parsed.lowers[i] in _FIRST:
            return True
    return False
