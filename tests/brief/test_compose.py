"""The document says what the grounds hold, opens with the answer, and is the same for the same grounds."""

from __future__ import annotations

import dataclasses

import pytest

from brief.sample import HISTORY, S, assessment
from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.document import Document, Picture, anchor, plain, sentences_of
from foedus.brief.forms import markdown, page
from foedus.brief.grounds import Grounds
from foedus.brief.prose.clause import clause

ORDER = ["bottom-line", "explanations", "why", "evidence", "who-said-what", "if-it-happened", "what-to-watch",
         "what-it-rests-on", "worth-checking", "disagreement", "sources", "grave-branch", "changes", "method", "statements"]  # fmt: skip


def test_sections_stand_in_the_order_of_the_standard(document: Document) -> None:
    assert [section.id for section in document.sections] == ORDER


def test_the_first_sentence_holds_event_term_number_interval_and_deadline(document: Document) -> None:
    first = next(iter(sentences_of(document.sections[0]))).words.replace("\u00a0", " ")
    assert first == (
        "There is almost no chance (about 3 %, 90 % interval 1 to 11 %) that Veltania will give notice of leaving the "
        "Strait Pact by 6 March 2032."
    )


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("Will A give notice by 2031-05-01?", "that A will give notice by 1 May 2031"),
        ("Will the US leave?", "that the US will leave by 1 May 2031"),
        ("Will the United States leave the pact, or say so, by 2031-05-01?", "that the United States will leave the pact, or say so, by 1 May 2031"),
        ("Will South Veltania quit within 12 months of 2030-05-01?", "that South Veltania will quit by 1 May 2031"),
        ("Will Veltania notify Ostmark by the 2031-05-01 deadline?", "that Veltania will notify Ostmark by the 1 May 2031 deadline"),
        ("After the notice of 2030-05-01, will the Pact lapse in May 2031?",
         "that, after the notice of 1 May 2030, the Pact will lapse in May 2031, by 1 May 2031"),
        ("Will Norland, Sudria and Estmark (at least two of them) give notice by 2031-05-01?",
         "that Norland, Sudria and Estmark (at least two of them) will give notice by 1 May 2031"),
        ("Will Norland or Sudria leave?", "that Norland or Sudria will leave by 1 May 2031"),
        ("Does A leave?", ""),
    ],
)  # fmt: skip
def test_a_question_becomes_a_clause_with_its_deadline_once(event: str, said: str) -> None:
    assert plain(clause({"event": event, "deadline": "2031-05-01"})).replace("\u00a0", " ") == said


def test_a_question_of_another_form_is_still_answered(grounds: Grounds) -> None:
    record = assessment()
    record["question"]["event"] = "Notice of leaving the Strait Pact given"
    first = next(
        iter(sentences_of(compose(dataclasses.replace(grounds, assessment=record)).sections[0]))
    ).words
    assert first.startswith(
        "Notice of leaving the Strait Pact given by 6\u00a0March\u00a02032: almost no chance"
    )


def test_a_question_with_another_subject_is_asked_and_answered(grounds: Grounds) -> None:
    record = assessment()
    record["question"]["event"] = "Will the withdrawal from the Strait Pact take effect by 2032-03-06?"
    document = compose(dataclasses.replace(grounds, assessment=record))
    first = next(iter(sentences_of(document.sections[0]))).words.replace("\u00a0", " ")
    assert first.startswith(
        "Will the withdrawal from the Strait Pact take effect by 6 March 2032? There is almost no chance ("
    )


def test_same_grounds_same_bytes() -> None:
    pages = [page.render(compose(sample_grounds())) for _ in range(2)]
    texts = [markdown.render(compose(sample_grounds())) for _ in range(2)]
    assert pages[0] == pages[1]
    assert texts[0] == texts[1]


def test_a_run_that_only_took_longer_gives_the_same_bytes(grounds: Grounds) -> None:
    record = assessment()
    record["run"]["seconds"] = {"read": 99.0}
    later = dataclasses.replace(grounds, assessment=record)
    assert page.render(compose(later)) == page.render(compose(grounds))


def test_every_statement_is_listed_with_its_address(document: Document) -> None:
    appendix = document.section("statements")
    assert appendix is not None
    anchors = {row.anchor for table in appendix.blocks for row in table.rows}  # type: ignore[union-attr]
    assert anchors == {f"row-{anchor(f'statements.{identity}')}" for identity in S.values()}


def test_every_picture_of_the_standard_is_drawn(document: Document) -> None:
    drawn = {
        block.id for section in document.sections for block in section.blocks if isinstance(block, Picture)
    }
    assert drawn == {"picture-courses", "picture-steps", "picture-history", "picture-tornado", "picture-consequences",
                     "picture-origins"}  # fmt: skip


def test_the_history_picture_counts_the_cases_it_names(document: Document) -> None:
    blocks = [
        b for s in document.sections for b in s.blocks if isinstance(b, Picture) and b.id == "picture-history"
    ]
    named = {cell[0].words for row in blocks[0].data.rows for cell in [row.cells[2]]}
    assert named == set(HISTORY)


def test_confidence_is_low_where_two_weaknesses_meet_and_rises_without_them(grounds: Grounds) -> None:
    def level(record: dict[str, object]) -> str:
        document = compose(dataclasses.replace(grounds, assessment=record))
        told = next(s for s in sentences_of(document.sections[0]) if s.role == "confidence").words
        return told.removeprefix("Confidence in this is ").split(",")[0].split(":")[0]

    record = assessment()
    assert level(record) == "low"
    record["origins"] = [{"name": f"o{i}", "articles": ["a-courier.txt"]} for i in range(4)]
    assert level(record) == "low"
    record["reference_class"]["n"] = 20
    assert level(record) == "moderate"
    record["ranges"] = [record["ranges"][0]]
    assert level(record) == "high"


def test_a_version_before_is_compared_with_its_causes(grounds: Grounds) -> None:
    before = assessment()
    before["courses"][0]["probability"], before["courses"][2]["probability"] = 0.0643, 0.5845
    before["articles"] = before["articles"][:3]
    before["judgements"][0]["weight"] = 1.0
    section = compose(dataclasses.replace(grounds, previous=before)).section("changes")
    assert section is not None
    told = " ".join(sentence.words for sentence in sentences_of(section))
    assert "New article: Talks on landing fees to open in May" in told
    assert "Tomas Brandt on exit, ‘very unlikely’, weight: 1 became 0.8" in told
    row = next(row for block in section.blocks if hasattr(block, "rows") for row in block.rows)
    assert [plain(cell).replace("\u00a0", " ") for cell in row.cells] == [
        "exit",
        "6 %",
        "3 %",
        "1 new article, 1 changed weight",
    ]


def test_sparse_grounds_still_give_a_brief() -> None:
    record = assessment()
    for family in ("consequences", "judgements", "evidence", "ranges", "signposts", "conflicts", "origins", "explanations",
                   "assumptions", "sensitivity", "notes"):  # fmt: skip
        record[family] = []
    record["flip"], record["reference_class"] = None, {}
    bare = sample_grounds(assessment=record, statements=(), case=None, history_rows={})
    text = markdown.render(compose(bare))
    assert "The reports name no consequence." in text
    assert "Nobody in the reports judged how likely any course is" in text


def test_a_condition_is_quoted_beside_the_words(document: Document) -> None:
    appendix = document.section("statements")
    assert appendix is not None
    row = next(
        row
        for table in appendix.blocks
        for row in table.rows
        if "lose their canneries" in plain(row.cells[3])
    )  # type: ignore[union-attr]
    assert "with the condition “Once the ports are closed”" in plain(row.cells[3])
