"""An article's text in, its sentences, persons and the spans that may name a place out."""

from geo.mentions.persons import Geography, adjoining, find_persons, is_capitalised
from geo.mentions.sentences import sentences

__all__ = ["Geography", "adjoining", "find_persons", "is_capitalised", "sentences"]
