"""How services are asked: in turn, a second apart, no query twice, under an own name, and not during an outage."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from fakes.geocoder import FakeClock, FakeGeocoder, Reply
from fakes.names import Names

from geo.cache import Cache
from geo.errors import ServiceDown
from geo.geocode import Answer, Chain, EmbeddedGeocoder, Provider, Service, geocode_features
from geo.geocode.provider import ATTEMPTS, FOUND_S, NOT_FOUND_S, OUT_S, TRIP_AFTER
from geo.geocode.service import VERSION

HTML = b"<!doctype html><title>Log in to the hotel's network</title>"


@pytest.fixture
def nominatim(fake_geocoder: FakeGeocoder, cache: Cache) -> Provider:
    return Provider(Service("nominatim", fake_geocoder.domain, contact="desk@example.org", timeout=0.3), cache, {})


def test_user_agent_names_program_version_and_contact(fake_geocoder: FakeGeocoder, nominatim: Provider) -> None:
    nominatim.geocode("Goris")
    assert [request.user_agent for request in fake_geocoder.seen] == [f"dateline/{VERSION} (desk@example.org)"]


def test_no_query_is_asked_twice(fake_geocoder: FakeGeocoder, nominatim: Provider) -> None:
    for query in ("Goris", " goris ", "GORIS", "Atlantis", "atlantis"):
        nominatim.geocode(query)
    assert [request.query for request in fake_geocoder.seen] == ["Goris", "Atlantis"]


def test_not_found_is_asked_again_sooner_than_found(
    fake_geocoder: FakeGeocoder, nominatim: Provider, fake_clock: FakeClock
) -> None:
    for wait in (0.0, NOT_FOUND_S + 1, FOUND_S + 1):
        fake_clock.time += wait
        nominatim.geocode("Goris")
        nominatim.geocode("Atlantis")
    assert [request.query for request in fake_geocoder.seen] == ["Goris", "Atlantis", "Atlantis", "Goris", "Atlantis"]


def test_requests_are_a_second_apart_by_default(
    fake_geocoder: FakeGeocoder, cache: Cache, fake_clock: FakeClock
) -> None:
    provider = Provider(Service("nominatim", fake_geocoder.domain), cache, {})
    began = fake_clock.now()
    for query in ("Goris", "Lachin", "Ordubad", "Atlantis"):
        provider.geocode(query)
    assert 3.0 <= fake_clock.now() - began < 3.4


def test_two_services_share_the_pace(fake_geocoder: FakeGeocoder, cache: Cache, fake_clock: FakeClock) -> None:
    began = fake_clock.now()
    for name in ("nominatim", "photon"):
        Provider(Service(name, fake_geocoder.domain), cache, {}).geocode("Goris")
    assert fake_clock.now() - began >= 1.0


def test_two_processes_of_four_threads_keep_the_interval_and_repeat_nothing(tmp_path: Path) -> None:
    interval = 0.1
    program = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; from pathlib import Path\n"
        "from geo.cache import Cache; from geo.geocode import Provider, Service\n"
        "with Cache(Path(sys.argv[1])) as cache, ThreadPoolExecutor(4) as pool:\n"
        "    provider = Provider(Service('nominatim', sys.argv[2], interval=float(sys.argv[3])), cache, {})\n"
        "    found = list(pool.map(provider.geocode, [f'place {number % 30}' for number in range(60)]))\n"
        "    print(sum(answer is not None for answer in found))\n"
    )
    places = {f"place {number}": (f"Place {number}, Azerbaijan", 47.0, 40.0, "az") for number in range(30)}
    with FakeGeocoder(places) as fake_geocoder:
        words = [sys.executable, "-c", program, str(tmp_path / "cache.sqlite"), fake_geocoder.domain, str(interval)]
        processes = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        said = [process.communicate(timeout=120)[0].strip() for process in processes]
    assert said == ["60", "60"]
    assert sorted(request.query for request in fake_geocoder.seen) == sorted(places)
    times = sorted(request.at for request in fake_geocoder.seen)
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= interval


def test_threads_with_one_query_send_one_request(fake_geocoder: FakeGeocoder, tmp_path: Path) -> None:
    answers: list[Answer | None] = []
    with Cache(tmp_path / "real.sqlite") as cache:
        provider = Provider(Service("nominatim", fake_geocoder.domain, interval=0.01), cache, {})
        threads = [threading.Thread(target=lambda: answers.append(provider.geocode("Goris"))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(fake_geocoder.seen) == 1
    assert len(answers) == 8
    assert len(set(answers)) == 1


def test_outage_ends_the_requests_until_the_service_is_back(
    fake_geocoder: FakeGeocoder, nominatim: Provider, fake_clock: FakeClock
) -> None:
    fake_geocoder.replies.extend([Reply(500)] * 500)
    for number in range(100):
        with pytest.raises(ServiceDown):
            nominatim.geocode(f"place {number}")
    assert len(fake_geocoder.seen) == TRIP_AFTER * ATTEMPTS
    fake_clock.time += OUT_S
    for number in range(10):
        with pytest.raises(ServiceDown):
            nominatim.geocode(f"place {number}")
    assert len(fake_geocoder.seen) == TRIP_AFTER * ATTEMPTS + 1
    fake_geocoder.replies.clear()
    fake_clock.time += OUT_S
    assert nominatim.geocode("Goris") is not None
    assert nominatim.geocode("Lachin") is not None


def test_run_with_faults_loses_no_query_and_a_second_run_fills_the_rest(cache: Cache) -> None:
    chance = random.Random(7)  # noqa: S311 - the same faults in each run
    places = {f"place {number}": (f"Place {number}, Azerbaijan", 47.0, 40.0, "az") for number in range(60)}
    faults = [
        Reply(429, headers={"Retry-After": "3"}),
        Reply(500),
        Reply(delay=0.2),
        Reply(body=HTML),
        Reply(body=b"{"),
    ]
    with FakeGeocoder(places) as fake_geocoder:
        service = Service("nominatim", fake_geocoder.domain, timeout=0.1)
        chain = Chain(EmbeddedGeocoder(Names()), [Provider(service, cache, {})])

        def run(share: float) -> list[str | None]:
            reasons = []
            for query in places:
                fake_geocoder.replies.clear()
                fake_geocoder.replies.extend(
                    itertools.takewhile(lambda _: chance.random() < share, chance.choices(faults, k=9))
                )
                (feature,) = geocode_features([query], chain)["features"]
                reasons.append(feature["properties"]["reason"])
            return reasons

        first = run(0.5)
        assert len(first) == len(places)
        assert 0 < sum(reason is not None for reason in first) < 30
        assert "not found" not in first
        fake_geocoder.replies.clear()
        cache.clock.sleep(OUT_S)
        assert run(0.0) == [None] * len(places)
