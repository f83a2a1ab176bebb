"""Accounts: what became of the fieldwork and the weights of every wave, and why answers are missing."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import taken
from peil.data.model import Coded, Occasions, Quantities, SurveyData, Texts, Ticks
from peil.data.strata import more_than_sent
from peil.errors import StudyError
from peil.results.model import ALL, GroupSize, GroupWeights, NoAnswerCount, WaveAccount
from peil.stats.sums import WeightSums
from peil.stats.weights import summary_of
from peil.study.model import CellWeights, ColumnWeights, MarginWeights, Reason, Survey, Wave

# AAPOR's names: I complete, P partial, R refused, NC nothing returned, O other, UH/UO eligibility unknown.
_ELIGIBLE = ("complete", "partial", "refused", "language barrier", "nothing returned")


def wave_accounts(survey: Survey, data: SurveyData) -> Iterator[WaveAccount]:
    """A row per wave: gross, net, response rate, and what its weights cost."""
    for wave in survey.waves:
        position = data.waves.index(wave.label) if wave.label in data.waves else -1
        rows = np.flatnonzero(data.wave == position)
        n = data.sums.total(f"{survey.id}/{wave.label}/net", len(rows))
        if n:
            yield _account(survey, wave, data, rows, n)
        else:
            rate, formula = response_rate(wave, None)
            yield WaveAccount(
                survey.id, wave.label, 0, wave.sent, rate, formula, "published", nan, nan, nan, nan, 0, False
            )


def _account(survey: Survey, wave: Wave, data: SurveyData, rows: NDArray[np.intp], n: int) -> WaveAccount:
    too_many = more_than_sent(wave, n)
    if too_many is not None:
        # Rows that came in blocks are only now all counted.
        raise StudyError([too_many])
    weights, name = taken(data.weight, rows), f"{survey.id}/{wave.label}"
    sums = data.sums.total(f"{name}/weights", WeightSums.of(weights))
    costs = summary_of(sums)
    cell = None if data.weight_cell is None else taken(data.weight_cell, rows)
    without = data.sums.total(f"{name}/without cell", 0 if cell is None else int((cell < 0).sum()))
    placed = summary_of(
        data.sums.total(f"{name}/placed weights", WeightSums.of(weights if cell is None else weights[cell >= 0]))
    )
    rate, formula = response_rate(wave, n)
    return WaveAccount(
        survey=survey.id,
        wave=wave.label,
        n=n,
        sent=wave.sent,
        rate=rate,
        rate_formula=formula,
        weighting=_weighting(survey, wave.label),
        efficiency=costs.efficiency,
        design_effect=costs.design_effect,
        smallest=costs.smallest,
        largest=costs.largest,
        without_cell=without,
        left_out=n - sums.n,
        placed_efficiency=placed.efficiency if without else nan,
        placed_design_effect=placed.design_effect if without else nan,
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
        if _weighting(survey, label) == "none":
            continue
        rows = np.flatnonzero((data.wave == position) & (data.weight > 0))
        weights = taken(data.weight, rows)
        trimmed = np.zeros(len(rows), np.bool_) if data.trimmed is None else taken(data.trimmed, rows)
        groups = {ALL: np.ones(len(rows), np.bool_)}
        for break_ in survey.breaks.values():
            member = taken(data.membership[break_.id], rows)
            groups |= {break_.key(group): member[:, place] for place, group in enumerate(break_.groups)}
        mean = nan
        for key, inside in groups.items():
            name = f"{survey.id}/{label}/{key}/weights"
            sums = data.sums.total(name, WeightSums.of(weights[inside]))
            cut = data.sums.total(f"{name} trimmed", int(trimmed[inside].sum()))
            mean = sums.w / sums.n if key == ALL and sums.n else mean
            if sums.n:
                costs = summary_of(sums)
                yield GroupWeights(
                    survey.id, label, key, sums.n, costs.n_effective, costs.efficiency, costs.design_effect,
                    sums.smallest / mean, sums.largest / mean, cut / sums.n,
                )  # fmt: skip


def group_sizes(survey: Survey, data: SurveyData) -> Iterator[GroupSize]:
    """A row per wave and group: how many respondents belong to it, whatever they answered?"""
    for position, label in enumerate(data.waves):
        rows = data.wave == position
        for break_ in survey.breaks.values():
            for column, group in enumerate(break_.groups):
                key, here = break_.key(group), int(np.count_nonzero(data.membership[break_.id][:, column] & rows))
                yield GroupSize(survey.id, label, key, data.sums.total(f"{survey.id}/{label}/{key}/size", here))


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
            # To compare a million codes with each reason takes a tenth of the time of picking out those below 0.
            here = np.array([0, *(np.count_nonzero(codes == -place) for place in range(1, 1 - min(Reason)))], np.int64)
            counts = data.sums.total(f"{survey.id}/{label}/{question}/no answer", here)
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
