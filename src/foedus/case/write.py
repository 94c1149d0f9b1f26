"""From a case to the text of a case file: ``case_of(write(case)) == case``.

Short values stand on one line in braces, longer ones on lines of their own. A number keeps its digits, and
a text stands in quotation marks wherever YAML could read it as something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from foedus.case.model import Case, Chance, Decision, Question
from foedus.case.notation import VERSION
from foedus.quantity import Distribution, Quantity

Value = str | float | bool | list["Value"] | dict[str, "Value"]

LINE_WIDTH = 110

_PLAIN = re.compile(r"-?[\w(.][\w()+*/^=!;'. -]*(?<! )")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write(case: Case) -> str:
    """The text of a case file that declares this case."""
    lines: list[str] = []
    for key, value in declared(case).items():
        if isinstance(value, dict | list) and lines:
            lines.append("")
        if isinstance(value, dict) and value:
            lines.append(f"{key}:")
            for name, part in value.items():
                lines.extend(entry(name, part, 2))
        else:
            lines.extend(entry(key, value, 0))
    return "\n".join(lines) + "\n"


def entry(key: str, value: Value, indent: int) -> list[str]:
    """The lines of one key with its value; the first is indented too."""
    return _lines(" " * indent + scalar(key) + ":", value, indent)


def item(value: Value, indent: int) -> list[str]:
    """The lines of one item of a list."""
    return _lines(" " * indent + "-", value, indent)


def _lines(head: str, value: Value, indent: int) -> list[str]:
    short = f"{head} {flow(value)}"
    if not isinstance(value, dict | list) or not value or len(short) <= LINE_WIDTH:
        return [short]
    if isinstance(value, dict):
        parts = [line for key, part in value.items() for line in entry(key, part, indent + 2)]
        if head.endswith("-"):  # the first key of an item stands behind its dash
            return [head + " " + parts[0].lstrip(), *parts[1:]]
        return [head, *parts]
    return [head, *(line for part in value for line in item(part, indent + 2))]


def flow(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return scalar(value)


def scalar(value: str | float | bool) -> str:
    """A text, a number, or yes and no, as YAML has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(float(value))
    if _PLAIN.fullmatch(value):
        return value
    return '"' + "".join(_ESCAPES.get(c) or (c if _is_printable(c) else _escape(c)) for c in value) + '"'


def _is_printable(character: str) -> bool:
    """Whether YAML takes a character as it is: printable, and no line break."""
    code = ord(character)
    return (
        0x20 <= code <= 0x7E
        or (0xA0 <= code <= 0xD7FF and code not in (0x2028, 0x2029))
        or (0xE000 <= code <= 0xFFFD and code != 0xFEFF)
        or code >= 0x10000
    )


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def declared(case: Case) -> dict[str, Value]:
    """A case as plain values, in the order of a case file; what stands at its default is left out."""
    found: dict[str, Any] = {
        "foedus": VERSION,
        "title": case.title,
        "reference": case.reference,
        "question": _question(case.question) if case.question else {},
        "actors": {
            a.id: _given({"name": a.name, "role": a.role, "because": a.because}) for a in case.actors.values()
        },
        "quantities": _quantities(case.quantities.values()),
        "nodes": {key: _node(node) for key, node in case.nodes.items()},
        "payoffs": [
            {**({"if": row.when.text} if row.when else {}), **{a: v.text for a, v in row.values.items()}}
            for row in case.payoffs
        ],
        "utilities": _utilities(case),
        "courses": {
            course.id: {"when": _when(course.when), "name": course.name}
            if course.name != course.id
            else _when(course.when)
            for course in case.courses.values()
        },
        "explanations": {
            e.id: {"node": e.node, "result": e.result, "name": e.name} for e in case.explanations.values()
        },
        "reference_class": _reference_class(case),
        "timing": _timing(case),
        "observations": {
            o.id: _given(
                {"saw": o.saw.text, "certainty": _number(o.certainty), "on": o.on, "because": o.because}
            )
            for o in case.observations.values()
        },
        "judgements": {key: _judgement(j) for key, j in case.judgements.items()},
        "indicators": {
            i.id: _given(
                {
                    "name": i.name,
                    "favours": i.favours,
                    "ratio": quantity(i.ratio, {"because": i.because}),
                    "certainty": _number(i.certainty),
                    "shows": i.shows.text if i.shows else "",
                    "statements": list(i.statements),
                    "reports": list(i.reports),
                    "because": i.because,
                }
            )
            for i in case.indicators.values()
        },
        "consequences": _consequences(case),
        "conflicts": [_as_value(conflict) for conflict in case.conflicts],
        "unfilled": list(case.unfilled),
        "precision": "" if case.precision == "precision" else case.precision,
        "fit": _as_value(case.fit),
        "amended": [_as_value(change) for change in case.amended],
    }
    needed = ("foedus", "title", "actors", "nodes")
    return {key: value for key, value in found.items() if key in needed or value not in ("", {}, [])}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something: no None, no empty text or list."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}


def _when(condition: Any) -> str:
    return "otherwise" if condition is None else str(condition.text)


def _number(distribution: Distribution) -> Any:
    return distribution.declared()


def _question(question: Question) -> dict[str, Any]:
    values = {key: getattr(question, key) for key in question.__dataclass_fields__}
    if not question.notice_given:
        del values["notice_given"]
    return _given(values)


def quantity(record: Quantity, group: Mapping[str, Any] | None = None) -> Any:
    """A quantity as plain values, without what its ``group`` says for it."""
    own = {"unit": record.unit, "because": record.because, "fitted": record.fitted}
    default = {"unit": "", "because": "", "fitted": False, **(group or {})}
    said = {key: value for key, value in own.items() if value != default[key]}
    number = _number(record.distribution)
    if isinstance(number, dict):
        return {**number, **said}
    return {"value": number, **said} if said else number


def _quantities(records: Iterable[Quantity]) -> dict[str, Any]:
    groups: dict[str, list[Quantity]] = {}
    for record in records:
        groups.setdefault(record.name.partition("[")[0], []).append(record)
    found: dict[str, Any] = {}
    for name, members in groups.items():
        if len(members) == 1 and members[0].name == name:
            found[name] = quantity(members[0])
            continue
        shared = {
            key: getattr(members[0], key)
            for key in ("unit", "because", "fitted")
            if len({getattr(member, key) for member in members}) == 1
        }
        inner = {member.name.partition("[")[2].rstrip("]"): quantity(member, shared) for member in members}
        found[name] = {**inner, **{key: value for key, value in shared.items() if value}}
    return found


def _node(node: Decision | Chance) -> dict[str, Any]:
    when = node.when.text if node.when else ""
    values: dict[str, Any]
    if isinstance(node, Chance):
        results = {result: value.text for result, value in node.results.items()}
        values = {"chance": results, "when": when, "seen_by": list(node.seen_by)}
    else:
        options = [
            {option: node.available[option].text} if option in node.available else option
            for option in node.options
        ]
        values = {"actor": node.actor, "when": when, "options": options, "sees": list(node.sees)}
        values |= {"unseen": list(node.unseen), "hidden_from": list(node.hidden_from)}
    return _given({**values, "name": node.name, "names": dict(node.names)})


def _utilities(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for term in case.utilities:
        when = term.when.text if term.when else ""
        found.setdefault(term.actor, []).append(
            _given({"add": term.value.text, "when": when, "because": term.because})
        )
    return found


def _reference_class(case: Case) -> dict[str, Any]:
    this = case.reference_class
    if this is None:
        return {}
    found = {
        "where": {column: list(values) for column, values in this.where.items()},
        "given": this.given.text if this.given else None,
        "because": this.because,
        "pooling": None if this.pooling is None else _number(this.pooling),
        "usual": {name: _number(number) for name, number in this.usual.items()},
        "exclude": list(this.exclude),
    }
    return {key: value for key, value in found.items() if key == "where" or value not in (None, "", [], {})}


def _timing(case: Case) -> dict[str, Any]:
    if case.timing is None:
        return {}
    scheduled = quantity(case.timing.scheduled, {"because": case.timing.because})
    return _given(
        {"scheduled": scheduled, "months_open": case.timing.months_open, "because": case.timing.because}
    )


def _judgement(judgement: Any) -> dict[str, Any]:
    values = {key: getattr(judgement, key) for key in judgement.__dataclass_fields__ if key != "id"}
    values["statements"] = list(values["statements"])
    if judgement.direction == "for":
        del values["direction"]
    if judgement.weight == 1.0:
        del values["weight"]
    return _given(values)


def _consequences(case: Case) -> dict[str, Any]:
    return {
        key: _given(
            {
                "name": this.name,
                "given": {cause: quantity(q, {"because": this.because}) for cause, q in this.given.items()},
                "otherwise": quantity(this.otherwise, {"because": this.because}),
                "statements": list(this.statements),
                "because": this.because,
            }
        )
        for key, this in case.consequences.items()
    }


def _as_value(value: Any) -> Any:
    """Mappings, lists and texts; anything else as its text."""
    if isinstance(value, Mapping):
        return {str(key): _as_value(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_value(part) for part in value]
    return value if isinstance(value, str | bool | int | float) else str(value)
