"""The usual code: a Folium map with a Marker and a Popup an event, or FastMarkerCluster where BENCH_FAST is set."""

import json
import os
from pathlib import Path

import folium
import streamlit as st
from branca.element import MacroElement
from folium.plugins import FastMarkerCluster, MarkerCluster
from folium.template import Template
from streamlit_folium import st_folium


class Told(MacroElement):
    """Tells the benchmark how many events the map has been given."""

    _template = Template("{% macro script(this, kwargs) %} window.benchShown = {{ this.count }}; {% endmacro %}")

    def __init__(self, count: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.count = count


@st.cache_data
def load(path: str) -> list[tuple[float, float, str, str]]:
    """Return latitude, longitude, kind and sentence of what has a point."""
    features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    return [
        (*reversed(each["geometry"]["coordinates"]), each["properties"]["kind"], each["properties"]["excerpt"])
        for each in features
        if each["geometry"]
    ]


st.title("Usual")
chosen = st.pills("Kinds", ("visit", "border", "excerpt", "milestone"), selection_mode="multi")
events = [each for each in load(os.environ["DATELINE_DATA"]) if not chosen or each[2] in chosen]
chart = folium.Map(location=(40.5, 46.5), zoom_start=3)
if os.environ.get("BENCH_FAST"):
    FastMarkerCluster([(lat, lon) for lat, lon, _, _ in events]).add_to(chart)  # type: ignore[no-untyped-call]
else:
    cluster = MarkerCluster().add_to(chart)  # type: ignore[no-untyped-call]
    for lat, lon, kind, text in events:
        folium.Marker((lat, lon), tooltip=kind, popup=folium.Popup(text, max_width=300)).add_to(cluster)
chart.add_child(Told(len(events)))
st_folium(chart, use_container_width=True, returned_objects=[])
