"""The nouns of the list: a `Listing` asks for a part of it, a `Listed` holds that part, a `Row` is one Feature."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.store.grid import Bounds


@dataclass(frozen=True, slots=True)
class Row:
    """One Feature, with the properties of the contract; lon and lat in degrees."""

    number: int
    id: str
    event: str
    kind: str
    type: str | None
    place: str | None
    place_id: str | None
    country: str | None
    precision: str | None
    mention: str | None
    mention_start: int | None
    mention_end: int | None
    role: str | None
    date: str | None
    date_end: str | None
    date_source: str | None
    actors: tuple[str, ...]
    parties: tuple[str, ...]
    status: str | None
    stage: str | None
    process: str | None
    document: str | None
    speaker: str | None
    excerpt: str | None
    start: int | None
    end: int | None
    summary: str | None
    sources: tuple[str, ...]
    article: str | None
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    line: str | None
    confidence: float | None
    method: str | None
    reason: str | None
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Which part of the list is asked for; what is set narrows it, all together."""

    offset: int = 0
    """Cards before the first."""
    limit: int = 50
    at: Bounds | None = None
    """Only what the map draws as points within these bounds, north and west edge included."""
    place: str | None = None
    """Only what has its point at the place of this id."""
    line: str | None = None
    """Only what the map draws as this line."""
    unplaced: bool = False
    """Only what is not on the map."""
    years: bool = False
    """Whether the years are counted."""
    focus: str | None = None
    """Id of a Feature: where it is listed, the page is the one that holds it, whatever `offset` says."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list."""

    shown: int
    """Features in the whole list."""
    events: int
    """Cards in the whole list."""
    offset: int
    next: int | None
    focus: str | None
    """Event of the Feature asked for, where it is listed."""
    years: tuple[tuple[int | None, int], ...] | None
    """Features that begin in each year, the undated last under null; null where not asked for."""
    groups: tuple[tuple[Row, ...], ...]
    """Rows of each event, in the order of the list."""
