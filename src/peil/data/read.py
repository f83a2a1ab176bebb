"""Read the data of a study: every wave's file, harmonised, stacked, and split as the study says.

    file -> RawTable -> rows of the wave -> one Values per question -> routed -> waves stacked -> groups, strata, cells

Everything odd in all files is collected first; then it is refused together, or counted as a repair where the study's
data rules say what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from peil.data import clusters, respondents
from peil.data.derive import knowledge, memberships, mode_of_wave, strata, weight_cells
from peil.data.find import Files, Tables
from peil.data.harmonise import absent, harmonise
from peil.data.ledger import Ledger
from peil.data.model import Coded, Data, Floats, SurveyData, Units, Values
from peil.data.order import in_order
from peil.data.routing import route
from peil.data.stack import stacked
from peil.data.strata import more_than_sent
from peil.data.wavetable import WaveTable
from peil.errors import Place, Problem
from peil.study.model import ColumnWeights, Reason, Study, Survey, Wave, weight_columns


@dataclass(frozen=True)
class _WaveAnswers:
    """What one wave brings: position of the wave, respondents, answers, weights, clusters."""

    position: int
    unit: Units
    columns: Mapping[str, Values]
    given_weight: Floats
    cluster: tuple[str, ...] | None = None


def read_data(study: Study, folder: Path | None = None) -> Data:
    """The answers to all surveys of a study; DataError with every problem in every file.

    `folder` replaces the study's folder for data files (the option --data). Waves of which only published figures
    exist bring no respondents.
    """
    ledger = Ledger()
    files = Files(study, folder, ledger)
    surveys = {name: read_survey(survey, files) for name, survey in study.surveys.items()}
    ledger.stop_on_problems()
    return Data(surveys, tuple(dict.fromkeys([*ledger.warnings, *ledger.lacking])))


def read_survey(survey: Survey, files: Tables) -> SurveyData:
    """One survey. After a problem the outcome is never used, because the reading stops when all files were seen."""
    ledger = Ledger()
    waves = [
        _wave(survey, wave, position, files, ledger)
        for position, wave in enumerate(survey.waves)
        if wave.data is not None
    ]
    answers = [wave for wave in waves if wave is not None]
    rows = sum(len(wave.unit) for wave in answers)
    unit = Units([part for wave in answers for part in wave.unit.parts])
    parts = [(len(wave.unit), wave.columns) for wave in answers]
    columns = {name: stacked(question, parts) for name, question in survey.questions.items()}
    drawn = clusters.numbered([(len(wave.unit), wave.cluster) for wave in answers])
    weighted = bool(weight_columns(survey.weighting)) or isinstance(survey.weighting, ColumnWeights)
    data = SurveyData(
        survey=survey.id,
        waves=tuple(wave.label for wave in survey.waves),
        wave=np.repeat(np.array([wave.position for wave in answers], np.int16), [len(wave.unit) for wave in answers]),
        unit=unit,
        columns=columns,
        membership=memberships(survey, columns, unit, ledger),
        known=knowledge(survey, columns, rows),
        weight=np.ones(rows),
        given_weight=_joined([wave.given_weight for wave in answers]) if weighted else None,
        weight_cell=weight_cells(survey, columns, rows, ledger),
        stratum=strata(survey, columns),
        cluster=None if drawn is None else drawn.numbers,
        repairs=tuple(ledger.repairs),
    )
    clusters.refuse_in_two_strata(survey, data.wave, data.stratum, drawn, ledger)
    files.ledger.problems.extend(ledger.problems)
    files.ledger.warnings.extend(ledger.warnings)
    files.ledger.lacking.extend(ledger.lacking)
    return data


def _joined(arrays: Sequence[Floats]) -> Floats:
    return np.concatenate(arrays) if arrays else np.empty(0)


def _wave(survey: Survey, wave: Wave, position: int, files: Tables, ledger: Ledger) -> _WaveAnswers | None:
    table = files.table(survey, wave)
    if table is None:
        return None
    data = WaveTable(survey, wave, respondents.without_empty_rows(table, ledger), ledger)
    missing = respondents.missing_columns(data)
    data = respondents.of_wave(data, missing)
    if not data.table.rows and not files.whole:
        return None
    if not data.table.rows:
        ledger.problem(no_rows(wave, table.file))
        return None
    unit, data = respondents.units(data, files.doubles_known)
    too_many = more_than_sent(wave, len(unit)) if files.whole else None
    if too_many is not None:
        ledger.problem(too_many)
    columns = answers_of(data, missing)
    _check_strata(data, columns)
    return _WaveAnswers(position, unit, columns, respondents.given_weights(data), clusters.names(data))


def no_rows(wave: Wave, file: str) -> Problem:
    """A wave to which nobody in its file belongs."""
    expected = f"at least one row of wave {wave.label} ({wave.place})"
    remedy = "Look at 'where' of the wave." if wave.where else ""
    return Problem(Place(file), "respondents", "no rows", expected, remedy)


def answers_of(data: WaveTable, missing: set[str]) -> dict[str, Values]:
    """The answers to every question in one wave; a question whose column is missing counts as not in the wave."""
    columns: dict[str, Values] = {}
    for question in in_order(data.survey.questions):
        source = question.sources.get(data.wave.label)
        if source is None and question.id == data.survey.mode:
            columns[question.id] = mode_of_wave(question, data.wave, data.table.rows)
        elif source is None or missing.intersection(source.columns):
            columns[question.id] = absent(question, data.table.rows)
        else:
            columns[question.id] = route(question, harmonise(question, data, columns), data, columns)
    return columns


def _check_strata(data: WaveTable, columns: Mapping[str, Values]) -> None:
    if data.survey.stratum is None:
        return
    question = data.survey.questions[data.survey.stratum]
    values = columns[question.id]
    if not isinstance(values, Coded) or data.wave.label not in question.sources:
        expected = f"the stratum of every respondent, from {question.id}"
        thing = f"wave {data.wave.label}"
        data.ledger.warn(Problem(data.wave.place, thing, "no strata", expected, "The wave counts as one stratum."))
        return
    respondents.refuse_without_stratum(data, question, (values.codes < 0) & (values.codes != Reason.NOT_IN_WAVE))
