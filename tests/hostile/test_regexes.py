"""Every regular expression of the project against texts made to be slow: linear in their length, or nearly."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from enum import Enum

import pytest

import dashboard
import geo
from tests.tally import Tally

SCRIPTS = ("dashboard.app", "dashboard.page", "geo.__main__", "geo.intake.reader")
"""Modules that run when they are imported, and hold no expression."""
MOST = 1_000
"""Values of a longer list are data."""
SIZE, SHORT = 1_000_000, 10_000
SECONDS = 1.0
"""For a text of `SIZE` characters."""
SHORT_SECONDS = 0.05
"""For a text of `SHORT` characters: five times their share, so that what is quadratic is late by far."""


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every compiled expression over text in the project's modules, with its name."""
    for package in (geo, dashboard):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in SCRIPTS:
                for name, value in vars(importlib.import_module(found.name)).items():
                    yield from patterns(f"{found.name}.{name}", value)


def patterns(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the expressions that a module's value is or holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
    elif isinstance(value, dict):
        yield from patterns(name, list(value.values()))
    elif type(value).__module__.startswith(("geo.", "dashboard.")) and not isinstance(value, type | Enum):
        # What is asked of several at once holds them as its own.
        for attribute in sorted({*getattr(value, "__dict__", {}), *getattr(type(value), "__slots__", ())}):
            yield from patterns(f"{name}.{attribute}", getattr(value, attribute, None))
    elif isinstance(value, list | tuple) and len(value) < MOST:
        for number, each in enumerate(value):
            yield from patterns(f"{name}[{number}]", each)


NAMES = {pattern: name for name, pattern in expressions()}
"""Of each expression one of its names: modules take them from one another."""
FOUND = {name: pattern for pattern, name in NAMES.items()}
PIECES = (
    "a",
    " ",
    "\n",
    ".",
    "'",
    "’s",
    "-",
    "(",
    "((",
    "a ",
    "A ",
    "Aa ",
    "A.",
    "A. ",
    "aA",
    "1",
    "\u0301",
    "e\u0301",
    "\ud800",
    '"',
    '" ',
    "---\n",
    "a-a",
    "the border ",
    "border commission ",
    "agreed to ",
    "Border Treaty of ",
    "not yet ",
    "BAKU, ",
    "Ա",
)


def search(pattern: re.Pattern[str], text: str) -> None:
    """Find all that an expression finds, which is the most that any code asks of it."""
    for _ in pattern.finditer(text):
        pass


@pytest.mark.parametrize("name", FOUND)
def test_no_text_makes_an_expression_slow(name: str, torture: bool, tally: Tally) -> None:
    size = SIZE if torture else SHORT
    slowest = 0.0
    for piece in PIECES:
        text = (piece * (size // len(piece) + 1))[:size] + "!"
        began = time.process_time()
        search(FOUND[name], text)
        slowest = max(slowest, time.process_time() - began)
    assert slowest < (SECONDS if torture else SHORT_SECONDS), f"{slowest:.2f} s for {size} characters"
    tally.add(f"expression {name}", len(PIECES), f"slowest {slowest:.2f} s for {size:,} characters")


def test_the_projects_expressions_are_found() -> None:
    assert len(FOUND) > 100
    assert any(".patterns[" in name for name in FOUND), "those that an object holds, too"
    assert len(PIECES) == 30
