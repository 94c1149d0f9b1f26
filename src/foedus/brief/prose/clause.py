"""A question as a clause of a sentence: "Will A give notice by 2031-03-06?" becomes "that A will give notice by ...".

The deadline is put in once, where the question names it or at the end. A question that does not open with
"will" and a name stays a question.
"""

from __future__ import annotations

import re
from typing import Any

from foedus.brief.document import Figure, Given, Inline, Parts
from foedus.brief.numbers import dated, day
from foedus.brief.parts import join

_ONE = r"(?:[Tt]he )?[A-Z][\w.'’&-]*(?: (?:(?:of|and|the|for|on) )*[A-Z][\w.'’&-]*)*"
_NAME = rf"{_ONE}(?:,? (?:and|or) {_ONE}|, {_ONE})*(?: \([^)?]*\))?"
_ASKED = re.compile(
    rf"^(?:(?P<first>[^?]*?), )?[Ww]ill (?P<who>{_NAME}) (?P<does>(?!(?:and|or|of)\b)[a-z].*?)\s*\?*\s*$",
    re.DOTALL,
)
_OWNED = re.compile(
    rf"^(?:(?P<first>[^?]*?), )?[Ww]ill (?P<who>{_NAME}['’]s? [a-z].*?) "
    r"(?P<does>(?:take (?:effect|place)|come|be|become|enter|go|lapse|expire|mature|run|end|stand|hold)\b.*?)\s*\?*\s*$",
    re.DOTALL,
)
"""Something of somebody as the subject: "Will A's notice of leaving the pact take effect"."""
_SPAN = re.compile(r"[\s,]*\bwithin \w+ (?:days|weeks|months|years) of \d{4}-\d{2}-\d{2}\b", re.IGNORECASE)
_PATH = "question.event"


def clause(question: dict[str, Any]) -> Parts:
    """The question as a clause with its deadline; empty if it has another form."""
    deadline = str(question.get("deadline") or "")
    event = _SPAN.sub("", str(question["event"]).strip())
    asked = _OWNED.match(event) or _ASKED.match(event)
    if asked is None or asked["who"].endswith(("'s", "’s", "'", "’")):
        return ()  # whose the subject is, is known, and not where it ends
    first = asked["first"] or ""
    said = f"{asked['who']} will {asked['does']}"
    said = f"that, {first[:1].lower()}{first[1:]}, {said}" if first else f"that {said}"
    return with_deadline(said, deadline)


def with_deadline(said: str, deadline: str) -> Parts:
    """Words of a question with the deadline as a figure: where they name it, else at their end."""
    figure = Figure(day(deadline), "question.deadline", deadline, "date")
    if deadline and deadline in said:
        before, after = said.split(deadline, 1)
        found: list[Inline] = [Given(dated(before), _PATH), figure]
        return (*found, Given(dated(after), _PATH)) if after.strip() else tuple(found)
    comma = "," if re.search(r", (?:or|and) [^,]*$", said) or said[-1:].isdigit() else ""
    return join(Given(dated(said), _PATH), f"{comma} by ", figure)
