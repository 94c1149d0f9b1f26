"""Whether the articles are about what a question asks, which is answered all the same: the reader has to be told.

Who asks a question has said what the threat is, so that an answer can be given from the question and from history alone. What
articles on something else add to it is chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.dossier.reading import Reading

if TYPE_CHECKING:
    from foedus.case.model import Question

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PART = re.compile(r"[^\W\d_]+")
_GENERIC = frozenset(
    "the of on in for to with and a an between its by at treaty agreement convention accord pact protocol deal statute charter compact "
    "organisation organization union members member states parties memorandum understanding act framework arrangement statement declaration initiative international".split()
)
_HALF = 0.5
_LEAST_FORM = 3


def off_topic(reading: Reading, question: Question) -> str:
    """What is amiss, in words that can follow "for"; "" where articles report the threat that is asked about.

    Args:
        reading: what was read.
        question: what was asked, not drafted from the articles.
    """
    texts = [article.text for article in reading.articles]
    agreement = f"the {question.agreement.removeprefix('the ')}"
    named = any(_names(text, question.agreement) for text in texts) or _meant(reading, question)
    if not named:
        return f"no article names {agreement}, so the answer rests on the question and on past threats, and what else was read may be of another matter"
    threat = reading.threat
    bearing = any(s.bears_on == "exit" and s.direction is not None for s in reading.statements)
    if threat is not None and not threat.evidence and not bearing:
        return f"no article reports that {question.threatener} may leave {agreement}, so the answer rests on the question and on past threats"
    return ""


def _meant(reading: Reading, question: Question) -> bool:
    """Whether a name that the articles give what is threatened can mean the agreement: the slow way to know."""
    from foedus.reporting.threats.asked import are_called

    texts = [article.text.casefold() for article in reading.articles]
    called = (
        reading.threat.aliases if reading.threat is not None else ()
    )  # the question's own words among them
    told = [alias for alias in called if any(alias.casefold() in text for text in texts)]
    return bool(told) and are_called(question.agreement, told)


def _names(text: str, agreement: str) -> bool:
    """Whether a text names an agreement: by one of its forms, or by half of the words that set it apart."""
    low = text.casefold()
    if any(re.search(rf"\b{re.escape(form)}\b", text) for form in _forms(agreement)):
        return True
    words = [w.casefold() for w in _PART.findall(agreement) if w.casefold() not in _GENERIC]
    found = [w for w in words if re.search(rf"\b{re.escape(w[: max(len(w) - 2, 4)])}", low)]
    return bool(words) and len(found) > _HALF * len(words)


def _forms(agreement: str) -> Iterable[str]:
    """The names of an agreement that stand for it by themselves: as it is asked, its initials, what the tables call it."""
    from foedus.reporting.names.gazetteer import names

    name = re.sub(r"\s*\((?:19|20)\d\d\)\s*$", "", agreement.removeprefix("the ")).strip()
    initials = "".join(w[0] for w in name.split() if w[:1].isupper())
    meant = names().get(name)
    called = [form for form, meaning in names().items() if meant is not None and meaning.actor == meant.actor]
    short = [word for word in _WORD.findall(name) if word.isupper()]
    return {form for form in (name, initials, *called, *short) if len(form) >= _LEAST_FORM}
