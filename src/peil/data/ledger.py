"""What was odd in the data: kept over all files and columns, so that everything can be said at once.

The words of the messages stand in `wording.py`; what the study told Peil to do with such cells stands in `DataRules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from peil.data.model import Repair
from peil.errors import DataError, Problem

ROWS_KEPT = 20


@dataclass
class Ledger:
    """Problems stop the run, repairs are what the study said to do, warnings are told and stop nothing. `lacking`:
    warnings that something is not in the rows, which rows elsewhere may contradict.
    """

    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    lacking: list[Problem] = field(default_factory=list)

    def problem(self, problem: Problem) -> None:
        """Something that the study does not account for."""
        self.problems.append(problem)

    def warn(self, problem: Problem) -> None:
        """Something to know that stops nothing."""
        self.warnings.append(problem)

    def repair(self, file: str, column: str, what: str, lines: list[int]) -> None:
        """Cells that were treated as the study says; `lines` are all rows of the file where that happened."""
        self.repairs.append(Repair(file, column, what, len(lines), tuple(lines[:ROWS_KEPT])))

    def stop_on_problems(self) -> None:
        """Refuse the data when anything was found, with everything that was found."""
        if self.problems:
            raise DataError(tuple(dict.fromkeys(self.problems)))
