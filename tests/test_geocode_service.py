"""Which services can be named, with which keys, and that no key is shown."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from fakes.geocoder import FakeGeocoder, Reply
from geopy.geocoders import SERVICE_TO_GEOCODER

from geo.cache import Cache
from geo.errors import GeocodingError, InputError, ServiceRefused
from geo.geocode import Provider, Service
from geo.geocode.provider import ATTEMPTS
from geo.geocode.transport import Transport


@pytest.mark.parametrize("name", sorted(SERVICE_TO_GEOCODER))
def test_every_service_of_geopy_is_opened_with_our_transport(name: str, cache: Cache, no_network: list[str]) -> None:
    keys = ("API_KEY", "APIKEY", "SUBSCRIPTION_KEY", "USERNAME", "AUTH_ID", "AUTH_TOKEN")
    environment = {f"DATELINE_{name}_{key}".upper(): "secret" for key in keys}
    if name in ("arcgis", "ignfrance"):
        environment = {}
    if name == "here":
        environment = {"DATELINE_HERE_APIKEY": "secret"}
    domain = "geocoder.example.org" if name == "pelias" else None
    provider = Provider(Service(name, domain), cache, environment)
    assert isinstance(provider._opened.geocoder.adapter, Transport)
    assert "secret" not in provider.name + repr(provider._opened)
    assert no_network == []


def test_key_comes_from_the_environment_and_is_never_shown(
    fake_geocoder: FakeGeocoder, cache: Cache, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    fake_geocoder.replies.extend([Reply(401, body=b"key s3cr3t is unknown")] * 5)
    caplog.set_level(logging.WARNING)
    provider = Provider(Service("opencage", fake_geocoder.domain), cache, {"DATELINE_OPENCAGE_API_KEY": "s3cr3t"})
    with pytest.raises(ServiceRefused, match="check key") as caught:
        provider.geocode("Goris")
    assert "key=s3cr3t" in fake_geocoder.seen[0].target
    assert "s3cr3t" not in str(caught.value) + caplog.text
    assert all(b"s3cr3t" not in file.read_bytes() for file in tmp_path.iterdir())


def test_missing_key_is_named_by_its_variable(cache: Cache) -> None:
    with pytest.raises(InputError, match="needs DATELINE_OPENCAGE_API_KEY in the environment"):
        Provider(Service("opencage"), cache, {})


@pytest.mark.parametrize("body", [b"{}", b"[]", b"7", b'{"results": [{}]}', b'{"results": [{"geometry": 5}]}'])
def test_other_services_unusable_answers_are_errors_too(fake_geocoder: FakeGeocoder, cache: Cache, body: bytes) -> None:
    fake_geocoder.replies.extend([Reply(body=body)] * ATTEMPTS)
    provider = Provider(Service("opencage", fake_geocoder.domain), cache, {"DATELINE_OPENCAGE_API_KEY": "s3cr3t"})
    with pytest.raises(GeocodingError):
        provider.geocode("Goris")
