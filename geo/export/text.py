"""Text from outside in, the same with every character that a format forbids or a reader obeys made visible, out."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write (section 2.2), and half characters that no encoding has."""
_PICTURES = 0x2400
"""Unicode's pictures of control characters stand at their number above this one."""


def visible(text: str) -> str:
    """Return `text` with control characters as Unicode's pictures of them, and half characters as U+FFFD."""
    return _FORBIDDEN.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else "\ufffd"
