"""What the text of an article says of itself: dateline, byline, "this article appeared in", translator.

Only short lines at the top and the bottom, the opening of the first paragraphs and sentences made for the
purpose are looked at, so that what the report says of others is not taken for its own imprint.

    >>> imprint_of("OSLO (Harbour Gazette / Reuters - 3rd May, 2020) The envoys met.").credits[0].outlet
    'Reuters'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting import dates, outlets
from foedus.reporting.credit import Credit, credited
from foedus.reporting.dates import WrittenDate

_LINES = re.compile(r"[^\r\n\u2028\u2029]+")
_APPEARED = re.compile(
    r"\b(?:this|the) "
    r"(?:article|report|story|commentary|column|piece|op-?ed|editorial|text|essay|interview|analysis)"
    r"(?: was| has)?(?: been)?(?: first| originally)* (?:appeared|published|ran|run|printed|posted)"
    r"(?: first| originally)?"
    r" (?:in|on|by|at) (?P<rest>[^\n.]{2,100})|"
    r"^\W{0,3}(?:first |originally )+(?:published|appeared|posted) (?:in|on|by|at) (?P<rest2>[^\n.]{2,100})",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][^\n()—]{1,60}?)?[ \t,.:]*\((?P<credit>[A-Z][^()\n]{1,80})\)", re.MULTILINE
)
_BYLINE = re.compile(r"^(?:by|written by|story by|author:)\s+(?P<who>\S.{1,90})$", re.IGNORECASE)
_TRANSLATOR = re.compile(
    r"\b(?:translation by|translated (?:from (?:the )?(?P<from>[A-Z][a-z]+) )?by|translator:)\s*"
    r"(?P<who>[^\W\d_][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*){0,4})",
    re.IGNORECASE,
)
_LANGUAGES = (
    "Albanian|Arabic|Armenian|Azerbaijani|Belarusian|Bengali|Bulgarian|Chinese|Croatian|Czech|Danish|Dari|Dutch|"
    "Estonian|Farsi|Finnish|French|Georgian|German|Greek|Hebrew|Hindi|Hungarian|Icelandic|Indonesian|Italian|"
    "Japanese|Kazakh|Korean|Kurdish|Latvian|Lithuanian|Macedonian|Malay|Mandarin|Norwegian|Pashto|Persian|Polish|"
    "Portuguese|Romanian|Russian|Serbian|Slovak|Slovenian|Spanish|Swahili|Swedish|Thai|Turkish|Ukrainian|Urdu|"
    "Uzbek|Vietnamese"
)
_ORIGINAL = re.compile(
    rf"\[(?P<version>{_LANGUAGES}) version\b|"
    rf"\b(?:original(?:ly)?|first|written|published|text) in (?P<in>{_LANGUAGES})\b|"
    rf"\btranslated from (?:the )?(?P<from>{_LANGUAGES})\b|\b(?P<orig>{_LANGUAGES}) original\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"^\W*(?:(?:©|\(c\)|copyright)[\s:©,]*)+(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?[\s,]*(?P<who>[A-Z][^\n.,;|]{1,60})",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^\W{0,2}(?:source|via|courtesy of|from)\s*:\s*(?P<who>[^\n]{2,60}?)\W*$", re.IGNORECASE
)
_ADDRESS = re.compile(r"^\s*(?P<url>https?://\S+)\s*$")
_CHROME = re.compile(
    r"^\W*(?:contact us|share (?:this|on)|follow (?:us|@)|read more|read also|see also|"
    r"related(?: articles| stories)?\W*$|"
    r"subscribe|sign up|all rights reserved|more on this|tags?:|topics?:|click here|advertisement\W*$|"
    r"e-?mail\s*:|\[email.protected\]|"
    r"\((?:additional )?(?:reporting|writing|editing) by|(?:reporting|editing) by)",
    re.IGNORECASE,
)
_TOP, _BOTTOM = 14, 14  # lines that may hold an imprint
_NAME = re.compile(r"^[^\W\d_][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*){1,5}$")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a text says of itself, in the order of how much it is to be trusted.

    Attributes:
        credits: outlets that it names as its own, the most telling first.
        dated: days of publication that it states ("appeared on", dateline, "Published:"), first first.
        bare: a date on a line of its own above the text: publication or crawl, the text does not say.
        author, translator, original_language, url, title: "" where not given.
        readable: the text without the date above it and the lines of imprint below it.
    """

    credits: tuple[Credit, ...]
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
    bare, opening = _opening_date(text, lines, words)
    end = _closing(words)
    readable = Span(lines[opening].start, lines[end - 1].end) if opening < end else Span(start, len(text))
    top, bottom = words[:_TOP], words[-_BOTTOM:]
    appeared = _appeared(words[:4] + bottom)
    datelines = _datelines(text[readable.start : readable.end])
    lined = [*_credit_lines(top), *_credit_lines(bottom), *_names_alone(words[:3] + words[-2:])]
    translator = next((m["who"] for w in top + bottom if (m := _TRANSLATOR.search(w))), "")
    original = next((m for w in top + bottom if (m := _ORIGINAL.search(w))), None)
    return Imprint(
        credits=tuple([c for c, _ in appeared] + [c for c, _ in datelines if c.outlet] + lined),
        dated=tuple(
            [("text", d) for _, d in appeared if d]
            + [("dateline", d) for _, d in datelines if d]
            + [("text", d) for w in top + bottom if (d := _published(w))]
        ),
        bare=bare,
        author=_author(top),
        translator=translator.strip(" ."),
        original_language=next((g.capitalize() for g in original.groups() if g), "") if original else "",
        url=next((m["url"] for w in top + bottom if (m := _ADDRESS.match(w))), ""),
        title=_title(words, opening),
        readable=readable,
    )


def _opening_date(text: str, lines: list[Span], words: list[str]) -> tuple[WrittenDate | None, int]:
    """A date that stands alone in the first lines, and the number of lines of date above the text."""
    bare, opening = None, 0
    for i, line in enumerate(words[:6]):
        written = dates.alone(line)
        if (
            written is None
            or not written.year
            or re.match(r"(?i)\W*(?:published|posted|issued|released)", line)
        ):
            continue
        bare = bare or written
        if i == opening:
            opening += 1
    return bare, opening


def _closing(words: list[str]) -> int:
    """The number of lines up to the imprint at the foot."""
    end = len(words)
    for i in range(len(words) - 1, max(-1, len(words) - 1 - _BOTTOM), -1):
        if not _is_foot(words[i]):
            break
        end = i
    return end


def _is_foot(line: str) -> bool:
    """Whether a line at the foot is imprint or furniture of the page, and no sentence of the article."""
    if len(line) > 160:
        return False
    return bool(
        _CHROME.match(line)
        or _APPEARED.search(line)
        or _COPYRIGHT.match(line)
        or _ADDRESS.match(line)
        or _SOURCE.match(line)
        or (len(line) < 60 and (_TRANSLATOR.match(line.lstrip("(–—- ")) or _ORIGINAL.match(line)))
        or dates.alone(line)
        or outlets.looks_like_outlet(line)
    )


def _appeared(words: list[str]) -> list[tuple[Credit, WrittenDate | None]]:
    """Credits and dates of sentences such as "This article appeared in the Harbour Gazette on Jun 3"."""
    found = []
    for line in words:
        if match := _APPEARED.search(line):
            rest = match["rest"] or match["rest2"]
            when = dates.first(line[match.start() :])
            name = re.split(r"\s+on\s+(?=\w)|,?\s+\(?(?=\d)|\s+and (?:is|was|has)\b|,", rest)[0]
            name = re.sub(r"^the\s+", "", name.strip(" ."))
            if re.match(r"[A-Z]", name):
                found.append((credited(name), when))
    return found


def _datelines(text: str) -> list[tuple[Credit, WrittenDate | None]]:
    """Credit and date of lines that open with "OSLO, May 3 (Reuters) -" or "(AP) —", in the first lines."""
    found = []
    for match in _DATELINE.finditer(text[:6000]):
        place, inside = match["place"] or "", match["credit"]
        when = dates.first(inside) or dates.first(place)
        before = dates.first(inside)
        name = inside[: before.span.start].strip(" -–—,;:") if before else inside
        credit = credited(name)
        shouted = bool(re.match(r"[A-Z][A-Z .'’/-]{2,}", place))
        if not (outlets.known(credit.outlet) or (shouted and before is not None)):
            continue
        if place and not shouted and len(place.split()) > 5:
            continue  # a sentence that happens to have an outlet in brackets
        found.append((credit, when))
    return found[:1]


def _credit_lines(words: list[str]) -> list[Credit]:
    """Outlets on lines of their own: "By Reuters", "Source: AFP", "© 2019 Kyodo"."""
    found = []
    for line in words:
        for form in (_BYLINE, _SOURCE, _COPYRIGHT):
            if (match := form.match(line)) and len(line) < 120:
                name = re.split(r"[,|/]| for | of (?=the )", match["who"])[-1].strip(" .")
                if outlets.known(name):
                    found.append(Credit(name))
    return found


def _names_alone(words: list[str]) -> list[Credit]:
    """The outlet whose name is a whole line."""
    return [Credit(line) for line in words if outlets.looks_like_outlet(line)]


def _published(line: str) -> WrittenDate | None:
    """The date of a line that opens with "Published", "Posted" or "Updated" and holds little else."""
    if len(line) > 100 or not re.match(r"(?i)\W*(?:published|posted|issued|released)\b", line):
        return None
    return dates.first(line)


def _author(top: list[str]) -> str:
    for line in top:
        if match := _BYLINE.match(line):
            who = re.split(r"\s*[,|(]|\s+[-–—]\s+", match["who"])[0].strip(" .")
            if _NAME.match(who) and not outlets.known(who):
                return who
    return ""


def _title(words: list[str], opening: int) -> str:
    """The headline: the first line that is no date, byline, caption or sentence; "" if there is none."""
    repeated = {re.sub(r"\W+", " ", w) for i, w in enumerate(words) if i and _alike(w, words[i - 1])}
    for line in words[opening : opening + 6]:
        if re.search(r"(?i)\b(?:photo|image|picture|credit)s?\s*[:/]|\bfile photo\b", line) or dates.alone(
            line
        ):
            continue
        if re.sub(r"\W+", " ", line) in repeated or _BYLINE.match(line) or outlets.looks_like_outlet(line):
            continue
        if len(line.split()) > 30 or re.search(r"[.;:]\W*$", line) or re.match(r"[(\[@]", line):
            return ""
        return line if len(line.split()) > 2 else ""
    return ""


def _alike(one: str, other: str) -> bool:
    return re.sub(r"\W+", " ", one).casefold() == re.sub(r"\W+", " ", other).casefold()
