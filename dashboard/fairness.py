"""Requests in, the same in turn: who asks without a pause waits until what others asked for is done.

One interpreter answers everybody, so that the time which one visitor takes is missing to all. Each connection, and each
address with all its connections, has an account of that time, which fills at a part of real time. While it holds
anything, a request begins at once. After that it stands in line: one of the line at a time begins, when nothing else is
under way. Where nobody else asks, nobody waits.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.responses import answered

MAX_ACCOUNTS = 10_000
"""Connections, and addresses, whose accounts are kept, the latest: some megabytes."""
MAX_LINE = 400
"""Requests that stand in line: seventy browsers at six connections each, or an attack."""
LONGEST_S = 0.1
"""For which the first of the line waits for a moment in which nothing else is under way."""
BEGINS_S = 0.02
"""In which the run of the page that a message asks for begins."""
LOOK_S = 0.002
"""Between two looks of the first of the line."""
OPENED_S = 0.01
"""What an address is charged for a new connection: whose has one a request would have a full account each time."""
MESSAGE_S = 0.05
"""What a message of a page's web socket is charged: what a run of the page takes beside others."""
NETWORK_BITS = 64
"""Of an address of IPv6, those of its network: who has one of its addresses has them all (RFC 6177)."""
FULL = "the server is busy; try again in a moment"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the server's time."""

    rate: float
    """Seconds in a second."""
    most_s: float
    """Seconds that an account saves, or owes, at most."""


CONNECTION = Share(0.05, 2.0)
"""A first visit takes at most 0.9 seconds of one connection, where the browser has no core of its own."""
ADDRESS = Share(0.6, 30.0)
"""A newsroom behind one address: fifty readers take some quarter of the time."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who sends a request."""

    address: str
    connection: int
    """Its port; 0 where a proxy tells the address alone."""


class Accounts:
    """What each of many has left of its share. For one thread."""

    def __init__(self, share: Share, clock: Callable[[], float], most: int = MAX_ACCOUNTS) -> None:
        self._share = share
        self._clock = clock
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def left(self, key: Hashable) -> float:
        """Return the seconds that an account holds; below 0 it owes them."""
        held, since = self._kept.get(key, (self._share.most_s, self._clock()))
        return min(held + (self._clock() - since) * self._share.rate, self._share.most_s)

    def charge(self, key: Hashable, seconds: float) -> None:
        """Take from an account. Of too many the one that was charged longest ago is forgotten, and begins anew."""
        self._kept[key] = max(self.left(key) - seconds, -self._share.most_s), self._clock()
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


class Work:
    """How much is under way: requests out of line and runs of the page. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Count what is done meanwhile."""
        with self._lock:
            self.count += 1
        try:
            yield
        finally:
            with self._lock:
                self.count -= 1


WORK = Work()
"""That of this process."""


class Fairness:
    """Middleware: has requests, and messages of the page's web sockets, begin in turn."""

    def __init__(self, app: ASGIApp, work: Work = WORK, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._work = work
        self._clock = clock
        self._connections = Accounts(CONNECTION, clock)
        self._addresses = Accounts(ADDRESS, clock)
        self._line = asyncio.Lock()
        self._behind = asyncio.Lock()
        """Of those whose own account is empty one at a time stands in line, before or behind a colleague."""
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its turn, or refuse it where the line is full."""
        who = whose(scope) if scope["type"] in ("http", "websocket") else None
        if who is None:
            await self._app(scope, receive, send)
            return
        if who.connection and who not in self._connections:
            self._connections.charge(who, 0)
            self._addresses.charge(who.address, OPENED_S)
        if scope["type"] == "websocket":
            await self._app(scope, self._paced(receive, who), send)
        elif self._waiting >= MAX_LINE and self._spent(who):
            await answered({"error": FULL}, 503)(scope, receive, send)
        else:
            with ExitStack() as held:
                if self._spent(who):
                    await self._turn(who, held)
                else:
                    held.enter_context(self._work.under_way())
                    held.callback(self._spend, who, self._clock())

                async def sent(message: Message) -> None:
                    if message["type"] == "http.response.start":
                        held.close()
                    await send(message)

                await self._app(scope, receive, sent)

    def _paced(self, receive: Receive, who: Who) -> Receive:
        async def received() -> Message:
            message = await receive()
            if message["type"] != "websocket.disconnect":
                if self._spent(who):
                    with ExitStack() as held:
                        await self._turn(who, held)
                        # What it asks for begins a moment later, and is then under way.
                        asyncio.get_running_loop().call_later(BEGINS_S, held.pop_all().close)
                else:
                    self._charge(who, MESSAGE_S)
            return message

        return received

    async def _turn(self, who: Who, held: ExitStack) -> None:
        """Wait in line and become the first of it, until `held` is closed."""
        own = bool(who.connection) and self._connections.left(who) <= 0
        self._waiting += 1
        try:
            for line in (self._behind, self._line) if own else (self._line,):
                await line.acquire()
                held.callback(line.release)
        finally:
            self._waiting -= 1
        longest = self._clock() + LONGEST_S
        while self._work.count and self._clock() < longest:
            await asyncio.sleep(LOOK_S)

    def _spent(self, who: Who) -> bool:
        return any(accounts.left(each) <= 0 for accounts, each in self._accounts(who))

    def _spend(self, who: Who, since: float) -> None:
        """Charge for what was done since a moment: a part of the time where others were at work as well."""
        self._charge(who, (self._clock() - since) / max(self._work.count, 1))

    def _charge(self, who: Who, seconds: float) -> None:
        for accounts, each in self._accounts(who):
            accounts.charge(each, seconds)

    def _accounts(self, who: Who) -> Iterator[tuple[Accounts, Hashable]]:
        yield self._addresses, who.address
        if who.connection:
            yield self._connections, who


def whose(scope: Scope) -> Who | None:
    """Return who sends a request; null where no server says it."""
    host, port = scope.get("client") or (None, 0)
    if not host:
        return None
    try:
        found = ip_address(host)
    except ValueError:
        return Who(host, port)
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        host = str(mapped) if mapped else str(ip_network((found, NETWORK_BITS), strict=False))
    return Who(host, port)
