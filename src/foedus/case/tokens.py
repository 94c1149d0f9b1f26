"""The words of the small language in which a case writes expressions and conditions.

    w[type] - 0.5 * cost      name [ name ] - number * name
    reply in [deny, 2.5]      name in [ name , number ]

Text is cut into tokens that know their column, so that a fault can be shown under its place. Both parsers
are held by a length, a depth and a count, because a case file may come from anyone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST_TEXT = 4000
"""Characters admitted in one expression or condition."""

DEEPEST_NESTING = 60
"""Levels of parentheses, signs and powers that may stand within each other."""

LONGEST_CHAIN = 100
"""Operators in a row on one level (``a + b + c ...``); a longer sum belongs into several terms."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))
    | (?P<name>\w[\w.]*)
    | (?P<sign>!=|==|\*\*|[-+*/^()\[\],=])
    )""",
    re.VERBOSE,
)


DEEPEST_EXPRESSION = 120
"""Operations within each other, whichever way they nest."""


class NotationError(ValueError):
    """A text is no expression or no condition.

    Attributes:
        column: where in the text, counted from 0.
        remedy: what would be right; may be empty.
    """

    def __init__(self, what: str, column: int, remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.column, self.remedy = what, column, remedy


class Token(NamedTuple):
    """A piece of the text: ``kind`` is number, name, sign or end."""

    kind: str
    text: str
    column: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, closed by one of kind ``end``.

    Raises:
        NotationError: the text is too long or holds a character that has no meaning here.
    """
    if len(text) > LONGEST_TEXT:
        raise NotationError(f"the text has {len(text)} characters, more than {LONGEST_TEXT}", 0)
    found: list[Token] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            place += len(text[place:]) - len(text[place:].lstrip())
            raise NotationError(f"{text[place]!r} has no meaning here", place)
        kind = match.lastgroup or ""
        found.append(Token(kind, match[kind], match.start(kind)))
        place = match.end()
    found.append(Token("end", "", len(text)))
    return found


class Reader:
    """A place in a list of tokens, moved forward by the parsers."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens_of(text)
        self.place = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.place]

    @property
    def next(self) -> Token:
        """The token after that."""
        return self.tokens[min(self.place + 1, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Read one token; the end stays where it is."""
        token = self.now
        if token.kind != "end":
            self.place += 1
        return token

    def took(self, *texts: str) -> bool:
        """Read the next token if it is one of these."""
        token = self.now
        if token.text in texts and token.kind != "end":
            self.place += 1
            return True
        return False

    def need(self, sign: str, after: str) -> None:
        """Read a sign that must come now."""
        if not self.took(sign):
            raise self.unexpected(f"{sign!r} {after}")

    def unexpected(self, wanted: str, remedy: str = "") -> NotationError:
        """The error for a token that does not fit; ``wanted`` says what would."""
        token = self.now
        shown = f"not {token.text!r}" if token.kind != "end" else "but the text ends"
        return NotationError(f"{wanted} is needed here, {shown}", token.column, remedy)

    def deeper(self) -> None:
        """Enter one level of nesting."""
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise NotationError(f"nested more than {DEEPEST_NESTING} levels deep", self.now.column)

    def higher(self) -> None:
        """Leave one level of nesting."""
        self.depth -= 1
