"""Batches: variables that are counted alike go through the arithmetic together, as rows of one table.

The twenty-six aspects of a questionnaire differ only in their codes. Counting them in one call costs hardly more than
counting one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from peil.tables.measures import Kind, Measurement
from peil.tables.variables import Variable


@dataclass(frozen=True)
class Line:
    """One row of a table: something that is counted of a question."""

    question: str
    base: str
    measurement: Measurement


@dataclass(frozen=True)
class Batch:
    """Variables with the same answers, scores and waves. Its rows: variable by variable, kind by kind."""

    variables: tuple[Variable, ...]

    @property
    def first(self) -> Variable:
        """The one that stands for all in what they have in common."""
        return self.variables[0]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows of the batch's tables, in their order."""
        return tuple(
            Line(variable.question, variable.base, measurement)
            for variable in self.variables
            for part in by_kind(variable.measurements)
            for measurement in part
        )

    def asked_in(self, *waves: str) -> NDArray[np.bool_]:
        """(rows,) whether it could be counted in all these waves, in which the question was asked."""
        if not self._limited:
            return np.ones(len(self.lines), np.bool_)
        return np.array([all(line.measurement.asked_in(wave) for wave in waves) for line in self.lines])

    @cached_property
    def _limited(self) -> bool:
        return any(line.measurement.waves is not None for line in self.lines)


def by_kind(measurements: Iterable[Measurement]) -> tuple[tuple[Measurement, ...], ...]:
    """The measurements, those that are counted in one way together."""
    held = tuple(measurements)
    parts = (tuple(one for one in held if one.kind == kind) for kind in get_args(Kind))
    return tuple(part for part in parts if part)


def batches(variables: Iterable[Variable], alone: Collection[str], splitting: Collection[str]) -> tuple[Batch, ...]:
    """All variables in batches, in the order of the first of each.

    Questions named in `alone` are not joined with others; those in `splitting`, of which a break is made, only with
    parts of themselves: they have no place in the tables of that break.
    """
    found: dict[object, list[Variable]] = {}
    for position, variable in enumerate(variables):
        if variable.measurements:
            single = variable.respondent is not None or variable.question in alone
            own = variable.question if variable.question in splitting else ""
            found.setdefault(position if single else (own, _alike(variable)), []).append(variable)
    return tuple(Batch(tuple(part)) for part in found.values())


def _alike(variable: Variable) -> object:
    scores = tuple((part.measure, part.kind, part.part, part.scores.tobytes()) for part in variable.measurements)
    return (variable.answers, variable.waves, variable.new_series, scores)
