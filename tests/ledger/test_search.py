"""Searching a ledger: what is looked for is found, and the index follows the files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import FolderFault
from foedus.ledger import Article, Statement, search
from foedus.ledger.store import open_ledger
from foedus.provenance import Span

ROWS = (
    ("s1", "Ada Berg", "the treaty is unlikely to be scrapped", "unlikely", "exit", ("NO", "IS")),
    ("s2", "Jón Þórsson", "both sides may revise the treaty", "may", "revised", ("IS",)),
    ("s3", "Harbour Gazette", "the talks go on in Oslo", None, None, ()),
    ("s4", "Ada Berg", "it is very unlikely that ships would be sent", "very unlikely", "exit", ("NO",)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("ledger")
    one = Article("one.txt", "text", Span(0, 4))
    open_ledger(place).enter(
        [one],
        [
            Statement(
                i, "one.txt", (Span(0, 1),), words, speaker=who, phrase=phrase, bears_on=on, actors=actors
            )
            for i, who, words, phrase, on, actors in ROWS
        ],
    )
    return place


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "treaty"}, {"s1", "s2"}),
        ({"words": "TREATY scrapped"}, {"s1"}),
        ({"words": '"the treaty is"'}, {"s1"}),
        ({"words": "scrap*"}, {"s1"}),
        ({"words": "scrap"}, set()),
        ({"speaker": "berg"}, {"s1", "s4"}),
        ({"speaker": "jon thor*"}, set()),
        ({"speaker": "jon"}, {"s2"}),
        ({"actor": "IS"}, {"s1", "s2"}),
        ({"phrase": "unlikely"}, {"s1", "s4"}),
        ({"phrase": "very unlikely"}, {"s4"}),
        ({"course": "exit"}, {"s1", "s4"}),
        ({"course": "exit", "words": "ships", "speaker": "Ada"}, {"s4"}),
        ({"words": "- ( ) OR"}, set()),
        ({"words": "***"}, set()),
        ({}, {"s1", "s2", "s3", "s4"}),
    ],
)
def test_what_is_looked_for_is_found(folder, asked, found):
    assert {s.id for s in search.find(folder, **asked)} == found


def test_without_words_the_order_is_that_of_the_ledger(folder):
    assert [s.id for s in search.find(folder)] == ["s1", "s2", "s3", "s4"]
    assert [s.id for s in search.find(folder, limit=2)] == ["s1", "s2"]


def test_the_index_follows_a_correction_and_can_be_thrown_away(tmp_path):
    ledger = open_ledger(tmp_path)
    said = Statement("s1", "one.txt", (Span(0, 1),), "the pact holds", speaker="Ada Berg")
    ledger.enter([Article("one.txt", "text", Span(0, 4))], [said])
    assert search.find(tmp_path, speaker="Ada") == (said,)
    after = ledger.correct(said, "Bo", speaker="Kai Holm")
    assert search.find(tmp_path, speaker="Ada") == ()
    (tmp_path / search.INDEX).unlink()
    assert search.find(tmp_path, speaker="Kai") == (after,)
    (tmp_path / search.INDEX).write_bytes(b"no database at all")
    assert search.find(tmp_path, speaker="Kai") == (after,)


def test_build_counts_the_statements(folder):
    assert search.build(folder) == len(ROWS)


def test_a_folder_without_a_ledger_is_named(tmp_path):
    with pytest.raises(FolderFault, match="no ledger"):
        search.find(tmp_path, words="pact")


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=40), speaker=st.text(max_size=20), phrase=st.text(max_size=20))
def test_nothing_that_is_asked_breaks_the_query(folder, words, speaker, phrase):
    known = {row[0] for row in ROWS}
    assert {s.id for s in search.find(folder, words, speaker=speaker, phrase=phrase)} <= known
