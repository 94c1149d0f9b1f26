"""Reading many articles: the same whatever reads them; what was done before a break is not done again."""

import json
import os

import pytest

from foedus.errors import ArticleFault, InputFault
from foedus.reporting import bulk, parts
from foedus.reporting.bulk import read_many
from foedus.reporting.intake.articles import take_in

pytest.importorskip("pyarrow")

ROLES = ("premier", "envoy", "minister", "speaker of the house")
WORDS = ("unlikely", "very likely", "almost certain", "possible")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("reports")
    for i in range(10):
        text = (
            f"OUTLET: Harbour Gazette\nDATE: 2020-05-{i + 1:02d}\n\n"
            f"The {ROLES[i % 4]} of Norway said on Monday that it was {WORDS[i % 3]} that Oslo would leave the treaty "
            f"with Iceland. “We will not pay {i + 2} times,” he said."
        )
        (place / f"{i:02d}.txt").write_text(text, encoding="utf-8")
    (place / "99.txt").write_bytes(bytes(range(256)) * 9)
    return place


def all_of(found):
    found = list(found)
    assert [part.number for part in found] == list(range(len(found)))
    return (
        [a for part in found for a in part.articles],
        [s for part in found for s in part.statements],
        [u for part in found for u in part.unread],
    )


@pytest.fixture(scope="module")
def alone(folder):
    return all_of(read_many([folder], workers=1, chunk=3))


def test_one_process_reads_what_taking_in_and_reading_give(folder, alone):
    from foedus.reporting.read import read_article

    articles, statements, unread = alone
    assert articles == list(take_in([folder]).articles)
    assert statements == [s for article in articles for s in read_article(article)]
    assert len(statements) >= len(articles)
    assert [u.file for u in unread] == ["99.txt"]


def test_two_processes_give_the_same_and_say_how_far_they_are(folder, alone):
    told = []
    assert (
        all_of(read_many([folder], workers=2, chunk=3, progress=lambda n, of: told.append((n, of)))) == alone
    )
    assert told == [(3, 11), (6, 11), (9, 11), (11, 11)]


def test_ray_gives_the_same_as_one_process(folder, alone, tmp_path):
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        assert all_of(read_many([folder], workers=2, chunk=3, backend="ray", resume_dir=tmp_path)) == alone
    finally:
        ray.shutdown()


def test_a_run_that_was_broken_off_goes_on_where_it_stood(folder, alone, tmp_path, monkeypatch):
    work = tmp_path / "work"
    run = read_many([folder], workers=1, chunk=3, resume_dir=work)
    first = [next(run), next(run)]
    run.close()
    assert [part.number for part in first] == [0, 1]
    read = []
    monkeypatch.setattr(bulk, "read_source", lambda s, f=bulk.read_source: (read.append(s.name), f(s))[1])
    assert all_of(read_many([folder], workers=1, chunk=3, resume_dir=work)) == alone
    assert read == ["06.txt", "07.txt", "08.txt", "09.txt", "99.txt"]
    assert sorted(p.name for p in work.iterdir()) == ["files.json", *(f"part-{i:06d}" for i in range(4))]


def test_parts_can_be_written_without_bringing_them_here(folder, alone, tmp_path, monkeypatch):
    articles, statements, unread = alone
    total = bulk.Tally(len(articles), len(statements), len(unread))
    assert bulk.write_many([folder], tmp_path, workers=1, chunk=4) == total
    kept = [parts.load(tmp_path, number) for number in range(3)]
    assert [s for _, found, _ in kept for s in found] == statements
    monkeypatch.setattr(bulk, "read_source", lambda _: pytest.fail("read again"))
    assert bulk.write_many([folder], tmp_path, workers=1, chunk=4) == total


def test_a_part_that_was_not_whole_is_read_again(folder, alone, tmp_path, monkeypatch):
    work = tmp_path / "work"
    monkeypatch.setattr(parts.export, "write_parquet", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        list(read_many([folder], workers=1, chunk=3, resume_dir=work))
    assert sorted(p.name for p in work.iterdir()) == ["files.json"]
    monkeypatch.undo()
    assert all_of(read_many([folder], workers=1, chunk=3, resume_dir=work)) == alone


def test_the_parts_of_another_reading_are_not_mixed_in(folder, tmp_path):
    list(read_many([folder / "00.txt"], workers=1, resume_dir=tmp_path))
    with pytest.raises(InputFault, match=r"(?s)another reading.*files"):
        list(read_many([folder / "01.txt"], workers=1, resume_dir=tmp_path))
    with pytest.raises(InputFault, match="lexicon"):
        list(read_many([folder / "00.txt"], workers=1, resume_dir=tmp_path, lexicon="icd203"))


def test_one_article_that_breaks_the_reader_loses_no_other(folder, tmp_path, monkeypatch):
    from foedus.reporting import read

    def broken(article, threat=None, lexicon="survey", whole=read.read_article):
        if article.name == "04.txt":
            raise IndexError("off by one")
        return whole(article, threat, lexicon)

    monkeypatch.setattr(read, "read_article", broken)
    articles, statements, unread = all_of(read_many([folder], workers=1, chunk=3))
    assert len(articles) == 10
    assert {s.article for s in statements} == {a.name for a in articles} - {"04.txt"}
    assert [(u.file, "off by one" in u.what) for u in unread] == [("04.txt", True), ("99.txt", False)]


def test_the_parquet_of_a_part_can_be_read_by_others(folder, tmp_path):
    from pyarrow import parquet

    list(read_many([folder], workers=1, resume_dir=tmp_path))
    rows = parquet.read_table(tmp_path / "part-000000" / "statements.parquet").to_pylist()
    texts = {
        r["name"]: r for r in parquet.read_table(tmp_path / "part-000000" / "articles.parquet").to_pylist()
    }
    assert rows
    for row in rows:
        text = texts[row["article"]]["text"]
        assert row["words"] == " ".join(text[a:b] for a, b in row["content"])
    assert texts["00.txt"]["published"] == "2020-05-01"
    assert (
        json.loads((tmp_path / "part-000000" / "unread.json").read_text(encoding="utf-8"))[0]["file"]
        == "99.txt"
    )


def test_a_worker_that_is_killed_is_said(folder, monkeypatch):
    monkeypatch.setattr(bulk, "read_chunk", _killed)
    with pytest.raises(ArticleFault, match=r"(?s)ended from outside.*memory"):
        list(read_many([folder], workers=2, chunk=3))


def _killed(_task):
    os._exit(9)


def test_a_folder_without_articles_is_said(tmp_path):
    with pytest.raises(ArticleFault, match="no article"):
        next(read_many([tmp_path]))


def test_an_unknown_backend_is_said(folder):
    with pytest.raises(InputFault, match="backend"):
        next(read_many([folder], backend="cluster"))
