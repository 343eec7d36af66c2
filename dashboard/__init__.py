"""map.geojson in, a map in the browser out: the page, its store and its routes."""
