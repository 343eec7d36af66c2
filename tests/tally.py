"""What hostile tests tried and what came of it in, the lines of a table out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tally:
    """Rows of the table that `make torture` prints."""

    rows: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, threat: str, tried: int, outcome: str) -> None:
        """Note how many cases of a threat were tried, and their outcome; a test that fails notes nothing."""
        self.rows.append((threat, tried, outcome))

    def lines(self) -> list[str]:
        """Return the table."""
        width = max((len(threat) for threat, _, _ in self.rows), default=0)
        return [f"{threat:{width}}  {tried:>8,}  {outcome}" for threat, tried, outcome in sorted(self.rows)]
