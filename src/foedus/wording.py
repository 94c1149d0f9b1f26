"""Names as running text has them: with their article, and with a verb in their number.

>>> with_article("legislature of United States")
'the legislature of the United States'
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(
    r"(?<![Tt]he )\b(United (?:States|Kingdom|Nations|Arab Emirates)|European (?:Union|Economic Community)|Soviet Union|"
    r"African Union|Netherlands|Philippines|Bahamas|Maldives|Gambia|Seychelles|Comoros|Solomon Islands|Marshall Islands|"
    r"Dominican Republic|Federated States of Micronesia|Democratic Republic of the Congo|Holy See|Czech Republic|Central African Republic|US|UK|EU|UN)\b"
)
_SORT = r"(?:Organi[sz]ation|Union|Court|Commission|Community|Council|Association|Agency|League|Confederation|Commonwealth|Alliance|Market)"
_BODY = re.compile(
    rf"\b(?P<body>(?:[A-Z][\w.-]*(?: (?:of|and|for|on|in)(?: the)?)? )+{_SORT}\b|"
    rf"{_SORT} of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)(?!['’])"
)
"""A body by its full name, which English gives an article: "the World Health Organization"."""
_LED_BY = re.compile(r"(?:^|[a-z,:;] )$")
_ROLE = re.compile(r"^(?:legislature|government|president|parliament|cabinet|military) of\b", re.IGNORECASE)
_OFFICE = re.compile(r"(?:the )?(?:[a-z]+ )?(?P<head>[a-z]+) (?:of|to|in) ")
_ONE_STATE = re.compile(r"^(?:Bosnia and|Trinidad and|Antigua and|Saint \w+ and|São Tomé and)\b")


def counted(n: int, noun: str) -> str:
    """A count with its noun in the right number.

    >>> counted(1, "observation"), counted(2160, "draw")
    ('1 observation', '2,160 draws')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def with_article(name: str) -> str:
    """A name with the article that English puts before it, also inside: "officials of the United States".

    >>> with_article("World Health Organization"), with_article("members of Andean Community")
    ('the World Health Organization', 'members of the Andean Community')
    """
    found = _BODY.sub(_with_the, _ARTICLE.sub(r"the \1", name))
    return _ROLE.sub(lambda match: f"the {match[0]}", found)


def _with_the(found: re.Match[str]) -> str:
    """A body's name with its article, where it has none and begins the name or follows a word in small letters."""
    before = found.string[: found.start()]
    bare = _LED_BY.search(before) and not before.lower().endswith(("the ", " a ", " an "))
    return f"the {found['body']}" if bare and not found["body"].startswith("The ") else found["body"]


def is_plural(name: str) -> bool:
    """Whether a name takes a verb in the plural: several actors, or a common noun such as "NATO allies".

    >>> is_plural("other parties to the Andean Community"), is_plural("the legislature of NATO members")
    (True, False)
    """
    office = _OFFICE.match(name)
    if office:  # "the legislature of NATO members" is one
        return office["head"].endswith("s")
    last = name.rpartition(" ")[2]
    return (
        "," in name
        or (" and " in name and not _ONE_STATE.search(name))
        or (last[:1].islower() and last.endswith("s"))
    )


def third_person(verb: str) -> str:
    """A verb as one subject takes it.

    >>> third_person("carry"), third_person("finish"), third_person("have")
    ('carries', 'finishes', 'has')
    """
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"


def agreeing(who: str, predicate: str) -> str:
    """A subject with its predicate, whose verb is given in the singular.

    >>> agreeing("NATO allies", "refuses other terms")
    'NATO allies refuse other terms'
    """
    verb, _, rest = predicate.partition(" ")
    if is_plural(who):
        if verb.endswith("ies"):
            verb = f"{verb[:-3]}y"
        elif verb.endswith(("sses", "shes", "ches", "xes", "oes")):
            verb = verb[:-2]
        elif verb.endswith("s") and not verb.endswith("ss"):
            verb = verb[:-1]
    return f"{who} {verb} {rest}".rstrip()
