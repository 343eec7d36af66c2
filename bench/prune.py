"""A number of Features in, a table out: what a view costs of a store by time and place, and of one in no order.

    python bench/prune.py [N]            default: 1,000,000 Features

The Features are made up: evenly over 50 years and the land's latitudes, with an excerpt of 192 characters. The view
is a month in a window of 20 by 15 degrees. The floor in the same run is the same query on files in the order of the
input, each of which holds all times and places. The other store has a folder a year, sorted by place within it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROUNDS = 5
MAKE = """
CREATE TABLE feature AS SELECT
    'f' || i AS id, strftime(DATE '1975-01-01' + CAST(random() * 18262 AS INTEGER), '%Y-%m-%d') AS date,
    random() * 360 - 180 AS lon, random() * 130 - 60 AS lat, repeat(md5(CAST(i AS VARCHAR)), 6) AS excerpt
FROM range(?) made(i)
"""
PLAIN = "COPY feature TO '{}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000, FILE_SIZE_BYTES '8MB')"
PARTED = """
COPY (SELECT *, date[:4] AS year FROM feature ORDER BY year, floor(lon / 15), floor(lat / 15))
TO '{}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, PARTITION_BY (year))
"""
VIEW = """
SELECT id, lon, lat, excerpt FROM read_parquet(?, hive_partitioning = true)
WHERE lon BETWEEN 35 AND 55 AND lat BETWEEN 33 AND 48 AND date BETWEEN '2020-09-01' AND '2020-09-31'
"""
PRUNED = VIEW + " AND year = 2020"


def median(database: duckdb.DuckDBPyConnection, folder: Path, asked: str) -> tuple[float, int]:
    """Return the median of the milliseconds that a view takes, and how many Features it has."""
    times = []
    found = 0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = len(database.execute(asked, [f"{folder}/**/*.parquet"]).fetchall())
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), found


def main(count: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as database:
        plain, parted = Path(name, "plain"), Path(name, "parted")
        database.execute("SELECT setseed(0.5)")
        database.execute(MAKE, [count])
        database.execute(PLAIN.format(plain))
        start = time.perf_counter()
        database.execute(PARTED.format(parted))
        took = time.perf_counter() - start
        print(f"{count:,} Features, {took:.1f} s to sort and part them")
        (floor, all_of), (fast, found) = median(database, plain, VIEW), median(database, parted, PRUNED)
        if found != all_of:
            raise SystemExit(f"the two stores give {all_of} and {found} Features")
        for folder, each in ((plain, floor), (parted, fast)):
            files = list(folder.rglob("*.parquet"))
            size = sum(path.stat().st_size for path in files) / 1e6
            print(
                f"{folder.name:>8}{len(files):>8,} files{size:>9.1f} MB{each:>10.1f} ms a view of {found} Features",
                end="",
            )
            print(f"{floor / each:>8.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
