"""The index in, one with many times its names and places out: does an article cost more where more names are known?

Each further name is one of the index with an ending, or with another name's last word behind it: it shares its
beginning with real names, as further names of a gazetteer do, and leads the search as far astray.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import marisa_trie
import numpy as np

from geo.gazetteer.layout import COLUMNS, TEXTS
from geo.gazetteer.sums import note_sums

_ENDINGS = ("", "ton", "ville", "burg", " beach", " hills", "abad", " creek", "ovo", " nueva", "stad", " park")
MOST = len(_ENDINGS)


def multiply(index: Path, target: Path, times: int) -> int:
    """Write an index with `times` the names and places of `index` at `target`; return the number of its names."""
    shutil.copytree(index, target, dirs_exist_ok=True)
    old = marisa_trie.Trie().mmap(str(index / "keys.marisa"))
    arrays = {path.stem: np.load(path) for path in index.glob("*.npy")}
    count = len(arrays["lon"])
    keys = [""] * len(old)
    for key, number in old.items():
        keys[number] = key
    endings = _ENDINGS[:times]
    trie = marisa_trie.Trie(key + ending for ending in endings for key in keys)
    copies, sources = np.full(len(trie), -1), np.zeros(len(trie), np.int64)
    for copy, ending in enumerate(endings):
        at = np.array([trie[key + ending] for key in keys])
        # A made-up name that is a real one keeps the real one's places.
        new = copies[at] < 0
        copies[at[new]], sources[at[new]] = copy, np.flatnonzero(new)
    starts, ends = arrays["use_start"][sources], arrays["use_start"][sources + 1]
    lengths = ends - starts
    use_start = np.concatenate([[0], np.cumsum(lengths)])
    use = np.arange(use_start[-1]) - np.repeat(use_start[:-1] - starts, lengths)
    for name in COLUMNS:
        np.save(target / f"{name}.npy", np.tile(arrays[name], times))
    for name in TEXTS:
        text = (index / f"{name}.bin").read_bytes()
        (target / f"{name}.bin").write_bytes(text * times)
        begins = [arrays[f"{name}_start"][:-1] + copy * len(text) for copy in range(times)]
        np.save(target / f"{name}_start.npy", np.append(np.concatenate(begins), len(text) * times))
    np.save(target / "use_start.npy", use_start.astype(np.int32))
    np.save(target / "use_place.npy", (arrays["use_place"][use] + np.repeat(copies, lengths) * count).astype(np.int32))
    np.save(target / "use_kind.npy", arrays["use_kind"][use])
    trie.save(str(target / "keys.marisa"))
    note_sums(target)
    return len(trie)
