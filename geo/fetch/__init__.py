"""An address of the web in, the bytes it answers out: to public hosts alone, within caps."""

from geo.fetch.page import FEEDS, KINDS, Fetcher, Page

__all__ = ["FEEDS", "KINDS", "Fetcher", "Page"]
