"""Interviews: the answers between an interviewer's questions are whoever was asked.

    >>> from foedus.reporting.parsing.language import parse
    >>> lines = ("Ada Berg, an analyst, spoke to us in Oslo.", "Is it late?", "It is.", "And now?", "We wait.")
    >>> parsed = parse((chr(10) * 2).join(lines))
    >>> [(parsed.words(d.source), parsed.words(d.content[0])) for d in answers(parsed)]
    [('Ada Berg', 'It is.'), ('Ada Berg', 'We wait.')]

Questions are marked ("Q.", "A:"), set in bold, or known by their question mark. Where each paragraph that ends in a
question mark falls on the turn of the interviewer, paragraphs alternate, so that a question may also be a remark
("Peru came back."); where it does not, answers run over several paragraphs and only a question mark makes a question.
Explainers ask and answer their own questions: in an interview some answers say "I" or "we", a quarter of them where the
opening tells of a talk, half of them where it does not; where it announces an interview none need to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foedus.provenance import Span
from foedus.reporting.attribution.first_person import says_i
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.names.people import Person, people_of
from foedus.reporting.parsing.language import Paragraph, Parsed

_ASKED = re.compile(r"[*_]{0,2}(?:Q(?:uestion)?(?: \d+)?\s?[.:)–—]|Q(?=\s[A-Z]))[*_]{0,2}\s*", re.IGNORECASE)
_ANSWERED = re.compile(r"[*_]{0,2}(?:A(?:nswer)?\s?[.:)–—]|A(?=\s[A-Z]))[*_]{0,2}\s*(?=\S)")
_BOLD = re.compile(r"(\*\*|__).+\1[.:]?", re.DOTALL)
_QUESTION = re.compile(r"\?[*_)]*$")
_TALK = re.compile(
    r"\b(?:interview(?:ed|s)?|excerpts?|conversation|q\s?&\s?a|answers? (?:to )?(?:our |some )?questions|received us|"
    r"(?:spoke|speaks|talked|talks|sat down|met) (?:to|with) (?:us|[A-Z]|(?:the|our|an?) \w+)|"
    r"(?:we|us) (?:spoke|talked|met|asked)|asked (?:her|him|them)\b|(?:spoke|talked) (?:with|to) (?:her|him))",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\bquestions (?:for|to) [A-Z]|\breceived us\b|\bin conversation with\b|\bexcerpts\b|"
    r"\b(?:we|us) (?:spoke|talked|put|asked) (?:\w+ ){0,4}(?:to|with|her|him)\b|"
    r"\b(?:answers?|answered) (?:our|your|readers['’]|\w+) questions\b|"
    r"\b(?:conversation|interview) (?:has been|was) (?:shortened|edited|held|conducted)",
    re.IGNORECASE,
)
"""An opening that says outright that an interview follows."""
_CLOSING = re.compile(
    r"[*_(\[]*(?:the|this) (?:interview|conversation)\b|[*_(\[]*interview by\b|\(.*\)$", re.IGNORECASE
)
_QUOTING = re.compile(r"[\"”][,.]?\s(?:\w+\s){0,3}(?:said|says)\b|\b(?:said|says)\b[^\"“”]{0,40}[\"“]")
_LABEL = re.compile(r"[*_]{0,2}[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}:[*_]{0,2}\s+(?=\S)|[-–—]\s+(?=\S)")
_LONGEST_OPENING = 4
"""Paragraphs before the first question, at most."""
_FEWEST_QUESTIONS = 2
_LONGEST_QUESTION = 80
"""Words."""
_ASKING = frozenset("correspondent reporter editor journalist interviewer columnist".split())


def answers(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each paragraph in which somebody who is interviewed answers; none where nobody is."""
    found = _marked(parsed) or _unmarked(parsed)
    if not found:
        return
    first = next(p for p, _ in found)
    source = _who_is_asked(parsed, first.span.start)
    for paragraph, start in found:
        label = _LABEL.match(parsed.words(paragraph.span), start)
        content = Span(paragraph.span.start + (label.end() if label else start), paragraph.span.end)
        yield Draft(-1, [content], source, [], "answer", "label")


def _marked(parsed: Parsed) -> list[tuple[Paragraph, int]]:
    """Paragraphs marked as answers, and those that go on with one, with where their words begin."""
    found: list[tuple[Paragraph, int]] = []
    asked, answering = 0, False
    for paragraph in parsed.paragraphs:
        words = parsed.words(paragraph.span)
        if _ASKED.match(words):
            asked, answering = asked + 1, False
        elif asked and (mark := _ANSWERED.match(words)):
            found.append((paragraph, mark.end()))
            answering = True
        elif answering and not paragraph.heading and not _CLOSING.match(words):
            found.append((paragraph, 0))
    return found if asked >= _FEWEST_QUESTIONS else []


def _unmarked(parsed: Parsed) -> list[tuple[Paragraph, int]]:
    """Paragraphs that answer the paragraphs that ask, in an article that is an interview."""
    words = [parsed.words(p.span) for p in parsed.paragraphs]
    asking = [k for k, text in enumerate(words) if _asks(text)]
    if len(asking) < _FEWEST_QUESTIONS or not 0 < asking[0] <= _LONGEST_OPENING:
        return []
    first, end = asking[0], _end(words, asking[0])
    opening = parsed.text[: parsed.paragraphs[first].span.start]
    bold = [k for k in range(first, end) if _BOLD.fullmatch(words[k])]
    if len(bold) >= _FEWEST_QUESTIONS and first in bold:
        turns = [k for k in range(first, end) if k not in bold]
    elif all((k - first) % 2 == 0 for k in asking if k < end):
        turns = list(range(first + 1, end, 2))
    else:
        turns = [k for k in range(first, end) if k not in asking]
    if (len(asking) * 2 < len(turns) or len(turns) < _FEWEST_QUESTIONS) and not bold:
        return []  # a question here and there in running text
    share = 0.0 if _ANNOUNCED.search(opening) else 0.25 if _TALK.search(opening) else 0.5
    if not turns or _first_persons(parsed, turns) < share * len(turns) or _quoting(parsed, turns):
        return []
    return [(parsed.paragraphs[k], 0) for k in turns]


def _asks(words: str) -> bool:
    """Whether a paragraph is a question of the interviewer's: it ends in a question mark and is no quotation."""
    return (
        bool(_QUESTION.search(words)) and words[0] not in "\"“”'‘’" and len(words.split()) < _LONGEST_QUESTION
    )


def _end(words: Sequence[str], first: int) -> int:
    """Where the interview ends: a note on it, or the article's end."""
    return next((k for k in range(first, len(words)) if _CLOSING.match(words[k])), len(words))


def _first_persons(parsed: Parsed, turns: Sequence[int]) -> int:
    """How many of the answers say "I" or "we" in their own voice."""
    return sum(says_i(parsed, parsed.paragraphs[k]) for k in turns)


def _quoting(parsed: Parsed, turns: Sequence[int]) -> bool:
    """Whether most answers quote others: then it is the writer who answers."""
    return 2 * sum(bool(_QUOTING.search(parsed.words(parsed.paragraphs[k].span))) for k in turns) > len(turns)


def _who_is_asked(parsed: Parsed, before: int) -> Span | None:
    """Where the opening names whoever answers: a person with a full name and a description goes before any other."""
    here = [p for p in people_of(parsed) if any(m.start < before for m in p.mentions)]
    here = [p for p in here if not any(r.noun in _ASKING for r in p.roles)]
    if not here:
        return None
    best = max(
        here,
        key=lambda p: (len(p.name.split()) > 1, bool(p.roles), _is_subject(p, before), -p.mentions[0].start),
    )
    return best.mentions[0]


def _is_subject(person: Person, before: int) -> bool:
    return any(m.start < before for m in person.subjects)
