"""Features in, KML 2.3 out (OGC 12-007r2): a Placemark each, its properties as untyped ExtendedData."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from geo.contract import PROPERTIES
from geo.export.text import visible
from geo.gazetteer.labels import label

NAMESPACE = "http://www.opengis.net/kml/2.2"
"""That of KML 2.3 too (section 6.1)."""
_TITLES = {"visit": "Visit", "border": "Border reference", "excerpt": "Excerpt", "milestone": "Milestone"}


def to_kml(collection: Mapping[str, Any]) -> bytes:
    """Return the Features as a KML document with a folder a kind.

    What is not on the map has a Placemark without geometry, so that nothing is lost.
    """
    root = ET.Element("kml", {"xmlns": NAMESPACE})
    document = ET.SubElement(root, "Document")
    _text(document, "name", "Dateline")
    _text(document, "description", _about(collection.get("dateline") or {}))
    for kind, title in _TITLES.items():
        features = [each for each in collection["features"] if each["properties"]["kind"] == kind]
        if features:
            folder = ET.SubElement(document, "Folder")
            _text(folder, "name", title)
            for feature in features:
                _placemark(folder, feature)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode()


def _about(about: Mapping[str, Any]) -> str:
    said = (f"As of {about['as_of']}." if about.get("as_of") else "", about.get("disclaimer") or "")
    return " ".join(filter(None, (*said, "Sources: " + ", ".join(about.get("attribution") or ()))))


def _placemark(folder: ET.Element, feature: Mapping[str, Any]) -> None:
    properties = feature["properties"]
    placemark = ET.SubElement(folder, "Placemark")
    _text(placemark, "name", _name(properties))
    said = properties.get("excerpt") or properties.get("summary")
    if said:
        _text(placemark, "description", said)
    _time(placemark, properties.get("date"), properties.get("date_end"))
    data = ET.SubElement(placemark, "ExtendedData")
    for name, value in (("id", feature["id"]), *((name, properties.get(name)) for name in PROPERTIES)):
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                _text(ET.SubElement(data, "Data", {"name": name}), "value", str(each))
    _geometry(placemark, feature.get("geometry"))


def _name(properties: Mapping[str, Any]) -> str:
    """Return what stands beside the mark: every name that the place has on the event's date, as on our own map."""
    place, identity = properties.get("place"), properties.get("place_id")
    if place and identity:
        return label(identity, place, properties.get("date"), "both")
    return str(place or properties.get("mention") or properties.get("title") or "")


def _time(placemark: ET.Element, date: str | None, date_end: str | None) -> None:
    """Give the time as KML has it: ISO 8601 to the year, the month or the day (section 9.7)."""
    if date and date_end:
        span = ET.SubElement(placemark, "TimeSpan")
        _text(span, "begin", date)
        _text(span, "end", date_end)
    elif date:
        _text(ET.SubElement(placemark, "TimeStamp"), "when", date)


def _geometry(placemark: ET.Element, geometry: Mapping[str, Any] | None) -> None:
    if not geometry:
        return
    if geometry["type"] == "Point":
        _text(ET.SubElement(placemark, "Point"), "coordinates", _positions([geometry["coordinates"]]))
        return
    several = ET.SubElement(placemark, "MultiGeometry")
    for line in geometry["coordinates"]:
        _text(ET.SubElement(several, "LineString"), "coordinates", _positions(line))


def _positions(positions: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in positions)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = visible(text)
