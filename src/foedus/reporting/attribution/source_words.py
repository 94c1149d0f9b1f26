"""What a source is called that is no person: its own words, shortened to what names it, and a government's country.

>>> called("Ottawa"), called("the U.S."), called("The White House"), called("a French official")
('Canada', 'United States', 'The White House', 'a French official')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.chains.relays import HUMAN_OR_IN_OFFICE
from foedus.reporting.names.gazetteer import government_of
from foedus.reporting.names.voices import is_text
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_BEFORE = re.compile(r"^(?:only|even|also|just|but|and|meanwhile|yesterday|today)\s+(?=\S)", re.IGNORECASE)
_BOTH = re.compile(r"^both\s+(?=.*\sand\s)", re.IGNORECASE)
_OUTLET = re.compile(
    r"^[Tt]he (?:[\w-]+ )*(?:tabloid|daily|weekly|newspaper|broadcaster|magazine|agency|website|broadsheet)(?: newspaper| paper)? (?=[A-Z])"
)
# What a body is said to be is no part of its name: "the ruling National Front", "the influential Chamber of Commerce".
_KIND_OF = re.compile(
    r"^[Tt]he (?!former\b|northern\b|southern\b|eastern\b|western\b|late\b|then\b|old\b|new\b)(?:[a-z]+(?:-[a-z]+)* ){1,2}"
    r"([A-Z][\w’'&-]*(?: (?:(?:of|for|and|the) )*[A-Z][\w’'&-]*)+)$"
)
# Why somebody is not named is no part of what they are called.
_UNNAMED = re.compile(
    r",? (?:who|that) (?:also )?(?:spoke|speaks?|asked|declined|requested|insisted|refused|(?:was|were) (?:not|granted)|"
    r"(?:would|did) not|wished|wanted|could not|are not|is not)\b.*$|"
    r",? (?:speaking|talking) (?:anonymously|on (?:the )?condition)\b.*$|,? on (?:the )?condition (?:of anonymity|that)\b.*$"
)
_LISTED = re.compile(r"(?:[A-Z][\w'’-]*,\s+)+(?:and\s+)?")  # "French, German and British leaders"
_CUT_OFF = re.compile(r"\s+(?:for|of)\s+")  # "the vice-minister | for | fisheries"
_HUNG_ELSEWHERE = re.compile(
    r"\s+(?:with|at|in|familiar|close|briefed|involved)\s+(?!whom|which|whose)(?:\w+\s+)+\w"
)
"""How unnamed sources are told apart, which a parser may hang on the verb: "people | with knowledge of the talks"."""
_LEAVING_OUT = ("relcl", "appos")


def called(words: str) -> str:
    """A source's words; the country where they are its name or capital alone ("Tokyo" decided, not in Tokyo)."""
    kept = _KIND_OF.sub(r"the \1", _BEFORE.sub("", words)) if words[:4] in ("The ", "the ") else words
    kept = _OUTLET.sub("", _BOTH.sub("", _BEFORE.sub("", kept)))
    return government_of(re.sub(r"^[Tt]he\s+", "", kept)) or kept


def head_of(tokens: Tokens) -> Token:
    """The head of a source; where the parser cut off an office before "for" or "of", that office.

    "The vice-minister for fisheries said" is often read as if the fisheries said so.
    """
    head = tokens.root
    if head.text == "-" and head.i + 1 < len(head.doc):
        head = head.nbor(1)
    while head.left_edge.i > 1 and head.doc[head.left_edge.i - 1].lower_ in ("for", "of"):
        office = head.doc[head.left_edge.i - 2]
        if office.lemma_.lower() not in HUMAN_OR_IN_OFFICE:
            break
        head = office
    return head


def words_of_source(parsed: Parsed, head: Token, span: Span) -> str:
    """The words of a source's noun phrase up to a relative clause or an apposition."""
    doc = parsed.tokens
    low, high = head.left_edge.i, _end(head)
    for c in head.children:
        if c.i > head.i and (
            c.dep_ in _LEAVING_OUT or (c.dep_ == "acl" and c.tag_ == "VBN" and is_text(head))
        ):
            high = min(high, c.left_edge.i - 1)
    while high > head.i and (doc[high].is_punct or doc[high].is_space or doc[high].tag_ == "POS"):
        high -= 1
    while high > head.i and doc[high].dep_ == "cc":
        high -= 1
    if within_start := _before_hyphen(head):
        low = min(low, within_start)
    while low < head.i and (doc[low].is_punct or doc[low].is_space or doc[low].dep_ == "cc"):
        low += 1
    near = parsed.span_from(low, high)
    if span.start < near.start and _LISTED.fullmatch(parsed.text[span.start : near.start]):
        near = Span(span.start, near.end)
    if head.i in parsed.indices_in(span):
        near = Span(max(near.start, span.start), min(near.end, max(span.end, _joined_to(parsed, head))))
        if _HUNG_ELSEWHERE.match(parsed.text[near.end : span.end]):
            near = Span(near.start, span.end)
    elif _CUT_OFF.fullmatch(parsed.text[near.end : span.start]):
        near = Span(near.start, max(near.end, span.end))
    return _UNNAMED.sub("", " ".join(parsed.words(near).split()))


def _end(head: Token) -> int:
    """The last token of a noun phrase, with what a hyphen joins to its head: "the vice-minister for fisheries"."""
    doc, high = head.doc, int(head.right_edge.i)
    after = head.i + 1
    while after + 1 < len(doc) and doc[after].text == "-" and not doc[after - 1].whitespace_:
        if doc[after].whitespace_ or doc[after + 1].pos_ not in ("NOUN", "PROPN"):
            break
        high = max(high, int(doc[after + 1].right_edge.i))
        after += 2
    return high


def _before_hyphen(head: Token) -> int:
    """Where a hyphenated noun phrase begins whose last part is the head; 0 for any other."""
    doc, i = head.doc, head.i
    if i < 2 or doc[i - 1].text != "-" or doc[i - 1].whitespace_ or doc[i - 2].whitespace_:
        return 0
    return int(doc[i - 2].left_edge.i)


def _joined_to(parsed: Parsed, head: Token) -> int:
    """Where the noun phrase ends whose head is the first part of a hyphenated word; 0 for any other."""
    joined = head.i + 1 < len(head.doc) and head.nbor(1).text == "-" and not head.whitespace_
    return parsed.span_of(head.doc[_end(head)]).end if joined else 0
