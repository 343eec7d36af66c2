"""The HTTP client below geopy: Retry-After and the pace within one query."""

from __future__ import annotations

import pytest
from fakes.geocoder import FakeClock, FakeGeocoder

from geo.cache import Clock
from geo.geocode.transport import Transport, retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 14 Nov 2023 22:15:00 GMT", 100.0),
        ("Tue, 14 Nov 2000 22:15:00 GMT", 0.0),
        (None, None),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1e9", None),
        ("٣٠", None),
        ("9" * 400, None),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("Fri, 31 Feb 2023 25:61:61 GMT", None),
    ],
)
def test_retry_after_is_read_or_left(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, 1_700_000_000.0) == seconds


def test_several_requests_for_one_query_are_an_interval_apart(
    fake_geocoder: FakeGeocoder, fake_clock: FakeClock
) -> None:
    transport = Transport(1.0, Clock(fake_clock.now, fake_clock.sleep))
    for _ in range(3):
        transport.get_json(f"http://{fake_geocoder.domain}/search?q=goris", timeout=1.0, headers={})
    assert fake_clock.slept == [1.0, 1.0]
