"""Which rows of a file are the respondents of a wave, what identifies them, and the weights they came with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data import wording
from peil.data.cells import distinct
from peil.data.conditions import all_hold
from peil.data.files import RawTable
from peil.data.harmonise import harmonise
from peil.data.ledger import Ledger
from peil.data.model import Floats, Units
from peil.data.numbers import numeric
from peil.data.wavetable import WaveTable
from peil.errors import Place, Problem
from peil.study.model import Question, Survey, Unweighted, Wave, weight_columns

DUPLICATES_SHOWN = 5


def without_empty_rows(table: RawTable, ledger: Ledger) -> RawTable:
    """The rows in which anything stands. Sheets end in empty rows and files in blank lines: told, and left out."""
    keep = table.filled()
    if not keep.all():
        lines = [int(line) for line in table.lines[~keep]]
        found = f"{wording.counted(len(lines), 'row', 'rows')} without any cell ({wording.rows(lines)})"
        remedy = "They are left out."
        ledger.warn(Problem(Place(table.file), "empty rows", found, "", remedy))
    return table.only(keep)


def needed_columns(survey: Survey, wave: Wave) -> Iterator[tuple[str, str, Place]]:
    """Every column that the study names for this wave, what it is for, and where the study says so."""
    if wave.key:
        yield wave.key, "the key of the respondents", wave.place
    if wave.cluster and wave.cluster != wave.key:
        yield wave.cluster, "the cluster of the respondents", wave.place
    weighting, columns = survey.weighting, weight_columns(survey.weighting)
    if not isinstance(weighting, Unweighted) and wave.label in columns:
        yield columns[wave.label], "the weight", weighting.place
    for question in survey.questions.values():
        source = question.sources.get(wave.label)
        for name in source.columns if source else ():
            if name:
                yield name, f"question {question.id}", question.place


def missing_columns(data: WaveTable) -> set[str]:
    """Columns that the file lacks or has twice; each is written down."""
    absent = set()
    table = data.table
    for name, what, place in needed_columns(data.survey, data.wave):
        found = table.positions(name)
        if len(found) == 1:
            continue
        absent.add(name)
        if not found:
            near = wording.nearest(name, table.names)
            remedy = f"Did you mean {near!r}?" if near else f"The columns are {wording.listed(table.names, 'and')}."
            said = "no such column"
        else:
            said = f"{len(found)} columns with this name ({wording.listed([str(one + 1) for one in found], 'and')})"
            remedy = "Rename all but one of them in the file."
        expected = f"one column for {what} ({place})"
        data.ledger.problem(Problem(Place(table.file), f"column {name}", said, expected, remedy))
    return absent


def of_wave(data: WaveTable, absent: set[str]) -> WaveTable:
    """The rows of the file that belong to the wave, by its `where`."""
    questions = [data.survey.questions[condition.question] for condition in data.wave.where]
    readable = {}
    # Rows of other waves may hold codes that this survey does not know: they are told as such, and stop nothing.
    aside = Ledger()
    for question in questions:
        source = question.sources.get(data.wave.label)
        if source is None or absent.intersection(source.columns):
            continue
        readable[question.id] = harmonise(question, replace(data, ledger=aside), {})
    keep = all_hold(data.wave.where, data.survey.questions, readable, data.table.rows)
    for problem in aside.problems:
        data.ledger.warn(replace(problem, remedy="'where' leaves these rows out."))
    return replace(data, table=data.table.only(keep))


def units(data: WaveTable, doubles_known: bool = False) -> tuple[Units, WaveTable]:
    """(rows,) what identifies each respondent, and the rows that remain once duplicates are treated.

    `doubles_known`: they have been treated already.
    """
    if not data.wave.key or len(data.table.positions(data.wave.key)) != 1:
        return Units([data.table.ordinals]), data
    keys = data.texts(data.wave.key)
    empty = (keys == "").to_numpy()
    if empty.any():
        lines = data.lines(empty)
        found = f"{wording.cells(len(lines))} without a key ({wording.rows(lines)})"
        expected = "what identifies the respondent"
        remedy = f"Fill it in, or leave out 'key' in {data.wave.place}: rows are then numbered."
        thing = f"column {data.wave.key}"
        data.ledger.problem(Problem(Place(data.table.file), thing, found, expected, remedy))
    keep = np.ones(len(keys), np.bool_) if doubles_known else rows_to_keep(keys, empty, data)
    kept = replace(data, table=data.table.only(keep))
    return Units([tuple((keys if keep.all() else keys.filter(pl.Series(keep))).to_list())]), kept


def rows_to_keep(keys: pl.Series, empty: NDArray[np.bool_], data: WaveTable) -> NDArray[np.bool_]:
    """(rows,) True for rows to keep, by the data rule for respondents who stand in the file more than once."""
    everyone = np.ones(len(keys), np.bool_)
    repeated = keys.is_duplicated().to_numpy() & ~empty
    if not repeated.any():
        return everyone
    rule = data.survey.rules.duplicates
    thing = f"column {data.wave.key}"
    if rule == "stop":
        data.ledger.problem(_duplicate_problem(keys, repeated, data, thing))
        return everyone
    if rule == "keep all":
        what = "respondent more than once: all kept"
        data.ledger.repair(data.table.file, data.wave.key, what, data.lines(repeated))
        return everyone
    first = (keys.is_first_distinct() if rule == "keep first" else keys.is_last_distinct()).to_numpy()
    keep = first | ~repeated
    what = f"respondent more than once: {rule.removeprefix('keep ')} kept"
    data.ledger.repair(data.table.file, data.wave.key, what, data.lines(~keep))
    return keep


def _duplicate_problem(keys: pl.Series, repeated: NDArray[np.bool_], data: WaveTable, thing: str) -> Problem:
    rows = np.flatnonzero(repeated)
    cells = distinct(keys.gather(rows.tolist()))
    shown = []
    for position, key in enumerate(cells.texts[:DUPLICATES_SHOWN]):
        lines = [int(line) for line in data.table.lines[rows[cells.index == position]]]
        shown.append(f"{key} ({wording.rows(lines)})")
    more = len(cells.texts) - len(shown)
    names = ", ".join(shown) + (f" and {more} more" if more else "")
    found = f"{wording.counted(len(cells.texts), 'respondent', 'respondents')} more than once: {names}"
    remedy = (
        "Take them out of the file, or write 'duplicate respondents: keep first', 'keep last' or 'keep all' "
        "under 'data rules'."
    )
    return Problem(Place(data.table.file), thing, found, "every respondent once", remedy)


def given_weights(data: WaveTable) -> Floats:
    """(rows,) weights that came with the data, NaN where the wave has none or the cell is empty."""
    columns = weight_columns(data.survey.weighting)
    none = np.full(data.table.rows, np.nan)
    if data.wave.label not in columns:
        return none
    column = columns[data.wave.label]
    if len(data.table.positions(column)) != 1:
        return none
    weights = data.numbers(column)
    if weights is None:
        series = data.texts(column)
        weights = numeric(series)
        _refuse_weights(data, column, "a text", np.isnan(weights) & (series != "").to_numpy())
    _refuse_weights(data, column, "a weight without end", np.isinf(weights))
    _refuse_weights(data, column, "a weight below 0", weights < 0)
    return weights


def _refuse_weights(data: WaveTable, column: str, what: str, wrong: NDArray[np.bool_]) -> None:
    if not wrong.any():
        return
    lines = data.lines(wrong)
    example = data.texts(column).gather(np.flatnonzero(wrong)[:1].tolist())[0]
    found = f"{wording.cells(len(lines))} with {what}, such as {example} ({wording.rows(lines)})"
    expected = "a number of 0 or more, the weight of the respondent"
    remedy = "Put it right in the file; a weight is never guessed."
    data.ledger.problem(Problem(Place(data.table.file), f"column {column}", found, expected, remedy))


def refuse_without_stratum(data: WaveTable, question: Question, without: NDArray[np.bool_]) -> None:
    """Every respondent was drawn in a stratum; without it there is no variance."""
    if not without.any():
        return
    lines = data.lines(without)
    found = f"{wording.counted(len(lines), 'respondent', 'respondents')} without a stratum ({wording.rows(lines)})"
    expected = f"an answer to {question.id}, the stratum, for every respondent"
    remedy = "Fill it in from the frame the sample was drawn from."
    column = question.sources[data.wave.label].columns[0]
    data.ledger.problem(Problem(Place(data.table.file), f"column {column}", found, expected, remedy))
