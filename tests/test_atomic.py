"""What stands on disk after a write, a failed write and a killed one."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo.atomic import write_bytes


def test_file_is_written_whole_and_readable_by_others(tmp_path: Path) -> None:
    path = tmp_path / "new" / "map.geojson"
    write_bytes(path, b"one")
    write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_stray_file_of_a_killed_write_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".dateline-map.geojson-x1y2.tmp").write_bytes(b"half")
    (tmp_path / ".dateline-other.json-x1y2.tmp").write_bytes(b"not ours")
    write_bytes(tmp_path / "map.geojson", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".dateline-other.json-x1y2.tmp", "map.geojson"]


def test_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    write_bytes(path, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
        with pytest.raises(OSError, match="too large"):
            write_bytes(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_kill_at_any_moment_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    write_bytes(path, b"old" * 300_000)
    program = (
        "import sys; from pathlib import Path; from geo.atomic import write_bytes\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for word in (b'old', b'new'): write_bytes(Path(sys.argv[1]), word * 300_000)\n"
    )
    for moment in range(5):
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=0.003 * (moment + 1))
            os.kill(process.pid, signal.SIGKILL)
        assert path.read_bytes() in (b"old" * 300_000, b"new" * 300_000)
    write_bytes(path, b"end")
    assert list(tmp_path.iterdir()) == [path]
