"""Taking in: each format's text and metadata; what cannot be read is named and the rest goes on."""

import io
import json
import os
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import ArticleFault, FolderFault
from foedus.provenance import digest_of
from foedus.reporting.intake import articles
from foedus.reporting.intake.articles import take_in

SENTENCE = "The premier said that he would leave the fisheries pact unless the tolls on all ships were halved by spring."
PARAGRAPHS = [
    SENTENCE,
    "Officials in both capitals doubted it. “It is very unlikely,” said a minister who asked not to be named.",
    "The pact was signed in Oslo and has been renewed every five years since then without much debate.",
]
PAGE = """<!doctype html><html lang="en"><head><title>Pact in danger - Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta property="og:title" content="Pact in danger">
<meta property="article:published_time" content="2020-05-03T10:00:00Z"><meta name="author" content="Ada Berg">
<link rel="canonical" href="https://gazette.example/pact">%s</head><body><nav><a href="/">Home</a></nav>
<article><h1>Pact in danger</h1>%s</article><footer>Share this. Cookies.</footer></body></html>"""
PAGE_TEXT = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def only(path):
    (article,) = take_in([path]).articles
    return article


def pdf_of(lines, extra=b""):
    """A PDF of one page made by hand: catalogue, pages, page, font, text."""
    text = "BT /F1 12 Tf 50 700 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Pact in danger) /Author (Ada Berg) /CreationDate (D:20210101) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return (
        out
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF".encode()
        + extra
    )


@pytest.mark.parametrize("name", ["one.txt", "one.md"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_text_of_a_file_is_kept_to_the_character(tmp_path, name, end):
    text = end.join(["\ufeffPact in danger — “soon”", "", *PARAGRAPHS, "", ""])
    article = only(put(tmp_path, name, text))
    assert article.text == text
    assert article.digest == digest_of(text)
    assert article.name == name
    assert article.text[article.body.start :].startswith("Pact")


def test_a_folder_gives_its_own_article_files_in_order(tmp_path):
    for name in (
        "b.txt",
        "a.md",
        ".hidden.txt",
        "question.json",
        "outcomes.csv",
        "README.md",
        "deep/c.txt",
        "notes.docx",
    ):
        put(
            tmp_path,
            name,
            SENTENCE if name != "question.json" else '{"event": "x", "deadline": "2020-01-01"}',
        )
    intake = take_in([tmp_path])
    assert [a.name for a in intake.articles] == ["a.md", "b.txt"]
    assert intake.unread == ()


def test_what_foedus_wrote_into_a_folder_is_no_article(tmp_path):
    put(tmp_path, "brief.md", SENTENCE)
    put(tmp_path, "one.txt", SENTENCE)
    assert [a.name for a in take_in([tmp_path]).articles] == ["brief.md", "one.txt"]
    put(tmp_path, "assessment.json", "{}")
    put(tmp_path, "statements.jsonl", "{}")
    intake = take_in([tmp_path])
    assert [a.name for a in intake.articles] == ["one.txt"]
    assert intake.unread == ()


def test_a_folder_without_article_files_is_searched_below(tmp_path):
    put(tmp_path, "x/b.txt", SENTENCE)
    put(tmp_path, "x/y/a.txt", SENTENCE)
    put(tmp_path, ".git/c.txt", SENTENCE)
    assert [a.name for a in take_in([tmp_path]).articles] == ["x/b.txt", "x/y/a.txt"]


def test_files_of_one_name_are_told_apart_and_none_is_read_twice(tmp_path):
    put(tmp_path, "x/one.txt", SENTENCE)
    put(tmp_path, "y/one.txt", SENTENCE + " Again.")
    names = [a.name for a in take_in([tmp_path / "x", tmp_path / "y", tmp_path / "x" / "one.txt"]).articles]
    assert names == ["x/one.txt", "y/one.txt"]


def test_standard_input_is_an_article_of_any_format(monkeypatch):
    for data, format_note in ((SENTENCE.encode(), ""), ((PAGE % ("", PAGE_TEXT)).encode(), "HTML")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        article = only("-")
        assert article.name == "-"
        assert SENTENCE in article.text
        assert format_note in " ".join(article.notes)


def test_html_gives_its_text_and_metadata(tmp_path):
    article = only(put(tmp_path, "one.html", PAGE % ("", PAGE_TEXT)))
    assert (article.outlet, article.published, article.dated_by) == (
        "Harbour Gazette",
        "2020-05-03",
        "markup",
    )
    assert (article.title, article.author) == ("Pact in danger", "Ada Berg")
    assert all(p in article.text for p in PARAGRAPHS)
    assert "Cookies" not in article.text
    assert "text extracted from HTML" in article.notes


def test_html_publisher_and_paywall_of_the_linked_data(tmp_path):
    linked = json.dumps({
        "@context": "https://schema.org", "@graph": [
            {"@type": "NewsArticle", "headline": "Pact in danger", "publisher": {"@type": "Organization", "name": "The Northern Gate"},
             "isAccessibleForFree": False, "datePublished": "2020-05-04"}]})  # fmt: skip
    page = PAGE % (f'<script type="application/ld+json">{linked}</script>', PAGE_TEXT)
    article = only(put(tmp_path, "one.htm", page))
    assert article.outlet == "The Northern Gate"
    assert any("not free" in note for note in article.notes)


def test_html_in_an_old_encoding(tmp_path):
    page = (PAGE % ('<meta charset="windows-1252">', PAGE_TEXT.replace("ships", "château"))).encode(
        "windows-1252"
    )
    assert "château" in only(put(tmp_path, "one.html", page)).text


def test_pdf_gives_its_text_and_no_day_of_its_making(tmp_path):
    pytest.importorskip("pypdf")
    article = only(
        put(tmp_path, "one.pdf", pdf_of(["Pact in danger", "The premier said that he would leave it."]))
    )
    assert "The premier said that he would leave it." in article.text
    assert (article.title, article.author, article.published) == ("Pact in danger", "Ada Berg", None)
    assert "text extracted from PDF" in article.notes


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Gazette</title><language>en-gb</language>
<item><title>Pact in danger</title><link>https://gazette.example/1</link><pubDate>Sun, 03 May 2020 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>%s</p><p>%s</p><script>x()</script>]]></content:encoded></item>
<item><title>Talks go on</title><description>&lt;b&gt;In short:&lt;/b&gt; they go on.</description></item>
<item></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Northern Gate</title>
<entry><title>Pact holds</title><link href="https://gate.example/1"/><updated>2020-05-04T00:00:00Z</updated>
<summary>The minister said that it holds.</summary></entry></feed>"""


def test_a_feed_gives_an_article_for_each_item(tmp_path):
    put(tmp_path, "feed.rss", RSS % (PARAGRAPHS[0], PARAGRAPHS[1]))
    put(tmp_path, "gate.atom", ATOM)
    first, second, third = take_in([tmp_path]).articles
    assert [first.name, second.name, third.name] == ["feed.rss#1", "feed.rss#2", "gate.atom#1"]
    assert (first.outlet, first.published, first.url) == (
        "Harbour Gazette",
        "2020-05-03",
        "https://gazette.example/1",
    )
    assert f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}" in first.text
    assert "x()" not in first.text
    assert "In short: they go on." in second.text
    assert "the feed holds only a summary" in second.notes
    assert (third.outlet, third.published) == ("Northern Gate", "2020-05-04")


@pytest.mark.parametrize(
    ("record", "outlet", "published"),
    [
        ({"title": "Pact in danger", "text": SENTENCE, "outlet": "Harbour Gazette", "date": "2020-05-03"}, "Harbour Gazette", "2020-05-03"),
        ({"headline": "Pact", "articleBody": SENTENCE, "publisher": {"name": "Harbour Gazette"}, "datePublished": "2020-05-03T09:00Z"}, "Harbour Gazette", "2020-05-03"),
        ({"articles": [{"title": "Pact", "content": SENTENCE, "source": {"id": None, "name": "Harbour Gazette"}}]}, "Harbour Gazette", None),
        ([{"body": f"<p>{SENTENCE}</p>", "authors": ["Ada Berg"]}], "", None),
    ],
)  # fmt: skip
def test_json_records_in_common_use(tmp_path, record, outlet, published):
    article = only(put(tmp_path, "one.json", json.dumps(record)))
    assert SENTENCE in article.text
    assert "<p>" not in article.text
    assert (article.outlet, article.published) == (outlet, published)


def test_json_lines_are_one_article_each(tmp_path):
    lines = "\n".join(json.dumps({"text": f"{SENTENCE} {i}"}) for i in range(3))
    assert [a.name for a in take_in([put(tmp_path, "many.jsonl", lines)]).articles] == [
        f"many.jsonl#{i}" for i in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", " \n\t\r\n\ufeff", "empty"),
        ("picture.txt", bytes(range(256)) * 40, "not text"),
        ("nulls.txt", b"pact\x00\x00\x00\x00\x00" * 50, "not text"),
        ("big.txt", b"x" * 50_000_000, "20 MB"),
        ("broken.pdf", b"%PDF-1.4 nothing", "broken"),
        ("scan.pdf", pdf_of([]), "only pictures"),
        ("broken.json", '{"text": "x",\n "date": }', "cannot be read"),
        ("deep.json", "[" * 100_000, "nested too deeply"),
        ("settings.json", '{"seed": 3}', "no article"),
        ("question.txt.json", '{"event": "Will it leave?", "deadline": "2021-01-01"}', "no article"),
        ("page.html", "<html><body><nav>Home</nav></body></html>", "no running text"),
        ("shop.xml", "<?xml version='1.0'?><shop><item>1</item></shop>", "no feed"),
        ("lol.xml", '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>', "feed"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path, name, content, what):
    put(tmp_path, "good.txt", SENTENCE)
    put(tmp_path, name, content)
    intake = take_in([tmp_path])
    assert [a.name for a in intake.articles] == ["good.txt"]
    (unread,) = intake.unread
    assert unread.file == name
    assert what in unread.what
    assert unread.remedy
    with pytest.raises(ArticleFault, match=name):
        take_in([tmp_path / name])


def test_a_locked_pdf_is_named(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(["Pact in danger"])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ArticleFault, match="password"):
        take_in([put(tmp_path, "locked.pdf", out.getvalue())])


def test_the_line_of_a_fault_in_json_is_named(tmp_path):
    put(tmp_path, "good.txt", SENTENCE)
    put(tmp_path, "bad.json", '{"text": "x",\n "date": }')
    (unread,) = take_in([tmp_path]).unread
    assert "line 2" in unread.what


def test_an_empty_folder_is_named_with_what_to_add(tmp_path):
    with pytest.raises(ArticleFault, match=r"(?s)holds no article.*\.txt"):
        take_in([tmp_path])


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FolderFault, match="no such file"):
        take_in([tmp_path / "nowhere"])


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    secret = put(tmp_path, "secret/one.txt", SENTENCE)
    folder = tmp_path / "reports"
    put(folder, "good.txt", SENTENCE)
    (folder / "link.txt").symlink_to(secret)
    (folder / "inner.txt").symlink_to(folder / "good.txt")
    intake = take_in([folder])
    assert [a.name for a in intake.articles] == ["good.txt"]
    assert [u.file for u in intake.unread] == ["link.txt"]


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes there")
def test_a_pipe_is_not_waited_for(tmp_path):
    put(tmp_path, "good.txt", SENTENCE)
    os.mkfifo(tmp_path / "pipe.txt")
    assert [u.file for u in take_in([tmp_path]).unread] == ["pipe.txt"]


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Où est l’accord ? ".encode("utf-16") * 3, "Où est l’accord ?", "UTF-16"),
        (
            ("Le traité est signé à Oslo, dit le ministre français. " * 4).encode("latin-1"),
            "traité",
            "not UTF-8",
        ),
        (("“The pact holds,” he said. " * 100).encode() + b"\xff end", "\ufffd end", "not UTF-8"),
    ],
)
def test_another_encoding_is_read_and_said(tmp_path, data, text, note):
    article = only(put(tmp_path, "one.txt", data))
    assert text in article.text
    assert any(note in found for found in article.notes)


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.rss", "a.pdf", "a.jsonl"]),
)
def test_no_bytes_raise_anything_but_a_fault_that_names_the_file(tmp_path_factory, data, name):
    path = put(tmp_path_factory.mktemp("in"), name, data)
    found, unread = articles.read_source(articles.Source(path, name))
    assert bool(found) != bool(unread)
    for article in found:
        assert 0 <= article.body.start <= article.body.end <= len(article.text)
        article.text.encode("utf-8")


markup = st.lists(
    st.sampled_from(["<p>", "</p>", "<div>", "&amp;", "&#0;", "&#xD800;", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<br/>", "\x00", SENTENCE])
    | st.text(max_size=10), max_size=15,
).map("".join)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(body=markup)
def test_mangled_markup_breaks_nothing(tmp_path_factory, body):
    folder = tmp_path_factory.mktemp("in")
    for name, text in (
        ("a.html", PAGE % ("", body)),
        ("a.rss", RSS % (body, "x")),
        ("a.json", json.dumps({"text": f"</p>{body}"})),
    ):
        path = put(folder, name, text.encode("utf-8", "replace"))
        found, unread = articles.read_source(articles.Source(path, name))
        assert found or unread
