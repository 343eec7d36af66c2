"""The app as a process of its own: a data file and settings in, the address where it answers out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_S = 60.0


@contextmanager
def served(data: Path | str | None = None, *options: str, base: str = "") -> Iterator[str]:
    """Run the app on a free port; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | ({"DATELINE_DATA": str(data)} if data else {})
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    with subprocess.Popen([*command, *options], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}{base}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}{base}/"
        finally:
            server.terminate()
            server.wait(10)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until an address answers with 200; fail where the server ends before."""
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        assert server.poll() is None, "the app ended"
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the app did not come up")
