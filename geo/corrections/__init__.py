"""What persons mended, kept in a plain file, in; analyses and events with it applied, and what no longer fits, out."""

from geo.corrections.anchor import Anchor, anchor, find
from geo.corrections.apply import Applied, correct_analysis, correct_extraction
from geo.corrections.table import FILE, Correction, add, read_corrections

__all__ = [
    "FILE",
    "Anchor",
    "Applied",
    "Correction",
    "add",
    "anchor",
    "correct_analysis",
    "correct_extraction",
    "find",
    "read_corrections",
]
