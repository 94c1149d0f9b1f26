"""The reference of the notation in Markdown, made from its declaration and the rules' own words.

``python -m foedus.case.reference`` prints it; the page on case files holds it, and a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from foedus.case.check import RULES
from foedus.case.notation import RECORDS, Field

TITLES = {
    "case": "The file", "question": "`question`", "actor": "An actor", "decision": "A decision",
    "chance": "A move of chance", "term": "A term of a utility", "course": "A course",
    "explanation": "An explanation", "reference_class": "`reference_class`", "timing": "`timing`",
    "observation": "An observation", "judgement": "A judgement", "indicator": "An indicator",
    "consequence": "A consequence",
}  # fmt: skip


def reference() -> str:
    """The keys of all records, one table each."""
    parts = [f"### {TITLES[name]}\n\n{_table(fields)}" for name, fields in RECORDS.items()]
    return "\n\n".join(parts) + "\n"


def rule_table(rules: Iterable[Callable[..., object]] = RULES) -> str:
    """The rules with what each of them holds to."""
    lines = ["| rule | what holds |", "|---|---|"]
    for rule in rules:
        name = str(getattr(rule, "__name__", "")).replace("_", "-")
        lines.append(f"| `{name}` | {str(rule.__doc__).strip()} |")
    return "\n".join(lines) + "\n"


def _table(fields: tuple[Field, ...]) -> str:
    lines = ["| key | value | what it says |", "|---|---|---|"]
    for field in fields:
        value = " or ".join(field.choices) if field.choices else _kind(field)
        needed = " (needed)" if field.required else ""
        lines.append(f"| `{field.key}` | {value}{needed} | {field.says} |")
    return "\n".join(lines)


def _kind(field: Field) -> str:
    return {
        "because": "reason", "boolean": "yes or no", "names": "names", "texts": "texts", "table": "mapping",
        "records": "records", "date": "date",
    }.get(field.kind, field.kind)  # fmt: skip


if __name__ == "__main__":
    print(reference())
    print(rule_table())
