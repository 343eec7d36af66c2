"""world-atlas (Natural Earth) in, data/boundaries out: the lines of borders and the outlines of the base map."""
