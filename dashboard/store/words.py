"""Sentences in, the rows of those that hold a run of characters out, by the words that the sentences are made of.

A run without a space stands inside one word. So the distinct words are searched, a few megabytes whatever the file,
and each tells the rows it stands in; a pass over all sentences is not needed. A run with a space
is looked for in the rows that hold all of its words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.store.shelf import Shelf

Mask = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Rows = npt.NDArray[np.uint32]

BLOCK = 250_000
"""Rows whose words are sorted at once: some 200 MB of working memory for each thread."""
THREADS = 2
"""Blocks that are sorted at once; what is done with a block waits neither for Python nor for another block."""
FEW = 1_000
"""Words whose rows are marked one word after the other; of more, the rest are marked many at once, which is quicker."""
STEP = 100
"""Words after which it is looked how many rows are left."""
MANY = 2_000
"""Words marked at once."""
READ = 100
"""Rows marked in the time that one sentence is read: where the words ahead have more than that for each row that is
left, these sentences are read instead."""
_BREAK = b"\n"
"""Between two words; no word holds it."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The words of some rows: word `w` stands in the next `counts[w]` of `rows`."""

    words: pa.Array
    counts: Integers
    rows: Rows


def index(texts: Iterable[pa.Array], fold: Callable[[str], str], shelf: Shelf) -> None:
    """Put the words of texts, which come in blocks of `large_string`, on a shelf, and the rows of each."""
    blocks = list(_blocks(texts))
    raw = pa.chunked_array([block.words for block in blocks], pa.large_string()).dictionary_encode()
    raw = raw.unify_dictionaries().combine_chunks()
    distinct, known = np.unique([fold(word) for word in raw.dictionary.to_pylist()], return_inverse=True)
    words = known.astype(np.int64)[raw.indices.to_numpy()] if len(raw) else np.empty(0, np.int64)
    counts = np.concatenate([np.empty(0, np.int64), *(block.counts for block in blocks)])
    sizes = np.bincount(words, weights=counts, minlength=len(distinct)).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.empty(starts[-1], np.uint32)
    free = starts[:-1].copy()
    first = 0
    for block in blocks:
        mine = words[first : first + len(block.counts)]
        _spread(rows, free, mine, block)
        first += len(block.counts)
    joined = _BREAK.join([b"", *(str(word).encode() for word in distinct), b""])
    shelf.put("words.text", np.frombuffer(joined, np.uint8))
    shelf.put("words.starts", starts)
    shelf.put("words.rows", rows)


def _blocks(texts: Iterable[pa.Array]) -> Iterator[_Block]:
    with ThreadPoolExecutor(THREADS) as pool:
        ahead: deque[Future[_Block]] = deque()
        first = 0
        for given in texts:
            for start in range(0, len(given), BLOCK):
                if len(ahead) > THREADS:
                    yield ahead.popleft().result()
                block = given.slice(start, BLOCK)
                ahead.append(pool.submit(_words_of, block, first))
                first += len(block)
        while ahead:
            yield ahead.popleft().result()


def _words_of(block: pa.Array, first: int) -> _Block:
    """Return the words of a block of rows that begins at row `first`."""
    split = pc.ascii_split_whitespace(pc.fill_null(pc.ascii_lower(block), ""))
    row = pc.list_parent_indices(split).to_numpy().astype(np.uint64) + np.uint64(first)
    coded = split.flatten().dictionary_encode()
    pairs = (coded.indices.to_numpy().astype(np.uint64) << np.uint64(32)) | row
    pairs.sort()
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(coded.dictionary))
    return _Block(coded.dictionary, counts, pairs.astype(np.uint32))


def _spread(rows: Rows, free: Integers, words: Integers, block: _Block) -> None:
    """Write a block's rows to where each word's come next, and move these places on."""
    order = np.argsort(words, kind="stable")
    counts = block.counts[order]
    # Two spellings may be one word: the second's rows follow the first's.
    before = np.concatenate([[0], np.cumsum(counts)])[:-1]
    same = np.concatenate([[False], words[order][1:] == words[order][:-1]])
    leads = np.maximum.accumulate(np.where(same, 0, np.arange(len(order))))
    target = np.empty(len(order), np.int64)
    target[order] = free[words[order]] + before - before[leads]
    begins = np.concatenate([[0], np.cumsum(block.counts)])[:-1]
    places = np.repeat(target - begins, block.counts) + np.arange(len(block.rows))
    rows[places] = block.rows
    free += np.bincount(words, weights=block.counts, minlength=len(free)).astype(np.int64)


class Words:
    """The words of a column of texts."""

    def __init__(self, texts: pa.Array, fold: Callable[[str], str], shelf: Shelf) -> None:
        self._texts = texts
        self._fold = fold
        self._joined = shelf.get("words.text")
        self._starts = shelf.get("words.starts")
        self._rows = shelf.get("words.rows")
        self._breaks = np.flatnonzero(self._joined == _BREAK[0])

    def mask(self, run: str) -> Mask:
        """Return the rows that hold a run of characters, folded as the texts are."""
        parts = run.split()
        found = np.ones(len(self._texts), dtype=bool)
        for part in parts:
            found &= self._with(part)
        return self._verified(found, run) if parts != [run] else found

    def _with(self, part: str) -> Mask:
        """Return the rows of all words that hold `part`."""
        hit = np.unique(np.searchsorted(self._breaks, _occurrences(self._joined, part.encode()), side="right") - 1)
        found = np.zeros(len(self._texts), dtype=bool)
        sizes = self._starts[hit + 1] - self._starts[hit]
        # The words of most rows first: of a run as short as a letter they leave little to the many others.
        hit = hit[np.argsort(-sizes, kind="stable")]
        starts, ends = self._starts[hit], self._starts[hit + 1]
        ahead = np.cumsum((ends - starts)[::-1])[::-1]
        first = 0
        while first < len(hit):
            after = first + (STEP if first < FEW else MANY)
            if first < FEW:
                for start, end in zip(starts[first:after].tolist(), ends[first:after].tolist(), strict=True):
                    found[self._rows[start:end]] = True
            else:
                _mark(found, self._rows, starts[first:after], ends[first:after])
            first = after
            left = len(found) - int(np.count_nonzero(found))
            if not left:
                break
            if first < len(hit) and ahead[first] > READ * left:
                return found | self._verified(~found, part)
        return found

    def _verified(self, candidates: Mask, run: str) -> Mask:
        """Return the candidates whose text holds the whole run."""
        rows = np.flatnonzero(candidates)
        texts = self._texts.take(pa.array(rows))
        holds = pc.fill_null(pc.match_substring(pc.ascii_lower(texts), run), False).to_numpy(zero_copy_only=False)
        other = np.flatnonzero(~pc.fill_null(pc.string_is_ascii(texts), True).to_numpy(zero_copy_only=False))
        holds = holds.copy()
        holds[other] = [run in self._fold(text) for text in texts.take(pa.array(other)).to_pylist()]
        found = np.zeros(len(candidates), dtype=bool)
        found[rows[holds]] = True
        return found


def _mark(found: Mask, rows: Rows, starts: Integers, ends: Integers) -> None:
    """Mark the rows of several words at once."""
    sizes = ends - starts
    shift = starts - np.concatenate([[0], np.cumsum(sizes)])[:-1]
    found[rows[np.repeat(shift, sizes) + np.arange(sizes.sum())]] = True


def _occurrences(joined: npt.NDArray[np.uint8], part: bytes) -> Integers:
    """Return where `part` begins in a run of bytes."""
    at = np.flatnonzero(joined[: len(joined) - len(part) + 1] == part[0])
    for step, byte in enumerate(part[1:], 1):
        at = at[joined[at + step] == byte]
    found: Integers = at
    return found
