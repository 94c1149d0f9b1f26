"""PDF to an article: the text of its pages (pypdf), one blank line between pages."""

from __future__ import annotations

import io
import logging
import re

from foedus.errors import ArticleFault
from foedus.ledger.article import Article
from foedus.reporting.intake.metadata import describe

MOST_PAGES = 300
MOST_CHARACTERS = 5_000_000


def article_of(name: str, data: bytes) -> Article:
    """The article of a PDF. Its day of making is no day of publication and is not used.

    Raises:
        ArticleFault: the file is broken, locked, too long, or holds pictures of text only.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # its warnings on sloppy files help no reader
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleFault("the PDF is locked by a password", where=name, remedy="save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise ArticleFault(
                f"the PDF has {len(reader.pages)} pages; articles have at most {MOST_PAGES}",
                where=name,
                remedy="save the pages of the article alone",
            )
        pages = [page.extract_text() for page in reader.pages]
        title, author = _noted(reader.metadata)
    except ArticleFault:
        raise
    except Exception as fault:  # pypdf raises whatever a broken file provokes
        raise ArticleFault(
            f"the PDF is broken: {type(fault).__name__}",
            where=name,
            remedy="save it again, or its text as .txt",
        ) from fault
    text = "\n\n".join(_unwrapped(page) for page in pages if page.strip())[:MOST_CHARACTERS]
    text = text.encode("utf-8", "replace").decode("utf-8")  # a broken font table can give half characters
    if not text.strip():
        raise ArticleFault(
            "the PDF holds no text, only pictures of it",
            where=name,
            remedy="run it through OCR and save it again",
        )
    return describe(name, text, markup={"title": title, "author": author}, notes=("text extracted from PDF",))


def _noted(metadata: object) -> tuple[str, str]:
    """Title and author of the file's own record, where they are more than a file name."""
    title = str(getattr(metadata, "title", "") or "").strip()
    author = str(getattr(metadata, "author", "") or "").strip()
    if re.search(r"\.(?:docx?|pdf|indd|html?)$|^(?:untitled|microsoft word)", title, re.IGNORECASE):
        title = ""
    return title, author if len(author.split()) > 1 else ""


def _unwrapped(page: str) -> str:
    """A page with words that were hyphenated at line ends joined; the line ends stay."""
    return re.sub(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])", "", page).strip()
