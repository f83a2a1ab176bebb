"""In which order the aspects in a part of the matrix are told: what weighs most first."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

from peil.results.model import Driver, Published

# A point of attention has its own order, and comes after what is told as priority or strength.
_ORDER = {"priority": 0, "strength": 0, "attention": 1}
_WITHOUT = 2
Rank = tuple[int, int, float]


def ranks(published: Published) -> Mapping[str, tuple[int, int]]:
    """By the id of a driver its place in the advice: (kind, place), the least first."""
    return {one.id: (_ORDER[one.kind], one.place) for one in published.advice}


def rank(driver: Driver, advice: Mapping[str, tuple[int, int]]) -> Rank:
    """What an aspect is sorted by: its place in the advice; without advice how deep it lies in its part."""
    return *advice.get(driver.id, (_WITHOUT, 0)), -_depth(driver)


def _depth(driver: Driver) -> float:
    """How far an aspect lies in its part: the weight of both distances to the borders, each in its own unit."""
    importance = abs(driver.importance - driver.importance_border) / (abs(driver.importance_border) or 1.0)
    rating = abs(driver.rating - driver.rating_border) / (abs(driver.rating_border) or 1.0)
    return 0.0 if isnan(importance) or isnan(rating) else importance + rating
