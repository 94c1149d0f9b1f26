"""What the clause of whoever believes or says a thing makes of it: "few believe that", "doubts that", "does not expect".

    >>> from foedus.reporting.attribution.attribution import attributions
    >>> from foedus.reporting.parsing.clauses import tree_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Few observers believe that Oslo will leave.")
    >>> governing_phrase(parsed, tree_of(parsed), attributions(parsed)[0], None).words
    'Few observers believe'

The content of such a clause is cut from it, and its own "will" would say the contrary. A denied belief is a
doubt; a denied denial ("did not dispute") denies nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.provenance import Span
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.lexicon import entries, normalised
from foedus.reporting.meaning.likelihood import WITH_NOT, Phrase, reading
from foedus.reporting.meaning.stated_odds import odds_at
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of

_DENYING = words_of("denying") | {"rule out"}
_BELIEVING = words_of("believing")
_NEGATIVE = frozenset({"not", "n't", "never", "hardly", "scarcely", "barely", "seldom", "rarely"})
_NOBODY = frozenset({"nobody", "none", "few", "fewer", "neither", "nothing"})
_NO = frozenset({"no", "few", "fewer", "neither", "not", "hardly", "scarcely"})
_ATTITUDES = words_of("attitude")
_FORESEEING = frozenset({"expect", "foresee", "anticipate", "predict", "envisage"})
_UNWILLING = frozenset(
    {"refuse", "refuses", "refused", "refusing", "decline", "declines", "declined", "declining"}
)
_HARD = frozenset({"hard", "difficult", "tough", "impossible"})
_FOLLY = frozenset(
    "wrong foolish premature unwise rash naive reckless imprudent irresponsible silly dangerous hasty mistake".split()
)
"""What it is said to be to rule a thing out, which leaves it possible."""
_IMAGINING = frozenset(
    {
        "imagine",
        "see",
        "envisage",
        "envision",
        "conceive",
        "foresee",
        "picture",
        "believe",
        "predict",
        "say",
        "tell",
    }
)
_NEARLY = frozenset(
    {
        "virtually",
        "practically",
        "effectively",
        "largely",
        "fully",
        "widely",
        "confidently",
        "strongly",
        "seriously",
        "highly",
        "sincerely",
    }
)
_WILL = frozenset({"will", "'ll", "shall"})
_WISHING = frozenset({"hope", "fear", "wish", "worry", "dread", "pray"})
_ABLE = frozenset({"can", "ca", "could"})
_SEEMING = frozenset({"seem", "seems", "seemed", "appear", "appears", "appeared"})
_OUTCOMES = frozenset(
    "end agreement breakthrough compromise deal exit rescue return solution success withdrawal".split()
)
_TRUSTING = frozenset({"bet", "wager", "confidence"})
_FEW_WORDS = 3
_LONGEST = 14
_NEAR = 6


def governing_phrase(
    parsed: Parsed, tree: Tree, attribution: Attribution, inner: Phrase | None, root: int | None = None
) -> Phrase | None:
    """The phrase of probability that governs an attribution's content from outside, or None.

    ``inner`` is the phrase found in the content: a bare modal gives way ("few believe that it will"), another
    is told with the denial before it ("I don't consider that probable"). ``root`` heads the proposition that is
    asked about; one that no word of saying governs ("she does not expect it: 'The damage is slow.'") has none.
    """
    verb = _verb(parsed, tree, attribution)
    if verb is None or not _governs(tree, verb, root):
        return None
    lemma = attribution.cue_lemma
    negators = _negators(tree, verb)
    denied = _denies(lemma) != bool(negators)
    weak = inner is None or (len(inner.tokens) == 1 and tree.tag[inner.tokens[0]] == "MD")
    if not weak:
        return _denied_judgement(parsed, tree, verb, negators, inner) if lemma in _BELIEVING else None
    if tree.low[verb] in _ATTITUDES:
        return _attitude(parsed, tree, verb, negators, denied=denied)
    judging = _judging(parsed, tree, attribution, verb, negators) or _wording_of(tree, verb, lemma)
    if judging is not None:
        return _spanning(parsed, tree, judging, negated=denied)
    if tree.low[tree.head[verb]] in _HARD and lemma in _IMAGINING:
        return _spanning(parsed, tree, [tree.head[verb], verb], negated=False)
    if lemma == "surprised":
        return _surprised(parsed, tree, verb, negators, denied=denied)
    if inner is not None and not (lemma == "expect" and tree.low[inner.tokens[0]] in _WILL):
        return None
    stated = _odds_beside(parsed, tree, attribution, verb)
    expected = _strengthened(tree, verb) if lemma == "expect" else []
    return stated or (_spanning(parsed, tree, expected, negated=False) if expected else None)


def _wording_of(tree: Tree, verb: int, lemma: str) -> list[int] | None:
    """The tokens of the lexicon's wording that ends in a cue of trust or betting: "have little confidence that", "would bet"."""
    if lemma not in _TRUSTING:
        return None
    for first in range(max(verb - _FEW_WORDS, 0), verb):
        if normalised(" ".join(tree.low[first : verb + 1])) in entries():
            return list(range(first, verb + 1))
    return None


def _ruling_out(tree: Tree, verb: int) -> int | None:
    """The last token of "refused to rule out", told from its first verb."""
    ruling = next((c for c in tree.children[verb] if tree.low[c] == "rule" and tree.dep[c] == "xcomp"), None)
    return None if ruling is None else next((c for c in tree.children[ruling] if tree.low[c] == "out"), None)


def is_wished(tree: Tree, attribution: Attribution, inner: Phrase | None) -> bool:
    """Whether a bare "will" only tells what is hoped or feared: that estimates nothing."""
    if inner is None or attribution.cue_lemma not in _WISHING:
        return False
    return len(inner.tokens) == 1 and tree.low[inner.tokens[0]] in _WILL


def _surprised(
    parsed: Parsed, tree: Tree, verb: int, negators: Sequence[int], *, denied: bool
) -> Phrase | None:
    """The words of "would be surprised if"; who was surprised that a thing is so judges nothing."""
    be = [verb - 1] if tree.low[verb - 1] == "be" else []
    be = [verb - 2, *be] if be and not negators and tree.tag[verb - 2] == "MD" else be
    conditional = tree.low[min(verb + 1, len(tree.low) - 1)] == "if"
    return _spanning(parsed, tree, [*negators, *be, verb], negated=denied) if be and conditional else None


def _judging(
    parsed: Parsed, tree: Tree, attribution: Attribution, verb: int, negators: Sequence[int]
) -> list[int] | None:
    """The tokens of a cue that itself judges its content ("does not rule out", "refused to rule out"), or None."""
    if tree.low[verb] in _UNWILLING and (out := _ruling_out(tree, verb)) is not None:
        return [verb, out]
    if not _judges(tree, attribution, verb, negators):
        return None
    return [*negators, *_strengthened(tree, verb), _end(parsed, tree, attribution, verb)]


def _judges(tree: Tree, attribution: Attribution, verb: int, negators: Sequence[int]) -> bool:
    """Whether a cue doubts its content, rules it out, or denies a belief in it."""
    lemma = attribution.cue_lemma
    if lemma == "rule out":
        return attribution.voice == "indirect"  # "nothing will change," he said, ruling out talks
    return lemma.startswith("doubt") or (bool(negators) and lemma in _BELIEVING and not _is_able(tree, verb))


def _is_able(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what can be done: "cannot expect us to wait", "can't see it coming"; not "can't see them staying"."""
    if tree.low[verb] == "see" and any(_is_scene(tree, c) for c in tree.children[verb]):
        return False
    return tree.low[verb] in ("expect", "see") and any(tree.low[c] in _ABLE for c in tree.children[verb])


def _is_scene(tree: Tree, i: int) -> bool:
    """Whether a clause tells what nobody can picture: "(can't see) the bank holding the line"."""
    return tree.dep[i] == "ccomp" and tree.tag[i] == "VBG" and tree.has_subject(i) and tree.low[i] != "coming"


def _strengthened(tree: Tree, verb: int) -> list[int]:
    """A verb with what strengthens it: "fully expects", "all but ruled out"."""
    first = verb
    while first > 0 and tree.low[first - 1] in _NEARLY:
        first -= 1
    if first > 1 and tree.low[first - 2 : first] == ["all", "but"]:
        first -= 2
    return list(range(first, verb + 1))


def _attitude(
    parsed: Parsed, tree: Tree, verb: int, negators: Sequence[int], *, denied: bool
) -> Phrase | None:
    """The predicate of an attitude with its degree: "increasingly confident", "99 percent certain", "not sure"."""
    first = verb
    for c in reversed([c for c in tree.children[verb] if c < verb]):
        if tree.dep[c] not in ("advmod", "npadvmod") or tree.last[c] != first - 1:
            break
        first = tree.first[c]
    number = odds_at(parsed.text, tree.start[first], tree.end[verb])
    if number is not None:
        return Phrase(number.group(), Span(number.start(), number.end()), (), denied)
    return _spanning(parsed, tree, [*negators, *range(first, verb + 1)], negated=denied)


def disbelief_in(parsed: Parsed, tree: Tree, root: int | None, inner: Phrase | None) -> Phrase | None:
    """The denied belief that a proposition itself states ("nobody believes that Oslo will"), if no judgement governs it."""
    if root is None or parsed.lemmas[root] not in (_BELIEVING | {"doubt"}) or _is_able(tree, root):
        return None
    negators = _negators(tree, root)
    modal = inner.tokens if inner is not None else ()
    if not negators or not all(tree.tag[i] == "MD" or tree.low[i] in _NEGATIVE or i == root for i in modal):
        return None
    lemma = parsed.lemmas[root]
    if not any(_is_believed(tree, c, lemma) for c in tree.children[root]):
        return None
    before = [i for i in modal if i < root and root - i <= len(modal) + 1]
    return _spanning(parsed, tree, [*before, *negators, root], negated=True)


def _is_believed(tree: Tree, i: int, lemma: str) -> bool:
    """Whether a verb's dependent is what is believed: "does not believe that ...", "does not expect an exit"; not "leaving"."""
    if tree.dep[i] == "dobj":
        return lemma in _FORESEEING and tree.tag[i][:2] == "NN"
    if (
        tree.dep[i] == "prep"
    ):  # "does not believe in a quick end"; who does not believe in war foretells nothing
        ends = (c for c in tree.children[i] if tree.dep[c] == "pobj")
        return lemma == "believe" and tree.low[i] == "in" and any(tree.low[c] in _OUTCOMES for c in ends)
    return tree.dep[i] == "ccomp" or (tree.dep[i] == "xcomp" and tree.tag[i] != "VBG")


def is_denied(parsed: Parsed, tree: Tree, attribution: Attribution, root: int | None = None) -> bool:
    """Whether a proposition of an attribution, headed by ``root``, stands under a denial: "denies", "did not say"."""
    denies = _denies(attribution.cue_lemma)
    verb = _verb(parsed, tree, attribution)
    if verb is None or not _governs(tree, verb, root):
        return denies
    return denies != bool(_negators(tree, verb))


def _denies(lemma: str) -> bool:
    """Whether a cue by itself denies its content."""
    return lemma in _DENYING or lemma == "surprised"


def _governs(tree: Tree, verb: int, root: int | None) -> bool:
    """Whether a verb stands above the head of a proposition; a quotation of its own stands beside it."""
    above = {verb, tree.head[verb]} if tree.dep[verb] == "acomp" else {verb}
    i = root
    for _ in range(_LONGEST):
        if i is None or i in above:
            return True
        if tree.head[i] == i:
            return False
        i = tree.head[i]
    return False


def _verb(parsed: Parsed, tree: Tree, attribution: Attribution) -> int | None:
    """The token of the cue that governs: its verb or adjective."""
    tokens = [i for span in attribution.cue for i in parsed.indices_in(span)]
    verbs = [i for i in tokens if tree.is_predicate(i)]
    return verbs[-1] if verbs else (tokens[0] if tokens else None)


def _end(parsed: Parsed, tree: Tree, attribution: Attribution, verb: int) -> int:
    """The last token of a cue of two words: "rule out"."""
    if attribution.cue_lemma != "rule out":
        return verb
    return next((c for c in tree.children[verb] if tree.low[c] == "out" and c - verb <= _NEAR), verb)


def _negators(tree: Tree, verb: int) -> list[int]:
    """The words that deny a verb: its own "not", and a subject that is nobody."""
    found = [
        c
        for c in tree.children[verb]
        if (tree.low[c] in _NEGATIVE and tree.dep[c] in ("neg", "advmod", "det"))
        or (tree.low[c] in _NOBODY and tree.dep[c] == "amod")  # "few doubt that", as it is often parsed
    ]
    if tree.tag[verb][:2] == "NN":
        return [
            c for c in tree.children[verb] if tree.low[c] in ("no", "little", "few")
        ]  # "there is no doubt that", "few doubt that"
    if tree.low[verb] == "seen":
        return []  # "cannot be seen to give way", "had not seen them so angry"
    if any(tree.low[c + 1] == "only" for c in found if c + 1 < len(tree.low)):
        return []  # "not only fears that ..."
    of = [c for c in tree.children[verb] if tree.dep[c] in ("nsubj", "nsubjpass")]
    for subject in of:
        first = tree.first[subject]
        counted = tree.low[subject] in _NOBODY or (tree.low[first] in _NO and first < subject)
        if counted and (first == 0 or tree.low[first - 1] != "a") and tree.low[first] != "a":
            found.append(first)
    head = tree.head[verb]
    if not found and tree.low[verb] == "rule" and tree.low[head] in _UNWILLING:
        return [head]
    if not found and tree.low[verb] == "rule" and verb > 1 and tree.low[verb - 2] in (_FOLLY | _HARD):
        return [verb - 2]  # "foolish to rule out"
    if not found and (
        tree.dep[verb] == "acomp" or (tree.dep[verb] == "xcomp" and tree.low[head] in _SEEMING)
    ):
        return _negators(tree, head)
    return sorted(found)


def _denied_judgement(
    parsed: Parsed, tree: Tree, verb: int, negators: Sequence[int], inner: Phrase | None
) -> Phrase | None:
    """The denial of "don't consider that probable" with the judgement that it denies, where both stand together."""
    if inner is None or not inner.tokens or not negators or not 0 < inner.tokens[0] - verb <= _NEAR:
        return None
    whole = _spanning(parsed, tree, [*negators, verb, inner.tokens[-1]], negated=True)
    return whole if whole is not None and reading(whole.words) is not None else None


def _odds_beside(parsed: Parsed, tree: Tree, attribution: Attribution, verb: int) -> Phrase | None:
    """Odds between a cue and its content: "puts it at one in five that the pact falls"."""
    first = next((i for span in attribution.content for i in parsed.indices_in(span)), None)
    if first is None or not 0 < first - verb <= _LONGEST:
        return None
    for i in range(verb + 1, first):
        match = odds_at(parsed.text, tree.start[i], tree.end[first - 1])
        if match is not None:
            return Phrase(match.group(), Span(match.start(), match.end()), (), False)
    return None


def _spanning(parsed: Parsed, tree: Tree, tokens: Sequence[int], *, negated: bool) -> Phrase | None:
    """The phrase from the first to the last of some tokens."""
    low, high = min(tokens), max(tokens)
    low -= tree.low[low] == "n't" or (tree.low[low] == "not" and low > 0 and tree.low[low - 1] in WITH_NOT)
    if high - low > _LONGEST:
        return None
    span = tree.span(range(low, high + 1))
    return Phrase(parsed.words(span), span, (), negated)
