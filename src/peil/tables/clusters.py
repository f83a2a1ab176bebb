"""Rows that belong together: their moments, and the design of two waves in which the same units return."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.stats import Design, Frame, Held, Layout, Margins, Moments, collect_clustered, describe_clustered
from peil.tables.splits import Split
from peil.tables.variables import Variable

Codes = NDArray[np.integer]


def is_clustered(variable: Variable, wave: WaveDesign) -> bool:
    """Whether rows belong together: by the design of the wave, or because a respondent brings several."""
    return variable.respondent is not None or wave.design.clusters is not None


@dataclass(frozen=True)
class OccasionRows:
    """(rows,) answer, group and respondent of several rows a respondent; those of blocks are put behind one another.

    The variance needs sums per respondent of what is known when all are counted, so that the rows must be kept.
    `cells`, `weights`: of each respondent.
    """

    answers: Codes
    groups: Codes
    respondent: NDArray[np.int64]
    cells: Codes
    weights: NDArray[np.float64]

    def __add__(self, other: OccasionRows) -> OccasionRows:
        return OccasionRows(
            np.concatenate([self.answers, other.answers]),
            np.concatenate([self.groups, other.groups]),
            np.concatenate([self.respondent, other.respondent + len(self.cells)]),
            np.concatenate([self.cells, other.cells]),
            np.concatenate([self.weights, other.weights]),
        )


def clustered_moments(variable: Variable, split: Split, wave: WaveDesign) -> Moments:
    """(1, positions, A) moments of a variable in the parts of a split, with the rows behind them.

    Of two waves together the positions come twice: first now, then before.
    """
    clusters = wave.design.clusters
    size = split.size * (1 if wave.before is None else 2)
    layout = Layout(1, size, variable.answers)
    if variable.respondent is not None:
        place, rows = _occasions(variable, variable.respondent, split, wave)
        if clusters is None:
            found = wave.sums.total(f"{wave.name}/{split.key}/{variable.key}", rows)
            weights, held = found.weights[found.respondent], Held(found.cells, found.weights, wave.cells)
            return collect_clustered(found.respondent, found.groups, found.answers, weights, layout, held)
        codes, groups = rows.answers, rows.groups
    else:
        place = np.arange(len(wave.rows))
        codes, groups = wave.of(variable.codes), wave.of(split.codes)
    assert clusters is not None
    if wave.before is not None:
        groups = groups + split.size * wave.before[place]
    return collect_clustered(wave.cell[place], groups, codes, wave.weights[place], layout, clusters)


def _occasions(
    variable: Variable, respondent: NDArray[np.int64], split: Split, wave: WaveDesign
) -> tuple[NDArray[np.int64], OccasionRows]:
    """(rows,) place in the wave of who brings each row, and the rows."""
    where = np.full(len(split.codes), -1, np.int64)
    where[wave.rows] = np.arange(len(wave.rows))
    inside = (where[respondent] >= 0) & (variable.codes >= 0)
    place = where[respondent[inside]]
    those, number = np.unique(place, return_inverse=True)
    groups = _groups_of_occasions(variable, respondent, split)[inside]
    return place, OccasionRows(variable.codes[inside], groups, number, wave.cell[those], wave.weights[those])


def _groups_of_occasions(variable: Variable, respondent: NDArray[np.int64], split: Split) -> Codes:
    """The part each row is in. A group that is made of answers to the question that the rows are about, alone or within
    another one, takes only the rows about its answer; for all else the respondent decides."""
    codes = split.codes[respondent]
    if variable.part is None or variable.per is None:
        return codes
    for place, part in enumerate(split.parts):
        answer = part.about.get(variable.per)
        if answer is None:
            continue
        here = variable.part == variable.parts.index(answer)
        if not part.within:
            codes[here] = place
        codes[(codes == place) & ~here] = len(split.parts)
    return codes


def both_waves(now: WaveDesign, before: WaveDesign) -> WaveDesign:
    """Two waves in which the same units return, as one: the unit is the cluster, drawn once, in one stratum.

    Weighting cells are those of each wave. No finite-population correction: the frame of two years is not one list.
    """
    assert now.drawn is not None
    assert before.drawn is not None
    parts = (before, now)  # as the rows lie in the data
    stratum = np.concatenate([one.design.stratum[one.cell] for one in parts])
    sizes = [int(one.design.calibration.max(initial=-1)) + 1 for one in parts]
    codes = [one.design.calibration[one.cell] for one in parts]
    codes[1] = np.where(codes[1] >= 0, codes[1] + sizes[0], -1)
    calibration = np.concatenate(codes)
    kinds, cells = np.unique(np.stack([stratum, calibration]), axis=1, return_inverse=True)
    margins = _side_by_side([one.design for one in parts], sizes)
    weights = np.concatenate([one.weights for one in parts])
    drawn = np.concatenate([before.drawn, now.drawn])
    design, cell = describe_clustered(drawn, cells.ravel(), weights, Frame(kinds[0], kinds[1], None, margins))
    return WaveDesign(
        name=f"{now.name}~{before.label}",
        label=now.label,
        rows=np.concatenate([one.rows for one in parts]),
        cell=cell,
        weights=weights,
        n=now.n + before.n,
        design=design,
        sums=now.sums,
        drawn=drawn,
        earlier=before.label,
        before=np.repeat([True, False], [len(before.rows), len(now.rows)]),
    )


def _side_by_side(designs: list[Design], sizes: list[int]) -> Margins | None:
    """The margins of both waves, each with columns of its own."""
    if all(one.margins is None for one in designs):
        return None
    held = [one.margins for one in designs]
    columns = [np.zeros((size, 0)) if one is None else one.columns for one, size in zip(held, sizes, strict=True)]
    width = [part.shape[1] for part in columns]
    ratios = [
        np.ones(size) if one is None or one.ratio is None else one.ratio for one, size in zip(held, sizes, strict=True)
    ]
    padded = [np.pad(columns[0], ((0, 0), (0, width[1]))), np.pad(columns[1], ((0, 0), (width[0], 0)))]
    return Margins(np.concatenate(padded), np.concatenate(ratios))
