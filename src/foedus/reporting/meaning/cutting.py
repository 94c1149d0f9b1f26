"""A sentence cut into clauses, each of which is told on its own.

    >>> from foedus.reporting.parsing.clauses import tree_of
    >>> from foedus.reporting.parsing.language import parse
    >>> tree = tree_of(parse("Prices rose again and the minister may resign."))
    >>> [[tree.word[i] for i in tokens] for _, tokens in pieces(tree, range(8))]
    [['Prices', 'rose', 'again', 'and'], ['the', 'minister', 'may', 'resign']]

A coordinated clause is cut off where it has a subject of its own or another modal ("is unlikely to leave but
may ask for a review"), a clause with "although", a result ("thereby raising prices"), and a relative clause
that dates or places its noun ("the summit, which is due to open in Oslo").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.reporting.meaning.conditions import joined_to_condition
from foedus.reporting.parsing.clauses import FINITE, SUBJECTS, Tree, root_of
from foedus.reporting.parsing.word_classes import words_of

_WRAPPERS = words_of("wrapper")
_DATING = words_of("dating")
_CONCESSIVE = words_of("concessive")
_RESULT = words_of("result")
_SUMMATIVE = words_of("summative")
_TAKING = frozenset({"take", "takes", "took"})
_SETTING_AGAINST = frozenset({"while", "whereas"})
_CONDITIONAL = words_of("condition_mark")
_FORECASTING = frozenset({"would", "could", "might", "may", "will"})
_PROVIDING = frozenset({"provided", "providing"})
_RESTRICTING = frozenset({"if", "after", "when", "once"})
_REASONING = frozenset({"since", "so"})
_FEWEST_WORDS = 3


def pieces(tree: Tree, tokens: Sequence[int]) -> list[tuple[int | None, list[int]]]:
    """The clauses among the tokens of one sentence, each with its head, in the order of the text."""
    root = root_of(tree, tokens)
    if root is None:
        return [(None, list(tokens))]
    root, tokens = _unwrapped(tree, root, tokens)
    inside = set(tokens)
    heads = [
        i
        for i in tokens
        if tree.dep[i] in ("conj", "advcl", "relcl", "ccomp")
        or tree.head[i] not in inside
        or tree.head[i] == i
    ]
    cuts = {i: start for i in heads if (start := _cut_at(tree, i, root, inside)) is not None}
    relatives = [i for i in tokens if tree.dep[i] == "relcl"]
    if not cuts and not relatives:
        return [(root, list(tokens))]
    owner: dict[int, int] = {}
    for cut in sorted(cuts, key=lambda i: tree.last[i] - cuts[i], reverse=True):
        for i in range(cuts[cut], tree.last[cut] + 1):
            if i in inside:
                owner[i] = cut
    found: dict[int, list[int]] = {root: []}
    for i in tokens:
        found.setdefault(owner.get(i, root), []).append(i)
    parts: list[tuple[int | None, list[int]]] = []
    for i in relatives:
        if (dated := _dated(tree, i, inside)) is not None:
            told, dropped = dated
            parts.append((i, told))
            found = {head: [j for j in piece if j not in dropped] for head, piece in found.items()}
    parts += [(head, piece) for head, piece in found.items() if piece]
    return sorted(parts, key=lambda part: part[1][0])


def _cut_at(tree: Tree, i: int, root: int, inside: set[int]) -> int | None:
    """The first token of a clause headed by ``i`` that is told on its own, or None."""
    if i == root:
        return None
    dep = tree.dep[i]
    if (
        tree.head[i] == i or tree.head[i] not in inside
    ):  # a second head: the parser saw two sentences, or a list
        if _depends(tree, i):
            return None
        before = tree.first[i] - 1
        parted = before not in inside or tree.is_punctuation(before) or tree.dep[before] == "cc"
        return tree.first[i] if parted and tree.is_predicate(i) and tree.has_subject(i) and i > root else None
    if dep == "conj" and (tree.is_predicate(i) or tree.has_subject(i)):
        h = tree.head[i]
        if _goes_with_main(tree, i, h, root):
            return tree.first[i]
        while tree.dep[h] == "conj" and h in inside and h != root:
            h = tree.head[h]
        if h == root and (tree.has_subject(i) or _other_modal(tree, i, root)):
            held = _is_supposed(tree, i) or _restricts(tree, i) or tree.low[tree.first[i] - 1] in _PROVIDING
            return None if held else tree.first[i]
        return None
    return _dependent_cut(tree, i, root, inside)


def _dependent_cut(tree: Tree, i: int, root: int, inside: set[int]) -> int | None:
    """The first token of a dependent clause headed by ``i`` that tells something of its own, or None."""
    dep = tree.dep[i]
    if dep == "relcl":
        return _summed_up(tree, i) or _foretold_by_which(tree, i, inside)
    if dep == "ccomp":
        return _side_by_side(tree, i, root) if i < root else None
    if dep != "advcl":
        return None
    which = tree.low[tree.first[i]] == "which"
    return _foretold_by_which(tree, i, inside) if which else _adverbial_cut(tree, i, root)


def _goes_with_main(tree: Tree, i: int, h: int, root: int) -> bool:
    """Whether a bare verb hung on a condition belongs to the main clause: "would stay if it pays and leave if it does not"."""
    if (
        tree.dep[h] != "advcl"
        or tree.head[h] != root
        or tree.tag[i] != "VB"
        or tree.tag[h] == "VB"
        or i < root
    ):
        return False
    own = any(tree.tag[c] in ("MD", "TO") or tree.dep[c] in SUBJECTS for c in tree.children[i] if c < i)
    return not own and any(tree.tag[c] == "MD" for c in tree.children[root])


def _is_supposed(tree: Tree, i: int) -> bool:
    """Whether "and" joins a clause to a condition before it, although the parser hung it on the main one."""
    last = tree.first[i] - 1
    head = tree.head[last] if last >= 0 else i
    opened = any(tree.dep[c] == "mark" and tree.low[c] in _CONDITIONAL for c in tree.children[head])
    return opened and joined_to_condition(tree, head, last) == i


def _depends(tree: Tree, i: int) -> bool:
    """Whether a clause is opened by a conjunction of condition: it tells nothing on its own."""
    return any(tree.dep[c] == "mark" and tree.low[c] in _CONDITIONAL for c in tree.children[i])


def _restricts(tree: Tree, i: int) -> bool:
    """Whether a joined clause states the condition of the first: "... and only after talks have failed"."""
    return any(tree.low[c] in _RESTRICTING and tree.low[c - 1] == "only" for c in tree.children[i] if c)


def _adverbial_cut(tree: Tree, i: int, root: int) -> int | None:
    """The first token of an adverbial clause that tells something of its own, or None."""
    first = tree.first[i]
    if is_result(tree, i):
        return first
    if not tree.has_subject(i):
        return None
    if any(tree.low[c] in _CONCESSIVE for c in tree.children[i]):
        return first
    if i < root and tree.low[first] in _SETTING_AGAINST:
        return first if tree.low[min(tree.last[i] + 1, root)] == "," else None
    reasons = i > root and tree.low[first] in _REASONING and tree.low[first - 1] == ","
    return first if reasons and tree.low[first + 1] != "that" else None


def _side_by_side(tree: Tree, i: int, root: int) -> int | None:
    """The first token of the first of two forecasts that only a comma joins: "Oslo will leave in May, Bern will follow"."""
    after = tree.last[i] + 1
    subject = tree.subject(root)
    if (
        after >= root
        or tree.low[after] != ","
        or subject is None
        or subject < after
        or not tree.has_subject(i)
    ):
        return None
    foretold = (
        any(tree.tag[c] == "MD" and (tree.subject(verb) or 0) < c < verb for c in tree.children[verb])
        for verb in (i, root)
    )
    return tree.first[i] if all(foretold) and not _depends(tree, i) else None


def _foretold_by_which(tree: Tree, i: int, inside: set[int]) -> int | None:
    """The first token of ", which would leave it without a quorum" at the end: a forecast of its own."""
    first, last = tree.first[i], tree.last[i]
    if tree.low[first] != "which" or not first or tree.low[first - 1] != ",":
        return None
    modal = any(tree.tag[c] == "MD" and tree.low[c] in _FORECASTING for c in tree.children[i])
    ends = not any(k in inside and not tree.is_punctuation(k) for k in range(last + 1, last + 3))
    return first if modal and ends and last - first >= _FEWEST_WORDS else None


def _summed_up(tree: Tree, i: int) -> int | None:
    """The first token of ", a move that would anger the islands": a noun that takes up the clause before it."""
    noun = tree.head[i]
    first = tree.first[noun]
    if tree.low[noun] not in _SUMMATIVE or noun > i or tree.last[noun] != tree.last[i] or not first:
        return None
    return first if tree.low[first - 1] == "," and tree.low[first] in ("a", "an") else None


def is_result(tree: Tree, i: int | None) -> bool:
    """Whether a verb tells what follows from its main clause: "..., thereby raising prices"."""
    return i is not None and tree.tag[i] == "VBG" and any(tree.low[c] in _RESULT for c in tree.children[i])


def _other_modal(tree: Tree, i: int, root: int) -> bool:
    """Whether a coordinated verb without a subject has a modal that its first verb lacks, or stands after "but"."""
    if tree.last[i] - tree.first[i] < _FEWEST_WORDS:
        return False
    own = {tree.low[c] for c in tree.children[i] if tree.tag[c] == "MD" and c < i}
    first = {tree.low[c] for c in tree.children[root] if tree.tag[c] == "MD"}
    if not _set_against(tree, i) and (not own or own <= first):
        return False
    before = range(tree.first[root], i)
    return not any(tree.low[j] == "only" and tree.low[j - 1] == "not" for j in before if j)


def _set_against(tree: Tree, i: int) -> bool:
    """Whether "but" opens a finite predicate of its own: "may please some but is unlikely to last"."""
    start = tree.first[i]
    if not start or tree.low[start - 1] != "but":
        return False
    return tree.tag[i] in FINITE or any(tree.tag[c] in FINITE and c < i for c in tree.children[i])


def _unwrapped(tree: Tree, root: int, tokens: Sequence[int]) -> tuple[int, Sequence[int]]:
    """The clause inside "the truth is, ..." is what is told."""
    subject = tree.subject(root)
    if subject is None or tree.low[subject] not in _WRAPPERS:
        return root, tokens
    inner = next(
        (c for c in tree.children[root] if tree.dep[c] == "ccomp" and c > root and tree.is_predicate(c)), None
    )
    if inner is None:
        return root, tokens
    return inner, [i for i in tokens if tree.first[inner] <= i <= tree.last[inner]]


def _dated(tree: Tree, relative: int, inside: set[int]) -> tuple[list[int], set[int]] | None:
    """A relative clause after a comma that dates or places its noun: (what it tells, what is left out elsewhere)."""
    noun = tree.head[relative]
    start = tree.first[relative]
    verbs = [relative]
    for verb in verbs:  # "is due", "is due to open": grows while it is walked
        verbs += [c for c in tree.children[verb] if tree.dep[c] in ("acomp", "xcomp")]
    dates = any(tree.low[v] in _DATING for v in verbs) and tree.low[start] not in ("who", "whose")
    if tree.low[relative] == "held" and len(verbs) > 1:
        return None  # "which the law was held to forbid"
    if tree.low[relative] in _TAKING and not any(
        tree.low[c] in ("place", "effect") for c in tree.children[relative]
    ):
        return None  # "which took three years to negotiate"
    if not dates or noun not in inside or start == 0 or tree.low[start - 1] != ",":
        return None
    end = tree.last[relative]
    for verb in verbs:
        for c in tree.children[verb]:
            if tree.dep[c] == "cc" and c > relative:
                end = min(end, c - 1)
    clause = [i for i in range(start - 1, end + 1) if i in inside]
    told = [i for i in range(tree.first[noun], noun + 1) if i in inside] + clause
    drop = {i for i in range(start - 1, tree.last[relative] + 1) if i in inside}
    return told, drop


def at_ellipses(tree: Tree, tokens: Sequence[int]) -> Iterator[list[int]]:
    """Parts of a quotation between which words were left out, where the next part begins a sentence."""
    part: list[int] = []
    for i in tokens:
        if part and tree.low[part[-1]] in ("...", "…", "....") and tree.word[i][:1].isupper():
            yield part
            part = []
        part.append(i)
    if part:
        yield part


def at_semicolons(tree: Tree, tokens: list[int], marks: str = ";:") -> Iterator[list[int]]:
    """Parts of a sentence at semicolons and colons, or the marks given, where both sides are clauses."""
    part: list[int] = []
    rest = len(tokens)
    for k, i in enumerate(tokens):
        if tree.low[i] in marks and _is_clause(tree, part) and _is_clause(tree, tokens[k + 1 : rest]):
            yield part
            part = []
        else:
            part.append(i)
    if part:
        yield part


def at_thats(tree: Tree, tokens: list[int]) -> Iterator[list[int]]:
    """Parts of what somebody said at each further "that": "..., that talks failed, and that he would leave"."""
    part: list[int] = []
    listed = bool(tokens) and tree.low[tokens[0]] == "that"
    for k, i in enumerate(tokens):
        if part and tree.low[i] == "that" and tokens[k - 1] == i - 1 and _opens_item(tree, i, listed):
            end = len(part)
            while end and (tree.dep[part[end - 1]] == "cc" or tree.is_punctuation(part[end - 1])):
                end -= 1
            if _is_clause(tree, part[:end]) and _is_clause(tree, tokens[k:]):
                yield part[:end]
                part, listed = [], True
        part.append(i)
    if part:
        yield part


def _opens_item(tree: Tree, i: int, listed: bool) -> bool:
    """Whether a "that" opens a further clause of what is said: after a comma or "and", no relative or pronoun."""
    if tree.dep[i] == "det":
        return False  # "If Oslo leaves, that pact is void"
    before = tree.low[i - 1]
    if tree.tag[i] == "IN" and before == "and" and tree.dep[i] == "mark" and tree.dep[tree.head[i]] == "conj":
        return True  # "said Oslo knew the terms and that the pact was dead"
    if tree.tag[i] == "IN":
        return before == "," or (before in ("and", "but", "or") and listed)
    return listed and before == "and" and tree.low[i - 2] == "," and tree.tag[i] == "DT"


def _is_clause(tree: Tree, tokens: Sequence[int]) -> bool:
    return any(tree.dep[i] in SUBJECTS and tree.is_predicate(tree.head[i]) for i in tokens)
