"""What the text of an article says of itself: dateline, byline, "this article appeared in", translator.

Only short lines at the top and the bottom, the opening of the first paragraphs and sentences made for the
purpose are looked at, so that what the report says of others is not taken for its own imprint.

    >>> imprint_of("OSLO (Harbour Gazette / Reuters - 3rd May, 2020) The envoys met.").written_by[0].outlet
    'Reuters'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting.intake import dates, furniture, outlets
from foedus.reporting.intake.credit import Credit, credited
from foedus.reporting.intake.dateline import dateline_of
from foedus.reporting.intake.dates import WrittenDate
from foedus.reporting.intake.masthead import masthead_of, title_and_outlet

_LINES = re.compile(r"[^\r\n\u2028\u2029]+")
_TOP, _BOTTOM = 14, 14  # lines that may hold an imprint
_SENTENCE_TITLE = 16  # words of a headline that ends with a full stop, as some archives write them
_BELOW = 6  # lines: how far down the day of publication may stand for the line above it to be the outlet
_CALLED = re.compile(r"^[A-Z][\w'’.-]*(?:\s(?:[A-Z&][\w'’.-]*|of|the|and|for|in|on)){0,4}(?<![.,;:])$")
# Words of the names of outlets, institutes and sites that stand in no person's name.
_NO_PERSON = frozenset(
    "Global Media Center Centre Watch Wire Line Voice Producer Farmer Week Insider Forum Institute Foundation Initiative "
    "Project Association Council University Group Service Services Blog Law Politics Policy Affairs World International "
    "Nation State Republic People Business Finance Money Energy Climate Defense Defence Security Legal Trade Research "
    "Studies Society League Party Union Committee Office Bureau Ministry Embassy Shimbun Ilbo Zeitung Online Newspaper "
    "Peace Rights Science Health Technology European American Asian African Arab British".split()
)
_NAME = re.compile(r"^[^\W\d_][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*){1,5}$")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a text says of itself.

    Attributes:
        written_by: outlets whose report it says it is (dateline, byline, source line, copyright), the most
            telling first.
        found_in: outlets in which it says it appeared.
        sources: outlets of lines such as "Source: Xinhua", which count only where nothing else tells.
        dated: days of publication that it states, with where ("dateline", "text"), the most telling first.
        bare: a date on a line of its own above the text: publication or crawl, the text does not say.
        author, translator, original_language, url, title: "" where not given.
        readable: the text without the imprint above it and below it.
    """

    written_by: tuple[Credit, ...]
    found_in: tuple[Credit, ...]
    sources: tuple[Credit, ...]
    dated: tuple[tuple[str, WrittenDate], ...]
    bare: WrittenDate | None
    author: str
    translator: str
    original_language: str
    url: str
    title: str
    readable: Span


def imprint_of(text: str, start: int = 0) -> Imprint:
    """The imprint of a text from ``start`` on; spans count code points of the whole text."""
    lines = [Span(m.start(), m.end()) for m in _LINES.finditer(text, start) if m.group().strip()]
    words = [text[line.start : line.end].strip() for line in lines]
    masthead = masthead_of(words)
    bare, opening = _above(words)
    if masthead and masthead.ends:
        opening = _below(words, max(opening, masthead.ends))
    end = _closing(words)
    readable = Span(lines[opening].start, lines[end - 1].end) if opening < end else Span(start, len(text))
    edges = words if len(words) <= _TOP + _BOTTOM else words[:_TOP] + words[-_BOTTOM:]
    appeared = [found for line in words[:4] + words[4:][-_BOTTOM:] if (found := furniture.appeared(line))]
    dateline = dateline_of(text[readable.start : readable.end])
    named = _names_alone(words, opening)
    if masthead and not any(outlets.known(c.outlet) for c in named):
        whose = credited(masthead.outlet)
        named = [whose if whose.carried_by else Credit(_as_written(masthead.outlet))]
    title, beside = title_and_outlet(_title(words, opening))
    named = named or ([Credit(_as_written(beside))] if beside else [])
    written_by = [dateline.credit] if dateline else []
    written_by += [Credit(name) for line in edges if (name := furniture.credit_on(line))]
    dated = [("text", when) for _, when in appeared if when]
    if dateline and dateline.dated:
        dated.append(("dateline", dateline.dated.moved(readable.start)))
    dated += [("text", when) for line in edges if (when := furniture.stated(line))]
    dated += [("text", when) for line in words[:8] if (when := furniture.beside_byline(line))]
    dated += [("text", masthead.dated)] if masthead else []
    return Imprint(
        written_by=tuple(written_by + [c for c in named if outlets.is_agency(c.outlet)]),
        found_in=tuple(
            [c for c, _ in appeared if c.outlet] + [c for c in named if not outlets.is_agency(c.outlet)]
        ),
        sources=tuple(Credit(name) for line in edges if (name := furniture.source_on(line))),
        dated=tuple(dated),
        bare=bare,
        author=_author(words[:_TOP]),
        translator=_first(furniture.TRANSLATOR, "who", edges).strip(" ."),
        original_language=next(filter(None, map(furniture.original_language, edges)), ""),
        url=_first(furniture.ADDRESS, "url", edges),
        title=title,
        readable=readable,
    )


def _above(words: list[str]) -> tuple[WrittenDate | None, int]:
    """A date that stands alone in the first lines, and the number of lines of imprint above the text."""
    bare, opening = None, 0
    for i, line in enumerate(words[:6]):
        if i == opening and furniture.is_furniture(line):
            opening += 1
        written = dates.alone(line)
        if written and written.year and not furniture.is_stated(line):
            bare = bare or written
    return bare, opening


def _below(words: list[str], opening: int) -> int:
    """The number of lines of imprint, where those up to ``opening`` are."""
    while opening < len(words) and (
        furniture.is_furniture(words[opening]) or furniture.tells_translation(words[opening])
    ):
        opening += 1
    return opening


def _closing(words: list[str]) -> int:
    """The number of lines up to the imprint at the foot."""
    end = len(words)
    while end > max(0, len(words) - _BOTTOM) and furniture.is_foot(words[end - 1]):
        end -= 1
    return end


def _names_alone(words: list[str], opening: int) -> list[Credit]:
    """The outlets whose names are whole lines: known ones near the headline, any at the first and last line.

    A name between the headline and the day of publication is an outlet too, though no table may know it.
    """
    lines = [line for line in words[:8] if outlets.known(line) and line[-1] not in ".,;:"]
    lines += [line for line in words[:1] + words[1:][-2:] if outlets.looks_like_outlet(line)]
    if not lines:
        lines = [words[i] for i in range(1, min(_BELOW, len(words) - 1)) if _above_writer(words, i)][:1]
    if not lines and (below := _below_headline(words, opening)):
        lines = [below]
    return [Credit(name) for name in dict.fromkeys(map(_as_written, lines))]


def _above_writer(words: list[str], i: int) -> bool:
    """Whether a line under the headline is called like an outlet, and the line below it names who wrote the report, or the day."""
    below = words[i + 1].lstrip("-–— ")
    return outlets.looks_like_outlet(words[i]) and (
        furniture.BYLINE.match(below) is not None
        or _is_day(below)
        or (i > 1 and furniture.is_furniture(words[i - 1]) and dates.first(words[i - 1]) is not None)
    )


def _as_written(line: str) -> str:
    """An outlet as a line of its own calls it, its site and its Sunday edition too; the usual name of what it shouts."""
    usual = outlets.canonical(line)
    shouted = line.isupper() or line.islower()
    return usual if shouted or usual.casefold() == line.casefold().removeprefix("the ") else line


def _below_headline(words: list[str], opening: int) -> str:
    """The outlet's name on the line above the day of publication, the headline standing above it; "" if none.

    A writer's name stands there as often: two or three capitalised words alone are taken for an outlet only
    where a byline names the writer elsewhere.
    """
    day = next((i for i, line in enumerate(words[:_BELOW]) if _is_day(line)), 0)
    line = words[day - 1] if day - opening > 1 else ""
    if not _CALLED.match(line) or furniture.is_furniture(line):
        return ""
    signed = any(furniture.BYLINE.match(other.lstrip("-–— ")) for other in words[:_TOP])
    marked = re.search(r"[&.\d]|^The |^[A-Z][\w-]*$", line) is not None
    no_person = any(word in _NO_PERSON for word in line.split())
    return line if signed or marked or no_person or outlets.looks_like_outlet(line) else ""


def _is_day(line: str) -> bool:
    """Whether a line is a date alone, or says that its date is that of publication."""
    return dates.alone(line) is not None or furniture.stated(line) is not None


def _first(form: re.Pattern[str], group: str, lines: list[str]) -> str:
    """What the first line that holds a form says in a group of it; "" if none does."""
    return next((match[group] for line in lines if (match := form.search(line))), "")


def _author(top: list[str]) -> str:
    for line in top:
        if match := furniture.BYLINE.match(line.lstrip("-–— ")):
            who = re.split(r"\s*[,|(]|\s+[-–—]\s+", match["who"])[0].strip(" .")
            if _NAME.match(who) and not outlets.known(who):
                return who
    return next((who for line in top if (who := furniture.signed_on(line)) and not outlets.known(who)), "")


def _title(words: list[str], opening: int) -> str:
    """The headline: the first line that is no imprint, caption or sentence; "" if there is none."""
    repeated = {
        _letters(line) for i, line in enumerate(words) if i and _letters(line) == _letters(words[i - 1])
    }
    for line in (
        re.sub(r"^#+\s+|\*\*", "", line) for line in words[opening : opening + 6]
    ):  # Markdown's signs
        if re.search(r"(?i)\b(?:photo|image|picture|credit)s?\s*[:/]|\bfile photo\b|\([A-Z][\w ]+\)$", line):
            continue
        if _letters(line) in repeated or furniture.is_furniture(line) or outlets.looks_like_outlet(line):
            continue
        short = len(line.split()) <= (30 if not re.search(r"[.;:]\W*$", line) else _SENTENCE_TITLE)
        if not short or re.match(r"[(\[@]", line):
            return ""
        return line if len(line.split()) > 2 else ""
    return ""


def _letters(line: str) -> str:
    """A line without case and punctuation, so that a caption and its repetition are one."""
    return re.sub(r"\W+", " ", line).strip().casefold()
