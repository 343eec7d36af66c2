"""The sources of reading in, their compiled form in `.compiled` out: python -m geo.compiled.make, or make fast.

It needs a C compiler and Python's headers, and mypy with setuptools, which are tools of development.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import sysconfig
import tempfile
import time
from contextlib import chdir
from importlib.util import find_spec
from pathlib import Path

from geo.atomic import alone
from geo.compiled.find import COMPILED, GROUP, MADE, ROOT, digest, files_of


def missing() -> str | None:
    """Return what compiling lacks on this machine and how to get it, null where it lacks nothing."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"a C compiler ({compiler}); Debian: sudo apt-get install gcc"
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        return "Python's headers (Python.h); Debian: sudo apt-get install python3-dev"
    if find_spec("mypyc") is None or find_spec("setuptools") is None:
        return "mypy and setuptools; run: make .venv/.requirements-dev"
    return None


def make(optimise: int) -> Path:
    """Compile the modules, unless it is done for the sources as they are; return the folder.

    Raises:
        SystemExit: the compiler refuses them and has said why, or they changed meanwhile.
    """
    MADE.mkdir(exist_ok=True)
    with alone(MADE / "made"):
        target = MADE / digest()
        if not files_of(target):
            with tempfile.TemporaryDirectory(dir=MADE) as folder:
                _compile(Path(folder), optimise)
                if target != MADE / digest():
                    raise SystemExit("the sources changed while they were compiled; once more: make fast")
                shutil.rmtree(target, ignore_errors=True)
                (Path(folder) / "lib").rename(target)
        for other in MADE.iterdir():
            if other.is_dir() and other != target:
                shutil.rmtree(other)
    return target


def _compile(folder: Path, optimise: int) -> None:
    """Put the compiled modules into `folder`/lib."""
    from mypyc.build import mypycify  # noqa: PLC0415 - a tool of development
    from setuptools import Distribution  # noqa: PLC0415

    with chdir(ROOT):
        sources = [f"{name.replace('.', '/')}.py" for name in COMPILED]
        extensions = mypycify(
            sources, opt_level=str(optimise), debug_level="0", group_name=GROUP, target_dir=str(folder)
        )
        build = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
        build.build_lib, build.build_temp = str(folder / "lib"), str(folder / "objects")
        build.ensure_finalized()
        build.run()


def main() -> int:
    """Compile; return 0, or 3 with one line on standard error where something is missing."""
    parser = argparse.ArgumentParser(prog="python -m geo.compiled.make", description="Compile the reading of names.")
    parser.add_argument("--optimise", type=int, choices=range(4), default=3, help="by the C compiler (default: 3)")
    given = parser.parse_args()
    lacking = missing()
    if lacking:
        sys.stderr.write(f"not compiled, the Python sources run; what is missing: {lacking}\n")
        return 3
    began = time.monotonic()
    target = make(given.optimise)
    sys.stderr.write(f"{target.relative_to(ROOT)}: {len(COMPILED)} modules, {time.monotonic() - began:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
