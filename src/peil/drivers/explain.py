"""Explain: how much every aspect matters for the overall grade, in every wave and group of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from typing import Any

from peil.data.model import Data
from peil.drivers.advice import advice
from peil.drivers.attribution import decompositions
from peil.drivers.fitting import Fitted, fitted
from peil.drivers.frames import Frame, Measured, frames, spots
from peil.drivers.matrix import placed
from peil.drivers.penalties import judged, penalties
from peil.drivers.rows import Floats, Wave, waves
from peil.drivers.uncertainty import moves, standings
from peil.results.model import (
    Advice,
    Carried,
    Decomposition,
    Driver,
    DriverFit,
    Estimate,
    Move,
    Penalty,
    Results,
    Standing,
    estimate_id,
)
from peil.results.table import ByName
from peil.stats.processors import each
from peil.study.model import Study


@dataclass(frozen=True)
class Fits:
    """What the answers tell before there are tables. By survey its waves with an overall grade and aspects; every group
    in each of these waves, with the grades of the wave, as it was measured.
    """

    waves: Mapping[str, Sequence[Wave]]
    groups: Sequence[Measured]


def fit(study: Study, data: Data) -> Fits:
    """How much every aspect matters in every wave and group: what `explain` needs of the answers alone, and can be made
    beside the tables. `data` must have been weighted.
    """
    # What blocks of rows give is thrown away: only that the rows are asked for counts.
    asked = {
        name: [one for one in waves(survey, data.surveys[name]) if data.surveys[name].sums.whole]
        for name, survey in study.surveys.items()
    }
    every = [(wave, wave.values) for found in asked.values() for wave in found]
    return Fits(asked, [(wave, values, group) for wave, values in every for group in fitted(wave, values)])


def explain(study: Study, data: Data, results: Results, fits: Fits | None = None) -> Results:
    """The same results with their drivers: which aspects matter for the overall grade, and how are these rated?

    `data` must have been weighted, and `results` come of it; `fits`: what `fit` makes of the same, where it is at hand.
    A survey without an overall grade or aspects has no drivers, nor has a wave of which only figures were published,
    nor an aspect that a respondent graded several times (`per`): beside these grades stands no single overall one. How
    importance is found in a group is told in the table `fits`.
    """
    measured = fits or fit(study, data)
    with ThreadPoolExecutor(1) as beside:
        # This is machine code for the most part, and what goes on meanwhile mostly Python.
        told = beside.submit(
            lambda: {name: list(decompositions(found, results)) for name, found in measured.waves.items()}
        )
        by_survey = _of_surveys(study, measured, results)
    found = _Found()
    for name, own in by_survey.items():
        for whole, parts in told.result()[name]:
            own.decompositions.append(whole)
            own.carried += parts
        found.add(own)
    rows: dict[str, Any] = {part.name: tuple(getattr(found, part.name)) for part in fields(found)}
    return replace(results, **rows)


def _of_surveys(study: Study, fits: Fits, results: Results) -> Mapping[str, _Found]:
    """What all groups and waves of every survey give, but for what carried a change."""
    within = frames(fits.groups, results.by_id)

    def told(one: Measured) -> _Found:
        return _explained(*one, within[one[2].fit.id], results)

    # Of few figures by correlation most of the work is Python: threads would wait for each other, and for its lock.
    long = [one for one in fits.groups if _is_long(*one)]
    rows = {one[2].fit.id: found for one, found in zip(long, each(told, long), strict=True)}
    made = {name: _Found() for name in fits.waves}
    for one in fits.groups:
        made[one[0].survey.id].add(rows.get(one[2].fit.id) or told(one))
    for name, own in made.items():
        survey = study.surveys[name]
        own.penalties = list(judged(own.penalties, survey.settings))
        own.moves += moves(survey, own.standings, own.drivers, own.fits)
        own.advice += advice(survey, own.drivers, own.standings, results)
    return made


def _is_long(wave: Wave, _: Floats, group: Fitted) -> bool:
    """Whether machine code is busy with the group for longer than the interpreter."""
    return group.covariance is not None or wave.survey.settings.drivers.errors == "bootstrap"


@dataclass
class _Found:
    """Rows as they are found, by the name of their table."""

    drivers: list[Driver] = field(default_factory=list)
    fits: list[DriverFit] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    penalties: list[Penalty] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    decompositions: list[Decomposition] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)

    def add(self, other: _Found) -> None:
        """The rows of another survey behind these."""
        for part in fields(self):
            getattr(self, part.name).extend(getattr(other, part.name))


def _explained(wave: Wave, values: Floats, group: Fitted, frame: Frame, results: Results) -> _Found:
    """What one group in one wave gives, within the borders of its frame."""
    rows = list(_of_group(wave, group, frame, results.by_id))
    places = list(standings(wave, values, group, rows, frame))
    shown = any(one.quadrant is not None and one.base > wave.survey.settings.hide_up_to for one in rows)
    return _Found(
        drivers=rows,
        fits=[replace(group.fit, unsure=shown and not places)],
        standings=places,
        penalties=list(penalties(wave, values, group, rows)),
    )


def _of_group(wave: Wave, group: Fitted, frame: Frame, estimates: ByName[Estimate]) -> Iterator[Driver]:
    """A row per aspect that has a rating in this group; a break made of the aspect itself gives it none."""
    survey, label, part = wave.survey, wave.label, group.part
    found = spots(wave, group, estimates)
    places = placed([one for _, one in found], frame.borders(group))
    for (column, one), place in zip(found, places, strict=True):
        yield Driver(
            id=estimate_id(survey.id, label, one.aspect, "", "importance", part.key),
            survey=survey.id,
            wave=label,
            aspect=one.aspect,
            break_id=part.break_id,
            group=part.group,
            within=part.within,
            method=group.fit.method,
            n=one.n,
            importance=one.importance,
            rating=one.rating,
            importance_border=place.importance_border,
            rating_border=place.rating_border,
            quadrant=place.quadrant,
            status=one.status,
            lack=group.lack[column],
            graded=float(group.graded[column]),
            rated=one.rated,
            frame=frame.group.fit.id,
        )
