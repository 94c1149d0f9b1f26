"""The scale of likelihood in which our own judgements are written.

ICD 203 (Office of the Director of National Intelligence, Analytic Standards, 2 January 2015, section D.6.e.2.a):
seven terms, each with a band in percent. The bands meet; a probability on a bound takes the term nearer to
even chance. Under 1 % and over 99 %, where the directive is silent, the outer terms hold.
"""

from __future__ import annotations

SCALE_NAME = "ICD 203"
BANDS: tuple[tuple[str, float, float], ...] = (
    ("almost no chance", 0.0, 0.05),
    ("very unlikely", 0.05, 0.20),
    ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55),
    ("likely", 0.55, 0.80),
    ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 1.0),
)
SYNONYMS = {
    "remote": "almost no chance",
    "highly improbable": "very unlikely",
    "improbable": "unlikely",
    "roughly even odds": "roughly even chance",
    "probable": "likely",
    "highly probable": "very likely",
    "nearly certain": "almost certain",
}
TERMS = tuple(term for term, _, _ in BANDS) + tuple(SYNONYMS)
_SLACK = 1e-9


def term_for(probability: float) -> str:
    """The term for a probability in [0, 1]."""
    for term, _, high in BANDS:
        if probability < high - _SLACK or (high >= 0.55 and probability <= high + _SLACK):
            return term
    return BANDS[-1][0]


def holds(term: str, probability: float) -> bool:
    """Whether a probability lies in the band of a term (its synonyms included), bounds included."""
    wanted = SYNONYMS.get(term.lower(), term.lower())
    return any(low - _SLACK <= probability <= high + _SLACK for name, low, high in BANDS if name == wanted)
