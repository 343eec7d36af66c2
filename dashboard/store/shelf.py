"""Named arrays in, the same arrays out: kept in memory, or as files of a folder that several processes map at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Array = npt.NDArray[Any]


class Shelf(Protocol):
    """Where the arrays of a store are."""

    def put(self, name: str, array: Array) -> None:
        """Keep an array under a name that is a part of a file's name."""

    def get(self, name: str) -> Array:
        """Return an array, not to be written to. Raises KeyError or OSError where it is not there."""

    def put_column(self, name: str, column: pa.Array) -> None:
        """Keep an Arrow array."""

    def put_text(self, name: str, blocks: Iterable[pa.Array]) -> None:
        """Keep one Arrow array of texts that comes in blocks of `large_string`."""

    def column(self, name: str) -> pa.Array:
        """Return an Arrow array. Raises KeyError, OSError or pa.ArrowException."""

    def has(self, name: str) -> bool:
        """Tell whether there is an array or a column of that name."""


class Memory:
    """A shelf of one process, for a file that is opened in less than a second."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def put(self, name: str, array: Array) -> None:
        """Keep an array."""
        self._kept[name] = array

    def get(self, name: str) -> Array:
        """Return an array."""
        array: Array = self._kept[name]
        return array

    def put_column(self, name: str, column: pa.Array) -> None:
        """Keep an Arrow array."""
        self._kept[name] = column

    def put_text(self, name: str, blocks: Iterable[pa.Array]) -> None:
        """Keep one Arrow array that comes in blocks."""
        self._kept[name] = pa.concat_arrays([pa.array([], pa.large_string()), *blocks])

    def column(self, name: str) -> pa.Array:
        """Return an Arrow array."""
        return self._kept[name]

    def has(self, name: str) -> bool:
        """Tell whether there is something of that name."""
        return name in self._kept


class Folder:
    """A shelf of files: `NAME.npy`, `NAME.arrow`, and for texts `NAME.bytes` beside their offsets."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, name: str, array: Array) -> None:
        """Write an array."""
        np.save(self._path / f"{name}.npy", array, allow_pickle=False)

    def get(self, name: str) -> Array:
        """Map an array into memory."""
        path = self._path / f"{name}.npy"
        # A file that holds nothing cannot be mapped.
        mode: Literal["r"] | None = "r" if path.stat().st_size > _HEADER else None
        array: Array = np.load(path, mmap_mode=mode, allow_pickle=False).view(np.ndarray)
        return array

    def put_column(self, name: str, column: pa.Array) -> None:
        """Write an Arrow array."""
        batch = pa.record_batch([column], names=[name])
        with pa.OSFile(str(self._path / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
            writer.write_batch(batch)

    def put_text(self, name: str, blocks: Iterable[pa.Array]) -> None:
        """Write texts block by block: they may be more than fit into memory twice."""
        sizes: list[Array] = []
        valid: list[Array] = []
        with (self._path / f"{name}.bytes").open("wb") as file:
            for block in blocks:
                whole = pa.concat_arrays([block])
                offsets = np.frombuffer(whole.buffers()[1], np.int64, len(whole) + 1, 8 * whole.offset)
                if len(whole):
                    file.write(memoryview(whole.buffers()[2] or b"")[offsets[0] : offsets[-1]])
                sizes.append(np.diff(offsets))
                valid.append(whole.is_valid().to_numpy(zero_copy_only=False))
        none = np.empty(0, np.int64)
        self.put(f"{name}.offsets", np.concatenate([[0], np.cumsum(np.concatenate([none, *sizes]))]).astype(np.int64))
        self.put(f"{name}.valid", np.packbits(np.concatenate([none, *valid]).astype(bool), bitorder="little"))

    def column(self, name: str) -> pa.Array:
        """Map an Arrow array into memory."""
        if (self._path / f"{name}.arrow").exists():
            with pa.memory_map(str(self._path / f"{name}.arrow")) as file:
                return pa.ipc.open_file(file).get_batch(0).column(0)
        offsets = self.get(f"{name}.offsets")
        texts = self._path / f"{name}.bytes"
        body = pa.memory_map(str(texts)).read_buffer() if texts.stat().st_size else pa.py_buffer(b"")
        parts = pa.py_buffer(offsets), body, pa.py_buffer(self.get(f"{name}.valid"))
        return pa.LargeStringArray.from_buffers(len(offsets) - 1, *parts)

    def has(self, name: str) -> bool:
        """Tell whether there are files of that name."""
        return any((self._path / f"{name}.{ending}").exists() for ending in ("npy", "arrow", "bytes"))


_HEADER = 128
"""Bytes of an .npy file that holds nothing (NEP 1)."""
