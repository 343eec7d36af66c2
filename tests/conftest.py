"""What every test runs under (no connection leaves this machine), and the stand-ins that several share."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dumpfiles import write_dump, write_tables

# The sources are what is tested, also where an older compiled form lies beside them; test_compiled.py compares the two.
os.environ.setdefault("DATELINE_COMPILED", "0")

from fakes.geocoder import FakeClock, FakeGeocoder
from hypothesis import settings

from geo.cache import Cache, Clock
from tests.fakes.desk import ACCOUNTS
from tests.fakes.provider import FakeProvider
from tests.tally import Tally

TALLY = Tally()

# A property is of what holds and not of time: a machine that others use may take any.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make torture` run the whole counts; every other run takes a short form of the same tests."""
    parser.addoption("--torture", action="store_true", help="the hostile tests and the faults in full")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the table of threats with their counts."""
    if config.getoption("--torture"):
        terminalreporter.section("threats and faults")
        for line in TALLY.lines():
            terminalreporter.line(line)


@pytest.fixture
def tally() -> Tally:
    """Where a test says what it tried and what came of it."""
    return TALLY


@pytest.fixture
def torture(request: pytest.FixtureRequest) -> bool:
    """Tell whether the whole counts are asked for."""
    return bool(request.config.getoption("--torture"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Fail the test that connects to, or looks up, anything but this machine, even where the code hides the error."""
    attempts: list[str] = []

    def guarded(original: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
                attempts.append(f"connect {address}")
                raise OSError(f"the test suite connects to nothing outside: {address}")
            return original(self, address)

        return connect

    lookup = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not _is_local(host):
            attempts.append(f"look up {host!r}")
            raise socket.gaierror(socket.EAI_NONAME, f"the test suite looks up nothing outside: {host!r}")
        return lookup(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield attempts
    assert not attempts, f"network use: {attempts}"


def _is_local(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return name in ("", "localhost")


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The tables that stand beside a made-up GeoNames dump."""
    return write_tables(tmp_path / "tables")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A made-up GeoNames dump."""
    return write_dump(tmp_path / "dump")


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeProvider]:
    """A provider of sign-in on 127.0.0.1."""
    with FakeProvider(ACCOUNTS) as running:
        yield running


@pytest.fixture
def fake_geocoder() -> Iterator[FakeGeocoder]:
    """A Nominatim and a Photon on 127.0.0.1."""
    with FakeGeocoder() as server:
        yield server


@pytest.fixture
def fake_clock() -> FakeClock:
    """Time that passes only when somebody sleeps."""
    return FakeClock()


@pytest.fixture
def cache(tmp_path: Path, fake_clock: FakeClock) -> Iterator[Cache]:
    """An empty cache of answers under the fake clock."""
    with Cache(tmp_path / "cache.sqlite", Clock(fake_clock.now, fake_clock.sleep)) as opened:
        yield opened


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A local app's map, folder of articles and table of corrections, of the test's own."""
    shutil.copy(Path(__file__).parent.parent / "data/map.geojson", tmp_path / "map.geojson")
    (tmp_path / "articles").mkdir()
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "map.geojson"))
    monkeypatch.setenv("DATELINE_ARTICLES", str(tmp_path / "articles"))
    monkeypatch.setenv("DATELINE_CORRECTIONS", str(tmp_path / "corrections.csv"))
    monkeypatch.setenv("DATELINE_MODE", "local")
    return tmp_path
