"""Services that fail, and the rules of those that do not: no query lost or repeated, no failure kept as an answer."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from fakes.geocoder import FakeClock, FakeGeocoder, Reply
from fakes.names import Names

from geo.cache import Cache
from geo.geocode import Chain, EmbeddedGeocoder, Provider, Service, geocode_features
from geo.geocode.provider import OUT_S
from geo.geocode.service import VERSION
from tests.tally import Tally

SHARE = 0.3
"""Of requests that fail."""
WAIT = 7.0
"""Seconds that a refusal asks for."""
FAULTS = (
    Reply(429, headers={"Retry-After": f"{WAIT:g}"}),
    Reply(500),
    Reply(delay=0.15),
    Reply(body=b"<!doctype html><title>Log in to the hotel's network</title>"),
    Reply(body=b'[{"lat": "40'),
)
TIMEOUT = 0.1
OUTAGE = 0.1
"""Of the queries that meet a service that is out altogether, in the middle of the run."""


class Faulty(FakeGeocoder):
    """Fails as `share` says, and keeps the time of the caller's clock at which each request came."""

    def __init__(self, places: dict[str, tuple[str, float, float, str]], clock: FakeClock) -> None:
        super().__init__(places)
        self.clock = clock
        self.share = SHARE
        self.chance = random.Random(17)  # noqa: S311 - the same faults in each run
        self.came: list[tuple[float, Reply | None]] = []

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Fail, or answer truly."""
        reply = self.chance.choice(FAULTS) if self.chance.random() < self.share else None
        self.came.append((self.clock.now(), reply))
        if reply:
            self.replies.append(reply)
        super().answer(handler)


def known(count: int) -> dict[str, tuple[str, float, float, str]]:
    return {f"place {number}": (f"Place {number}, Azerbaijan", 47.0, 40.0, "az") for number in range(count)}


def test_run_of_faults_and_an_outage_completes_and_a_second_run_fills_it(
    cache: Cache, fake_clock: FakeClock, torture: bool, tally: Tally
) -> None:
    places = known(1_000 if torture else 80)
    with Faulty(places, fake_clock) as server:
        chain = Chain(
            EmbeddedGeocoder(Names()),
            [Provider(Service("nominatim", server.domain, timeout=TIMEOUT), cache, {})],
        )

        def run() -> list[str | None]:
            reasons = []
            for number, query in enumerate(places):
                if server.share:
                    out = 0 <= number - len(places) // 2 < len(places) * OUTAGE
                    server.share = 1.0 if out else SHARE
                began = fake_clock.now()
                (feature,) = geocode_features([query], chain)["features"]
                reasons.append(feature["properties"]["reason"])
                assert (feature["geometry"] is None) == (reasons[-1] is not None)
                # Articles are read between two queries; an outage of minutes goes by.
                fake_clock.sleep(max(0.0, 3.0 - (fake_clock.now() - began)))
            return reasons

        first = run()
        failed = sum(reason is not None for reason in first)
        assert len(first) == len(places)
        assert "not found" not in first
        assert 0 < failed < len(places) / 2
        for (at, reply), (later, _) in itertools.pairwise(server.came):
            assert later - at >= (WAIT if reply is FAULTS[0] else 1.0), "asked again too soon"
        asked = len(server.came)
        server.share = 0.0
        fake_clock.sleep(OUT_S)
        assert run() == [None] * len(places)
        assert len(server.came) - asked == failed, "what is known is not asked again"
    tally.add(
        "geocoder with 30 % of faults", len(places), f"{failed} named as failed, 0 lost, all filled by a second run"
    )


RULES = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from geo.cache import Cache, Clock
from geo.geocode import Provider, Service
path, domain, count, scale = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
clock = Clock(lambda: time.time() * scale, lambda seconds: time.sleep(seconds / scale))
with Cache(path, clock) as cache, ThreadPoolExecutor(4) as pool:
    provider = Provider(Service("nominatim", domain, contact="desk@example.org"), cache, {})
    found = list(pool.map(provider.geocode, [f"place {number % (count // 2)}" for number in range(count)]))
print(sum(answer is not None for answer in found))
"""
SCALE = 25.0
"""A second of the rules is so many times shorter here."""


def test_two_processes_of_four_threads_obey_the_rules(tmp_path: Path, torture: bool, tally: Tally) -> None:
    count = 500 if torture else 60
    places = known(count // 2)
    with FakeGeocoder(places) as server:
        words = [sys.executable, "-c", RULES, str(tmp_path / "cache.sqlite"), server.domain, str(count), str(SCALE)]
        processes = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        said = [process.communicate(timeout=300)[0].strip() for process in processes]
    assert said == [str(count)] * 2
    assert sorted(each.query for each in server.seen) == sorted(places), "none twice, none left out"
    assert {each.user_agent for each in server.seen} == {f"dateline/{VERSION} (desk@example.org)"}
    times = sorted(each.at for each in server.seen)
    least = min(later - earlier for earlier, later in itertools.pairwise(times)) * SCALE
    assert least >= 1.0
    tally.add("queries by 8 threads of 2 processes", 2 * count, f"at least {least:.2f} s apart, 0 repeated, own name")


@pytest.mark.parametrize("provider", [[], ["nominatim"]])
def test_no_service_is_asked_unless_it_is_named(provider: list[str], cache: Cache) -> None:
    with FakeGeocoder(known(1)) as server:
        services = [Provider(Service(name, server.domain), cache, {}) for name in provider]
        geocode_features(["place 0"], Chain(EmbeddedGeocoder(Names()), services))
        assert len(server.seen) == len(provider)
