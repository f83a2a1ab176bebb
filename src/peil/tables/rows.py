"""Rows: arrays of estimates and contrasts become named rows of the results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isnan
from typing import Any

import numpy as np

from peil.results.model import Contrast, Estimate, Status, estimate_id
from peil.stats import Contrast as ContrastArrays
from peil.stats import Estimates
from peil.study.model import CellWeights, ColumnWeights, Grade, Survey
from peil.tables.batches import Batch, Line
from peil.tables.counting import Counted
from peil.tables.flagging import OTHERS, Tested
from peil.tables.splits import Split


@dataclass(frozen=True)
class Naming:
    """What the rows of one table have in common: the survey, what is counted, and how respondents are split."""

    survey: Survey
    batch: Batch
    split: Split

    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of every cell: measurement by part."""
        for row in range(len(self.batch.lines)):
            for column in range(len(self.split.parts)):
                yield row, column

    def id(self, wave: str, row: int, column: int) -> str:
        """The id of the estimate in this cell."""
        line, part = self.batch.lines[row], self.split.parts[column]
        measurement = line.measurement
        return estimate_id(self.survey.id, wave, line.question, measurement.answer, measurement.measure, part.key)

    def method(self, wave: str) -> str:
        """How this wave's figures were weighted."""
        match self.survey.weighting:
            case CellWeights():
                return "cells"
            case ColumnWeights(columns=columns):
                return "column" if wave in columns else "none"
            case _:
                return "none"


def estimate_rows(naming: Naming, wave: str, estimates: Estimates, published: bool = False) -> Iterator[Estimate]:
    """A row per measurement and part of one wave; a cell that was not published elsewhere either has no row."""
    values = _lists(estimates)
    clustered = naming.batch.first.respondent is not None
    for row, column in naming.cells():
        part, line = naming.split.parts[column], naming.batch.lines[row]
        found = {name: array[row][column] for name, array in values.items()}
        if isnan(found["estimate"]) and (published or not line.measurement.asked_in(wave)):
            continue
        yield Estimate(
            id=naming.id(wave, row, column),
            survey=naming.survey.id,
            wave=wave,
            question=line.question,
            answer=line.measurement.answer,
            measure=line.measurement.measure,
            break_id=naming.split.break_id,
            group=part.group,
            within=part.within,
            base=line.base,
            unit="occasions" if clustered else "respondents",
            method="published" if published else naming.method(wave),
            status=_status(found["n"], published),
            **found,
        )


def _status(n: int, published: bool) -> Status:
    if published:
        return "published elsewhere"
    return "ok" if n else "empty"


_FIGURES = ("n", "sum_weight", "n_effective", "estimate", "se", "ci_low", "ci_high", "sd", "units")


def _lists(estimates: Estimates) -> dict[str, Any]:
    """Arrays as plain numbers: rows of results hold no numpy."""
    shape = estimates.se.shape
    return {name: np.broadcast_to(getattr(estimates, name), shape).tolist() for name in _FIGURES}


def rest_rows(naming: Naming, wave: str, counted: Counted) -> Iterator[Tested]:
    """A row per measurement and part: the group against the rest (the total minus the group)."""
    if counted.rest is None:
        return
    for row, column, figures in _figures(naming, counted.rest):
        left = naming.id(wave, row, column)
        head, tail = left.rsplit("/", 1)
        ids = (f"{left}~rest", "rest", left, f"{head}/{_negated(tail)}")
        again = counted.mirrored and column == 1
        yield _row(naming, (row, wave), ids, figures, again, counted.mirrored)


def _negated(group: str) -> str:
    """Everyone who is not in the group: `directorate!=asylum`, of a nested one `!(directorate=asylum,role=sponsor)`."""
    return f"!({group})" if "," in group else group.replace("=", "!=", 1)


def wave_rows(naming: Naming, wave: str, other: str, contrast: ContrastArrays) -> Iterator[Tested]:
    """A row per measurement and part: this wave against another one, or against the others together."""
    for row, column, figures in _figures(naming, contrast):
        left = naming.id(wave, row, column)
        ids = (f"{left}~{other}", "others" if other == OTHERS else "wave", left, naming.id(other, row, column))
        yield _row(naming, (row, f"{wave}~{other}"), ids, figures)


def _row(
    naming: Naming,
    table: tuple[int, str],
    ids: tuple[str, str, str, str],
    figures: dict[str, float],
    again: bool = False,
    mirrored: bool = False,
) -> Tested:
    """A contrast with what its flag depends on. `table`: the row, and the wave or waves that name its family."""
    row, waves = table
    line, survey = naming.batch.lines[row], naming.survey
    key, kind, left, right = ids
    asked = survey.questions.get(line.question)
    family = (asked.grid if asked else None) or line.question
    contrast = Contrast(
        id=key, kind=kind, left=left, right=right, method=survey.settings.method,  # type: ignore[arg-type]  # a literal
        family=f"{survey.id}/{waves}/{family}/{line.measurement.measure}/{naming.split.break_id}",
        flag=0, **figures,
    )  # fmt: skip
    place = "repeat" if again and line.measurement.place == "own" else line.measurement.place
    return Tested(contrast, _minimum(naming, line), place, mirrored)


def _minimum(naming: Naming, line: Line) -> float:
    """Smallest relevant difference: points of a grade, a fraction of a share, both as points for a promoter score."""
    settings = naming.survey.settings
    asked = naming.survey.questions.get(line.question)
    if line.measurement.share:
        return settings.minimum_share
    if line.measurement.measure == "nps":
        return 100 * settings.minimum_share
    return settings.minimum if asked is not None and isinstance(asked.kind, Grade) else 0.0


def _figures(naming: Naming, contrast: ContrastArrays) -> Iterator[tuple[int, int, dict[str, float]]]:
    """The cells in which both sides have a figure, with the numbers of their contrast."""
    shape = contrast.se.shape
    values = {part.name: np.broadcast_to(getattr(contrast, part.name), shape).tolist() for part in fields(contrast)}
    for row, column in naming.cells():
        if not isnan(values["difference"][row][column]):
            yield row, column, {name: array[row][column] for name, array in values.items()}
