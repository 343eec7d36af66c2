"""A folder of ES modules in, one script out that runs them in the order in which they need one another.

It knows the few forms that our own modules use, and refuses any other rather than guess at it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from geo.errors import DataError

ADDRESS = "https://dateline.invalid/web/0/"
"""Where the modules believe to be: a host that never exists (RFC 2606), under which the file answers itself."""
_IMPORT = re.compile(r'^import\s+(?:(\w+)|\{([^}]*)\})\s+from\s+"\./([\w-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (default )?((?:async )?function|const|class) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_OWN = "import.meta.url"
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)
"""What an HTML parser obeys inside a script (HTML, section 4.12.1.3)."""


def bundle(entry: str, folders: Sequence[Path], address: str | None = ADDRESS) -> str:
    """Return the script of the module `entry`.js and of all that it imports, each once.

    Args:
        entry: name of a module without its ending.
        folders: where modules are looked for; a module of an earlier folder stands for one of the same name.
        address: the folder that the modules believe to be in; null for that of the script, which is then a module.

    Raises:
        DataError: a module is missing, needs itself, or has a form that is not known here.
    """
    done: dict[str, str] = {}
    _add(entry, folders, done, ())
    if address is not None:
        done = {name: code.replace(_OWN, f'"{address}{name}.js"') for name, code in done.items()}
    script = "\n".join(('"use strict";', *done.values()))
    if _ENDS_SCRIPT.search(script):
        raise DataError("a module of the browser's code holds </script or <!--; write it in two parts")
    return script


def _add(name: str, folders: Sequence[Path], done: dict[str, str], path: tuple[str, ...]) -> None:
    if name in done:
        return
    if name in path:
        raise DataError(f"modules import one another in a circle: {', '.join((*path, name))}")
    code = _read(name, folders)
    for default, names, module in _IMPORT.findall(code):
        _add(module, folders, done, (*path, name))
        wanted = {"default"} if default else {each.split(" as ")[0].strip() for each in _listed(names)}
        missing = wanted - set(_exports(_read(module, folders)).values())
        if missing:
            raise DataError(f"{name}.js imports {', '.join(sorted(missing))}, which {module}.js does not export")
    done[name] = _wrapped(name, code)


def _read(name: str, folders: Sequence[Path]) -> str:
    for folder in folders:
        path = folder / f"{name}.js"
        if path.is_file():
            return path.read_text("utf-8")
    raise DataError(f"no module {name}.js in {', '.join(map(str, folders))}; restore it")


def _exports(code: str) -> dict[str, str]:
    """Return the names of a module that it exports, and under which names."""
    return {name: "default" if default else name for default, _form, name in _EXPORT.findall(code)}


def _wrapped(name: str, code: str) -> str:
    """Return a module as a function that runs at once and returns what it exports."""
    body = _EXPORT.sub(r"\2 \3", _IMPORT.sub(_taken, code))
    left = _LEFT.search(body)
    if left:
        raise DataError(f"{name}.js: {left[0]!r} is a form that the one-file bundler does not know")
    returned = ", ".join(f"{public}: {own}" for own, public in _exports(code).items())
    return f"const {_scope(name)} = (() => {{\n{body}\nreturn {{ {returned} }};\n}})();"


def _taken(found: re.Match[str]) -> str:
    default, names, module = found.groups()
    taken = f"default: {default}" if default else ", ".join(re.sub(r"\s+as\s+", ": ", each) for each in _listed(names))
    return f"const {{ {taken} }} = {_scope(module)};"


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _scope(name: str) -> str:
    return "module_" + name.replace("-", "_")
