"""A place and a policy for names in, the label that stands on the map and the cards out."""

from __future__ import annotations

import geo


def label(place_id: str, name: str, date: str | None, policy: str) -> str:
    """Return the names of a place under a policy at an ISO 8601 date; null stands for now."""
    chosen = getattr(geo, "label", None)
    return name if chosen is None else str(chosen(place_id, name, date, policy))
