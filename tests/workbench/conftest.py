"""A small dossier, made once from articles of our own, and a fresh copy of it for every test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from foedus.dossier.progress import Progress
from foedus.dossier.request import Request
from foedus.dossier.steps import assess

pytest.importorskip("starlette")

FIRST = """OUTLET: Harbour Post
DATE: 2020-03-02
TITLE: Minister threatens to leave the fisheries treaty

Norway's fisheries minister said on Monday that his country would withdraw from the fisheries treaty with Iceland unless quotas
are raised. Analysts said a withdrawal was very unlikely. "They will probably settle for more cod," said Liv Berg, a lecturer
at Bergen. If Norway left the treaty, catches in the northern sea would fall. Iceland's prime minister called the threat a bluff.
"""
SECOND = """OUTLET: Sund Courier
DATE: 2020-03-03
TITLE: Iceland shrugs off the threat

Iceland is unlikely to give way, officials in Reykjavik said on Tuesday. The Harbour Post reported that Norway's fisheries minister
had threatened to withdraw from the fisheries treaty with Iceland. Jon Arnason, a former negotiator, said Norway may leave the treaty.
"""


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """The dossier as it was first made; nobody may change it."""
    place = tmp_path_factory.mktemp("made")
    kept, os.environ["FOEDUS_CACHE"] = os.environ.get("FOEDUS_CACHE"), str(place / "cache")
    (place / "reports").mkdir()
    (place / "reports" / "first.txt").write_text(FIRST, encoding="utf-8")
    (place / "reports" / "second.txt").write_text(SECOND, encoding="utf-8")
    request = Request((str(place / "reports"),), out=place / "dossier", draws=512)
    assess(request, Progress(None))
    yield place / "dossier"
    if kept is None:
        del os.environ["FOEDUS_CACHE"]
    else:
        os.environ["FOEDUS_CACHE"] = kept


@pytest.fixture
def folder(made, tmp_path) -> Path:
    """A copy of the dossier."""
    return shutil.copytree(made, tmp_path / "dossier")
