"""Changes between waves told apart: what is real, and what comes of another mix of respondents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSplit:
    """A change of a mean between two waves told apart over the groups of a break: `change` = `real` + `mix`.

    `id`: that of the contrast and the break, `vr/2013/overall/mean/all~2011/directorate`. `real`: because groups judge
    otherwise; `mix`: because the groups have other shares; all in points of the scale, with standard error, half the
    interval (`margin`) and two-sided p. `fixed`: the weights fix the shares of the groups, so that the mix is zero by
    construction; False where missing answers leave a mix.
    """

    id: str
    survey: str
    wave: str
    earlier: str
    question: str
    break_id: str
    change: float
    change_se: float
    change_margin: float
    change_p: float
    real: float
    real_se: float
    real_margin: float
    real_p: float
    mix: float
    mix_se: float
    mix_margin: float
    mix_p: float
    fixed: bool


@dataclass(frozen=True, slots=True)
class ChangePart:
    """What one group adds to a split: `split` is its id, `group` a key (`status=granted`), "" for those in no group.

    `n_now`, `n_then`: valid answers; `share_now`, `share_then`: of their weight (0-1); `mean_now`, `mean_then`: NaN
    without answers. `real`, `mix`: the parts add up to those of the split.
    """

    split: str
    group: str
    n_now: int
    n_then: int
    share_now: float
    share_then: float
    mean_now: float
    mean_then: float
    real: float
    mix: float
