"""A JSONL file of texts in, the same ids with toponyms, visits, border references and quotations out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.atomic import write_bytes
from geo.errors import InputError
from geo.events import extract
from geo.gazetteer import Gazetteer
from geo.resolve import analyse
from geo.types import Article, Toponym


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `annotate`."""
    parser.add_argument("input", type=Path, help='JSONL: {"id", "text"[, "title"][, "published"]} a line')
    parser.add_argument("output", type=Path, help="JSONL, written whole or not at all")
    parser.add_argument("--no-demonyms", action="store_true", help="leave out adjectives and peoples")
    parser.add_argument("--explain", action="store_true", help="add the candidates with their scores and reasons")


def run(args: argparse.Namespace) -> int:
    """Annotate every line and write the result; a line that does not hold ends it with its number."""
    gazetteer = Gazetteer.open()
    lines = []
    for record in _records(args.input):
        made = annotate(record, gazetteer, demonyms=not args.no_demonyms, explain=args.explain)
        lines.append(json.dumps(made, ensure_ascii=False))
    write_bytes(args.output, "".join(line + "\n" for line in lines).encode())
    sys.stderr.write(f"{args.output}: {len(lines)} articles\n")
    return 0


def annotate(
    record: dict[str, Any], gazetteer: Gazetteer, *, demonyms: bool = True, explain: bool = False
) -> dict[str, Any]:
    """Return the annotations of one record `{"id", "text"[, "published"]}`.

    Returns:
        `id`; `toponyms`: start, end, text, lat, lon, place_id, confidence, role; `visits`: actor, place, status, date;
        `border`: start, end, parties, stage; `quotes`: speaker, start, end. Offsets count code points.
    """
    article = Article(
        id=str(record["id"]),
        text=record["text"],
        title=record.get("title") or "",
        published=record.get("published"),
    )
    analysis = analyse(article, gazetteer, demonyms=demonyms)
    found = extract(analysis, gazetteer)
    return {
        "id": record["id"],
        "toponyms": [_toponym(toponym, explain=explain) for toponym in analysis.toponyms],
        "visits": [
            {"actor": v.actor, "place": _name(v.toponym), "status": v.status, "date": v.date} for v in found.visits
        ],
        "border": [
            {"start": b.sentence.start, "end": b.sentence.end, "parties": list(b.parties), "stage": b.stage}
            for b in found.borders
        ],
        "quotes": [{"speaker": q.speaker, "start": q.span.start, "end": q.span.end} for q in found.quotations],
    }


def _name(toponym: Toponym) -> str:
    return toponym.mention.text


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
        made["candidates"] = [
            {"place_id": c.place.id, "name": c.place.name, "score": c.score, "reasons": list(c.reasons)}
            for c in toponym.candidates
        ]
    return made


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
    return record
