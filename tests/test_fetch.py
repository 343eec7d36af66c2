"""Pages fetched over a real socket: what comes, what is refused, and when."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from collections.abc import Iterator

import pytest
from fakes.web import FakeWeb, Send, page

from geo.errors import FetchError
from geo.fetch import FEEDS, Fetcher
from geo.fetch.guard import target
from geo.fetch.page import MAX_DECODED, MAX_WIRE


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server


def fetcher(web: FakeWeb, seconds: float = 5.0) -> Fetcher:
    return Fetcher(
        resolve=web.resolve,
        allowed=lambda address: address.is_loopback,
        ports=frozenset({web.port}),
        seconds=seconds,
    )


def url(web: FakeWeb, path: str = "/") -> str:
    return f"http://news.example:{web.port}{path}"


def test_page_comes_with_its_kind_and_last_address(web: FakeWeb) -> None:
    web.answers["/a"] = page(b"", "Location: /b", status="301 Moved")
    web.answers["/b"] = page(b"<p>hello</p>")
    found = fetcher(web).fetch(url(web, "/a"))
    assert (found.url, found.kind, found.body) == (url(web, "/b"), "text/html", b"<p>hello</p>")
    assert b"Host: news.example:" in web.requests[0]
    assert b"User-Agent: Dateline/" in web.requests[0]


def test_packed_page_is_unpacked(web: FakeWeb) -> None:
    web.answers["/"] = page(gzip.compress(b"x" * 100_000), "Content-Encoding: gzip")
    assert fetcher(web).fetch(url(web)).body == b"x" * 100_000


def test_path_in_another_script_is_asked_for_in_ascii(web: FakeWeb) -> None:
    web.answers["/%C5%9Fu%C5%9Fa?q=%C9%99"] = page(b"ok")
    assert fetcher(web).fetch(url(web, "/şuşa?q=ə")).body == b"ok"


def test_feed_is_taken_where_one_is_asked_for(web: FakeWeb) -> None:
    web.answers["/"] = page(b"<rss/>", kind="application/rss+xml")
    assert fetcher(web).fetch(url(web), FEEDS).kind == "application/rss+xml"
    with pytest.raises(FetchError, match="not a page of text"):
        fetcher(web).fetch(url(web))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (page(b"x", status="403 Forbidden"), "status 403"),
        (page(b"x", kind="application/pdf"), "application/pdf"),
        (page(b"x", "Content-Encoding: br"), "'br'"),
        (page(b"not gzip", "Content-Encoding: gzip"), "broken"),
        (page(gzip.compress(b"x" * 1000)[:-9], "Content-Encoding: gzip"), "shorter"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50\r\n\r\nshort", "shorter"),
        (b"nonsense\r\n\r\n", "no answer"),
        (b"", "no answer"),
        (page(b"x" * (MAX_WIRE + 1)), "larger than 5 MB"),
    ],
)
def test_what_gives_no_page_is_one_clear_line(web: FakeWeb, answer: bytes, said: str) -> None:
    web.answers["/"] = answer
    with pytest.raises(FetchError, match=said) as caught:
        fetcher(web).fetch(url(web))
    assert "\n" not in str(caught.value)


def test_bomb_is_refused_before_it_fills_the_memory(web: FakeWeb) -> None:
    bomb = gzip.compress(b"\0" * 1_000_000_000)
    assert len(bomb) < MAX_WIRE
    web.answers["/"] = page(bomb, "Content-Encoding: gzip")
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="larger"):
            fetcher(web).fetch(url(web))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MAX_DECODED * 3


def test_answer_that_drips_ends_with_the_time(web: FakeWeb) -> None:
    def drip(send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(200):
            send(b"x")
            time.sleep(0.05)

    web.answers["/"] = drip
    began = time.monotonic()
    with pytest.raises(FetchError, match="in time"):
        fetcher(web, seconds=0.6).fetch(url(web))
    assert time.monotonic() - began < 2.6


def test_silent_server_ends_with_the_time(web: FakeWeb) -> None:
    web.answers["/"] = lambda _send: time.sleep(3)
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.5 s"):
        fetcher(web, seconds=0.5).fetch(url(web))
    assert time.monotonic() - began < 2.5


def test_more_redirects_than_two_are_refused(web: FakeWeb) -> None:
    for number in range(5):
        web.answers[f"/{number}"] = page(b"", f"Location: /{number + 1}", status="302 Found")
    with pytest.raises(FetchError, match="more than 2 times"):
        fetcher(web).fetch(url(web, "/0"))
    assert len(web.requests) == 3


def test_slow_look_up_ends_with_the_time(web: FakeWeb) -> None:
    def slow(host: str, port: int) -> list[object]:
        time.sleep(2)
        return web.resolve(host, port)

    began = time.monotonic()
    with pytest.raises(FetchError, match="not found in time"):
        Fetcher(resolve=slow, allowed=lambda _: True, ports=frozenset({web.port}), seconds=0.3).fetch(url(web))
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("http://News.Example/a?b=c#d", "http://news.example/a?b=c"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example/"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)
def test_address_is_written_as_the_web_does(address: str, whole: str) -> None:
    assert target(address).url == whole
