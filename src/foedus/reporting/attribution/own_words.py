"""Which tokens belong to which attribution, and which attributions tell a proposition of their own.

An attribution tells one if its content is a clause, a judgement ("X as Y") or a quotation, and if somebody
says it. "Mused about leaving" and "plans to leave" report an act: the clause around them tells it. So does
whoever reports that someone "told friends that he may leave". What may be said, nobody has said yet.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from foedus.provenance import Span
from foedus.reporting.attribution.estimates import EXPECTING
from foedus.reporting.names.people import people_of
from foedus.reporting.parsing.clauses import FINITE, SUBJECTS, Tree, root_of
from foedus.reporting.parsing.headings import without_dateline
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of
from foedus.reporting.threats.exits import exits_in

_EVENTS = words_of("event")
_NOBODY = words_of("nobody")
_TEXTS = words_of("text")
_DENYING = words_of("denying")
_PROSPECTS = words_of("prospect")
_NOT_YET = words_of("not_yet_done")
_JUDGING = frozenset({"judgement", "opinion", "characterisation", "thought"})
_GIVING_ODDS = frozenset(("put", "place", "set", "peg", "assess", "give"))
_CALLING = frozenset(("call", "label", "dub", "brand", "term"))
_FEWEST_WORDS = 3
_OWN_SHARE = 0.35
"""Fewest words, and smallest share of a clause, that make a statement beside what others say in it."""


class Attributed(Protocol):
    """What is needed of an attribution; see `foedus.reporting.attribution.attribution.Attribution`."""

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
    @property
    def cue_lemma(self) -> str: ...  # noqa: D102


class Voices:
    """The attributions of an article by their tokens.

    Attributes:
        content, cue, source: tokens by the attribution's id.
        children: ids of the attributions that tell a proposition, by the one they stand in (None: the article).
    """

    def __init__(self, parsed: Parsed, tree: Tree, attributions: Sequence[Attributed]) -> None:
        self.tree = tree
        self.by_id = {a.id: a for a in attributions}
        self.cue = {a.id: set(tokens_of(parsed, a.cue)) for a in attributions}
        self.source = {a.id: set(tokens_of(parsed, a.source)) for a in attributions}
        self.content = {a.id: self._content(parsed, a) for a in attributions}
        self._reach = {a.id: self._reach_of(a.id) for a in attributions}
        self._people = set(tokens_of(parsed, [m for p in people_of(parsed) for m in p.mentions]))
        exits = {e.at for e in exits_in(parsed)}
        self._tells = {a.id: self._says_something(a) for a in attributions}
        for a in attributions:
            if self._tells[a.id] and self._holder(a) is not None and self._is_act(a, exits):
                self._tells[a.id] = False
        self.children: dict[int | None, list[int]] = {}
        for a in attributions:
            if self._tells[a.id]:
                self.children.setdefault(self._holder(a), []).append(a.id)

    def tells(self, number: int) -> bool:
        """Whether an attribution tells a proposition of its own."""
        return self._tells[number]

    def cue_and_source(self, number: int | None) -> set[int]:
        """The tokens of who says something and of the word of saying; none in the article's own voice."""
        return set() if number is None else self.cue[number] | self.source[number]

    def _reach_of(self, number: int) -> range:
        """From the first to the last token of an attribution's content and cue."""
        held = self.cue[number].union(self.content[number])
        return range(min(held), max(held) + 1) if held else range(0)

    def _content(self, parsed: Parsed, attribution: Attributed) -> list[int]:
        """The content's tokens; of "A, but B, she said" both clauses, also where the parse took only B."""
        tokens = _with_antecedent(self.tree, tokens_of(parsed, attribution.content))
        said = self.cue[attribution.id] | self.source[attribution.id]
        if (
            not tokens
            or attribution.quoted
            or not said
            or min(said) < tokens[-1]
            or attribution.parent is not None
        ):
            return tokens
        sentence = parsed.sentence_at(self.tree.start[tokens[0]])
        joint = tokens[0] - 1
        if sentence is None or joint <= sentence.tokens.start or self.tree.dep[joint] != "cc":
            return tokens
        return [*without_dateline(self.tree, list(range(sentence.tokens.start, tokens[0]))), *tokens]

    def _says_something(self, attribution: Attributed) -> bool:
        """Whether the content is a proposition: a clause, a judgement "X as Y", or a quotation of some length.

        "mused about leaving", "wants compensation", "plans to leave" report an act: the whole clause is told.
        """
        tree, tokens = self.tree, self.content[attribution.id]
        sources = self.source[attribution.id]
        if len(tokens) < 2 or (sources and all(tree.low[i] in _NOBODY for i in sources)):
            return False
        if not attribution.cue or attribution.kind == "label":
            return True
        if attribution.quoted and not _partial(attribution):
            return True
        if tokens[0] > max(self.cue[attribution.id]) and _is_open_question(tree, tokens, attribution.kind):
            return False  # "asked whether it would stay": that it was asked is told, not what
        if not sources:
            return False  # "is expected to": nobody in particular, so it is the sentence that says it
        if _is_mute(tree, sources, attribution.kind) or self._is_hypothetical(attribution):
            return False
        return self._is_clause(attribution, tokens) or self._is_appraisal(attribution, tokens)

    def _is_clause(self, attribution: Attributed, tokens: list[int]) -> bool:
        """Whether the content is a clause: finite, or with a subject ("urged Oslo to pay", "is reported to have left")."""
        tree, inside = self.tree, set(tokens)
        if any(_finite_clause(tree, i, inside) for i in tokens):
            return True
        heads = [
            h
            for i in tokens
            if tree.dep[i] in SUBJECTS and tree.dep[h := tree.head[i]] not in ("relcl", "advcl", "acl")
        ]
        infinitive = any(tree.low[i] == "to" and tree.dep[i] == "aux" for i in tokens)
        if infinitive and any(head in self.cue[attribution.id] for head in heads):
            return True  # the subject stands before the cue
        asked = (infinitive and attribution.kind in ("request", "desire")) or tree.low[tokens[0]] == "that"
        return asked and any(head in inside for head in heads)

    def _is_appraisal(self, attribution: Attributed, tokens: list[int]) -> bool:
        """Whether the content says what something is taken for: "the pact as unfair", "the idea odd"."""
        tree = self.tree
        personal = any(i in self._people or tree.low[i] in ("he", "she") for i in self.source[attribution.id])
        if (attribution.cue_lemma in EXPECTING and personal) or attribution.cue_lemma in _GIVING_ODDS:
            return len(tokens) > 1 and tree.low[tokens[0]] != "to"  # "expects to leave" tells a plan
        if attribution.kind not in _JUDGING:
            named = (i for i in tokens if tree.dep[i] == "oprd" and tree.head[i] in self.cue[attribution.id])
            called = attribution.cue_lemma in _CALLING and tokens[0] > max(self.cue[attribution.id])
            return called and next(named, None) is not None
        if attribution.cue_lemma == "see" and any(tree.low[i] in _PROSPECTS for i in tokens):
            return len(tokens) > 1
        if attribution.kind in ("opinion", "characterisation") and tree.tag[tokens[-1]] in (
            "JJ",
            "JJR",
            "VBN",
        ):
            return len(tokens) > 1
        return any(
            (tree.low[i] == "as" and not (tree.dep[i] == "mark" and _has_late_subject(tree, i)))
            or tree.dep[i] == "oprd"
            or (tree.tag[i] == "JJ" and tree.dep[i] in ("acomp", "ccomp"))
            for i in tokens
        )

    def _is_hypothetical(self, attribution: Attributed) -> bool:
        """Whether someone will, may or threatens to say it: nobody has said it yet ("I would say that" is said)."""
        tree = self.tree
        if any(tree.low[i] in ("i", "we") for i in self.source[attribution.id]):
            return False
        for i in self.cue[attribution.id]:
            before = [c for c in tree.children[i] if c < i]
            if any(tree.tag[c] == "MD" for c in before):
                return True
            if tree.tag[i] == "VB" and any(tree.low[c] == "to" for c in before):
                return attribution.kind in _JUDGING or tree.low[tree.head[i]] in _NOT_YET
        return False

    def _is_act(self, attribution: Attributed, exits: set[int]) -> bool:
        """Whether what is reported is an act: someone denied it, or said what they themselves may or will do.

        Then whoever reports the act is heard.
        """
        tree, tokens = self.tree, self.content[attribution.id]
        if attribution.cue_lemma in _DENYING:
            return True
        subject = next((i for i in tokens if tree.dep[i] in SUBJECTS), None)
        themselves = subject is None or tree.low[subject] in ("he", "she", "it", "they")
        plan = any(tree.tag[i] == "MD" for i in tokens) or not exits.isdisjoint(tokens)
        return themselves and plan

    def _holder(self, attribution: Attributed) -> int | None:
        """The nearest attribution around this one that carries a proposition."""
        parent, steps = attribution.parent, 0
        while parent is not None and steps < 50:
            if self._tells.get(parent, False):
                return parent
            above = self.by_id.get(parent)
            parent, steps = (above.parent if above else None), steps + 1
        return None

    def without_others(self, piece: list[int], root: int | None, number: int | None) -> list[int] | None:
        """A clause of one voice without what others say in it; None where it only says that they say it."""
        tree = self.tree
        left = piece
        inside = set(piece)
        lowest, highest = min(piece, default=0), max(piece, default=-1)
        for child in self.children.get(number, ()):
            reach = self._reach[child]
            if reach.start > highest or reach.stop <= lowest:
                continue
            content = inside.intersection(self.content[child])
            cue = self.cue[child] & inside
            if not content and not cue:
                continue
            said = content | cue
            if root is None or root in said or any(tree.dep[i] == "ROOT" for i in said):
                return None
            if not content:
                continue
            own = sum(i not in said and not tree.bare[i] for i in piece)
            if own < max(_FEWEST_WORDS, _OWN_SHARE * len(piece)):
                return None
            said |= _clause_around(tree, cue, root, inside)
            first, last = min(said), max(said)
            joined = (
                first - 1 in inside
                and tree.dep[first - 1] == "cc"
                and tree.dep[min(cue, default=first)] == "conj"
            )
            after = [i for i in left if i > last and not tree.bare[i]]
            parted = first > left[0] and (joined or tree.low[first - 1] == ",")
            if parted and (not after or tree.low[last + 1] == ","):
                left = [i for i in left if not first <= i <= last]
            elif first == left[0] and after and tree.low[last + 1] == ",":
                left = [i for i in left if i > last]
        return left if left else None


def _has_late_subject(tree: Tree, i: int) -> bool:
    """Whether a conjunction opens a clause with a subject of its own: "as Norway supports the rebels"."""
    return any(tree.dep[c] in SUBJECTS and c > i for c in tree.children[tree.head[i]])


def _is_open_question(tree: Tree, tokens: Sequence[int], kind: str) -> bool:
    """Whether a content is an indirect question: "whether it will stay", "how the quotas are set"."""
    first = tokens[0]
    if tree.low[first] == "whether":
        return True
    if tree.low[first] == "if":
        return kind == "question" and tree.dep[first] == "mark"
    root = root_of(tree, tokens)
    asks = tree.tag[first] in ("WRB", "WP") or (tree.tag[first] == "WDT" and tree.dep[first] == "det")
    opened = root is not None and tree.dep[root] in ("ccomp", "pcomp") and tree.first[root] == first < root
    return asks and opened and _predicate_of(tree, first) == root


def _predicate_of(tree: Tree, i: int) -> int:
    """The nearest predicate above a token: of "what" in "what they told us is false" it is "told"."""
    while tree.head[i] != i:
        i = tree.head[i]
        if tree.is_predicate(i):
            break
    return i


def _partial(attribution: Attributed) -> bool:
    """Whether only a part of the content stands in quotation marks."""
    marked = sum(s.end - s.start for s in attribution.quoted)
    return 2 * marked < sum(s.end - s.start for s in attribution.content)


def _finite_clause(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether a token is the finite verb of a clause that is no relative, adverbial or noun's clause."""
    if tree.tag[i] not in FINITE:
        return False
    verb = tree.head[i] if tree.dep[i][:3] == "aux" else i
    for _ in range(20):
        if tree.dep[verb] in ("relcl", "advcl", "acl") and tree.head[verb] in inside:
            return False
        if tree.dep[verb] not in ("conj", "ccomp", "xcomp") or tree.head[verb] not in inside:
            return not _is_bare_infinitive(tree, verb)  # "to say what it means": a plan, whatever it holds
        verb = tree.head[verb]
    return False


def _is_bare_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb is an infinitive with "to" and without a subject of its own."""
    return (
        tree.tag[verb] == "VB"
        and not tree.has_subject(verb)
        and any(tree.low[c] == "to" and tree.dep[c] == "aux" for c in tree.children[verb])
    )


def _is_mute(tree: Tree, source: Collection[int], kind: str) -> bool:
    """Whether a source cannot speak ("the withdrawal would send a message that ...") or judge ("the remarks")."""
    head = root_of(tree, sorted(source)) if source else None
    if head is None:
        return False
    if tree.low[head] in _EVENTS or tree.tag[head] == "VBG":
        return True
    return kind in _JUDGING and tree.low[head] in _TEXTS


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


def tokens_of(parsed: Parsed, spans: Sequence[Span]) -> list[int]:
    """The tokens of some spans."""
    return [i for span in spans for i in parsed.indices_in(span)]
