"""From a case file to a case, with all its faults at once.

>>> case = case_of('''
... foedus: 1
... title: A threat
... actors: {S: sender}
... quantities: {v: {uniform: [0, 1], because: "assumption: flat"}}
... nodes: {act: {actor: S, options: [leave, stay]}}
... payoffs: [{if: act = leave, S: v}, {S: 0}]
... ''')
>>> case.nodes["act"].options
('leave', 'stay')
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from foedus.case.check import faults_of
from foedus.case.condition import Otherwise
from foedus.case.model import (
    Actor,
    Case,
    Chance,
    Consequence,
    Course,
    Decision,
    Explanation,
    Indicator,
    Judgement,
    Observation,
    PayoffRow,
    Question,
    ReferenceClass,
    Timing,
    UtilityTerm,
)
from foedus.case.notation import VERSION
from foedus.case.syntax import LARGEST_FILE, MOST_TOLD, Scalar, Source, Table, Tree, parse, plain
from foedus.case.values import Reading
from foedus.errors import CaseFault, Fault, InputFault
from foedus.provenance import digest_of
from foedus.quantity import Distribution, Quantity

_CERTAIN = Distribution("point", (1.0,))


def read_case(path: str | Path) -> Case:
    """The case of a file.

    Raises:
        CaseFault: the file has faults; all are named, each with its line.
        InputFault: the file is missing, too large, or no UTF-8 text.
    """
    path = Path(path)
    try:
        if path.stat().st_size > 4 * LARGEST_FILE:
            raise InputFault(
                f"the file has {path.stat().st_size} bytes, too many for a case", where=str(path)
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputFault(f"the case file cannot be read: {error.strerror}", where=str(path)) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault(
            "encoding", f"the file is no UTF-8 text: {error.reason}", line, 1, remedy="save it as UTF-8"
        )
        raise CaseFault([fault], where=str(path)) from None
    return case_of(text, str(path))


def case_of(text: str, where: str = "case") -> Case:
    """The case that a text declares; ``where`` names it in messages. Those of the last few texts are kept.

    Raises:
        CaseFault: the text has faults; all are named, each with its line.
    """
    return _declared(text, where)


@lru_cache(maxsize=8)
def _declared(text: str, where: str) -> Case:
    source = parse(text, where)
    reading = Reading(source)
    case = _case(reading, source)
    faults = [*reading.faults, *(fault for fault in faults_of(case) if fault.level == "fault")]
    if faults:
        del faults[MOST_TOLD:]
        told = {(fault.rule, fault.line, fault.column, fault.what): fault for fault in faults}
        raise CaseFault(sorted(told.values(), key=lambda f: (f.line, f.column)), where=where)
    return case


def _case(reading: Reading, source: Source) -> Case:
    top = reading.record("case", source.root, "a case")
    if str(top.get("foedus", VERSION)) != VERSION:
        what = f"this is notation {top['foedus']}, and only {VERSION} is known"
        reading.fault("version", what, source.at(("foedus",)))
    return Case(
        title=top.get("title", ""),
        question=_question(reading, top["question"]) if "question" in top else None,
        actors={
            key: _actor(reading, key, tree) for key, tree in _records(reading, top, "actors", "an actor")
        },
        quantities={
            quantity.name: quantity
            for key, tree in _records(reading, top, "quantities", "a quantity")
            for quantity in reading.quantities(key, tree)
        },
        nodes={key: _node(reading, key, tree) for key, tree in _records(reading, top, "nodes", "a node")},
        payoffs=_payoffs(reading, top),
        utilities=_utilities(reading, top),
        courses={
            key: _course(reading, key, tree) for key, tree in _records(reading, top, "courses", "a course")
        },
        explanations={
            key: _explanation(reading, key, tree)
            for key, tree in _records(reading, top, "explanations", "an explanation")
        },
        reference_class=_reference_class(reading, top["reference_class"])
        if "reference_class" in top
        else None,
        timing=_timing(reading, top["timing"]) if "timing" in top else None,
        observations={
            key: _observation(reading, key, tree)
            for key, tree in _records(reading, top, "observations", "an observation")
        },
        judgements={
            key: _judgement(reading, key, tree)
            for key, tree in _records(reading, top, "judgements", "a judgement")
        },
        indicators={
            key: _indicator(reading, key, tree)
            for key, tree in _records(reading, top, "indicators", "an indicator")
        },
        consequences={
            key: _consequence(reading, key, tree)
            for key, tree in _records(reading, top, "consequences", "a consequence")
        },
        conflicts=_plain_records(reading, top, "conflicts"),
        unfilled=top.get("unfilled", ()),
        precision=top.get("precision", "precision"),
        fit=plain(reading.table(top["fit"], "fit: a mapping")) if "fit" in top else {},
        amended=_plain_records(reading, top, "amended"),
        reference=top.get("reference", ""),
        digest=digest_of(source.text),
        source=source,
    )


def _records(reading: Reading, top: dict[str, Any], section: str, what: str) -> list[tuple[str, Tree]]:
    """The records of a section under their ids, which must be names."""
    if section not in top:
        return []
    table = reading.table(top[section], f"{section}: a mapping")
    for key in table.keys.values():
        reading.declared_name(key, what)
    return list(table.entries.items())


def _plain_records(reading: Reading, top: dict[str, Any], section: str) -> tuple[dict[str, Any], ...]:
    """Mappings that are kept as they are."""
    if section not in top:
        return ()
    items = reading.items(top[section], f"{section}: a list")
    return tuple(plain(reading.table(item, f"{section}: a mapping")) for item in items)


def _question(reading: Reading, tree: Tree) -> Question:
    values = reading.record("question", tree, "the question")
    for key in ("event", "deadline", "as_of", "threatener", "counterpart", "agreement"):
        values.setdefault(key, "")
    return Question(**values)


def _actor(reading: Reading, key: str, tree: Tree) -> Actor:
    if isinstance(tree, Scalar):
        return Actor(key, reading.text(tree))
    values = reading.record("actor", tree, f"actor {key}")
    return Actor(key, **{"name": key, **values})


def _node(reading: Reading, key: str, tree: Tree) -> Decision | Chance:
    table = reading.table(tree, f"node {key}: a mapping")
    if "chance" in table.entries:
        return _chance(reading, key, table)
    values = reading.record("decision", table, f"node {key}")
    options, available = [], {}
    for item in reading.items(values.pop("options", Scalar("", tree.start, tree.end)), "a list of options"):
        option, condition = _option(reading, key, item)
        if option in options:
            reading.fault("duplicate-option", f"option {option!r} of {key} stands twice", item)
            continue
        options.append(option)
        if condition is not None:
            available[option] = condition
    names = _names(reading, values, options, key)
    return Decision(
        id=key,
        options=tuple(options),
        available=available,
        line=reading.line(tree),
        **{"actor": "", **values, "names": names},
    )


def _option(reading: Reading, node: str, item: Tree) -> tuple[str, Any]:
    """An option and the condition under which it is open."""
    if isinstance(item, Table):
        if len(item.entries) != 1:
            remedy = "write {option: condition}, one to a pair of braces"
            reading.fault(
                "option", f"an option of {node} is one name with one condition", item, remedy=remedy
            )
            return "", None
        ((option, condition),) = item.entries.items()
        reading.declared_name(item.keys[option], "an option", result=True)
        return option, reading.condition(condition)
    option = reading.name(item)
    if option and isinstance(item, Scalar):
        reading.declared_name(Scalar(option, item.start, item.end), "an option", result=True)
    return option, None


def _names(reading: Reading, values: dict[str, Any], known: list[str], node: str) -> dict[str, str]:
    """How people call the options or results of a node."""
    if "names" not in values:
        return {}
    table = reading.table(values["names"], "names: a mapping")
    reading.unknown_keys(table, known, f"names of {node}")
    return {key: reading.text(tree) for key, tree in table.entries.items()}


def _chance(reading: Reading, key: str, table: Table) -> Chance:
    values = reading.record("chance", table, f"node {key}")
    results = reading.table(values.pop("chance"), "results: a mapping from result to probability")
    for result in results.keys.values():
        reading.declared_name(result, "a result", result=True)
    probabilities = {result: reading.expression(tree) for result, tree in results.entries.items()}
    names = _names(reading, values, list(probabilities), key)
    return Chance(id=key, results=probabilities, line=reading.line(table), **{**values, "names": names})


def _payoffs(reading: Reading, top: dict[str, Any]) -> tuple[PayoffRow, ...]:
    rows = []
    for item in reading.items(top["payoffs"], "payoffs: a list of rows") if "payoffs" in top else ():
        row = reading.table(item, "a row of payoffs: a mapping")
        when = reading.condition(row.entries["if"]) if "if" in row.entries else None
        values = {actor: reading.expression(tree) for actor, tree in row.entries.items() if actor != "if"}
        rows.append(PayoffRow(when, values, reading.line(item)))
    return tuple(rows)


def _utilities(reading: Reading, top: dict[str, Any]) -> tuple[UtilityTerm, ...]:
    if "utilities" not in top:
        return ()
    found = []
    for actor, terms in reading.table(
        top["utilities"], "utilities: a mapping from actor to terms"
    ).entries.items():
        for item in reading.items(terms, f"utilities of {actor}: a list of terms"):
            if isinstance(item, Scalar):
                found.append(UtilityTerm(actor, reading.expression(item), line=reading.line(item)))
                continue
            values = reading.record("term", item, f"a term of {actor}")
            if "add" in values:
                value = values.pop("add")
                found.append(UtilityTerm(actor, value, line=reading.line(item), **values))
    return tuple(found)


def _course(reading: Reading, key: str, tree: Tree) -> Course:
    if isinstance(tree, Scalar):
        return Course(key, key, reading.condition(tree))
    values = reading.record("course", tree, f"course {key}")
    return Course(key, values.get("name", key), values.get("when"))


def _explanation(reading: Reading, key: str, tree: Tree) -> Explanation:
    values = reading.record("explanation", tree, f"explanation {key}")
    return Explanation(key, values.get("name", key), values.get("node", ""), values.get("result", ""))


def _reference_class(reading: Reading, tree: Tree) -> ReferenceClass:
    values = reading.record("reference_class", tree, "the reference class")
    where = reading.table(values.pop("where"), "where: a mapping") if "where" in values else None
    columns = {} if where is None else {key: reading.texts(value) for key, value in where.entries.items()}
    usual = reading.table(values.pop("usual"), "usual: a mapping") if "usual" in values else None
    values["usual"] = (
        {} if usual is None else {key: reading.distribution(value) for key, value in usual.entries.items()}
    )
    return ReferenceClass(columns, **{"given": None, "because": "", **values})


def _timing(reading: Reading, tree: Tree) -> Timing:
    values = reading.record("timing", tree, "timing")
    because = values.get("because", "")
    scheduled = _one(reading, "scheduled", values.get("scheduled"), because)
    months = values.get("months_open")
    return Timing(scheduled, 12.0 if months is None else months, because or scheduled.because)


def _one(reading: Reading, name: str, tree: Tree | None, because: str) -> Quantity:
    if tree is None:
        return Quantity(name, Distribution("point", (0.5,)), because)
    if isinstance(tree, Table):
        known = [key for key in tree.entries if key in ("because", "unit", "fitted")]
        if len(known) == len(tree.entries):
            reading.fault("distribution", f"{name} has no distribution", tree)
            return Quantity(name, Distribution("point", (0.5,)), because)
    return reading.quantity(name, tree, because)


def _observation(reading: Reading, key: str, tree: Tree) -> Observation:
    values = reading.record("observation", tree, f"observation {key}")
    saw = values.pop("saw", None)
    written = reading.source.at(("observations", key, "saw"))
    if isinstance(written, Scalar) and written.text.strip() == "otherwise":
        reading.fault("condition", "'otherwise' is nothing that can be seen", written)
    return Observation(key, saw or Otherwise(), **{"certainty": _CERTAIN, "because": "", **values})


def _judgement(reading: Reading, key: str, tree: Tree) -> Judgement:
    values = reading.record("judgement", tree, f"judgement {key}")
    if values.get("weight", 1.0) is None:
        del values["weight"]
    for needed in ("about", "speaker", "origin", "because"):
        values.setdefault(needed, "")
    return Judgement(id=key, **values)


def _indicator(reading: Reading, key: str, tree: Tree) -> Indicator:
    values = reading.record("indicator", tree, f"indicator {key}")
    because = values.get("because", "")
    ratio = _one(reading, f"{key} ratio", values.pop("ratio", None), because)
    values = {"name": key, "favours": "", "certainty": _CERTAIN, "because": "", **values}
    return Indicator(id=key, ratio=ratio, **values)


def _consequence(reading: Reading, key: str, tree: Tree) -> Consequence:
    values = reading.record("consequence", tree, f"consequence {key}")
    because = values.get("because", "")
    given = reading.table(values["given"], "given: a mapping").entries if "given" in values else {}
    return Consequence(
        id=key,
        name=values.get("name", key),
        given={cause: _one(reading, f"{key} given {cause}", part, because) for cause, part in given.items()},
        otherwise=_one(reading, f"{key} otherwise", values.get("otherwise"), because),
        statements=values.get("statements", ()),
        because=because,
    )
