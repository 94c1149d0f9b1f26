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


def once_per_parse(function: Callable[[Parsed], Result]) -> Callable[[Parsed], Result]:
    """The function of a parse, called once for each."""

    @wraps(function)
    def remembered(parsed: Parsed) -> Result:
        known: dict[Callable[[Parsed], Result], Result] = parsed.known
        if function not in known:
            known[function] = function(parsed)
        return known[function]

    return remembered
