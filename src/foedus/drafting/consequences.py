"""The consequences of a case: what statements say may follow, with the probability that their words give.

Statements of one consequence are pooled in log-odds, median and ends alike, so that five voices on one
report do not make it surer than one. What is said to hold "even if" the agreement goes holds otherwise too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from scipy.special import expit, logit

from foedus.drafting.filling import because
from foedus.drafting.material import Material
from foedus.ledger.statement import Statement, words_at
from foedus.reporting.lexicon import reading

_BARE = "would"
_OTHERWISE = [0.01, 0.2]
_GOES_ON = [0.3, 0.95]
_LASTING = re.compile(
    r"\b(keep|keeps|kept|hang|hangs|hold|holds|cling|clings|remain|remains|stay|stays|continue|continues|retain|retains|go|goes)"
    r"(?: on| onto|ing)?\b(?! out| up)|\bstill\b",
    re.IGNORECASE,
)
_REGARDLESS = (
    "even if",
    "even in",
    "even without",
    "even though",
    "regardless",
    "whether or not",
    "despite",
    "with or without",
)


def consequence_records(material: Material) -> dict[str, dict[str, Any]]:
    """The consequences of a draft by id, as a case file writes them."""
    by_id = {statement.id: statement for statement in material.statements}
    texts = {article.name: article.text for article in material.articles}
    known = {group.id for group in material.consequences}
    records: dict[str, dict[str, Any]] = {}
    for group in material.consequences:
        voices = [by_id[s] for s in group.statements if s in by_id]
        if not voices:
            continue
        parent = group.given if group.given in known else "exit"
        ends, why = _pooled(voices)
        ids = [voice.id for voice in voices]
        otherwise, else_why = _OTHERWISE, "what else brings it about by the deadline; wide"
        if any(_LASTING.search(voice.words) for voice in voices):
            otherwise, else_why = (
                _GOES_ON,
                "it is said to last, so it is there already; how long it lasts anyway is open",
            )
        if any(_regardless(voice, texts) for voice in voices):
            otherwise, else_why = ends, "said to hold with the agreement as without it"
        records[group.id] = {
            "name": group.name,
            "given": {parent: {"interval": ends, "because": because(ids, why)}},
            "otherwise": {"interval": otherwise, "because": f"assumption: {else_why}"},
            "statements": ids,
            "because": f"statements: {', '.join(ids)}",
        }
    return records


def _pooled(voices: Sequence[Statement]) -> tuple[list[float], str]:
    """The 5th and 95th percentile of the consequence given its condition, and in words why."""
    readings = [voice.likelihood or reading(voice.phrase) for voice in voices]
    said = [r for r in readings if r is not None]
    if not said:
        bare = reading(_BARE)
        said = [bare] if bare is not None else []
        why = "stated without a word of probability: read as a bare conditional 'would'"
    else:
        phrases = dict.fromkeys(voice.phrase for voice in voices if voice.phrase)
        why = f"what readers take {', '.join(phrases) or 'the words'} to mean"
    low = float(expit(sum(logit(r.low) for r in said) / len(said)))
    high = float(expit(sum(logit(r.high) for r in said) / len(said)))
    return [round(low, 4), round(high, 4)], why


def _regardless(voice: Statement, texts: Mapping[str, str]) -> bool:
    condition = words_at(texts.get(voice.article, ""), voice.condition).lower()
    return condition.startswith(_REGARDLESS)
