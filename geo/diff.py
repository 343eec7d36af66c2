"""Two map.geojson files in, what differs between them out, a line a Feature: `python -m geo diff OLD NEW`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.contract import read_collection

MAX_SHOWN = 80
"""Characters of a value in a line."""
Feature = Mapping[str, Any]
_AT = ("article", "kind", "start", "end", "mention_start", "line", "date")
"""What a Feature keeps when a person mends its place or its actor, though its id changes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One Feature that differs."""

    sign: str
    """`+` added, `-` gone, `~` changed."""
    feature: Feature
    """As it is now, or was."""
    changed: tuple[tuple[str, Any, Any], ...] = ()
    """Property, what it was, what it is."""

    def __str__(self) -> str:
        said = self.feature["properties"]
        head = f"{self.sign} {_plain(self.feature['id'])}"
        if self.sign != "~":
            return f"{head} {_plain(said.get('kind'))} {_shown(said.get('place'))}"
        return f"{head}: " + "; ".join(f"{name} {_shown(was)} -> {_shown(now)}" for name, was, now in self.changed)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `diff`."""
    parser.add_argument("old", type=Path, help="the map before")
    parser.add_argument("new", type=Path, help="the map after")


def run(args: argparse.Namespace) -> int:
    """Write the differences to standard output and their number to standard error."""
    found = differences(read_collection(args.old)["features"], read_collection(args.new)["features"])
    sys.stdout.writelines(f"{change}\n" for change in found)
    sys.stderr.write(f"{len(found)} features differ\n")
    return 0


def differences(old: Iterable[Feature], new: Iterable[Feature]) -> tuple[Change, ...]:
    """Return what was changed, what is gone and what was added, each in the order of its file.

    A Feature whose id changed with its place or its actor is paired with the one that took its words.
    """
    before = {each["id"]: each for each in old}
    after = {each["id"]: each for each in new}
    gone = [each for name, each in before.items() if name not in after]
    added = [each for name, each in after.items() if name not in before]
    pairs = [(before[name], each) for name, each in after.items() if name in before]
    pairs += _paired(gone, added)
    renamed = {id(each) for pair in pairs for each in pair}
    changed = [Change("~", now, tuple(_properties(was, now))) for was, now in pairs if was != now]
    return (
        *changed,
        *(Change("-", each) for each in gone if id(each) not in renamed),
        *(Change("+", each) for each in added if id(each) not in renamed),
    )


def _paired(gone: Sequence[Feature], added: Sequence[Feature]) -> list[tuple[Feature, Feature]]:
    fresh: dict[tuple[Any, ...], list[Feature]] = {}
    for each in added:
        fresh.setdefault(_at(each), []).append(each)
    pairs = []
    for each in gone:
        fitting = fresh.get(_at(each))
        if fitting:
            pairs.append((each, fitting.pop(0)))
    return pairs


def _at(feature: Feature) -> tuple[Any, ...]:
    return tuple(feature["properties"].get(name) for name in _AT)


def _properties(was: Feature, now: Feature) -> Iterator[tuple[str, Any, Any]]:
    if was["id"] != now["id"]:
        yield "id", was["id"], now["id"]
    one, other = was["properties"], now["properties"]
    for name in dict.fromkeys((*one, *other)):
        if one.get(name) != other.get(name):
            yield name, one.get(name), other.get(name)
    if was["geometry"] != now["geometry"]:
        yield "geometry", was["geometry"], now["geometry"]


def _shown(value: Any) -> str:
    return _plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _plain(value: Any) -> str:
    """Return text from outside as one line that no terminal takes for a command."""
    text = "".join(each if each.isprintable() else "�" for each in str(value))
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
