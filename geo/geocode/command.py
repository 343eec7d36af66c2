"""Names of places on the command line in, GeoJSON on standard output out: `python -m geo geocode`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from geo.cache import Cache
from geo.errors import InputError
from geo.gazetteer import Gazetteer
from geo.geocode.chain import Chain, geocode_features
from geo.geocode.embedded import EmbeddedGeocoder, Names
from geo.geocode.provider import Provider
from geo.geocode.service import Service

CACHE = Path(__file__).parents[2] / "data/.cache/geocode.sqlite"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `geocode`."""
    parser.add_argument("queries", nargs="+", metavar="PLACE", help='"Baku", "Paris, Texas", "Georgia (country)"')
    parser.add_argument(
        "--provider",
        action="append",
        default=[],
        metavar="NAME",
        help="ask this service for what the gazetteer lacks: nominatim, photon or any that geopy knows; repeatable. "
        "Keys come from the environment: DATELINE_OPENCAGE_API_KEY. Default: none, no network",
    )
    parser.add_argument("--domain", help="host:port of an own server of the provider, with http:// or https:// or not")
    parser.add_argument(
        "--contact",
        default=os.environ.get("DATELINE_CONTACT"),
        help="address or mail for the service's operators, sent in the User-Agent; default: DATELINE_CONTACT",
    )
    parser.add_argument("--interval", type=float, default=Service("").interval, help="seconds between two requests")
    parser.add_argument("--timeout", type=float, default=Service("").timeout, help="seconds for one answer")
    parser.add_argument("--cache", type=Path, default=CACHE, help="file that keeps answers and paces requests")


def run(args: argparse.Namespace, names: Names | None = None) -> int:
    """Write the FeatureCollection to standard output, and what has no point to standard error; return 0.

    `names` is the gazetteer to use, by default the one in data/gazetteer.

    Raises:
        InputError: no such provider, or one without its key.
        GazetteerError: there is no index.
        CacheError: the cache cannot be used.
    """
    if args.domain and len(args.provider) != 1:
        raise InputError("--domain: belongs to exactly one --provider")
    with ExitStack() as stack:
        services = _services(args, stack) if args.provider else []
        collection = geocode_features(args.queries, Chain(EmbeddedGeocoder(names or Gazetteer.open()), services))
    # UTF-8 whatever the terminal's encoding, as RFC 8259 has it.
    sys.stdout.buffer.write(_encode(collection))
    sys.stdout.buffer.flush()
    for feature in collection["features"]:
        properties = feature["properties"]
        if properties["reason"]:
            sys.stderr.write(f"{properties['query']}: {properties['reason']}\n")
    return 0


def _services(args: argparse.Namespace, stack: ExitStack) -> list[Provider]:
    cache = stack.enter_context(Cache(args.cache))
    if cache.problem:
        sys.stderr.write(f"warning: {cache.problem}\n")
    return [
        Provider(
            Service(name, args.domain, contact=args.contact, timeout=args.timeout, interval=args.interval),
            cache,
        )
        for name in dict.fromkeys(args.provider)
    ]


def _encode(collection: dict[str, Any]) -> bytes:
    """Return the bytes, a Feature a line."""
    head = {key: value for key, value in collection.items() if key != "features"}
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in collection["features"])
    text = json.dumps(head, ensure_ascii=False, allow_nan=False)[:-1]
    return f'{text}, "features": [\n{lines}\n]}}\n'.encode()
