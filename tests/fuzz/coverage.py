"""The name of a target in, atheris at work on it: `python -m tests.fuzz.coverage TARGET FOLDER... [-OPTION=VALUE...]`.

The folders and options are libFuzzer's (https://llvm.org/docs/LibFuzzer.html): what is new goes into the first folder,
an input that breaks something beside the `-artifact_prefix`.
"""

from __future__ import annotations

import sys
from importlib import import_module

import atheris

INSTRUMENTED = ["geo", "yaml"]
"""Where coverage is followed: our own code, and the parser under the front matter."""


def main() -> None:
    """Fuzz until libFuzzer has done what its options say; the exit code is not 0 where something broke."""
    with atheris.instrument_imports(include=INSTRUMENTED):
        targets = import_module("tests.fuzz.targets")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], targets.TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
