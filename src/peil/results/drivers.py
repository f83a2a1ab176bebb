"""The results of step 5: what drives the overall grade, in every group and wave."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from typing import Literal

from peil.results.status import Status, is_shown

Quadrant = Literal["strength", "priority", "hygiene", "low priority"]


@dataclass(frozen=True, slots=True)
class Driver:
    """How much an aspect matters for the overall grade of a group, and where it stands in the matrix.

    `id`: `vr/2013/throughput/importance/directorate=asylum`. `method`: "lmg" (importance is the part, 0-1, that the
    aspect has in what all aspects together explain of the overall grade: exact Shapley values of R²), "correlation"
    (weighted, among those who gave both grades, -1 to 1) or "stated" (what respondents said: a mean grade or score, or
    the share, 0-1, that chose it). `n`: who gave both grades, unweighted, or who said how important it is. `rating`:
    the mean grade of the aspect in that group, among `rated`. `importance_border`, `rating_border`: what parts
    important from less important, high from low. `quadrant`: strength (important, rated high), priority (important,
    low), hygiene (less important, high) or low priority. `importance` and `quadrant` are NaN and None where there is
    nothing to compute; `lack` says why: "few grades" (fewer than three gave both, or too few to be told), "seldom
    graded" (by a smaller part than the study asks), "always the same grade", "overall always the same" or "importance
    not asked"; "" with a place. `graded`: part, 0-1, of those with an overall grade who graded the aspect. This is what
    was found; where figures are published, a hidden driver has n 0, NaN for every figure and no quadrant. `frame`: the
    id of the fit whose aspects the borders were drawn over (`vr/2013/overall/importance/all`): of this group or of
    everyone, in this wave or the latest, as the study keeps them.
    """

    id: str
    survey: str
    wave: str
    aspect: str
    break_id: str
    group: str
    within: str
    method: str
    n: int
    importance: float
    rating: float
    importance_border: float
    rating_border: float
    quadrant: Quadrant | None
    status: Status = "ok"
    lack: str = ""
    graded: float = nan
    rated: int = 0
    frame: str = ""

    @property
    def base(self) -> int:
        """On how few importance or rating rests."""
        return min(self.n, self.rated)

    @property
    def shown(self) -> bool:
        """Whether it may be shown."""
        return is_shown(self.status)


@dataclass(frozen=True, slots=True)
class DriverFit:
    """How the importance in one group and wave was found. `id`: `vr/2013/overall/importance/directorate=asylum`.

    `method`: as in the drivers; `wanted`: what the study asks for. Where they differ `why` says it: "small group" (one
    of the groups of the break has fewer than the study's smallest group, and all are measured alike), "not settled"
    (in one of them too few gave the same pairs of grades), "few together" (in one of them hardly anyone graded two of
    the aspects both), "many aspects" (more than 30) or "not asked" (the wave did not ask how important aspects are, and
    goes by lmg). Where no aspect has an importance, whatever was wanted, it is "overall always the same" or "no
    aspects" (none was graded often enough, and not always alike). `estimand`: "as if everyone" had graded every aspect
    (covariance by EM), "as it is" (who did not grade an aspect counts as its mean), "pairs" (whoever gave both grades)
    or "stated" (whoever said it). `n`: respondents with an overall grade, or who said of any aspect how important it
    is; `aspects`: how many took part, `smallest`: the fewest that gave an aspect and the overall grade, or said it.
    `r2`: part, 0-1, of the differences in the overall grade that goes together with the aspects; NaN but for lmg.
    `unsure`: how sure places are is not known, for the answers hardly fix the covariance; there are no standings then.
    """

    id: str
    survey: str
    wave: str
    break_id: str
    group: str
    within: str
    method: str
    wanted: str
    why: str
    estimand: str
    n: int
    aspects: int
    smallest: int
    r2: float = nan
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure the place of an aspect in the matrix is. `id`: that of its driver.

    `rank`: by importance among the aspects with a place, 1 = most important; `rank_low`, `rank_high`: the range that
    holds it in 90% of samples. `importance_se`, `rating_se`: standard errors; `importance_low`, `importance_high`: ends
    of the interval, at 1 − `level` of the survey's tests. `importance_distance`, `rating_distance`: from the border,
    with standard errors of their own, for the border moves too: along with the aspects where it is that of the same
    respondents, by itself where it is of another wave. `strength`, `priority`, `hygiene`, `low_priority`: chance, 0-1,
    of each quadrant; `chance`: of the one where it stands. Errors respect weights, strata and missing grades.
    """

    id: str
    survey: str
    wave: str
    aspect: str
    break_id: str
    group: str
    within: str
    quadrant: Quadrant
    chance: float
    rank: int
    rank_low: int
    rank_high: int
    importance_se: float
    rating_se: float
    importance_distance: float
    importance_distance_se: float
    rating_distance: float
    rating_distance_se: float
    strength: float
    priority: float
    hygiene: float
    low_priority: float
    importance_low: float = nan
    importance_high: float = nan


@dataclass(frozen=True, slots=True)
class Move:
    """Whether an aspect moved in the matrix since an earlier wave. `id`: that of its driver, `~` and the wave.

    Both places are judged within the borders of the later wave, those that its matrix shows: `quadrant_then`,
    `quadrant`: where it stood and stands between them; `importance_then`: what its place then is drawn at, that of
    then, as parts of what is explained times the number of aspects then by that of now. `importance_change`,
    `rating_change`: with standard error and two-sided p. `p`: of the move to another quadrant (the larger of the p of
    the borders that it crossed); NaN when it stays. `p_adjusted`: after the correction of the study, over the aspects
    of the matrix (or of all). `moved`: that is below the level of the survey. Only of waves in which importance was
    measured in the same way.
    """

    id: str
    survey: str
    wave: str
    earlier: str
    aspect: str
    break_id: str
    group: str
    within: str
    quadrant_then: Quadrant
    quadrant: Quadrant
    importance_change: float
    importance_change_se: float
    importance_p: float
    rating_change: float
    rating_change_se: float
    rating_p: float
    p: float
    moved: bool
    importance_then: float = nan
    p_adjusted: float = nan


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A change of the overall grade of a group between two waves, told apart. `id`: that of the contrast,
    `vr/2013/overall/mean/directorate=naturalisation~2009`.

    `change` = `mix` + `carried` + `rest`, in points. `mix`: by other shares of the groups of `mix_break`, the first
    break of the report, of a group the break that divides it; 0 where `mix_lack` says why: "fixed" (the weights fix
    these shares) or "no break" (none of the report divides the group). `carried`: what the changes of the aspects
    carry, given what a point on an aspect goes together with in the overall grade, the same in both waves. `rest`: what
    is left: other slopes, and a judgement that changed beside the aspects. Each with standard error and two-sided p,
    those of the mix as in `changes` (0 and NaN where nothing was taken out). `aspects`: asked in both waves; `n_now`,
    `n_then`: respondents with an overall grade; `r2`: part of the differences within waves that goes with the aspects.
    `why`: "" or why it is not known what the aspects carry: "small group" (fewer overall grades in both waves than the
    study's smallest group), "no aspects" (none was graded often enough in both), "few together", "many aspects", "not
    settled" (as in the fits), "no common group" (no group of the break occurs in both waves) or, published, "privacy"
    (a group of the mix is hidden for it); its figures are then NaN.
    """

    id: str
    survey: str
    wave: str
    earlier: str
    break_id: str
    group: str
    within: str
    n_now: int
    n_then: int
    aspects: int
    r2: float
    mean_then: float
    mean_now: float
    change: float
    change_se: float
    change_p: float
    mix_break: str
    mix: float
    mix_se: float
    mix_p: float
    carried: float
    carried_se: float
    carried_p: float
    rest: float
    rest_se: float
    rest_p: float
    mix_lack: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What one aspect carries of a change. `id`: `vr/2013/throughput/carried/directorate=naturalisation~2009`;
    `decomposition`: the id of the change.

    `aspect_change`: of its mean grade, as if everyone had graded it. `points`: the Shapley value of that change in what
    all aspects carry; together they are `carried` of the decomposition. With standard error and two-sided p;
    `p_adjusted`: after the correction of the study, over the aspects of this change (or of all of them).
    """

    id: str
    decomposition: str
    survey: str
    wave: str
    aspect: str
    aspect_change: float
    aspect_change_se: float
    points: float
    se: float
    p: float
    p_adjusted: float = nan

    @property
    def decided(self) -> float:
        """The p that decides: after the correction, where there was one."""
        return self.p if isnan(self.p_adjusted) else self.p_adjusted


@dataclass(frozen=True, slots=True)
class Penalty:
    """Whether a low grade for an aspect costs more than a high one brings. `id`: that of its driver.

    `n_low`, `n_middle`, `n_high`: respondents with an overall grade who graded the aspect low (the lowest 45% of the
    scale: 1 to 5 of 10), in the middle, or high (the highest 25%: 8 to 10). `penalty`: the mean overall grade of the
    middle less that of the low, `reward`: that of the high less that of the middle, in points, with standard errors;
    `difference`: penalty less reward, with standard error and two-sided p; `p_adjusted`: after the correction of the
    study, over the aspects of the matrix (or of all). `kind`: "basic" (a low grade costs more), "extra" (a high one
    brings more), or "even" (neither is shown at the level of the survey).
    """

    id: str
    survey: str
    wave: str
    aspect: str
    break_id: str
    group: str
    within: str
    n_low: int
    n_middle: int
    n_high: int
    penalty: float
    penalty_se: float
    reward: float
    reward_se: float
    difference: float
    difference_se: float
    p: float
    kind: Literal["basic", "extra", "even"]
    p_adjusted: float = nan


@dataclass(frozen=True, slots=True)
class Advice:
    """An aspect on one of the lists of a group. `id`: that of its driver.

    `kind`: "priority" (important, rated low), "attention" (so too, but its grade rose significantly since the wave
    before) or "strength" (important, rated high). `place`: on its list, by importance times the distance of the rating
    from the border, 1 = largest. `chance`: of that quadrant, 0-1. `evidence`: the id of the contrast with the wave
    before, "" where there is none.
    """

    id: str
    survey: str
    wave: str
    aspect: str
    break_id: str
    group: str
    within: str
    kind: Literal["priority", "attention", "strength"]
    place: int
    chance: float
    evidence: str
