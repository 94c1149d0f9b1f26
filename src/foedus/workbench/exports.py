"""The brief and the answer as files: for the screen's frame, and for other programs."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from starlette.responses import PlainTextResponse, Response

from foedus.errors import MissingExtra
from foedus.workbench.bench import Shelf
from foedus.workbench.guard import FRAMED_POLICY

_KINDS = {
    "brief.md": "text/markdown; charset=utf-8",
    "brief.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "brief.pdf": "application/pdf",
    "assessment.json": "application/json",
    "case.yaml": "application/yaml; charset=utf-8",
}


def export(shelf: Shelf, form: str) -> Response:
    """One file; 404 for a name that is none of ours."""
    bench = shelf.bench()
    if form == "brief.html":
        from foedus.brief.forms import page

        return Response(
            page.render(bench.document),
            media_type="text/html",
            headers={"Content-Security-Policy": FRAMED_POLICY},
        )
    if form not in _KINDS:
        return PlainTextResponse("There is no such file.\n", 404)
    try:
        data = _made(shelf, form)
    except MissingExtra as fault:
        return PlainTextResponse(f"{fault}\n", 501)
    return Response(
        data, media_type=_KINDS[form], headers={"Content-Disposition": f'attachment; filename="{form}"'}
    )


def _made(shelf: Shelf, form: str) -> bytes:
    from foedus.brief.forms import markdown, office

    bench = shelf.bench()
    match form:
        case "assessment.json":
            return json.dumps(bench.assessment, ensure_ascii=False, indent=1).encode()
        case "case.yaml":
            return bench.grounds.case_text.encode()
        case "brief.docx":
            return office.docx(bench.document)
        case "brief.pdf":
            with tempfile.TemporaryDirectory() as aside:
                made = Path(aside) / "brief.pdf"
                made.write_bytes(office.pdf(bench.document))
                return made.read_bytes()
    return markdown.render(bench.document).encode()
