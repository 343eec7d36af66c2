"""Values in, JSON out; what knows itself as JSON already is put into an answer as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

Ready = orjson.Fragment
"""What is JSON already."""


def written(value: object) -> bytes:
    """Return a value as JSON in UTF-8; a dataclass as an object of its fields.

    Raises:
        TypeError: it holds what JSON has no form for.
    """
    return orjson.dumps(value)


def plain(value: Any) -> Mapping[str, Any]:
    """Return the fields of a dataclass with slots. Raises TypeError where it is none."""
    if not hasattr(value, "__dataclass_fields__"):
        raise TypeError(f"{type(value).__name__} is not written as JSON")
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
