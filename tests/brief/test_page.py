"""The page: every number has a link, every link resolves, nothing is fetched, nothing hostile runs."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from brief.sample import ARTICLES, STATEMENTS, assessment
from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.document import Document
from foedus.brief.forms import markdown, page

VOID = {"meta", "link", "br", "hr", "img", "input", "rect", "line", "circle", "path"}
QUIET = {"svg", "style", "title", "summary", "script"}


class Crawler(HTMLParser):
    """Follows a page: ids, links, elements, and text with digits that stands outside any link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and "href" in found:
            self.targets.append(str(found.get("href")))
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        in_note = any("note" in str(found.get("class")) for _, found in self.open)
        heading = {"h1", "h2", "h3", "caption"} & tags
        if re.search(r"\d", data) and not tags & (QUIET | {"a"}) and not in_note and not heading:
            self.loose.append(data.strip())


def crawl(html: str) -> Crawler:
    crawler = Crawler()
    crawler.feed(html)
    return crawler


def test_every_link_resolves_and_every_address_is_one(document: Document) -> None:
    found = crawl(page.render(document))
    assert len(set(found.ids)) == len(found.ids)
    assert found.targets
    assert {target.removeprefix("#") for target in found.targets} <= set(found.ids)
    assert all(target.startswith("#") for target in found.targets)


def test_every_number_in_the_text_is_a_link(document: Document) -> None:
    assert crawl(page.render(document)).loose == []


def test_every_note_leads_on_or_is_a_ground(document: Document) -> None:
    from foedus.brief.trace import LEAVES

    for note in document.notes:
        assert note.rests_on or note.kind in LEAVES, note.path


def test_nothing_is_fetched_and_no_script_stands_in_the_page(document: Document) -> None:
    found = crawl(page.render(document))
    assert not {"script", "link", "iframe", "img", "object", "form"} & found.elements
    assert not [
        a for a in found.attributes if a[1] in ("src", "srcset", "data", "action") or a[1].startswith("on")
    ]
    assert "default-src 'none'" in page.render(document)
    assert "url(" not in page.render(document)


def test_pictures_and_tables_are_open_to_a_screen_reader(document: Document) -> None:
    html = page.render(document)
    assert html.count('role="img"') == 12  # six pictures, each for a page and for a phone
    assert not re.search(r'role="img" aria-label=""', html)
    assert '<html lang="en">' in html
    assert html.count("<h1>") == 1


HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>\"'`](javascript:alert(1)) {{ 7*7 }} | **b** \x1b[31m"


def hostile() -> Document:
    record = assessment()
    record["question"]["event"] = f"Will {HOSTILE} leave?"
    record["question"]["agreement"] = HOSTILE
    record["courses"][1]["name"] = HOSTILE
    record["consequences"][0]["name"] = HOSTILE
    record["evidence"][0]["what"] = HOSTILE
    record["signposts"][0]["event"] = HOSTILE
    record["assumptions"][0]["if_wrong"] = f"becomes 2 % {HOSTILE}"
    record["conflicts"][0]["about"] = HOSTILE
    record["origins"][0]["name"] = HOSTILE
    record["articles"][0] |= {"title": HOSTILE, "outlet": HOSTILE}
    articles = (
        replace(ARTICLES[0], outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)", notes=(HOSTILE,)),
        *ARTICLES[1:],
    )
    statements = tuple(
        replace(s, speaker=HOSTILE, speaker_is=HOSTILE, through=(HOSTILE, HOSTILE)) for s in STATEMENTS
    )
    return compose(sample_grounds(assessment=record, statements=statements, articles=articles))


def test_hostile_words_stay_words_in_html() -> None:
    found = crawl(page.render(hostile()))
    assert not {"script", "img"} & found.elements
    assert not [a for a in found.attributes if a[1].startswith("on")]
    assert all(target.startswith("#") for target in found.targets)
    assert {target.removeprefix("#") for target in found.targets} <= set(found.ids)
    assert "{{ 7*7 }}" in page.render(hostile())


def test_hostile_words_stay_words_in_markdown() -> None:
    from markdown_it import MarkdownIt

    text = markdown.render(hostile())
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    found = crawl(html)
    assert not {"script", "img"} & found.elements
    assert all(target.startswith("#") for target in found.targets)
    assert {target.removeprefix("#") for target in found.targets} <= set(found.ids)


def test_links_of_the_markdown_resolve(document: Document) -> None:
    text = markdown.render(document)
    targets = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert targets
    assert targets <= set(re.findall(r'<a id="([^"]+)"></a>', text))


def test_a_users_own_template_is_taken_first(document: Document, tmp_path: Path) -> None:
    (tmp_path / "brief.html.jinja").write_text("<h1>Mine: {{ document.title }}</h1>", encoding="utf-8")
    assert page.render(document, templates=tmp_path) == "<h1>Mine: Veltania and the Strait Pact</h1>\n"


def test_a_users_template_can_change_one_block_and_keep_the_rest(document: Document, tmp_path: Path) -> None:
    own = "{% extends 'foedus/brief.html.jinja' %}{% block contents %}<p>For {{ document.as_of }}</p>{{ super() }}{% endblock %}"
    (tmp_path / "brief.html.jinja").write_text(own, encoding="utf-8")
    ours, theirs = page.render(document), page.render(document, templates=tmp_path)
    assert "<p>For 2031-03-06</p>" in theirs
    assert theirs.replace("<p>For 2031-03-06</p>", "").split() == ours.split()


def test_a_users_template_that_names_what_does_not_exist_fails(document: Document, tmp_path: Path) -> None:
    import pytest
    from jinja2.exceptions import UndefinedError

    (tmp_path / "brief.html.jinja").write_text("{{ document.titel }}", encoding="utf-8")
    with pytest.raises(UndefinedError):
        page.render(document, templates=tmp_path)


def test_a_users_template_cannot_reach_the_machine(document: Document, tmp_path: Path) -> None:
    import pytest
    from jinja2.exceptions import SecurityError

    (tmp_path / "brief.html.jinja").write_text("{{ document.__class__.__mro__ }}", encoding="utf-8")
    with pytest.raises(SecurityError):
        page.render(document, templates=tmp_path)
