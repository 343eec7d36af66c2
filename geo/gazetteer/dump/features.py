"""A feature class and code of GeoNames in, the precision of a place out; and which features are left out, and why.

| class | what | precision |
|---|---|---|
| A | states (codes PCL*) | country |
| A | all other divisions | region |
| P | settlements, and their parts | city |
| H, T, L, V, U | waters, mountains, areas, woods, the sea's floor | region |
| S | buildings and other spots | site |
| R | roads and railways | left out |

Roads and railways are lines of which GeoNames has one point, often far from what happened on them; and their names
("Main Street", "M1") are those of thousands of others. No precision would be true of them.

What is no more (divisions and states of codes ending in H, PPLH and PPLCH, PPLW for destroyed, any code ending in Q
for abandoned) is kept, since news of wars and treaties
speaks of it; without it the name would go to a namesake elsewhere. All its names are `historical`, so that a living
place of the same name comes before it as far as the rest of the evidence allows.
"""

from __future__ import annotations

from geo.gazetteer.layout import PRECISIONS
from geo.types import Precision

_BY_CLASS: dict[str, Precision] = {
    "A": "region",
    "H": "region",
    "L": "region",
    "P": "city",
    "S": "site",
    "T": "region",
    "U": "region",
    "V": "region",
}
LEFT_OUT = {"R": "roads and railways", "": "features of no class"}
"""By class."""
_FORMER = ("ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADM5H", "ADMDH", "PCLH", "PPLCH", "PPLH")
_LEVELS = {"ADM1": 1, "ADM2": 2}


def precision_number(feature_class: str, code: str) -> int | None:
    """Return the number of the precision of a feature in `PRECISIONS`; null for a class that the format lacks."""
    precision = _BY_CLASS.get(feature_class)
    if feature_class == "A" and code.startswith("PCL"):
        precision = "country"
    return None if precision is None else PRECISIONS.index(precision)


def is_former(code: str) -> bool:
    """Tell whether a feature is no more; an H at the end alone does not say so: PRSH is a parish."""
    return code == "PPLW" or code.endswith("Q") or code in _FORMER


def level(feature_class: str, code: str) -> int:
    """Return 1 or 2 for a division of that level that exists, 0 for all else."""
    return _LEVELS.get(code, 0) if feature_class == "A" else 0
