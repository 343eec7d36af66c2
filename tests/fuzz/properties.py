"""Seconds in, the properties of readers and round trips tried for so long: `python -m tests.fuzz.properties`.

Hypothesis has a number of examples and no clock: each property is given some hundred, one after the other, again and
again. What it found before is in `.hypothesis` and is tried first.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.fuzz.strategies import PROFILE

MODULES = ("tests.fuzz.test_readers", "tests.fuzz.test_round_trips")
EXAMPLES = 300
"""Of one property before the next has its turn."""


def properties() -> list[Callable[..., None]]:
    """Return every property of the modules, each with its executions counted in `counted`."""
    # A property takes its settings when its module is loaded.
    settings.register_profile(PROFILE, max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    settings.load_profile(PROFILE)
    found = [value for name in MODULES for value in vars(import_module(name)).values()]
    return [each for each in found if callable(each) and is_hypothesis_test(each)]


def counted(tried: Any, tally: dict[str, int]) -> None:
    """Have each execution of a property noted under its name."""
    inner = tried.hypothesis.inner_test

    def counting(*arguments: Any, **named: Any) -> None:
        tally[tried.__name__] = tally.get(tried.__name__, 0) + 1
        inner(*arguments, **named)

    tried.hypothesis.inner_test = counting


def main() -> None:
    """Try them until the time is over; what does not hold ends it with hypothesis' own report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    end = time.monotonic() + parser.parse_args().seconds
    logging.disable()
    tally: dict[str, int] = {}
    found = properties()
    for each in found:
        counted(each, tally)
    try:
        while time.monotonic() < end:
            for each in found:
                each()
    finally:
        for name, count in tally.items():
            sys.stdout.write(f"{count:>9,}  {name}\n")
        sys.stdout.write(f"{sum(tally.values()):>9,}  executions of {len(found)} properties\n")


if __name__ == "__main__":
    main()
