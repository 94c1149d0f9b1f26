"""What falls if a source is withdrawn: the answer without it, beside the answer as it is.

Nothing changes until the person says so. An article is withdrawn by a line in the ledger, so that entering
it again brings it back, and every later assessment of the folder leaves it out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.dossier.computing import compute
from foedus.dossier.contents import CASE
from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading, read_taken_in
from foedus.dossier.steps import Request, enter, previous_of
from foedus.errors import FolderFault, NoThreatFound
from foedus.ledger.article import Article
from foedus.ledger.store import Ledger
from foedus.provenance import digest_of


def withdraw(folder: Path, name: str, progress: Progress, *, change: bool = False) -> str:
    """Tell what the answer becomes without an article; with ``change``, withdraw it and write the new answer.

    Raises:
        FolderFault: the folder is no dossier, the article is not in it, or no article would be left.
        NoThreatFound: what is left reports no threat.
    """
    before = previous_of(folder)
    if before is None:
        raise FolderFault(
            "this is no dossier", where=str(folder), remedy="name a folder that foedus assess has written"
        )
    ledger = Ledger(folder)
    articles = _of_assessment(ledger.articles(), before)
    gone = _named(articles, name, folder)
    rest = tuple(article for article in articles if article.digest != gone.digest)
    if not rest:
        raise FolderFault(
            "it is the only article, so nothing would be left to assess", where=str(folder / gone.name)
        )
    request = _request(folder, before)
    reading = read_taken_in(rest, lexicon=request.lexicon, progress=progress)
    if reading.threat is None:
        raise NoThreatFound(
            "without this article no threat to leave an agreement is reported", where=gone.name
        )
    reading = _corrected(ledger, reading)
    computed = compute(request, reading, _question(before), before, progress)
    if change:
        ledger.withdraw(gone)
        enter(folder, computed, reading, progress)
    return _told(gone, before, computed.assessment, changed=change)


def _of_assessment(articles: Sequence[Article], assessment: Mapping[str, Any]) -> tuple[Article, ...]:
    used = {row["article"] for row in assessment["articles"]}
    return tuple(article for article in articles if article.name in used)


def _named(articles: Sequence[Article], name: str, folder: Path) -> Article:
    found = [article for article in articles if name in (article.name, Path(article.name).stem)]
    if not found:
        raise FolderFault(
            f"the dossier has no article {name!r}",
            where=str(folder),
            remedy=f"name one of {', '.join(article.name for article in articles)}",
        )
    return found[0]


def _request(folder: Path, before: Mapping[str, Any]) -> Request:
    """The settings of the assessment that stands, with the person's own case file if it was edited."""
    settings = before["run"]["settings"]
    edited = digest_of((folder / CASE).read_text(encoding="utf-8")) != before["run"]["case"]
    return Request((str(folder),), out=folder, case=folder / CASE if edited else None, **settings)


def _question(before: Mapping[str, Any]) -> Any:  # noqa: ANN401  # a Question, imported late
    from foedus.case.model import Question

    known = {field.name for field in dataclasses.fields(Question)}
    return Question(**{key: value for key, value in before["question"].items() if key in known})


def _corrected(ledger: Ledger, reading: Reading) -> Reading:
    from foedus.dossier.steps import as_corrected

    return as_corrected(ledger.folder, reading)


def _told(gone: Article, before: Mapping[str, Any], after: Mapping[str, Any], *, changed: bool) -> str:
    """What falls and what moves, in a few lines."""
    lines = [
        f"{'Withdrawn' if changed else 'If it is withdrawn'}: {gone.name} ({gone.outlet or 'outlet unknown'})",
        "",
    ]
    for family, title in (("courses", "course"), ("explanations", "explanation")):
        then = {row["id"]: row["probability"] for row in after[family]}
        for row in before[family]:
            now = then.get(row["id"])
            if now is not None:
                moved = 100 * (now - row["probability"])
                lines.append(
                    f"  {title:<12} {row['name']:<44.44} {100 * row['probability']:5.1f} % → {100 * now:5.1f} %  ({moved:+.1f})"
                )
    for family, title in (
        ("consequences", "consequences"),
        ("judgements", "judgements"),
        ("origins", "independent origins"),
    ):
        lines.append(f"  {title:<12} {len(before[family])} → {len(after[family])}")
    kept = {row["name"] for row in after["consequences"]}
    lines += [f"  falls: {row['name']}" for row in before["consequences"] if row["name"] not in kept]
    if not changed:
        lines += ["", "Nothing was changed. To withdraw it: foedus withdraw FOLDER ARTICLE --yes"]
    return "\n".join(lines)
