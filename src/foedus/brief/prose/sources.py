"""The sources: what each is, how it reached us, what it is good for, and which matters most (ICD 206)."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.descriptors import describe
from foedus.brief.document import Block, Given, Paragraph, Parts, Row, Section, Sentence, Table
from foedus.brief.grounds import Grounds
from foedus.brief.parts import cite, given, join, on, say, tally
from foedus.brief.quotation import translation_of
from foedus.brief.tallies import headline, is_named, tallies
from foedus.ledger import Article

SHORT = 60


def section(grounds: Grounds) -> Section:
    """Origins, the table of articles, and a summary of their worth."""
    blocks: list[Block] = [Paragraph((*_origins(grounds), *_own(grounds)))]
    blocks += [_table(grounds), Paragraph(tuple(_summary(grounds)))]
    return Section("sources", "Sources", tuple(blocks))


def _origins(grounds: Grounds) -> list[Sentence]:
    """How many independent origins the shared facts have; circular reporting is said plainly."""
    counted = tallies(grounds)
    articles, origins = int(counted["articles"].value), int(counted["origins"].value)
    noun = "articles" if articles != 1 else "article"
    if not origins:
        return [
            say(
                tally(grounds, "articles"),
                f" {noun} were read; no two of them share an origin that could be traced.",
            )
        ]
    if origins == 1 and articles > 1:
        told = say("The ", tally(grounds, "articles"), " articles have ", tally(grounds, "origins"),
                   " independent origin for the facts they share: they repeat it and don’t confirm it.")  # fmt: skip
    else:
        told = say("The facts in ", tally(grounds, "articles"), f" {noun} come from ", tally(grounds, "origins"),
                   " independent origins." if origins > 1 else " independent origin.")  # fmt: skip
    shared = [o for o in grounds.entries("origins") if len(o.get("articles", ())) > 1]
    if shared and not (origins == 1 and articles > 1):
        return [
            told,
            say(
                "Where several articles carry one origin, the reporting is circular as far as they repeat it, and counts once."
            ),
        ]
    return [told]


def _own(grounds: Grounds) -> list[Sentence]:
    """The articles that report on their own, which the picture and its table give origin by origin."""
    own = [
        (Given(grounds.article_names.get(names[0], names[0]), f"origins.{i}"),)
        for i, entry in enumerate(grounds.entries("origins"))
        if len(names := [str(article) for article in entry.get("articles", ())]) == 1
        and str(entry.get("name") or "").startswith(grounds.outlet_of(names[0]))
    ]
    if not own or len(own) == len(grounds.entries("origins")):
        return []
    verb = " reports" if len(own) == 1 else " report"
    return [say(parts.listed(own), f"{verb} on their own, as far as can be traced." if len(own) > 1 else
                f"{verb} on its own, as far as can be traced.")]  # fmt: skip


def _table(grounds: Grounds) -> Table:
    rows = []
    graded = any(e.get("reliability") or e.get("credibility") for e in grounds.entries("articles"))
    for entry in grounds.entries("articles"):
        name = str(entry["article"])
        path = f"articles.{name}"
        article = grounds.by_article.get(name)
        title = str(entry.get("title") or (article.title if article else "") or f"untitled ({name})")
        cells: list[Parts] = [
            (Given(str(entry.get("outlet") or "unknown outlet"), path),), (Given(title, path),), _date(grounds, path, article),
            _route(grounds, name, article), _descriptor(grounds, entry, path, article),
        ]  # fmt: skip
        if graded:
            cells += [
                join(Given(str(entry.get(g) or "not graded"), path)) for g in ("reliability", "credibility")
            ]
        rows.append(Row(tuple(cells)))
    head = ("Outlet", "Title", "Date", "Chain", "What it is")
    return Table(
        head + (("Reliability", "Credibility") if graded else ()), tuple(rows), caption="The articles"
    )


def _date(grounds: Grounds, path: str, article: Article | None) -> Parts:
    shown = join(on(grounds, f"{path}.published", "reported"))
    if article is not None and article.dated_by:
        shown = join(
            shown, f" (from its {article.dated_by})" if article.dated_by != "text" else " (from its text)"
        )
    return shown


_POINTS_BACK = re.compile(
    r"(?:\w+ of (?:them|us|these|those)|whose\b.*|s?he|they|it|others?|some|many|most|several|both|the two|the three)$",
    re.IGNORECASE,
)
"""What names nobody outside its own sentence."""


def _route(grounds: Grounds, name: str, article: Article | None) -> Parts:
    """How its facts came: who carried it, and through whom the statements in it run."""
    links: dict[str, str] = {}
    told = [statement for statement in grounds.ordered if statement.article == name]
    # Who tells of another in an article is no source of the article.
    speakers = {statement.speaker for statement in told}
    for statement in told:
        for link in statement.through[1:]:
            if not _POINTS_BACK.match(link) and link not in speakers:
                links.setdefault(link, statement.id)
    own = {grounds.outlet_of(name), article.carried_by if article else "", f"unknown outlet ({name})"}
    for i, origin in enumerate(grounds.entries("origins")):
        if name in origin.get("articles", ()) and origin.get("name") not in own:
            links.setdefault(str(origin.get("name")), f"origins.{i}")
    found: list[Parts] = []
    if article is not None and article.carried_by:
        found.append(join("carried by ", Given(article.carried_by, f"articles.{name}")))
    if links:
        shown = [
            (Given(parts.inside(link), at if at.startswith("origins.") else f"statements.{at}"),)
            for link, at in list(links.items())[:4]
        ]
        found.append(join("draws on ", parts.listed(shown)))
    translated = translation_of(grounds, name)
    if translated:
        found.append(join(Given(translated, f"articles.{name}")))
    untold = "its own reporting" if article is None or article.outlet else "not traced"
    return parts.listed(found, last="; ") if found else join(untold)


def _descriptor(grounds: Grounds, entry: Mapping[str, Any], path: str, article: Article | None) -> Parts:
    """Kind, known interest, length, and what a reader must know."""
    outlet = str(entry.get("outlet") or "")
    told = describe(outlet)
    kind = article.kind if article and article.kind else "report"
    found: list[Parts] = [
        join(f"{kind}, ", Given(f"{int(entry.get('words') or 0):,}", f"{path}.words"), " words")
    ]
    if told is not None:
        found.append(join(Given(told.what, path)))
        found.append(join("interest: ", Given(told.interest, path)))
    else:
        found.append(join("no known interest on file"))
    if article is not None:
        found += [join(Given(note, path)) for note in article.notes]
        if not any(s.bears_on for s in grounds.ordered if s.article == article.name):
            found.append(join("nothing in it bears on the question"))
    return parts.listed(found, last="; ")


def _summary(grounds: Grounds) -> list[Sentence]:
    """Strengths, weaknesses, and the one article that matters most."""
    named, nameless = _speakers(grounds)
    told: list[Sentence] = []
    good: list[Parts] = []
    weak: list[Parts] = []
    if named:
        good.append(join(tally(grounds, "speakers"), " speakers" if len(named) > 1 else " speaker",
                         " with a name"))  # fmt: skip
    direct = [s for s in grounds.ordered if s.voice == "direct" and s.speaker in named]
    if direct:
        good.append(join("direct speech that can be held against the text (", cite(grounds, [s.id for s in direct[:3]]),
                         " and others)" if len(direct) > 3 else ")"))  # fmt: skip
    if nameless:
        weak.append(join("speakers without a name (", cite(grounds, nameless[:4]), ")"))
    second = [s.id for s in grounds.ordered if len(s.through) > 1]
    if second:
        weak.append(join("reports at second hand (", cite(grounds, second[:4]), ")"))
    translated = [a.name for a in grounds.articles if translation_of(grounds, a.name)]
    if translated:
        weak.append(join("wording that has passed through a translator"))
    short = [a for a in grounds.articles if a.words < SHORT]
    if short:
        weak.append(join("articles of a few lines only"))
    if good:
        told.append(say("Strengths: ", parts.listed(good), "."))
    if weak:
        told.append(say("Weaknesses: ", parts.listed(weak), "."))
    most = _weightiest(grounds)
    if most:
        told.append(say("The source that matters most is ", given(grounds, f"articles.{most}.outlet")
                        if _has_outlet(grounds, most) else Given(most, f"articles.{most}"),
                        ": the judgements and signs in it move the answer further than those of any other."))  # fmt: skip
    return told or [say("The articles name nobody whose words would bear on the answer.")]


def _has_outlet(grounds: Grounds, name: str) -> bool:
    return any(e.get("article") == name and e.get("outlet") for e in grounds.entries("articles"))


def _speakers(grounds: Grounds) -> tuple[list[str], list[str]]:
    """Speakers with a name, and statements of speakers without one."""
    outlets = frozenset(str(entry.get("outlet") or "") for entry in grounds.entries("articles")) - {""}
    named = sorted({s.speaker for s in grounds.ordered if is_named(s.speaker, outlets)})
    nameless = [
        s.id
        for s in grounds.ordered
        if s.voice != "author" and s.speaker not in outlets and not is_named(s.speaker, outlets)
    ]
    return named, nameless


def _weightiest(grounds: Grounds) -> str:
    """The article whose evidence about the courses moves the odds furthest, by the sum of log likelihood ratios."""
    moved: dict[str, float] = defaultdict(float)
    courses = {str(course["id"]) for course in grounds.entries("courses")}
    for entry in grounds.entries("evidence"):
        known = [s for s in entry.get("statements", ()) if s in grounds.by_id]
        if str(entry.get("about") or headline(grounds)) not in courses:
            continue
        value = float(entry["likelihood_ratio"])
        for identity in known:
            moved[grounds.by_id[identity].article] += abs(math.log(max(value, 1e-6))) / len(known)
    if not moved or max(moved.values()) < 0.01:
        return ""
    return max(sorted(moved), key=lambda name: moved[name])
