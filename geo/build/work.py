"""An item in, what its article gives out; or the reason why it gives nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from geo.build.items import Item, read_line
from geo.build.reference import open_reference
from geo.build.shared import Telling, tellings
from geo.errors import ArticleError
from geo.geojson import encode_feature, to_feature
from geo.pipeline import Reference, read_through, reading_events
from geo.read import article_from_bytes, article_id, parse_record, read_raw
from geo.resume import Finished, Kept, article_key
from geo.types import Article, Event

LEVEL = 1
"""Of zlib: a seventh of the size at a hundredth of the time that reading an article takes."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item: `kept`, or else a `problem`."""

    kept: Kept | None
    problem: str | None = None
    key: bytes = b""
    """Under which the result is kept for the next build; empty where it is not."""
    known: bool = False
    """True where an earlier build had done it."""
    told: tuple[Telling, ...] = ()
    """What other articles may tell too."""
    unfitting: tuple[str, ...] = ()
    """A line for each correction that no longer fits the article, which is then not kept: each build names them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to open for its work."""

    milestones: Path
    resume: Path | None = None
    """The file of `Finished`; null where every article is read again."""
    corrections: Path | None = None
    """What persons mended; null for the data folder's own table."""


class Work:
    """Reads one item at a time against one reference."""

    def __init__(self, reference: Reference, rules: str = "", finished: Finished | None = None) -> None:
        self._reference = reference
        self._rules = rules
        self._finished = finished

    @classmethod
    def open(cls, setup: Setup) -> Work:
        """Open the reference, and the earlier results for reading.

        Raises:
            DatelineError: the index or a table does not hold.
        """
        reference, rules = open_reference(setup.milestones, corrections=setup.corrections)
        return cls(reference, rules, Finished(setup.resume) if setup.resume else None)

    def __call__(self, item: Item) -> Result:
        """Read one article from this machine's disk; whatever is wrong with it becomes its `problem`."""
        try:
            raw = read_raw(Path(item.path), Path(item.root)) if item.start is None else read_line(item.path, item.start)
        except OSError as error:
            return Result(None, f"{item.where}: cannot be read ({error.strerror}); check its name and rights")
        except ArticleError as error:
            return Result(None, str(error))
        return self.read(raw, item)

    def read(self, raw: bytes, item: Item) -> Result:
        """Read the article that an item's bytes are; whatever is wrong with it becomes its `problem`."""
        path, root = Path(item.path), Path(item.root)
        names = ("record",) if item.start is not None else (article_id(path, root), path.suffix.lower())
        key = article_key(raw, names, self._rules) if self._rules else b""
        kept = self._finished.get(key) if self._finished and key else None
        if kept is not None:
            return Result(kept, key=key, known=True, told=_told(kept))
        try:
            article = article_from_bytes(raw, path, names[0]) if item.start is None else parse_record(raw, item.where)
            kept, unfitting = features_of(article, self._reference)
            return Result(kept, key=b"" if unfitting else key, told=_told(kept), unfitting=unfitting)
        except ArticleError as error:
            return Result(None, str(error))
        except Exception as error:  # noqa: BLE001 - one article must not stop the others; it is reported by its name
            said = " ".join(f"{type(error).__name__}: {error}".split())
            return Result(None, f"{item.where}: reading it failed ({said}); report this as a fault with the article")


def features_of(article: Article, reference: Reference) -> tuple[Kept, tuple[str, ...]]:
    """Return what an article gives, and a line for each correction that no longer fits it."""
    reading = read_through(article, reference)
    lines = feature_lines(reading_events(reading, reference))
    unfitting = tuple(f"{correction.id}: {article.id}: {why}" for correction, why in reading.unfitting)
    return Kept(article.id, article.published, len(lines), pack(lines)), unfitting


def _told(kept: Kept) -> tuple[Telling, ...]:
    return tuple(tellings(zlib.decompress(kept.features)))


def feature_lines(events: Iterable[Event]) -> list[bytes]:
    """Return each event's Feature, encoded, one with a line without its geometry."""
    return [encode_feature(to_feature(event)) for event in events]


def pack(lines: Iterable[bytes]) -> bytes:
    """Compress encoded Features, each to be a line."""
    return zlib.compress(b"".join(line + b"\n" for line in lines), LEVEL)
