"""Who said what: each judgement that was weighed, in the words of the article, with how it counted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from foedus.brief.document import (
    Block,
    Figure,
    Given,
    Paragraph,
    Parts,
    Row,
    Section,
    Sentence,
    Table,
)
from foedus.brief.grounds import Grounds
from foedus.brief.names import subject_name
from foedus.brief.parts import between, chain_of, chance, cite, given, join, leading, ratio, say, tally
from foedus.brief.quotation import condition_of, quoted, translation_of
from foedus.ledger import Statement

_FORMS_OF_ADDRESS = frozenset("Mr Mrs Ms Miss Lord Lady Sir Dame Dr Prof Professor".split())


def section(grounds: Grounds) -> Section:
    """The judgements in two tables, those with a likelihood first; other statements stand in the appendix."""
    entries = sorted(
        grounds.entries("judgements"), key=lambda j: (-_effect(j), -float(j.get("weight") or 0), str(j["id"]))
    )
    blocks: list[Block] = [Paragraph(_opening(grounds, len(entries)))]
    head = ("Who", "Through", "Words", "Read as", "Weight", "Counts")
    numbered = [entry for entry in entries if entry.get("median") is not None]
    plain_voices = [entry for entry in entries if entry.get("median") is None]
    met: set[str] = set()
    for caption, group in (
        ("Judgements whose words carry a likelihood", numbered),
        ("Voices without a likelihood", plain_voices),
    ):
        if group:
            blocks.append(
                Table(
                    head, tuple(_row(grounds, entry, met) for entry in group), caption=caption, numeric=(4,)
                )
            )
    return Section("who-said-what", "Who said what", tuple(blocks))


def _effect(entry: Mapping[str, Any]) -> float:
    """How far a judgement moved the odds, either way."""
    value = float(entry.get("likelihood_ratio") or 1.0)
    return abs(math.log(value)) if value > 0 else math.inf


def _opening(grounds: Grounds, number: int) -> tuple[Sentence, ...]:
    if not number:
        return (say("Nobody in the reports judged how likely any course is; the answer rests on history and on "
                    "what was done."),)  # fmt: skip
    weighed = (
        " was weighed as a judgement." if number == 1 else
        " judgements were weighed: what one speaker says on one side is one, and those with one origin share their error, "
        "so that ten voices on one report count little more than one."
    )  # fmt: skip
    return (
        say("Of ", tally(grounds, "statements"), " statements in the reports ", tally(grounds, "bearing"),
            " bear on the answer, and ", tally(grounds, "pooled"), weighed),
        say("Double marks hold an article’s words; each row says whether they are the speaker’s own or a paraphrase."),
    )  # fmt: skip


def _row(grounds: Grounds, entry: Mapping[str, Any], met: set[str]) -> Row:
    path = f"judgements.{entry['id']}"
    statement = grounds.by_id.get(str(entry.get("statement") or ""))
    who: Parts = (leading(str(entry.get("speaker") or "no name"), path),)
    if (
        statement
        and statement.speaker_is
        and statement.speaker not in met
        and statement.speaker_is.strip(".") not in _FORMS_OF_ADDRESS
    ):
        met.add(statement.speaker)
        who = join(who, ", ", Given(statement.speaker_is, f"statements.{statement.id}"))
    through: Parts = chain_of(grounds, statement) if statement else (given(grounds, f"{path}.origin"),)
    words: Parts = marked(grounds, statement) if statement else join("not kept")
    more = [s for s in _evidence_of(grounds, entry) if statement and s != statement.id]
    if more:
        words = join(words, ", also ", cite(grounds, more))
    read: Parts = join("direction only")
    if entry.get("median") is not None:
        read = join(given(grounds, f"{path}.phrase"), ": ", chance(grounds, f"{path}.median", standing="reported"),
                    " (", between(grounds, f"{path}.low", f"{path}.high", "reported"), ")")  # fmt: skip
    weight = Figure(
        f"{float(entry.get('weight') or 0):.2g}", f"{path}.weight", entry.get("weight") or 0, "number"
    )
    about = str(entry.get("about") or "")
    counts: Parts = (ratio(grounds, f"{path}.likelihood_ratio"),)
    if about:
        counts = join(subject_name(grounds, about, quoted=False), ": ", counts)
    return Row((who, through, words, read, (weight,), counts))


def _evidence_of(grounds: Grounds, entry: Mapping[str, Any]) -> list[str]:
    """The statements that a judgement rests on."""
    found = next((e for e in grounds.entries("evidence") if e["id"] == entry["id"]), {})
    return [str(s) for s in found.get("statements", ())]


def marked(grounds: Grounds, statement: Statement, limit: int = 40, *, labelled: bool = True) -> Parts:
    """The words of a statement with whose wording they are, and that they are translated where they are."""
    labels = {
        "direct": "speaker’s own words",
        "indirect": f"paraphrase by {grounds.outlet_of(statement.article)}",
        "author": "the outlet’s own voice",
    }
    path = f"statements.{statement.id}"
    translated = translation_of(grounds, statement.article)
    note = labels[statement.voice] + (f"; {translated}" if translated else "")
    found = join(
        quoted(grounds, statement, limit), condition_of(grounds, statement), " [", Given(note, path), "]"
    )
    return join(found, " ", cite(grounds, [statement.id])) if labelled else found
