"""Where an answer sends on to: a path of this app, whatever host the request names, or the provider of sign-in."""

from __future__ import annotations

import pytest

from dashboard.redirects import within


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("http://evil.example/healthz", "/healthz"),
        ("https://evil.example/a?b=c#d", "/a?b=c#d"),
        ("http://evil.example", "/"),
        ("http://evil.example//other.example/", "/other.example/"),
        ("http://evil.example/\\other.example/", "/other.example/"),
        ("/a", "/a"),
        ("https://provider.example/authorize?x=y", "https://provider.example/authorize?x=y"),
        ("http://[", "http://["),
    ],
)
def test_host_of_the_request_stands_in_no_redirect(location: str, expected: str) -> None:
    assert within(location, "evil.example") == expected
