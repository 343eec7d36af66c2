"""An article and the gazetteer in, an `Analysis` out: sentences, persons, and place names with their places."""

from geo.resolve.analyse import analyse

__all__ = ["analyse"]
