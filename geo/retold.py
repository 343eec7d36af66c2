"""The Features of many articles in; the same with one `event` id for each happening that several of them tell, out.

Only `event` changes. What the articles disagree on stays with each Feature: its own date, status and words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.curated import family_name, same_person
from geo.geojson import feature_id

NEXT_DAY = dt.timedelta(days=1)
"""Days apart at most of two tellings of one stay: "landed on Sunday night" and "was there on Monday"."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LATE = "9999"
"""Sorts after every date: an article without a day of publication."""

Feature = Mapping[str, Any]


def is_full_day(value: str | None) -> bool:
    """Tell whether an ISO 8601 date names a day, not only a month or a year."""
    return value is not None and len(value) == len("2024-08-18")


def with_shared_events(features: Sequence[Feature]) -> list[Feature]:
    """Give Features that report the same event the `event` id of the one published first, in the order given.

    Visits are the same where person and place are and the days are, or lie within one stay; a visit called off only
    where the day is the very same. Border references are the same where the two states, the stage and the full day
    (or a document named with its year) are. What is undated is never joined: it may be any of several.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, feature in enumerate(features):
        key = common(feature)
        if key:
            alike[key].append(number)
    chosen: dict[int, str] = {}
    for (kind, *_), numbers in alike.items():
        for group in _stays(numbers, features) if kind == "visit" else [numbers]:
            if len(group) > 1:
                chosen.update(dict.fromkeys(group, _event(group, features)))
    return [
        {**feature, "properties": {**feature["properties"], "event": chosen[number]}} if number in chosen else feature
        for number, feature in enumerate(features)
    ]


def with_own_events(features: Sequence[Feature]) -> list[Feature]:
    """Give each visit and border reference the `event` id that its article alone gives it: before they are shared."""
    return [
        {**feature, "properties": {**feature["properties"], "event": _own_event(feature)}}
        if feature["properties"]["kind"] in ("visit", "border")
        else feature
        for feature in features
    ]


def _visit_event(visit: Feature) -> str:
    """Return the id of a visit's event by its article alone: its milestone's, or that of its day, else its own."""
    own = visit["properties"]
    if _milestone(own):
        return str(own["date_source"] or own["event"])
    if not is_full_day(own["date"]) or not own["actors"]:
        return str(visit["id"])
    return feature_id("visit", own["status"], own["actors"][0], own["place_id"] or own["mention"], own["date"])


def _own_event(feature: Feature) -> str:
    own = feature["properties"]
    return _visit_event(feature) if own["kind"] == "visit" else feature_id(own["article"], "border", own["start"])


def _milestone(own: Mapping[str, Any]) -> bool:
    """Tell whether a visit's date is that of a milestone, also where a person mended the visit."""
    return own["method"] == "curated" or own.get("date_source") not in (None, "text")


def common(feature: Feature) -> tuple[str, ...] | None:
    """Return what all Features that report one event have in common, first the kind; null where it is never joined."""
    own = feature["properties"]
    if own["kind"] == "visit":
        dated = own["place_id"] and own["actors"] and is_full_day(own["date"])
        return ("visit", own["place_id"], family_name(own["actors"][0])) if dated else None
    if own["kind"] != "border" or len(own["parties"]) != 2 or own["stage"] in (None, "mentioned"):
        return None
    if is_full_day(own["date"]):
        return ("border", *own["parties"], own["stage"], own["date"])
    if own["document"] and _YEAR.search(own["document"]):
        return ("border", *own["parties"], own["stage"], own["document"].casefold())
    return None


def _event(group: Iterable[int], features: Sequence[Feature]) -> str:
    """Return a milestone's id where one of the group has it, else that of the earliest article."""

    def rank(number: int) -> tuple[bool, str, str, str]:
        own = features[number]["properties"]
        return not _milestone(own), own["published"] or _LATE, own["article"] or "", features[number]["id"]

    event: str = features[min(group, key=rank)]["properties"]["event"]
    return event


@dataclass(slots=True)
class _Stay:
    """Features that report one visit."""

    numbers: list[int] = field(default_factory=list)
    tellings: dict[tuple[object, ...], Mapping[str, Any]] = field(default_factory=dict)
    """The properties of those that differ in what decides: a thousand articles tell one visit in a few ways."""

    def add(self, number: int, own: Mapping[str, Any]) -> None:
        curated = own["event"] if own["method"] == "curated" else None
        called_off = own["status"] == "cancelled"
        self.numbers.append(number)
        self.tellings.setdefault((own["actors"][0], own["date"], own["date_end"], called_off, curated), own)


def _stays(numbers: Iterable[int], features: Sequence[Feature]) -> Iterable[list[int]]:
    """Group the visits to one place by persons of one family name into stays of one person."""
    open_stays: list[_Stay] = []
    done: list[_Stay] = []
    for number in sorted(numbers, key=lambda n: features[n]["properties"]["date"]):
        own = features[number]["properties"]
        started = dt.date.fromisoformat(own["date"])
        for stay in open_stays[:]:
            if all(last_day(each) + NEXT_DAY < started for each in stay.tellings.values()):
                open_stays.remove(stay)
                done.append(stay)
        stay = next((s for s in open_stays if all(_same_visit(each, own) for each in s.tellings.values())), _Stay())
        if not stay.numbers:
            open_stays.append(stay)
        stay.add(number, own)
    return (stay.numbers for stay in done + open_stays)


def last_day(own: Mapping[str, Any]) -> dt.date:
    """Return the last day of a dated visit, by its properties."""
    return dt.date.fromisoformat(own["date_end"] if is_full_day(own["date_end"]) else own["date"])


def _same_visit(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    if not same_person(one["actors"][0], two["actors"][0]):
        return False
    if _milestone(one) and _milestone(two) and one["event"] != two["event"]:
        return False
    if "cancelled" in (one["status"], two["status"]):
        return bool(one["date"] == two["date"])
    return last_day(one) + NEXT_DAY >= dt.date.fromisoformat(two["date"])
