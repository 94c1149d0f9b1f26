"""The ledger on disk: what is entered comes back; corrections outlive a reading again."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import FolderFault
from foedus.ledger import Article, Likelihood, Statement
from foedus.ledger.statement import statement_id
from foedus.ledger.store import open_ledger, write_whole
from foedus.provenance import Span

TEXT = "The envoy said the pact would stand.\r\nA minister doubted it — “hardly”, he said.\n"


def article(name="one.txt", text=TEXT, **fields):
    return Article(name=name, text=text, body=Span(0, len(text)), notes=("a note",), **fields)


def statement(of, start, end, **fields):
    span = Span(start, end)
    words = of.text[start:end]
    return Statement(
        id=statement_id(of.digest, [span], words), article=of.name, content=(span,), words=words, **fields
    )


@pytest.fixture
def ledger(tmp_path):
    return open_ledger(tmp_path / "ledger")


def files_of(ledger):
    return {p.relative_to(ledger.folder): p.read_bytes() for p in ledger.folder.rglob("*") if p.is_file()}


def test_what_is_entered_comes_back_to_the_character(ledger):
    one = article(outlet="Harbour Gazette", published="2020-03-01")
    said = statement(one, 15, 35, likelihood=Likelihood(0.8, 0.6, 0.95), through=("Harbour Gazette",))
    ledger.enter([one], [said])
    assert ledger.articles() == (one,)
    assert ledger.articles()[0].text == TEXT
    assert ledger.current() == (said,)


def test_entering_the_same_reading_again_changes_no_byte(ledger):
    one = article()
    said = [statement(one, 15, 35), statement(one, 38, 60)]
    ledger.enter([one], said)
    before = files_of(ledger)
    ledger.enter([one], said)
    assert files_of(ledger) == before


def test_a_later_reading_replaces_an_earlier_one_and_keeps_its_lines(ledger):
    one = article()
    first, second = statement(one, 0, 35), statement(one, 15, 35)
    ledger.enter([one], [first])
    ledger.enter([one], [second])
    assert ledger.current() == (second,)
    assert first.id in (ledger.folder / "statements.jsonl").read_text(encoding="utf-8")


def test_a_correction_survives_reading_again(ledger):
    one = article()
    said = statement(one, 15, 35)
    ledger.enter([one], [said])
    changed = ledger.correct(said, "Ada", kind="assessment", speaker="the envoy")
    ledger.enter([one], [said])
    assert ledger.current() == (changed,)
    assert (changed.supersedes, changed.read_by, changed.kind) == (said.id, "Ada", "assessment")
    again = ledger.correct(changed, "Bo", speaker="an envoy")
    assert ledger.current() == (again,)


def test_a_correction_finds_a_statement_that_was_cut_otherwise(ledger):
    one = article()
    said = statement(one, 15, 35)
    ledger.enter([one], [said, statement(one, 38, 60)])
    changed = ledger.correct(said, "Ada", kind="assessment")
    wider, other = statement(one, 11, 36), statement(one, 38, 60)
    ledger.enter([one], [wider, other])
    assert ledger.current() == (changed, other)


def test_a_correction_stands_alone_where_the_program_finds_nothing_any_more(ledger):
    one = article()
    said = statement(one, 15, 35)
    ledger.enter([one], [said])
    changed = ledger.correct(said, "Ada", kind="assessment")
    ledger.enter([one], [])
    assert ledger.current() == (changed,)


def test_rejected_and_added_statements(ledger):
    one = article()
    said, other = statement(one, 15, 35), statement(one, 38, 60)
    ledger.enter([one], [said, other])
    ledger.reject(said, "Ada")
    found = ledger.add(statement(one, 62, 70), "Ada")
    ledger.enter([one], [said, other])
    assert ledger.current() == (other, found)
    assert found.supersedes is None


def test_a_withdrawn_article_stays_withdrawn_until_it_is_restored(ledger):
    one, two = article(), article("two.txt", "Another report says that talks go on.")
    said, other = statement(one, 15, 35), statement(two, 0, 20)
    ledger.enter([one, two], [said, other])
    ledger.correct(said, "Ada", kind="assessment")
    ledger.withdraw(one)
    ledger.enter([one, two], [said, other])
    assert ledger.articles() == (two,)
    assert ledger.current() == (other,)
    ledger.restore(one)
    assert {a.name for a in ledger.articles()} == {"one.txt", "two.txt"}
    assert len(ledger.current()) == 2


def test_two_articles_of_one_text_both_stand(ledger):
    one, two = article(), article("two.txt")
    ledger.enter([one, two], [])
    assert ledger.articles() == (one, two)
    assert len(list((ledger.folder / "texts").iterdir())) == 1


def test_an_interrupted_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "kept.jsonl"
    write_whole(path, b"before")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"half")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_broken_line_is_named_with_its_number(ledger):
    one = article()
    ledger.enter([one], [statement(one, 15, 35)])
    with (ledger.folder / "statements.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "s1", \n')
    with pytest.raises(FolderFault, match=r"statements\.jsonl:2"):
        ledger.current()


def test_an_unknown_field_of_a_statement_is_named(ledger):
    one = article()
    row = statement(one, 15, 35).to_json()
    ledger.enter([one], [])
    (ledger.folder / "statements.jsonl").write_text(json.dumps({**row, "mood": "x"}) + "\n", encoding="utf-8")
    with pytest.raises(FolderFault, match="mood"):
        ledger.current()


def test_a_missing_text_is_said(ledger):
    one = article()
    ledger.enter([one], [])
    (ledger.folder / "texts" / f"{one.digest}.txt").unlink()
    with pytest.raises(FolderFault, match=r"one\.txt is missing"):
        ledger.articles()


def test_a_digest_cannot_lead_out_of_the_folder(ledger):
    one = article()
    ledger.enter([one], [])
    path = ledger.folder / "articles.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace(one.digest, "../../secret"), encoding="utf-8")
    with pytest.raises(FolderFault, match="no digest"):
        ledger.articles()


def test_a_ledger_where_a_file_stands_is_refused(tmp_path):
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(FolderFault, match="cannot be used"):
        open_ledger(tmp_path / "taken")


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1), speaker=st.text(), phrase=st.none() | st.text())
def test_any_text_comes_back(tmp_path_factory, text, speaker, phrase):
    ledger = open_ledger(tmp_path_factory.mktemp("ledger"))
    one = article(text=text, title=speaker)
    said = statement(one, 0, len(text), speaker=speaker, phrase=phrase)
    ledger.enter([one], [said])
    assert ledger.articles() == (one,)
    assert ledger.current() == (said,)
