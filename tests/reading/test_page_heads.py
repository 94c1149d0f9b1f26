"""What stands above a report: outlet and day on its first lines, marks of Markdown, the year that its neighbours tell."""

from __future__ import annotations

import json

import pytest

from foedus.reporting.intake.articles import take_in
from foedus.reporting.intake.markdown import plain_of
from foedus.reporting.intake.masthead import masthead_of
from foedus.reporting.intake.metadata import describe

BODY = (
    "\n\nThe envoys met in Oslo on Tuesday and parted without a word. They would meet again in May, one said."
)


@pytest.mark.parametrize(
    ("head", "outlet", "day", "title"),
    [
        ("Net and Line, Bergen, 9 February 2026\nENVOYS PART WITHOUT A WORD", "Net and Line", "2026-02-09", "ENVOYS PART WITHOUT A WORD"),
        ("Nové slovo\n3.12.2025", "", "2025-12-03", ""),
        ("Fjordbladet\n13.2.2026\n[Translated from Norwegian by the press service]\n\nEnvoys part without a word", "Fjordbladet", "2026-02-13", "Envoys part without a word"),
        ("The Edition (Bergen)\n21 January 2026\n\nEnvoys part without a word", "The Edition (Bergen)", "2026-01-21", "Envoys part without a word"),
        ("NTBX English\n8 May 2019", "NTBX English", "2019-05-08", ""),
        ("Lidové slovo, 10 September 2026, translated by the embassy\n\nA walk that nobody will take", "Lidové slovo", "2026-09-10", "A walk that nobody will take"),
        ("Harbour Forum on Treaties\nCommentary, 12 November 2019\n\nWhere do the envoys go?", "Harbour Forum on Treaties", "2019-11-12", "Where do the envoys go?"),
    ],
)  # fmt: skip
def test_the_first_lines_of_a_page_name_outlet_and_day(head, outlet, day, title):
    found = describe("a.txt", head + BODY)
    assert (found.outlet, found.published, found.title) == (outlet, day, title)
    if outlet:
        assert outlet not in found.text[found.body.start : found.body.end]


@pytest.mark.parametrize(
    "lines",
    [
        ["Envoys Meet Again", "3 May 2020", "The envoys met in Oslo on Tuesday, and they parted without a word, a source said at the gate of the hall."],
        ["The envoys met on 3 May 2020 in Oslo.", "They parted without a word."],
        ["Talks stall", "Bergen, 3 May 2020", "Envoys part"],
    ],
)  # fmt: skip
def test_a_headline_or_a_sentence_is_no_outlet(lines):
    assert masthead_of(lines) is None


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("put it at **less than one in ten**, he said", "put it at less than one in ten, he said"),
        ("## Envoys meet ##\n", "Envoys meet\n"),
        ("> The pact\n> is dead\n", "The pact\nis dead\n"),
        ("- The pact is dead\n- Nobody mourns\n", "The pact is dead\nNobody mourns\n"),
        ("according to [the *Gazette*](https://example.org/a_b)", "according to the Gazette"),
        ("Talks\n=====\nThey met", "Talks\nThey met"),
        ("5 * 3 and a_b_c and 2 * 4 stay", "5 * 3 and a_b_c and 2 * 4 stay"),
        ("nothing is marked (here) [or there]", "nothing is marked (here) [or there]"),
    ],
)
def test_markdown_is_read_as_the_text_that_it_stands_for(marked, plain):
    assert plain_of(marked) == plain


def test_front_matter_stays_a_head():
    text = "---\ntitle: Envoys *meet*\n---\n\n# Envoys **meet**\n"
    assert plain_of(text) == "---\ntitle: Envoys *meet*\n---\n\nEnvoys meet\n"


def put(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def record(title, day):
    return json.dumps(
        {"title": title, "text": "The envoys met in Oslo.", "date": day, "site": "Net and Line"}
    )


def test_the_year_of_a_dateline_is_that_of_the_other_articles(tmp_path):
    put(tmp_path, "1.txt", "OSLO, March 3 (Reuters) - The envoys met on Tuesday.")
    put(tmp_path, "2.json", record("They met", "2026-03-06"))
    assert [a.published for a in take_in([tmp_path]).articles] == [None, "2026-03-06"]  # one tells too little
    put(tmp_path, "3.json", record("They parted", "2026-03-15"))
    dated, other, _ = take_in([tmp_path]).articles
    assert (dated.published, dated.dated_by, other.outlet) == ("2026-03-03", "dateline", "Net and Line")
    assert "the year of its date is that of the other articles" in dated.notes


@pytest.mark.parametrize(
    "opening",
    ["OSLO, March 3 (Reuters) - The envoys met on Friday.", "OSLO, October 3 (Reuters) - They met."],
)
def test_a_dateline_that_does_not_fit_its_neighbours_stays_undated(tmp_path, opening):
    put(tmp_path, "1.txt", opening)
    put(tmp_path, "2.json", record("They met", "2026-03-06"))
    put(tmp_path, "3.json", record("They parted", "2026-03-15"))
    assert take_in([tmp_path]).articles[0].published is None


def test_the_head_of_a_mail_is_no_part_of_the_report():
    found = describe(
        "a.txt", "From: Desk\nSubject: wire copy\n\n>> Net and Line Daily, 3 May 2026\n>> Envoys part" + BODY
    )
    assert "Desk" not in found.text[found.body.start : found.body.end]
    assert (found.outlet, found.published) == ("Net and Line Daily", "2026-05-03")


def test_a_page_s_own_title_names_the_outlet_behind_the_headline(tmp_path):
    page = "<html><head><title>Envoys meet in Oslo - NetPress</title></head><body><article><h1>Envoys meet in Oslo</h1>"
    put(tmp_path, "a.html", page + f"<p>{BODY.strip()}</p></article></body></html>")
    (article,) = take_in([tmp_path]).articles
    assert (article.outlet, article.title) == ("NetPress", "Envoys meet in Oslo")
