"""Counting: a batch of variables, split in every way, in one wave: from rows to estimates and contrasts as arrays.

Arrays have the shape (rows, parts): a row per line of the batch, a column per part of every split, one split after the
other. A break is counted in one pass over the respondents, also when its groups overlap. Splits go through the
arithmetic together, those with few parts with room for as many as the others have: a call costs more than empty parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.stats import Contrast, Estimates, Layout, Moments, Options, between_changes_of_units, collect_many, tested_df
from peil.tables.batches import Batch, by_kind
from peil.tables.clusters import clustered_moments, is_clustered
from peil.tables.measures import Measurement
from peil.tables.splits import Division, Split, alone
from peil.tables.ways import WAYS, Sides, scores_of

Codes = NDArray[np.integer]
Choose = Callable[[bool], Options]
T = TypeVar("T", Estimates, Contrast)
# Breaks of up to so many positions are widened to the widest of them.
_FEW_PARTS = 16
# Sums per cluster of at most so many measurements and groups are held at a time, unless it is one measurement.
_ROOM = 2**22


@dataclass(frozen=True)
class Counted:
    """What one wave says, (rows, parts): estimates, and every part against the rest (no figures for the total)."""

    estimates: Estimates
    rest: Contrast


@dataclass(frozen=True)
class _Part:
    """Of some measurements and splits of one size, (splits, variables, measurements, size): estimates and contrasts."""

    estimates: Estimates
    rest: Contrast | None


def count(batch: Batch, divisions: Sequence[Division], wave: WaveDesign, choose: Choose) -> Counted:
    """The estimates of one wave, and every part against the rest: how is it rated, and who differs?"""
    alike: dict[object, list[int]] = defaultdict(list)
    widest = max((division.first.size for division in divisions if division.first.size <= _FEW_PARTS), default=0)
    for position, division in enumerate(divisions):
        size = division.first.size
        few = 2 < size <= _FEW_PARTS and not is_clustered(batch.first, wave)
        alike[widest if few else size, division.first.whole].append(position)
    starts = np.cumsum([0, *(sum(len(split.parts) for split in division.splits) for division in divisions)])
    lines, width = len(batch.lines), int(starts[-1])
    asked = np.array([line.measurement.asked_in(wave.label) for line in batch.lines])
    estimates, rest = _empty(Estimates, (lines, width)), _empty(Contrast, (lines, width))
    for positions in alike.values():
        counted = _count_alike(batch, [divisions[position] for position in positions], wave, choose)
        columns = np.concatenate([np.arange(starts[position], starts[position + 1]) for position in positions])
        parts = np.array([len(split.parts) for position in positions for split in divisions[position].splits])
        _put(counted.estimates, estimates, (columns, parts), asked)
        if counted.rest is not None:
            _put(counted.rest, rest, (columns, parts), asked)
    return Counted(Estimates(**estimates), Contrast(**rest))


def _empty(kind: type[T], shape: tuple[int, int]) -> dict[str, Any]:
    """Arrays of nothing: no respondents, no figures."""
    whole = ("n", "units")
    return {
        field.name: np.zeros(shape, np.int64) if field.name in whole else np.full(shape, np.nan)
        for field in fields(kind)
    }


def _put(
    counted: T, into: dict[str, Any], to: tuple[NDArray[np.intp], NDArray[np.intp]], asked: NDArray[np.bool_]
) -> None:
    """Put (splits, variables, measurements, size) arrays in columns of (rows, parts) ones. `to`: the columns, and how
    many parts each split has.

    Without the last position, of those who are in none of the parts, who only complete the rest, and the empty ones
    before it; and without figures in the rows of answers that could not be given in this wave.
    """
    columns, parts = to
    shape: tuple[int, ...] = np.shape(counted.se)
    kept = np.flatnonzero(np.arange(shape[-1]) < parts[:, None])
    every = bool(asked.all())
    place = np.ix_(np.flatnonzero(asked), columns)
    for name, array in into.items():
        rows = _as_large(getattr(counted, name), shape).transpose(1, 2, 0, 3).reshape(len(asked), -1)[:, kept]
        array[place] = rows if every else rows[asked]


def _as_large(array: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """The array in this shape; nothing is done where it has it already."""
    return array if np.shape(array) == shape else np.broadcast_to(array, shape)


def _count_alike(batch: Batch, divisions: Sequence[Division], wave: WaveDesign, choose: Choose) -> _Part:
    make = _count_together if is_clustered(batch.first, wave) else _count_rows
    counted = make(batch, divisions, wave, choose)
    # Each kind of measurement is counted in a way of its own, then put behind one another per variable.
    parts = [counted(part) for part in by_kind(batch.first.measurements)]
    rests = [part.rest for part in parts if part.rest is not None]
    return _Part(_behind(Estimates, [part.estimates for part in parts]), _behind(Contrast, rests) if rests else None)


def _count_rows(
    batch: Batch, divisions: Sequence[Division], wave: WaveDesign, choose: Choose
) -> Callable[[Sequence[Measurement]], _Part]:
    """One pass of counts per break, from which all that is measured follows."""
    each = collected(batch, divisions, wave)

    def counted(part: Sequence[Measurement]) -> _Part:
        way, options = WAYS[part[0].kind], choose(part[0].share)
        if divisions[0].first.whole:
            return _Part(way.estimate(each, part, wave.design, options), None)
        return _Part(*way.with_rest(each, part, wave.design, options))

    return counted


def collected(batch: Batch, divisions: Sequence[Division], wave: WaveDesign) -> Moments:
    """(splits, variables, 1, cells, positions, answers) moments: one pass per break, all as wide as the widest.

    The axis of length one is for the measurements.
    """
    size = max(division.first.size for division in divisions)
    found = [_widened(_moments(batch, division, wave), size) for division in divisions]
    n, w, w2 = (np.concatenate([getattr(one, name) for one in found]) for name in ("n", "w", "w2"))
    return Moments(n[:, :, None], w[:, :, None], w2[:, :, None])


def _widened(moments: Moments, size: int) -> Moments:
    """Moments of so many positions: empty ones before the last, that of those who are in none of the parts."""
    own = moments.n.shape[-2]
    if own == size:
        return moments
    shape = (*moments.n.shape[:-2], size, moments.n.shape[-1])

    def wide(array: NDArray[Any]) -> NDArray[Any]:
        result: NDArray[Any] = np.zeros(shape, array.dtype)
        result[..., : own - 1, :] = array[..., :-1, :]
        result[..., -1, :] = array[..., -1, :]
        return result

    return Moments(wide(moments.n), wide(moments.w), wide(moments.w2))


def count_pairs(batch: Batch, split: Split, sides: Sides, wave: WaveDesign, choose: Choose) -> Contrast:
    """(rows, pairs) contrasts of groups made of the parts of a split. `sides`: two (pairs, parts and none) arrays.

    Of two waves together (`both_waves`) the parts come twice: first now, then before.
    """

    def contrast(part: Sequence[Measurement]) -> Contrast:
        way, options = WAYS[part[0].kind], choose(part[0].share)
        if not is_clustered(batch.first, wave):
            return way.pair(collected(batch, [alone(split)], wave), part, wave.design, sides, options)
        found = [way.pair(moments, part, wave.design, sides, options) for moments in _each_alone(batch, [split], wave)]
        return _stacked(Contrast, found, 1)

    return _of_rows(batch, wave, [contrast(part) for part in by_kind(batch.first.measurements)])


def count_changes(batch: Batch, split: Split, sides: Sides, both: WaveDesign, choose: Choose) -> Contrast:
    """(rows, pairs) contrasts of changes between two waves in which the same units return. `sides` as in one wave."""
    nothing = np.zeros_like(sides[0])
    four = [np.concatenate(pair, axis=1) for side in sides for pair in ((side, nothing), (nothing, side))]
    four = [four[0], four[2], four[1], four[3]]

    def contrast(part: Sequence[Measurement]) -> Contrast:
        way, options = WAYS[part[0].kind], choose(part[0].share)
        found = []
        for moments in _each_alone(batch, [split], both):
            parts = [way.linear(moments.merged(side), part) for side in four]
            df = tested_df([moments.merged(np.maximum.reduce(four))], scores_of(part), both.design, options)
            found.append(between_changes_of_units(parts, both.design, df, options))
        return _stacked(Contrast, found, 1)

    return _of_rows(batch, both, [contrast(part) for part in by_kind(batch.first.measurements)])


def _of_rows(batch: Batch, wave: WaveDesign, pieces: Sequence[Contrast]) -> Contrast:
    """(rows, pairs) contrasts, those of each kind of measurement behind one another; none of what was not asked."""
    found = _behind(Contrast, pieces)
    contrast = _empty(Contrast, (len(batch.lines), np.shape(found.se)[-1]))
    asked = np.array([all(line.measurement.asked_in(label) for label in wave.labels) for line in batch.lines])
    for name, array in contrast.items():
        array[asked] = _as_large(getattr(found, name), np.shape(found.se)).reshape(array.shape)[asked]
    return Contrast(**contrast)


def _moments(batch: Batch, division: Division, wave: WaveDesign) -> Moments:
    """(splits, variables, C, positions, A) moments: those of the patterns, added up to the parts of every split."""
    found = _here(batch, (division.codes, len(division.patterns)), wave)

    def added(part: NDArray[Any]) -> NDArray[Any]:
        if len(division.splits) == 1:
            return part[None]
        whole = np.tensordot(division.members, part.astype(np.float64), axes=(2, 2))
        return np.ascontiguousarray(whole.transpose(0, 2, 3, 1, 4), part.dtype)

    parts: list[NDArray[Any]] = [added(found.n), added(found.w), added(found.w2)]
    n, w, w2 = (part.reshape(-1, *part.shape[2:]) for part in parts)
    flat = Moments(n, w, w2)
    whole = wave.sums.total_each(_names(batch, division.splits, wave), flat)
    shape = parts[0].shape
    return Moments(whole.n.reshape(shape), whole.w.reshape(shape), whole.w2.reshape(shape))


def moments_of(batch: Batch, split: Split, wave: WaveDesign) -> Moments:
    """(variables, C, positions, A) moments of one split."""
    return wave.sums.total_each(_names(batch, [split], wave), _here(batch, (split.codes, split.size), wave))


def _here(batch: Batch, groups: tuple[Codes, int], wave: WaveDesign) -> Moments:
    """(variables, C, groups, A) moments of the rows at hand. `groups`: (respondents,) codes, and how many there are."""
    layout = Layout(wave.cells, groups[1], batch.first.answers)
    answers = [wave.of(variable.codes) for variable in batch.variables]
    return collect_many(wave.cell, wave.of(groups[0]), answers, wave.weights, layout)


def _names(batch: Batch, splits: Sequence[Split], wave: WaveDesign) -> Iterator[str]:
    """What the sums are called, split by split."""
    return (f"{wave.name}/{split.key}/{one.key}" for split in splits for one in batch.variables)


def _count_together(
    batch: Batch, divisions: Sequence[Division], wave: WaveDesign, choose: Choose
) -> Callable[[Sequence[Measurement]], _Part]:
    """Rows that belong together: variable by variable and split by split, for each goes over its rows again."""
    splits = [split for division in divisions for split in division.splits]
    every = list(_each_alone(batch, splits, wave))

    def counted(part: Sequence[Measurement]) -> _Part:
        way, options = WAYS[part[0].kind], choose(part[0].share)
        step = max(1, _ROOM // (splits[0].size * max(len(wave.rows), 1)))
        pieces = [part[start : start + step] for start in range(0, len(part), step)]
        figures, rests = [], []
        for moments in every:
            if splits[0].whole:
                figures.append(_beside(Estimates, [way.estimate(moments, one, wave.design, options) for one in pieces]))
                continue
            both = [way.with_rest(moments, one, wave.design, options) for one in pieces]
            figures.append(_beside(Estimates, [estimates for estimates, _ in both]))
            rests.append(_beside(Contrast, [rest for _, rest in both]))
        contrast = _stacked(Contrast, rests, len(splits)) if rests else None
        return _Part(_stacked(Estimates, figures, len(splits)), contrast)

    return counted


def _beside(kind: type[T], pieces: Sequence[T]) -> T:
    """(measurements, size) arrays of some measurements behind those of others."""
    return _merged(kind, pieces, lambda arrays: np.concatenate(arrays, axis=0))


def _each_alone(batch: Batch, splits: Sequence[Split], wave: WaveDesign) -> Iterator[Moments]:
    """(1, 1, positions, answers) moments of every split, variable by variable."""
    for split in splits:
        for variable in batch.variables:
            moments = clustered_moments(variable, split, wave)
            yield replace(moments, n=moments.n[None], w=moments.w[None], w2=moments.w2[None])


def _behind(kind: type[T], parts: Sequence[T]) -> T:
    """(splits, variables, measurements, size) arrays with the measurements of several parts behind one another."""
    if len(parts) == 1:
        return parts[0]
    return _merged(kind, parts, lambda pieces: np.concatenate(pieces, axis=2))


def _stacked(kind: type[T], pieces: Sequence[T], splits: int) -> T:
    """(measurements, size) arrays by split and variable as (splits, variables, measurements, size) arrays."""

    def stacked(arrays: list[Any]) -> Any:
        whole = np.stack(arrays)
        return whole.reshape(splits, -1, *whole.shape[1:])

    return _merged(kind, pieces, stacked)


def _merged(kind: type[T], parts: Sequence[T], merge: Callable[[list[Any]], Any]) -> T:
    shapes = [np.shape(part.se) for part in parts]

    def merged(name: str) -> Any:
        return merge([_as_large(getattr(part, name), shape) for part, shape in zip(parts, shapes, strict=True)])

    return kind(**{field.name: merged(field.name) for field in fields(kind)})
