"""Counting: batches of variables, split in every way, in one wave: from rows to estimates and contrasts as arrays.

Arrays have the shape (rows, parts): a row per line of a batch, a column per part of every split, one split after the
other. All breaks are counted in one pass over the respondents, also where groups overlap. The parts of all splits go
through the arithmetic together, and the shares of all batches: a call costs more than the figures in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.stats import Contrast, Estimates, Moments, Options
from peil.stats.arrays import all_in
from peil.tables.batches import Batch, by_kind
from peil.tables.clusters import clustered_beside, is_clustered
from peil.tables.divided import Divided
from peil.tables.measures import Measurement
from peil.tables.shares import Beside, shares_against
from peil.tables.splits import Division, Split, all_splits
from peil.tables.variables import Variable
from peil.tables.ways import WAYS, scores_of

Choose = Callable[[bool], Options]
# (variables, measurements, parts) estimates, and each part against its others.
Figures = tuple[Estimates, Contrast]
T = TypeVar("T", Estimates, Contrast)
V = TypeVar("V")
# At most so many figures × cells of the design are held at a time, unless one batch has more.
_ROOM = 2**22
# Where rows belong together so many sums per cluster, unless one measurement has more: what stays near the processor.
_NEAR = 2**16


@dataclass(frozen=True)
class Counted:
    """What one wave says, (rows, parts): estimates, and every part against the rest (no figures for the total)."""

    estimates: Estimates
    rest: Contrast


@dataclass(frozen=True)
class Crossing:
    """A batch and the ways in which its respondents are split: the rows and the columns of what is counted."""

    batch: Batch
    divisions: tuple[Division, ...]

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """All splits, in the order of the columns."""
        return all_splits(self.divisions)

    @cached_property
    def size(self) -> int:
        """How many figures a wave has."""
        return len(self.batch.lines) * sum(len(split.parts) for split in self.splits)


def count(crossings: Sequence[Crossing], wave: WaveDesign, choose: Choose) -> list[Counted]:
    """Of each crossing the estimates of one wave, and every part against the rest: how is it rated, and who differs?"""

    def room(crossing: Crossing) -> int:
        return crossing.size * wave.cells

    if not crossings:
        return []
    # Most crossings have all breaks, and are taken as they lie.
    longest = sorted(crossings, key=lambda crossing: len(crossing.divisions), reverse=True)
    divided = Divided(tuple({id(one): one for crossing in longest for one in crossing.divisions}.values()), wave)
    return [one for some in _portions(crossings, room) for one in _count_some(some, divided, choose)]


def _portions(every: Sequence[V], room: Callable[[V], int]) -> Iterator[list[V]]:
    """The values in their order, as many together as there is room for; each asks for some."""
    held: list[V] = []
    taken = 0
    for one in every:
        asked = room(one)
        if held and taken + asked > _ROOM:
            yield held
            held, taken = [], 0
        held.append(one)
        taken += asked
    yield held


def _count_some(crossings: Sequence[Crossing], divided: Divided, choose: Choose) -> Iterator[Counted]:
    wave = divided.wave
    alone = [place for place, one in enumerate(crossings) if not is_clustered(one.batch.first, wave)]
    beside = dict(zip(alone, collected([crossings[place] for place in alone], divided), strict=True))
    kinds = {place: by_kind(crossings[place].batch.first.measurements) for place in alone}
    wanted = [(place, part) for place in alone for part in kinds[place] if part[0].share]
    shares = shares_against([(beside[place], scores_of(part)) for place, part in wanted], wave.design, choose(True))
    for place, one in enumerate(crossings):
        if place not in beside:
            yield _by_row(_count_together(one, wave, choose), one.batch, wave)
            continue
        # The shares come in the order of the crossings.
        figures = [
            next(shares) if part[0].share else _against(beside[place], part, wave, choose) for part in kinds[place]
        ]
        yield _by_row(figures, one.batch, wave)


def _against(beside: Beside, part: Sequence[Measurement], wave: WaveDesign, choose: Choose) -> Figures:
    return WAYS[part[0].kind].against(beside.own, beside.others, part, wave.design, choose(part[0].share))


def _by_row(kinds: Sequence[Figures], batch: Batch, wave: WaveDesign) -> Counted:
    """The figures of each kind of measurement behind one another; none in the rows of what was not asked."""
    return Counted(
        in_rows(Estimates, [estimates for estimates, _ in kinds], batch, wave),
        in_rows(Contrast, [contrast for _, contrast in kinds], batch, wave),
    )


def in_rows(kind: type[T], kinds: Sequence[T], batch: Batch, wave: WaveDesign) -> T:
    """(rows, parts) arrays from (variables, measurements, parts) ones, those of each kind of measurement behind one
    another; without figures in the rows of answers that could not be given in a wave."""
    asked = batch.asked_in(*wave.labels)
    every = bool(asked.all())

    def rows(arrays: list[NDArray[Any]]) -> NDArray[Any]:
        flat = arrays[0].reshape(len(asked), -1)
        return flat if every else np.where(asked[:, None], flat, 0 if flat.dtype.kind == "i" else np.nan)

    return _merged(kind, [joined(kind, kinds, 1)], rows)


def collected(crossings: Sequence[Crossing], divided: Divided) -> list[Beside]:
    """Of each crossing the moments of the parts of all its splits, and of all others in the wave."""
    alike: dict[int, list[Variable]] = {}
    for one in crossings:
        alike.setdefault(one.batch.first.answers, []).extend(one.batch.variables)
    every = {answers: _beside(variables, divided) for answers, variables in alike.items()}
    taken = dict.fromkeys(alike, 0)
    found = []
    for one in crossings:
        answers = one.batch.first.answers
        start, taken[answers] = taken[answers], taken[answers] + len(one.batch.variables)
        found.append(every[answers].taken(slice(start, taken[answers]), divided.parts(one.divisions)))
    return found


def _beside(variables: Sequence[Variable], divided: Divided) -> Beside:
    """Moments of variables that have as many answers."""
    found = divided.moments(variables)
    sizes = np.array([split.size for split in divided.splits])
    ends = np.cumsum(sizes)
    # The last position of a split holds who is in none of its parts, and only completes the rest.
    parts = np.delete(np.arange(ends[-1]), ends - 1)
    split_of = np.repeat(np.arange(len(sizes)), sizes - 1)

    def beside(sums: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        own = sums[..., parts, :]
        # Where the others are nobody, own and whole are the same number: the difference is exactly 0.
        return own, np.add.reduceat(sums, ends - sizes, axis=-2)[..., split_of, :] - own

    (n, others_n), (w, others_w), (w2, others_w2) = (beside(sums[:, None]) for sums in (found.n, found.w, found.w2))
    return Beside(Moments(n, w, w2), Moments(others_n, others_w, others_w2))


def _count_together(crossing: Crossing, wave: WaveDesign, choose: Choose) -> list[Figures]:
    """Rows that belong together: variable by variable, for each goes over its rows again."""
    batch, rows = crossing.batch, max(len(wave.rows), 1)
    every = [
        [clustered_beside(one, splits, wave) for splits in _portions(crossing.splits, lambda split: split.size * rows)]
        for one in batch.variables
    ]

    def figures(beside: Beside, part: Sequence[Measurement]) -> Figures:
        step = max(1, _NEAR // (beside.own.n.shape[-2] * rows))
        pieces = [part[start : start + step] for start in range(0, len(part), step)]
        return _joined([_against(beside, one, wave, choose) for one in pieces], 1)

    return [
        _joined([_joined([figures(one, part) for one in of], 2) for of in every], 0)
        for part in by_kind(batch.first.measurements)
    ]


def _joined(pieces: Sequence[Figures], axis: int) -> Figures:
    """(variables, measurements, parts) figures of some behind those of others."""
    return joined(Estimates, [one for one, _ in pieces], axis), joined(Contrast, [one for _, one in pieces], axis)


def joined(kind: type[T], pieces: Sequence[T], axis: int) -> T:
    """(variables, measurements, parts) estimates or contrasts of some behind those of others."""
    return pieces[0] if len(pieces) == 1 else _merged(kind, pieces, lambda arrays: np.concatenate(arrays, axis=axis))


def _merged(kind: type[T], pieces: Sequence[T], merge: Callable[[list[NDArray[Any]]], NDArray[Any]]) -> T:
    """Arrays made of those of all pieces, each in the shape of its errors: a figure that all share stands for each."""
    every = [all_in(piece, np.shape(piece.se)) for piece in pieces]
    return kind(**{field.name: merge([one[field.name] for one in every]) for field in fields(kind)})
