"""What persons mended, kept in a plain file, in; analyses and events with it applied, and what no longer fits, out."""

from geo.corrections.anchor import Anchor, anchor, find
from geo.corrections.apply import Applied, by_article, correct_analysis, correct_extraction, of_article
from geo.corrections.table import FILE, Correction, add, moment, read_corrections

__all__ = [
    "FILE",
    "Anchor",
    "Applied",
    "Correction",
    "add",
    "anchor",
    "by_article",
    "correct_analysis",
    "correct_extraction",
    "find",
    "moment",
    "of_article",
    "read_corrections",
]
