"""Who publishes: news agencies, papers, broadcasters and sites, by name, alias and address.

The table ``outlets.tsv`` is data: a name as it is most often written, the aliases by which others cite it,
its kind, its web addresses and where to look it up. It decides nothing about what a report is worth; it
only says that "Bloomberg" and "Bloomberg News" are one, and that Reuters is an agency whose dispatches
others carry.

    >>> canonical("the Bloomberg news agency")
    'Bloomberg News'
    >>> of_address("https://www.bbc.co.uk/news/world-1").name
    'BBC'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, get_args
from urllib.parse import urlsplit

from foedus.reporting.tables import rows_of

OutletKind = Literal["agency", "paper", "broadcaster", "magazine", "site", "publisher"]

# Nouns that end the names of papers, broadcasters and agencies: a short line in capitals that ends in one
# of them is taken for an outlet although the table does not know it.
NAME_NOUNS = (
    "Times|Journal|Post|News|Herald|Tribune|Gazette|Daily|Weekly|Review|Chronicle|Observer|Telegraph|Mail|"
    "Globe|Star|Sun|Standard|Press|Mirror|Express|Courier|Dispatch|Bulletin|Monitor|Examiner|Inquirer|"
    "Independent|Guardian|Register|Sentinel|Insight|Agency|Today|Magazine|Radio|TV|Television|Broadcasting|"
    "Network|Online|Wire|Report|Digest|Economist|Spectator|Diplomat|Reporter|Record|Argus|Advertiser|Argosy|"
    "Ledger|Nation|Echo|Mercury|Gleaner|Citizen|Vanguard|Beacon|Statesman|Newswire|Shimbun|Ilbo|Zeitung|Dagblad|Newspaper|"
    "Kurier|Tageblatt|Anzeiger|Rundschau|Nachrichten|Allgemeine|Presse|Posten|Avis|Tidende|"
    "Aftenblad|Morgenblad|Blad|Tidning|Gazeta|Gazzetta|Diario|Diário|Jornal|Courant"
)
# In running text fewer nouns tell an outlet, and only after another capitalised word.
PRESS_NAME = (
    r"(?:[A-Z][\w'’.-]*[ -]){1,4}(?:Times|Journal|Post|Herald|Tribune|Gazette|Chronicle|Observer|Telegraph|Courier|"
    r"Shimbun|Ilbo|Zeitung|Nachrichten|News Agency|News|TV|Radio|Television)|Radio [A-Z][\w'’-]+"
)
_SITE = re.compile(r"[A-Za-z][\w-]*\.(?:com|net|org|info|news|eu|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2}|Az)")
_PRESS = re.compile(rf"(?:[Tt]he )?(?:{PRESS_NAME})")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of the table: the usual name, aliases, kind, web addresses, where to look it up.

    ``ambiguous`` are the names that mean other things in running text too ("Trend", "TIME"): they name the
    outlet on a line of their own, in a head or a dateline only.
    """

    name: str
    aliases: tuple[str, ...]
    kind: OutletKind
    domains: tuple[str, ...]
    ambiguous: tuple[str, ...]
    reference: str

    @property
    def is_agency(self) -> bool:
        """Whether others carry its dispatches."""
        return self.kind == "agency"


@cache
def table() -> tuple[Outlet, ...]:
    """All rows of ``outlets.tsv``.

    Raises:
        ValueError: a row has an unknown kind or a name stands twice.
    """
    rows: list[Outlet] = []
    for row in rows_of("outlets.tsv"):
        if row["kind"] not in get_args(OutletKind):
            raise ValueError(f"outlets.tsv: unknown kind {row['kind']!r} of {row['name']}")
        kind: OutletKind = row["kind"]  # type: ignore[assignment]  # checked above
        aliases, domains, ambiguous = (
            tuple(filter(None, row[column].split(";"))) for column in ("aliases", "domains", "ambiguous")
        )
        rows.append(Outlet(row["name"], aliases, kind, domains, ambiguous, row["reference"]))
    return tuple(rows)


@lru_cache(maxsize=8192)
def known(name: str) -> Outlet | None:
    """The outlet of a name or alias; None if the table does not know it."""
    return _by_name().get(_key(name))


def cited(words: str) -> Outlet | None:
    """The outlet that words of a sentence name: in capitals, and no name that means other things there too.

    >>> cited("The Nation").name, cited("the nation")
    ('The Nation', None)
    """
    found = known(words)
    if found is None or words in found.ambiguous:
        return None
    written = words in (found.name, *found.aliases)
    return found if written or all(w[:1].isupper() or not w[:1].isalpha() for w in _content(words)) else None


def _content(words: str) -> list[str]:
    """The words of a name that carry it: neither an article nor what only says "news agency"."""
    small = {"the", "a", "of", "and", "news", "agency", "newspaper", "magazine", "daily", "website"}
    return [w for w in words.split() if w not in small] or words.split()


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    found = known(name)
    return found is not None and found.is_agency


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """The usual name of an outlet; an unknown name stays as it is, without a small "the" before it."""
    found = known(name)
    return found.name if found else re.sub(r"^the (?=\S)", "", name.strip())


def same(one: str, other: str) -> bool:
    """Whether two names mean one outlet."""
    return bool(one and other) and _usual_key(one) == _usual_key(other)


@lru_cache(maxsize=8192)
def _usual_key(name: str) -> str:
    """The key of an outlet's usual name."""
    return _key(canonical(name))


def of_address(url: str) -> Outlet | None:
    """The outlet whose web address it is, "m.uk.reuters.com" included; None if the table does not know it."""
    try:
        host = (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:  # e.g. a broken IPv6 address: no outlet can be told
        return None
    parts = host.split(".")
    for i in range(len(parts) - 1):
        found = _by_domain().get(".".join(parts[i:]))
        if found:
            return found
    return None


@lru_cache(maxsize=8192)
def named(name: str) -> str:
    """The usual name of what is an outlet by the table or by its own name ("Northern Gate Times"); else ""."""
    found = known(name)
    if found:
        return found.name
    return canonical(name) if _PRESS.fullmatch(name.strip()) else ""


def looks_like_outlet(line: str) -> bool:
    """Whether a whole line is the name of an outlet: one of the table, or capitals that end like one."""
    line = line.strip()
    if not 2 <= len(line) <= 60 or len(line.split()) > 6:
        return False
    if known(line) or _SITE.fullmatch(line):
        return True
    return bool(
        re.fullmatch(
            rf"(?:The )?(?:(?:[A-Z]|\d+[a-z])[\w'’&.-]*(?: of| the| and| &)? ){{1,4}}(?:{NAME_NOUNS})", line
        )
    )


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """A name without case, accents, punctuation, article and the words that only say "agency"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@cache
def _by_name() -> dict[str, Outlet]:
    names: dict[str, Outlet] = {}
    for row in table():
        for name in (row.name, *row.aliases):
            # "Times" alone, from "The Times", would catch too much: the article is part of such a name.
            names.setdefault(_key(name), row)
    return names


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: row for row in table() for domain in row.domains}
