"""Explain: how much every aspect matters for the overall grade, in every wave and group of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from peil.data.model import Data
from peil.drivers.attribution import Told, decompositions
from peil.drivers.fitting import Fitted, fitted
from peil.drivers.matrix import Spot, placed
from peil.drivers.rows import Wave, waves
from peil.drivers.uncertainty import moves, standings
from peil.results.model import Driver, DriverFit, Estimate, Move, Results, Standing, estimate_id
from peil.study.model import Study


def explain(study: Study, data: Data, results: Results) -> Results:
    """The same results with their drivers: which aspects matter for the overall grade, and how are these rated?

    `data` must have been weighted, and `results` come of it. A survey without an overall grade or aspects has no
    drivers, nor has a wave of which only figures were published, nor an aspect that a respondent graded several times
    (`per`): beside these grades stands no single overall one. How importance is found in a group is told in `fits`.
    """
    drivers: list[Driver] = []
    fits: list[DriverFit] = []
    sure: list[Standing] = []
    moved: list[Move] = []
    told: list[Told] = []
    for survey in study.surveys.values():
        answers = data.surveys[survey.id]
        asked = list(waves(survey, answers))
        found: list[Standing] = []
        for wave in asked if answers.sums.whole else ():
            values = wave.values
            for one in fitted(wave, values):
                rows = list(_of_group(wave, one, results.by_id))
                drivers += rows
                fits.append(one.fit)
                found += standings(wave, values, one, rows)
        told += decompositions(asked if answers.sums.whole else (), results)
        sure += found
        moved += moves(survey, found, {one.id: one.method for one in drivers})
    return replace(
        results,
        drivers=tuple(drivers),
        fits=tuple(fits),
        standings=tuple(sure),
        moves=tuple(moved),
        decompositions=tuple(one for one, _ in told),
        carried=tuple(part for _, parts in told for part in parts),
    )


def _of_group(wave: Wave, group: Fitted, estimates: Mapping[str, Estimate]) -> Iterator[Driver]:
    """A row per aspect that has a rating in this group; a break made of the aspect itself gives it none."""
    survey, label, part = wave.survey, wave.label, group.part
    ids = (estimate_id(survey.id, label, aspect.id, "", "mean", part.key) for aspect in wave.aspects)
    figures = zip(ids, group.n.tolist(), group.importance.tolist(), group.lack, strict=True)
    found = [(Spot(estimates[key], n, value), lack) for key, n, value, lack in figures if key in estimates]
    places = placed([one for one, _ in found], survey.settings)
    for (one, lack), place in zip(found, places, strict=True):
        yield Driver(
            id=estimate_id(survey.id, label, one.rating.question, "", "importance", part.key),
            survey=survey.id,
            wave=label,
            aspect=one.rating.question,
            break_id=part.break_id,
            group=part.group,
            within=part.within,
            method=group.fit.method,
            n=one.n,
            importance=one.importance,
            rating=one.rating.estimate,
            importance_border=place.importance_border,
            rating_border=place.rating_border,
            quadrant=place.quadrant,
            status=one.rating.status,
            lack=lack,
            graded=one.n / group.fit.n if group.fit.n else 0.0,
        )
