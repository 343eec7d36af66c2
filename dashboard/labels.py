"""A place of the data and a view in, the label that stands on the map and the cards out."""

from __future__ import annotations

from functools import lru_cache

from dashboard.state import View
from geo import label as named

MAX_LABELS = 65_536
"""Labels kept: a map and a list ask for the same few thousand again and again."""
AS_WRITTEN = "source"
"""The policy that shows a place as the article writes it."""


def label(place: tuple[str, str], view: View, date: str | None = None, mention: str | None = None) -> str:
    """Return the names of a place under the policy of a view.

    Args:
        place: id and plain name.
        view: its date, where it has one, goes before the event's.
        date: ISO 8601, of the one event that the label stands for; null where it stands for several.
        mention: the place as that event's article writes it.
    """
    return _named(*place, view.asof or date, view.names, mention if view.names == AS_WRITTEN else None)


@lru_cache(MAX_LABELS)
def _named(identity: str, name: str, date: str | None, policy: str, mention: str | None) -> str:
    return named(identity, name, date, policy, mention)
