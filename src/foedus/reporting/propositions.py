"""One proposition, one statement: attributed contents and the article's own sentences cut into clauses.

    >>> from foedus.reporting.language import parse
    >>> parsed = parse("Prices rose and the minister may resign.")
    >>> [words for p in propositions(parsed, []) for words in map(parsed.words, p.spans)]
    ['Prices rose', 'the minister may resign']

A sentence is cut where a coordinated clause has a subject of its own or another modal ("is unlikely to leave
but may ask for a review"), where "although" or a semicolon joins two clauses, at "thereby ...-ing", and at
a relative clause that dates or places something. What is attributed is told by the attribution; the rest of
the sentence is the article's own voice, if it has a predicate of its own.
"""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from foedus.provenance import Span
from foedus.reporting.clauses import SUBJECTS, Tree, root_of, runs, tree_of, trimmed
from foedus.reporting.conditions import EVENTS, Condition, conditions_in
from foedus.reporting.exits import exits_in
from foedus.reporting.headings import heading_pieces, is_boilerplate, without_dateline
from foedus.reporting.language import Parsed, Sentence

_WRAPPERS = frozenset(
    {"truth", "fact", "point", "reality", "upshot", "result", "problem", "thing", "bottom", "question"}
)
_OPENERS = frozenset(
    "however indeed moreover furthermore besides second secondly third thirdly first firstly fourth finally lastly then "
    "also still instead nevertheless nonetheless meanwhile therefore thus hence so yet".split()
)
_OPENING_PHRASES = (
    "at the same time", "for instance", "for example", "worse still", "in addition", "on the other hand",
    "for that reason", "for this reason", "as a result", "in fact", "of course", "in particular", "no wonder",
)  # fmt: skip
_DATING = frozenset(
    "slated scheduled due planned set held begins begin began starts start started takes take took expires expire expired "
    "signed concluded inked ratified entered ends ended opens opened runs lapses lapsed".split()
)
_CONCESSIVE = frozenset({"although", "though"})
_RESULT = frozenset({"thereby", "thus", "hence"})
_NOBODY = frozenset("one it this that which who whom what there these those nobody nothing".split())
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_JUDGING = frozenset({"judgement", "opinion", "characterisation", "thought"})
_TEXTS = frozenset(
    "remarks remark report reports statement statements letter comments article story evidence data".split()
)
_MAIN_WORDS = 3
_OWN_SHARE = 0.35
"""Fewest words, and smallest share of a clause, that make a statement beside what others say in it."""


class Attributed(Protocol):
    """What is needed of an attribution; see `foedus.reporting.attribution.Attribution`."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def content(self) -> tuple[Span, ...]: ...  # noqa: D102
    @property
    def source(self) -> tuple[Span, ...]: ...  # noqa: D102
    @property
    def cue(self) -> tuple[Span, ...]: ...  # noqa: D102
    @property
    def parent(self) -> int | None: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def quoted(self) -> tuple[Span, ...]: ...  # noqa: D102


@dataclass(frozen=True, eq=False)
class Proposition:
    """One proposition.

    Attributes:
        spans: its content in the article's text; never empty, none blank.
        tokens: the content's tokens, ascending.
        root: the token that heads its main clause, or None where there is none.
        sentence: the sentence that it stands in.
        attribution: id of the attribution that it belongs to, or None in the article's own voice.
        conditions: the conditions stated with it, also those cut from the content.
        scope: all tokens of the clause with its conditions and openers.
        heading: whether it is (part of) a headline.
    """

    spans: tuple[Span, ...]
    tokens: tuple[int, ...] = field(repr=False)
    root: int | None
    sentence: Sentence = field(repr=False)
    attribution: int | None
    conditions: tuple[Condition, ...] = ()
    scope: tuple[int, ...] = field(default=(), repr=False)
    heading: bool = False


def propositions(parsed: Parsed, attributions: Sequence[Attributed]) -> list[Proposition]:
    """The propositions of an article in the order of the text."""
    tree = tree_of(parsed)
    marks = _Marks(parsed, tree, attributions)
    units = _units(parsed, tree)
    found: list[Proposition] = []
    for attribution in attributions:
        if not marks.carries(attribution.id):
            continue
        for sentence, tokens in _by_unit(units, marks.content[attribution.id]):
            for part in _at_ellipses(tree, tokens):
                found += _of_region(tree, marks, sentence, part, attribution.id)
    for sentence, tokens in units:
        if is_boilerplate(parsed.words(tree.span(tokens))):
            continue
        if sentence.paragraph.heading:
            found += _of_heading(tree, marks, sentence, tokens)
        else:
            for part in _at_semicolons(tree, without_dateline(tree, tokens)):
                found += _of_region(tree, marks, sentence, part, None)
    found.sort(key=lambda p: (p.spans[0].start, p.spans[-1].end))
    return found


class _Marks:
    """Which tokens belong to which attribution, and which attributions carry a proposition."""

    def __init__(self, parsed: Parsed, tree: Tree, attributions: Sequence[Attributed]) -> None:
        self.tree = tree
        self.by_id = {a.id: a for a in attributions}
        self.content = {a.id: _with_antecedent(tree, _tokens(parsed, a.content)) for a in attributions}
        self.cue = {a.id: set(_tokens(parsed, a.cue)) for a in attributions}
        self.source = {a.id: set(_tokens(parsed, a.source)) for a in attributions}
        exits = {e.at for e in exits_in(parsed)}
        self._carries = {a.id: self._says_something(a) for a in attributions}
        for a in attributions:
            if self._carries[a.id] and self._holder(a) is not None and self._is_own_plan(a, exits):
                self._carries[a.id] = False
        self.children: dict[int | None, list[int]] = {}
        for a in attributions:
            if self._carries[a.id]:
                self.children.setdefault(self._holder(a), []).append(a.id)

    def carries(self, number: int) -> bool:
        return self._carries[number]

    def _says_something(self, attribution: Attributed) -> bool:
        """Whether the content is a proposition: a clause, a judgement "X as Y", or a quotation of some length.

        "mused about leaving", "wants compensation", "plans to leave" report an act: the whole clause is told.
        """
        tree, tokens = self.tree, self.content[attribution.id]
        sources = self.source[attribution.id]
        if len(tokens) < 2 or (sources and all(tree.low[i] in _NOBODY for i in sources)):
            return False
        if not attribution.cue or (attribution.quoted and not _partial(attribution)):
            return True
        if not sources:
            return False  # "is expected to": nobody in particular, so it is the sentence that says it
        if _is_mute(tree, sources, attribution.kind) or self._is_hypothetical(attribution.id):
            return False
        inside, cue = set(tokens), self.cue[attribution.id]
        if any(_finite_clause(tree, i, inside) for i in tokens):
            return True
        infinitive = any(tree.low[i] == "to" and tree.dep[i] == "aux" for i in tokens)
        subjects = [tree.head[i] for i in tokens if tree.dep[i] in SUBJECTS]
        if infinitive and any(head in cue for head in subjects):
            return True  # "Lund is reported to have left": the subject stands before the cue
        clause = attribution.kind in ("request", "desire") or tree.low[tokens[0]] == "that"
        if clause and any(head in inside for head in subjects):
            return True  # "urged Oslo to pay", "demanded that Oslo pay"
        return attribution.kind in _JUDGING and any(
            tree.low[i] == "as"
            or tree.dep[i] == "oprd"
            or (tree.tag[i] == "JJ" and tree.dep[i] in ("acomp", "ccomp"))
            for i in tokens
        )

    def _is_hypothetical(self, number: int) -> bool:
        """Whether someone will or may say it: nobody has said it yet ("I would say that" is said)."""
        tree = self.tree
        if any(tree.low[i] in ("i", "we") for i in self.source[number]):
            return False
        return any(tree.tag[c] == "MD" and c < i for i in self.cue[number] for c in tree.children[i])

    def _is_own_plan(self, attribution: Attributed, exits: Collection[int]) -> bool:
        """Whether someone is reported to say that they themselves may leave: the one who reports it is heard."""
        tokens = self.content[attribution.id]
        if exits.isdisjoint(tokens):
            return False
        subject = next((i for i in tokens if self.tree.dep[i] in SUBJECTS), None)
        return subject is None or self.tree.low[subject] in ("he", "she", "it", "they")

    def _holder(self, attribution: Attributed) -> int | None:
        """The nearest attribution around this one that carries a proposition."""
        parent, steps = attribution.parent, 0
        while parent is not None and steps < 50:
            if self._carries.get(parent, False):
                return parent
            above = self.by_id.get(parent)
            parent, steps = (above.parent if above else None), steps + 1
        return None


def _partial(attribution: Attributed) -> bool:
    """Whether only a part of the content stands in quotation marks."""
    marked = sum(s.end - s.start for s in attribution.quoted)
    return 2 * marked < sum(s.end - s.start for s in attribution.content)


def _finite_clause(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether a token is the finite verb of a clause that is no relative, adverbial or noun's clause."""
    if tree.tag[i] not in _FINITE:
        return False
    verb = tree.head[i] if tree.dep[i][:3] == "aux" else i
    for _ in range(20):
        if tree.dep[verb] in ("relcl", "advcl") and tree.head[verb] in inside:
            return False
        if tree.dep[verb] not in ("conj", "ccomp", "xcomp") or tree.head[verb] not in inside:
            return True
        verb = tree.head[verb]
    return False


def _is_mute(tree: Tree, source: Collection[int], kind: str) -> bool:
    """Whether a source cannot speak ("the withdrawal would send a message that ...") or judge ("the remarks")."""
    head = root_of(tree, sorted(source)) if source else None
    if head is None:
        return False
    if tree.low[head] in EVENTS or tree.tag[head] == "VBG":
        return True
    return kind in _JUDGING and tree.low[head] in _TEXTS


def _of_region(
    tree: Tree, marks: _Marks, sentence: Sentence, tokens: Sequence[int], number: int | None
) -> Iterator[Proposition]:
    """The propositions of one voice in one sentence; leading conditions hold for the clauses after them too."""
    shared: list[Condition] = []
    for root, piece in pieces(tree, tokens):
        own = _without_others(tree, marks, piece, root, number)
        if own is None:
            continue
        made = _proposition(tree, sentence, own, number, shared, root)
        if made is None:
            continue
        if number is None and not _tells(tree, made):
            continue
        yield made
        shared += [c for c in made.conditions if c.set_off and c.tokens[0] < made.tokens[0]]


def _proposition(
    tree: Tree,
    sentence: Sentence,
    piece: list[int],
    number: int | None,
    shared: Sequence[Condition],
    root: int | None,
    heading: bool = False,
) -> Proposition | None:
    """A piece without its openers and without conditions that a comma sets off."""
    scope = tuple(piece)
    conditions = conditions_in(tree, piece)
    cut = {i for c in conditions if c.set_off for i in c.tokens}
    tokens = _without_openers(tree, trimmed(tree, [i for i in piece if i not in cut]))
    parts = [part for run in runs(tokens) if (part := trimmed(tree, run))]
    tokens = [i for part in parts for i in part]
    if not any(not tree.is_punctuation(i) for i in tokens):
        return None
    if not conditions:
        conditions = list(shared)
    spans = tuple(tree.span(part) for part in parts)
    if root not in tokens:
        root = root_of(tree, tokens)
    return Proposition(spans, tuple(tokens), root, sentence, number, tuple(conditions), scope, heading)


def pieces(tree: Tree, tokens: Sequence[int]) -> list[tuple[int | None, list[int]]]:
    """The clauses among the tokens of one sentence, each with its head, in the order of the text."""
    root = root_of(tree, tokens)
    if root is None:
        return [(None, list(tokens))]
    root, tokens = _unwrapped(tree, root, tokens)
    inside = set(tokens)
    cuts = {i: start for i in tokens if (start := _cut_at(tree, i, root, inside)) is not None}
    owner: dict[int, int] = {}
    for cut in sorted(cuts, key=lambda i: tree.last[i] - cuts[i], reverse=True):
        for i in range(cuts[cut], tree.last[cut] + 1):
            if i in inside:
                owner[i] = cut
    found: dict[int, list[int]] = {root: []}
    for i in tokens:
        found.setdefault(owner.get(i, root), []).append(i)
    parts: list[tuple[int | None, list[int]]] = []
    for i in tokens:
        if tree.dep[i] == "relcl" and (dated := _dated(tree, i, inside)) is not None:
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
    if dep == "conj" and (tree.is_predicate(i) or tree.has_subject(i)):
        h = tree.head[i]
        while tree.dep[h] == "conj" and h in inside and h != root:
            h = tree.head[h]
        if h == root and (tree.has_subject(i) or _other_modal(tree, i, root)):
            return tree.first[i]
        return None
    if dep == "advcl":
        if tree.has_subject(i) and any(tree.low[c] in _CONCESSIVE for c in tree.children[i]):
            return tree.first[i]
        if is_result(tree, i):
            return tree.first[i]
    return None


def is_result(tree: Tree, i: int | None) -> bool:
    """Whether a verb tells what follows from its main clause: "..., thereby raising prices"."""
    return i is not None and tree.tag[i] == "VBG" and any(tree.low[c] in _RESULT for c in tree.children[i])


def _other_modal(tree: Tree, i: int, root: int) -> bool:
    """Whether a coordinated verb without a subject has a modal that its first verb lacks ("but may ask")."""
    if tree.last[i] - tree.first[i] < _MAIN_WORDS:
        return False
    own = {tree.low[c] for c in tree.children[i] if tree.tag[c] == "MD" and c < i}
    first = {tree.low[c] for c in tree.children[root] if tree.tag[c] == "MD"}
    if not own or own <= first:
        return False
    before = range(tree.first[root], i)
    return not any(tree.low[j] == "only" and tree.low[j - 1] == "not" for j in before if j)


def _unwrapped(tree: Tree, root: int, tokens: Sequence[int]) -> tuple[int, Sequence[int]]:
    """ "The truth is, it would ...": the clause inside is what is told."""
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
    if tree.low[relative] not in _DATING or noun not in inside or start == 0 or tree.low[start - 1] != ",":
        return None
    verbs = [relative, *(c for c in tree.children[relative] if tree.dep[c] == "xcomp")]
    end = tree.last[relative]
    for verb in verbs:
        for c in tree.children[verb]:
            if tree.dep[c] == "cc" and c > relative:
                end = min(end, c - 1)
    clause = [i for i in range(start - 1, end + 1) if i in inside]
    told = [i for i in range(tree.first[noun], noun + 1) if i in inside] + clause
    drop = {i for i in range(start - 1, tree.last[relative] + 1) if i in inside}
    return told, drop


def _without_others(
    tree: Tree, marks: _Marks, piece: list[int], root: int | None, number: int | None
) -> list[int] | None:
    """A piece without what others say in it; None where it only says that they say it."""
    left = piece
    inside = set(piece)
    for child in marks.children.get(number, ()):
        content = inside.intersection(marks.content[child])
        cue = marks.cue[child] & inside
        if not content and not cue:
            continue
        if root is None or root in content or root in cue:
            return None
        if not content:
            continue
        own = sum(i not in content and i not in cue and not tree.is_punctuation(i) for i in piece)
        if own < max(_MAIN_WORDS, _OWN_SHARE * len(piece)):
            return None
        said = content | cue | _clause_around(tree, cue, root, inside)
        first, last = min(said), max(said)
        after = [i for i in left if i > last and not tree.is_punctuation(i)]
        if first > left[0] and tree.low[first - 1] == "," and (not after or tree.low[last + 1] == ","):
            left = [i for i in left if not first <= i <= last]
        elif first == left[0] and after and tree.low[last + 1] == ",":
            left = [i for i in left if i > last]
    return left if left else None


def _clause_around(tree: Tree, cue: Collection[int], root: int, inside: Collection[int]) -> set[int]:
    """The dependent clause in which someone else's cue stands ("while others suspect that ...")."""
    i = min(cue, default=root)
    for _ in range(30):
        if i == root or tree.head[i] == i or i not in inside:
            return set()
        if tree.dep[i] in ("advcl", "relcl", "conj", "acl"):
            clause = set(tree.subtree(i))
            return clause & set(inside) if root not in clause else set()
        i = tree.head[i]
    return set()


def _tells(tree: Tree, made: Proposition) -> bool:
    """Whether the article's own words make a statement: a finite predicate with a subject."""
    if made.root is None or sum(not tree.is_punctuation(i) for i in made.tokens) < _MAIN_WORDS:
        return False
    if not tree.is_predicate(made.root):
        return False
    if is_result(tree, made.root):
        return True
    if tree.subject(made.root) is not None:
        return True
    return made.tokens[0] < made.root and tree.tag[made.tokens[0]] in (
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "PRP",
        "DT",
    )


def _of_heading(tree: Tree, marks: _Marks, sentence: Sentence, tokens: list[int]) -> Iterator[Proposition]:
    for piece in heading_pieces(tree, tokens):
        root = root_of(tree, piece)
        own = _without_others(tree, marks, piece, root, None)
        made = _proposition(tree, sentence, own, None, (), root, heading=True) if own else None
        if made is not None:
            yield made


def _without_openers(tree: Tree, tokens: list[int]) -> list[int]:
    """The tokens without words that only tie the clause to the one before ("Second,", "At the same time,")."""
    changed = True
    while changed and len(tokens) > 3:
        changed = False
        words = [tree.low[i] for i in tokens[:6]]
        if words[0] in _OPENERS and words[1] == ",":
            tokens, changed = trimmed(tree, tokens[2:]), True
        elif (
            (words[0] == "that" and tree.dep[tokens[0]] not in ("det", *SUBJECTS))
            or words[0] in _CONCESSIVE
            or words[0] in _RESULT
        ):
            tokens, changed = trimmed(tree, tokens[1:]), True
        elif words[0] == "then" and tree.dep[tokens[0]] == "advmod":
            tokens, changed = trimmed(tree, tokens[1:]), True
        else:
            for phrase in _OPENING_PHRASES:
                n = len(phrase.split())
                if " ".join(words[:n]) == phrase and len(tokens) > n + 2:
                    tokens, changed = trimmed(tree, tokens[n:]), True
                    break
    return tokens


def _at_ellipses(tree: Tree, tokens: Sequence[int]) -> Iterator[list[int]]:
    """Parts of a quotation between which words were left out, where the next part begins a sentence."""
    part: list[int] = []
    for i in tokens:
        if part and tree.low[part[-1]] in ("...", "…", "....") and tree.word[i][:1].isupper():
            yield part
            part = []
        part.append(i)
    if part:
        yield part


def _at_semicolons(tree: Tree, tokens: list[int]) -> Iterator[list[int]]:
    """Parts of a sentence at semicolons and colons where both sides are clauses."""
    part: list[int] = []
    rest = len(tokens)
    for k, i in enumerate(tokens):
        if tree.low[i] in (";", ":") and _is_clause(tree, part) and _is_clause(tree, tokens[k + 1 : rest]):
            yield part
            part = []
        else:
            part.append(i)
    if part:
        yield part


def _is_clause(tree: Tree, tokens: Sequence[int]) -> bool:
    return any(tree.dep[i] in SUBJECTS and tree.is_predicate(tree.head[i]) for i in tokens)


def _tokens(parsed: Parsed, spans: Sequence[Span]) -> list[int]:
    return [t.i for span in spans for t in parsed.tokens_in(span)]


def _units(parsed: Parsed, tree: Tree) -> list[tuple[Sentence, list[int]]]:
    """The sentences with their tokens, joined again where the parser cut one that had not ended."""
    units: list[tuple[Sentence, list[int]]] = []
    for sentence in parsed.sentences:
        tokens = list(range(sentence.tokens.start, sentence.tokens.end))
        if units and units[-1][0].paragraph is sentence.paragraph and not _ended(tree, units[-1][1]):
            units[-1][1].extend(tokens)
        else:
            units.append((sentence, tokens))
    return units


def _ended(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether the last tokens hold a full stop, a question or exclamation mark, or an ellipsis."""
    return any(tree.word[i][-1:] in ".?!…" for i in tokens[-3:]) and tree.word[tokens[-1]][-1:] not in ",;:("


def _with_antecedent(tree: Tree, tokens: list[int]) -> list[int]:
    """A content that begins with a relative pronoun ("which he calls unfair") with its noun in the pronoun's place."""
    if not tokens or tree.low[tokens[0]] not in ("which", "whom"):
        return tokens
    clause = tokens[0]
    for _ in range(10):
        if tree.dep[clause] == "relcl":
            noun = _top_noun(tree, tree.head[clause]) if tree.low[tokens[0]] == "which" else tree.head[clause]
            end = min(tree.first[clause], tokens[0])
            return [*range(tree.first[noun], end), *tokens[1:]] if noun < tokens[0] else tokens
        clause = tree.head[clause]
    return tokens


def _top_noun(tree: Tree, noun: int) -> int:
    """The head of the noun phrase that a noun closes: "the treaty" in "the treaty with Japan, which ..."."""
    for _ in range(10):
        above = tree.head[noun]
        if tree.dep[noun] in ("pobj", "pcomp") and above != noun:
            over = tree.head[above]
            if tree.tag[over][:1] == "N" or (tree.dep[over] == "acl" and tree.tag[over] == "VBN"):
                noun = over if tree.tag[over][:1] == "N" else tree.head[over]
                continue
        break
    return noun


def _by_unit(
    units: Sequence[tuple[Sentence, list[int]]], tokens: Sequence[int]
) -> Iterator[tuple[Sentence, list[int]]]:
    """Tokens of a content by the sentence that they stand in."""
    if not tokens:
        return
    k = max(bisect.bisect_right(units, tokens[0], key=lambda u: u[1][0]) - 1, 0)
    part: list[int] = []
    for i in tokens:
        while k + 1 < len(units) and i >= units[k + 1][1][0]:
            if part:
                yield units[k][0], part
                part = []
            k += 1
        part.append(i)
    if part and k < len(units):
        yield units[k][0], part
