"""The Features of many articles in; the same with one `event` id for each happening that several of them tell, out.

Only `event` changes. What the articles disagree on stays with each Feature: its own date, status and words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.curated import same_person
from geo.geojson import feature_id

_NEXT_DAY = dt.timedelta(days=1)
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
    chosen: dict[int, str] = {}
    for group in (*_visits(features), *_borders(features)):
        event = _event(group, features)
        chosen.update(dict.fromkeys(group, event))
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


def _event(group: Iterable[int], features: Sequence[Feature]) -> str:
    """Return a milestone's id where one of the group has it, else that of the earliest article."""

    def rank(number: int) -> tuple[bool, str, str, str]:
        own = features[number]["properties"]
        return not _milestone(own), own["published"] or _LATE, own["article"] or "", features[number]["id"]

    event: str = features[min(group, key=rank)]["properties"]["event"]
    return event


def _visits(features: Sequence[Feature]) -> Iterable[list[int]]:
    at_place: dict[str, list[int]] = defaultdict(list)
    for number, feature in enumerate(features):
        own = feature["properties"]
        if own["kind"] == "visit" and own["place_id"] and own["actors"] and is_full_day(own["date"]):
            at_place[own["place_id"]].append(number)
    for numbers in at_place.values():
        yield from _stays(sorted(numbers, key=lambda n: features[n]["properties"]["date"]), features)


def _stays(numbers: Sequence[int], features: Sequence[Feature]) -> Iterable[list[int]]:
    """Group the visits to one place, sorted by date, into stays of one person."""
    open_stays: list[list[int]] = []
    done: list[list[int]] = []
    for number in numbers:
        own = features[number]["properties"]
        started = dt.date.fromisoformat(own["date"])
        for stay in open_stays[:]:
            if all(_last_day(features[n]["properties"]) + _NEXT_DAY < started for n in stay):
                open_stays.remove(stay)
                done.append(stay)
        found = next((s for s in open_stays if all(_same_visit(features[n]["properties"], own) for n in s)), None)
        if found is None:
            open_stays.append([number])
        else:
            found.append(number)
    return (stay for stay in done + open_stays if len(stay) > 1)


def _last_day(own: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(own["date_end"] if is_full_day(own["date_end"]) else own["date"])


def _same_visit(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    if not same_person(one["actors"][0], two["actors"][0]):
        return False
    if _milestone(one) and _milestone(two) and one["event"] != two["event"]:
        return False
    if "cancelled" in (one["status"], two["status"]):
        return bool(one["date"] == two["date"])
    return _last_day(one) + _NEXT_DAY >= dt.date.fromisoformat(two["date"])


def _borders(features: Sequence[Feature]) -> Iterable[list[int]]:
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, feature in enumerate(features):
        own = feature["properties"]
        if own["kind"] != "border" or len(own["parties"]) != 2 or own["stage"] in (None, "mentioned"):
            continue
        if is_full_day(own["date"]):
            found[(*own["parties"], own["stage"], own["date"])].append(number)
        elif own["document"] and _YEAR.search(own["document"]):
            found[(*own["parties"], own["stage"], own["document"].casefold())].append(number)
    return (group for group in found.values() if len(group) > 1)
