"""What the quantities of a case are in the past cases that its reference class counts, where they are others there.

The case may say so itself (``usual`` in the reference class). Else an amendment says how the case in hand differs, and what
stood there before the first one goes on to hold for the past cases.

    >>> from foedus.case.amend import amend
    >>> from foedus.case.read import case_of
    >>> text = '''
    ... foedus: 1
    ... title: A threat
    ... actors: {S: sender}
    ... quantities: {v: {uniform: [0, 1], because: "history: E1"}}
    ... nodes: {act: {actor: S, options: [leave, stay]}}
    ... payoffs: [{if: act = leave, S: v}, {S: 0}]
    ... '''
    >>> amended = amend(text, {"quantities.v": {"beta": [9, 1]}}, by="M. Rossi", because="assumption: what if")
    >>> unamended(case_of(amended))["v"].declared()
    {'uniform': [0.0, 1.0]}
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.model import Case
from foedus.case.notation import QUANTITY_KEYS
from foedus.case.syntax import parse, plain
from foedus.errors import FoedusError
from foedus.quantity import Distribution


def unamended(case: Case) -> Mapping[str, Distribution]:
    """Quantity → its distribution in the class: what is declared as usual, or stood there before the first amendment."""
    declared = case.reference_class.usual if case.reference_class else {}
    found = {name: usual for name, usual in declared.items() if name in case.quantities}
    for record in case.amended:
        section, *steps = record["path"].split(".")
        name = steps[0] + "".join(f"[{member}]" for member in steps[1:]) if steps else ""
        quantity = case.quantities.get(name)
        if section != "quantities" or quantity is None or name in found:
            continue
        before = _distribution(record["was"])
        if before is not None and before != quantity.distribution:
            found[name] = before
    return {name: usual for name, usual in found.items() if usual != case.quantities[name].distribution}


def _distribution(was: str) -> Distribution | None:
    """The distribution in the text that an amendment replaced; None where it held none, or no text can tell."""
    try:
        told = plain(parse(f"was: {was}", "an amendment").root)["was"]
        if not isinstance(told, Mapping):
            return Distribution.of(float(told))
        family, parameters = next((k, v) for k, v in told.items() if k not in QUANTITY_KEYS)
        if family == "value":
            return Distribution.of(float(parameters))
        return Distribution.of({family: [float(p) for p in parameters]})
    except (FoedusError, ValueError, StopIteration):
        return None  # an amendment's record is for people first: words that are no number change nothing
