"""Data larger than memory: the answers of a study in blocks of rows, each harmonised as a whole file would be.

A Parquet file is read block by block; of any other kind all rows are one block. What cannot be had in blocks is refused
before anything is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data.doubles import Doubles, find_doubles
from peil.data.files import RawTable, from_typed, read_file, unreadable
from peil.data.find import Files
from peil.data.ledger import Ledger
from peil.data.model import Data, Repair
from peil.data.read import no_rows, read_survey
from peil.errors import DataError, Place, Problem
from peil.study.model import CellWeights, MarginWeights, Number, Study, Survey, Wave, weight_columns


@dataclass
class _OneTable:
    """The tables of a study, of which one wave has rows: those of a block."""

    survey: str
    wave: str
    block: RawTable | None
    ledger: Ledger
    whole: bool = False
    doubles_known: bool = False

    def table(self, survey: Survey, wave: Wave) -> RawTable | None:
        """The block, of its wave."""
        return self.block if (survey.id, wave.label) == (self.survey, self.wave) else None


@dataclass(frozen=True)
class _File:
    """The file of a wave. `left_out`: numbers of the rows of respondents who stand in it more than once."""

    survey: str
    wave: Wave
    path: Path
    name: str
    left_out: NDArray[np.int64]

    def tables(self, rows: int) -> Iterator[RawTable]:
        for table in tables(self.path, self.name, self.wave.sheet, rows):
            yield self._kept(table)

    def table(self, start: int, rows: int) -> RawTable:
        """The rows from this one on."""
        if not _in_blocks(self.path):
            return self._kept(read_file(self.path, self.name, self.wave.sheet))
        return self._kept(_slice(self.path, self.name, start, rows))

    def _kept(self, table: RawTable) -> RawTable:
        return table.only(~np.isin(table.ordinals, self.left_out)) if len(self.left_out) else table


@dataclass(frozen=True)
class BlockReader:
    """The files of a study, to be gone through in blocks. `repairs`: what was seen to beforehand in all of a file."""

    files: tuple[_File, ...]
    rows: int
    repairs: tuple[Repair, ...] = ()

    def read(self, study: Study) -> Iterator[Data]:
        """The answers in blocks of at most so many rows, wave by wave, in the order of the files.

        Every block has all surveys and waves; all but one wave are empty. DataError with every problem of the first
        block that has any, and for a wave without rows.
        """
        for file in self.files:
            found = 0
            for table in file.tables(self.rows):
                block = _OneTable(file.survey, file.wave.label, table, Ledger(), doubles_known=_in_blocks(file.path))
                data = _read(study, block)
                found += data.surveys[file.survey].respondents
                yield data
            if not found:
                raise DataError([no_rows(file.wave, file.name)])

    def shares(self) -> list[tuple[int, int]]:
        """The blocks by file and first row: what can be read in any order, by any machine that has the files."""
        return [(place, start) for place, file in enumerate(self.files) for start in starts(file.path, self.rows)]

    def refuse_empty(self, any_rows: Callable[[str, str], bool]) -> None:
        """DataError for a wave without rows. `any_rows`: whether a survey has any in a wave."""
        for file in self.files:
            if not any_rows(file.survey, file.wave.label):
                raise DataError([no_rows(file.wave, file.name)])

    def block(self, study: Study, share: tuple[int, int]) -> Data:
        """One block. DataError with every problem in it."""
        file = self.files[share[0]]
        table = file.table(share[1], self.rows)
        return _read(
            study, _OneTable(file.survey, file.wave.label, table, Ledger(), doubles_known=_in_blocks(file.path))
        )


def open_blocks(study: Study, folder: Path | None, rows: int) -> BlockReader:
    """The files of a study, found and seen to. DataError for what a study asks that blocks cannot give, for a file that
    is not there, and for respondents who stand in one more than once."""
    ledger = Ledger()
    files = Files(study, folder, ledger)
    found = [
        (survey, wave, path, files.name(wave, path))
        for survey in study.surveys.values()
        for wave in survey.waves
        if wave.data and (path := files.path(wave)) is not None
    ]
    ledger.problems.extend(_clusters(study))
    ledger.stop_on_problems()
    opened = []
    for survey, wave, path, name in found:
        doubles = Doubles(np.empty(0, np.int64))
        if _in_blocks(path):
            ledger.problems.extend(_numbers_as_texts(survey, wave, path, name))
            doubles = find_doubles(survey, wave, partial(tables, path, name, None, rows), ledger)
        opened.append(_File(survey.id, wave, path, name, doubles.left_out))
    ledger.stop_on_problems()
    return BlockReader(tuple(opened), rows, tuple(ledger.repairs))


def without_rows(study: Study) -> Data:
    """The data of nobody: what a study asks, in the form that answers have."""
    return _read(study, _OneTable("", "", None, Ledger()))


def needed_first(study: Study) -> Study:
    """The study with only the questions that must be known of all rows before any can be counted."""
    return replace(study, surveys={name: _narrowed(survey) for name, survey in study.surveys.items()})


def _narrowed(survey: Survey) -> Survey:
    weighting = survey.weighting
    wanted = [name for name, question in survey.questions.items() if isinstance(question.kind, Number)]
    wanted += [] if survey.stratum is None else [survey.stratum]
    wanted += [condition.question for wave in survey.waves for condition in wave.where]
    if isinstance(weighting, CellWeights):
        wanted += [name for cell in weighting.cells for name in cell.answers]
    if isinstance(weighting, MarginWeights):
        wanted += weighting.questions
    kept: set[str] = set()
    while wanted:
        question = survey.questions[wanted.pop()]
        if question.id not in kept:
            kept.add(question.id)
            wanted += [condition.question for condition in question.asked_if]
            wanted += [*([question.per] if question.per else []), *(question.index.items if question.index else ())]
    questions = {name: question for name, question in survey.questions.items() if name in kept}
    return replace(survey, questions=questions, breaks={})


@dataclass
class Told:
    """What a person should know of the data, block by block."""

    repairs: tuple[Repair, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    lacking: tuple[Problem, ...] | None = None

    def hear(self, block: Data) -> None:
        """What was odd in a block. What a block lacks is odd where all others lack it too."""
        for survey in block.surveys.values():
            for repair in survey.repairs:
                self.counts[_line(repair)] += repair.count
        self.counts.update({str(warning): 0 for warning in block.warnings})
        earlier = block.lacking if self.lacking is None else self.lacking
        self.lacking = tuple(problem for problem in earlier if problem in block.lacking)

    def __add__(self, other: Told) -> Told:
        """What was heard in both."""
        held = [one for one in (self.lacking, other.lacking) if one is not None]
        lacking = tuple(problem for problem in held[0] if problem in held[-1]) if held else None
        counts = Counter(self.counts)
        counts.update(other.counts)  # unlike +, it keeps warnings, which have no rows to count
        return Told(self.repairs + other.repairs, counts, lacking)

    def lines(self) -> tuple[str, ...]:
        """All that was heard, with the rows counted."""
        counts = Counter({_line(repair): repair.count for repair in self.repairs}) + self.counts
        whole = {**counts, **{text: 0 for text in self.counts if text not in counts}}
        told = tuple(f"{text} ({count} rows)" if count else text for text, count in whole.items())
        return (*told, *(str(problem) for problem in self.lacking or ()))


def _line(repair: Repair) -> str:
    return f"{repair.file}: column {repair.column}: {repair.what}"


def _read(study: Study, block: _OneTable) -> Data:
    surveys = {name: read_survey(survey, block) for name, survey in study.surveys.items()}
    block.ledger.stop_on_problems()
    return Data(surveys, tuple(dict.fromkeys(block.ledger.warnings)), tuple(dict.fromkeys(block.ledger.lacking)))


def _in_blocks(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"


def tables(path: Path, name: str, sheet: str | None, rows: int) -> Iterator[RawTable]:
    """The table of a file, at most so many rows at a time where its kind allows that."""
    if not _in_blocks(path):
        yield read_file(path, name, sheet)
        return
    try:
        found = starts(path, rows)
    except pl.exceptions.PolarsError as error:
        raise unreadable(name, "a Parquet file", error) from error
    for start in found:
        yield _slice(path, name, start, rows)
    if not found:
        raise DataError([Problem(Place(name), "data file", "a header and no rows", "a header and at least one row")])


def starts(path: Path, rows: int) -> range:
    """The first row of every block of a file."""
    if not _in_blocks(path):
        return range(1)
    return range(0, int(pl.scan_parquet(path).select(pl.len()).collect().item()), rows)


def _slice(path: Path, name: str, start: int, rows: int) -> RawTable:
    try:
        table = from_typed(pl.scan_parquet(path).slice(start, rows).collect(), name)
    except pl.exceptions.PolarsError as error:
        raise unreadable(name, "a Parquet file", error) from error
    return replace(table, lines=table.lines + start, ordinals=table.ordinals + start)


def _clusters(study: Study) -> Iterator[Problem]:
    """Clusters need all their rows at once."""
    for survey in study.surveys.values():
        for wave in survey.waves:
            if wave.cluster and wave.data:
                yield Problem(
                    wave.place,
                    f"cluster {wave.cluster}",
                    "a study to be read in blocks, but rows of one cluster may stand in two blocks",
                    "respondents who were drawn one by one",
                    "Read this study in memory: '--engine memory'.",
                )


def _numbers_as_texts(survey: Survey, wave: Wave, path: Path, name: str) -> Iterator[Problem]:
    """Columns of numbers that are written as texts: whether 1,234 is a fraction is seen from the column as a whole."""
    try:
        schema = pl.scan_parquet(path).collect_schema()
    except pl.exceptions.PolarsError as error:
        raise unreadable(name, "a Parquet file", error) from error
    header = RawTable(name, tuple(schema), pl.DataFrame(), np.empty(0, np.int64), np.empty(0, np.int64))
    columns = [
        column
        for question in survey.questions.values()
        if isinstance(question.kind, Number) and question.index is None and wave.label in question.sources
        for column in question.sources[wave.label].columns
    ]
    columns += [column for label, column in weight_columns(survey.weighting).items() if label == wave.label]
    for column in columns:
        for position in header.positions(column)[:1]:
            if schema.dtypes()[position] == pl.String:
                yield Problem(
                    Place(name),
                    f"column {column}",
                    "numbers that are written as texts",
                    "numbers, to be read in blocks",
                    "Save the column as numbers, or read all rows at once: '--engine memory'.",
                )
