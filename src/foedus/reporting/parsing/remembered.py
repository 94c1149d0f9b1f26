"""Results that are worked out once for each parse and forgotten with it.

Several layers ask for the same thing of one article (who appears in it, which agreements it names). A cache of
fixed size would either hold many parses in memory or forget too early; this one lives as long as the parse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from foedus.reporting.parsing.language import Parsed

Result = TypeVar("Result")
Other = TypeVar("Other")


def once_per_parse(function: Callable[[Parsed], Result]) -> Callable[[Parsed], Result]:
    """The function of a parse, called once for each."""

    @wraps(function)
    def remembered(parsed: Parsed) -> Result:
        known: dict[Callable[[Parsed], Result], Result] = parsed.known
        try:
            return known[function]
        except KeyError:
            found = known[function] = function(parsed)
            return found

    return remembered


def once_per_parse_and_other(
    function: Callable[[Parsed, Other], Result],
) -> Callable[[Parsed, Other], Result]:
    """The function of a parse and of one thing more, called once for each parse as long as the thing is the same."""

    @wraps(function)
    def remembered(parsed: Parsed, other: Other) -> Result:
        known: dict[Callable[[Parsed, Other], Result], tuple[Other, Result]] = parsed.known
        kept = known.get(function)
        if kept is None or kept[0] is not other:
            kept = known[function] = (other, function(parsed, other))
        return kept[1]

    return remembered
