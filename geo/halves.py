"""A text in, whether it holds half a character of UTF-16, and which, out: JSON can write one, and no file in UTF-8."""

from __future__ import annotations


def half_in(text: str) -> str | None:
    """Return the first half a character of a text as messages name it: "U+D83D, character 5"; null without one."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"U+{ord(text[error.start]):04X}, character {error.start}"
    return None
