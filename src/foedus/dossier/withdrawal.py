"""What falls if a source is withdrawn: the answer without it, beside the answer as it is.

Nothing changes until the person says so. An article is withdrawn by a line in the ledger, so that entering
it again brings it back, and every later assessment of the folder leaves it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.dossier.again import articles_of, reassess, standing_assessment
from foedus.dossier.progress import Progress
from foedus.dossier.steps import enter
from foedus.errors import FolderFault
from foedus.ledger.article import Article
from foedus.ledger.store import Ledger

_FAMILIES = (("courses", "course"), ("explanations", "explanation"))
_COUNTED = ("consequences", "judgements", "origins")


def withdraw(folder: Path, name: str, progress: Progress, *, change: bool = False) -> str:
    """Tell what the answer becomes without an article; with ``change``, withdraw it and write the new answer.

    Raises:
        FolderFault: the folder is no dossier, the article is not in it, or no article would be left.
        NoThreatFound: what is left reports no threat.
    """
    before = standing_assessment(folder)
    ledger = Ledger(folder)
    gone = _named(articles_of(ledger, before), name, folder)
    computed, reading = reassess(folder, progress, without=[gone.name])
    if change:
        ledger.withdraw(gone)
        enter(folder, computed, reading, progress)
    return _told(folder, gone, before, computed.assessment, changed=change)


def _named(articles: Sequence[Article], name: str, folder: Path) -> Article:
    found = [article for article in articles if name in (article.name, Path(article.name).stem)]
    if not found:
        raise FolderFault(
            f"the dossier has no article {name!r}",
            where=str(folder),
            remedy=f"name one of {', '.join(article.name for article in articles)}",
        )
    return found[0]


def _told(
    folder: Path, gone: Article, before: Mapping[str, Any], after: Mapping[str, Any], *, changed: bool
) -> str:
    """What falls and what moves, in a few lines."""
    head = "Withdrawn" if changed else "If it is withdrawn"
    lines = [f"{head}: {gone.name} ({gone.outlet or 'outlet unknown'})", ""]
    for family, title in _FAMILIES:
        then = {row["id"]: row["probability"] for row in after[family]}
        for row in before[family]:
            if row["id"] in then:
                was, now = 100 * row["probability"], 100 * then[row["id"]]
                lines.append(
                    f"  {title:<12} {row['name']:<44.44} {was:5.1f} % → {now:5.1f} %  ({_points(now - was)})"
                )
    lines += [f"  {family:<12} {len(before[family])} → {len(after[family])}" for family in _COUNTED]
    kept = {row["id"] for row in after["consequences"]}
    lines += [f"  falls: {row['name']}" for row in before["consequences"] if row["id"] not in kept]
    if not changed:
        lines += ["", f"Nothing was changed. To withdraw it: foedus withdraw {folder} {gone.name} --yes"]
    return "\n".join(lines)


def _points(difference: float) -> str:
    """A difference in percentage points, signed, where it would not show as 0.0."""
    return "under 0.1" if round(difference, 1) == 0 else f"{difference:+.1f}"
