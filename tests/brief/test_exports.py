"""docx, pdf and the machine-readable traces come from the same document."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from brief.sample import ARTICLES
from foedus.brief import annotations, office
from foedus.brief.document import Document, Picture
from foedus.brief.grounds import Grounds

pytest.importorskip("typst")
docx = pytest.importorskip("docx")


@pytest.fixture(scope="module")
def word(document: Document) -> bytes:
    return office.docx(document)


def test_docx_holds_the_bottom_line_and_a_picture_with_words(word: bytes) -> None:
    file = docx.Document(io.BytesIO(word))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "that Veltania will give notice of leaving the Strait Pact by" in text
    assert len(file.inline_shapes) == 6
    assert all(shape._inline.docPr.get("descr") for shape in file.inline_shapes)


def test_docx_links_lead_to_bookmarks(word: bytes) -> None:
    xml = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    import re

    targets = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert targets
    assert targets <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))


def test_office_files_are_the_same_bytes_again(document: Document, word: bytes) -> None:
    assert office.docx(document) == word
    assert office.pdf(document) == office.pdf(document)


def test_pdf_is_tagged_and_holds_the_answer(document: Document) -> None:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(office.pdf(document)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Veltania" in reader.pages[0].extract_text()


def test_selectors_point_at_the_words(grounds: Grounds) -> None:
    texts = {f"urn:foedus:articles.{article.name}": article.text for article in ARTICLES}
    found = annotations.web_annotations(grounds)
    assert found["total"] == len(grounds.ordered)
    for item in found["first"]["items"]:
        for target in item["target"]:
            place, words = target["selector"]
            text = texts[target["source"]]
            assert text[place["start"] : place["end"]] == words["exact"]
            assert text[: place["start"]].endswith(words["prefix"])
            assert text[place["end"] :].startswith(words["suffix"])


def test_derivations_are_closed(document: Document, grounds: Grounds) -> None:
    found = annotations.provenance(document, grounds)
    assert json.loads(json.dumps(found)) == found
    known = {node["@id"] for node in found["@graph"]}
    used = {link["@id"] for node in found["@graph"] for link in node.get("prov:wasDerivedFrom", ())}
    assert used
    assert used <= known


def test_pictures_are_well_formed_and_hold_no_raw_words(document: Document) -> None:
    from xml.etree import ElementTree

    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                for drawing in (block.wide, block.narrow):
                    root = ElementTree.fromstring(drawing)
                    assert root.tag.endswith("svg")


def test_hostile_words_break_neither_docx_nor_pdf() -> None:
    import re

    from brief.test_page import hostile

    bad = hostile()
    xml = zipfile.ZipFile(io.BytesIO(office.docx(bad))).read("word/document.xml").decode()
    assert "<script" not in xml
    assert set(re.findall(r'w:anchor="([^"]+)"', xml)) <= set(re.findall(r'w:name="([^"]+)"', xml))
    assert office.pdf(bad).startswith(b"%PDF")
