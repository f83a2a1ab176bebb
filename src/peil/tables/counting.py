"""Counting: a batch of variables, split one way, in one wave: from rows to estimates and contrasts as arrays.

Arrays have the shape (rows, parts): a row per line of the batch, a column per part of the split.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from peil.stats import (
    Clusters,
    Contrast,
    Estimates,
    Layout,
    Moments,
    Options,
    Rows,
    collect_many,
    estimate,
    estimate_clustered,
    group_against_rest,
    group_against_rest_clustered,
)
from peil.tables.batches import Batch, means, shares
from peil.tables.designs import WaveDesign
from peil.tables.measures import Measurement
from peil.tables.splits import Split
from peil.tables.variables import Variable

Codes = NDArray[np.int64]
Choose = Callable[[bool], Options]
T = TypeVar("T", Estimates, Contrast)


@dataclass(frozen=True)
class Counted:
    """What one wave says, (rows, parts): estimates, and every part against the rest (None for the total)."""

    estimates: Estimates
    rest: Contrast | None
    mirrored: bool = False


def count(batch: Batch, split: Split, wave: WaveDesign, choose: Choose) -> Counted:
    """The estimates of one wave, and every part against the rest: how is it rated, and who differs?"""
    if batch.first.respondent is not None:
        counted = _count_occasions(batch.first, batch.first.respondent, split, wave, choose)
    else:
        counted = _count_rows(batch, split, wave, choose)
    asked = np.array([line.measurement.asked_in(wave.label) for line in batch.lines])
    rest = None if counted.rest is None else _shown(counted.rest, asked)
    return Counted(_shown(counted.estimates, asked), rest, split.mirrored(wave.rows))


def _count_rows(batch: Batch, split: Split, wave: WaveDesign, choose: Choose) -> Counted:
    """One pass of counts per variable, and all that follows from them."""
    layout = Layout(wave.cells, split.size, batch.first.answers)
    groups = split.codes[wave.rows]
    answers = [variable.codes[wave.rows] for variable in batch.variables]
    moments = collect_many(wave.cell, groups, answers, wave.weights, layout)
    return _joined(batch.first.measurements, lambda part: _count_moments(moments, part, split, wave, choose))


def _shown(arrays: T, asked: NDArray[np.bool_]) -> T:
    """Without the last column, of those who are in none of the parts, who only complete the rest; and without figures
    in the rows of answers that could not be given in this wave."""
    shape: tuple[int, ...] = np.shape(arrays.se)

    def kept(name: str) -> Any:
        whole = np.broadcast_to(getattr(arrays, name), shape)[:, :-1]
        return np.where(asked[:, None], whole, 0 if whole.dtype.kind == "i" else np.nan)

    return replace(arrays, **{field.name: kept(field.name) for field in fields(arrays)})


def _count_moments(
    moments: Moments, part: Sequence[Measurement], split: Split, wave: WaveDesign, choose: Choose
) -> Counted:
    scores = np.stack([measurement.scores for measurement in part])
    options = choose(part[0].share)
    # An axis for the measurements, between that of the variables and the moments' own.
    each = Moments(moments.n[:, None], moments.w[:, None], moments.w2[:, None])
    estimated = estimate(each, scores, wave.design, options).groups
    rest = None if split.whole else group_against_rest(each, scores, wave.design, options)
    return Counted(estimated, rest)


def _joined(measurements: Sequence[Measurement], counted: Callable[[Sequence[Measurement]], Counted]) -> Counted:
    """Means and shares have intervals of their own kind: counted apart, then put behind one another per variable."""
    parts = [counted(part) for part in (means(measurements), shares(measurements)) if part]
    estimates = _rows(Estimates, [part.estimates for part in parts])
    rests = [part.rest for part in parts if part.rest is not None]
    return Counted(estimates, _rows(Contrast, rests) if rests else None)


def _rows(kind: type[T], parts: Sequence[T]) -> T:
    """(variables, measurements, parts) arrays, measurements behind one another, as (rows, parts) arrays."""

    def joined(name: str) -> Any:
        pieces = [np.broadcast_to(getattr(part, name), part.se.shape) for part in parts]
        whole = np.concatenate(pieces, axis=1) if len(pieces) > 1 else pieces[0]
        return whole.reshape(-1, whole.shape[-1])

    return kind(**{field.name: joined(field.name) for field in fields(kind)})


def _count_occasions(
    variable: Variable, respondent: NDArray[np.int64], split: Split, wave: WaveDesign, choose: Choose
) -> Counted:
    """Several rows a respondent: a second pass over the rows, with the respondent as the cluster."""
    place = np.full(len(split.codes), -1, np.int64)
    place[wave.rows] = np.arange(len(wave.rows))
    inside = (place[respondent] >= 0) & (variable.codes >= 0)
    cluster = place[respondent[inside]]
    groups = _groups_of_occasions(variable, respondent, split)[inside]
    clusters = Clusters(wave.cell, wave.weights)
    answers = variable.codes[inside]

    def counted(part: Sequence[Measurement]) -> Counted:
        options = choose(part[0].share)
        pieces = []
        for measurement in part:
            rows = Rows(measurement.scores[answers], wave.weights[cluster], groups, cluster)
            estimates = estimate_clustered(rows, clusters, split.size, wave.design, options).groups
            rest = (
                None if split.whole else group_against_rest_clustered(rows, clusters, split.size, wave.design, options)
            )
            pieces.append((estimates, rest))
        return Counted(
            _stacked(Estimates, [estimates for estimates, _ in pieces]),
            _stacked(Contrast, [rest for _, rest in pieces if rest is not None]) if pieces[0][1] else None,
        )

    return _joined(variable.measurements, counted)


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


def _stacked(kind: type[T], pieces: Sequence[T]) -> T:
    """(parts,) arrays of one variable's measurements as (1, measurements, parts) arrays."""
    shape: tuple[int, ...] = pieces[0].se.shape
    return kind(
        **{
            field.name: np.stack([np.broadcast_to(getattr(piece, field.name), shape) for piece in pieces])[None]
            for field in fields(kind)
        }
    )
