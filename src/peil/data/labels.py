"""What a data file says about itself: labels of columns and codes, codes that stand for missing, sets of columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ColumnLabels:
    """Of one column: its label, the labels of its codes, and the codes the file takes to be missing.

    `missing`: codes as text. `missing_ranges`: from and to, both included.
    """

    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    missing_ranges: tuple[tuple[float, float], ...] = ()

    def is_missing(self, code: str) -> bool:
        """Whether the file takes this code to be missing."""
        if code in self.missing:
            return True
        try:
            number = float(code)
        except ValueError:
            return False
        return any(low <= number <= high for low, high in self.missing_ranges)


@dataclass(frozen=True)
class MultipleSet:
    """A multiple-response set: `counted` is the value that means chosen; "" when the columns hold codes of answers."""

    name: str
    label: str
    columns: tuple[str, ...]
    counted: str = ""
