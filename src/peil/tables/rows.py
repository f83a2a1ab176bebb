"""Rows: arrays of estimates and contrasts become named rows of the results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isnan
from typing import Any

import numpy as np

from peil.results.model import Contrast, Estimate, Status, WaveFlag, estimate_id
from peil.stats import Contrast as ContrastArrays
from peil.stats import Estimates
from peil.study.model import CellWeights, ColumnWeights, Survey
from peil.tables.batches import Batch
from peil.tables.flagging import rest_flags
from peil.tables.splits import Split
from peil.tables.waves import OTHERS, WaveContrasts


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
        if published and isnan(found["estimate"]):
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


_FIGURES = ("n", "sum_weight", "n_effective", "estimate", "se", "ci_low", "ci_high", "sd")


def _lists(estimates: Estimates) -> dict[str, Any]:
    """Arrays as plain numbers: rows of results hold no numpy."""
    shape = estimates.se.shape
    return {name: np.broadcast_to(getattr(estimates, name), shape).tolist() for name in _FIGURES}


def rest_rows(naming: Naming, wave: str, contrast: ContrastArrays) -> Iterator[Contrast]:
    """A row per measurement and part: the group against the rest (the total minus the group)."""
    settings = naming.survey.settings
    flags = rest_flags(contrast, naming.batch, naming.split, settings)
    for row, column, figures in _tested(naming, contrast):
        left = naming.id(wave, row, column)
        head, tail = left.rsplit("/", 1)
        yield Contrast(
            id=f"{left}~rest", kind="rest", left=left, right=f"{head}/{_negated(tail)}", method=settings.method,
            family=f"{naming.survey.id}/{wave}/{naming.batch.lines[row].question}/{naming.split.break_id}",
            flag=int(flags[row, column]), **figures,
        )  # fmt: skip


def _negated(group: str) -> str:
    """`directorate=regular_social,role=sponsor` becomes `...,role!=sponsor`: everyone who is not in the group."""
    name, _, value = group.rpartition("=")
    return f"{name}!={value}"


def wave_rows(naming: Naming, wave: str, contrasts: WaveContrasts) -> Iterator[Contrast]:
    """A row per measurement, part and wave that this wave is compared with."""
    for other, (contrast, flags) in contrasts.against.items():
        for row, column, figures in _tested(naming, contrast):
            left = naming.id(wave, row, column)
            yield Contrast(
                id=f"{left}~{other}", kind="others" if other == OTHERS else "wave", left=left,
                right=naming.id(other, row, column), method=naming.survey.settings.method,
                family=f"{naming.survey.id}/{wave}~{other}/{naming.batch.lines[row].question}/{naming.split.break_id}",
                flag=int(flags[row, column]), **figures,
            )  # fmt: skip


def flag_rows(naming: Naming, wave: str, contrasts: WaveContrasts) -> Iterator[WaveFlag]:
    """A row per measurement and part: the mark after the survey's rule over waves."""
    if contrasts.flags is not None:
        for row, column in naming.cells():
            yield WaveFlag(naming.id(wave, row, column), contrasts.rule, int(contrasts.flags[row, column]))


def _tested(naming: Naming, contrast: ContrastArrays) -> Iterator[tuple[int, int, dict[str, float]]]:
    """The cells in which both sides have a figure, with the numbers of their contrast."""
    shape = contrast.se.shape
    values = {part.name: np.broadcast_to(getattr(contrast, part.name), shape).tolist() for part in fields(contrast)}
    for row, column in naming.cells():
        if not isnan(values["difference"][row][column]):
            yield row, column, {name: array[row][column] for name, array in values.items()}
