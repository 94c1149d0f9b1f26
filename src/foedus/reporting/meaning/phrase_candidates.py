"""The words of probability among some tokens, whichever of them governs: modals, wordings of the lexicon, odds, attitudes.

A wording is taken with the intensifier or negation before it ("not at all likely"), a modal with its negation and
the adverb after it ("will probably not"). What is a plain word in its place (`phrase_usage`) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from foedus.reporting.meaning.lexicon import NEGATORS, ODDS_NOUNS, entries, normalised, reading, undecided
from foedus.reporting.meaning.modal_phrases import MODALS, NEGATIONS, modal_phrase
from foedus.reporting.meaning.phrase_usage import estimates, is_made_sure
from foedus.reporting.meaning.stated_odds import OPENERS, odds_at, openings
from foedus.reporting.parsing.clauses import Tree, tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse
from foedus.reporting.parsing.word_classes import words_of

__all__ = ["candidates", "of_last_resort"]

_LIGHT = words_of("weightless")
_OF_ODDS = words_of("odds_adjective")
_ATTITUDES = words_of("attitude")
_EXPECTING = frozenset({"expect", "expects", "expected"})
_SEEMING = frozenset({"seem", "seems", "seemed", "appear", "appears", "appeared"})
_LOOKING = frozenset({"looks", "look", "looked", "looking"})
_CLAUSAL = frozenset({"ccomp", "xcomp"})
_EVENTS = words_of("event") | frozenset(
    "abstention abstentions agreement announcement breakthrough change changes compromise deal decision decline decrease delay "
    "extension fall growth increase outcome ratification recession renewal response result results retaliation rise ruling slowdown "
    "solution verdict vote war".split()
)
"""What is expected where it is an event: no baby, no respect."""
_BEHIND_MODAL = ("be ", "come as ", "take a ", "need a ", "require a ", "bet ", "'d ")
"""How wordings begin that judge behind a modal: "it would be no surprise"; what came as no surprise has come."""
_NO_END = NEGATIONS | {"always"}
_NOT_MOVED = (
    "not be surprising",
    "not be a surprise",
    "not be astonished",
    "not be amazed",
    "not be shocked",
    "not be stunned",
)
"""Denied surprise judges behind "would", not behind "should"."""
_BE_MOVED = ("be astonished", "be amazed", "be stunned", "be astounded")
_GOING_ON = (
    *_BEHIND_MODAL,
    "not ",
    "hardly ",
    "in all ",
    "without ",
    "no doubt",
    "all but ",
    "more or less ",
    "sooner ",
    "under no ",
    "for ",
)
"""How a wording begins that a modal is told with: "would in all likelihood", "would be surprised"."""
_ADVERBIAL = frozenset({"advmod", "amod", "acomp", "intj"})
_AUXILIARIES = frozenset({"is", "are", "was", "were", "do", "does", "did", "has", "have", "had"})
_OUTCOMES = frozenset(
    "outcome outcomes result scenario scenarios course ending explanation end consequence".split()
)
_HAVING = frozenset({"have", "has", "had", "having", "stand", "stands", "stood"})
"""Verbs by which somebody has his chances: "stands a better chance"."""
_LEVELS = frozenset(
    {"much", "far", "even", "considerably", "significantly", "slightly", "somewhat", "ever", "rather", "no"}
)
_COMPARED = frozenset({"more", "less", "likelier"})
_DEGREES = frozenset(
    {"highly", "very", "deeply", "wholly", "entirely", "extremely", "increasingly", "completely"}
)
_LONGEST_AFTER_MODAL = 5


def candidates(
    parsed: Parsed, tree: Tree, tokens: Sequence[int], inside: set[int], root: int | None
) -> Iterator[list[int]]:
    """The tokens of each phrase of probability among some tokens headed by ``root``."""
    if not tokens:
        return
    wordings = list(_wordings(parsed, tree, tokens))
    begins = {last: first for first, last in wordings}
    within = {i for first, last in wordings for i in range(first + 1, last + 1)}
    taken: set[int] = set()
    for i in tokens:
        if tree.low[i] in MODALS and i in inside and tree.tag[i] == "MD" and i not in within:
            group = modal_phrase(tree, i, inside)
            if group:
                group = _with_wording(tree, group, begins, inside)
                group = group if group[0] == i else _intensified(tree, group, inside)
                taken.update(group)
                yield group
    for first, last in wordings:
        group = [i for i in range(first, last + 1) if i in inside]
        if not group or group[0] != first or group[-1] != last or taken.intersection(group):
            continue
        extended = _denial_behind(tree, _intensified(tree, group, inside), inside)
        extended = _with_outcome(tree, extended)
        if estimates(tree, extended, root):
            taken.update(extended)
            yield extended
    group = _attitude(tree, root, inside)
    if group and not taken.intersection(group):
        yield group


def _with_wording(tree: Tree, modal: list[int], begins: dict[int, int], inside: set[int]) -> list[int]:
    """A modal with the wording that goes on from it, "would not bet on", or with what judges its denial, "probably won't".

    ``begins`` gives the first token of a wording by its last.
    """
    for n in range(_LONGEST_AFTER_MODAL, 0, -1):
        whole = list(range(modal[0], modal[-1] + n + 1))
        if whole[-1] not in inside or tree.is_punctuation(whole[-1]) or tree.low[whole[-1]] in _NO_END:
            continue
        told = normalised(" ".join(tree.low[i] for i in whole))
        rest = told.partition(" ")[2]
        known = told in entries() or told in undecided() or (rest in entries() and rest.startswith(_GOING_ON))
        if known and _is_supposition(tree, whole[-1]):
            return whole
    before = begins.get(modal[0] - 1)
    if before is not None and tree.low[modal[-1]] in NEGATIONS and _is_judging_adverb(tree, before, modal[0]):
        return list(range(before, modal[-1] + 1))
    return modal


def _is_supposition(tree: Tree, last: int) -> bool:
    """Whether surprise is supposed, "would be surprised if", not foretold: "would be surprised by the cost"."""
    after = tree.low[last + 1] if last + 1 < len(tree.low) else ""
    return tree.low[last] != "surprised" or after in ("if", "to", "were", "should")


def _is_judging_adverb(tree: Tree, first: int, end: int) -> bool:
    """Whether the words before a denial judge it: "almost certainly won't", "likely isn't"."""
    entry = entries().get(normalised(" ".join(tree.low[first:end])))
    adverb = tree.dep[end - 1] in _ADVERBIAL and tree.tag[end - 1][:2] in ("RB", "JJ")
    return adverb and entry is not None and entry.kind == "judgement"


def of_last_resort(tree: Tree, root: int | None, inside: set[int]) -> list[int]:
    """The proposition's own verb where it infers or expects ("appears to", "expects Oslo to"), if nothing else judges."""
    if root is None or root not in inside:
        return []
    of = tree.children[root]
    if tree.low[root] in _LOOKING:
        if any(tree.dep[c] == "xcomp" and tree.low[c] == "be" for c in of):
            return _intensified(
                tree, [root], inside
            )  # "looks to be two votes short"; "looks to mend ties" seeks
        return [root, root + 1] if root + 1 in inside and tree.low[root + 1] == "like" else []
    if tree.low[root] not in _SEEMING and tree.low[root] not in _EXPECTING:
        return []
    clausal = any(tree.dep[c] in _CLAUSAL for c in of)
    if tree.low[root] in _SEEMING and (clausal or any(_is_disposed(tree, c) for c in of)):
        return _intensified(tree, [root], inside)
    clausal = clausal or any(_is_foreseen(tree, c) for c in of)
    if not clausal or any(tree.low[c] in ("can", "ca") for c in of):
        return []  # "cannot expect us to wait"
    if tree.low[root] in _EXPECTING and tree.tag[root] != "VBN":
        return _intensified(tree, [root], inside)
    return []


def _is_foreseen(tree: Tree, i: int) -> bool:
    """Whether an object is what an infinitive is said of: "expects growth to slow", as it is often parsed."""
    infinitives = (c for c in tree.children[i] if tree.dep[c] in ("relcl", "acl"))
    if tree.dep[i] == "dobj" and tree.low[i] in _EVENTS:
        return True  # "expects a delay"
    return tree.dep[i] == "dobj" and any(tree.low[c] == "to" for k in infinitives for c in tree.children[k])


def _is_disposed(tree: Tree, i: int) -> bool:
    """Whether an adjective says what somebody is ready to do: "seems willing to join"."""
    return tree.dep[i] in ("acomp", "oprd") and any(tree.dep[c] == "xcomp" for c in tree.children[i])


def _attitude(tree: Tree, root: int | None, inside: set[int]) -> list[int]:
    """A predicate that says how sure somebody is of a clause: "is increasingly confident that"."""
    if root is None or root not in inside:
        return []
    for i in (root, *tree.children[root]):
        if (
            i in inside
            and tree.low[i] in _ATTITUDES
            and not is_made_sure(tree, i)
            and any(tree.dep[c] == "ccomp" for c in tree.children[i])
        ):
            return _intensified(tree, [i], inside)
    return []


# Wordings that begin with a modal are read with it; these of them are no words of probability on their own.
_MODAL_FIRST = frozenset(
    {"can", "cannot", "could", "will", "would", "may", "might", "must", "shall", "should"}
)
_FORMS_OF_DENIAL = {"can": ("can", "ca", "cannot"), "not": ("not", "n't")}
"""First tokens of what is denied, whole or contracted."""
_NOT_ALONE = frozenset(
    {
        "never", "expect", "expects", "expecting", "we believe", "i believe", "zero percent",
        "has to be", "have to be", "appear", "appears", "appeared", "seem", "seems", "seemed", "confident", "convinced", "persuaded",
        "unconvinced", "pessimistic", "rule out", "rules out", "ruling out", "optimistic", "hopeful",
        "looks", "look", "looked", "looks like", "look like", "looked like", "looking like",
    }
)  # fmt: skip
"""Wordings that count only where a rule finds them: as a modal's verb, a cue, a predicate with its clause."""


@cache
def _by_first_word() -> dict[str, re.Pattern[str]]:
    """The wordings that begin with a word, the longest first, by that word."""
    by_first: dict[str, list[str]] = {}
    for wording in sorted({*entries(), *undecided()}, key=len, reverse=True):
        first = re.split(r"[^a-z]", wording, maxsplit=1)[0]
        opened = wording in entries() and entries()[wording].phrase == "not unlikely"
        if (
            not first
            or wording in _NOT_ALONE
            or wording in _NOT_MOVED
            or (wording.startswith(_BEHIND_MODAL) and not wording.startswith(_BE_MOVED))
            or (first in _MODAL_FIRST and not opened)
        ):
            continue
        for form in _FORMS_OF_DENIAL.get(first, (first,)):
            by_first.setdefault(form, []).append(wording)
    return {
        first: re.compile(f"(?:{'|'.join(map(_spaced, wordings))})" + r"(?![\w-])", re.IGNORECASE)
        for first, wordings in by_first.items()
    }


def _spaced(wording: str) -> str:
    """A wording as a pattern that any white space may part and any apostrophe contract: "cannot be", "can't be"."""
    words = r"\s+".join(map(re.escape, wording.split()))
    if wording.startswith("not "):
        return "(?:not|n['’]t)" + words[3:]
    words = words.replace("'", "['’]")
    return re.sub(r"^(can|could)\\s\+not", r"\1(?:\\s*not|n?['’]t)", words)


@once_per_parse
def _openings(parsed: Parsed) -> tuple[frozenset[int], frozenset[int]]:
    """The tokens of an article at which odds can begin, and those at which odds or a wording of the lexicon can."""
    low, patterns = tree_of(parsed).low, _by_first_word()
    odds = frozenset(openings(low))
    return odds, odds.union(i for i, word in enumerate(low) if word in patterns)


def _wordings(parsed: Parsed, tree: Tree, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last token of each wording of the lexicon among some tokens."""
    odds, either = _openings(parsed)
    end = tree.end[tokens[-1]]
    patterns = _by_first_word()
    last = -1
    for i in sorted(either.intersection(tokens)):
        if i <= last:
            continue
        word = tree.low[i]
        match = odds_at(parsed.text, tree.start[i], end) if i in odds else None
        if match is None and word in patterns:
            match = patterns[word].match(parsed.text, tree.start[i], end)
        if match is None:
            continue
        last = i
        while last + 1 < len(tree.start) and tree.start[last + 1] < match.end():
            last += 1
        if _rates_odds(tree, last):
            last += 1
        yield i, last


def _rates_odds(tree: Tree, i: int) -> bool:
    """Whether a word rates the chances named behind it: "a tiny chance that", "growing odds of"."""
    after = i + 2
    return (
        tree.low[i] in _OF_ODDS
        and after < len(tree.low)
        and tree.low[i + 1] in ODDS_NOUNS
        and (
            tree.low[after] in ("of", "that")
            or tree.tag[after] in ("NNP", "DT", "PRP")
            or tree.dep[i + 1] == "attr"
            or (tree.low[tree.head[i + 1]] in _HAVING and tree.low[i + 1][:6] == "chance")
        )
    )


def _intensified(tree: Tree, group: list[int], inside: set[int]) -> list[int]:
    """A wording with the intensifier or negation before it, as far as the lexicon can read both together; no number."""
    if tree.tag[group[0]] == "CD" or tree.low[group[0]] in OPENERS:
        return group
    for _ in range(2):
        before = group[0] - 1
        if before not in inside or tree.tag[before] == "MD":
            break
        denied = _denied_at(tree, before, inside)
        if denied is not None and tree.low[group[0]] not in NEGATIONS:
            return [*range(denied, group[0]), *group]
        if tree.low[group[0]] in _COMPARED and tree.low[before] in _LEVELS:
            return [before, *group]
        if tree.low[before] in _DEGREES and normalised(" ".join(tree.low[i] for i in group)) in undecided():
            return [before, *group]
        longer = normalised(" ".join(tree.low[i] for i in [before, *group]))
        plain = (
            tree.low[before] in NEGATIONS
            or (tree.low[before] == "few" and tree.low[group[0]] == "doubt")
            or tree.tag[before] in ("RB", "RBS", "RBR")
        )
        if (
            not plain
            or (tree.low[before] in _LIGHT)
            or (reading(longer) is None and tree.low[before] not in ("not", "n't", "less", "more"))
        ):
            break
        group = [before, *group]
    return group


def _denial_behind(tree: Tree, group: list[int], inside: set[int]) -> list[int]:
    """A wording with what denies or strengthens it behind: "probably isn't", "likely does not", "no chance whatsoever"."""
    last = group[-1]
    after = tree.low[last + 1 : last + 3]
    if last + 2 not in inside and after[:1] != ["whatsoever"]:
        return group
    if after[:1] == ["whatsoever"] or (after == ["at", "all"] and tree.low[group[0]] in ("no", "little")):
        return [*group, *range(last + 1, last + 1 + len(after[: 1 + (after[0] == "at")]))]
    denied = after[0] in _AUXILIARIES and after[1] in NEGATIONS
    return [*group, last + 1, last + 2] if denied and _is_judging_adverb(tree, group[0], last + 1) else group


def _with_outcome(tree: Tree, group: list[int]) -> list[int]:
    """A wording with its noun where it says which of several outcomes is the likeliest, which is less than very likely."""
    after = group[-1] + 1
    one = tree.low[group[0]] in ("most", "likeliest") and tree.low[group[-1]] in (
        "likely",
        "likeliest",
        "probable",
    )
    return [*group, after] if one and after < len(tree.low) and tree.low[after] in _OUTCOMES else group


def _denied_at(tree: Tree, last: int, inside: set[int]) -> int | None:
    """The first token of a negator of several words that ends at ``last``: "by no means", "far from being"."""
    if tree.low[last] in ("being", "a", "an"):
        last -= 1
        if last in inside and tree.low[last] in NEGATIONS and tree.low[last + 1] != "being":
            return last  # "not a done deal"
    for negator in NEGATORS:
        first = last - negator.count(" ")
        if first in inside and " ".join(tree.low[first : last + 1]) == negator:
            return first
    return None
