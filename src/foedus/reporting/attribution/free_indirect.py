"""Free indirect speech: sentences that go on telling what somebody said, without saying so.

    >>> from foedus.reporting.attribution.attribution import attributions
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The treaty, in Ada Berg's view, is dead. It binds nobody.")
    >>> [parsed.words(span) for a in attributions(parsed) for span in a.content]
    ['The treaty', 'is dead', 'It binds nobody']

What a sentence says in somebody's view, a short plain sentence behind it says too, in the same paragraph; and what somebody is
reported to have said in the past tense goes on in the tense of reports, "had been" and "would be" (Leech & Short 1981), where
nobody else, no day and no place is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.provenance import Span
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.quoting import Quoted
from foedus.reporting.parsing.clauses import FINITE, Tree, tree_of
from foedus.reporting.parsing.grammar import trimmed
from foedus.reporting.parsing.language import Parsed, Sentence

_VIEWS = ("in ", "as ", "from ", "to hear", "for")
_SHIFTED = frozenset(("would", "could", "might"))
_LONGEST_IN_VIEW, _LONGEST_SHIFTED = 16, 24
"""Tokens of a sentence that goes on, at most."""
_OTHERWISE = frozenset(
    "but however meanwhile yet still if so that this these those i we you our my he she his her".split()
)
"""First words of sentences in which the writer takes the word again."""
_ASKED_FOR = frozenset(("reached", "contacted"))
"""What could not be done with somebody who was asked for a comment."""
_MOST = 2
"""Sentences that go on, at most."""


def told_on(parsed: Parsed, drafts: Sequence[Draft], quoted: Quoted) -> None:
    """Give each attribution the sentences that go on with it."""
    tree = tree_of(parsed)
    taken = [s for d in drafts for s in (*d.content, *d.cue)]
    ends: dict[int, Draft] = {}
    for draft in drafts:
        if (
            draft.content
            and draft.cue
            and not draft.quoted
            and draft.source is not None
            and _may_go_on(tree, draft)
        ):
            sentence = parsed.sentence_at(draft.cue[0].start)
            if sentence is not None and not any(_around(o, draft) for o in drafts):
                ends[sentence.start] = draft
    if not ends:
        return
    before: Sentence | None = None
    telling: Draft | None = None
    count = 0
    for sentence in parsed.sentences:
        here = before is not None and sentence.paragraph is before.paragraph
        free = not any(
            s.start < sentence.end and s.end > sentence.start for s in taken
        ) and not quoted.touching(Span(sentence.start, sentence.end))
        if (
            telling is not None
            and here
            and free
            and count < _MOST
            and _goes_on(parsed, tree, telling, sentence)
        ):
            telling.content += trimmed(parsed, sentence.tokens.start, sentence.tokens.end - 1)
            count += 1
        else:
            telling, count = ends.get(sentence.start), 0
        before = sentence


def _around(other: Draft, draft: Draft) -> bool:
    """Whether a cue stands in what another draft holds."""
    return other is not draft and any(s.start <= draft.cue[0].start < s.end for s in other.content)


def _may_go_on(tree: Tree, draft: Draft) -> bool:
    return _is_view(draft) or (draft.kind == "speech" and draft.at >= 0 and tree.tag[draft.at] == "VBD")


def _is_view(draft: Draft) -> bool:
    return draft.kind == "source" and draft.lemma.startswith(_VIEWS) and draft.lemma not in ("in", "in word")


def _goes_on(parsed: Parsed, tree: Tree, draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence goes on with what a draft attributes."""
    tokens = range(sentence.tokens.start, sentence.tokens.end)
    words = [i for i in tokens if not tree.bare[i]]
    view = _is_view(draft)
    if (
        not words
        or len(words) > (_LONGEST_IN_VIEW if view else _LONGEST_SHIFTED)
        or tree.word[tokens[-1]] == "?"
    ):
        return False
    if tree.low[words[0]] in _OTHERWISE or any(
        tree.tag[i][:3] == "NNP" or tree.tag[i] == "CD" for i in words
    ):
        return False
    root = next((i for i in tokens if tree.dep[i] == "ROOT"), None)
    if root is None or not tree.has_subject(root):
        return False
    finite = [i for i in (*tree.children[root], root) if tree.tag[i] in FINITE and i <= root]
    if view:
        return any(tree.tag[i] in ("VBZ", "VBP", "MD") for i in finite)
    shifted = any(tree.low[i] in _SHIFTED or (tree.low[i] == "had" and i != root) for i in finite)
    return shifted and tree.low[root] not in _ASKED_FOR and _is_shifted(parsed, tree, draft)


def _is_shifted(parsed: Parsed, tree: Tree, draft: Draft) -> bool:
    """Whether what was reported stands in the tense of reports itself."""
    return any(
        tree.low[i] in _SHIFTED or tree.low[i] in ("had", "was", "were")
        for span in draft.content
        for i in parsed.indices_in(span)
    )
