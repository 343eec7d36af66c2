"""A command and a folder in, the same command as a user without rights out, who can write to that folder alone.

Linux: a mount namespace of its own, made by root or by a user who may make one. What the user cannot reach,
because a folder above it is closed to others, is shown at its place all the same.
"""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

NOBODY = 65534
HOLDER = "/srv"


def confined(command: Sequence[str], folder: Path, needed: Iterable[Path]) -> list[str]:
    """Return the command that runs `command` so; `needed` are the folders that it reads."""
    root = os.geteuid() == 0
    paths = [folder, *needed]
    masked = sorted({found for path in paths if root and (found := closed(path))})
    lines = ["set -e", "mount --make-rprivate /", f"mount -t tmpfs -o mode=755 none {HOLDER}"]
    for number, path in enumerate(paths):
        lines += [f"mkdir {HOLDER}/{number}", f"mount --rbind {shlex.quote(str(path))} {HOLDER}/{number}"]
    lines += [f"mount -t tmpfs -o mode=755 none {shlex.quote(str(each))}" for each in masked]
    for number, path in enumerate(paths):
        lines += [f"mkdir -p {shlex.quote(str(path))}", f"mount --rbind {HOLDER}/{number} {shlex.quote(str(path))}"]
    # Fields of proc(5): the fifth is where it is mounted. /proc and /sys hold no files of a disk.
    lines += [
        "cut -d ' ' -f 5 /proc/self/mountinfo | while read -r at; do",
        f'  case "$at" in /proc|/proc/*|/sys|/sys/*|{shlex.quote(str(folder))}) ;;',
        '  *) mount -o remount,bind,ro "$at" || [ ! -e "$at" ] ;;',
        "  esac",
        "done",
    ]
    user = f"--reuid {NOBODY} --regid {NOBODY} --clear-groups " if root else ""
    rights = f"setpriv {user}--bounding-set=-all --inh-caps=-all --no-new-privs"
    lines.append(f"exec {rights} {shlex.join(command)}")
    return [*_unshare(), "sh", "-c", "\n".join(lines)]


def closed(path: Path) -> Path | None:
    """Return the topmost folder above `path` that others may not pass through; null where all are open."""
    above = reversed(path.resolve().parents)
    return next((each for each in above if not each.stat().st_mode & stat.S_IXOTH), None)


def python_folders() -> tuple[Path, ...]:
    """Return the folders that this Python reads."""
    return tuple({Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()})


def possible() -> bool:
    """Tell whether this system makes such a namespace."""
    try:
        tried = [*_unshare(), "mount", "-t", "tmpfs", "none", HOLDER]
        return subprocess.run(tried, capture_output=True, check=False, timeout=30).returncode == 0
    except FileNotFoundError:
        return False


def _unshare() -> list[str]:
    return ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
