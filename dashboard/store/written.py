"""Dataclasses in, a tuple that is written as JSON once out, however many answers hold it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class Written(tuple[_Value, ...]):
    """Values that many answers repeat: those of a filter, whatever the viewport."""

    @cached_property
    def json(self) -> str:
        """The values as a JSON array."""
        return written(self)


def written(value: object) -> str:
    """Return a value as JSON; a dataclass with slots as an object of its fields."""
    return json.dumps(value, default=plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def plain(value: Any) -> Mapping[str, Any]:
    """Return the fields of a dataclass with slots. Raises TypeError where it is none."""
    if not hasattr(value, "__dataclass_fields__"):
        raise TypeError(f"{type(value).__name__} is not written as JSON")
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def joined(head: Mapping[str, object], parts: Mapping[str, Written[Any]]) -> bytes:
    """Return one JSON object of `head`, which holds something, and of parts that may be written already."""
    rest = "".join(f',"{name}":{values.json}' for name, values in parts.items())
    return f"{written(head)[:-1]}{rest}}}".encode()
