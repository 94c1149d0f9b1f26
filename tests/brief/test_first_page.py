"""The first page as plain text: it fits a terminal, tells the judgement first and carries no markup."""

from __future__ import annotations

from foedus.brief.document import Document, Paragraph
from foedus.brief.forms.first_page import WIDTH, render


def test_the_judgement_stands_first_and_whole(document: Document) -> None:
    text = render(document)
    lead = next(b for s in document.sections for b in s.blocks if isinstance(b, Paragraph) and b.lead)
    first = " ".join(text.split("BOTTOM LINE", 1)[1].split("\n\n")[1].split())
    assert first == lead.sentences[0].words.replace("\u00a0", " ")


def test_it_fits_and_has_no_markup(document: Document) -> None:
    lines = render(document).splitlines()
    assert max(map(len, lines[:-1])) <= WIDTH + 12  # a table of the courses may be wider than a paragraph
    assert not any(mark in line for line in lines for mark in ("](#", "**", "<a ", "|"))
    assert len(lines) < 90


def test_the_courses_and_explanations_stand_in_columns_that_sum_up(document: Document) -> None:
    text = render(document)
    table = text.split("Course", 1)[1].split("\n\n", 1)[0]
    assert sum(int(line.split("%")[0].split()[-1]) for line in table.splitlines() if "%" in line) == 100
    assert "Statements" not in text
