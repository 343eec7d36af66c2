"""The name of something that writes in, done in a folder: run as a process that has a full disk or no rights.

`python -m tests.faults.operations NAME FOLDER full BYTES`, `... NAME FOLDER disk BYTES` in a folder that is a disk of
its own, and `... NAME FOLDER nobody`; the last line on standard output is `done`, or `refused` and one line that says
why.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.__main__ import main as command
from geo.atomic import write_bytes
from geo.cache import Cache
from geo.corrections import Correction, add
from geo.errors import DatelineError
from geo.gazetteer.swap import put_in_place
from geo.intake import from_text, keep

ROOT = Path(__file__).parents[2]
NOBODY = 65_534
OLD = b"old"
COPY = "story.geojson"
"""A map in the folder, for what reads one."""
FILLER = "filler"
"""What takes the room of a disk."""
DATABASES = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".sqlite-journal")


def filled(folder: Path) -> None:
    """Put into a folder what must stay: a file, a folder, and a map to read."""
    shutil.copy(ROOT / "data/map.geojson", folder / COPY)
    (folder / "kept.txt").write_bytes(OLD)
    (folder / "index").mkdir()
    (folder / "index/old").write_bytes(OLD)


def left_whole(folder: Path) -> None:
    """Hold what is promised of a folder in which something failed."""
    assert (folder / "kept.txt").read_bytes() == OLD
    assert (folder / "index/old").read_bytes() == OLD
    strays = [each for each in folder.iterdir() if each.name.startswith(".dateline-") or each.name.endswith(".tmp")]
    assert strays == []
    new = {each.name for each in folder.iterdir()} - {"kept.txt", "index", "story", "articles", COPY, FILLER}
    assert all(name.endswith((*DATABASES, ".lock")) for name in new), new
    articles = [each for each in (folder / "articles").glob("*") if not each.name.endswith(".lock")]
    assert articles == []


def crammed(folder: Path, room: int) -> None:
    """Leave so many bytes of a disk."""
    found = os.statvfs(folder)
    (folder / FILLER).write_bytes(bytes(max(0, found.f_bavail * found.f_frsize - room)))


def upload(folder: Path) -> None:
    """Keep an upload."""
    article = from_text("Talks in Oslo\n" + "They met in Lima. " * 20_000).article
    assert article is not None
    keep(article, folder / "articles")


def save(folder: Path) -> None:
    """Save what was brought."""
    write_bytes(folder / "kept.txt", b"new" * 1_000_000)


def correct(folder: Path) -> None:
    """Add corrections."""
    base = ("mention", "accept", "here", "talks", "Oslo", "in ", " on", "", "", "", "A. Reader", "2024-09-01")
    add([Correction(*base, f"{number} " + "why " * 400) for number in range(1_000)], folder / "corrections.csv")  # type: ignore[arg-type]


def export_csv(folder: Path) -> None:
    """Export a map by the command line."""
    _command("export", "--data", str(folder / COPY), "--csv", str(folder / "kept.txt"))


def export_kml(folder: Path) -> None:
    """Export a map by the command line."""
    _command("export", "--data", str(folder / COPY), "--kml", str(folder / "kept.txt"))


def keep_answers(folder: Path) -> None:
    """Keep answers of a geocoder."""
    with Cache(folder / "cache.sqlite") as cache:
        for number in range(300):
            cache.put(f"query {number}", {"place": "p" * 20_000}, 1e6)


def build(folder: Path) -> None:
    """Build a map by the command line; what it keeps for the next build is beside the tables."""
    article = folder / "story/talks.txt"
    article.parent.mkdir(exist_ok=True)
    article.write_text("Talks in Oslo\nThey met in Lima.\n", encoding="utf-8")
    _command("build", str(article.parent), "-o", str(folder / "kept.txt"))


def index(folder: Path) -> None:
    """Put an index in place."""

    def write(made: Path) -> None:
        for number in range(3):
            (made / f"{number}.bin").write_bytes(bytes(1_000_000))

    put_in_place(folder / "index", write)


OPERATIONS: dict[str, Callable[[Path], None]] = {
    each.__name__: each for each in (save, upload, correct, export_csv, export_kml, keep_answers, build, index)
}


def _command(*arguments: str) -> None:
    if command(list(arguments)):
        raise DatelineError("as standard error says")


def main() -> None:
    """Do one of them without room or without rights."""
    operation, folder, how, *rest = sys.argv[1:]
    if how == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(rest[0]), int(rest[0])))
    elif how == "disk":
        filled(Path(folder))
        crammed(Path(folder), int(rest[0]))
    elif os.geteuid() == 0:
        # What it imports may be in a folder that only root can read.
        with TemporaryDirectory() as elsewhere:
            shutil.copy(Path(folder) / COPY, elsewhere)
            OPERATIONS[operation](Path(elsewhere))
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        OPERATIONS[operation](Path(folder))
    except (OSError, DatelineError) as error:
        sys.stdout.write(f"refused {error}\n")
    else:
        sys.stdout.write("done\n")
    if how == "disk":
        left_whole(Path(folder))


if __name__ == "__main__":
    main()
