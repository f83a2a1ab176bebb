"""How to test and how sure to be: one frozen value instead of many parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peil.errors import StatisticsError

Method = Literal["design", "q", "pooled_effective", "weighted_n"]
DegreesOfFreedom = Literal["smaller", "design"]
Lonely = Literal["fail", "adjust", "certainty"]
Shares = Literal["log odds", "points"]


@dataclass(frozen=True)
class Options:
    """The choices of a study's statistics; the defaults are Peil's.

    `method`: which test (docs/statistics.md). `df`: "smaller" takes the smaller of the design's and Welch's
    degrees of freedom, "design" the design's alone, as R does. `level`: confidence of intervals, 0-1.
    `share`: the scores are 0/1 indicators, so that intervals stay within 0-1. `lonely`: what a stratum with
    one respondent contributes: an error ("fail"), its deviation from the whole sample ("adjust", as R), or
    nothing ("certainty"). `shares`: what "design" compares of shares: their log odds, or percentage points.
    """

    method: Method = "design"
    df: DegreesOfFreedom = "smaller"
    level: float = 0.95
    share: bool = False
    lonely: Lonely = "fail"
    shares: Shares = "log odds"

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise StatisticsError(f"confidence level: found {self.level}, expected a number between 0 and 1, as 0.95")

    @property
    def by_odds(self) -> bool:
        """Whether what is compared are shares by their log odds."""
        return self.share and self.method == "design" and self.shares == "log odds"


DEFAULT = Options()
