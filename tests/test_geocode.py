"""A small gazetteer as a geopy geocoder, the chain behind it, the GeoJSON and the command."""

from __future__ import annotations

import argparse
import json
import re
import socket
import tomllib
from pathlib import Path

import pytest
from fakes.geocoder import FakeGeocoder
from fakes.names import Names, one
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo import geocode
from geo.errors import InputError, ServiceDown, ServiceRefused
from geo.geocode import Answer, Chain, EmbeddedGeocoder, geocode_features
from geo.geocode.answer import MAX_QUERY
from geo.geocode.service import VERSION

ROOT = Path(__file__).parent.parent
SERVED = Answer("Goris, Armenia", 46.34, 39.51, "osm:node/1", "AM", "city", "other", "© others")


class Service:
    """An online service that answers from memory."""

    def __init__(self, name: str, outcome: Answer | Exception | None) -> None:
        self.name = name
        self.outcome = outcome
        self.asked: list[str] = []

    def geocode(self, query: str) -> Answer | None:
        """Note the query and give the outcome."""
        self.asked.append(query)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.fixture
def embedded() -> EmbeddedGeocoder:
    return EmbeddedGeocoder(Names())


def test_embedded_gazetteer_is_a_geopy_geocoder(embedded: EmbeddedGeocoder) -> None:
    assert isinstance(embedded, Geocoder)
    found = embedded.geocode("Baku", timeout=1)
    assert isinstance(found, Location)
    assert (found.address, found.latitude, found.longitude) == ("Baku", 40.377, 49.892)
    assert found.raw["place_id"] == "geonames:587084"
    assert found.raw["country"] == "AZ"
    assert found.raw["precision"] == "city"
    assert found.raw["label"]


def test_embedded_gazetteer_lists_all_places_of_a_name(embedded: EmbeddedGeocoder) -> None:
    found = embedded.geocode("Paris", exactly_one=False)
    assert [place.raw["country"] for place in found] == ["FR", "US"]
    assert embedded.geocode("Atlantis", exactly_one=False) is None


@pytest.mark.parametrize("name", ["Stepanakert", "Khankendi", "Xankəndi", "Ստեփանակերտ", "  STEPANAKERT "])
def test_every_spelling_is_one_place(embedded: EmbeddedGeocoder, name: str) -> None:
    assert embedded.geocode(name).raw["place_id"] == "geonames:585226"


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("Paris", "geonames:2988507"),
        ("Paris, Texas", "geonames:4717560"),
        ("Paris, TX", "geonames:4717560"),
        ("Paris, Texas, USA", "geonames:4717560"),
        ("Paris, FR", "geonames:2988507"),
        ("Georgia (country)", "geonames:614540"),
        ("Georgia, United States", "geonames:4197000"),
        ("Georgia (USA)", "geonames:4197000"),
        ("Alley of Honor, Baku", "dateline:alley-of-honor"),
        ("Shusha, Nagorno-Karabakh", "geonames:585221"),
        ("Washington, D.C.", "geonames:4140963"),
    ],
)
def test_qualifiers_choose_the_place(embedded: EmbeddedGeocoder, query: str, place_id: str) -> None:
    assert embedded.geocode(query).raw["place_id"] == place_id


@pytest.mark.parametrize(
    "query", ["Paris, Baku", "Paris, 11", "Paris,", ", Texas", "Baku (village of)", "Paris, US, US, US, US, US", ""]
)
def test_qualifier_that_does_not_hold_finds_nothing(embedded: EmbeddedGeocoder, query: str) -> None:
    assert embedded.geocode(query) is None


def test_default_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *address: opened.append(address))
    monkeypatch.setattr("ssl.SSLContext.load_default_certs", lambda *_: opened.append("TLS"))
    collection = geocode_features(["Baku", "Atlantis"], Chain(EmbeddedGeocoder(Names())))
    assert [bool(feature["geometry"]) for feature in collection["features"]] == [True, False]
    assert opened == []


def test_guard_notices_use_of_the_network(no_network: list[str]) -> None:
    with socket.socket() as outside, pytest.raises(OSError, match="nothing outside"):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nominatim.openstreetmap.org", 443)
    assert len(no_network) == 2
    no_network.clear()


def test_services_are_asked_only_for_what_the_gazetteer_lacks(embedded: EmbeddedGeocoder) -> None:
    first, second = Service("first", None), Service("second", SERVED)
    chain = Chain(embedded, [first, second])
    assert chain.geocode("Baku") == Answer(
        "Baku", 49.892, 40.377, "geonames:587084", "AZ", "city", "embedded", "GeoNames (CC BY 4.0)"
    )
    assert chain.geocode("Goris") == SERVED
    assert first.asked == second.asked == ["Goris"]


def test_service_that_fails_is_passed_over(embedded: EmbeddedGeocoder) -> None:
    chain = Chain(embedded, [Service("first", ServiceDown("first: out")), Service("second", SERVED)])
    assert chain.geocode("Goris") == SERVED


def test_three_answers_are_kept_apart(embedded: EmbeddedGeocoder) -> None:
    missing = Service("a", None)
    down = Service("b", ServiceDown("b: status 500"))
    refused = Service("c", ServiceRefused("c: pause", 42))
    assert Chain(embedded, [missing, missing]).geocode("Goris") is None
    with pytest.raises(ServiceDown, match="b: status 500"):
        Chain(embedded, [missing, down]).geocode("Goris")
    with pytest.raises(ServiceRefused) as caught:
        Chain(embedded, [refused, missing]).geocode("Goris")
    assert caught.value.retry_after == 42
    with pytest.raises(ServiceDown, match="c: pause; b: status 500"):
        Chain(embedded, [refused, down]).geocode("Goris")
    with pytest.raises(ServiceRefused, match="c: pause; c: pause"):
        Chain(embedded, [refused, refused]).geocode("Goris")


def test_features_stand_in_the_order_of_the_queries_and_none_is_lost(embedded: EmbeddedGeocoder) -> None:
    queries = ["Atlantis", "Baku", "Village of the list", "", "Baku", "x" * (MAX_QUERY + 1), "a\0b", "\udcff"]
    collection = geocode_features(queries, Chain(embedded))
    assert collection["type"] == "FeatureCollection"
    features = collection["features"]
    assert [feature["properties"]["query"] for feature in features] == [*queries[:-1], "?"]
    assert [bool(feature["geometry"]) for feature in features] == [False, True, False, False, True, False, False, False]
    assert features[1]["geometry"] == {"type": "Point", "coordinates": [49.892, 40.377]}
    reasons = [feature["properties"]["reason"] for feature in features]
    assert [reason and re.split(r"\W", reason)[0] for reason in reasons] == [
        "not",
        None,
        "known",
        "query",
        None,
        "query",
        "query",
        "query",
    ]
    json.dumps(collection, allow_nan=False, ensure_ascii=False).encode()


def test_feature_has_the_same_properties_found_or_not(embedded: EmbeddedGeocoder) -> None:
    found, missing = (one(Chain(embedded), query) for query in ("Baku", "Atlantis"))
    names = {"geometry", "query", "place", "place_id", "country", "precision", "provider", "attribution", "reason"}
    assert set(found) == set(missing) == names
    assert found["provider"] == "embedded"
    assert found["attribution"] == "GeoNames (CC BY 4.0)"
    assert (missing["place"], missing["provider"]) == (None, None)


def test_listed_place_without_a_point_keeps_its_name(embedded: EmbeddedGeocoder) -> None:
    feature = one(Chain(embedded), "Village of the list")
    assert (feature["place_id"], feature["geometry"]) == ("dateline:village", None)
    assert one(Chain(embedded, [Service("a", SERVED)]), "Village of the list")["place"] == "Goris, Armenia"
    down = Chain(embedded, [Service("a", ServiceDown("a: out"))])
    assert one(down, "Village of the list")["place_id"] == "dateline:village"


def test_reason_tells_a_failure_from_not_found(embedded: EmbeddedGeocoder) -> None:
    assert one(Chain(embedded, [Service("a", None)]), "Goris")["reason"] == "not found"
    down = Chain(embedded, [Service("a", ServiceDown("a: status 500"))])
    assert one(down, "Goris")["reason"] == "service down: a: status 500"
    refused = Chain(embedded, [Service("a", ServiceRefused("a: pause"))])
    assert one(refused, "Goris")["reason"] == "refused: a: pause"


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    geocode.add_arguments(parser)
    return parser.parse_args(list(words))


def test_command_writes_one_feature_a_line(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    cache = tmp_path / "cache.sqlite"
    assert geocode.run(parse("Xankəndi", "Atlantis", "--cache", str(cache)), Names()) == 0
    out, err = capsysbinary.readouterr()
    assert [feature["properties"]["place"] for feature in json.loads(out)["features"]] == ["Stepanakert", None]
    assert len(out.decode().splitlines()) == 4
    assert err.decode() == "Atlantis: not found\n"
    assert not cache.exists()


def test_command_asks_the_provider_and_names_a_damaged_cache(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    cache = tmp_path / "cache.sqlite"
    cache.write_bytes(b"damaged")
    with FakeGeocoder() as fake:
        words = [
            "--provider",
            "photon",
            "--domain",
            fake.domain,
            "--cache",
            str(cache),
            "--contact",
            "desk@example.org",
        ]
        assert geocode.run(parse("Goris", "Baku", *words), Names()) == 0
        assert geocode.run(parse("Goris", *words), Names()) == 0
    out, err = capsysbinary.readouterr()
    assert b"OpenStreetMap" in out
    assert err.decode().startswith(f"warning: {cache}: damaged")
    assert err.count(b"\n") == 1
    assert [request.user_agent for request in fake.seen] == [f"dateline/{VERSION} (desk@example.org)"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--provider", "nowhere"], "'nowhere': no such service; geopy knows .*nominatim"),
        (["--provider", "photon", "--domain", "a b"], "--domain 'a b': write host"),
        (["--provider", "photon", "--domain", "user:pass@host"], "write host"),
        (["--domain", "localhost"], "exactly one --provider"),
        (["--provider", "nominatim", "--interval", "0.5"], "own server"),
        (["--provider", "nominatim", "--interval", "nan"], "interval of nan"),
        (["--provider", "nominatim", "--timeout", "0"], "time-out of 0"),
        (["--provider", "nominatim", "--contact", "a\r\nX-Header: 1"], "User-Agent"),
        (["--provider", "liveaddress", "--domain", "localhost"], "needs DATELINE_LIVEADDRESS_AUTH_ID and DATELINE"),
        (["--provider", "pelias"], "needs --domain"),
    ],
)
def test_bad_option_is_one_clear_line(tmp_path: Path, words: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        geocode.run(parse("Baku", "--cache", str(tmp_path / "cache.sqlite"), *words), Names())
    assert "\n" not in str(caught.value)


def test_version_in_the_user_agent_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
