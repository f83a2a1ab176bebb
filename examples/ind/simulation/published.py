"""What the report of 2013 prints: the figures of published.csv that the simulation may aim at.

Rows that are made `free` are never read: nothing aims at them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "published.csv"
WAVES = ("2009", "2011", "2013")
ALL = "all"


@dataclass(frozen=True)
class Printed:
    """The printed figures of one survey in one wave, by group, question, answer and measure; shares in per cent."""

    survey: str
    wave: str
    figures: Mapping[tuple[str, str, str, str], float]

    def mean(self, question: str, group: str = ALL) -> float | None:
        """The printed mean grade, if there is one."""
        return self.figures.get((group, question, "", "mean"))

    def share(self, question: str, answer: str, group: str = ALL) -> float | None:
        """The printed share in per cent, if there is one."""
        return self.figures.get((group, question, answer, "share"))

    def number(self, measure: str, group: str = ALL) -> int:
        """A printed count that must be there: `n` of a group, `sent`."""
        return int(self.figures[(group, "", "", measure)])

    def figure(self, measure: str, group: str = ALL) -> float:
        """A printed figure without a question that must be there: `weight` in per cent."""
        return self.figures[(group, "", "", measure)]

    def groups(self, question: str, answer: str = "", measure: str = "mean") -> dict[str, float]:
        """The figure of every group (the total left out) for which the report prints it."""
        wanted = (question, answer, measure)
        return {key[0]: value for key, value in self.figures.items() if key[1:] == wanted and key[0] != ALL}

    def answers(self, question: str, group: str = ALL) -> dict[str, float]:
        """The printed shares of a question's answers, in per cent."""
        found = {key[2]: value for key, value in self.figures.items() if key[:2] == (group, question) and key[2]}
        return found


@cache
def printed(survey: str, wave: str) -> Printed:
    """What the report prints of a survey in a wave, as far as the simulation aims at it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["survey"], row["wave"]) == (survey, wave)]
    aimed_at = [row for row in rows if row["made"] in ("input", "calibrated") and not row["class"] and row["printed"]]
    figures = {
        (row["group"], row["question"], row["answer"], row["measure"]): float(row["printed"])
        for row in aimed_at
        if row["measure"] in ("mean", "share", "n", "sent", "weight")
    }
    return Printed(survey, wave, figures)


def marked(survey: str, question: str, wave: str) -> bool:
    """Whether the report prints the figure bold with a plus (README, "What the marks tell")."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return any(
            (row["survey"], row["question"], row["wave"], row["measure"]) == (survey, question, wave, "mark")
            and row["printed"] == "+"
            for row in csv.DictReader(file)
        )
