"""N sessions at once, one of them hostile: errors, answer times against an idle server's, and memory over time.

    python -m bench.load [--sessions 10] [--seconds 30] [--features 20000]

A session is a page: a websocket on which it asks for a run of the page with another filter, as Streamlit's own client
does, and the requests of its map and its list. The hostile one sends what the grammar of tests/hostile makes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx2 as httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.state import Filter, View
from tests import mapfile
from tests.hostile.strings import STRINGS

ROOT = Path(__file__).resolve().parents[1]
THINK_S = (0.2, 1.0)
"""Between two things that a reader does."""
IDLE_S = 6.0
"""For which one session alone is measured first."""
START_S = 60.0
ANSWER_S = 30.0
WORLD = "-180,-85,180,85"
MOST_MESSAGE = 50_000_000
"""Bytes of one message of the server."""
KINDS = ("visit", "border", "excerpt", "milestone")


@dataclass(slots=True)
class Told:
    """What the sessions met."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "map": [], "list": []})
    errors: list[str] = field(default_factory=list)
    hostile: int = 0
    """Things that the hostile session sent."""
    faults: int = 0
    """Of these, how many were answered with a status of 500 or more, other than 503."""


async def timed(told: Told, name: str, work: Awaitable[None]) -> None:
    """Do something and note how long it took, or what went wrong."""
    began = time.monotonic()
    try:
        await asyncio.wait_for(work, ANSWER_S)
    except (httpx.HTTPError, websockets.WebSocketException, OSError, TimeoutError) as error:
        told.errors.append(f"{name}: {type(error).__name__} {error}")
    else:
        told.seconds[name].append(time.monotonic() - began)


async def ran(stream: websockets.ClientConnection, query: str) -> None:
    """Ask for a run of the page and wait for its end."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    await stream.send(asked.SerializeToString())
    while True:
        answer = ForwardMsg()
        raw = await stream.recv()
        answer.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
        if answer.WhichOneof("type") == "script_finished":
            return


async def got(client: httpx.AsyncClient, path: str) -> None:
    """Fetch an answer, which is an error where its status is one."""
    (await client.get(path)).raise_for_status()


async def reader(address: str, end: float, told: Told, seed: int) -> None:
    """Change a filter, look at the map and at the list, until the time is over."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    stream_address = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with (
        websockets.connect(stream_address, max_size=MOST_MESSAGE) as stream,
        httpx.AsyncClient(base_url=address, timeout=ANSWER_S) as client,
    ):
        while time.monotonic() < end:
            kind = chance.choice(KINDS)
            token = View(Filter(kinds=(kind,))).token()
            await timed(told, "page", ran(stream, urlencode({"kind": kind})))
            await timed(told, "map", got(client, f"/api/map?z={chance.randrange(2, 6)}&b={WORLD}&s={token}"))
            await timed(told, "list", got(client, f"/api/list?limit=50&s={token}"))
            await asyncio.sleep(chance.uniform(*THINK_S))


async def attacker(address: str, end: float, told: Told) -> None:
    """Send what nobody should, without a pause."""
    chance = random.Random(1)  # noqa: S311 - no secret
    async with httpx.AsyncClient(base_url=address, timeout=ANSWER_S) as client:
        while time.monotonic() < end:
            text = chance.choice(STRINGS)[:900]
            path = chance.choice(
                ("/api/map", "/api/list", "/api/actor", "/api/outlines/detail", "/healthz", "/web/x/y")
            )
            names = chance.sample(("s", "z", "b", "name", "cell", "at", "offset"), 3)
            try:
                answer = await client.get(path, params=dict.fromkeys(names, text))
            except httpx.HTTPError as error:
                told.errors.append(f"hostile: {type(error).__name__}")
                continue
            told.hostile += 1
            told.faults += answer.status_code >= 500 and answer.status_code != 503


async def watched(pid: int, end: float, seen: list[float]) -> None:
    """Note the server's memory each second."""
    while time.monotonic() < end:
        seen.append(resident(pid))
        await asyncio.sleep(1)


def resident(pid: int) -> float:
    """Return a process's memory in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def p95(values: list[float]) -> float:
    """Return the time in milliseconds within which 95 of 100 were answered."""
    return statistics.quantiles(values, n=20)[-1] * 1e3 if len(values) > 1 else float("nan")


async def measured(address: str, pid: int, sessions: int, seconds: float) -> tuple[Told, Told, list[float]]:
    """Run one session alone and then all of them; return what both met, and the memory meanwhile."""
    warm, idle, busy = Told(), Told(), Told()
    await reader(address, time.monotonic() + 3, warm, 0)
    await reader(address, time.monotonic() + IDLE_S, idle, 0)
    memory: list[float] = []
    end = time.monotonic() + seconds
    readers = [reader(address, end, busy, seed) for seed in range(sessions - 1)]
    await asyncio.gather(*readers, attacker(address, end, busy), watched(pid, end, memory))
    return idle, busy, memory


def served(data: Path, work: Callable[[str, int], None]) -> None:
    """Run the app on a free port and work with its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    environment = os.environ | {"DATELINE_DATA": str(data)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            end = time.monotonic() + START_S
            while time.monotonic() < end:
                try:
                    httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=ANSWER_S).raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.2)
            work(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.terminate()


def main() -> int:
    """Measure and print; the exit code is 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--features", type=int, default=20_000)
    arguments = parser.parse_args()
    failed = 0

    def work(address: str, pid: int) -> None:
        nonlocal failed
        idle, busy, memory = asyncio.run(measured(address, pid, arguments.sessions, arguments.seconds))
        print(f"{arguments.sessions} sessions, one hostile, {arguments.seconds:g} s, {arguments.features} Features\n")
        print(f"{'':6}{'asked':>8}{'idle p95 ms':>14}{'busy p95 ms':>14}{'ratio':>8}")
        for name, values in busy.seconds.items():
            alone, crowd = p95(idle.seconds[name]), p95(values)
            print(f"{name:6}{len(values):>8}{alone:>14.0f}{crowd:>14.0f}{crowd / alone:>8.1f}")
        print(f"\nerrors {len(busy.errors)}; hostile requests {busy.hostile}, faults of the server {busy.faults}")
        print(f"memory MB: {memory[0]:.0f} at first, {max(memory):.0f} at most, {memory[-1]:.0f} at last")
        for said in sorted(set(busy.errors))[:5]:
            print(said[:200])
        failed = len(busy.errors) + busy.faults

    with tempfile.TemporaryDirectory() as folder:
        served(mapfile.write(Path(folder) / "map.geojson", mapfile.features(arguments.features)), work)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
