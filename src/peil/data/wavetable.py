"""One wave's rows of a file while they are being harmonised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data.cells import Distinct
from peil.data.files import RawTable
from peil.data.ledger import Ledger
from peil.data.meaning import in_wave
from peil.study.model import Multiple, Question, Single, Survey, Wave


@dataclass(frozen=True)
class WaveTable:
    """One wave's rows, and where to write down what is odd in them."""

    survey: Survey
    wave: Wave
    table: RawTable
    ledger: Ledger

    def texts(self, column: str) -> pl.Series:
        """(rows,) the cells of a column that is known to exist."""
        return self.table.texts(self.table.positions(column)[0])

    def distinct(self, column: str) -> Distinct:
        """(rows,) the distinct texts of a column that is known to exist, and which of them every cell holds."""
        return self.table.distinct(self.table.positions(column)[0])

    def numbers(self, column: str) -> NDArray[np.float64] | None:
        """(rows,) the cells of a column that is known to exist, if it holds numbers."""
        return self.table.numbers(self.table.positions(column)[0])

    def given(self, question: Question) -> list[int]:
        """Positions of the answers that could be given in this wave."""
        answers = question.kind.answers if isinstance(question.kind, Single | Multiple) else ()
        return [place for place, answer in enumerate(answers) if in_wave(answer, self.survey, self.wave.label)]

    def lines(self, rows: NDArray[np.bool_]) -> list[int]:
        """Where these rows stand in the file."""
        return [int(line) for line in self.table.lines[rows]]
