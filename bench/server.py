"""A Streamlit script in, its running server out: where it answers, and what memory it takes."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_S = 60.0
"""A server that has not answered by then will not."""


@dataclass(frozen=True, slots=True)
class Server:
    """A process that answers at an address."""

    address: str
    pid: int

    def memory_mb(self) -> float:
        """Return its resident memory: its own, and what it has mapped of files."""
        return resident_mb(self.pid)


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, from Linux's /proc."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


@contextlib.contextmanager
def running(script: Path, data: Path | None = None) -> Iterator[Server]:
    """Serve a Streamlit script on a free port of 127.0.0.1; yield the server once it is healthy."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | ({"DATELINE_DATA": str(data)} if data else {})
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            wait_until(f"http://127.0.0.1:{port}/_stcore/health")
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()


def wait_until(address: str, seconds: float = START_S) -> None:
    """Wait until an address answers with 200."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=seconds):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
