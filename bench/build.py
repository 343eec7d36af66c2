"""A number of articles in, a table out: what `geo build` takes with one worker and with several, and what it keeps.

    python bench/build.py [--articles N] [--workers N]      default: 1000 articles of 2 KB, 2 workers
    python bench/build.py --articles 100000                 what docs/scale.md is about

Each article has the sentences of the committed one in an order of its own. Every run begins anew, and the files of all
must be the same. On a machine that others use too, the wall clock says little, so the time of the processors stands
beside it: `by processor` is what Amdahl's law makes of that if the build's own process runs only before and after them.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
SEED = 20240819
SIZE = 2_000
"""Characters of an article."""
SAMPLE_S = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took."""

    workers: int
    wall: float
    alone: float
    """Seconds of the processor in the build's own process."""
    shared: float
    """Seconds of the processors in its workers."""
    parent_mb: float
    worker_mb: float
    """The largest resident size of the build's own process and of any worker."""
    load: float
    """Processes that wanted a processor, on average over a minute, at the end."""
    output: Path

    @property
    def by_processor(self) -> float:
        """Seconds on as many idle cores as there are workers."""
        return self.alone + self.shared / self.workers


def write_articles(folder: Path, count: int) -> None:
    """Write the articles as JSONL shards of 10,000."""
    text = (ROOT / "data/articles/putin-in-baku.txt").read_text("utf-8")
    sentences = [each for each in re.split(r"(?<=[.!?”])\s+", text) if each]
    chance = random.Random(SEED)  # noqa: S311 - made-up articles, no secret
    for start in range(0, count, 10_000):
        with (folder / f"{start:09}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(start, min(start + 10_000, count)):
                chance.shuffle(sentences)
                body = " ".join(sentences)[:SIZE]
                file.write(
                    json.dumps({"id": f"a{number}", "text": f"Report {number}\n{body}"}, ensure_ascii=False) + "\n"
                )


def run(folder: Path, articles: Path, workers: int, name: str) -> Run:
    """Build once, and look at the processes while it runs."""
    output, resume = folder / name, folder / f"{name}.sqlite"
    command = [sys.executable, "-m", "geo", "build", str(articles), "-o", str(output)]
    command += ["--workers", str(workers), "--resume", str(resume)]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    largest = {"parent": 0, "worker": 0}
    shared: dict[int, float] = {}
    alone = 0.0

    def look() -> None:
        nonlocal alone
        while process.poll() is None:
            try:
                build = psutil.Process(process.pid)
                alone = sum(build.cpu_times()[:2])
                largest["parent"] = max(largest["parent"], build.memory_info().rss)
                for child in build.children():
                    shared[child.pid] = sum(child.cpu_times()[:2])
                    largest["worker"] = max(largest["worker"], child.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
            time.sleep(SAMPLE_S)

    watcher = threading.Thread(target=look)
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - began
    watcher.join()
    if code:
        raise SystemExit(f"geo build ended with code {code}")
    own, worker = (largest[each] / 1e6 for each in ("parent", "worker"))
    return Run(workers, wall, alone, sum(shared.values()), own, worker, os.getloadavg()[0], output)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    cache = ROOT / "data/.cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as name:
        folder = Path(name)
        articles = folder / "in"
        articles.mkdir()
        write_articles(articles, given.articles)
        one = run(folder, articles, 1, "one.geojson")
        several = run(folder, articles, given.workers, "several.geojson")
        same = filecmp.cmp(one.output, several.output, shallow=False)
        print(f"{given.articles:,} articles of {SIZE:,} characters, {os.cpu_count()} cores, same bytes: {same}")
        print(f"{'workers':>8}{'wall s':>9}{'articles/s':>12}{'own CPU s':>11}{'workers CPU s':>15}", end="")
        print(f"{'own MB':>8}{'worker MB':>11}{'load':>7}")
        for each in (one, several):
            print(f"{each.workers:>8}{each.wall:>9.1f}{given.articles / each.wall:>12.1f}{each.alone:>11.1f}", end="")
            print(f"{each.shared:>15.1f}{each.parent_mb:>8.0f}{each.worker_mb:>11.0f}{each.load:>7.1f}")
        print(f"ratio: {one.wall / several.wall:.2f} by the wall clock, ", end="")
        print(f"{one.by_processor / several.by_processor:.2f} by processor")
        for path in sorted(folder.glob("several*")):
            print(f"{path.name:>20}{path.stat().st_size / given.articles:>10,.0f} bytes an article")


if __name__ == "__main__":
    main()
