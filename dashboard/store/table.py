"""The columns of many values of one dataclass in; one value at a time, or all of them as JSON, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from dashboard.store.written import Ready, written

_Value = TypeVar("_Value")


class Table(Sequence[_Value], Generic[_Value]):
    """Values as columns: an answer has hundreds of them, and most are written as JSON without being looked at."""

    def __init__(self, kind: type[_Value], columns: Sequence[Sequence[Any]]) -> None:
        """Take a dataclass and its fields, a column each."""
        self._kind = kind
        self._columns = columns

    @classmethod
    def empty(cls, kind: type[_Value]) -> Table[_Value]:
        """Return a table of nothing."""
        return cls(kind, [()] * len(_names(kind)))

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, which: int) -> _Value: ...

    @overload
    def __getitem__(self, which: slice) -> Table[_Value]: ...

    def __getitem__(self, which: int | slice) -> _Value | Table[_Value]:
        found: list[Any] = [column[which] for column in self._columns]
        return Table(self._kind, found) if isinstance(which, slice) else self._kind(*found)

    @cached_property
    def json(self) -> Ready:
        """The values as a JSON array of objects, written once however many answers hold it."""
        names = _names(self._kind)
        return Ready(written([dict(zip(names, values, strict=True)) for values in zip(*self._columns, strict=True)]))


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
