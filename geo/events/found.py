"""A visit as the words of one sentence tell it, before its date is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from geo.events.calendar import Direction
from geo.events.places import Located
from geo.types import Person, Status


@dataclass(frozen=True, slots=True)
class Found:
    """A visit as found in a sentence, before its date is resolved."""

    persons: tuple[Person, ...]
    place: Located
    status: Status
    date: int | None
    """The index of the date token that tells when."""
    weak: bool = False
    """True where the words alone do not say whether it took place: another mention decides."""
    days: int | None = None
    ends: bool = False
    """True where the date is the last day of the visit."""
    present: bool = False
    """True where it is told in the present tense, as chronicles tell the past."""
    direction: Direction | None = None
    """The side of publication on which the date lies, where the status does not say it: "skipped it on Friday"."""
