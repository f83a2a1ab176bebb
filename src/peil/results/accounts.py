"""Accounts of a wave: its fieldwork, its weights, its groups, and those who did not answer."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal


@dataclass(frozen=True, slots=True)
class NoAnswerCount:
    """How many respondents of a wave gave no valid answer to a question, for one reason (unweighted)."""

    survey: str
    wave: str
    question: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class WaveAccount:
    """One wave's fieldwork and weighting: gross, net, rate (0-1, RR by AAPOR where dispositions are known, else
    net / sent), and the weights: method, efficiency (0-100), design effect, smallest and largest weight, respondents
    without a cell. `placed_efficiency`, `placed_design_effect`: the same of those with a cell alone; NaN where all have
    one. `left_out`: respondents with weight 0, who count in no figure. `n`: respondents in the data; `sent`
    None = unknown. `microdata` False = only published figures.
    """

    survey: str
    wave: str
    n: int
    sent: int | None
    rate: float | None
    rate_formula: str
    weighting: str
    efficiency: float
    design_effect: float
    smallest: float
    largest: float
    without_cell: int
    microdata: bool = True
    left_out: int = 0
    placed_efficiency: float = nan
    placed_design_effect: float = nan


@dataclass(frozen=True, slots=True)
class WeightTarget:
    """What the weights of a wave were fitted to. `target`: a weighting cell, a category (`gender=man`, shares 0-1), or
    a number whose mean is set.

    `wanted`: the target; `reached`: what it is after weighting, among those with a cell (with a value for every
    question); `with_others`: among all who count and gave the answer, who has no cell with the weight of the rule.
    `others`: how many of these there are.
    """

    survey: str
    wave: str
    target: str
    wanted: float
    reached: float
    with_others: float
    others: int


@dataclass(frozen=True, slots=True)
class GroupSize:
    """How many respondents of a wave belong to a group (unweighted). `group`: its key, `directorate=asylum`."""

    survey: str
    wave: str
    group: str
    n: int


@dataclass(frozen=True, slots=True)
class GroupWeights:
    """What the weights of a wave cost, in all ("all") and in a group (its key, `directorate=asylum`).

    `n`: respondents who count; `n_effective`: Kish's effective base; `efficiency`: 100·n_effective/n; `design_effect`:
    n/n_effective; `smallest`, `largest`: weights, where the mean of the wave is 1; `trimmed`: part (0-1) of the
    respondents whose weight was cut to the limit.
    """

    survey: str
    wave: str
    group: str
    n: int
    n_effective: float
    efficiency: float
    design_effect: float
    smallest: float
    largest: float
    trimmed: float


@dataclass(frozen=True, slots=True)
class StratumResponse:
    """Did a stratum answer as often as the others? A row per stratum and wave, and one of all together ("all").

    `of`: what the list is, "sent" (all that were written to) or "frame" (all there are). `listed`: units on the list,
    `n`: respondents, `rate` = n / listed. `listed_share`, `answered_share`, `weighted_share`: the stratum's part (0-1)
    of the list, of the respondents, and of their weight. `statistic`, `df`, `p`: chi-square of response, of a stratum
    against all others, of "all" over all strata; NaN where it cannot be had.
    """

    survey: str
    wave: str
    stratum: str
    of: Literal["sent", "frame"]
    listed: int
    n: int
    rate: float
    listed_share: float
    answered_share: float
    weighted_share: float
    statistic: float
    df: int
    p: float
