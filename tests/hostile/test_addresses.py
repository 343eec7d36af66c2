"""Addresses that lead into this machine or its network: none is ever connected to, counted at the socket."""

from __future__ import annotations

import ipaddress
import itertools
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from fakes.web import FakeWeb, page

from geo.errors import FetchError
from geo.fetch import Fetcher
from tests.tally import Tally

INNER = (
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.0.0.1",
    "10.255.255.254",
    "172.16.0.1",
    "172.31.255.1",
    "192.168.0.1",
    "192.168.255.254",
    "169.254.169.254",
    "169.254.0.1",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
)
"""Loopback, private, link-local, shared, documentation, benchmarking, multicast, reserved (RFC 6890)."""
INNER_6 = (
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "fec0::1",
    "100::1",
    "64:ff9b:1::1",
)


def spellings(number: str) -> Iterator[str]:
    """Yield the ways in which a URL can write one IPv4 address."""
    value = int(ipaddress.IPv4Address(number))
    a, b, c, d = number.split(".")
    yield number
    yield str(value)
    yield hex(value)
    yield f"0{value:o}"
    yield f"{int(a):#x}.{int(b):#x}.{int(c):#x}.{int(d):#x}"
    yield f"0{int(a):o}.0{int(b):o}.0{int(c):o}.0{int(d):o}"
    yield f"{a}.{(int(b) << 16) + (int(c) << 8) + int(d)}"
    yield number.replace(".", "。")
    yield f"[::ffff:{number}]"
    yield f"[::{number}]"
    yield f"[64:ff9b::{number}]"
    yield f"[2002:{value >> 16:x}:{value & 0xFFFF:x}::1]"


URLS = (
    *(f"http://{host}/" for number in INNER for host in spellings(number)),
    *(f"https://[{number}]/" for number in INNER_6),
    "file:///etc/passwd",
    "ftp://news.example/x",
    "gopher://127.0.0.1:80/_x",
    "data:text/html,x",
    "javascript:alert(1)",
    "dict://127.0.0.1/x",
    "//127.0.0.1/",
    "http:127.0.0.1",
    "http:///etc",
    "http://",
    "",
    "http://news.example@127.0.0.1/",
    "http://user:secret@news.example/",
    "http://127.0.0.1\\@news.example/",
    "http://news.example:22/",
    "http://news.example:6379/",
    "http://news.example:99999/",
    "http://[::1/",
    "http://[fe80::1%25lo]/",
    "http://inner.example/",
    "http://ⓘnner.example/",
    "http://localhost/",
    "http://localhost./",
    "http://both.example/",
    "http://news.example\n.inner.example/",
    "http://news.example\t/",
    "http://" + "a" * 300 + ".example/",
    "http://news.example/" + "x" * 5000,
)
NAMES = {
    "inner.example": ["10.0.0.7"],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
}


def resolve(host: str, port: int) -> list[Any]:
    """Answer as the system does for numbers in any spelling, and by `NAMES`."""
    try:
        numbers = [str(ipaddress.ip_address(host.partition("%")[0]))]
    except ValueError:
        try:
            numbers = [socket.inet_ntoa(socket.inet_aton(host))]
        except OSError:
            numbers = NAMES.get(host, [])
    if not numbers:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")
    return [(0, 0, 0, "", (number, port)) for number in numbers]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every address that a socket connects to."""
    seen: list[object] = []
    connect = socket.socket.connect

    def counted(self: socket.socket, address: Any) -> None:
        seen.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", counted)
    return seen


def test_two_hundred_addresses_lead_to_no_connection(connected: list[object], tally: Tally) -> None:
    assert len(set(URLS)) >= 200
    fetcher = Fetcher(resolve=resolve, seconds=2.0)
    answers = {}
    for url in URLS:
        with pytest.raises(FetchError) as refused:
            fetcher.fetch(url)
        answers[url] = str(refused.value)
    assert connected == []
    assert all("\n" not in said and len(said) < 300 for said in answers.values())
    tally.add("addresses into the network", len(answers), "0 connections, each refused in one line")


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "http://user@10.0.0.1/",
        "http://[::1/",
        "http://[news]/",
        "//[",
        "http://news.example:99999999/",
        "http://ⓘ\u2028/",
    ],
)
def test_redirect_into_the_network_is_not_followed(web: FakeWeb, connected: list[object], location: str) -> None:
    web.answers["/"] = page(b"", f"Location: {location}", status="302 Found")

    def outer(host: str, port: int) -> list[Any]:
        return web.resolve(host, port) if host == "news.example" else resolve(host, port)

    # The one server that a test has stands for the public internet; all else is judged as ever.
    def allowed(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        return str(address) == "127.0.0.1"

    fetcher = Fetcher(resolve=outer, allowed=allowed, ports=frozenset({web.port, 80}), seconds=2.0)
    with pytest.raises(FetchError):
        fetcher.fetch(f"http://news.example:{web.port}/")
    assert connected == [("127.0.0.1", web.port)]


def test_host_that_answers_differently_the_second_time_is_asked_once(web: FakeWeb, connected: list[object]) -> None:
    web.answers["/"] = page(b"hello")
    turn = itertools.count()
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1" if next(turn) == 0 else "127.0.0.2", port))]

    fetcher = Fetcher(resolve=rebinding, allowed=lambda each: str(each) == "127.0.0.1", ports=frozenset({web.port}))
    assert fetcher.fetch(f"http://news.example:{web.port}/").body == b"hello"
    assert asked == ["news.example"]
    assert connected == [("127.0.0.1", web.port)]
