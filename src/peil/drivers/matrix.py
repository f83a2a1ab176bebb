"""The improvement matrix: borders between important and less important, high and low, and the quadrant of an aspect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, isfinite, nan
from statistics import median

from peil.results.model import Quadrant, Status
from peil.study.drivers import Border

# By whether the aspect is important, and whether it is rated high.
_QUADRANTS: Mapping[tuple[bool, bool], Quadrant] = {
    (True, True): "strength",
    (True, False): "priority",
    (False, True): "hygiene",
    (False, False): "low priority",
}
# Aspects that are all alike lie on their mean, whatever rounding makes of it.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Spot:
    """An aspect in one group: its `rating`, the mean grade of `rated`, and its importance among `n`, who gave both
    grades or said it."""

    aspect: str
    rating: float
    rated: int
    status: Status
    n: int
    importance: float

    @property
    def known(self) -> bool:
        """Whether it has a place on both axes."""
        return isfinite(self.importance) and isfinite(self.rating)

    @property
    def base(self) -> int:
        """On how few either of the two rests."""
        return min(self.n, self.rated)


@dataclass(frozen=True)
class Place:
    """Where an aspect stands in the matrix of its group: the borders, and the quadrant, None when it has no place."""

    importance_border: float
    rating_border: float
    quadrant: Quadrant | None


def placed(standings: Sequence[Spot], borders: tuple[float, float]) -> Iterator[Place]:
    """The place of every aspect of one group in one wave, in their order: what is strong, what needs work?

    `borders`: of the importance, in its unit, and of the rating, in points; NaN where there is none. On a border counts
    as important, or high.
    """
    importance_border, rating_border = borders
    for one in standings:
        quadrant = None
        if one.known and isfinite(importance_border) and isfinite(rating_border):
            quadrant = quadrant_of(one.importance - importance_border, one.rating - rating_border)
        yield Place(importance_border, rating_border, quadrant)


def quadrant_of(importance_distance: float, rating_distance: float) -> Quadrant:
    """The part of the matrix at these distances from the borders."""
    return _QUADRANTS[importance_distance >= -_ROUNDING, rating_distance >= -_ROUNDING]


def border(how: Border, values: Sequence[float]) -> float:
    """The border over the values of all aspects that may be shown and have a place on both axes; NaN without any."""
    if not values:
        return nan
    if how == "mean":
        return fsum(values) / len(values)
    return median(values) if how == "median" else float(how)
