"""What a dossier's folder holds after a run: the ledger, the case, the earlier answers.

What people did is kept. Corrections of statements and withdrawn articles hold for the new reading; a case
file that was edited since the last run is kept beside the new draft, under its own name.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.ledger.article import Article
from foedus.ledger.correction import applied
from foedus.ledger.statement import Statement
from foedus.ledger.store import Ledger, open_ledger
from foedus.provenance import digest_of

CASE, ASSESSMENT, SETTINGS = "case.yaml", "assessment.json", "settings.json"
REGISTER = "register.jsonl"
_LEDGER_FILES = ("articles.jsonl", "statements.jsonl", "corrections.jsonl")


def standing(
    folder: Path, articles: Sequence[Article], statements: Sequence[Statement]
) -> tuple[tuple[Article, ...], tuple[Statement, ...]]:
    """The articles and statements of a reading after what people withdrew and corrected in the folder."""
    if not (folder / _LEDGER_FILES[0]).is_file():
        return tuple(articles), tuple(statements)
    ledger = Ledger(folder)
    withdrawn = withdrawn_digests(folder)
    kept = tuple(a for a in articles if a.digest not in withdrawn)
    names = {a.name for a in kept}
    changes = [c for c in ledger.corrections() if c.article in names]
    current = applied([s for s in statements if s.article in names], changes)
    place = {article.name: i for i, article in enumerate(kept)}
    ordered = sorted(current, key=lambda s: (place[s.article], s.content[0].start if s.content else 0, s.id))
    return kept, tuple(ordered)


def withdrawn_digests(folder: Path) -> frozenset[str]:
    """The digests of the articles that people withdrew from the folder."""
    digests: set[str] = set()
    try:
        lines = (folder / _LEDGER_FILES[0]).read_text(encoding="utf-8").splitlines()
    except OSError:
        return frozenset()
    for line in lines:
        row = json.loads(line)
        digests.discard(row["digest"])
        if row.get("withdrawn"):
            digests.add(row["digest"])
    return frozenset(digests)


def ledger_files(
    folder: Path, articles: Sequence[Article], statements: Sequence[Statement]
) -> dict[str, str | bytes]:
    """The ledger's files after a reading was entered: path → content, only those that changed."""
    with tempfile.TemporaryDirectory() as aside:
        staged = open_ledger(aside)
        for name in _LEDGER_FILES:
            if (folder / name).is_file():
                (staged.folder / name).write_bytes((folder / name).read_bytes())
        staged.enter(articles, statements)
        files: dict[str, str | bytes] = {}
        for path in sorted(p for p in staged.folder.rglob("*") if p.is_file()):
            name = path.relative_to(staged.folder).as_posix()
            data = path.read_bytes()
            target = folder / name
            if not target.is_file() or target.read_bytes() != data:
                files[name] = data
    return files


def case_files(
    folder: Path, case_text: str, previous: Mapping[str, Any] | None
) -> tuple[dict[str, str | bytes], str]:
    """The case file, and the kept copy of one that was edited; with a note about it, or "".

    Args:
        folder: the dossier's folder.
        case_text: the case that was used in this run.
        previous: the assessment that the folder holds.
    """
    files: dict[str, str | bytes] = {CASE: case_text}
    target = folder / CASE
    if not target.is_file():
        return files, ""
    there = target.read_text(encoding="utf-8")
    drafted = (previous or {}).get("run", {}).get("case")
    if there == case_text or digest_of(there) == drafted:
        return files, ""
    kept = f"case.edited-{_next_number(folder, 'case.edited-*.yaml')}.yaml"
    files[kept] = there
    return (
        files,
        f"the case file was edited since the last run: kept as {kept}; to assess with it: --case {folder / kept}",
    )


def version_files(
    folder: Path, previous: Mapping[str, Any] | None, now: Mapping[str, Any]
) -> dict[str, str | bytes]:
    """The earlier answer as the next numbered version, if the new one differs in more than its seconds."""
    if previous is None or _lasting(previous) == _lasting(now):
        return {}
    number = _next_number(folder / "versions", "*.json")
    return {f"versions/{number:04d}.json": json.dumps(previous, ensure_ascii=False, indent=1)}


def _lasting(record: Mapping[str, Any]) -> str:
    run = {key: value for key, value in record.get("run", {}).items() if key != "seconds"}
    return json.dumps({**record, "run": run}, sort_keys=True)


def _next_number(folder: Path, pattern: str) -> int:
    return len(list(folder.glob(pattern))) + 1 if folder.is_dir() else 1
