"""What the fuzzers start from and what they once broke, read again each time: a fault that was mended stays so."""

from __future__ import annotations

import time

import pytest

from tests.fuzz.targets import SEEDS, TARGETS
from tests.tally import Tally

SECONDS = 5.0
"""For one input: what takes longer stops a server."""
LEAST = 20
"""Seeds of each target."""


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_break_nothing(target: str, tally: Tally) -> None:
    seeds = sorted((SEEDS / target).iterdir())
    assert len(seeds) >= LEAST
    for path in seeds:
        began = time.monotonic()
        TARGETS[target](path.read_bytes())
        assert time.monotonic() - began < SECONDS, path.name
    tally.add(f"seeds of the fuzzers: {target}", len(seeds), "0 broken, each within 5 s")


def test_every_folder_of_seeds_has_its_target() -> None:
    assert {path.name for path in SEEDS.iterdir()} == set(TARGETS)
