"""Nominatim and Photon over real sockets: what each kind of answer means, and what is done about it."""

from __future__ import annotations

import time
from email.utils import formatdate
from pathlib import Path

import pytest
from fakes.geocoder import FakeClock, FakeGeocoder, Reply
from fakes.names import Names

from geo.cache import Cache, Clock
from geo.errors import ServiceDown, ServiceRefused
from geo.geocode import Chain, EmbeddedGeocoder, Provider, Service, geocode_features
from geo.geocode.provider import ATTEMPTS, RATE_PAUSE_S
from geo.geocode.transport import MAX_BODY

HTML = b"<!doctype html><title>Log in to the hotel's network</title>"


@pytest.fixture
def nominatim(fake_geocoder: FakeGeocoder, cache: Cache) -> Provider:
    return Provider(Service("nominatim", fake_geocoder.domain, contact="desk@example.org", timeout=0.3), cache, {})


@pytest.mark.parametrize(("name", "path"), [("nominatim", "/search"), ("photon", "/api")])
def test_service_finds_what_the_gazetteer_lacks(
    fake_geocoder: FakeGeocoder, cache: Cache, name: str, path: str
) -> None:
    chain = Chain(EmbeddedGeocoder(Names()), [Provider(Service(name, fake_geocoder.domain), cache, {})])
    baku, goris, atlantis = geocode_features(["Baku", "Goris", "Atlantis"], chain)["features"]
    assert [request.query for request in fake_geocoder.seen] == ["Goris", "Atlantis"]
    assert {request.path for request in fake_geocoder.seen} == {path}
    assert baku["properties"]["provider"] == "embedded"
    assert goris["geometry"]["coordinates"] == [46.3383, 39.5111]
    assert goris["properties"] == {
        "query": "Goris",
        "place": goris["properties"]["place"],
        "place_id": "osm:relation/364110",
        "country": "AM",
        "precision": "city",
        "provider": name,
        "attribution": "© OpenStreetMap contributors",
        "reason": None,
    }
    assert goris["properties"]["place"].startswith("Goris, ")
    assert (atlantis["geometry"], atlantis["properties"]["reason"]) == (None, "not found")


def test_services_and_servers_keep_their_answers_apart(fake_geocoder: FakeGeocoder, cache: Cache) -> None:
    with FakeGeocoder({}) as empty:
        asked = [("nominatim", fake_geocoder.domain), ("photon", fake_geocoder.domain), ("nominatim", empty.domain)]
        answers = [Provider(Service(name, domain), cache, {}).geocode("Goris") for name, domain in asked]
    assert [answer and answer.provider for answer in answers] == ["nominatim", "photon", None]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(500), "status 500"),
        (Reply(503), "status 503"),
        (Reply(408), "status 408"),
        (Reply(302, headers={"Location": "http://127.0.0.1:1/"}), "redirect"),
        (Reply(body=HTML), "HTML"),
        (Reply(body=b'[{"lat": "39.5", '), "broken JSON"),
        (Reply(body=b"[" * 200_000), "broken JSON"),
        (Reply(body=b"\xff\xfe[]"), "not UTF-8"),
        (Reply(body=b""), "broken JSON"),
        (Reply(body=b"null"), "no list"),
        (Reply(body=b"{}"), "no list"),
        (Reply(body=b'"text"'), "no list"),
        (Reply(body=b"[1]"), "without a name"),
        (Reply(body=b'[{"lat": "39.5", "lon": "46.3"}]'), "without a name"),
        (Reply(body=b'[{"display_name": "Goris"}]'), "without a longitude"),
        (Reply(body=b'[{"display_name": "Goris", "lon": true, "lat": 1}]'), "without a longitude"),
        (Reply(body=b'[{"display_name": "Goris", "lon": [46], "lat": [39]}]'), "without a longitude"),
        (Reply(body=b'[{"display_name": "Goris", "lon": "east", "lat": "39.5"}]'), "no numbers"),
        (Reply(body=b'[{"display_name": "Goris", "lon": "500", "lat": "39.5"}]'), "not on the Earth"),
        (Reply(body=b'[{"display_name": "Goris", "lon": "46.3", "lat": "139.5"}]'), "not on the Earth"),
        (Reply(body=b'[{"display_name": "Goris", "lon": NaN, "lat": 39.5}]'), "not on the Earth"),
        (Reply(body=b"[" + b" " * MAX_BODY + b"]"), "over 2000000 bytes"),
        (Reply(body=b"[]", headers={"Content-Length": "500"}), "broken connection"),
        (Reply(delay=5), "within 0.3 s"),
        (Reply(drip=0.05), "within 0.3 s"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_unusable_answer_is_a_service_down_and_never_kept(
    fake_geocoder: FakeGeocoder, nominatim: Provider, reply: Reply, words: str
) -> None:
    fake_geocoder.replies.extend([reply] * ATTEMPTS)
    began = time.monotonic()
    with pytest.raises(ServiceDown, match=words) as caught:
        nominatim.geocode("Goris")
    assert time.monotonic() - began < 1.0 * ATTEMPTS
    assert "\n" not in str(caught.value)
    assert fake_geocoder.domain in str(caught.value)
    fake_geocoder.replies.clear()
    assert nominatim.geocode("Goris") is not None


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'{"features": null}',
        b'{"features": [7]}',
        b'{"features": [{"geometry": null, "properties": {}}]}',
        b'{"features": [{"geometry": {"coordinates": [46.3]}, "properties": {}}]}',
        b'{"features": [{"geometry": {"coordinates": [46.3, 139.5]}, "properties": {"name": "Goris"}}]}',
        b'{"features": [{"geometry": {"coordinates": [46.3, 39.5]}, "properties": {}}]}',
        b'{"features": [{"geometry": {"coordinates": [46.3, 39.5]}, "properties": {"name": 5}}]}',
    ],
)
def test_unusable_answer_of_photon_is_a_service_down(fake_geocoder: FakeGeocoder, cache: Cache, body: bytes) -> None:
    fake_geocoder.replies.extend([Reply(body=body)] * ATTEMPTS)
    with pytest.raises(ServiceDown, match="photon at 127"):
        Provider(Service("photon", fake_geocoder.domain), cache, {}).geocode("Goris")


def test_server_that_does_not_listen_is_a_service_down(fake_geocoder: FakeGeocoder, cache: Cache) -> None:
    with FakeGeocoder() as gone:
        domain = gone.domain
    with pytest.raises(ServiceDown, match=r"no connection \(Connection refused\)"):
        Provider(Service("nominatim", domain), cache, {}).geocode("Goris")


def test_failure_is_asked_again_with_growing_waits(
    fake_geocoder: FakeGeocoder, nominatim: Provider, fake_clock: FakeClock
) -> None:
    fake_geocoder.replies.extend([Reply(500), Reply(body=HTML), Reply(503)])
    assert nominatim.geocode("Goris") is not None
    assert [wait for wait in fake_clock.slept if wait >= 1] == [1, 2, 4]
    assert len(fake_geocoder.seen) == 4


def test_attempts_are_bounded(fake_geocoder: FakeGeocoder, nominatim: Provider) -> None:
    fake_geocoder.replies.extend([Reply(500)] * 50)
    with pytest.raises(ServiceDown):
        nominatim.geocode("Goris")
    assert len(fake_geocoder.seen) == ATTEMPTS


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_short_retry_after_is_waited_for(
    fake_geocoder: FakeGeocoder, nominatim: Provider, fake_clock: FakeClock, form: str
) -> None:
    value = "20" if form == "seconds" else formatdate(fake_clock.now() + 20, usegmt=True)
    fake_geocoder.replies.append(Reply(429, headers={"Retry-After": value}))
    began = fake_clock.now()
    assert nominatim.geocode("Goris") is not None
    assert 20 <= fake_clock.now() - began < 22


def test_long_retry_after_is_a_refusal_that_other_processes_obey(
    fake_geocoder: FakeGeocoder, nominatim: Provider, fake_clock: FakeClock, tmp_path: Path
) -> None:
    fake_geocoder.replies.append(Reply(429, headers={"Retry-After": "3600"}))
    with pytest.raises(ServiceRefused) as caught:
        nominatim.geocode("Goris")
    assert caught.value.retry_after == 3600
    fake_clock.time += 600
    with Cache(tmp_path / "cache.sqlite", Clock(fake_clock.now, fake_clock.sleep)) as other:
        with pytest.raises(ServiceRefused, match="3000 s more") as caught:
            Provider(Service("nominatim", fake_geocoder.domain), other, {}).geocode("Lachin")
        assert caught.value.retry_after == pytest.approx(3000)
    assert len(fake_geocoder.seen) == 1
    fake_clock.time += 3000
    assert nominatim.geocode("Goris") is not None


def test_too_many_requests_without_a_time_pauses_for_a_minute(
    fake_geocoder: FakeGeocoder, nominatim: Provider, fake_clock: FakeClock
) -> None:
    fake_geocoder.replies.append(Reply(429))
    with pytest.raises(ServiceRefused) as caught:
        nominatim.geocode("Goris")
    assert caught.value.retry_after == RATE_PAUSE_S
    began = fake_clock.now()
    assert nominatim.geocode("Goris") is not None
    assert fake_clock.now() - began >= RATE_PAUSE_S


def test_retry_after_of_a_service_down_is_obeyed(
    fake_geocoder: FakeGeocoder, nominatim: Provider, fake_clock: FakeClock
) -> None:
    fake_geocoder.replies.append(Reply(503, headers={"Retry-After": "30"}))
    began = fake_clock.now()
    assert nominatim.geocode("Goris") is not None
    assert fake_clock.now() - began >= 30
    fake_geocoder.replies.append(Reply(503, headers={"Retry-After": "900"}))
    with pytest.raises(ServiceDown, match="503"):
        nominatim.geocode("Lachin")


@pytest.mark.parametrize("status", [401, 403, 404])
def test_refusal_of_the_program_is_not_asked_again(
    fake_geocoder: FakeGeocoder, nominatim: Provider, status: int
) -> None:
    fake_geocoder.replies.extend([Reply(status)] * 5)
    for query in ("Goris", "Lachin", "Ordubad"):
        with pytest.raises(ServiceRefused, match=f"{status}"):
            nominatim.geocode(query)
    assert len(fake_geocoder.seen) == 1


def test_refused_query_leaves_the_others_alone(fake_geocoder: FakeGeocoder, nominatim: Provider) -> None:
    fake_geocoder.replies.extend([Reply(400), Reply(body=b'{"error": "no such parameter"}')])
    for _ in range(2):
        with pytest.raises(ServiceRefused, match="refused the query"):
            nominatim.geocode("Goris")
    assert nominatim.geocode("Goris") is not None
