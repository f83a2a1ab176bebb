"""The respondents of a wave as weighting to margins sees them: categories, numbers, weights to start from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, Floats, Quantities, SurveyData
from peil.stats import Margin, Quantity
from peil.study.model import MarginTarget, MarginWeights, Survey
from peil.study.questions import answer_ids

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class OnMargins:
    """Respondents of one wave on the margins of their survey.

    `placed`: (rows,) True for those who have an answer with a target to every question, and a start weight.
    `margins`, `quantities`, `start`: of the placed alone; `start` None = equal weights. `lacking`: by question (or
    the column of the start weight) how many have none; by answer, `reg=west`, how many gave one without a target.
    """

    placed: NDArray[np.bool_]
    margins: tuple[Margin, ...]
    quantities: tuple[Quantity, ...]
    start: Floats | None
    lacking: dict[str, int]


def on_margins(survey: Survey, weighting: MarginWeights, data: SurveyData, label: str, rows: Rows) -> OnMargins:
    """Where do these respondents of a wave stand on the margins? `rows`: their positions in the data."""
    codes = [(margin, codes_on(survey, margin, data, label, rows)) for margin in weighting.margins_in(label)]
    numbers = [(mean, numbers_of(data, mean.question, rows)) for mean in weighting.means_in(label)]
    start = data.given_weight[rows] if label in weighting.start and data.given_weight is not None else None
    has: dict[str, NDArray[np.bool_]] = {margin.question: code >= 0 for margin, code in codes}
    has |= {mean.question: np.isfinite(values) for mean, values in numbers}
    if start is not None:
        has[f"column {weighting.start[label]}"] = np.isfinite(start)
    placed = np.logical_and.reduce(list(has.values())) if has else np.ones(len(rows), np.bool_)
    return OnMargins(
        placed=placed,
        margins=tuple(_margin(margin, label, code[placed]) for margin, code in codes),
        quantities=tuple(Quantity(mean.question, values[placed], mean.means[label]) for mean, values in numbers),
        start=None if start is None else start[placed],
        lacking=dict(_lacking(survey, data, rows, has)),
    )


def _margin(margin: MarginTarget, label: str, codes: NDArray[np.int64]) -> Margin:
    shares = margin.shares[label]
    return Margin(margin.question, codes, np.array(list(shares.values())), tuple(shares))


def _lacking(
    survey: Survey, data: SurveyData, rows: Rows, has: dict[str, NDArray[np.bool_]]
) -> Iterator[tuple[str, int]]:
    for name, there in has.items():
        if there.all():
            continue
        values = data.columns.get(name)
        codes = values.codes[rows][~there] if isinstance(values, Coded) else np.full(int((~there).sum()), -1)
        if (codes < 0).any():
            yield name, int((codes < 0).sum())
        ids = answer_ids(survey.questions[name].kind) if (codes >= 0).any() else ()
        for code, count in zip(*np.unique(codes[codes >= 0], return_counts=True), strict=True):
            yield f"{name}={ids[code]}", int(count)


def codes_on(survey: Survey, margin: MarginTarget, data: SurveyData, label: str, rows: Rows) -> NDArray[np.int64]:
    """(rows,) position of the answer among those with a target, -1 = none of them."""
    values = data.columns[margin.question]
    assert isinstance(values, Coded)
    ids = answer_ids(survey.questions[margin.question].kind)
    # One place more, for the reasons why there is no answer: they are negative and come out at the end.
    place = np.full(len(ids) + 1, -1, np.int64)
    for position, answer in enumerate(margin.shares[label]):
        place[ids.index(answer)] = position
    return place[np.maximum(values.codes[rows], -1)]


def numbers_of(data: SurveyData, question: str, rows: Rows) -> Floats:
    """(rows,) the answers to a question for a number, NaN = none."""
    values = data.columns[question]
    assert isinstance(values, Quantities)
    return values.values[rows]
