"""What is asked of a run: the articles, the question, the case, and the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Request:
    """What is asked of a run. See ``foedus assess --help`` for the meaning of each field."""

    paths: tuple[str, ...]
    as_of: str | None = None
    question: Path | None = None
    deadline: str | None = None
    case: Path | None = None
    out: Path | None = None
    draws: int = 8192
    seed: int = 0
    lexicon: str = "survey"
    pool: str = "log"
    asked: bool = False
