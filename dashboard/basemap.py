"""A view's token in, the constant Folium map and the layer that carries the token out.

This is the wall: folium and branca render what they are given as a Jinja template a second time, on the server. So
nothing from an article, a gazetteer, an address or a visitor comes here. The map's script is the same for every view,
since another script would be another frame; the layer holds the characters [A-Za-z0-9_-] alone.
"""

from __future__ import annotations

import json
from typing import Any

import folium
import xyzservices.providers
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from dashboard.component import address, assets
from dashboard.state import harmless

CENTRE = (40.5, 46.5)
"""Latitude and longitude before the map has seen what the file holds."""
ZOOM = 6
LEAST_ZOOM, MOST_ZOOM = 2, 13
"""The outlines are good to some 100 m: beyond, a mark would claim more than they show."""
LEAFLET = "https://cdn.jsdelivr.net/npm/leaflet@1.9.4/dist/"
"""Where the browser takes Leaflet from if it is not installed: the one thing the page then asks of another host."""
FRAME = "../../"
"""From the frame of streamlit-folium's component to the app's own address."""
TILES_CREDIT = "© OpenStreetMap contributors © CARTO"


class Start(MacroElement):
    """Loads our own layer into the map. Its settings are constants of the project and of xyzservices."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            import(new URL({{ this.code }}, document.baseURI).href)
                .then((code) => code.default.start({L, map: {{ this._parent.get_name() }}, tiles: {{ this.tiles }}}))
                .catch(() => { window.dateline = {failed: true}; });
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.code = json.dumps(FRAME + address("map.bundle.js"))
        light, dark = (xyzservices.providers.CartoDB[name] for name in ("PositronNoLabels", "DarkMatterNoLabels"))
        self.tiles = json.dumps({"light": _tiles(light), "dark": _tiles(dark), "credit": TILES_CREDIT})


class Token(folium.FeatureGroup):
    """Tells the live map which view to show.

    It first empties the list that streamlit-folium only ever adds to
    (https://github.com/randyzwitch/streamlit-folium/issues/247).
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.feature_group = [];
            var {{ this.get_name() }} = L.featureGroup();
            window.datelineToken = "{{ this.token }}";
            if (window.datelineView) window.datelineView(window.datelineToken);
        {% endmacro %}
        """
    )

    def __init__(self, token: str) -> None:
        """Take the token. Raises BadToken where it holds any character that a token does not."""
        super().__init__(control=False)
        self.token = harmless(token)


def base() -> folium.Map:
    """Return the constant map, which asks for Leaflet and our own styles alone, not for the five hosts of folium's."""
    chart = folium.Map(
        location=CENTRE,
        zoom_start=ZOOM,
        tiles=None,
        zoom_control="bottomright",
        min_zoom=LEAST_ZOOM,
        maxZoom=MOST_ZOOM,
        minZoom=LEAST_ZOOM,
        maxBoundsViscosity=1,
        max_bounds=True,
        min_lon=-400,
        max_lon=400,
        keyboardPanDelta=60,
    )
    chart.default_js = [("leaflet", _leaflet("leaflet.js"))]
    styles = [(name, FRAME + address(name)) for name in ("theme.css", "card.css", "map.css")]
    chart.default_css = [("leaflet_css", _leaflet("leaflet.css")), *styles]
    chart.add_child(Start())
    return chart


def show(token: str, height: int) -> None:
    """Mount the map at a height in pixels, showing a view; a changed token reaches the frame that is there already."""
    # Only what is asked for comes back: by default each pan would run the page anew. Nor is the map rendered as a whole
    # document, which streamlit-folium does before it renders the parts that it sends.
    st_folium(
        base(),
        key="map",
        render=False,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Token(token),
    )


def _leaflet(name: str) -> str:
    own = assets().address(name)
    return FRAME + own if own else LEAFLET + name


def _tiles(provider: Any) -> str:
    """Return a provider's address in the placeholders that Leaflet fills; a key for it comes to the browser as JSON."""
    return str(provider.url).replace("{variant}", str(provider.variant))
