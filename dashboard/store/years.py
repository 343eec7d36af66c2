"""First days of events in, how many begin in each year out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dashboard.store.arrange import Days
from dashboard.store.timeline import NEVER

_UNIX = 719_163
"""Number of 1 January 1970, from which numpy counts."""


def by_year(first: Days) -> tuple[tuple[int | None, int], ...]:
    """Return each year with the number of days that fall into it, in order; the undated last, under null."""
    dated = first[first != NEVER]
    since: npt.NDArray[np.datetime64] = (dated.astype(np.int64) - _UNIX).astype("datetime64[D]")
    years, counts = np.unique(since.astype("datetime64[Y]").astype(np.int64) + 1970, return_counts=True)
    found: list[tuple[int | None, int]] = list(zip(years.tolist(), counts.tolist(), strict=True))
    undated = len(first) - len(dated)
    return tuple([*found, (None, undated)] if undated else found)
