"""Statements in four forms: nothing is lost in the two that are read again."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputFault
from foedus.ledger import Likelihood, Statement
from foedus.ledger.export import read_parquet, write
from foedus.provenance import Span

SAID = Statement(
    id="s1", article="one.txt", content=(Span(3, 9), Span(12, 20)), words="the pact [holds]", attribution="a1",
    source=(Span(0, 2),), cue=(Span(2, 3),), speaker="Ada Berg", through=("Harbour Gazette", "Reuters"),
    voice="direct", kind="assessment", phrase="unlikely", phrase_span=(Span(4, 6),),
    likelihood=Likelihood(0.2, 0.05, 0.4), negated=True, bears_on="exit", direction="against", actors=("NO",),
    rules=("cue: said",), read_by="foedus 0.1.0",
)  # fmt: skip

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
spans = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), max_size=3).map(
    lambda pairs: tuple(sorted(Span(*pair) for pair in pairs))
)
statements = st.builds(
    Statement,
    id=texts, article=texts, content=spans, words=texts, speaker=texts, condition=spans, phrase=st.none() | texts,
    through=st.lists(texts, max_size=3).map(tuple), negated=st.booleans(), same_as=st.none() | texts,
    likelihood=st.none() | st.builds(Likelihood, *(st.floats(0, 1) for _ in range(3))),
)  # fmt: skip


def test_json_lines_hold_every_field():
    out = io.StringIO()
    assert write([SAID], "jsonl", out) == 1
    assert Statement.from_json(json.loads(out.getvalue())) == SAID


def test_a_cell_of_csv_is_no_formula(tmp_path):
    path = tmp_path / "out.csv"
    write([SAID, Statement("s2", "a.txt", (), '=HYPERLINK("x")', speaker="-1+1")], "csv", path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["content"] == "3-9;12-20"
    assert rows[0]["likelihood"] == "0.2 (0.05 to 0.4)"
    assert rows[0]["through"] == "Harbour Gazette; Reuters"
    assert not any(cell[:1] in set("=+-@") for row in rows for cell in row.values())
    assert rows[0]["said_on"] == ""  # what is empty stays empty


def test_the_table_shows_words_in_brackets_as_they_are():
    out = io.StringIO()
    write([SAID], "table", out)
    assert "[holds]" in out.getvalue()
    assert "Harbour Gazette › Reuters" in out.getvalue()


@settings(max_examples=30, deadline=None)
@given(said=st.lists(statements, max_size=5))
def test_parquet_gives_back_what_was_written(tmp_path_factory, said):
    pytest.importorskip("pyarrow")
    path = tmp_path_factory.mktemp("out") / "out.parquet"
    assert write(said, "parquet", path) == len(said)
    assert list(read_parquet(path)) == said


def test_a_fault_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "out.jsonl"
    write([SAID], "jsonl", path)
    before = path.read_bytes()

    def broken():
        yield SAID
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError):
        write(broken(), "jsonl", path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_form_that_cannot_be_written_is_said(form):
    with pytest.raises(InputFault):
        write([SAID], form, io.StringIO())
