"""Words for probabilities on the scale of ICD 203 (Office of the Director of National Intelligence 2015).

>>> word_for(0.03), word_for(0.5), word_for(0.8)
('almost no chance', 'roughly even chance', 'very likely')
"""

from __future__ import annotations

SCALE: tuple[tuple[float, str], ...] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)


def word_for(probability: float) -> str:
    """The scale's term for a probability; each band holds its lower end.

    Raises:
        ValueError: the probability lies outside [0, 1].
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"{probability} is no probability")
    return next((word for upper, word in SCALE if probability < upper), SCALE[-1][1])
