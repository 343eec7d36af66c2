"""`make audit` against a database of this machine: clean pins, a weak one, and a database that does not answer."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WEAK = "pyyaml"


class Database(ThreadingHTTPServer):
    """Answers as OSV's `v1/query` does (its API's documentation): the weaknesses of a version of a package."""

    def __init__(self, *, weak: str | None = None, broken: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.weak = weak
        self.broken = broken
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    server: Database

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]
        self.server.asked.append(asked["name"])
        weakness = {
            "id": "DATELINE-1",
            "summary": "a weakness",
            "details": "a weakness",
            "published": "2026-01-01T00:00:00Z",
            "affected": [{"package": asked, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}],
        }
        found = {"vulns": [weakness]} if asked["name"] == self.server.weak else {}
        self.send_response(500 if self.server.broken else 200)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(database: Database) -> Iterator[str]:
    thread = threading.Thread(target=database.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{database.server_port}/v1/query"
    finally:
        database.shutdown()
        database.server_close()
        thread.join()


def audited(address: str, cache: Path) -> subprocess.CompletedProcess[str]:
    command = ["sh", ".ci/audit", "--vulnerability-service", "osv", "--osv-url", address, "--cache-dir", str(cache)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def pins() -> set[str]:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}


def test_pins_without_a_weakness_are_all_looked_up(tmp_path: Path) -> None:
    database = Database()
    with running(database) as address:
        done = audited(address, tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "No known vulnerabilities found")
    # Some are of other systems alone, as their markers say.
    assert len(pins()) - 5 <= len(set(database.asked)) <= len(pins())


def test_weak_pin_is_named_and_ends_the_check(tmp_path: Path) -> None:
    with running(Database(weak=WEAK)) as address:
        done = audited(address, tmp_path)
    assert done.returncode == 1
    assert "Found 1 known vulnerability in 1 package" in done.stderr
    assert WEAK in done.stderr
    assert "DATELINE-1" in done.stderr


@pytest.mark.parametrize("there", [True, False])
def test_database_that_does_not_answer_is_one_line(there: bool, tmp_path: Path) -> None:
    database = Database(broken=True)
    with running(database) as address:
        if there:
            done = audited(address, tmp_path)
    if not there:
        done = audited(address, tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("audit: the database does not answer: no known weakness was looked for (")
    assert done.stderr.count("\n") == 1
