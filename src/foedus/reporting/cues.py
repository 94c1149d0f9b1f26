"""The words that attribute: verbs of saying, thinking, judging and asking, their nouns and adjectives.

The table ``cues.tsv`` has a row for each, with the frames in which it attributes:

    q    introduces a quotation                          "...", she said
    c    a finite clause is the content                  she said that ...
    i    an infinitive is the content                    she hopes to ...
    n    a noun phrase is the content                    she criticised the plan
    t    the object is spoken to                         she told Congress that ..., urged him to ...
    x    the object and what is said of it               she called the plan a mistake, regards it as ...
    p=   a prepositional object is the content           she called for talks

A verb that is not in the table attributes only where it has a finite clause, and then nearly always does.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

SMALL_CLAUSE = frozenset(
    ("let", "make", "have", "help", "get", "watch", "keep", "leave", "force", "cause", "enable")
)
"""Verbs whose bare clause is what happens, not what is said: "made him go"."""
NO_CUE = SMALL_CLAUSE | frozenset(
    (
        "ensure",
        "mean",
        "happen",
        "be",
        "wait",
        "depend",
        "matter",
        "do",
        "go",
        "come",
        "stop",
        "try",
        "begin",
        "start",
    )
)
"""Verbs that take a clause and attribute nothing."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table: see the module for the frames."""

    lemma: str
    pos: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    kind: str


@cache
def table() -> dict[tuple[str, str], Cue]:
    """The cues by lemma and part of speech (verb, noun, adj, phrase)."""
    rows: dict[tuple[str, str], Cue] = {}
    with resources.files("foedus.reporting").joinpath("cues.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            frames = row["frames"].split()
            prepositions = [p for f in frames if f.startswith("p=") for p in f[2:].split(",")]
            plain = frozenset(f for f in frames if not f.startswith("p="))
            cue = Cue(row["lemma"], row["pos"], plain, frozenset(prepositions), row["kind"])
            rows[cue.lemma, cue.pos] = cue
    return rows


@cache
def verbs() -> dict[str, Cue]:
    """The verbs by lemma."""
    return {lemma: cue for (lemma, pos), cue in table().items() if pos == "verb"}


@cache
def nouns() -> dict[str, Cue]:
    """The nouns by lemma."""
    return {lemma: cue for (lemma, pos), cue in table().items() if pos == "noun"}


@cache
def adjectives() -> dict[str, Cue]:
    """The adjectives by lemma."""
    return {lemma: cue for (lemma, pos), cue in table().items() if pos == "adj"}
