"""A text in, the fields between the `---` lines at its top and the text below them out; or an `ArticleError`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from geo.errors import ArticleError

MAX_CHARACTERS = 65_536
"""Metadata of a news story fits in a page; YAML is costly to parse."""
MAX_DEPTH = 20
"""Lists in lists. Each level makes every further mark of YAML slower to read: a thousand take seconds."""

_OPENING = re.compile(r"---[ \t]*\n")
_FENCE = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


class _Fields(yaml.BaseLoader):
    """YAML of which every plain value is the text that is written, and nothing is made, copied or worked out.

    The loader of YAML's own types turns `title: Yes` into a truth and `12:30` into 750, fails on tags of its own in
    ways that no error of YAML names, and copies merged mappings without a bound.
    """

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Build a node without a tag of its own, at most `MAX_DEPTH` deep."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        self._depth += 1
        if self._depth > MAX_DEPTH or getattr(event, "tag", None):
            raise yaml.composer.ComposerError(None, None, "nested too deep, or with a tag", event.start_mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node


_NULL = "tag:yaml.org,2002:null"
_Fields.add_implicit_resolver(_NULL, re.compile(r"(?:~|null|Null|NULL)?\Z"), ["~", "n", "N", ""])
_Fields.add_constructor(_NULL, lambda _loader, _node: None)


def split(text: str, path: Path) -> tuple[Mapping[str, object], str]:
    """Split the YAML block between `---` lines at the top from the body; `path` stands in the messages.

    Returns:
        The fields, each value a text, null, a list or a mapping; and what stands below.

    Raises:
        ArticleError: the block is not closed, is longer than `MAX_CHARACTERS`, or is no mapping in YAML.
    """
    if not _OPENING.match(text):
        return {}, text
    fence = _FENCE.match(text[: MAX_CHARACTERS + 8])
    if fence is None:
        raise ArticleError(f"{path}: the front matter has no closing --- line; add it below the last field")
    try:
        parsed = yaml.load(fence.group(1), _Fields)  # noqa: S506 - makes texts, lists and mappings alone
    # Of a number too large for a character PyYAML says so in an error of Python's.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise ArticleError(f"{path}: the front matter does not parse{where}; write it as 'name: value' lines") from None
    if parsed is not None and not isinstance(parsed, dict):
        raise ArticleError(f"{path}: the front matter is not a list of fields; write it as 'name: value' lines")
    return parsed or {}, text[fence.end() :]
