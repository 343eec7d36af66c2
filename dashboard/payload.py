"""What a route hands out as it is: a ready body, who makes the outlines' bodies, and the refusal of a request."""

from __future__ import annotations

from typing import Protocol


class Payload(Protocol):
    """A ready body, as `dashboard.outlines` makes it."""

    @property
    def body(self) -> bytes:
        """The body itself."""

    @property
    def gzipped(self) -> bytes:
        """The same, compressed."""

    @property
    def etag(self) -> str:
        """Hash of the body."""


class Outlines(Protocol):
    """What `dashboard.outlines` answers."""

    def world(self) -> Payload:
        """Land and countries."""

    def detail(self, cell: str) -> Payload | None:
        """Finer ones of one cell, null where there is none of that name."""

    def lines(self) -> Payload:
        """The lines of data/boundaries."""


class Refused(Exception):
    """A request that is answered with a status and one line."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status
