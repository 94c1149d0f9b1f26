"""From grounds to a document: the order of the brief and the notes that its numbers lead to.

    Bottom line · Explanations · Why                      the first page
    Who said what · If it happened · What to watch · What it rests on · What to check first
    Where the sources disagree · Sources · The grave branch · What changed · Method    the grounds behind it
    All statements                                        the appendix

The same grounds give the same document.
"""

from __future__ import annotations

import re
from dataclasses import replace

from foedus.brief import changes
from foedus.brief.address import record_path
from foedus.brief.document import Document, Figure, Given, Quote, Ref, Section, Term, anchor, everything
from foedus.brief.grounds import Grounds
from foedus.brief.illustrate import illustrated
from foedus.brief.prose import (
    basis,
    bottom_line,
    consequences,
    disagreement,
    explanations,
    grave,
    ledger,
    method,
    reasons,
    signposts,
    sources,
    voices,
    worth_checking,
)
from foedus.brief.trace import closure
from foedus.wording import with_article


def compose(grounds: Grounds) -> Document:
    """The whole brief as a document; nothing is computed that the grounds do not hold."""
    sections: list[Section | None] = [
        bottom_line.section(grounds),
        explanations.section(grounds),
        reasons.section(grounds),
        reasons.full(grounds),
        voices.section(grounds),
        consequences.section(grounds),
        signposts.section(grounds),
        basis.section(grounds),
        worth_checking.section(grounds),
        disagreement.section(grounds),
        sources.section(grounds),
        grave.section(grounds),
        changes.section(grounds),
        method.section(grounds),
        ledger.section(grounds),
    ]
    kept = tuple(illustrated(grounds, section) for section in sections if section is not None)
    question = grounds.assessment["question"]
    run = grounds.assessment.get("run") or {}
    document = Document(
        title=title_of(grounds),
        as_of=str(question.get("as_of") or ""),
        version=str(run.get("version") or ""),
        sections=kept,
    )
    document = replace(document, notes=closure(grounds, paths_in(document)))
    addresses = {path: anchor(record_path(grounds, path)) for path in paths_in(document)}
    return replace(document, addresses=addresses)


def title_of(grounds: Grounds) -> str:
    """The brief's title: the agreement, or the case's own title."""
    question = grounds.assessment["question"]
    agreement = re.sub(r"\s+between\s.*$", "", str(question.get("agreement") or "").strip())
    who = with_article(str(question.get("threatener") or "").strip())
    if agreement and who:
        the = "" if agreement.lower().startswith("the ") else "the "
        return f"{who[:1].upper()}{who[1:]} and {the}{agreement}"
    return agreement or str(question.get("event") or "Assessment")


def paths_in(document: Document) -> list[str]:
    """The paths of everything in the document that stands on a ground, in order, each once."""
    found: dict[str, None] = {}
    for _, part in everything(document):
        match part:
            case Figure() | Given() | Ref() | Term():
                found.setdefault(part.path)
            case Quote():
                found.setdefault(f"statements.{part.statement}")
    return list(found)
