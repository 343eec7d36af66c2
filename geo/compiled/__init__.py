"""The sources of reading in, their compiled form out where it is of these very sources; `make fast` makes it.

Both forms are one source and give the same. The compiled form lies in a folder that is named after a hash of the
sources, so that one of older sources is never run: a line says so, and the sources run.
"""

from geo.compiled.find import is_used, use

__all__ = ["is_used", "use"]
