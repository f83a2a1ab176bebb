"""Accounts: what became of the fieldwork and the weights of every wave, and why answers are missing."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, Occasions, Quantities, SurveyData, Texts, Ticks
from peil.results.model import ALL, GroupSize, GroupWeights, NoAnswerCount, WaveAccount
from peil.stats import summary
from peil.study.model import CellWeights, ColumnWeights, MarginWeights, Reason, Survey, Wave
from peil.tables.designs import taken

# AAPOR's names: I complete, P partial, R refused, NC nothing returned, O other, UH/UO eligibility unknown.
_ELIGIBLE = ("complete", "partial", "refused", "language barrier", "nothing returned")


def wave_accounts(survey: Survey, data: SurveyData) -> Iterator[WaveAccount]:
    """A row per wave: gross, net, response rate, and what its weights cost."""
    for wave in survey.waves:
        position = data.waves.index(wave.label) if wave.label in data.waves else -1
        rows = np.flatnonzero(data.wave == position)
        if len(rows):
            yield _account(survey, wave, data, rows)
        else:
            rate, formula = response_rate(wave, None)
            yield WaveAccount(
                survey.id, wave.label, 0, wave.sent, rate, formula, "published", nan, nan, nan, nan, 0, False
            )


def _account(survey: Survey, wave: Wave, data: SurveyData, rows: NDArray[np.intp]) -> WaveAccount:
    weights = data.weight[rows]
    costs = summary(weights[weights > 0])
    without = 0 if data.weight_cell is None else int((data.weight_cell[rows] < 0).sum())
    rate, formula = response_rate(wave, len(rows))
    return WaveAccount(
        survey=survey.id,
        wave=wave.label,
        n=len(rows),
        sent=wave.sent,
        rate=rate,
        rate_formula=formula,
        weighting=_weighting(survey, wave.label),
        efficiency=costs.efficiency,
        design_effect=costs.design_effect,
        smallest=costs.smallest,
        largest=costs.largest,
        without_cell=without,
        left_out=int((weights == 0).sum()),
    )


def _weighting(survey: Survey, wave: str) -> str:
    match survey.weighting:
        case CellWeights():
            return "cells"
        case MarginWeights(calibrated=calibrated):
            return "calibration" if calibrated else "raking"
        case ColumnWeights(columns=columns) if wave in columns:
            return "column"
        case _:
            return "none"


def group_weights(survey: Survey, data: SurveyData) -> Iterator[GroupWeights]:
    """A row per wave, in all and by group, of waves that are weighted: what do the weights cost there?"""
    for position, label in enumerate(data.waves):
        rows = np.flatnonzero((data.wave == position) & (data.weight > 0))
        if not rows.size or _weighting(survey, label) == "none":
            continue
        weights = data.weight[rows] / data.weight[rows].mean()
        trimmed = np.zeros(len(rows)) if data.trimmed is None else data.trimmed[rows].astype(np.float64)
        groups = {ALL: np.ones(len(rows), np.bool_)}
        for break_ in survey.breaks.values():
            member = data.membership[break_.id][rows]
            groups |= {break_.key(group): member[:, place] for place, group in enumerate(break_.groups)}
        for key, inside in groups.items():
            if inside.any():
                costs, own = summary(weights[inside]), weights[inside]
                yield GroupWeights(
                    survey.id, label, key, costs.n, costs.n_effective, costs.efficiency, costs.design_effect,
                    float(own.min()), float(own.max()), float(trimmed[inside].mean()),
                )  # fmt: skip


def group_sizes(survey: Survey, data: SurveyData) -> Iterator[GroupSize]:
    """A row per wave and group: how many respondents belong to it, whatever they answered?"""
    for position, label in enumerate(data.waves):
        rows = data.wave == position
        for break_ in survey.breaks.values():
            for column, group in enumerate(break_.groups):
                n = np.count_nonzero(data.membership[break_.id][:, column] & rows)
                yield GroupSize(survey.id, label, break_.key(group), int(n))


def response_rate(wave: Wave, respondents: int | None) -> tuple[float | None, str]:
    """Fraction 0-1 and the name of its formula: which part of the sample answered?

    AAPOR RR2 = (I+P)/((I+P)+(R+NC+O)+(UH+UO)) where the study gives dispositions: undeliverable counts as unknown
    eligibility, not eligible is left out. Otherwise net / gross. Source: AAPOR Standard Definitions.
    """
    dispositions = wave.dispositions
    if dispositions:
        answered = dispositions.get("complete", 0) + dispositions.get("partial", 0)
        unknown = dispositions.get("undeliverable", 0)
        known = sum(dispositions.get(name, 0) for name in _ELIGIBLE)
        return (answered / (known + unknown) if known + unknown else None), "AAPOR RR2"
    if wave.sent and respondents is not None:
        return respondents / wave.sent, "net / gross"
    return None, ""


def no_answers(survey: Survey, data: SurveyData) -> Iterator[NoAnswerCount]:
    """A row per wave, question and reason: how many gave no valid answer, and why (unweighted)?"""
    waves = [(label, np.flatnonzero(data.wave == position)) for position, label in enumerate(data.waves)]
    for question, values in data.columns.items():
        for label, rows in waves:
            codes = _reasons(values, rows) if len(rows) else np.empty(0, np.int8)
            counts = np.bincount(-codes[codes < 0].astype(np.int64), minlength=1 - min(Reason))
            for reason in Reason:
                if counts[-reason]:
                    yield NoAnswerCount(survey.id, label, question, reason.name.lower(), int(counts[-reason]))


def _reasons(values: Coded | Ticks | Quantities | Texts | Occasions, rows: NDArray[np.intp]) -> NDArray[np.integer]:
    """The code or reason of every row of a wave; of several marks the one nearest to an answer."""
    match values:
        case Coded(codes=codes):
            return taken(codes, rows)
        case Ticks(marks=marks):
            best: NDArray[np.int8] = taken(marks, rows).max(axis=1, initial=int(Reason.NOT_IN_WAVE))
            return best
        case Quantities(reasons=reasons) | Texts(reasons=reasons):
            return taken(reasons, rows)
        case Occasions(respondent=respondent, codes=codes):
            return codes[np.isin(respondent, rows)]
