"""Who passed on what a source said: "Reuters reported, citing two officials, that ...", "she told Reuters".

In the first the officials are the source and Reuters is a link between them and the article; in the
second Reuters is the link although it is the one spoken to. Both are noted on the draft as ``relayed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.sources import agent_of, source_span, subject_of
from foedus.reporting.chains.spoken_to import told
from foedus.reporting.intake import outlets
from foedus.reporting.names.roles import OFFICES, OUTLET_NOUNS
from foedus.reporting.parsing.grammar import child, trimmed
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

CITING = frozenset(("cite", "quote"))
_SAYING = frozenset(("say", "tell", "state", "add", "warn", "claim", "write", "declare"))
_FARTHEST, _FEWEST = 25, 3
"""Tokens between a cited source and its "as saying", at most; words said before it, at least."""
_REPORTING = frozenset(("report", "say", "write"))
_TEXTS = frozenset(("report", "article", "story", "piece", "account", "dispatch"))
_SHOWN_TO = frozenset(
    "obtained seen reviewed viewed published leaked released posted aired broadcast shared".split()
)
"""What an outlet does with a text before it tells what stands in it."""
_TELLING_OF = frozenset(("with", "at", "in", "from", "familiar", "close", "briefed", "involved", "of", "on"))
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART"))
HUMAN = frozenset(
    "source official person people minister diplomat expert analyst aide adviser advisor lawmaker senator spokesman "
    "spokeswoman spokesperson envoy ambassador officer leader president agency government insider executive lawyer "
    "economist scientist researcher professor participant witness negotiator representative member staff authority".split()
)
"""Nouns of those who can be cited as sources, as against reasons and figures, which are cited too."""
HUMAN_OR_IN_OFFICE = HUMAN | OFFICES


def relayed(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their relays; a citation of people becomes one draft with what they are cited for."""
    by_cue = {draft.at: draft for draft in drafts}
    gone: set[int] = set()
    for draft in drafts:
        token = parsed.tokens[draft.at]
        if token.lemma_ in CITING and token.pos_ == "VERB":
            merged = _citation(parsed, token, by_cue)
            if merged is None:
                _was_quoted(parsed, draft, token)
            if merged is not None:
                gone |= {draft.at} - {merged.at}
                by_cue[merged.at] = merged
        else:
            quoted_as(parsed, draft)
            draft.relayed += told(parsed, token)
            gone |= _quoted_by(parsed, draft, by_cue)
    kept = _cited_afterwards(parsed, [d for at, d in by_cue.items() if at not in gone])
    _reported_behind(parsed, kept)
    return sorted(kept, key=lambda d: d.at)


def _cited_afterwards(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """The drafts, where the next sentence says whom a paper cites for what it reported: "It cited two officials"."""
    gone: list[Draft] = []
    for draft in drafts:
        citing = parsed.tokens[draft.at] if draft.at >= 0 else None
        if citing is None or citing.lemma_ not in CITING or citing.pos_ != "VERB" or citing.dep_ != "ROOT":
            continue
        who, cited = child(citing, "nsubj"), child(citing, "dobj")
        if who is None or cited is None or not _human(cited) or not (who.lower_ == "it" or _is_press(who)):
            continue
        ends = citing.sent.start
        before = [
            d
            for d in drafts
            if ends - _FARTHEST <= d.at < ends and _reports_as_press(parsed, d, citing.sent.start - 1)
        ]
        if before and before[-1].source is not None:
            told_by, source = before[-1], _cited(parsed, cited)
            told_by.relayed.append(before[-1].source)
            told_by.source = source[0] if source else told_by.source
            gone.append(draft)
    return [d for d in drafts if d not in gone]


def _reports_as_press(parsed: Parsed, draft: Draft, last: int) -> bool:
    """Whether a draft is that of an outlet which reports in the sentence that ends with a token."""
    verb = parsed.tokens[draft.at]
    subject = subject_of(verb)
    return (
        verb.lemma_ in _REPORTING
        and subject is not None
        and _is_press(subject)
        and not draft.relayed
        and verb.sent.end == last + 1
    )


def _quoted_by(parsed: Parsed, draft: Draft, by_cue: dict[int, Draft]) -> set[int]:
    """Note who quotes the source, "officials quoted by the Gazette said"; gives the cues that told no more than that."""
    held = parsed.indices_in(draft.source) if draft.source is not None else range(0)
    if len(held) < _FEWEST:
        return set()
    if CITING.isdisjoint(parsed.lemmas[held.start : held.stop]):
        return _shown_by(parsed, draft, held)
    for token in parsed.tokens[held.start : held.stop]:
        if token.lemma_ in CITING and token.dep_ == "relcl" and token.tag_ in ("VBZ", "VBD", "VBP"):
            return _which_cites(parsed, draft, token) & by_cue.keys()
        by = agent_of(token) if token.tag_ == "VBN" and token.lemma_ in CITING else None
        if by is None or token.i == draft.at:
            continue
        before = trimmed(parsed, held.start, token.i - 1)
        relay = source_span(parsed, by)
        if before and relay is not None:
            draft.source = before[-1]
            draft.relayed.append(relay)
            return {token.i} & by_cue.keys()
    return set()


def _shown_by(parsed: Parsed, draft: Draft, held: range) -> set[int]:
    """Note the outlet that got hold of a text, "a letter obtained by Reuters shows"; no cue is used up by it."""
    if _SHOWN_TO.isdisjoint(parsed.lowers[held.start : held.stop]):
        return set()
    for token in parsed.tokens[held.start : held.stop]:
        by = agent_of(token) if token.lower_ in _SHOWN_TO and token.tag_ == "VBN" else None
        before = trimmed(parsed, held.start, token.i - 1) if by is not None else []
        if by is not None and before and _is_press(by):
            draft.source = before[-1]
            relay = source_span(parsed, by)
            if relay is not None and relay not in draft.relayed and not parsed.words(relay).islower():
                draft.relayed.append(relay)  # not: "seen by this newspaper"
            break
    return set()


def _was_quoted(parsed: Parsed, draft: Draft, quoting: Token) -> None:
    """Make those the source of words before "was quoted as saying" who were quoted: "'It is late,' an envoy was quoted as saying"."""
    quoted = child(quoting, "nsubjpass")
    saying = next((t for t in parsed.tokens[quoting.i + 1 : quoting.i + 8] if t.lower_ == "saying"), None)
    by = agent_of(quoting)
    if quoted is None or saying is None or (draft.source is not None and by is None):
        return
    draft.source = source_span(parsed, quoted)
    # the parser takes whoever was quoted for what was
    others = [s for s in draft.content if draft.source is None or s.start != draft.source.start]
    draft.content = others or draft.content
    by = by or agent_of(saying) or _by(saying)
    relay = source_span(parsed, by) if by is not None else None
    draft.relayed += [relay] if relay is not None else []


def _by(verb: Token) -> Token | None:
    """The noun after a "by" that the parser made no agent of."""
    by = next((c for c in verb.children if c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def _reported_behind(parsed: Parsed, drafts: list[Draft]) -> None:
    """Make the press that says at a sentence's end who reported it a link: "Lund said it was late, the agency reported"."""
    for draft in [*drafts]:
        token = parsed.tokens[draft.at] if draft.at >= 0 else None
        subject = child(token, "nsubj") if token is not None and token.lemma_ in _REPORTING else None
        if token is None or subject is None or draft.source is None or not _is_press(subject):
            continue
        for other in drafts:
            holds = any(c.start <= s.start < c.end for c in draft.content for s in other.cue)
            if other is draft or other.at > draft.at or not other.content or holds:
                continue
            last = other.content[-1]
            if last.start < draft.source.start - 2 and last.end == draft.cue[-1].end:
                kept = trimmed(parsed, parsed.indices_in(last).start, subject.left_edge.i - 1)
                other.content = [*other.content[:-1], *kept]
                other.relayed.append(draft.source)
                drafts.remove(draft)
                break


def _which_cites(parsed: Parsed, draft: Draft, citing: Token) -> set[int]:
    """Make those the source whom a paper or report cites: "according to the Gazette, which quotes two officials"."""
    cited, paper = child(citing, "dobj"), citing.head
    if cited is None or cited.i < citing.i or not _human(cited):
        return set()
    relay = trimmed(parsed, paper.left_edge.i, paper.i)
    source = source_span(parsed, cited)
    if source is None or not relay:
        return set()
    draft.source = source
    if (
        paper.lemma_.lower() not in _TEXTS or not draft.relayed
    ):  # "a report in the Gazette that cited": the Gazette
        draft.relayed.insert(0, relay[0])
    return {citing.i}


def _citation(parsed: Parsed, citing: Token, by_cue: dict[int, Draft]) -> Draft | None:
    """The draft of a reporter who cites people: theirs is what is reported."""
    cited = child(citing, "dobj")
    if cited is None or not _human(cited):
        return None
    saying = _as_saying(citing, cited)
    as_saying = by_cue.get(saying.i) if saying is not None else None
    reporter = citing if citing.tag_ != "VBG" else _reporter(citing)
    if reporter is None:
        return None
    subject = subject_of(reporter) or (_before_commas(citing) if citing.tag_ == "VBG" else None)
    relay = _up_to(parsed, subject, citing)
    if as_saying is not None:
        as_saying.source = source_span(parsed, cited)
        as_saying.relayed += [relay] if relay else []
        return as_saying
    if saying is not None and subject is not None and subject.i < citing.i and _says_no_more(saying):
        return _said_before(parsed, citing, cited, saying, subject)
    that = next(
        (
            t
            for t in parsed.doc[cited.i + 1 : citing.sent.end]
            if t.lower_ == "that" and t.head.pos_ in ("VERB", "AUX")
        ),
        None,
    )
    known = by_cue.get(reporter.i)
    if that is not None and that.i - cited.i < 12:
        end = max(that.head.right_edge.i, that.i)
        content = trimmed(parsed, that.i, end)
        comma = next((t.i for t in parsed.doc[cited.i + 1 : that.i] if t.text == ","), that.i)
        source = trimmed(parsed, cited.left_edge.i, comma - 1)
    elif known is not None and known is not by_cue.get(citing.i):
        content, source = known.content, _cited(parsed, cited)
    else:
        return None
    cue = parsed.span_of(reporter)
    return Draft(
        reporter.i,
        content,
        source[0] if source else None,
        [cue],
        reporter.lemma_,
        "speech",
        relayed=told(parsed, reporter) + ([relay] if relay else []),
    )


def _cited(parsed: Parsed, cited: Token) -> list[Span]:
    """Who is cited, with what the parser hung elsewhere: "people | with knowledge of the talks", "an official | at the ministry"."""
    span = source_span(parsed, cited)
    after = cited.right_edge.i + 1
    if span is None or cited.i != cited.right_edge.i or parsed.lowers[after : after + 1] == []:
        return [span] if span else []
    end = after
    if parsed.lowers[after] in _TELLING_OF:
        while end < len(parsed.texts) and parsed.classes[end] in _NOMINAL:
            end += 1
    return trimmed(parsed, cited.left_edge.i, end - 1) if end > after + 1 else [span]


def _reporter(citing: Token) -> Token | None:
    """The verb of saying that a participle "citing" belongs to: the nearest one before it in its sentence."""
    sentence = citing.sent
    before = (citing.doc[i] for i in range(citing.i - 1, sentence.start - 1, -1))
    saying = [(t, subject) for t in before if _says(t) and (subject := subject_of(t)) is not None]
    # "The paper wrote that envoys had debated it, citing people": who cites is the press
    press = next((t for t, subject in saying[1:] if t in saying[0][0].ancestors and _is_press(subject)), None)
    if saying:
        return press or saying[0][0]
    subject = subject_of(citing) or _before_commas(citing)
    if subject is None:
        return None
    after = (t for t in citing.doc[citing.i + 1 : sentence.end] if _says(t))
    return next((t for t in after if child(t, "nsubj") == subject), None)


def _up_to(parsed: Parsed, subject: Token | None, citing: Token) -> Span | None:
    """Who reports, without the participle that says whom they cite: "the agency, quoting two officials, said"."""
    span = source_span(parsed, subject)
    if subject is None or span is None or not subject.i < citing.i <= subject.right_edge.i:
        return span
    kept = trimmed(parsed, subject.left_edge.i, citing.i - 1)
    return kept[0] if kept else span


def _before_commas(citing: Token) -> Token | None:
    """The subject that a participle between commas belongs to, where the parser hung that elsewhere: "the press, citing ..., said"."""
    before = (citing.doc[i] for i in range(citing.i - 1, citing.sent.start - 1, -1))
    if citing.nbor(-1).text != "," if citing.i > citing.sent.start else True:
        return None
    return next((t for t in before if t.dep_ == "nsubj" and t.head.i > citing.i), None)


def _is_press(noun: Token) -> bool:
    """Whether a subject is an outlet: by its name, or by what it is called."""
    phrase = noun.doc[noun.left_edge.i : noun.i + 1].text.removeprefix("The ").removeprefix("the ")
    return (
        noun.lower_ in OUTLET_NOUNS
        or noun.lower_ == "media"
        or outlets.known(phrase) is not None
        or bool(outlets.named(phrase))
    )


def _says(token: Token) -> bool:
    cue = cues.verb(token) if token.pos_ == "VERB" else None
    return cue is not None and "q" in cue.frames


def quoted_as(parsed: Parsed, draft: Draft) -> None:
    """Note on the draft of a "saying" who is quoted as saying it, and who quotes."""
    if draft.at < 0:
        return
    token = parsed.tokens[draft.at]
    if draft.quoted and not draft.relayed:
        draft.relayed += told(parsed, token)
    if (
        token.tag_ == "VBN"
        and token.lemma_ in CITING
        and not draft.relayed
        and (by := agent_of(token)) is not None
    ):
        relay = source_span(parsed, by)
        draft.relayed += [relay] if relay is not None and relay != draft.source else []
    if token.tag_ != "VBG" or "as" not in parsed.lowers[max(draft.at - 2, 0) : draft.at]:
        return
    before = parsed.doc[max(token.sent.start, draft.at - _FARTHEST) : draft.at]
    citing = next(
        (t for t in reversed(list(before)) if t.lemma_ in CITING and t.tag_ in ("VBD", "VBN", "VBZ", "VBP")),
        None,
    )
    if citing is None:
        return
    cited = child(citing, "dobj")
    by = agent_of(citing)
    if cited is not None and cited.i < draft.at and (_human(cited) or cited.pos_ in ("PROPN", "PRON")):
        relay = source_span(parsed, subject_of(citing))
        draft.source = source_span(parsed, cited, Span(0, parsed.span_of(token).start))
    else:
        relay = source_span(parsed, by) if by is not None and by.i < draft.at else None
    draft.relayed += [relay] if relay is not None and relay not in draft.relayed else []


def _as_saying(citing: Token, cited: Token) -> Token | None:
    """The "saying" of "quoted him as saying", with an adverb between them at most."""
    doc, end = citing.doc, citing.sent.end
    for t in doc[cited.i + 1 : min(end, cited.i + _FARTHEST)]:
        if (
            t.tag_ == "VBG"
            and t.lemma_.lower() in _SAYING
            and "as" in (doc[t.i - 1].lower_, doc[t.i - 2].lower_)
        ):
            return t
    return None


def _says_no_more(saying: Token) -> bool:
    """Whether nothing that could be said follows in the sentence: "as saying on Friday"."""
    rest = saying.doc[saying.i + 1 : saying.sent.end]
    return not any(t.pos_ in ("VERB", "AUX") or t.is_quote or t.text == ":" for t in rest)


def _said_before(parsed: Parsed, citing: Token, cited: Token, saying: Token, subject: Token) -> Draft | None:
    """The draft of "talks will go on, the agency quoted two envoys as saying": what is said stands before."""
    start, end = citing.sent.start, subject.left_edge.i - 1
    if end - start < _FEWEST or parsed.doc[end].text not in (",", '"', "”", "'", "’"):
        return None
    source = trimmed(parsed, cited.left_edge.i, saying.i - 2)
    relay = source_span(parsed, subject)
    return Draft(
        citing.i,
        trimmed(parsed, start, end),
        source[0] if source else None,
        [parsed.span_of(citing)],
        citing.lemma_,
        "speech",
        relayed=[relay] if relay else [],
    )


def _human(noun: Token) -> bool:
    human = noun.lemma_.lower() in HUMAN or noun.ent_type_ in ("PERSON", "ORG") or noun.lower_ == "unnamed"
    return human or _is_press(noun)
