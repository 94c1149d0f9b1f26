"""Which people an article calls "he" or "she", where no title says so.

    >>> from foedus.reporting.names.people import people_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Anna Weir met John Hall. Weir said she would sign. Hall laughed.")
    >>> [(p.name, called(parsed, p)) for p in people_of(parsed)]
    [('Anna Weir', 'f'), ('John Hall', '')]

A pronoun counts for the one person who is named in its sentence before it, or is the only one in the sentence before
a sentence that opens with it; the commoner of the two is taken.
"""

from __future__ import annotations

from collections import Counter

from foedus.provenance import Span
from foedus.reporting.attribution.quotations import quotations
from foedus.reporting.attribution.quoting import Quoted
from foedus.reporting.names.people import Gender, Person, people_of
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse

_PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f"}


def called(parsed: Parsed, person: Person) -> Gender:
    """How an article's pronouns speak of a person: "f", "m", or "" where they do not tell."""
    return _genders(parsed).get(person.name, "")


@once_per_parse
def _genders(parsed: Parsed) -> dict[str, Gender]:
    """The commoner gender of the pronouns for each person's name that has any."""
    return {name: _commoner(votes) for name, votes in _votes(parsed).items() if votes}


def _commoner(votes: Counter[Gender]) -> Gender:
    (gender, most), *rest = votes.most_common()
    return gender if not rest or most > rest[0][1] else ""


def _votes(parsed: Parsed) -> dict[str, Counter[Gender]]:
    """For each person's name how often a pronoun of each gender can only mean them."""
    starts = sorted((m.start, p.name) for p in people_of(parsed) for m in p.mentions)
    said = Quoted(quotations(parsed))
    found: dict[str, Counter[Gender]] = {}
    before: list[str] = []
    paragraph = None
    k = 0
    for sentence in parsed.sentences:
        if sentence.paragraph is not paragraph:
            before, paragraph = [], sentence.paragraph
        low = k
        while k < len(starts) and starts[k][0] < sentence.end:
            k += 1
        named = list(dict.fromkeys(name for _, name in starts[low:k]))
        opens = parsed.lowers[sentence.tokens.start] in ("he", "she")
        if len(named) == 1:
            _count(parsed, Span(starts[low][0], sentence.end), said, found.setdefault(named[0], Counter()))
        elif not named and opens and len(before) == 1:
            _count(parsed, sentence.span, said, found.setdefault(before[0], Counter()))
            named = before
        before = named
    return found


def _count(parsed: Parsed, where: Span, said: Quoted, votes: Counter[Gender]) -> None:
    """Count the pronouns of one gender in a stretch of the text, if those of the other do not stand there too."""
    lowers, starts = parsed.lowers, tree_of(parsed).start
    seen = {
        _PRONOUNS[lowers[i]]
        for i in parsed.indices_in(where)
        if lowers[i] in _PRONOUNS and said.at(starts[i]) is None
    }
    if len(seen) == 1:
        votes[seen.pop()] += 1
