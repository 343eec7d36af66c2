"""Names in, places out: the embedded gazetteer."""

from geo.gazetteer.capitals import capitals
from geo.gazetteer.fold import MAX_FORMS, MAX_LETTERS, Form, Word, Words, fold, words
from geo.gazetteer.index import build_index
from geo.gazetteer.labels import POLICIES, label
from geo.gazetteer.layout import MAX_NAME_WORDS
from geo.gazetteer.lookup import OWN, Gazetteer, Use

__all__ = [
    "MAX_FORMS",
    "MAX_LETTERS",
    "MAX_NAME_WORDS",
    "OWN",
    "POLICIES",
    "Form",
    "Gazetteer",
    "Use",
    "Word",
    "Words",
    "build_index",
    "capitals",
    "fold",
    "label",
    "words",
]
