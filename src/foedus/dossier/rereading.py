"""What reading the earlier articles anew moves by itself, where others have come to them.

A dossier that was made by an earlier program, on an earlier day or with other settings is answered anew as a whole when an article is
added to it. So that the whole move is not taken for the new article's, the earlier articles are asked today's question alone:
from the answer before to this one goes what reading and asking anew moved, from this one to the answer what the new
articles did.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.dossier.asking import asked_about
from foedus.dossier.computing import compute
from foedus.dossier.contents import standing
from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading, read_taken_in
from foedus.dossier.request import Request
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.case.model import Question
    from foedus.inquiry.solved import Solve


def reread(
    folder: Path,
    request: Request,
    reading: Reading,
    question: Question,
    previous: Mapping[str, Any] | None,
    progress: Progress,
    *,
    amendments: Sequence[Mapping[str, Any]] = (),
    solve: Solve | None = None,
) -> dict[str, Any] | None:
    """The answer of the earlier articles alone, as today's program reads and asks them.

    Args:
        folder: the dossier's folder, for what people corrected in it.
        request: the settings; a case file of one's own is no draft, so nothing is told of it.
        reading: what was read now.
        question: what is asked now.
        previous: the assessment before.
        progress: where to say how far it is.
        amendments: made again on the draft.
        solve: solves the case's game; the house's solver if None.

    Returns:
        ``articles``, how many they are, and ``courses``, id → probability; None where no article is new or none was there
        before, and where those alone cannot be answered.
    """
    known = {str(digest) for digest in ((previous or {}).get("run") or {}).get("inputs", {}).values()}
    earlier = tuple(article for article in reading.articles if article.digest in known)
    if request.case is not None or not earlier or len(earlier) == len(reading.articles):
        return None
    asked = asked_about(question) if request.question is not None or request.asked else None
    try:
        with progress.step("reading anew", f"{len(earlier)} of {len(reading.articles)} articles"):
            alone = read_taken_in(earlier, lexicon=request.lexicon, progress=Progress(None), asked=asked)
            articles, statements = standing(folder, alone.articles, alone.statements)
            alone = dataclasses.replace(
                alone, articles=articles, statements=statements, as_read=alone.statements
            )
            computed = compute(
                request, alone, question, None, Progress(None), amendments=amendments, solve=solve
            )
    except FoedusError:  # the new articles may be the first to report what is asked about
        return None
    courses = {str(c["id"]): float(c["probability"]) for c in computed.assessment["courses"]}
    return {"articles": len(earlier), "courses": courses}
