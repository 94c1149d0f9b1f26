"""Headlines, captions and other lines that are no running text, and what is no part of the report at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.word_classes import words_of

_NO_REPORT = re.compile(
    r"""^\W*(?:
      (?:this|the)\ (?:article|story|report|piece|post|commentary)\ (?:was\ )?(?:first|originally|also)?\ *(?:appeared|published)
    | translat(?:ion|ed)\ by | contact\ us | sign\ up | subscribe | follow\ (?:us|\S+\ on) | read\ more | click\ here
    | all\ rights\ reserved | copyright | © | photos?\s*: | image\s*: | file\ photo | advertisement | share\ this | related
    | (?:reporting|writing|editing|additional\ reporting)\ (?:and\ \w+\ )?by | by\ [A-Z]\S+\ [A-Z]\S+\s*$ | (?:updated|published)\b
    | (?:this|the)\ (?:article|story|content)\ is\ (?:only\ )?(?:for|available\ to|reserved\ for)\ (?:our\ )?(?:\w+\ )?(?:subscribers|members)
    | you\ have\ (?:\w+\ ){1,4}(?:articles?|stories)\ (?:left|remaining) | already\ a\ (?:subscriber|member)\b | (?:sign|log)\ in\b
    | (?:to\ )?(?:continue|keep)\ reading\b | get\ unlimited\ access | (?:listen\ to|save|print)\ this\ (?:article|story)
    | the\ views\ expressed | \(?reuters\)?\s*$ | \[ | @ | \(@
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = frozenset({"photo", "photos", "image", "picture", "credit", "source"})
_FEWEST_WORDS = 4
_SHORTEST_CITY, _LONGEST_DATELINE = 3, 24
_STANCES = words_of("headline_verb")


def is_boilerplate(words: str) -> bool:
    """Whether a sentence speaks of the page and not of the world."""
    return _NO_REPORT.match(words) is not None


def without_dateline(tree: Tree, tokens: list[int]) -> list[int]:
    """The tokens after a dateline: "OSLO (Agency) - ", "GENEVA, June 25 (Agency) -- ", "TROMSO — "."""
    if not tokens or not tree.word[tokens[0]].isupper() or len(tree.word[tokens[0]]) < _SHORTEST_CITY:
        return tokens
    depth = 0
    for k, i in enumerate(tokens[:_LONGEST_DATELINE]):
        depth += (tree.low[i] == "(") - (tree.low[i] == ")")
        if depth == 0 and k and tree.low[i] in ("-", "–", "—", "--"):
            return tokens[k + 1 :]
        if (
            depth == 0
            and tree.low[i] == ")"
            and not tree.low[min(i + 1, tokens[-1])].startswith(("-", "–", "—"))
        ):
            return tokens[k + 1 :]
        if (
            depth == 0
            and k
            and not (tree.word[i][:1].isupper() or tree.is_punctuation(i) or tree.low[i].isdigit())
        ):
            return tokens
    return tokens


def heading_pieces(tree: Tree, tokens: list[int]) -> Iterator[list[int]]:
    """The clauses of a headline: at a colon the sides that have a predicate, at "but" two with a modal each."""
    for part in _at(tree, tokens, (":", "|", ";", "–", "—")):
        if part and tree.low[part[0]] in _CREDIT:
            continue
        for clause in _at_but(tree, part):
            words = [i for i in clause if not tree.is_punctuation(i)]
            if len(words) >= _FEWEST_WORDS and _has_predicate(tree, words):
                yield clause


def _has_predicate(tree: Tree, words: list[int]) -> bool:
    return any(
        (tree.is_predicate(i) and tree.tag[i] not in ("VBG", "VBN")) or tree.low[i] in _STANCES
        for i in words[1:]
    )


def _at(tree: Tree, tokens: list[int], marks: tuple[str, ...]) -> Iterator[list[int]]:
    part: list[int] = []
    for i in tokens:
        if tree.low[i] in marks:
            yield part
            part = []
        else:
            part.append(i)
    yield part


def _at_but(tree: Tree, tokens: list[int]) -> Iterator[list[int]]:
    for k, i in enumerate(tokens):
        if tree.low[i] == "but" and any(tree.low[j] in _STANCES for j in tokens[k + 1 : k + 3]):
            yield tokens[:k]
            yield tokens[k + 1 :]
            return
    yield tokens
