"""Engines: who goes through the rows. The one place that chooses; no statistics live here.

    memory         all rows at once (the default)
    blocks:ROWS    Parquet files larger than memory, so many rows at a time

Every engine runs `sums_of` on its share of the rows, adds up what it gives, and hands that to `finished`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from peil.data.blocks import read_blocks, without_rows
from peil.data.model import Data
from peil.drivers import explain
from peil.errors import PeilError
from peil.results.model import Results
from peil.stats.sums import Gathered, Sums, Totals
from peil.study.model import CellWeights, MarginWeights, Study
from peil.tables import tabulate
from peil.weighting import weigh

ROWS = 1_000_000
# By survey.
BySurvey = Mapping[str, Gathered]


@dataclass(frozen=True)
class Blocks:
    """Blocks of so many rows, one after the other."""

    rows: int


@dataclass(frozen=True)
class Counted:
    """What came of it, and what a person should know of the data."""

    results: Results
    notes: tuple[str, ...]


def engine(text: str) -> Blocks | None:
    """The engine that a text names; None is memory. PeilError for any other text."""
    name, _, rows = text.partition(":")
    if text == "memory":
        return None
    if name == "blocks" and (rows.isdecimal() or text == "blocks") and int(rows or ROWS) > 0:
        return Blocks(int(rows or ROWS))
    raise PeilError(f"engine {text}: expected memory, blocks, or blocks:ROWS as in blocks:{ROWS}")


def in_blocks(study: Study, folder: Path | None, blocks: Blocks) -> Counted:
    """The results of data that need not fit in memory."""
    _refuse_targets(study)
    whole = {name: Gathered() for name in study.surveys}
    notes: Counter[str] = Counter()
    for block in read_blocks(study, folder, blocks.rows):
        for name, sums in sums_of(study, block).items():
            whole[name] = whole[name] + sums
        for survey in block.surveys.values():
            for repair in survey.repairs:
                notes[f"{repair.file}: column {repair.column}: {repair.what}"] += repair.count
        notes.update({str(warning): 0 for warning in block.warnings})
    told = tuple(f"{text} ({count} rows)" if count else text for text, count in notes.items())
    return Counted(finished(study, whole), told)


def sums_of(study: Study, block: Data) -> dict[str, Gathered]:
    """All sums that results rest on, of one block of rows: what runs on a partition of a cluster."""
    gathered = {name: Gathered() for name in block.surveys}
    data = weigh(study, _telling(block, gathered))
    explain(study, data, tabulate(study, data))
    return gathered


def finished(study: Study, sums: BySurvey) -> Results:
    """The results that follow from the sums of all blocks."""
    data = _telling(without_rows(study), {name: Totals(part.parts) for name, part in sums.items()})
    return explain(study, data, tabulate(study, data))


def _telling(data: Data, sums: Mapping[str, Sums]) -> Data:
    return replace(data, surveys={name: replace(one, sums=sums[name]) for name, one in data.surveys.items()})


def _refuse_targets(study: Study) -> None:
    for survey in study.surveys.values():
        if isinstance(survey.weighting, CellWeights | MarginWeights):
            raise PeilError(
                f"{survey.weighting.place}: survey {survey.id} is weighted to targets, which takes a look at all rows "
                "first; expected a column of weights, or none, to read in blocks. Weight the data beforehand "
                "(`peil data`), or leave out --engine."
            )
