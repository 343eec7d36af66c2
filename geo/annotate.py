"""A JSONL file of texts in, the same ids with toponyms, visits, border references and quotations out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from geo.atomic import replacing
from geo.errors import InputError
from geo.events import extract
from geo.gazetteer import Gazetteer
from geo.mentions import LongestMatch, Recogniser, recogniser_of
from geo.mentions.recognise import BUILT_IN
from geo.parallel import MAX_WORKERS, ordered
from geo.resolve import analyse
from geo.types import Article, Toponym


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `annotate`."""
    parser.add_argument("input", type=Path, help='JSONL: {"id", "text"[, "title"][, "published"][, "home"]} a line')
    parser.add_argument("output", type=Path, help="JSONL, written whole or not at all")
    parser.add_argument("--no-demonyms", action="store_true", help="leave out adjectives and peoples")
    parser.add_argument(
        "--explain", action="store_true", help="add candidates, scores and reasons, and what was refused"
    )
    parser.add_argument(
        "--recogniser",
        default=BUILT_IN,
        metavar="NAME",
        help="what finds the names: built-in, or spacy:MODEL with an installed pipeline or its folder (extra: spacy)",
    )
    parser.add_argument(
        "--workers",
        type=int,
        choices=range(1, MAX_WORKERS + 1),
        default=1,
        metavar="N",
        help="processes that read articles; the output is the same for any number (default: 1)",
    )


@dataclass(frozen=True, slots=True)
class Options:
    """How records are annotated."""

    recogniser: Recogniser = field(default_factory=LongestMatch)
    demonyms: bool = True
    explain: bool = False


def run(args: argparse.Namespace) -> int:
    """Annotate every line and write the result; a line that does not hold ends it with its number."""
    # What is wrong with them is said before any process starts.
    _recogniser(args.recogniser)
    _gazetteer()
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        work = _Work(args.recogniser, demonyms=not args.no_demonyms, explain=args.explain)
        for line in ordered(work, _records(args.input), args.workers):
            count += 1
            yield line

    with replacing(args.output) as file:
        file.writelines(counted())
    sys.stderr.write(f"{args.output}: {count} articles\n")
    return 0


@cache
def _gazetteer() -> Gazetteer:
    """Return the gazetteer of this process."""
    return Gazetteer.open()


@cache
def _recogniser(spec: str) -> Recogniser:
    """Return the recogniser of this process."""
    return recogniser_of(spec)


@dataclass(frozen=True, slots=True)
class _Work:
    """A record in, its line of the output out; travels to the processes that do it."""

    recogniser: str
    demonyms: bool
    explain: bool

    def __call__(self, record: dict[str, Any]) -> bytes:
        options = Options(_recogniser(self.recogniser), self.demonyms, self.explain)
        made = annotate(record, _gazetteer(), options)
        return json.dumps(made, ensure_ascii=False).encode() + b"\n"


def annotate(record: dict[str, Any], gazetteer: Gazetteer, options: Options | None = None) -> dict[str, Any]:
    """Return the annotations of one record `{"id", "text"[, "title"][, "published"][, "home"]}`.

    Returns:
        `id`; `toponyms`: start, end, text, lat, lon, place_id, confidence, role; `visits`: actor, place, status, date;
        `border`: start, end, parties, stage; `quotes`: speaker, start, end. Offsets count code points. To explain
        adds `candidates` to each toponym and `refused`: start, end, text, reason, candidates.

    Raises:
        ArticleError: `home` is no place of the gazetteer.
    """
    options = options or Options()
    article = Article(
        id=str(record["id"]),
        text=record["text"],
        title=record.get("title") or "",
        published=record.get("published"),
        home=record.get("home"),
    )
    analysis = analyse(
        article, gazetteer, recogniser=options.recogniser, demonyms=options.demonyms, explain=options.explain
    )
    found = extract(analysis, gazetteer)
    made: dict[str, Any] = {
        "id": record["id"],
        "toponyms": [_toponym(toponym, explain=options.explain) for toponym in analysis.toponyms],
        "visits": [
            {"actor": v.actor, "place": v.toponym.mention.text, "status": v.status, "date": v.date}
            for v in found.visits
        ],
        "border": [
            {"start": b.sentence.start, "end": b.sentence.end, "parties": list(b.parties), "stage": b.stage}
            for b in found.borders
        ],
        "quotes": [{"speaker": q.speaker, "start": q.span.start, "end": q.span.end} for q in found.quotations],
    }
    if options.explain:
        made["refused"] = [_refused(toponym) for toponym in analysis.refused]
    return made


def _toponym(toponym: Toponym, *, explain: bool) -> dict[str, Any]:
    mention, place = toponym.mention, toponym.place
    made: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_id": place.id if place else None,
        "confidence": toponym.confidence,
        "role": mention.role,
    }
    if explain:
        made["candidates"] = _candidates(toponym)
    return made


def _refused(toponym: Toponym) -> dict[str, Any]:
    mention = toponym.mention
    where = {"start": mention.start, "end": mention.end, "text": mention.text}
    return where | {"reason": toponym.reason, "candidates": _candidates(toponym)}


def _candidates(toponym: Toponym) -> list[dict[str, Any]]:
    return [
        {"place_id": c.place.id, "name": c.place.name, "score": c.score, "reasons": list(c.reasons)}
        for c in toponym.candidates
    ]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _record(line, f"{path}: line {number}")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name a JSONL file") from error
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save it as UTF-8") from None


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise InputError(f"{where}: not JSON; each line is one object") from None
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        raise InputError(f"{where}: not an object with id and text")
    if not isinstance(record.get("home", ""), str | None):
        raise InputError(f"{where}: home is not a text; give the name or the id of a place")
    return record
