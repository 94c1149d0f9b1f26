"""The lines of a page that are no sentence of the report: dates, bylines, credits, copyright, "share this".

>>> is_furniture("By Ada Berg, Reuters"), is_furniture("The envoys met in Oslo.")
(True, False)
"""

from __future__ import annotations

import re

from foedus.reporting.intake import dates, outlets
from foedus.reporting.intake.credit import Credit, credited
from foedus.reporting.intake.dateline import as_known
from foedus.reporting.intake.dates import WrittenDate

_ITSELF = (
    r"(?:article|report|story|commentary|column|piece|op-?ed|editorial|text|essay|interview|analysis|post)"
)
_APPEARED = re.compile(
    rf"(?:^\W{{0,3}}(?:this|the)|[.!?)]\s+this) {_ITSELF}(?: was| is| has)?(?: been)?(?: first| originally)*"
    r" (?:appeared|published|ran|run|printed|posted|reprinted|republished|syndicated)(?: first| originally)?"
    r"(?: with permission)?(?: (?:in|on|by|at|from))? (?P<rest>[^\n]{2,110})|"
    r"\bthe post .{2,200}? (?:appeared first|first appeared) (?:on|in) (?P<post>[^\n]{2,80})|"
    r"^\W{0,3}(?:(?:first|originally) (?:published|appeared|posted)|reprinted|republished)"
    r" (?:with permission )?(?:in|on|by|at|from) (?P<first>[^\n]{2,110})|"
    r"^\W{0,3}Published (?:in|by) (?P<in>[A-Z][^\n]{2,110})",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"^(?:(?:the|its|our) )?(?:[\w-]+ )?(?:print|online|web|paper|\w+day)? ?(?:edition|issue|pages?) of (?:the )?",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?:[Bb]y|BY|(?:[Ww]ritten|[Ss]tory) by|[Aa]uthor:)\s+(?P<who>(?=[^\W\d_a-z])(?:\S+\s+){0,9}\S*[^\s.?!])$"
)
_SIGNED = re.compile(
    r"^\(?(?:[Rr]eporting|[Ww]riting) by\s+(?P<who>(?=[^\W\d_a-z])[^;,|()\n]{3,60})|"
    r"^(?:[Pp]osted|[Pp]ublished|[Uu]pdated)\b[^\n]{0,60}?\b[Bb]y\s+(?P<by>(?=[^\W\d_a-z])[^;,|()\n]{3,60})$"
)
TRANSLATOR = re.compile(
    r"\b(?:translation by|translated (?:from (?:the )?[a-z]+ )?by|translator:)\s*"
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
    r"^\W*(?:(?:©|\(c\)|copyright)[\s:©,]*)+(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?[\s,]*"
    r"(?P<who>[A-Z][^\n.;|]{1,60})",
    re.IGNORECASE,
)
# "© AFP/Ada Berg", "© Reuters / Stringer": who took a picture, and through which agency, not whose report it is.
_PICTURE = re.compile(r"\S\s?/\s?\S|\b(?:via )?getty\b|\bfile photo\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"^\W{0,2}(?:source|via|courtesy of|from)\s*:\s*(?P<who>[^\n]{2,100}?)\W*$", re.IGNORECASE
)
_STATED = re.compile(
    r"^\W*(?:published|posted|issued|released|date|source)\b\s*(?:on\b|at\b)?[\s:,](?=[^\n]*\d)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"^\s*(?P<url>https?://\S+)\s*$")
_NAMES = re.compile(r"(?:(?:[A-Z][\w'’&.-]*|of|the|and|de|la|in),? ?){1,7}")
_HANDLE = re.compile(r"^\W*@\w{2,30}\W*$")
_CHROME = re.compile(
    r"^\W*(?:contact us|share (?:this|on)|follow (?:us|@)|read more|read also|see also|"
    r"related(?: articles| stories)?\W*$|"
    r"subscribe|sign up|all rights reserved|more on this|tags?:|topics?:|click here|advertisement\W*$|"
    r"e-?mail\s*:|\[email.protected\]|to contact the (?:reporter|editor|author)s?\b|read\s*:|"
    r"this (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:our )?(?:\w+ )?(?:subscribers|members)|"
    r"you have (?:\w+ ){1,4}(?:articles?|stories) (?:left|remaining)|already a (?:subscriber|member)|(?:sign|log) in\W*$|"
    r"(?:[\w.’'-]+ ){0,8}contributed to this (?:report|story|article)\W*$|_{3,}$|(?-i:[a-z]{2,4}(?:/[a-z]{2,4}){1,3}$)|"
    r"\((?:additional )?(?:reporting|writing|editing) by|(?:reporting|editing) by)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"^(?:from|to|cc|bcc|sent|subject|betreff|reply-to)\s*:\s+\S", re.IGNORECASE)
"""The head of a mail in which a report was sent on."""
_LONGEST = 120


def is_furniture(line: str) -> bool:
    """Whether a line is a date, a byline, a credit, a handle or an outlet's name: no headline, no sentence."""
    line = line.strip()
    if not 0 < len(line) <= _LONGEST:
        return False
    forms = (_MAIL, _STATED, BYLINE, _SOURCE, _COPYRIGHT, ADDRESS, _HANDLE, TRANSLATOR)
    return bool(
        any(form.match(line) for form in forms)
        or dates.alone(line)
        or (_APPEARED.match(line) and len(line.split()) < 22)
        or beside_byline(line)
        or outlets.known(line)
    )


def is_foot(line: str) -> bool:
    """Whether a line at the foot of a page is imprint or an invitation, and no sentence of the article."""
    if len(line) > 160:
        return False
    return bool(
        is_furniture(line)
        or _CHROME.match(line)
        or _APPEARED.search(line)
        or (len(line) < 60 and _ORIGINAL.match(line))
        or outlets.looks_like_outlet(line)
    )


def appeared(line: str) -> tuple[Credit, WrittenDate | None] | None:
    """Outlet and date of a line such as "This article appeared in the Harbour Gazette on Jun 3"."""
    match = _APPEARED.search(line) if len(line) < 400 else None
    if not match:
        return None
    rest = next(group for group in match.groups() if group)
    when = dates.first(rest)
    name = _EDITION.sub("", rest[: when.span.start] if when else rest)
    name = re.split(r"\s+(?:on|and|with|by|under|as|at|in)(?=\s|$)|[,.;(|]", name)[0]
    name = re.sub(r"^the\s+", "", name.strip(" .–—-"))
    credit = as_known(credited(name)) if re.match(r"[A-Z0-9]", name) else Credit("")
    return (credit, when) if credit.outlet or when else None


def credit_on(line: str) -> str:
    """The outlet of a line that says whose the report is: "By Reuters", "By Ada Berg, AFP", "© Kyodo"."""
    return _credit_in(line, BYLINE, _COPYRIGHT)


def signed_on(line: str) -> str:
    """Who wrote the report, on a line such as "Reporting by Ada Berg" or "Posted on 3 May by Ada Berg"; "" if it names nobody."""
    match = _SIGNED.match(line) if len(line) <= _LONGEST else None
    return (match["who"] or match["by"]).strip(" .") if match else ""


def source_on(line: str) -> str:
    """The outlet of a line "Source: Xinhua", which may also stand under a picture."""
    return _credit_in(line, _SOURCE)


def _credit_in(line: str, *forms: re.Pattern[str]) -> str:
    if len(line) <= _LONGEST:
        for form in forms:
            if (match := form.match(line)) and not (form is _COPYRIGHT and _PICTURE.search(match["who"])):
                parts = re.split(r"\s*[,|/;]\s*|\s+[-–—]\s+| for | of (?=the )", match["who"])
                for part in parts:
                    if outlets.known(part.strip(" .")):
                        return outlets.canonical(part.strip(" ."))
    return ""


def stated(line: str) -> WrittenDate | None:
    """The date of a line that opens with "Published", "Posted", "Source:" and holds little else."""
    return dates.first(line) if len(line) <= _LONGEST and _STATED.match(line) else None


def is_stated(line: str) -> bool:
    """Whether a line says that its date is that of publication."""
    return bool(_STATED.match(line))


def beside_byline(line: str) -> WrittenDate | None:
    """The full date of a short line near the headline that is no sentence ("Ada Berg | June 3, 2019")."""
    if len(line.split()) > 14 or re.search(r"[a-z]{3,}\.\W*$", line) or dates.alone(line):
        return None
    marked = re.search(r"(?i)\bby [a-z]|[|•·]|\b\d{1,2}:\d\d\b|\s/\s|\bupdated\b", line)
    if not marked and (named := dates.first(line)) and named.year:  # "Harbour Gazette, 3 May 2020"
        rest = (line[: named.span.start] + line[named.span.end :]).strip(" ,.-–—")
        marked = _NAMES.fullmatch(rest)
    written = dates.first(line) if marked else None
    return written if written and written.year else None


def tells_translation(line: str) -> bool:
    """Whether a short line in brackets says that the text is a translation: "(Translated from the French)"."""
    inside = line.strip()
    return len(inside) < _LONGEST and inside[:1] in "([" and bool(re.match(r"\W*translat", inside, re.I))


def original_language(line: str) -> str:
    """The language that a line names as that of the original; "" if it names none."""
    match = _ORIGINAL.search(line)
    return next((group.capitalize() for group in match.groups() if group), "") if match else ""
