"""Shared pieces of the brief's tests."""

from __future__ import annotations

import pytest

from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.document import Document
from foedus.brief.grounds import Grounds


@pytest.fixture(scope="session")
def grounds() -> Grounds:
    return sample_grounds()


@pytest.fixture(scope="session")
def document(grounds: Grounds) -> Document:
    return compose(grounds)
