"""An `Analysis` in; an `Extraction` (visits, border references and quotations) out.

Rules over tokens, no model. What the text does not say stays null: see docs/events.md for the rules in prose and for
what they cannot do.
"""

from __future__ import annotations

from geo.events.extraction import extract

__all__ = ["extract"]
