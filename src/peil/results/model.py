"""The results: what was found. Plain, serialisable values with readable ids; nothing is computed here.

    Results    complete, stays in the house           made by `tables.tabulate`
    Published  has passed the base and privacy rules   made by `disclosure.publish` alone

Rendering, prose and everything handed out accept only Published, so that the type checker forbids a leak.

The id of an estimate is `survey/wave/question[=answer]/measure/group`, for example
`vr/2013/overall/mean/directorate=asylum`, `vr/2013/website=visited/share/all`; a nested group names its outer
group first: `directorate=regular_social,role=sponsor`. Ids depend on no order, wording or language.
The id of a contrast is the id of its left estimate, `~`, and what it is compared with: `rest`, a wave label, or
`others` (the other waves together): `vr/2013/overall/mean/directorate=asylum~rest`, `vr/2013/overall/mean/all~2011`.
Of comparisons that a study asks for it is the other group (`.../directorate=asylum~directorate=naturalisation`), the
other answer (`vr/2013/contact=website/share/all~contact=info_line`), or, of a change over waves compared with that of
another, the earlier wave and the rest or the group (`.../directorate=asylum~2011~rest`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import Literal

from peil.results.accounts import (
    GroupSize,
    GroupWeights,
    NoAnswerCount,
    StratumResponse,
    WaveAccount,
    WeightTarget,
)
from peil.results.changes import ChangePart, ChangeSplit
from peil.results.dependence import Dependence
from peil.results.drivers import (
    Advice,
    Carried,
    Decomposition,
    Driver,
    DriverFit,
    Move,
    Penalty,
    Quadrant,
    Standing,
)
from peil.results.hiding import AnswerCount, HiddenFigure, Hiding
from peil.results.quote import FoundQuote, Quote
from peil.results.status import Status, is_shown
from peil.results.table import ByName, Table

__all__ = [
    "ALL",
    "Advice",
    "Carried",
    "ChangePart",
    "ChangeSplit",
    "Contrast",
    "Decomposition",
    "Dependence",
    "Driver",
    "DriverFit",
    "Estimate",
    "Findings",
    "GroupSize",
    "GroupWeights",
    "HiddenFigure",
    "Move",
    "NoAnswerCount",
    "Penalty",
    "Published",
    "Quadrant",
    "Results",
    "Standing",
    "Status",
    "StratumResponse",
    "WaveAccount",
    "WaveFlag",
    "WeightTarget",
    "estimate_id",
]
ALL = "all"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure for a group in a wave, with its error.

    `answer`: id of the answer or net, "" for a mean. `measure`: mean, share, nps. `break_id`, `group`: "" and "all" for
    the total. `within`: the outer group of a nested group, as `directorate=regular_social`. `base`: "all" or "routed"
    (only those to whom the question was put). `unit`: what n counts, "respondents" or "occasions". `method`: how it
    was weighted: "cells", "raking", "calibration", "column", "none" or "published". `estimate`: in points of the scale
    for a mean, a fraction 0-1 for a share, -100..100 for nps. `se`, `ci_low`, `ci_high` in the same unit; `sd` of the
    answers. `units`: respondents behind n where one brings several occasions. `status` says whether it may be shown;
    published, a hidden estimate has NaN for every figure. Hidden for a small base it keeps n; hidden for privacy, or
    because a private figure would follow from it, it has n 0 too, unless only an answer is private and not its base.
    """

    id: str
    survey: str
    wave: str
    question: str
    answer: str
    measure: str
    break_id: str
    group: str
    within: str
    base: str
    unit: str
    method: str
    n: int
    sum_weight: float = nan
    n_effective: float = nan
    estimate: float = nan
    se: float = nan
    ci_low: float = nan
    ci_high: float = nan
    status: Status = "ok"
    sd: float = nan
    units: int = 0

    @property
    def shown(self) -> bool:
        """Whether the figure may be shown."""
        return is_shown(self.status)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two estimates compared. `kind`: "rest" (group against total minus group), "wave" (against an earlier wave),
    "others" (against the other waves together), "group" (against another group), "answer" (against another answer of
    the same respondents), "change" (a change over waves against that of the rest or another group). `left`, `right`:
    ids of estimates, of a "change" those of two contrasts over waves; the right one of "rest" names everyone who is not
    in the group. `flag`: +1, -1 or 0, +2 or -2 at the stricter level where there is one, after level, correction and
    minimum relevant difference. `p_adjusted`: p after the correction over its `family` (p itself without one, and for
    nets).
    """

    id: str
    kind: Literal["rest", "wave", "others", "group", "answer", "change"]
    left: str
    right: str
    method: str
    family: str
    difference: float
    se: float
    statistic: float
    df: float
    p: float
    flag: int
    p_adjusted: float = nan

    @property
    def direction(self) -> int:
        """+1, -1 or 0: the flag, whatever its level."""
        return (self.flag > 0) - (self.flag < 0)


@dataclass(frozen=True, slots=True)
class WaveFlag:
    """The flag of an estimate after the survey's rule over waves: +1, -1 or 0 (±2 at the stricter level); `rule` as in
    the settings."""

    estimate: str
    rule: str
    flag: int


@dataclass(frozen=True)
class Findings:
    """What Results and Published have in common: the tables, and finding a row by its id.

    The three long ones are made and read as columns: `estimate_table`, `contrast_table`, `flag_table`.
    """

    study: str
    estimates: Sequence[Estimate]
    contrasts: Sequence[Contrast]
    wave_flags: Sequence[WaveFlag]
    no_answer: tuple[NoAnswerCount, ...]
    accounts: tuple[WaveAccount, ...]
    drivers: tuple[Driver, ...] = ()
    sizes: tuple[GroupSize, ...] = ()
    strata: tuple[StratumResponse, ...] = ()
    changes: tuple[ChangeSplit, ...] = ()
    change_parts: tuple[ChangePart, ...] = ()
    weights: tuple[GroupWeights, ...] = ()
    fits: tuple[DriverFit, ...] = ()
    standings: tuple[Standing, ...] = ()
    moves: tuple[Move, ...] = ()
    decompositions: tuple[Decomposition, ...] = ()
    carried: tuple[Carried, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    advice: tuple[Advice, ...] = ()
    dependences: tuple[Dependence, ...] = ()

    @cached_property
    def estimate_table(self) -> Table[Estimate]:
        """The estimates as columns."""
        return Table.of(Estimate, self.estimates)

    @cached_property
    def contrast_table(self) -> Table[Contrast]:
        """The contrasts as columns."""
        return Table.of(Contrast, self.contrasts)

    @cached_property
    def flag_table(self) -> Table[WaveFlag]:
        """The flags over waves as columns."""
        return Table.of(WaveFlag, self.wave_flags)

    @cached_property
    def asked(self) -> frozenset[tuple[str, str, str]]:
        """Survey, wave and question of every estimate."""
        return frozenset(self.estimate_table.each("survey", "wave", "question"))

    @property
    def by_id(self) -> ByName[Estimate]:
        """Every estimate by its id."""
        return self.estimate_table.by_id

    @property
    def contrasts_by_id(self) -> ByName[Contrast]:
        """Every contrast by its id."""
        return self.contrast_table.by_id

    @cached_property
    def flags_by_id(self) -> Mapping[str, int]:
        """The flag over waves of every estimate that has one, by the id of the estimate."""
        return dict(self.flag_table.each("estimate", "flag"))

    @cached_property
    def drivers_by_id(self) -> Mapping[str, Driver]:
        """Every driver by its id."""
        return {driver.id: driver for driver in self.drivers}

    @cached_property
    def fits_by_id(self) -> Mapping[str, DriverFit]:
        """How importance was found in every group, by its id."""
        return {fit.id: fit for fit in self.fits}

    @cached_property
    def standings_by_id(self) -> Mapping[str, Standing]:
        """How sure the place of every aspect is, by the id of its driver."""
        return {one.id: one for one in self.standings}

    @cached_property
    def penalties_by_id(self) -> Mapping[str, Penalty]:
        """What a low grade costs and a high one brings, by the id of its driver."""
        return {one.id: one for one in self.penalties}

    @cached_property
    def moves_by_id(self) -> Mapping[str, Move]:
        """Whether an aspect moved since an earlier wave, by id."""
        return {one.id: one for one in self.moves}

    @cached_property
    def dependences_by_id(self) -> Mapping[str, Dependence]:
        """The tests of whole tables by their ids."""
        return {one.id: one for one in self.dependences}

    @cached_property
    def accounts_by_wave(self) -> Mapping[tuple[str, str], WaveAccount]:
        """The account of every wave, by survey and wave label."""
        return {(account.survey, account.wave): account for account in self.accounts}

    @cached_property
    def group_sizes(self) -> Mapping[tuple[str, str, str], int]:
        """Respondents by survey, wave and group; of a wave without respondents' data the most behind any figure."""
        sizes: dict[tuple[str, str, str], int] = {}
        for survey, wave, name, unit, n in self.estimate_table.each("survey", "wave", "id", "unit", "n"):
            if unit == "respondents":
                place = (survey, wave, name.rpartition("/")[2])
                sizes[place] = max(sizes.get(place, 0), n)
        for (survey, wave), account in self.accounts_by_wave.items():
            sizes[survey, wave, ALL] = account.n or sizes.get((survey, wave, ALL), 0)
        sizes |= {(one.survey, one.wave, one.group): one.n for one in self.sizes}
        return sizes


@dataclass(frozen=True)
class Results(Findings):
    """Everything that was found. Stays in the house."""

    answer_counts: tuple[AnswerCount, ...] = ()
    targets: tuple[WeightTarget, ...] = ()
    quotes: tuple[FoundQuote, ...] = ()


@dataclass(frozen=True)
class Published(Findings):
    """What may be handed out: made by `disclosure.publish` alone. `hidden`: which figures are not shown, and why."""

    hidden: Sequence[HiddenFigure] = ()
    quotes: tuple[Quote, ...] = ()

    @cached_property
    def hidden_reasons(self) -> frozenset[tuple[str, str, Hiding]]:
        """Survey, wave and reason of whatever is hidden."""
        return frozenset(Table.of(HiddenFigure, self.hidden).each("survey", "wave", "reason"))

    @cached_property
    def hidden_sizes(self) -> frozenset[tuple[str, str, str]]:
        """Survey, wave and key of the groups of which it is not told how many they are."""
        rows = Table.of(HiddenFigure, self.hidden).each("survey", "wave", "id", "table")
        return frozenset(
            (survey, wave, name.rpartition("/")[2]) for survey, wave, name, table in rows if table == "sizes"
        )


def estimate_id(survey: str, wave: str, question: str, answer: str, measure: str, group: str = ALL) -> str:
    """The readable key of an estimate; `group` is "all" or `break=group`, outer group first."""
    asked = f"{question}={answer}" if answer else question
    return f"{survey}/{wave}/{asked}/{measure}/{group}"
