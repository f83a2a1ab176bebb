"""Data larger than memory: the answers of a study in blocks of rows, each harmonised as a whole file would be.

A Parquet file is read block by block; of any other kind all rows are one block. Whatever needs to see all rows at once
is refused before anything is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from peil.data.files import RawTable, from_typed, read_file, unreadable
from peil.data.find import Files
from peil.data.ledger import Ledger
from peil.data.model import Data
from peil.data.read import read_survey
from peil.errors import DataError, Place, Problem
from peil.study.model import Date, Number, Open, Question, Study, Survey, Wave


@dataclass
class _OneTable:
    """The tables of a study, of which one wave has rows: those of a block."""

    survey: str
    wave: str
    block: RawTable | None
    ledger: Ledger
    whole: bool = False

    def table(self, survey: Survey, wave: Wave) -> RawTable | None:
        """The block, of its wave."""
        return self.block if (survey.id, wave.label) == (self.survey, self.wave) else None


def read_blocks(study: Study, folder: Path | None, rows: int) -> Iterator[Data]:
    """The answers in blocks of at most so many rows, wave by wave, in the order of the files.

    Every block has all surveys and waves; all but one wave are empty. DataError with every problem of the first block
    that has any, and before it for what a study asks that blocks cannot give.
    """
    ledger = Ledger()
    files = Files(study, folder, ledger)
    ledger.problems.extend(_whole_only(study))
    paths = [
        (survey, wave, files.path(wave)) for survey in study.surveys.values() for wave in survey.waves if wave.data
    ]
    ledger.stop_on_problems()
    for survey, wave, path in paths:
        if path is not None:
            for table in _tables(path, files.name(wave, path), wave.sheet, rows):
                yield _read(study, _OneTable(survey.id, wave.label, table, Ledger()))


def without_rows(study: Study) -> Data:
    """The data of nobody: what a study asks, in the form that answers have."""
    return _read(study, _OneTable("", "", None, Ledger()))


def _read(study: Study, tables: _OneTable) -> Data:
    surveys = {name: read_survey(survey, tables) for name, survey in study.surveys.items()}
    tables.ledger.stop_on_problems()
    return Data(surveys, tuple(dict.fromkeys(tables.ledger.warnings)))


def _tables(path: Path, name: str, sheet: str | None, rows: int) -> Iterator[RawTable]:
    if path.suffix.lower() != ".parquet":
        yield read_file(path, name, sheet)
        return
    try:
        scan = pl.scan_parquet(path)
        height = int(scan.select(pl.len()).collect().item())
        for start in range(0, height, rows):
            table = from_typed(scan.slice(start, rows).collect(), name)
            yield replace(table, lines=table.lines + start, ordinals=table.ordinals + start)
    except pl.exceptions.PolarsError as error:
        raise unreadable(name, "a Parquet file", error) from error
    if not height:
        raise DataError([Problem(Place(name), "data file", "a header and no rows", "a header and at least one row")])


def _whole_only(study: Study) -> Iterator[Problem]:
    """What needs all rows at once."""
    for survey in study.surveys.values():
        for wave in survey.waves:
            if wave.key and wave.data and survey.rules.duplicates != "keep all":
                remedy = "Leave out 'key', or write 'duplicate respondents: keep all' under 'data rules'."
                yield _refused(wave.place, f"key {wave.key}", "rows of one respondent may stand in two blocks", remedy)
        for break_ in survey.breaks.values():
            if any(group.members is not None for group in break_.groups):
                yield _refused(break_.place, f"break {break_.id}", "its lists are compared with all respondents")
        for question in survey.questions.values():
            yield from _question(question)


def _question(question: Question) -> Iterator[Problem]:
    if question.per is not None:
        yield _refused(question.place, f"question {question.id}", "it brings several rows a respondent")
    elif isinstance(question.kind, Number):
        yield _refused(question.place, f"question {question.id}", "its answers are not known beforehand")
    elif isinstance(question.kind, Open | Date):
        return


def _refused(
    place: Place, thing: str, why: str, remedy: str = "Read this study in memory: '--engine memory'."
) -> Problem:
    return Problem(
        place, thing, f"a study to be read in blocks, but {why}", "what can be counted block by block", remedy
    )
