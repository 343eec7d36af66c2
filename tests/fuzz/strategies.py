"""What hypothesis draws from: texts, JSON, bytes of files and Features, broken in the ways that files break."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st

from geo.contract import PROPERTIES
from geo.types import Kind, Precision, Process, Role, Stage, Status
from tests import mapfile
from tests.hostile.strings import STRINGS

PROFILE = "fuzz"
"""Hypothesis' settings where it runs for minutes and not in the test suite."""
SHORT = settings(max_examples=40, deadline=None)
WHOLE = st.characters(exclude_categories=["Cs"])
"""Every character; without halves of one, which no file in UTF-8 holds."""
TEXTS = st.one_of(st.text(WHOLE, max_size=40), st.sampled_from([each for each in STRINGS if len(each) < 300]))
ANY_TEXTS = st.text(max_size=40)
"""Halves of characters among them: JSON can write those."""
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXTS
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXTS, inner, max_size=4))
DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from((day, day[:7], day[:4])))
_LISTS = ("actors", "parties", "sources")
_WHOLE_NUMBERS = ("mention_start", "mention_end", "start", "end")


def briefly(test: Callable[..., None]) -> Callable[..., None]:
    """Give a property few examples, unless hypothesis runs under `PROFILE`."""
    return test if settings.get_current_profile_name() == PROFILE else SHORT(test)


def written(value: object) -> bytes:
    """Return a value as JSON of Python's own kind, in which NaN and half characters can stand."""
    return json.dumps(value).encode()


def _values() -> dict[str, st.SearchStrategy[Any]]:
    """Return what each property of the contract may hold, but null."""
    chosen = {"kind": Kind, "precision": Precision, "role": Role, "status": Status, "stage": Stage, "process": Process}
    given: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(PROPERTIES, TEXTS)
    given |= {name: st.sampled_from(get_args(of)) for name, of in chosen.items()}
    given |= dict.fromkeys(("date", "date_end", "published"), DATES)
    given |= dict.fromkeys(_LISTS, st.lists(TEXTS, max_size=3))
    given |= dict.fromkeys(_WHOLE_NUMBERS, st.integers(0, 10**9))
    return given | {"confidence": st.floats(0, 1), "method": st.sampled_from(("rule", "curated", "corrected"))}


POSITIONS = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)
POINTS = st.builds(lambda at: {"type": "Point", "coordinates": at}, POSITIONS)
LINES = st.lists(st.lists(POSITIONS, min_size=2, max_size=4), min_size=1, max_size=3).map(
    lambda lines: {"type": "MultiLineString", "coordinates": lines}
)


@st.composite
def features(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return Features that fit the contract, each with some of its properties."""
    values = _values()
    optional = {name: value for name, value in values.items() if name not in ("event", "kind", *_LISTS)}
    made = []
    for number in range(draw(st.integers(0, 3))):
        given = draw(st.fixed_dictionaries({name: values[name] for name in _LISTS}, optional=optional))
        geometry = draw(st.none() | POINTS | LINES)
        if geometry and geometry["type"] != "Point":
            given["line"] = "am-az"
        made.append(mapfile.feature(f"f{number}", draw(values["kind"]), **given, geometry=geometry))
    return made


@st.composite
def nearly(draw: st.DrawFn, source: bytes) -> bytes:
    """Return bytes that are `source` but for a few cuts, changes and repetitions."""
    made = bytearray(source)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(made) - 1, 0)))
        made[at : at + draw(st.integers(0, 20))] = draw(st.binary(max_size=12))
    return bytes(made)


@st.composite
def spoiled(draw: st.DrawFn, source: bytes) -> bytes:
    """Return JSON that is `source` but for some values, anywhere in it, that are missing or others."""
    made: Any = json.loads(source)
    for _ in range(draw(st.integers(1, 3))):
        at = made
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(at[key], dict | list) and draw(st.integers(0, 3)):
                at = at[key]
            elif draw(st.booleans()):
                del at[key]
                break
            else:
                at[key] = draw(JSON)
                break
    return written(made)
