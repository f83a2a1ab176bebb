"""Whether a low grade for an aspect costs more than a high one brings, in every group with a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from peil.data.designs import options
from peil.drivers.families import corrected, two_sided
from peil.drivers.fitting import Fitted
from peil.drivers.rows import Floats, Wave
from peil.results.model import Driver, Penalty
from peil.stats import asymmetry, variances
from peil.study.model import Grade, Question, Settings

_FEWEST = 10


def penalties(wave: Wave, values: Floats, group: Fitted, drivers: Sequence[Driver]) -> Iterator[Penalty]:
    """A row per aspect that counts in the borders of the group and has enough grades that are low, middle and high."""
    settings = wave.survey.settings
    counted = [one for one in drivers if one.quadrant is not None and one.base > settings.hide_up_to]
    if not counted:
        return
    places = {aspect.id: place for place, aspect in enumerate(wave.aspects)}
    columns, rows = [places[one.aspect] for one in counted], group.member
    weights, cells = wave.rows.weight[rows], wave.rows.cell[rows]
    bounds = np.array([_bounds(wave.aspects[place]) for place in columns]).T
    found = asymmetry(values[rows][:, columns], values[rows, -1], weights, bounds)
    lonely = options(settings, False).lonely
    se = np.sqrt(variances(found.influence, cells, weights, wave.design.design, lonely)).reshape(3, -1)
    for i, one in enumerate(counted):
        n_low, n_middle, n_high = found.n[i].tolist()
        if min(n_low, n_middle, n_high) >= _FEWEST:
            difference, error = float(found.difference[i]), float(se[2, i])
            p = two_sided(difference, error)
            yield Penalty(
                one.id, one.survey, one.wave, one.aspect, one.break_id, one.group, one.within, n_low, n_middle, n_high,
                float(found.penalty[i]), float(se[0, i]), float(found.reward[i]), float(se[1, i]),
                difference, error, p, _kind(difference, p, settings.level),
            )  # fmt: skip


def judged(rows: Sequence[Penalty], settings: Settings) -> Iterator[Penalty]:
    """The same rows with the correction of the study: over the aspects of a matrix, or over all of the survey."""
    tables = [f"{one.wave}/{one.id.rpartition('/')[2]}" for one in rows]
    for one, p in zip(rows, corrected([one.p for one in rows], tables, settings), strict=True):
        yield replace(one, p_adjusted=p, kind=_kind(one.difference, p, settings.level))


def _bounds(aspect: Question) -> tuple[float, float]:
    """The highest low grade and the lowest high one."""
    assert isinstance(aspect.kind, Grade)
    low, high = aspect.kind.thirds
    return float(low), float(high)


def _kind(difference: float, p: float, level: float) -> Literal["basic", "extra", "even"]:
    if not p < level:
        return "even"
    return "basic" if difference > 0 else "extra"
