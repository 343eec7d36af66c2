"""Who may write: the user of an app that listens on this machine alone, and nobody else until somebody signs in."""

from __future__ import annotations

import pytest

from dashboard.access import decided

OWN = {"Host": "localhost:8501"}


@pytest.mark.parametrize("bound", ["localhost", "127.0.0.1", "::1"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_app_of_this_machine_alone_may_write(bound: str, host: str) -> None:
    assert decided({}, bound, {"Host": host})


@pytest.mark.parametrize("bound", ["", "0.0.0.0", "::", "192.168.0.4", "dateline.example"])  # noqa: S104 - refused
def test_app_that_others_reach_may_not(bound: str) -> None:
    assert not decided({}, bound, OWN)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "dateline.example"},
        {"Host": "localhost.evil.example"},
        {},
        {"Host": ""},
        OWN | {"X-Forwarded-For": "203.0.113.4"},
        OWN | {"x-real-ip": "203.0.113.4"},
        OWN | {"Forwarded": "for=203.0.113.4"},
    ],
)
def test_proxy_or_another_name_before_it_may_not(headers: dict[str, str]) -> None:
    assert not decided({}, "localhost", headers)


@pytest.mark.parametrize(("mode", "may"), [("local", True), (" Local ", True), ("public", False), ("lokal", False)])
def test_setting_goes_before_what_is_seen(mode: str, may: bool) -> None:
    assert decided({"DATELINE_MODE": mode}, "", {}) is may
    assert decided({"DATELINE_MODE": mode}, "localhost", OWN) is may
