"""Results that are worked out once for each parse and forgotten with it.

Several layers ask for the same thing of one article (who appears in it, which agreements it names). A cache of
fixed size would either hold many parses in memory or forget too early; this one lives as long as the parse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from foedus.reporting.parsing.language import Parsed

Result = TypeVar("Result")


def once_per_parse(function: Callable[[Parsed], Result]) -> Callable[[Parsed], Result]:
    """The function of a parse, called once for each; its result must not hold the parse itself."""
    known: WeakKeyDictionary[Parsed, Result] = WeakKeyDictionary()

    @wraps(function)
    def remembered(parsed: Parsed) -> Result:
        if parsed not in known:
            known[parsed] = function(parsed)
        return known[parsed]

    return remembered
