"""The image's own entry point, as a user without rights who can write to the data folder and nowhere else."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geo import read_corrections
from tests.fakes.confined import NOBODY, confined, possible, python_folders
from tests.server import ROOT, wait_for
from tests.visitor import Visitor

ENTRY = json.loads(re.findall(r"^ENTRYPOINT (.*)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)[-1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder that belongs to the user."""
    path = tmp_path / "data"
    path.mkdir()
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    return path


def held(command: list[str], folder: Path) -> list[str]:
    """Return the command confined; as it is where the system makes no namespaces, then the tree is looked at alone."""
    return confined(command, folder, [ROOT, *python_folders()]) if possible() else command


@contextmanager
def started(folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert ENTRY == ["deploy/serve"]
    command = held([str(ROOT / ENTRY[0]), f"--server.port={port}", "--server.address=127.0.0.1"], folder)
    settings = {"DATELINE_FOLDER": str(folder), "DATELINE_MODE": "local", "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    with subprocess.Popen(command, cwd="/", env=settings, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(20)


def tree() -> dict[Path, int]:
    """Return the checkout's files with their times of change; what other tests of this process write is left out."""
    left_out = {".git", ".pytest_cache", ".mypy_cache", ".ruff_cache", "__pycache__", "node_modules", ".venv"}
    found = {}
    for at, folders, names in os.walk(ROOT):
        folders[:] = [each for each in folders if each not in left_out]
        found |= {Path(at, name): Path(at, name).lstat().st_mtime_ns for name in names}
    return found


def test_confined_user_writes_to_the_data_folder_alone(folder: Path) -> None:
    """What the test below stands on."""
    places = [folder, ROOT, ROOT / "data", ROOT / "dashboard", Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]  # noqa: S108
    script = "; ".join(f'touch "{place}/dateline-trial" 2>/dev/null && echo "{place}"' for place in places)
    done = subprocess.run(held(["sh", "-c", f"{script}; id -u"], folder), capture_output=True, text=True, check=True)
    for place in places[1:]:
        (place / "dateline-trial").unlink(missing_ok=True)
    *written, user = done.stdout.split()
    if possible():
        assert (written, user) == ([str(folder)], str(NOBODY if os.geteuid() == 0 else 0))
    else:
        # Then nothing is confined, and all that this user may write to is written to.
        assert written == [str(each) for each in places if os.access(each, os.W_OK)]
        assert user == str(os.geteuid())


def test_image_starts_without_rights_and_writes_to_its_data_folder_alone(folder: Path) -> None:
    before = tree()
    with started(folder) as address, Visitor(address) as visitor:
        told = visitor.http.get("healthz").json()
        assert told["status"] == "ok"
        assert told["total"] == len(json.loads((ROOT / "data/map.geojson").read_bytes())["features"])
        with visitor.open() as session:
            assert session.run().component("list")[1]["total"] == told["total"]
        with visitor.open("page=review&article=putin-in-baku") as session:
            component, given = session.run().component("review")
            value = {"article": "putin-in-baku", "key": given["items"][0]["key"], "action": "accept", "now": ""}
            said = session.tell(component, "decide", value).component("review")[1]["changes"]["said"]
        assert said.startswith("Kept")
        assert visitor.http.get("healthz").json()["version"] != told["version"]
    assert len(read_corrections(folder / "corrections.csv")) == 1
    assert tree() == before


def test_image_shows_its_own_map_where_the_folder_cannot_be_written_to(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    done = subprocess.run(
        [str(ROOT / ENTRY[0]), "--help"],
        env={"DATELINE_FOLDER": str(missing), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert f"{missing} cannot be written to" in done.stderr
    assert not missing.exists()


def test_image_serves_as_a_user_without_rights_and_names_its_folder() -> None:
    last = (ROOT / "Dockerfile").read_text("utf-8").rpartition("\nFROM ")[2]
    assert re.search(r"^USER dateline$", last, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", last, re.MULTILINE)
    assert "folder=${DATELINE_FOLDER:-/data}" in (ROOT / "deploy/serve").read_text("utf-8")
