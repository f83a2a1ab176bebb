"""Whose aspects the borders of a matrix are drawn over, so that waves and groups are seen within the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peil.drivers.fitting import Fitted
from peil.drivers.influence import movements
from peil.drivers.matrix import Spot, border
from peil.drivers.rows import Floats, Wave
from peil.errors import StatisticsError
from peil.results.model import ALL, Estimate, estimate_id
from peil.results.table import ByName

Measured = tuple[Wave, Floats, Fitted]
"""A group in a wave, with the grades of the wave."""


@dataclass(frozen=True)
class Frame:
    """A group in a wave, measured as the matrices are that have its borders; its `columns` of aspects that may be shown
    and have a place on both axes, with importance and rating, (b,) each.
    """

    wave: Wave
    values: Floats
    group: Fitted
    columns: tuple[int, ...]
    importance: Floats
    rating: Floats

    def borders(self, group: Fitted) -> tuple[float, float]:
        """Of importance and rating, for the matrix of this group; NaN without aspects."""
        settings = self.wave.survey.settings.drivers
        importance = border(settings.importance_border, self.importance.tolist()) * self.stretch(group)
        return importance, border(settings.rating_border, self.rating.tolist())

    def stretch(self, group: Fitted) -> float:
        """Parts of what is explained are smaller the more aspects take part: by how much the border of this group's
        importance lies higher for it. 1 for borders that were written down, and where importance is no part.
        """
        fixed = isinstance(self.wave.survey.settings.drivers.importance_border, float)
        if fixed or group.fit.method != "lmg" or not group.fit.aspects:
            return 1.0
        return self.group.fit.aspects / group.fit.aspects

    @property
    def fixed(self) -> bool:
        """Whether both borders were written down, so that chance does not move them."""
        settings = self.wave.survey.settings.drivers
        return isinstance(settings.importance_border, float) and isinstance(settings.rating_border, float)

    @property
    def drawn(self) -> tuple[Floats, Floats]:
        """(b,) importances and (b,) ratings over which a border is the same: of a mean the mean itself is enough."""
        if self._median:
            return self.importance, self.rating
        return self.importance.mean(keepdims=True), self.rating.mean(keepdims=True)

    @property
    def _median(self) -> bool:
        settings = self.wave.survey.settings.drivers
        return "median" in (settings.importance_border, settings.rating_border)

    @cached_property
    def movements(self) -> Floats:
        """(..., 2b) what moves `drawn`."""
        moved = self._movements()
        if self._median:
            return moved
        means: Floats = moved.reshape(len(moved), 2, -1).mean(axis=2)
        return means

    def _movements(self) -> Floats:
        """What moves its importances and ratings, as `influence.movements` gives it. Where the answers hardly fix the
        importances these move nothing: a mean of parts is the same whatever they are.
        """
        try:
            return movements(self.wave, self.values, self.group, self.columns)
        except StatisticsError:
            u = movements(self.wave, self.values, self.group.plain or self.group, self.columns)
            u[:, : len(self.columns)] = 0.0
            return u


def frames(groups: Sequence[Measured], estimates: ByName[Estimate]) -> Mapping[str, Frame]:
    """The frame of every group in every wave, by the id of its fit, as the survey keeps borders.

    Over waves: that of the latest wave in which it was measured so. Over groups: that of everyone, measured as the
    group is; of everyone the correlations are known whatever they go by. Where there is none a matrix has borders of
    its own.
    """
    by_place = {(wave.survey.id, wave.label, one.part.key): (wave, values, one) for wave, values, one in groups}
    labels: dict[str, list[str]] = {}
    for wave, _, _ in groups:
        if wave.label not in labels.setdefault(wave.survey.id, []):
            labels[wave.survey.id].append(wave.label)
    made: dict[tuple[str, str], Frame | None] = {}
    found = {}
    for wave, values, one in groups:
        survey, kept = wave.survey, wave.survey.settings.drivers.borders_kept_over
        keys = dict.fromkeys((ALL, one.part.key) if "groups" in kept else (one.part.key,))
        when = reversed(labels[survey.id]) if "waves" in kept else ()
        places = [(survey.id, label, key) for key in keys for label in dict.fromkeys((*when, wave.label))]
        frame = None
        for place in places:
            source = by_place.get(place)
            if frame is None and source is not None:
                name = (source[2].fit.id, one.fit.method)
                if name not in made:
                    made[name] = _frame(source, one.fit.method, estimates)
                frame = made[name]
        found[one.fit.id] = frame or Frame(wave, values, one, (), np.empty(0), np.empty(0))
    return found


def _frame(source: Measured, method: str, estimates: ByName[Estimate]) -> Frame | None:
    """None where it was not measured so, or no aspect may be shown."""
    wave, values, shown = source
    group = shown.measured_by(method)
    if group is None:
        return None
    # By whichever method: the aspects that stand in the matrix of this group, so that the border of ratings is one.
    inside = [place for place, lack in enumerate(shown.lack) if not lack]
    limit = wave.survey.settings.hide_up_to
    counted = [
        (place, one)
        for place, one in spots(wave, group, estimates)
        if place in inside and one.known and one.base > limit
    ]
    if not counted:
        return None
    importance = np.array([one.importance for _, one in counted])
    rating = np.array([one.rating for _, one in counted])
    return Frame(wave, values, group, tuple(place for place, _ in counted), importance, rating)


def spots(wave: Wave, group: Fitted, estimates: ByName[Estimate]) -> list[tuple[int, Spot]]:
    """The aspects that have a rating in a group, as columns, with rating and importance."""
    return list(_spots(wave, group, estimates))


def _spots(wave: Wave, group: Fitted, estimates: ByName[Estimate]) -> Iterator[tuple[int, Spot]]:
    figures = zip(wave.aspects, group.n.tolist(), group.importance.tolist(), strict=True)
    for place, (aspect, n, value) in enumerate(figures):
        key = estimate_id(wave.survey.id, wave.label, aspect.id, "", "mean", group.part.key)
        if key in estimates:
            rating, rated, status = estimates.at(key, "estimate", "n", "status")
            yield place, Spot(aspect.id, rating, rated, status, n, value)
