"""Rows that belong together: their moments, and the design of two waves in which the same units return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.stats import Design, Frame, Held, Layout, Margins, Moments, collect_clustered, describe_clustered
from peil.tables.shares import Beside
from peil.tables.splits import Split, patterns
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
    (one,) = _by_split(variable, [split], wave)
    layout = Layout(1, split.size * (1 if wave.before is None else 2), variable.answers)
    return collect_clustered(one.cells, one.groups, one.answers, one.weights, layout, one.clusters)


def clustered_beside(variable: Variable, splits: Sequence[Split], wave: WaveDesign) -> Beside:
    """Moments of the parts of all splits in one wave, and of all others, with the rows behind them."""
    each = list(_by_split(variable, splits, wave))
    first = each[0]
    someone, pattern = patterns([one.groups for one in each], [split.size for split in splits])
    parts = [
        one.groups[someone] == part for one, split in zip(each, splits, strict=True) for part in range(len(split.parts))
    ]
    own = np.array(parts, np.float64)
    layout = Layout(1, len(someone), variable.answers)

    def made_of(made: NDArray[np.float64]) -> Moments:
        rows = (first.cells, pattern, first.answers, first.weights)
        found = collect_clustered(*rows, layout, first.clusters, made)
        return replace(found, n=found.n[None, None], w=found.w[None, None], w2=found.w2[None, None])

    return Beside(made_of(own), made_of(1 - own))


@dataclass(frozen=True)
class _Together:
    """(rows,) what `collect_clustered` takes."""

    cells: Codes
    groups: Codes
    answers: Codes
    weights: NDArray[np.float64]
    clusters: NDArray[np.int64] | Held


def _by_split(variable: Variable, splits: Sequence[Split], wave: WaveDesign) -> Iterator[_Together]:
    """The rows that belong together, split by split: but for their groups they are the same."""
    clusters = wave.design.clusters
    if variable.respondent is None:
        assert clusters is not None
        place, answers = np.arange(len(wave.rows)), wave.of(variable.codes)
        every: list[Codes] = [wave.of(split.codes) for split in splits]
    else:
        place, inside = _occasions(variable, variable.respondent, wave, len(splits[0].codes))
        answers = variable.codes[inside]
        every = [_groups_of_occasions(variable, variable.respondent, split)[inside] for split in splits]
        if clusters is None:
            those, number = np.unique(place, return_inverse=True)
            for split, groups in zip(splits, every, strict=True):
                rows = OccasionRows(answers, groups, number, wave.cell[those], wave.weights[those])
                found = wave.sums.total(f"{wave.name}/{split.key}/{variable.key}", rows)
                held = Held(found.cells, found.weights, wave.cells)
                weights = found.weights[found.respondent]
                yield _Together(found.respondent, found.groups, found.answers, weights, held)
            return
    for split, groups in zip(splits, every, strict=True):
        both = groups if wave.before is None else groups + split.size * wave.before[place]
        yield _Together(wave.cell[place], both, answers, wave.weights[place], clusters)


def _occasions(
    variable: Variable, respondent: NDArray[np.int64], wave: WaveDesign, respondents: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Of the rows with an answer in this wave the place of who brings each, and which rows these are."""
    where = np.full(respondents, -1, np.int64)
    where[wave.rows] = np.arange(len(wave.rows))
    inside = (where[respondent] >= 0) & (variable.codes >= 0)
    return where[respondent[inside]], inside


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
