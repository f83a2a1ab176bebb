"""Simulate: fill a questionnaire with plausible respondents, to rehearse a study before fieldwork.

The files have the study's own columns and codes, so that they go the whole way that real data will go: read with
`read_data(study, folder)` they give no problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data.conditions import all_hold
from peil.data.files import RawTable
from peil.data.harmonise import harmonise
from peil.data.invent import Asked, Cells, Person, Positions, invent, shares_of, shifts_of
from peil.data.ledger import Ledger
from peil.data.meaning import in_wave
from peil.data.model import Ticks, Values
from peil.data.order import in_order
from peil.data.paths import INVENTED
from peil.data.place import placed_answers
from peil.data.rehearsedunits import alike, cluster_column, key_column
from peil.data.routing import route
from peil.data.wavetable import WaveTable
from peil.errors import DataError, Place, Problem
from peil.study.model import Multiple, Question, Single, Study, Survey, Wave, weight_columns
from peil.study.questions import answer_ids

_MARK = """\
These respondents were invented by `peil simulate`, to rehearse a study. As long as this file stands here, closed waves
are not compared with what was frozen.
"""

DRIFT = 0.12


@dataclass(frozen=True)
class _Rehearsal:
    """One wave of one survey to be filled."""

    survey: Survey
    wave: Wave
    person: Person
    placed: Mapping[str, Positions]
    shifts: Mapping[str, float]
    seed: tuple[int, int]


def simulate(study: Study, folder: Path, respondents: int, seed: int) -> tuple[Path, ...]:
    """The files written: a CSV per data file of the study, `respondents` in every wave, at most as many as `sent`.

    The same seed gives the same files. A file that exists is never overwritten: DataError, and nothing is written.
    """
    tables: dict[Path, list[pl.DataFrame]] = {}
    for number, survey in enumerate(study.surveys.values()):
        for wave in survey.waves:
            if wave.data is not None:
                path = folder / _relative(wave.data)
                # More than were written to cannot have answered.
                most = respondents if not wave.sent else min(respondents, wave.sent)
                tables.setdefault(path, []).append(_filled(survey, wave, most, (seed, number)))
    _refuse_existing(tables)
    for path, frames in tables.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        # An empty text would be written as a pair of quotes; null is written as nothing, as data files have it.
        whole = pl.concat(frames, how="diagonal").with_columns(pl.all().replace("", None))
        whole.write_csv(path)
    (folder / INVENTED).write_text(_MARK, encoding="utf-8", newline="\n")
    return tuple(tables)


def _relative(data: str) -> Path:
    """The path below the folder: as the study writes it, or the bare name when that leads out of the folder."""
    path = PurePosixPath(data)
    inside = not path.is_absolute() and ".." not in path.parts
    return Path(path if inside else path.name).with_suffix(".csv")


def _refuse_existing(paths: Mapping[Path, object]) -> None:
    problems = [
        Problem(Place(path.as_posix()), "simulated data", "a file that exists", "a new file", "Name another folder.")
        for path in paths
        if path.exists()
    ]
    if problems:
        raise DataError(problems)


def _filled(survey: Survey, wave: Wave, respondents: int, seed: tuple[int, int]) -> pl.DataFrame:
    """One wave's rows: the key, every question in its column, and the weight."""
    position = survey.waves.index(wave)
    rng = np.random.default_rng([*seed, position + 1])
    lasting = np.random.default_rng(seed)
    placed = placed_answers(survey, wave, respondents, rng)
    general = rng.standard_normal(respondents) + DRIFT * position
    for name in sorted(placed):
        effects = lasting.normal(0.0, 0.2, len(answer_ids(survey.questions[name].kind)))
        general += effects[placed[name]]
    clusters = cluster_column(survey, wave, respondents, placed)
    general += alike(clusters, rng)
    person = Person(rng, general, {})
    rehearsal = _Rehearsal(survey, wave, person, placed, shifts_of(survey.questions, lasting), seed)
    columns = key_column(survey, wave, respondents, placed)
    columns |= {name: cells for name, cells in _answers(rehearsal).items() if name not in columns}
    columns |= {name: cells for name, cells in clusters.items() if name not in columns}
    columns |= {name: cells for name, cells in _weight_column(survey, wave, person).items() if name not in columns}
    return pl.DataFrame({name: pl.Series(cells.tolist(), dtype=pl.String) for name, cells in columns.items()})


def _answers(rehearsal: _Rehearsal) -> dict[str, Cells]:
    """By column the cells. What was written is read back at once, so that routing sees what a reader will see."""
    survey, wave = rehearsal.survey, rehearsal.wave
    columns: dict[str, Cells] = {}
    values: dict[str, Values] = {}
    for question in in_order(survey.questions):
        source = question.sources.get(wave.label)
        if source is None:
            continue
        if columns.keys().isdisjoint(source.columns):
            columns |= _routed(invent(_asked(question, rehearsal), rehearsal.person), question, rehearsal, values)
        data = _as_table(rehearsal, {name: columns[name] for name in source.columns if name})
        values[question.id] = route(question, harmonise(question, data, values), data, values)
    return columns


def _asked(question: Question, rehearsal: _Rehearsal) -> Asked:
    survey, wave = rehearsal.survey, rehearsal.wave
    answers = question.kind.answers if isinstance(question.kind, Single | Multiple) else ()
    given = [place for place, answer in enumerate(answers) if in_wave(answer, survey, wave.label)]
    number = list(survey.questions).index(question.id)
    shares = shares_of(question, given, np.random.default_rng([*rehearsal.seed, number]))
    return Asked(question, wave, given, rehearsal.shifts[question.id], shares, rehearsal.placed.get(question.id))


def _routed(
    cells: dict[str, Cells], question: Question, rehearsal: _Rehearsal, values: Mapping[str, Values]
) -> dict[str, Cells]:
    """Empty cells where the question was not put: by a condition, or for parts that the respondent did not choose."""
    rows = rehearsal.person.count
    asked = all_hold(question.asked_if, rehearsal.survey.questions, values, rows)
    routed = {}
    for name, texts in cells.items():
        here = asked
        if question.per is not None:
            here = asked & _chose(question, name, rehearsal, values)
        routed[name] = np.where(here, texts, "").astype(object)
    return routed


def _chose(question: Question, column: str, rehearsal: _Rehearsal, values: Mapping[str, Values]) -> NDArray[np.bool_]:
    """(respondents,) whether the respondent chose the answer of the other question that this column belongs to."""
    parts = values[str(question.per)]
    assert isinstance(parts, Ticks)
    part = question.sources[rehearsal.wave.label].columns.index(column)
    return np.asarray(parts.marks[:, part] == 1, np.bool_)


def _as_table(rehearsal: _Rehearsal, columns: Mapping[str, Cells]) -> WaveTable:
    """The columns as a file would hold them."""
    frame = pl.DataFrame(
        {str(place): pl.Series(cells.tolist(), dtype=pl.String) for place, cells in enumerate(columns.values())}
    )
    numbers = np.arange(1, rehearsal.person.count + 1)
    table = RawTable("", tuple(columns), frame, numbers, numbers)
    return WaveTable(rehearsal.survey, rehearsal.wave, table, Ledger())


def _weight_column(survey: Survey, wave: Wave, person: Person) -> dict[str, Cells]:
    columns = weight_columns(survey.weighting)
    if wave.label not in columns:
        return {}
    weights = np.exp(person.rng.normal(0.0, 0.4, person.count))
    return {columns[wave.label]: np.array([f"{weight:.4f}" for weight in weights], object)}
