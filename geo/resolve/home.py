"""An article's `home` and the gazetteer in, the place that its publisher writes from out."""

from __future__ import annotations

from geo.errors import ArticleError
from geo.gazetteer import Gazetteer
from geo.types import Article, Place


def home_of(article: Article, gazetteer: Gazetteer) -> Place | None:
    """Return the publisher's home, null where the article names none.

    It is an id of the gazetteer, a name ("Chile"), or a name and the area that it lies in ("Paris, Texas").

    Raises:
        ArticleError: there is no such place.
    """
    if not article.home:
        return None
    if ":" in article.home:
        try:
            return gazetteer.place(article.home)
        except KeyError:
            pass
    name, _, area = [part.strip() for part in article.home.partition(",")]
    places = gazetteer.lookup(name)
    if area:
        areas = gazetteer.lookup(area)
        places = tuple(place for place in places if any(lies_in(place, each) for each in areas))
    if not places:
        raise ArticleError(
            f"{article.id}: home: the gazetteer has no place {article.home!r}; give a name, "
            "a name and its area (Paris, Texas) or an id (geonames:2988507)"
        )
    return places[0]


def lies_in(place: Place, area: Place) -> bool:
    """Tell whether a place lies in an area of the same country, by their codes."""
    if place.id == area.id or place.country != area.country or place.country is None:
        return False
    if area.precision == "country":
        return place.precision != "country"
    return bool(area.admin1) and place.admin1 == area.admin1 and place.precision in ("city", "site", "region")
