"""The parse keeps to paragraphs, and its offsets are those of the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputFault
from foedus.provenance import Span
from foedus.reporting.attribution.quotations import quotations
from foedus.reporting.intake.layout import blocks_of
from foedus.reporting.parsing import language
from foedus.reporting.parsing.pipeline import pipeline
from foedus.reporting.parsing.remembered import once_per_parse_and_other
from foedus.reporting.parsing.titlecase import sentence_case

COPY = "Envoys Meet in Oslo\n\nThe envoys met\u00a0on Monday. They parted on Tuesday\n\n“Nothing,” one said."


def test_sentences_do_not_cross_paragraphs_and_offsets_are_of_the_text():
    text = "OUTLET: Bergen Post\n\n" + COPY
    parsed = language.parse(text, offset=21)
    assert [parsed.words(p.span) for p in parsed.paragraphs] == COPY.split("\n\n")
    assert parsed.paragraphs[0].heading
    for sentence in parsed.sentences:
        assert sentence.paragraph.span.start <= sentence.start < sentence.end <= sentence.paragraph.span.end
    for token in parsed.doc:
        span = parsed.span_of(token)
        assert parsed.words(span).replace("\u00a0", " ").lower() == token.text.lower()


def test_tokens_of_a_span_and_the_way_back():
    parsed = language.parse(COPY)
    start = COPY.index("They parted")
    tokens = parsed.tokens_in(Span(start, start + 11))
    assert tokens.text == "They parted"
    assert parsed.span_of(tokens) == (start, start + 11)
    assert parsed.sentence_at(start).start == start
    assert len(parsed.tokens_in(Span(0, 0))) == 0


def test_hard_wrapped_lines_are_one_paragraph_and_short_lines_are_not():
    wrapped = "The envoys of the two countries met on Monday in the old town hall\nof the city and parted on Tuesday without so much as a word to the\nwaiting press."
    assert len(blocks_of(wrapped)) == 1
    assert len(blocks_of("By Anna Weir\nBergen\nThe envoys met on Monday and parted.")) == 3


def test_headlines_are_put_into_sentence_case_without_moving_a_character():
    text = "Minister Slams Oslo Plan For Harbour.\n\nThe minister slams the plan for a harbour in Oslo."
    changed = sentence_case(text, [(0, 37)])
    assert changed == "Minister slams Oslo plan for harbour." + text[37:]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .\n\r\t“”\"'‘’—\u00a0\u2028é𝔘ß"), max_size=120))
def test_paragraphs_hold_everything_that_is_not_white_space(text):
    parsed = language.parse(text)
    inside = [False] * len(text)
    for paragraph in parsed.paragraphs:
        for i in range(*paragraph.span):
            inside[i] = True
    assert all(held or char.isspace() for held, char in zip(inside, text, strict=True))
    for quotation in quotations(parsed):
        assert quotation.span.start <= quotation.inner.start < quotation.inner.end <= quotation.span.end


def test_text_longer_than_a_chunk_is_parsed_whole(monkeypatch):
    monkeypatch.setattr(language, "LONGEST_CHUNK", 60)
    text = "The envoys met on Monday. " * 6 + "\n\n" + "They parted on Tuesday. " * 6
    parsed = language.parse(text)
    assert sum(len(s.span) and 1 for s in parsed.sentences) >= 10
    assert "".join(t.text_with_ws for t in parsed.doc) == text


def test_many_articles_give_what_each_gives_alone():
    texts = [(COPY, 0, None), ("", 0, None), ("She said no.", 4, 8)]
    together = list(language.parse_many(texts, batch=2))
    for (text, offset, end), parsed in zip(texts, together, strict=True):
        alone = language.parse(text, offset, end)
        assert [s.span for s in parsed.sentences] == [s.span for s in alone.sentences]


def test_a_model_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("FOEDUS_SPACY_MODEL", "no_such_model")
    pipeline.cache_clear()
    try:
        with pytest.raises(InputFault, match="no_such_model"):
            pipeline()
    finally:
        pipeline.cache_clear()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She called it “a gift” and left.", ["“a gift”"]),
        ("He said ''never'' and ``again''.", ["''never''", "``again''"]),
        ('He said: "Never. [We] ... stay."', ['"Never. [We] ... stay."']),
        ("‘We stay,’ he said. The workers' demands stood.", ["‘We stay,’"]),
        ("It's the '90s again, isn't it?", []),
    ],
)
def test_quotation_marks_of_every_kind(text, expected):
    parsed = language.parse(text)
    assert [parsed.words(q.span) for q in quotations(parsed)] == expected


def test_what_is_worked_out_of_a_parse_and_a_thing_is_worked_out_anew_for_another_thing():
    asked = []

    @once_per_parse_and_other
    def noted(parsed, other):
        asked.append(other)
        return [*other, len(parsed.sentences)]

    parsed, one, like_it = language.parse(COPY), ["one"], ["one"]
    assert noted(parsed, one) is noted(parsed, one)
    assert noted(parsed, like_it) == noted(language.parse(COPY), like_it) == ["one", 4]
    assert len(asked) == 3


def test_the_items_of_a_list_are_paragraphs():
    listed = "- Norway will leave the union in June, ministers say\n- Iceland is unlikely to follow"
    assert [listed[b.span.start : b.span.end][:8] for b in blocks_of(listed)] == ["- Norway", "- Icelan"]
