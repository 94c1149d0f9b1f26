"""In which capacity somebody acts, by the words for it: a legislature, a court, a minister, an expert.

>>> from foedus.reporting.parsing.clauses import tree_of
>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("The chairman of the committee met lawmakers.")
>>> capacity_of(parsed, tree_of(parsed), 1)
'legislature'
"""

from __future__ import annotations

from collections.abc import Collection

from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.gazetteer import kind_of_institution
from foedus.reporting.names.people import people_of
from foedus.reporting.names.roles import FORMER
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse
from foedus.reporting.threats.act_words import classes_of

CAPACITIES = (
    "candidate", "legislature", "court", "party", "interest", "public", "government", "minister", "expert", "insider", "partner",
)  # fmt: skip
"""Capacities, the more telling first; the class who_... of act_words.tsv names the words of each."""
CALLED = tuple((kind, f"who_{kind}") for kind in CAPACITIES)
"""Each capacity with its class."""
_INSTITUTIONS = {"executive": "government", "officials": "insider", "military": "minister"}
_PARTS = frozenset(
    "head chairman chairwoman chair leader leaders member members some majority much many most few part one half spokesman".split()
)
"""Nouns whose capacity is that of what follows with "of": "the chairman of the committee"."""


def capacity_of(parsed: Parsed, tree: Tree, i: int) -> str:
    """The capacity of whom a noun, a name or a phrase around it means; "" if nothing tells it."""
    own = capacity_of_word(tree, i)
    mention = cast_of(parsed).holding(i)
    if mention is not None:
        if mention.sort == "institution":
            kind = kind_of_institution(mention.actor) or ""
            return _INSTITUTIONS.get(kind, kind)
        if mention.sort == "person":
            return capacities_of_people(parsed).get(mention.actor, "") or _kind_before(tree, i)
        if mention.sort in ("country", "seat") or not own:
            return "government"
    if tree.low[i] in _PARTS and (of := _of(tree, i)) is not None and (kind := capacity_of(parsed, tree, of)):
        return kind
    if own:
        return own
    for j in phrase_of(tree, i):
        if tree.dep[j] == "appos" and (kind := capacity_of_word(tree, j)):
            return kind
    return _kind_before(tree, i)


def _of(tree: Tree, i: int) -> int | None:
    """What follows a noun with "of"."""
    for c in tree.children[i]:
        if tree.dep[c] == "prep" and tree.low[c] == "of" and tree.children[c]:
            return tree.children[c][0]
    return None


def _kind_before(tree: Tree, i: int) -> str:
    """The capacity that words before a name tell: "Foreign Minister Lund", "Senator Lund"."""
    for j in tree.children[i]:
        if tree.dep[j] in ("compound", "amod", "appos", "nmod", "poss") and (
            kind := capacity_of_word(tree, j)
        ):
            return kind
    return ""


def capacity_of_word(tree: Tree, i: int) -> str:
    """The capacity that a word itself names; "" if none."""
    following = tree.low[i + 1] if i + 1 < len(tree.low) else ""
    return _capacity(classes_of(tree.low[i], following))


def _capacity(classes: Collection[str]) -> str:
    """The most telling capacity among some classes of words; "" if they name none."""
    return next((kind for kind, called in CALLED if called in classes), "") if classes else ""


@once_per_parse
def capacities_of_people(parsed: Parsed) -> dict[str, str]:
    """People of an article to the capacity that their roles tell."""
    found: dict[str, str] = {}
    for person in people_of(parsed):
        for role in person.roles:
            words = role.words.lower().split()
            classes = {c for pair in zip(words, [*words[1:], ""], strict=True) for c in classes_of(*pair)}
            kind = _capacity(classes)
            if words and words[-1] == "deputy":
                kind = "legislature"
            elif words and words[0] in FORMER:
                kind = "expert"
            if kind and person.name not in found:
                found[person.name] = kind
    return found


def phrase_of(tree: Tree, i: int) -> list[int]:
    """The phrase that a token heads, without its clauses."""
    kept, queue = [], [i]
    while queue:
        j = queue.pop()
        kept.append(j)
        queue += [
            c
            for c in tree.children[j]
            if tree.dep[c]
            in ("compound", "amod", "nmod", "poss", "appos", "det", "nummod", "prep", "pobj", "case", "conj")
            and not (tree.dep[c] == "prep" and tree.low[c] not in ("of", "in", "from"))
        ]
    return sorted(kept)
