"""The peer of many readers: cells of map tiles, counted by DuckDB for each request. Arguments: FILE PORT."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import duckdb

CELL_BITS = 2
LOAD = """
create table events as
select kind, actors, (lon + 180) / 360 as x,
  0.5 - ln(tan(pi() / 4 + radians(least(greatest(lat, -85.05), 85.05)) / 2)) / (2 * pi()) as y
from read_parquet(?) where lon is not null order by x, y
"""
CELLS = """
select cast(floor(x * ?) as int) as column_, cast(floor(y * ?) as int) as row_, kind, count(*)
from events where x >= ? and x < ? and y >= ? and y < ? and list_contains(actors, ?) group by all
"""

_local = threading.local()
_database = duckdb.connect()


class Tiles(BaseHTTPRequestHandler):
    """Answers `/tile?z=&x=&y=&actor=` with the counts of its cells."""

    def do_GET(self) -> None:
        """Answer one request."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        body = json.dumps(cells(asked) if "z" in asked else []).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def cells(asked: dict[str, str]) -> list[tuple[object, ...]]:
    """Return column, row, kind and count of the cells of a tile."""
    if not hasattr(_local, "cursor"):
        _local.cursor = _database.cursor()
    across = 1 << int(asked["z"])
    fine = across << CELL_BITS
    x, y = int(asked["x"]), int(asked["y"])
    box = [x / across, (x + 1) / across, y / across, (y + 1) / across]
    found: list[tuple[object, ...]] = _local.cursor.execute(CELLS, [fine, fine, *box, asked["actor"]]).fetchall()
    return found


class Server(ThreadingHTTPServer):
    """A thread a request, and room for all tiles of all readers at once."""

    request_queue_size = 512


if __name__ == "__main__":
    _database.execute(LOAD, [sys.argv[1]])
    Server(("127.0.0.1", int(sys.argv[2])), Tiles).serve_forever()
