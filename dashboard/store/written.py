"""Values in, JSON out; what knows itself as JSON already is put into an answer as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol


class Ready(Protocol):
    """What knows itself as JSON."""

    @property
    def json(self) -> str:
        """The JSON."""


def written(value: object) -> str:
    """Return a value as JSON; a dataclass with slots as an object of its fields."""
    return json.dumps(value, default=plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def plain(value: Any) -> Mapping[str, Any]:
    """Return the fields of a dataclass with slots. Raises TypeError where it is none."""
    if not hasattr(value, "__dataclass_fields__"):
        raise TypeError(f"{type(value).__name__} is not written as JSON")
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def joined(head: Mapping[str, object], parts: Mapping[str, Ready]) -> bytes:
    """Return one JSON object of `head`, which holds something, and of parts that know themselves as JSON."""
    rest = "".join(f',"{name}":{values.json}' for name, values in parts.items())
    return f"{written(head)[:-1]}{rest}}}".encode()
