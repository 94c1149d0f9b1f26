"""The schema for editors and the page on case files: both follow the declaration of the notation."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from case.sample import SOUND
from foedus.case import case_of
from foedus.case.notation import RECORDS
from foedus.case.reference import reference, rule_table
from foedus.case.schema import schema
from foedus.case.syntax import parse, plain
from foedus.drafting.model_text import default_model
from foedus.game.check import RULES as TREE_RULES
from foedus.quantity import FAMILIES

PAGE = Path(__file__).parents[2] / "docs" / "case-file.md"


def references(value: Any) -> set[str]:
    """All references in a schema."""
    if isinstance(value, dict):
        own = {value["$ref"]} if "$ref" in value else set()
        return own.union(*(references(part) for part in value.values()))
    return set().union(*(references(part) for part in value)) if isinstance(value, list) else set()


def test_every_field_is_described_and_every_reference_leads_somewhere() -> None:
    made = schema()
    assert json.loads(json.dumps(made)) == made
    assert {key for key, part in made["properties"].items()} == {field.key for field in RECORDS["case"]}
    assert references(made) <= {f"#/$defs/{name}" for name in made["$defs"]}
    assert made["required"] == ["foedus", "title", "actors", "nodes"]


@pytest.mark.parametrize("text", [SOUND, default_model()])
def test_sound_cases_follow_the_schema(text: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema())
    assert [error.message for error in validator.iter_errors(plain(parse(text, "x").root))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("role: threatener", "rle: threatener"), ("beta: [2, 3]", "bta: {x: 3}"), ("deadline: 2031-03-01", "deadline: soon"),
     ("title: Borduria", "titel: Borduria")],
)  # fmt: skip
def test_the_schema_tells_what_it_can(old: str, new: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema())
    assert not validator.is_valid(plain(parse(SOUND.replace(old, new), "x").root))


def test_the_page_shows_a_sound_case() -> None:
    examples = re.findall(r"```yaml\n(foedus: 1.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        case = case_of(example)
        assert case.courses


def test_the_page_holds_the_reference_that_the_declaration_makes() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert reference() in page
    assert rule_table() in page
    assert rule_table(TREE_RULES) in page
    assert all(f"`{family}`" in page for family in FAMILIES)
