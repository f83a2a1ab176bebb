"""How importance is measured and where the borders of the improvement matrix lie, as the study says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Border = Literal["mean", "median"] | float


@dataclass(frozen=True)
class DriverSettings:
    """`importance`: exact shares of R² (lmg) or plain correlation. `missing`: as if everyone
    had graded every aspect, or the overall grade as it is. `smallest_group`: respondents with an overall grade below
    which a group has no lmg. `seldom_graded`: part (0-1) of them that must have graded an aspect for it to take part;
    `often_not_graded`: below this part it is drawn hollow. Borders: mean or median over the aspects, or a fixed value
    (a grade; of importance in the unit of the method, lmg in parts 0-1).
    """

    importance: Literal["lmg", "correlation"] = "lmg"
    missing: Literal["as if everyone", "as it is"] = "as if everyone"
    smallest_group: int = 100
    seldom_graded: float = 0.1
    often_not_graded: float = 0.5
    rating_border: Border = "mean"
    importance_border: Border = "mean"
