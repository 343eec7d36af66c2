"""Names in, places out: the embedded gazetteer."""

from geo.gazetteer.capitals import capitals
from geo.gazetteer.fold import Word, fold, words
from geo.gazetteer.index import build_index
from geo.gazetteer.labels import POLICIES, label
from geo.gazetteer.lookup import Gazetteer, Use

__all__ = ["POLICIES", "Gazetteer", "Use", "Word", "build_index", "capitals", "fold", "label", "words"]
