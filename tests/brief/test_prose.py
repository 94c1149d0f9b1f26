"""The prose follows the substance: what decides is said first, and nothing is claimed that the numbers do not carry."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from brief.sample import S, assessment
from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.consequence_standing import unaffected
from foedus.brief.document import Document, Table, plain, sentences_of
from foedus.brief.grounds import Grounds
from foedus.brief.names import quantity_name, sign_name, takes_article
from foedus.brief.numbers import rounded
from foedus.brief.prose.base_rate import base_rate, class_words
from foedus.brief.prose.signposts import already_seen, settled_by_rule
from foedus.brief.quotation import quoted
from foedus.provenance import Span


def made(record: dict[str, Any]) -> Document:
    return compose(sample_grounds(assessment=record))


def told(document: Document, section: str) -> str:
    found = document.section(section)
    assert found is not None
    return " ".join(sentence.words for sentence in sentences_of(found)).replace("\u00a0", " ")


def test_the_step_that_carried_the_answer_is_named_with_its_two_numbers() -> None:
    assert (
        "What was said and signalled pulls it far below what the record of the past gives: from about 21 % to about 3 %."
        in (told(made(assessment()), "bottom-line"))
    )


def test_where_no_step_moves_it_the_record_is_said_to_decide() -> None:
    record = assessment()
    for step in record["steps"]:
        step["courses"] = dict(record["steps"][-1]["courses"])
    text = told(made(record), "bottom-line")
    assert "The record of past threats alone puts it at about 3 %" in text
    assert "pulls it" not in text


def test_agreement_is_claimed_only_where_three_speakers_agree() -> None:
    record = assessment()
    assert "Nobody who put" not in told(made(record), "bottom-line")
    third = dict(record["judgements"][0], id="j9", speaker="Mirela Kost", median=0.2)
    record["judgements"] = (*record["judgements"], third)
    assert "Nobody who put its likelihood into words expects it; their words read as 2 % to 20 %." in (
        told(made(record), "bottom-line")
    )
    third["median"] = 0.7
    assert "Nobody who put" not in told(made(record), "bottom-line")


def test_a_wide_interval_is_said_before_anything_else() -> None:
    record = assessment()
    record["courses"][0].update(low=0.01, high=0.95)
    second = next(b for b in made(record).sections[0].blocks[1:2])
    assert plain(second.sentences[0].parts).startswith("The interval says more than the number")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (0.60, 0.20, "fits best (likely, about 60 %)"),
        (0.40, 0.20, "leads with about 40 %, short of an even chance"),
        (
            0.30,
            0.22,
            "is ahead of ‘to get other terms of the agreement’ (about 22 %), yet their intervals overlap",
        ),
        (0.30, 0.29, "fit about equally well"),
    ],
)
def test_an_explanation_is_ranked_no_more_firmly_than_its_lead(
    first: float, second: float, said: str
) -> None:
    record = assessment()
    for entry, share in zip(record["explanations"], (first, second, 0.05, 0.05), strict=True):
        entry["probability"] = share
    assert said in told(made(record), "bottom-line")


@pytest.mark.parametrize(
    ("came", "opening"),
    [(0, "None of three past threats"), (1, "Of three past threats"), (3, "All three past threats")],
)
def test_the_base_rate_is_told_by_what_came_of_the_cases(grounds: Grounds, came: int, opening: str) -> None:
    record = assessment()
    record["reference_class"]["counts"] = {"exit": came, "revised": 3 - came, "fades": 0}
    words = "".join(
        p if isinstance(p, str) else p.words
        for p in base_rate(dataclasses.replace(grounds, assessment=record), "exit")
    )
    assert words.startswith(opening)


def test_a_reference_class_reads_as_a_clause() -> None:
    where = {"type": ["alliance"], "has_demand": ["y"], "vehicle": ["private_report"]}
    assert (
        class_words(where)
        == "to leave an alliance that came with a demand and were first made by private report"
    )
    assert class_words({"vehicle": ["notice"]}) == "that were first made by notice"


def test_what_holds_with_or_without_the_course_is_no_consequence_of_it() -> None:
    record = assessment()
    standing = record["consequences"][1]
    standing["probability_given"] = standing["probability_otherwise"] = 0.62
    assert unaffected(standing)
    document = made(record)
    section = document.section("if-it-happened")
    assert section is not None
    tables = {b.caption: b for b in section.blocks if isinstance(b, Table)}
    assert [plain(row.cells[0]) for row in tables["Unaffected"].rows] == ["rivals of both states gain"]
    assert "rivals of both states gain" not in [plain(row.cells[0]) for row in tables["Consequences"].rows]
    assert "Unaffected by it: ‘rivals of both states gain’ (62 %)" in told(document, "grave-branch")


def test_of_what_is_said_flatly_to_follow_the_number_is_called_an_assumption() -> None:
    record = assessment()
    plainly = SimpleNamespace(name="flat", because="assumption: said flatly")
    told_of = SimpleNamespace(name="told", because="computed: what readers take “probably” to mean")
    flat = {"ports": "exit", "rivals": "exit"}
    consequences = {
        name: SimpleNamespace(given={cause: plainly}, otherwise=plainly) for name, cause in flat.items()
    } | {"canneries": SimpleNamespace(given={"ports": told_of}, otherwise=plainly)}
    case = SimpleNamespace(**{**vars(sample_grounds().case), "consequences": consequences})
    document = compose(sample_grounds(assessment=record, case=case))
    assert "Nothing in the articles tells how likely most of them are" in told(document, "if-it-happened")
    assert "without a word of how likely: ‘Ostmark closes its ports" in told(document, "grave-branch")
    section = document.section("if-it-happened")
    assert section is not None
    (table,) = [b for b in section.blocks if isinstance(b, Table)]
    cells = {plain(row.cells[0]): plain(row.cells[2]).replace("\u00a0", " ") for row in table.rows}
    assert cells["rivals of both states gain"].startswith("not told, 62 %")
    assert cells["the northern canneries close"].startswith("very likely, 90 %")


def test_a_notice_settles_a_question_that_resolves_by_notice(grounds: Grounds) -> None:
    entry = {"event": "Veltania gives formal notice of leaving"}
    assert settled_by_rule(grounds, entry)
    record = assessment()
    record["question"] |= {
        "event": "Will Veltania leave the Strait Pact by 2032-03-06?",
        "resolution": "exit: membership has ended",
    }
    assert not settled_by_rule(dataclasses.replace(grounds, assessment=record), entry)


def test_another_reading_of_what_was_seen_warns_of_nothing() -> None:
    signal = SimpleNamespace(
        actor="S", names={"musing": "muses in private", "threat": "threatens in public to leave"}
    )
    case = SimpleNamespace(
        quantities={}, explanations={}, indicators={}, consequences={}, unfilled=(), nodes={"signal": signal},
        actors={"S": SimpleNamespace(name="Veltania")},
        observations={"o1": SimpleNamespace(saw=SimpleNamespace(nodes=frozenset({"signal"})), because="assumption: seen")},
    )  # fmt: skip
    record = assessment()
    record["signposts"][0]["event"] = "Veltania threatens in public to leave"
    made_of = sample_grounds(assessment=record, case=case)
    assert already_seen(made_of, record["signposts"][0])
    assert not already_seen(made_of, record["signposts"][1])
    section = compose(made_of).section("what-to-watch")
    assert section is not None
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert plain(table.rows[-1].cells[-1]) == "– only if what was reported of it is wrong"
    assert "threatens in public" not in told(compose(made_of), "what-to-watch")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The threatener says that it stays committed", "Veltania says that it stays committed"),
        ("The threatener's parliament has voted", "Veltania's parliament has voted"),
        ("Those close to the threatener expect it", "Those close to Veltania expect it"),
        ("The counterpart refuses", "Ostmark refuses"),
        ("Observers doubt it", "Observers doubt it"),
    ],
)
def test_a_sign_names_the_actors(grounds: Grounds, words: str, shown: str) -> None:
    assert sign_name(grounds, words) == shown


def test_a_sign_of_several_actors_keeps_its_verb(grounds: Grounds) -> None:
    record = assessment()
    record["question"]["threatener"] = "Veltania and Norland"
    several = dataclasses.replace(grounds, assessment=record)
    assert (
        sign_name(several, "The threatener calls it final or has wanted it")
        == "The threatener calls it final or has wanted it"
    )


def test_quantities_of_the_default_model_have_words_and_others_keep_theirs() -> None:
    assert quantity_name("autonomy[resolve]") == "gain from being free of the agreement (if leaving is meant)"
    assert quantity_name("w[resolve]") == "w (resolve)"
    assert takes_article("officials_attached")
    assert not takes_article("how alike the cases of a class are")


def test_values_keep_two_digits() -> None:
    assert rounded("0.0764 to 0.657 (median 0.314) probability") == "0.076 to 0.66 (median 0.31) probability"
    assert rounded("12 to 2,140 months, 1.5 the speaker's") == "12 to 2,140 months, 1.5 the speaker's"


def test_a_quotation_drops_what_joins_it_to_the_sentence_before(grounds: Grounds) -> None:
    statement = grounds.by_id[S["S3"]]
    text = grounds.by_article[statement.article].text
    at = text.index("very unlikely that she goes")
    cut = dataclasses.replace(
        statement, content=(Span(at + len("very unlikely "), at + len("very unlikely that she goes")),)
    )
    assert plain(quoted(grounds, cut)) == "“she goes”"


def test_the_weight_of_a_sign_is_shown_by_words_that_pull_its_way(grounds: Grounds) -> None:
    record = assessment()
    entry = next(e for e in record["evidence"] if e["id"] == "i2")
    entry["statements"] = [S["S1"], S["S12"]]  # the first speaks for exit, the sign against it
    entry["likelihood_ratio"] = 0.2
    text = told(made(record), "why")
    assert "Veltania and Ostmark will open talks on landing fees in May" in text


def test_what_to_check_first_says_how_sure_its_reading_is() -> None:
    found = made(assessment()).section("worth-checking")
    assert found is not None
    table = next(block for block in found.blocks if isinstance(block, Table))
    sign, judged = ([plain(cell) for cell in row.cells] for row in table.rows)
    assert sign[1:3] == ["talks have been set", "56\u00a0%"]
    assert judged[1:3] == ["against exit", "90\u00a0%"]


def test_a_brief_without_doubtful_readings_has_nothing_to_check_first() -> None:
    record = assessment()
    record["worth_checking"] = []
    assert made(record).section("worth-checking") is None
    record.pop("worth_checking")  # an assessment of an earlier version
    assert made(record).section("worth-checking") is None


def test_how_many_judgements_were_likely_misread_is_counted() -> None:
    grounds = sample_grounds()
    doubtful = {S["S3"]: 0.5, S["S8"]: 0.3, S["S13"]: 0.4}
    statements = [
        dataclasses.replace(s, bearing_sure=doubtful.get(s.id), kind_sure=None) for s in grounds.statements
    ]
    text = told(compose(sample_grounds(statements=statements)), "worth-checking")
    assert "about two of the four judgements weighed here" in text


def test_what_somebody_denies_is_quoted_with_the_denial(grounds: Grounds) -> None:
    name = "d-herald.txt"
    article = grounds.by_article[name]
    body = "Aske denied both that Ostmark threatened to leave and, as he put it, the rest. Kost regards it as very improbable."
    text = f"{article.text}\n{body}"
    changed = dataclasses.replace(article, text=text)
    these = SimpleNamespace(by_article={**grounds.by_article, name: changed})

    def spans(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    base = grounds.by_id[S["S12"]]
    said = dataclasses.replace(
        base, article=name, voice="indirect", phrase=None, phrase_span=(), condition=()
    )
    denied = dataclasses.replace(said, content=spans("that Ostmark threatened to leave"), cue=spans("denied"))
    assert plain(quoted(these, denied)) == "“denied both that Ostmark threatened to leave”"  # type: ignore[arg-type]
    hoped = "He hopes the talks will save it and vowed to leave if they should not."
    changed = dataclasses.replace(article, text=f"{text} {hoped}")
    hoping = SimpleNamespace(by_article={**grounds.by_article, name: changed})
    at = len(text) + 1
    for cue, words in (("hopes", "the talks will save it"), ("vowed", "to leave if they should not")):
        places = [Span(at + hoped.index(w), at + hoped.index(w) + len(w)) for w in (cue, words)]
        wished = dataclasses.replace(said, content=(places[1],), cue=(places[0],))
        assert plain(quoted(hoping, wished)) == f"“{cue} {words}”"  # type: ignore[arg-type]
    fragment = dataclasses.replace(said, content=spans("it as very improbable"), cue=spans("regards"))
    assert plain(quoted(these, fragment)) == "“regards it as very improbable”"  # type: ignore[arg-type]
    whole = dataclasses.replace(fragment, content=spans("Ostmark threatened to leave"), cue=spans("put"))
    assert plain(quoted(these, whole)) == "“Ostmark threatened to leave”"  # type: ignore[arg-type]


def test_a_quotation_keeps_the_mark_that_closes_an_inner_one(grounds: Grounds) -> None:
    name = "d-herald.txt"
    article = grounds.by_article[name]
    text = f'{article.text}\nHe asked for "a fairer share of the costs." Then he left.'
    these = SimpleNamespace(by_article={**grounds.by_article, name: dataclasses.replace(article, text=text)})
    at = text.index('He asked for "a')
    span = Span(at, text.index("costs.") + len("costs"))
    said = dataclasses.replace(
        grounds.by_id[S["S12"]], article=name, voice="author", content=(span,), condition=()
    )
    assert plain(quoted(these, said)) == '“He asked for "a fairer share of the costs."”'  # type: ignore[arg-type]
