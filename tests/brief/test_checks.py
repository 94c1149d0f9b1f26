"""Each machine check passes on the sample and fails where its requirement is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from brief.sample import ARTICLES, STATEMENTS, assessment
from brief.sample import grounds as sample_grounds
from foedus.brief.checks import CHECKS, check, warnings
from foedus.brief.compose import compose
from foedus.brief.document import (
    Block,
    Document,
    Figure,
    Inline,
    Listing,
    Paragraph,
    Parts,
    Picture,
    Quote,
    Row,
    Section,
    Sentence,
    Table,
    Term,
    Text,
)
from foedus.brief.grounds import Grounds

Broken = tuple[Document, Grounds]
PartChange = Callable[[Inline], Inline | None]


def changed(document: Document, wanted: str, change: Callable[[Section], Section | None]) -> Document:
    """The document with one section changed or, where the change gives None, left out."""
    sections = [change(s) if s.id == wanted else s for s in document.sections]
    return replace(document, sections=tuple(s for s in sections if s is not None))


def without(document: Document, wanted: str) -> Document:
    return changed(document, wanted, lambda section: None)


def each_part(section: Section, change: PartChange) -> Section:
    """A section with every inline part changed or left out."""

    def parts(old: Parts) -> Parts:
        return tuple(new for part in old if (new := change(part)) is not None)

    def sentence(old: Sentence) -> Sentence:
        return replace(old, parts=parts(old.parts))

    def block(old: Block) -> Block:
        match old:
            case Paragraph():
                return replace(old, sentences=tuple(map(sentence, old.sentences)))
            case Listing():
                return replace(
                    old, items=tuple(Paragraph(tuple(map(sentence, i.sentences))) for i in old.items)
                )
            case Table():
                return replace(
                    old, rows=tuple(replace(r, cells=tuple(map(parts, r.cells))) for r in old.rows)
                )
            case Picture():
                return old

    return replace(section, blocks=tuple(map(block, section.blocks)))


def with_record(**families: Any) -> Broken:
    record = assessment()
    for family, value in families.items():
        record[family] = value(record[family]) if callable(value) else value
    grounds = sample_grounds(assessment=record)
    return compose(grounds), grounds


def parts_changed(wanted: str, change: PartChange) -> Broken:
    grounds = sample_grounds()
    return changed(compose(grounds), wanted, lambda s: each_part(s, change)), grounds


def dropped(wanted: str, keep: Callable[[Block], bool]) -> Broken:
    grounds = sample_grounds()
    return changed(
        compose(grounds), wanted, lambda s: replace(s, blocks=tuple(b for b in s.blocks if keep(b)))
    ), grounds


def first_entry(**fields: Any) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    return lambda entries: [{**entries[0], **fields}, *entries[1:]]


def sentence_added(wanted: str, *parts: Inline, role: str = "plain") -> Broken:
    grounds = sample_grounds()
    extra = Paragraph((Sentence(tuple(parts), role),))  # type: ignore[arg-type]
    return changed(compose(grounds), wanted, lambda s: replace(s, blocks=(*s.blocks, extra))), grounds


def no_opening() -> Broken:
    return parts_changed("bottom-line", lambda p: None if isinstance(p, Term) else p)


def late_opening() -> Broken:
    grounds = sample_grounds()
    long = Paragraph((Sentence((Text("word " * 60),)),))
    return changed(compose(grounds), "bottom-line", lambda s: replace(s, blocks=(long, *s.blocks))), grounds


def no_question() -> Broken:
    return dropped("bottom-line", lambda b: not isinstance(b, Table))


def bare_digit() -> Broken:
    return sentence_added("why", Text("There were 12 of them."))


def path_to_nothing() -> Broken:
    return sentence_added("why", Figure("3\u00a0%", "courses.win.probability", 0.03, "probability"))


def wrong_value() -> Broken:
    return parts_changed("why", lambda p: replace(p, value=0.5) if isinstance(p, Figure) else p)


def wrongly_shown() -> Broken:
    return parts_changed(
        "why",
        lambda p: replace(p, words="40\u00a0%") if isinstance(p, Figure) and p.unit == "probability" else p,
    )


def trail_cut_short() -> Broken:
    grounds = sample_grounds()
    document = compose(grounds)
    cut = tuple(replace(n, rests_on=()) if n.path == "courses.exit" else n for n in document.notes)
    return replace(document, notes=cut), grounds


def misquoted() -> Broken:
    return parts_changed("why", lambda p: replace(p, words=p.words.upper()) if isinstance(p, Quote) else p)


def moved_quote() -> Broken:
    return parts_changed(
        "why", lambda p: replace(p, start=p.start + 1, end=p.end + 1) if isinstance(p, Quote) else p
    )


def changed_text() -> Broken:
    tampered = replace(
        ARTICLES[0], text=ARTICLES[0].text.replace("fishermen", "farmers  "), digest=ARTICLES[0].digest
    )
    grounds = sample_grounds(articles=(tampered, *ARTICLES[1:]))
    return compose(grounds), grounds


def no_chain() -> Broken:
    def cut(section: Section) -> Section:
        tables = tuple(
            replace(
                b, rows=tuple(Row((*r.cells[:2], (Text("unsaid"),), *r.cells[3:]), r.anchor) for r in b.rows)
            )
            for b in section.blocks
            if isinstance(b, Table)
        )
        return replace(section, blocks=tables)

    grounds = sample_grounds()
    return changed(compose(grounds), "statements", cut), grounds


def paraphrase_as_speech() -> Broken:
    return parts_changed(
        "who-said-what", lambda p: replace(p, spoken=not p.spoken) if isinstance(p, Quote) else p
    )


def unmarked_translation() -> Broken:
    return parts_changed("who-said-what", lambda p: replace(p, translated="") if isinstance(p, Quote) else p)


def undescribed_source() -> Broken:
    grounds = sample_grounds()

    def cut(section: Section) -> Section:
        return replace(
            section,
            blocks=tuple(
                replace(b, rows=tuple(replace(r, cells=r.cells[:-1]) for r in b.rows))
                if isinstance(b, Table)
                else b
                for b in section.blocks
            ),
        )

    return changed(compose(grounds), "sources", cut), grounds


def grades_in_one_column() -> Broken:
    document, grounds = with_record(articles=first_entry(reliability="B", credibility="2"))
    merged = changed(
        document, "sources",
        lambda s: replace(s, blocks=tuple(
            replace(b, head=(*b.head[:-2], "Grade", "")) if isinstance(b, Table) else b for b in s.blocks)),
    )  # fmt: skip
    return merged, grounds


def uncounted_origins() -> Broken:
    return parts_changed(
        "sources", lambda p: None if isinstance(p, Figure) and p.path == "tally.origins" else p
    )


def circularity_unsaid() -> Broken:
    def quiet(part: Inline) -> Inline | None:
        return (
            None if isinstance(part, Text) and ("circular" in part.words or "repeat" in part.words) else part
        )

    return parts_changed("sources", quiet)


def no_summary() -> Broken:
    return parts_changed("sources", lambda p: None if isinstance(p, Text) and "nesses" in p.words else Text("x") if isinstance(p, Text) and "Strengths" in p.words else p)  # fmt: skip


def foreign_term() -> Broken:
    return parts_changed(
        "bottom-line", lambda p: replace(p, words="a fair bet") if isinstance(p, Term) else p
    )


def wrong_term() -> Broken:
    return parts_changed(
        "bottom-line", lambda p: replace(p, words="very likely") if isinstance(p, Term) else p
    )


def term_without_number() -> Broken:
    return sentence_added("why", Text("Exit is "), Term("almost no chance", "courses.exit"), Text("."))


def wrong_word_in_the_record() -> Broken:
    return with_record(courses=first_entry(word="likely"))


def hedge() -> Broken:
    return sentence_added("why", Text("It might well happen."))


def month_is_no_hedge() -> Broken:
    return sentence_added("why", Text("May be it is so."))


def confidence_with_likelihood() -> Broken:
    figure = Figure("3\u00a0%", "courses.exit.probability", 0.0343, "probability")
    return sentence_added("bottom-line", Text("Confidence is high that it is at "), figure, role="confidence")


def no_confidence() -> Broken:
    grounds = sample_grounds()

    def quiet(section: Section) -> Section:
        return replace(section, blocks=tuple(
            b for b in section.blocks
            if not (isinstance(b, Paragraph) and any(s.role == "confidence" for s in b.sentences))))  # fmt: skip

    return changed(compose(grounds), "bottom-line", quiet), grounds


def no_causes() -> Broken:
    return parts_changed(
        "what-it-rests-on", lambda p: None if isinstance(p, Text) and "uncertainty" in p.words else p
    )


def causes_without_effect() -> Broken:
    return parts_changed(
        "what-it-rests-on",
        lambda p: None if isinstance(p, Figure) and p.path.startswith("sensitivity.") else p,
    )


def unmarked_report() -> Broken:
    return parts_changed(
        "statements",
        lambda p: (
            replace(p, standing="computed") if isinstance(p, Figure) and p.standing == "reported" else p
        ),
    )


def no_legend() -> Broken:
    return parts_changed("method", lambda p: Text("x") if isinstance(p, Text) else p)


def assumption_without_effect() -> Broken:
    return with_record(assumptions=first_entry(if_wrong="the answer changes"))


def unlisted_assumption() -> Broken:
    grounds = sample_grounds()
    return changed(compose(grounds), "what-it-rests-on", lambda s: replace(s, blocks=s.blocks[:2])), grounds


def two_courses() -> Broken:
    return with_record(
        courses=lambda entries: [{**entries[0], "probability": 0.4}, {**entries[1], "probability": 0.6}]
    )


def courses_over_one() -> Broken:
    return with_record(courses=first_entry(probability=0.2))


def courses_shown_wrong() -> Broken:
    def inflate(part: Inline) -> Inline:
        if isinstance(part, Figure) and part.path == "courses.fades.probability":
            return replace(part, words="about 63\u00a0%")
        return part

    return parts_changed("bottom-line", inflate)


def evidence_without_ratio() -> Broken:
    grounds = sample_grounds()

    def drop(part: Inline) -> Inline | None:
        return None if isinstance(part, Figure) and part.unit == "ratio" else part

    return changed(compose(grounds), "evidence", lambda s: each_part(s, drop)), grounds


def one_sided_evidence() -> Broken:
    document, grounds = evidence_without_ratio()
    return changed(document, "why", lambda s: replace(s, blocks=s.blocks[:1])), grounds


def no_grave_branch() -> Broken:
    grounds = sample_grounds()
    return without(compose(grounds), "grave-branch"), grounds


def grave_branch_cut_short() -> Broken:
    return dropped("grave-branch", lambda b: not isinstance(b, Listing))


def one_probability_only() -> Broken:
    grounds = sample_grounds()

    def drop(part: Inline) -> Inline | None:
        return None if isinstance(part, Figure) and part.path.endswith(".probability") else part

    return changed(compose(grounds), "if-it-happened", lambda s: each_part(s, drop)), grounds


def no_horizon() -> Broken:
    return parts_changed(
        "if-it-happened", lambda p: None if isinstance(p, Figure) and p.unit == "date" else p
    )


def undated_signpost() -> Broken:
    return with_record(signposts=first_entry(by="sooner or later"))


def signpost_without_size() -> Broken:
    return with_record(signposts=first_entry(courses_if_seen={}))


def no_flip() -> Broken:
    return parts_changed(
        "what-it-rests-on", lambda p: None if isinstance(p, Figure) and p.path.startswith("flip.") else p
    )


def no_lexicons() -> Broken:
    return with_record(ranges=lambda entries: [e for e in entries if e["switch"] != "lexicon"])


def no_pools() -> Broken:
    return with_record(ranges=lambda entries: [e for e in entries if e["switch"] != "pool"])


def change_without_cause() -> Broken:
    grounds = sample_grounds(previous=assessment())
    cut = changed(
        compose(grounds), "changes",
        lambda s: replace(s, blocks=tuple(
            replace(b, rows=tuple(Row((*r.cells[:3], ())) for r in b.rows)) if isinstance(b, Table) else b
            for b in s.blocks)),
    )  # fmt: skip
    return cut, grounds


def reader_left_alone() -> Broken:
    grounds = sample_grounds()

    def quiet(section: Section) -> Section:
        return replace(section, blocks=tuple(
            replace(b, sentences=tuple(s for s in b.sentences if s.role != "reader")) if isinstance(b, Paragraph) else b
            for b in section.blocks))  # fmt: skip

    return changed(compose(grounds), "bottom-line", quiet), grounds


def conflict_hidden() -> Broken:
    return dropped("disagreement", lambda b: not isinstance(b, Listing))


def no_seed() -> Broken:
    return with_record(run=lambda run: {k: v for k, v in run.items() if k != "seed"})


def no_models() -> Broken:
    return with_record(run=lambda run: {k: v for k, v in run.items() if k != "models"})


def mute_picture() -> Broken:
    grounds = sample_grounds()

    def mute(section: Section) -> Section:
        return replace(
            section, blocks=tuple(replace(b, alt="") if isinstance(b, Picture) else b for b in section.blocks)
        )

    return changed(compose(grounds), "sources", mute), grounds


def picture_without_data() -> Broken:
    grounds = sample_grounds()

    def empty(section: Section) -> Section:
        return replace(section, blocks=tuple(
            replace(b, data=replace(b.data, rows=())) if isinstance(b, Picture) else b for b in section.blocks))  # fmt: skip

    return changed(compose(grounds), "sources", empty), grounds


def statement_out_of_reach() -> Broken:
    return dropped("statements", lambda b: not (isinstance(b, Table) and "Northern Herald" in b.caption))


BREAKS: list[tuple[int, str, Callable[[], Broken]]] = [
    (1, "opening_holds_the_answer", no_opening),
    (1, "opening_holds_the_answer", late_opening),
    (2, "question_is_stated", no_question),
    (3, "numbers_have_grounds", bare_digit),
    (3, "numbers_have_grounds", path_to_nothing),
    (3, "numbers_have_grounds", wrong_value),
    (3, "numbers_have_grounds", wrongly_shown),
    (3, "numbers_have_grounds", trail_cut_short),
    (3, "bearing_statements_are_reachable", statement_out_of_reach),
    (4, "quotations_are_verbatim", misquoted),
    (4, "quotations_are_verbatim", moved_quote),
    (4, "quotations_are_verbatim", changed_text),
    (5, "statements_name_speaker_and_chain", no_chain),
    (6, "paraphrase_and_translation_are_marked", paraphrase_as_speech),
    (6, "paraphrase_and_translation_are_marked", unmarked_translation),
    (7, "sources_are_described", undescribed_source),
    (8, "grades_are_apart", grades_in_one_column),
    (9, "origins_are_counted", uncounted_origins),
    (9, "origins_are_counted", circularity_unsaid),
    (10, "sources_are_summed_up", no_summary),
    (11, "terms_come_from_the_scale", foreign_term),
    (11, "terms_come_from_the_scale", wrong_term),
    (11, "terms_come_from_the_scale", term_without_number),
    (11, "terms_come_from_the_scale", wrong_word_in_the_record),
    (12, "no_hedges_of_our_own", hedge),
    (12, "no_hedges_of_our_own", month_is_no_hedge),
    (13, "confidence_stands_apart", confidence_with_likelihood),
    (13, "confidence_stands_apart", no_confidence),
    (14, "causes_of_uncertainty_are_named", no_causes),
    (14, "causes_of_uncertainty_are_named", causes_without_effect),
    (15, "standings_are_marked", unmarked_report),
    (15, "standings_are_marked", no_legend),
    (16, "assumptions_say_if_wrong", assumption_without_effect),
    (16, "assumptions_say_if_wrong", unlisted_assumption),
    (17, "courses_exclude_and_exhaust", two_courses),
    (17, "courses_exclude_and_exhaust", courses_over_one),
    (17, "courses_exclude_and_exhaust", courses_shown_wrong),
    (18, "evidence_has_ratios_both_ways", evidence_without_ratio),
    (18, "evidence_has_ratios_both_ways", one_sided_evidence),
    (19, "grave_branch_is_worked_through", no_grave_branch),
    (19, "grave_branch_is_worked_through", grave_branch_cut_short),
    (20, "given_and_overall_are_apart", one_probability_only),
    (20, "given_and_overall_are_apart", no_horizon),
    (21, "signposts_are_observable", undated_signpost),
    (21, "signposts_are_observable", signpost_without_size),
    (22, "flip_is_stated", no_flip),
    (23, "range_over_settings_is_shown", no_lexicons),
    (23, "range_over_settings_is_shown", no_pools),
    (24, "changes_have_causes", change_without_cause),
    (25, "reader_is_told_what_it_means", reader_left_alone),
    (26, "conflicts_are_shown_and_read", conflict_hidden),
    (27, "method_is_complete", no_seed),
    (27, "method_is_complete", no_models),
    (27, "pictures_have_words_and_data", mute_picture),
    (27, "pictures_have_words_and_data", picture_without_data),
]


def test_the_sample_passes_every_check(document: Document, grounds: Grounds) -> None:
    assert check(document, grounds) == []


@pytest.mark.parametrize(
    ("requirement", "name", "broken"), BREAKS, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_broken_brief_fails_its_check(requirement: int, name: str, broken: Callable[[], Broken]) -> None:
    found = [fault for fault in check(*broken()) if fault.check == name]
    assert found
    assert {fault.requirement for fault in found} == {requirement}
    assert all(fault.where and fault.what and fault.remedy for fault in found)


def test_every_check_has_a_break_and_every_requirement_a_check() -> None:
    assert {one.__name__ for _, one in CHECKS} == {name for _, name, _ in BREAKS}
    assert {number for number, _ in CHECKS} == set(range(1, 28))


def test_grades_read_off_each_other_are_warned_of() -> None:
    document, grounds = with_record(
        articles=lambda es: [{**e, "reliability": "B", "credibility": "2"} for e in es]
    )
    assert [fault.check for fault in warnings(document, grounds)] == ["grades_are_apart"]
    assert check(document, grounds) == []


def test_a_speaker_without_a_name_is_warned_of() -> None:
    grounds = sample_grounds(
        statements=tuple(replace(s, speaker="") if i == 2 else s for i, s in enumerate(STATEMENTS))
    )
    assert "statements_name_speaker_and_chain" in {
        fault.check for fault in warnings(compose(grounds), grounds)
    }
