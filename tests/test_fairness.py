"""Who asks without a pause stands in line, and nobody else waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send

from dashboard import fairness
from dashboard.fairness import ADDRESS, CONNECTION, Fairness, Who, Work
from tests.clock import Clock

ONE, OTHER = ("192.0.2.1", 1), ("192.0.2.2", 2)


class Site:
    """A middleware before an app whose requests take time of a clock, or wait for a sign."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.work = Work()
        self.app = Fairness(self._app, self.work, self.clock)
        self.begun: list[str] = []
        self.goes_on: dict[str, asyncio.Event] = {}

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            while (await receive())["type"] != "websocket.disconnect":
                self.begun.append("message")
            return
        self.begun.append(scope["path"])
        self.clock.now += scope.get("seconds", 0)
        if scope["path"] in self.goes_on:
            await self.goes_on[scope["path"]].wait()
        if scope["path"] == "/fails":
            raise ValueError
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if scope["path"] == "/slow-reader":
            await asyncio.sleep(60)
        await send({"type": "http.response.body"})

    async def ask(self, client: tuple[str, int], path: str = "/", seconds: float = 0) -> int:
        """Send a request; return the status of its answer."""
        got: list[int] = []

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                got.append(message["status"])

        scope = {"type": "http", "client": client, "path": path, "seconds": seconds, "method": "GET", "headers": []}
        await self.app(scope, _silent, send)
        return got[0]

    def held(self, client: tuple[str, int], path: str) -> asyncio.Task[int]:
        """Send a request that waits until `goes_on` of its path is set."""
        self.goes_on[path] = asyncio.Event()
        return asyncio.create_task(self.ask(client, path))


async def _silent() -> Message:
    return {"type": "http.disconnect"}


def done(steps: Callable[[Site], Awaitable[None]]) -> None:
    """Take steps in an event loop of their own: the browser of other tests has its loop in this thread."""

    async def whole() -> None:
        await asyncio.wait_for(steps(Site()), 10)

    with ThreadPoolExecutor() as thread:
        thread.submit(asyncio.run, whole()).result()


async def looked() -> None:
    """Let the first of the line look several times."""
    await asyncio.sleep(fairness.LOOK_S * 5)


def test_spent_connection_waits_until_nothing_else_is_under_way() -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s)
        other = site.held(OTHER, "/other")
        await asyncio.sleep(0)
        mine = asyncio.create_task(site.ask(ONE, "/mine"))
        await looked()
        assert site.begun == ["/", "/other"]
        site.goes_on["/other"].set()
        assert (await other, await mine) == (200, 200)
        assert site.begun == ["/", "/other", "/mine"]

    done(steps)


def test_spent_connection_waits_for_runs_of_the_page_but_not_for_ever() -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s)
        with site.work.under_way():
            mine = asyncio.create_task(site.ask(ONE, "/mine"))
            await looked()
            assert not mine.done()
            site.clock.now += fairness.LONGEST_S
            assert await mine == 200
            assert site.work.count == 1

    done(steps)


def test_spent_connection_does_not_wait_where_nobody_else_asks() -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s)
        for _ in range(100):
            assert await site.ask(ONE) == 200
        assert site.clock.now == CONNECTION.most_s

    done(steps)


def test_account_fills_again() -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s + CONNECTION.rate)
        site.clock.now += 1.1
        with site.work.under_way():
            assert await site.ask(ONE) == 200

    done(steps)


def test_one_of_the_line_at_a_time_in_order() -> None:
    async def steps(site: Site) -> None:
        clients = [(f"192.0.2.{number}", 1) for number in range(3)]
        for client in clients:
            await site.ask(client, seconds=CONNECTION.most_s * 2)
        site.begun.clear()
        asked = [site.held(client, f"/{client[0]}") for client in clients]
        for number, client in enumerate(clients, 1):
            await looked()
            assert site.begun == [f"/{each[0]}" for each in clients[:number]]
            site.goes_on[f"/{client[0]}"].set()
        assert await asyncio.gather(*asked) == [200] * 3

    done(steps)


@pytest.mark.parametrize("path", ["/fails", "/slow-reader"])
def test_line_goes_on_where_a_request_fails_or_its_reader_is_slow(path: str) -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s)
        stuck = asyncio.create_task(site.ask(ONE, path))
        await looked()
        assert await site.ask(ONE) == 200
        stuck.cancel()
        await asyncio.gather(stuck, return_exceptions=True)
        assert site.work.count == 0

    done(steps)


def test_who_leaves_the_line_keeps_nobody() -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s)
        with site.work.under_way():
            left = [asyncio.create_task(site.ask(ONE, "/left")) for _ in range(2)]
            await looked()
            for each in left:
                each.cancel()
            await asyncio.gather(*left, return_exceptions=True)
        assert await site.ask(ONE) == 200
        assert site.begun == ["/", "/"]

    done(steps)


def test_full_line_is_refused_at_once() -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s)
        with site.work.under_way():
            line = [asyncio.create_task(site.ask(ONE)) for _ in range(fairness.MAX_LINE + 1)]
            await looked()
            assert await site.ask(ONE) == 503
            assert await site.ask(OTHER) == 200
        assert set(await asyncio.gather(*line)) == {200}

    done(steps)


def test_new_connection_for_each_request_is_no_way_round() -> None:
    async def steps(site: Site) -> None:
        free = round(ADDRESS.most_s / fairness.OPENED_S)
        for port in range(1, free):
            await site.ask((ONE[0], port))
        with site.work.under_way():
            assert await site.ask((ONE[0], 1)) == 200
            lines = [asyncio.create_task(site.ask((ONE[0], free + more))) for more in (0, 1)]
            await looked()
            assert not lines[1].done()
            assert await site.ask(OTHER) == 200
        assert await asyncio.gather(*lines) == [200, 200]

    done(steps)


def test_colleague_of_many_who_ask_without_a_pause_waits_for_one_of_them() -> None:
    async def steps(site: Site) -> None:
        await site.ask((ONE[0], 9), seconds=ADDRESS.most_s * 2)
        for port in (1, 2, 3):
            site.app._connections.charge(Who(ONE[0], port), CONNECTION.most_s * 2)
        asked = [site.held((ONE[0], port), f"/{port}") for port in (1, 2, 3)]
        await looked()
        mine = asyncio.create_task(site.ask((ONE[0], 4), "/mine"))
        await looked()
        site.goes_on["/1"].set()
        await mine
        assert site.begun[1:3] == ["/1", "/mine"]
        for event in site.goes_on.values():
            event.set()
        assert await asyncio.gather(*asked) == [200] * 3

    done(steps)


def test_what_is_done_from_the_line_is_charged_to_nobody() -> None:
    async def steps(site: Site) -> None:
        await site.ask(ONE, seconds=CONNECTION.most_s * 2)
        for _ in range(30):
            await site.ask(ONE, seconds=1)
        with site.work.under_way():
            assert await site.ask((ONE[0], 2), "/colleague") == 200

    done(steps)


def test_time_is_shared_by_all_that_are_at_work() -> None:
    async def steps(site: Site) -> None:
        with site.work.under_way():
            await site.ask(ONE, seconds=CONNECTION.most_s * 1.5)
            assert await site.ask(ONE) == 200

    done(steps)


def test_address_that_a_proxy_tells_has_an_account_without_a_connection() -> None:
    async def steps(site: Site) -> None:
        with site.work.under_way():
            await site.ask((ONE[0], 0), seconds=CONNECTION.most_s * 2)
            assert await site.ask((ONE[0], 0)) == 200
            await site.ask((ONE[0], 0), seconds=ADDRESS.most_s * 2)
            mine = asyncio.create_task(site.ask((ONE[0], 0), "/mine"))
            await looked()
            assert not mine.done()
        assert await mine == 200

    done(steps)


def test_messages_of_a_web_socket_begin_in_turn() -> None:
    async def steps(site: Site) -> None:
        free = round(CONNECTION.most_s / fairness.MESSAGE_S)
        sent = iter(
            [{"type": "websocket.connect"}, *[{"type": "websocket.receive"}] * free, {"type": "websocket.disconnect"}]
        )

        async def receive() -> Message:
            return next(sent)

        with site.work.under_way():
            page = asyncio.create_task(site.app({"type": "websocket", "client": ONE}, receive, _unheard))
            await looked()
            assert len(site.begun) == free
        await page
        assert len(site.begun) == free + 1

    done(steps)


async def _unheard(message: Message) -> None:
    raise AssertionError(message)
