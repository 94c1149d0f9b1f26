"""Checks of the sources: quotations at their place, speakers and chains, descriptors, origins, conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.brief.checks.fault import BriefFault
from foedus.brief.document import (
    Document,
    Figure,
    Given,
    Quote,
    Ref,
    Row,
    Table,
    everything,
    parts_of,
    plain,
    sentences_of,
)
from foedus.brief.grounds import Grounds
from foedus.brief.parts import inside
from foedus.brief.tallies import bears, tallies
from foedus.provenance import digest_of

DIAGONAL = {("A", "1"), ("B", "2"), ("C", "3"), ("D", "4"), ("E", "5"), ("F", "6")}
DIAGONAL_SHARE = 0.8


def quotations_are_verbatim(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Every quotation is a verbatim part of a stored text at its offsets, and the text has the stored digest."""
    name = "quotations_are_verbatim"
    sound: dict[str, bool] = {}
    for where, part in everything(document):
        if not isinstance(part, Quote):
            continue
        article = grounds.by_article.get(part.article)
        if article is None:
            yield BriefFault(
                4, name, where, f"the quoted article {part.article!r} is not stored", "keep the text"
            )
            continue
        if part.article not in sound:
            sound[part.article] = digest_of(article.text) == article.digest
        if not sound[part.article] or part.digest != article.digest:
            yield BriefFault(
                4, name, where, f"the text of {part.article!r} no longer has its digest", "take it in again"
            )
        elif article.text[part.start : part.end] != part.words or not part.words.strip():
            yield BriefFault(4, name, where, f"{part.words[:60]!r} does not stand at {part.start} to {part.end} of {part.article}",
                             "quote from the stored text")  # fmt: skip
    for where, part in everything(document):
        if (
            not isinstance(part, Quote)
            and not isinstance(part, Given)
            and "“" in part.words
            and "double marks" not in part.words
        ):
            yield BriefFault(4, name, where, f"quotation marks stand in our own words: {part.words.strip()[:60]!r}",
                             "quote through a statement, or leave the marks out")  # fmt: skip


def statements_name_speaker_and_chain(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Every attributed statement that is listed names its speaker and the chain to it."""
    name = "statements_name_speaker_and_chain"
    listed = _rows_by_statement(document)
    for statement in grounds.ordered:
        label = grounds.labels[statement.id]
        row = listed.get(statement.id)
        if row is None or statement.voice == "author":
            continue
        if not statement.speaker:
            yield BriefFault(5, name, f"statements, {label}", "its speaker is unknown", "name the speaker, or say that none is named",
                             warning=True)  # fmt: skip
        words = " ".join(plain(cell) for cell in row.cells)
        named = (statement.speaker, *statement.through)
        missing = [link for link in named if link and link not in words and inside(link) not in words]
        if missing:
            yield BriefFault(
                5,
                name,
                f"statements, {label}",
                f"the row leaves out {', '.join(missing)}",
                "give the whole chain",
            )


def paraphrase_and_translation_are_marked(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Speaker's own words and paraphrase are told apart; words of a translation are marked."""
    name = "paraphrase_and_translation_are_marked"
    for where, part in everything(document):
        if not isinstance(part, Quote):
            continue
        statement = grounds.by_id.get(part.statement)
        if statement is not None and part.spoken != (statement.voice == "direct"):
            yield BriefFault(6, name, where, f"{grounds.labels[statement.id]} is shown as "
                             f"{'own words' if part.spoken else 'paraphrase'}, which it is not", "follow the statement’s voice")  # fmt: skip
        article = grounds.by_article.get(part.article)
        if article is not None and bool(article.translator or article.original_language) != bool(
            part.translated
        ):
            yield BriefFault(
                6, name, where, f"words of {part.article!r} are not marked as a translation", "mark them"
            )
    labels = ("speaker’s own words", "paraphrase by", "outlet’s own voice")
    for identity, row in _rows_by_statement(document).items():
        if not any(label in plain(cell) for cell in row.cells for label in labels):
            yield BriefFault(6, name, f"statements, {grounds.labels.get(identity, identity)}",
                             "whose wording it is stays unsaid", "mark it as own words, paraphrase or own voice")  # fmt: skip


def _rows_by_statement(document: Document) -> dict[str, Row]:
    """Statement's id → its row in the appendix."""
    section = document.section("statements")
    found: dict[str, Row] = {}
    for block in section.blocks if section else ():
        if isinstance(block, Table):
            for row in block.rows:
                for part in row.cells[0]:
                    if isinstance(part, Ref):
                        found[part.path.removeprefix("statements.")] = row
    return found


def sources_are_described(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Each source has a descriptor: outlet, kind, date, known interest."""
    name = "sources_are_described"
    section = document.section("sources")
    rows = [
        row for block in (section.blocks if section else ()) if isinstance(block, Table) for row in block.rows
    ]
    for entry in grounds.entries("articles"):
        path = f"articles.{entry['article']}"
        row = next((r for r in rows if any(getattr(p, "path", "") == path for p in r.cells[0])), None)
        if row is None:
            yield BriefFault(7, name, "sources", f"{entry['article']} is not listed", "list every article")
            continue
        words = " ".join(plain(cell) for cell in row.cells)
        if "interest" not in words:
            yield BriefFault(
                7,
                name,
                f"sources, {entry['article']}",
                "nothing is said of a known interest",
                "say it, or that none is known",
            )
        if not entry.get("outlet") or not entry.get("published"):
            lacking = "outlet" if not entry.get("outlet") else "date"
            yield BriefFault(7, name, f"sources, {entry['article']}", f"its {lacking} is unknown",
                             "add it at the head of the file", warning=True)  # fmt: skip


def grades_are_apart(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Reliability and credibility, if given, stand apart; a warning if nearly all lie on the diagonal."""
    name = "grades_are_apart"
    graded = [
        (str(e.get("reliability") or ""), str(e.get("credibility") or ""))
        for e in grounds.entries("articles") if e.get("reliability") or e.get("credibility")
    ]  # fmt: skip
    if not graded:
        return
    section = document.section("sources")
    heads = {
        cell
        for block in (section.blocks if section else ())
        if isinstance(block, Table)
        for cell in block.head
    }
    if not {"Reliability", "Credibility"} <= heads:
        yield BriefFault(
            8, name, "sources", "reliability and credibility have no columns of their own", "part them"
        )
    both = [pair for pair in graded if all(pair)]
    if both and sum(pair in DIAGONAL for pair in both) / len(both) > DIAGONAL_SHARE:
        yield BriefFault(8, name, "sources", "more than four in five grades lie on the diagonal: one was likely read off the other",
                         "grade the source and the statement separately", warning=True)  # fmt: skip


def origins_are_counted(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """The number of independent origins is stated; circular reporting is flagged."""
    name = "origins_are_counted"
    section = document.section("sources")
    told = list(sentences_of(section)) if section else []
    paths = {p.path for sentence in told for p in sentence.parts if isinstance(p, Figure)}
    if grounds.entries("origins") and "tally.origins" not in paths:
        yield BriefFault(9, name, "sources", "the number of independent origins is not stated", "state it")
    shared = (
        int(float(tallies(grounds)["largest_origin"].value)) if "largest_origin" in tallies(grounds) else 0
    )
    if shared > 1 and not re.search(r"circular|repeat", " ".join(sentence.words for sentence in told)):
        yield BriefFault(
            9, name, "sources", "circular reporting is not flagged", "say that shared origins count once"
        )


def sources_are_summed_up(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """The sources are summed up: strengths, weaknesses, the one that matters most."""
    del grounds
    section = document.section("sources")
    told = " ".join(sentence.words for sentence in sentences_of(section)) if section else ""
    if not re.search(r"Strengths|Weaknesses|name nobody", told):
        yield BriefFault(10, "sources_are_summed_up", "sources", "the sources are not summed up",
                         "say their strengths, weaknesses, and which matters most")  # fmt: skip


def conflicts_are_shown_and_read(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Each conflict is shown with its values and with how the brief takes it."""
    name = "conflicts_are_shown_and_read"
    section = document.section("disagreement")
    if section is None:
        yield BriefFault(
            26, name, "the brief", "nothing is said of conflicts", "add the section disagreement"
        )
        return
    paths = [getattr(p, "path", "") for block in section.blocks for p in parts_of(block)]
    for i, entry in enumerate(grounds.entries("conflicts")):
        if sum(path == f"conflicts.{i}" for path in paths) < len(entry.get("values", ())):
            yield BriefFault(
                26,
                name,
                "disagreement",
                f"the conflict about {entry.get('about')!r} is not shown",
                "give all values",
            )
    readings = sum(sentence.role == "reading" for sentence in sentences_of(section))
    if readings < len(grounds.entries("conflicts")):
        yield BriefFault(
            26, name, "disagreement", "a conflict stands without our reading of it", "say what hangs on it"
        )


def bearing_statements_are_reachable(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Every statement that bears on a course, an explanation or a consequence has its row in the brief."""
    listed = _rows_by_statement(document)
    used = frozenset(s for c in grounds.entries("consequences") for s in c.get("statements", ()))
    for statement in grounds.ordered:
        if bears(statement, used) and statement.id not in listed:
            yield BriefFault(3, "bearing_statements_are_reachable", "statements",
                             f"{grounds.labels[statement.id]} bears on the answer and is not listed", "list it")  # fmt: skip
