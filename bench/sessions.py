"""A running app and some sessions at once in, how long the map's answers take out, for `bench.dashboard`.

No browser takes the cores: each session speaks Streamlit's own websocket messages for the page and plain HTTP for the
map, as a browser does after a press on a filter. Every interaction is another filter.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from dashboard.state import Filter, View

SESSIONS = 20
ROUNDS = 5
PAUSE_S = 2.0
"""Between two presses of one reader: twenty readers press ten times a second together."""
WAIT_S = 120.0
TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{}__events"
"""How Streamlit names what a component tells (`streamlit/components/v2/bidi_component/main.py`)."""
VIEW = "z=3&b=-40,10,110,65"
"""What 1440 x 900 pixels show, with the margin that map.js asks for."""
HEAD = "head"
"""Key of the component that tells the page of a change (`web/head.js`)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Milliseconds."""

    median: float
    p95: float
    run_median: float | None = None
    """Of the page's own run, from the message to its end."""


def summary(took: list[float], runs: list[float] | None = None) -> Answers:
    """Return the median and the 95th percentile."""
    return Answers(
        statistics.median(took), statistics.quantiles(took, n=20)[-1], statistics.median(runs) if runs else None
    )


async def fetch(address: str) -> float:
    """Return the milliseconds until an address has answered in full, on a connection of its own."""
    parts = urlsplit(address)
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    path = f"{parts.path}?{parts.query}"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(-1), WAIT_S)
    writer.close()
    if not answer.startswith((b"HTTP/1.0 200", b"HTTP/1.1 200")):
        raise RuntimeError(f"{address}: {answer[:60]!r}")
    return (time.perf_counter() - began) * 1000


class Session:
    """One reader's page."""

    def __init__(self, address: str, number: int, actors: list[str]) -> None:
        self._address = address
        self._number = number
        self._actors = actors
        self._widget = ""
        self._turn = 0

    async def read(self, start: float) -> tuple[list[float], list[float]]:
        """Press filters, from a moment of its own on; return how long the map and the page took each time."""
        stream = self._address.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(stream, subprotocols=["streamlit"], max_size=None, origin=self._address) as socket:  # type: ignore[list-item, arg-type]
            await self._run(socket, None)
            await asyncio.sleep(max(0.0, start - time.monotonic()))
            maps, runs = [], []
            for turn in range(ROUNDS):
                actor = self._actors[(self._number * ROUNDS + turn) % len(self._actors)]
                token = View(Filter(actors=(actor,))).token()
                maps.append(await fetch(f"{self._address}/api/map?s={token}&{VIEW}"))
                await fetch(f"{self._address}/api/list?s={token}&limit=30")
                runs.append(await self._run(socket, token))
                await asyncio.sleep(PAUSE_S)
        return maps, runs

    async def _run(self, socket: ClientConnection, token: str | None) -> float:
        """Have the page run with a view, as `web/head.js` does; return the milliseconds until its end."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        if token is not None:
            self._turn += 1
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._widget
            said = {"event": "settled", "value": {"turn": self._turn, "token": token}}
            state.json_trigger_value = json.dumps([said])
        began, heard = time.perf_counter(), None
        await socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(await asyncio.wait_for(socket.recv(), WAIT_S))
            element = told.delta.new_element
            part = element.bidi_component
            if element.HasField("bidi_component") and part.id.endswith(f"-{HEAD}"):
                self._widget = TRIGGERS.format(part.id)
                heard = json.loads(part.json or part.mixed.json)["turn"]
            if told.HasField("script_finished"):
                if heard != self._turn:
                    raise RuntimeError("the page has not heard of the filter")
                return (time.perf_counter() - began) * 1000


async def _all(work: list[Callable[[float], Awaitable[tuple[list[float], list[float]]]]]) -> Answers:
    # Every first run is over by then; the presses are spread over one pause.
    start = time.monotonic() + 10.0
    read = await asyncio.gather(*(each(start + PAUSE_S * at / len(work)) for at, each in enumerate(work)))
    return summary([took for maps, _ in read for took in maps], [took for _, runs in read for took in runs])


def at_once(address: str, actors: list[str]) -> Answers:
    """Return how the app answers `SESSIONS` readers at once, each with filters that nobody else has asked for."""
    return asyncio.run(_all([Session(address, number, actors).read for number in range(SESSIONS)]))


def tiles_at_once(address: str, actors: list[str]) -> Answers:
    """Return how a server of tiles answers as many readers at once: an answer is all tiles of the screen."""

    async def read(number: int, start: float) -> tuple[list[float], list[float]]:
        await asyncio.sleep(max(0.0, start - time.monotonic()))
        took = []
        for turn in range(ROUNDS):
            actor = actors[(number * ROUNDS + turn) % len(actors)].replace(" ", "%20")
            began = time.perf_counter()
            await asyncio.gather(
                *(fetch(f"{address}/tile?z=3&x={x}&y={y}&actor={actor}") for x in range(3, 7) for y in range(2, 5))
            )
            took.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE_S)
        return took, [0.0]

    def reader(number: int) -> Callable[[float], Awaitable[tuple[list[float], list[float]]]]:
        return lambda start: read(number, start)

    return asyncio.run(_all([reader(number) for number in range(SESSIONS)]))
