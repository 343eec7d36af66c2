"""What speaks for a place in, the share of such names that are right out."""

from __future__ import annotations

from math import exp
from typing import Final

WIDEST: Final = 1.0
"""Of the margin: further off, the next place is no rival, and where there is none."""
COEFFICIENTS = (-1.19, 1.56, 1.05)
"""Of a logistic regression: constant, score, margin. bench/confidence.py fits them; docs/accuracy.md says on what."""


def confidence(score: float, margin: float) -> float:
    """Return how likely a name is a place and this one, 0 to 1, to two decimals.

    Args:
        score: the evidence for this place and for the name being a place's here.
        margin: how far it lies before the next other place, of the same evidence.
    """
    constant, of_score, of_margin = COEFFICIENTS
    return round(1 / (1 + exp(-(constant + of_score * score + of_margin * min(WIDEST, margin)))), 2)
