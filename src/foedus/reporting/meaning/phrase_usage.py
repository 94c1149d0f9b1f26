"""Whether a wording of probability estimates in its place, or is a plain word there.

"Certain" before a noun, "set to" before no verb, "high" that is said of no chance, "headed for Geneva", "make sure", "nothing is
certain": none of them says how probable anything is.
"""

from __future__ import annotations

from collections.abc import Callable

from foedus.reporting.meaning.lexicon import ODDS_NOUNS
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.word_classes import words_of

__all__ = ["WITH_INFINITIVE", "estimates", "is_made_sure"]

WITH_INFINITIVE = frozenset(("likely", "unlikely", "expected", "certain", "sure", "guaranteed"))
"""Words of probability that an infinitive follows: headlines leave out their copula."""
_PREDICATES = words_of("predicate_only")
_OF_ODDS = words_of("odds_adjective")
_OPENING_CLAUSE = frozenset({"DT", "NNP", "NNPS", "NNS", "NN", "PRP", "PRP$", "EX", "WDT", "IN"})
_FEW = frozenset({"few", "fewer", "nobody", "nothing", "none", "no", "neither", "hardly", "not"})
_CERTAIN = frozenset({"sure", "certain", "inevitable", "unavoidable"})
_EVENTS = (
    words_of("event")
    | words_of("summative")
    | frozenset(
        "dispute quarrel row rift crisis war conflict clash standoff stalemate deadlock scandal ruling verdict vote bill law tension tensions "
        "violence fighting pressure inflation shortage strike protest protests unrest uncertainty disagreement disagreements issue feud spat "
        "instability turmoil backlash fallout debt pandemic drought split divisions".split()
    )
)
"""What can threaten to do harm without meaning to."""
_MAKING = frozenset({"make", "makes", "made", "making"})
_ABLE = frozenset({"possible", "impossible"})
_COPULAS = frozenset({"is", "are", "was", "were", "be", "remain", "remains", "remained", "'s", "'re"})
_LINKING = _COPULAS | {
    "been",
    "being",
    "seem",
    "seems",
    "seemed",
    "appear",
    "appears",
    "appeared",
    "looks",
    "looked",
}
_KNOWING = frozenset(
    {"know", "knows", "knew", "known", "say", "says", "said", "tell", "tells", "told", "predict", "establish"}
)
_PLACES = frozenset(
    "airport border capital city coast country door doors embassy exits home hospital hotel house island office palace port road sea shore stage station streets town white".split()
)
"""Where somebody heads, which tells no outcome; "the exit" may be one."""
_OF_DOUBT = frozenset({"about", "over", "whether", "that", "as"})
_ALONE = frozenset({"ROOT", "npadvmod", "dep", "meta", "parataxis"})
"""What a noun is to the rest of a line in which it has no verb."""
_BEFORE_DOUBT = frozenset({"no", "without", "little", "hardly", "scarcely", "in", "beyond"})
_CHANGES = tuple(
    "rises rose risen falls fell fallen improves improved dimmed dims fades faded recedes receded shortens shortened lengthened "
    "narrowed brightened worsened increases increased shrinks shrank shrunk grows grew grown diminishes diminished soared dwindled".split()
)
_FAR = 30
"""Tokens between the chances and the adjective that rates them."""


def estimates(tree: Tree, group: list[int], root: int | None) -> bool:
    """Whether a wording is used as an estimate and not as a plain word."""
    last = group[-1]
    word = tree.low[last]
    if tree.low[group[0] - 1] in ("however", "how") or " ".join(tree.low[last + 1 : last + 3]) == "as it":
        return False  # "however unlikely", "unlikely as it is": granted, not judged
    counts = _OF_LAST_WORD.get(word)
    if counts is not None:
        return counts(tree, group)
    if word in _OF_ODDS:
        return _said_of_odds(tree, group[0], last)
    return word not in _PREDICATES or _is_predicate(tree, group, root)


def _tag_behind(tree: Tree, group: list[int]) -> str:
    return tree.tag[group[-1] + 1] if group[-1] + 1 < len(tree.tag) else ""


def _before_verb(tree: Tree, group: list[int]) -> bool:
    """Whether "set to" and the like stand before a verb."""
    verb = tree.low[group[-1] - 1]
    if verb == "close":  # "close to leaving the pact", not "close to the border"
        return _tag_behind(tree, group) == "VBG" and _is_linked(tree, group)
    if verb in ("threaten", "threatens", "threatened", "threatening") and not _is_event(tree, group[0]):
        return False
    return verb in ("point", "points") or _tag_behind(tree, group) == "VB"


def _is_event(tree: Tree, verb: int) -> bool:
    """Whether what threatens is an event, "a row that threatens to sink the pact": who threatens judges nothing."""
    subject = tree.subject(verb)
    if subject is not None and tree.low[subject] in ("that", "which") and tree.dep[verb] == "relcl":
        subject = tree.head[verb]
    return subject is not None and tree.low[subject] in _EVENTS


def _odds_are(tree: Tree, group: list[int]) -> bool:
    """Whether "the odds are" open a clause."""
    odds = len(group) > 1 and tree.low[group[-1] - 1] in ODDS_NOUNS
    return not odds or _tag_behind(tree, group) in _OPENING_CLAUSE


def _nowhere_near(tree: Tree, group: list[int]) -> bool:
    """Whether a thing is nowhere near being done: "nowhere near leaving"."""
    return _tag_behind(tree, group) == "VBG"


def _headed_for(tree: Tree, group: list[int]) -> bool:
    """Whether "headed for" tells an outcome and no place: not "headed for Geneva"; nor are goods destined for a port an estimate."""
    verb = group[-1] - 1
    if tree.tag[verb][:1] == "N" or (tree.low[verb] == "destined" and tree.dep[verb] in ("acl", "amod")):
        return False
    return not any(tree.tag[c] == "NNP" or tree.low[c] in _PLACES for c in tree.children[group[-1]])


def _there_is(tree: Tree, group: list[int]) -> bool:
    """Whether a plain "chance" is said to be there: "there is a chance that"; rated, it counts anywhere."""
    if tree.tag[group[-1]][:2] != "NN":
        return False  # "won't risk a quarrel"
    if len(group) > 1:
        return True
    there = any(tree.low[c] == "there" for c in tree.children[tree.head[group[-1]]])
    if there and _tag_behind(tree, group) in _OPENING_CLAUSE:
        return True
    # "a walkout remains a possibility"; "a risk" is also what harms
    named = tree.low[group[-1]] not in ("risk", "danger", "chance", "prospect")
    qualified = any(
        tree.dep[c] == "amod" for c in tree.children[group[-1]]
    )  # "there is a less comfortable possibility"
    named = named and not qualified
    return named and tree.dep[group[-1]] == "attr" and tree.subject(tree.head[group[-1]]) is not None


def _risking(tree: Tree, group: list[int]) -> bool:
    """Whether somebody is said to risk what may befall him: "the pact risks collapsing"; not "it has risks", "the risks of leaving"."""
    # behind a noun it is often parsed as one: "Accra risks losing its seat"
    heads = tree.tag[group[-1]] == "NNS" and tree.dep[group[-1]] in ("ROOT", "ccomp", "conj")
    return (heads or tree.tag[group[-1]][:2] == "VB") and _tag_behind(tree, group) == "VBG"


def _exposed(tree: Tree, group: list[int]) -> bool:
    """Whether a thing is said to be in danger of what follows: not "people at risk of hunger need help"."""
    return tree.low[group[0]] not in ("at", "in", "on") or _is_linked(tree, group)


def _is_linked(tree: Tree, group: list[int]) -> bool:
    """Whether a wording follows its copula, at most an adverb between: "a deal is (now) within reach"; with no place behind it."""
    before = group[0] - 1
    before -= before > 0 and tree.tag[before] == "RB"
    placed = tree.low[group[-1]] != "of" and tree.low[group[-1] + 1 : group[-1] + 2] in (["of"], ["from"])
    return before >= 0 and tree.low[before] in _LINKING and not placed


def _against_odds(tree: Tree, group: list[int]) -> bool:
    """Whether "against" is said of odds or a bet: not "voted heavily against"."""
    named = tree.low[group[0]] in ("odds", "would", "'d", "not", "n't") or any(
        tree.tag[i] == "CD" for i in group
    )
    return named or any(tree.low[i] in ODDS_NOUNS for i in range(max(group[0] - 3, 0), group[0]))


def _asserted(tree: Tree, group: list[int]) -> bool:
    """Whether "for sure" and "with certainty" strengthen what is foretold: not "nobody knows for sure"."""
    around = range(max(group[0] - 3, 0), group[0])
    return len(group) > 1 and not any(tree.low[i] in _KNOWING for i in (*around, tree.head[group[0]]))


def _certainty(tree: Tree, group: list[int]) -> bool:
    """Whether "certainty" is what something is said to be, or foretold with."""
    if tree.low[group[0]] in ("with", "in"):
        return _asserted(tree, group)
    return len(group) > 1 or tree.dep[group[-1]] in ("attr", "ROOT", "dep")


def _of_odds(tree: Tree, group: list[int]) -> bool:
    """Whether "next to nothing" and "close to one" are said of chances, not of a cost; "ten to one" is told by its number."""
    odds = tree.low[group[-1]] == "one" and tree.low[group[0]] != "close"
    return odds or _said_of_odds(tree, group[0], group[-1])


def _supposed(tree: Tree, group: list[int]) -> bool:
    """Whether surprise is spoken of at what may come: "don't be surprised if"."""
    return tree.low[group[-1] + 1 : group[-1] + 2] in (["if"], ["to"], ["should"])


def _left_open(tree: Tree, group: list[int]) -> bool:
    """Whether a thing is said to be on the table, not put there."""
    before = tree.low[group[0] - 1]
    return tree.low[group[0]] in ("off", "not") or (before in _COPULAS and before != "be")


def _changing(tree: Tree, group: list[int]) -> bool:
    """Whether it is chances that rise or fall: "the odds have shortened"."""
    subject = tree.subject(group[-1])
    return subject is not None and tree.low[subject] in ODDS_NOUNS


def _settled(tree: Tree, group: list[int]) -> bool:
    """Whether a thing is said to be sewn up: not "has sewn up the contracts"; "a toss-up" ends so too."""
    return tree.low[group[0]] not in ("sewn", "all") or _is_linked(tree, group)


def _far_fetched(tree: Tree, group: list[int]) -> bool:
    """Whether a thing is called a stretch: not "a stretch of the border"."""
    return _is_linked(tree, group) and tree.low[group[-1] + 1 : group[-1] + 2] not in (["to"], ["along"])


def _faced(tree: Tree, group: list[int]) -> bool:
    """Whether an "uphill battle" is what somebody faces or a thing is; not "their uphill battle"."""
    return tree.low[group[0] - 1] in ("a", "an", "such")


def _rated(tree: Tree, group: list[int]) -> bool:
    """Whether "bet" stands in a wording: "a safe bet"; "would bet" is a modal's."""
    return len(group) > 1


_OF_LAST_WORD: dict[str, Callable[[Tree, list[int]], bool]] = {
    "to": _before_verb, "are": _odds_are, "is": _odds_are, "chance": _there_is, "possibility": _there_is, "risk": _there_is, "danger": _there_is, "table": _left_open, "nothing": _of_odds, "surprised": _supposed,
    "bet": _rated, "stretch": _far_fetched, "up": _settled, **dict.fromkeys(_CHANGES, _changing), "better": _rated, "worse": _rated, "near": _nowhere_near, **dict.fromkeys(("battle", "struggle", "task", "climb"), _faced), "risks": _risking, "certainty": _certainty, "against": _against_odds, "prospect": _there_is,
    "likelihood": _there_is, "probability": _there_is, "of": _exposed, "one": _of_odds, **dict.fromkeys(("reach", "corner", "bag", "horizon"), _is_linked), **dict.fromkeys(("for", "towards", "toward"), _headed_for),
}  # fmt: skip
"""How a wording that ends in a word is known to estimate."""


def _is_predicate(tree: Tree, group: list[int], root: int | None) -> bool:
    """Whether a word that estimates only as a predicate or adverb is one in its place."""
    last = group[-1]
    word = tree.low[last]
    if not _is_held(tree, last, group[0]) or (
        word == "possible" and tree.low[last - 1] in ("if", "as", "where", "when")
    ):
        return False
    if word in WITH_INFINITIVE and _before_infinitive(tree, last):
        return True  # "X likely to leave": headlines leave out the copula
    if word in ("doubt", "doubts", "doubted", "doubting"):
        if tree.low[group[0] - 1] in ("when", "if", "where"):
            return False  # "when in doubt, ask"
        of_what = any(tree.low[c] in _OF_DOUBT or tree.dep[c] == "acl" for c in tree.children[last])
        return tree.is_predicate(last) or of_what or tree.low[group[0]] in _BEFORE_DOUBT
    if (
        tree.dep[last] in ("amod", "compound", "nmod", "poss")
        and tree.tag[tree.head[last]][:1] == "N"
        and tree.head[last] > last  # behind its noun it is a predicate: "Chances of a deal slim"
        and not (
            tree.head[last] == root and tree.dep[root] in _ALONE
        )  # a headline without a verb: "Its inevitable end"
    ):
        return False
    if word == "expected":
        return any(tree.dep[c] in ("auxpass", "aux") for c in tree.children[last])
    return word != "never" and tree.tag[last] != "MD"


def _is_held(tree: Tree, i: int, first: int) -> bool:
    """Whether somebody is sure, or something assured: not "make sure", "few are sure", "Oslo guaranteed the loan"."""
    word = tree.low[i]
    if word in ("guaranteed", "assured"):
        subject = tree.subject(i)
        active = any(tree.low[c] == "by" or tree.dep[c] in ("dobj", "ccomp") for c in tree.children[i])
        held = tree.low[i + 1 : i + 2] == ["of"] and first == i and tree.low[i - 1] not in _LINKING
        active = active or held  # "assured of his seat, he left"
        return not active and (subject is None or tree.tag[subject] != "PRP")
    if word in _ABLE:
        return not _is_made_able(tree, i)
    if word not in _CERTAIN:
        return True
    if first < i and tree.low[i - 1] == "for":
        return _asserted(tree, [first, i])
    if word == "sure" and (tree.dep[i] == "intj" or tree.tag[i] == "UH" or tree.low[i + 1 : i + 2] == [","]):
        return False  # "sure, they may leave"
    subject = tree.subject(tree.head[i])
    few = subject is not None and tree.low[tree.first[subject]] in _FEW
    return not few and not is_made_sure(tree, i)


def is_made_sure(tree: Tree, i: int) -> bool:
    """Whether somebody sees to a thing: "make (absolutely) sure"; not "makes defeat certain"."""
    if tree.low[i] not in ("sure", "certain"):
        return False
    before = i - 1
    before -= before > 0 and tree.tag[before] == "RB"
    return before >= 0 and tree.low[before] in _MAKING


def _is_made_able(tree: Tree, i: int) -> bool:
    """Whether a thing lets somebody do something: "made it possible to ship grain"."""
    making = tree.low[tree.head[i]] in _MAKING or any(tree.low[j] in _MAKING for j in range(max(i - 3, 0), i))
    behind = tree.low[i + 1 : i + 2]  # "makes it impossible for them to win" judges
    return making and (behind == ["to"] or (behind == ["for"] and tree.low[i] == "possible"))


def _said_of_odds(tree: Tree, first: int, last: int) -> bool:
    """Whether an adjective rates chances named before it: "the risk of a break is high", "sees the odds as low"."""
    if tree.tag[last][:2] not in ("JJ", "RB", "VB") and tree.low[last] not in ("nil", "nothing", "one"):
        return False
    joined = tree.low[first - 1] in _COPULAS or tree.low[first - 1] == "as"
    if not joined and tree.dep[last] in ("amod", "advmod", "compound", "nmod"):
        return False
    for i in range(first - 1, max(first - _FAR, -1), -1):
        if tree.low[i] in ODDS_NOUNS:
            return True
        if tree.word[i] in (".", ";", ":", "!", "?") or tree.dep[i] == "cc":
            return False
    return False


def _before_infinitive(tree: Tree, i: int) -> bool:
    """Whether "to" and a verb follow a word."""
    return i + 2 < len(tree.low) and tree.low[i + 1] == "to" and tree.tag[i + 2] == "VB"
