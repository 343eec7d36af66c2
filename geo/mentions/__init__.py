"""An article's text in, its sentences, persons and the spans that may name a place out."""

from geo.mentions.persons import find_persons
from geo.mentions.recognise import LongestMatch, Recognised, Recogniser, recogniser_of
from geo.mentions.search import Found
from geo.mentions.sentences import sentences

__all__ = [
    "Found",
    "LongestMatch",
    "Recognised",
    "Recogniser",
    "find_persons",
    "recogniser_of",
    "sentences",
]
