"""Names in, places out: the embedded gazetteer."""

from geo.gazetteer.capitals import capitals
from geo.gazetteer.fold import MAX_FORMS, Form, Word, Words, fold, fold_word, words
from geo.gazetteer.index import build_index
from geo.gazetteer.labels import POLICIES, label
from geo.gazetteer.lately import Lately
from geo.gazetteer.layout import MAX_NAME_WORDS
from geo.gazetteer.lookup import OWN, Gazetteer, Use

__all__ = [
    "MAX_FORMS",
    "MAX_NAME_WORDS",
    "OWN",
    "POLICIES",
    "Form",
    "Gazetteer",
    "Lately",
    "Use",
    "Word",
    "Words",
    "build_index",
    "capitals",
    "fold",
    "fold_word",
    "label",
    "words",
]
