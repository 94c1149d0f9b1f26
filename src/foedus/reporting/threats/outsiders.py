"""People who speak of an exit and decide none: those whom an article calls professor, analyst and the like, and no more.

>>> from foedus.reporting.parsing.language import parse
>>> outsiders_in(parse("Kari Lund, a professor of law, said that leaving would be unwise."))
frozenset({'Kari Lund'})
"""

from __future__ import annotations

from foedus.reporting.names.people import people_of
from foedus.reporting.names.roles import KINDS_OF
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse

_KNOWING = KINDS_OF["scholar"] | frozenset(
    "analyst economist scholar lawyer columnist commentator expert specialist strategist jurist pollster journalist".split()
)
_IN_OFFICE = KINDS_OF["official"] | KINDS_OF["leader"] | KINDS_OF["politician"] | KINDS_OF["lawmaker"]


@once_per_parse
def outsiders_in(parsed: Parsed) -> frozenset[str]:
    """The names of those people, as the cast has them."""
    found = set()
    for person in people_of(parsed):
        nouns = {role.noun for role in person.roles}
        if nouns & _KNOWING and not nouns & _IN_OFFICE:
            found.add(person.name)
    return frozenset(found)
