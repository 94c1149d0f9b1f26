"""The words of exit of exit_words.tsv in every form that they take: "withdrew", "pulled out", "tearing up"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foedus.reporting.tables import rows_of

_IRREGULAR = {
    "withdraw": ("withdrew", "withdrawn"), "leave": ("left",), "take": ("took", "taken"), "bring": ("brought",),
    "break": ("broke", "broken"), "get": ("got", "gotten"), "go": ("went", "gone"), "tear": ("tore", "torn"), "shut": (), "quit": (),
    "freeze": ("froze", "frozen"), "drop": ("dropped", "dropping"), "scrap": ("scrapped", "scrapping"), "stop": ("stopped", "stopping"),
    "opt": (), "rip": ("ripped", "ripping"), "step": ("stepped", "stepping"), "cancel": ("cancelled", "cancelling"),
    "annul": ("annulled", "annulling"), "shred": ("shredded", "shredding"), "bound": (), "undo": ("undid", "undone"), "stay": ("stayed",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExitWord:
    """A row of the table: the lemma, whether it is a noun, how an agreement is joined to it, its sort of exit.

    A particle ("wants out of the pact") is neither noun nor verb.
    """

    word: str
    noun: bool
    needs: tuple[str, ...]
    sort: str
    particle: bool = False


@cache
def exit_forms() -> dict[str, list[ExitWord]]:
    """Every inflected form to the rows of the table that it may be."""
    forms: dict[str, list[ExitWord]] = {}
    for record in rows_of("exit_words.tsv"):
        needs = tuple(part.strip() for part in record["needs"].split(";"))
        pos = record["pos"]
        row = ExitWord(record["word"], pos == "noun", needs, record["sort"], pos == "particle")
        for form in {row.word} if row.particle else _inflected(row.word, row.noun):
            forms.setdefault(form, []).append(row)
    return forms


def _inflected(word: str, noun: bool) -> set[str]:
    first, _, rest = word.partition(" ")
    if noun:
        return {word, word + "s"}
    stem = first[:-1] if first.endswith("e") else first
    forms = {first, first + "s", first + "es", *_IRREGULAR.get(first, ())}
    forms |= {stem + "ed", stem + "ing"} if first not in _IRREGULAR or first in ("opt",) else {stem + "ing"}
    if first.endswith("y"):
        forms |= {first[:-1] + "ies", first[:-1] + "ied"}
    if first in ("quit", "get", "shut", "cut"):
        forms.add(first + "ting")
    return {f"{form} {rest}".strip() for form in forms}
