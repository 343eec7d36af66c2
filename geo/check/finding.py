"""What a check found: where, which term, and why it must not stand there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A term, a name or a line that breaks the conventions."""

    path: Path
    line: int
    """From 1; of GeoJSON the number of the feature."""
    column: str
    """The name of a table's column or a line's property, else the number of the character, from 1."""
    term: str
    """What stands there, or what is missing."""
    reason: str

    def told(self, root: Path) -> str:
        """Return the line that a person reads, with the path below `root`."""
        path = self.path.relative_to(root) if self.path.is_relative_to(root) else self.path
        return f"{path}: line {self.line}: column {self.column}: {self.term}: {self.reason}"
