"""Bombs in (files of a folder, paths of a server), a line of JSON each out: what was said, seconds and memory.

The seconds are those of the clock for an address, which may wait, and those of the processor for a file, which may not:
a machine that others use has fewer of these.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.fetch import Fetcher
from geo.intake import Taken, from_address, from_file

SECONDS = 2.0
"""For one address."""
GOOD = b"Talks in Oslo\nThey met in Oslo.\n"


def main(folder: Path, port: int, paths: list[str]) -> None:
    """Take every file of `folder` and then every path of the server at `port`."""
    fetcher = Fetcher(
        resolve=lambda _host, number: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", number))],
        allowed=lambda _address: True,
        ports=frozenset({port}),
        seconds=SECONDS,
    )
    # What any article costs (modules, tables) is not the bomb's.
    _good("a.txt")
    list(from_file("a.docx", (folder / "good.docx").read_bytes()))
    for path in sorted(folder.glob("*.*")):
        _measured(path.name, lambda path=path: list(from_file(path.name, path.read_bytes())), _worked)
    for name in paths:
        _measured(name, lambda name=name: [from_address(f"http://news.example:{port}{name}", fetcher)], time.monotonic)


def _worked() -> float:
    """Return the processor's seconds of this process and of those that it began and that have ended."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _measured(name: str, take: Callable[[], list[Taken]], clock: Callable[[], float]) -> None:
    # The kernel forgets the peak so far (proc(5), clear_refs).
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _resident("VmRSS")
    began = clock()
    taken = take()
    seconds = clock() - began
    told: dict[str, Any] = {
        "name": name,
        "articles": sum(each.article is not None for each in taken),
        "reasons": [each.reason for each in taken if each.reason],
        "seconds": round(seconds, 2),
        "megabytes": round((_resident("VmHWM") - before) / 1e3, 1),
        "reader": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3, 1),
        "next": _good("next.txt"),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _resident(field: str) -> int:
    """Return a field of the process's status in kilobytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


def _good(name: str) -> bool:
    (taken,) = from_file(name, GOOD)
    return taken.article is not None and taken.article.title == "Talks in Oslo"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
