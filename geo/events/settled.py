"""The visits of an article as its sentences told them in; each visit once out."""

from __future__ import annotations

import dataclasses

from geo.types import Visit


def settled(found: list[tuple[Visit, bool]]) -> tuple[Visit, ...]:
    """Give each visit once: a second telling adds its date, and a bare noun adds nothing to a visit told by a verb."""
    kept: list[Visit] = []
    for visit, weak in sorted(found, key=lambda pair: pair[1]):
        same = next((i for i, other in enumerate(kept) if _same(other, visit, weak)), None)
        if same is None:
            kept.append(visit)
        elif visit.date and len(visit.date) > len(kept[same].date or "") and not weak:
            kept[same] = dataclasses.replace(kept[same], date=visit.date, date_end=visit.date_end)
    return tuple(sorted(kept, key=lambda visit: visit.toponym.mention.start))


def _same(one: Visit, two: Visit, weak: bool) -> bool:
    if one.actor != two.actor or not _same_place(one, two):
        return False
    if weak:
        return True
    if one.status != two.status:
        return False
    first, second = one.date or "", two.date or ""
    return first.startswith(second) or second.startswith(first)


def _same_place(one: Visit, two: Visit) -> bool:
    if one.toponym.place is not None and two.toponym.place is not None:
        return one.toponym.place.id == two.toponym.place.id
    return one.toponym.mention.text == two.toponym.mention.text
