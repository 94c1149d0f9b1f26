"""A statement: one proposition, attributed.

Who said it, through whom, in which words, how firmly, on what condition, and what it speaks for. The
fields are those of the public JSON lines; a statement written and read again is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from foedus.provenance import Span, digest_of

Voice = Literal["author", "direct", "indirect"]
Kind = Literal[
    "report", "assessment", "reason", "motive", "consequence",
    "obligation", "precedent", "grievance", "demand", "fact",
]  # fmt: skip
Direction = Literal["for", "against"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COURSES = ("exit", "revised", "fades")
_SIGN = "sign: "


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What a phrase means as a probability: median, 5th and 95th percentile."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition with its source. Spans are half-open ranges of code points of the article's text.

    Attributes:
        id: stable: a digest of the article's text and of the content's place and words.
        article: the article's name.
        content: the proposition's spans; ``words`` is their text joined by single spaces.
        attribution: id shared by the statements of one attribution; "" in the article's own voice.
        source, cue: spans of who speaks and of the word that says so; empty in the article's own voice.
        speaker: resolved name; the outlet in the article's own voice.
        speaker_is: what the text says of the speaker ("lecturer in international relations at ..."), or "".
        through: the chain from the outlet in hand towards the origin, without the speaker.
        voice, kind: see the types.
        phrase, phrase_span: words of estimative probability as written; None and empty if none.
        likelihood: what the phrase means under the lexicon that was chosen.
        evidential: "reportedly", "allegedly" and the like: a source that is not named, no probability.
        negated: whether the phrase's proposition stands under a negation.
        bears_on: "exit", "revised", "fades" or a consequence's id; direction for or against.
        explains: "leverage", "revision", "resolve", "loose_talk" or None: the explanation it speaks for.
        move: the move of the game that it reports ("signal = musing", "reply = deny"), or None.
        move_certain: False where the move is reported as expected, denied or only possible.
        condition: spans of the condition, also where it stands in the sentence before.
        given: what the condition says: "exit", a consequence's id, or None.
        actors: ids of the actors named in it, the subject first.
        same_as: id of the statement that this one repeats or sums up.
        said_on: ISO date, or None.
        rules: the rows of the tables that decided ("likelihood: very unlikely", "cue: said").
        read_by: "foedus VERSION" or the name of the person who corrected it.
        supersedes: id of the statement that a correction replaces.
        signs_sure: how probable each of the signs among ``rules`` is, in their order; empty where nothing tells, or where a
            person settled it.
        kind_sure, bearing_sure: how probable it is that ``kind``, and what it bears on, were read aright; None where
            nothing tells, or where a person settled it.
        core, core_words: the proposition itself, where the content holds more of what was said: a joining
            word ("that", "for instance"), a condition that a comma sets off. Empty where they are the same.
    """

    id: str
    article: str
    content: tuple[Span, ...]
    words: str
    attribution: str = ""
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: str = ""
    speaker_is: str = ""
    through: tuple[str, ...] = ()
    voice: Voice = "author"
    kind: Kind = "fact"
    phrase: str | None = None
    phrase_span: tuple[Span, ...] = ()
    likelihood: Likelihood | None = None
    evidential: str | None = None
    negated: bool = False
    bears_on: str | None = None
    direction: Direction | None = None
    explains: str | None = None
    move: str | None = None
    move_certain: bool = True
    condition: tuple[Span, ...] = ()
    given: str | None = None
    actors: tuple[str, ...] = ()
    same_as: str | None = None
    said_on: str | None = None
    rules: tuple[str, ...] = ()
    read_by: str = ""
    supersedes: str | None = None
    kind_sure: float | None = None
    bearing_sure: float | None = None
    signs_sure: tuple[float, ...] = ()
    core: tuple[Span, ...] = ()
    core_words: str = ""

    @property
    def point(self) -> str:
        """The words of the proposition alone, without what joins it to others."""
        return self.core_words or self.words

    @property
    def signs(self) -> tuple[str, ...]:
        """The ids of the signs that it shows."""
        return tuple(rule[len(_SIGN) :] for rule in self.rules if rule.startswith(_SIGN))

    def sure_of(self, sign: str) -> float | None:
        """How probable it is that it shows a sign; None where nothing tells."""
        return dict(zip(self.signs, self.signs_sure, strict=False)).get(sign)

    @property
    def bearing(self) -> str:
        """What it speaks for, in words: "against exit", "for fading", "for leverage", or ""."""
        course = self.bears_on or self.explains or ""
        course = {"revised": "revised terms", "fades": "fading"}.get(course, course.replace("_", " "))
        return f"{self.direction or 'for'} {course}" if course else ""

    @property
    def sure(self) -> float | None:
        """How probable it is that what it speaks for was read aright: a course, or as a motive an explanation."""
        return self.bearing_sure if self.bears_on in COURSES else self.kind_sure

    def to_json(self) -> dict[str, Any]:
        """The public record: lists for spans and tuples, mappings for records, null for None."""
        record: dict[str, Any] = {}
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, Likelihood):
                value = {"median": value.median, "low": value.low, "high": value.high}
            elif isinstance(value, tuple):
                value = [list(v) if isinstance(v, tuple) else v for v in value]
            record[name] = value
        return record

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Statement:
        """The statement of a record made by ``to_json``; unknown fields are refused by name."""
        values = dict(record)
        unknown = set(values) - set(cls.__dataclass_fields__)
        if unknown:
            raise ValueError(f"unknown field of a statement: {', '.join(sorted(unknown))}")
        for name in ("content", "source", "cue", "phrase_span", "condition", "core"):
            values[name] = spans_of(values.get(name) or ())
        for name in ("through", "actors", "rules", "signs_sure"):
            values[name] = tuple(values.get(name) or ())
        if values.get("likelihood"):
            values["likelihood"] = Likelihood(**values["likelihood"])
        return cls(**values)

    def corrected(self, by: str, **changes: Any) -> Statement:
        """A statement that supersedes this one, with who changed it: a person has seen it, so nothing of it is in doubt."""
        fresh = digest_of(f"{self.id}|{by}|{sorted(changes.items())!r}")[:12]
        return replace(
            self,
            id=f"s{fresh}",
            read_by=by,
            supersedes=self.id,
            kind_sure=None,
            bearing_sure=None,
            signs_sure=(),
            **changes,
        )


def spans_of(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """Spans from [start, end] pairs, in the order of the text."""
    return tuple(sorted(Span(int(start), int(end)) for start, end in pairs))


def words_at(text: str, spans: Sequence[Span]) -> str:
    """The text of the spans, joined by single spaces."""
    return " ".join(text[span.start : span.end] for span in spans)


def statement_id(article_digest: str, content: Sequence[Span], words: str) -> str:
    """A stable id: the same text read again gives the same id."""
    place = ",".join(f"{span.start}-{span.end}" for span in content)
    return "s" + digest_of(f"{article_digest}|{place}|{words}")[:10]
