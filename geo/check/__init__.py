"""The words, names and lines of the project in, what breaks docs/conventions.md out: `python -m geo check`."""

from geo.check.command import add_arguments, run
from geo.check.finding import Finding
from geo.check.lines import check_lines
from geo.check.names import check_names
from geo.check.passages import Passage, passages
from geo.check.terms import Term, check_words, read_terms

__all__ = [
    "Finding",
    "Passage",
    "Term",
    "add_arguments",
    "check_lines",
    "check_names",
    "check_words",
    "passages",
    "read_terms",
    "run",
]
