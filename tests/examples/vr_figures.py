"""V+R recomputed from its data files with numpy and nothing of Peil: what published.csv is compared with."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

STUDY = Path(__file__).resolve().parents[2] / "examples" / "ind"
WAVES = ("2009", "2011", "2013")
DIRECTORATES = ("asylum", "regular_social", "regular_economic", "naturalisation")
CELLS = (
    "directorate=asylum",
    "directorate=regular_social,role=foreign_national",
    "directorate=regular_social,role=sponsor",
    "directorate=regular_economic,role=foreign_national",
    "directorate=regular_economic,role=sponsor",
    "directorate=naturalisation",
)
CODES = {
    "directorate": dict(zip(DIRECTORATES, ("1A", "2RS", "3RE", "4N"), strict=True)),
    "role": {"foreign_national": "1V", "sponsor": "2R"},
    "status": {"granted": "1", "refused": "2", "pending": "3", "unknown": "4"},
    "website": {"visited": "1", "not": "2"},
    "internet": {"access": "1", "none": "2"},
    "informed": {"yes": "1", "partly": "2", "no": "3"},
    "file_in_order": {"yes": "1", "partly": "2", "no": "3"},
}
NETS = {("contact", "telephone"): ("info_line", "direct")}
NO_ANSWER = ("", "98", "99")

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
Asked = dict[str, dict[int | str, dict[str, Any]]]


@dataclass(frozen=True)
class Row:
    """A row of published.csv."""

    wave: str
    group: str
    question: str
    answer: str
    measure: str
    printed: str

    def __str__(self) -> str:
        """As the name of a test."""
        return "-".join(one for one in (self.wave, self.group, self.question, self.answer, self.measure) if one)

    @property
    def half_unit(self) -> float:
        """Half of the last printed digit."""
        return float(0.5 * 10 ** -len(self.printed.partition(".")[2]))


def published(survey: str = "vr") -> list[Row]:
    """The figures that the data agree with: those that are made to, without a class that says why they cannot."""
    with (STUDY / "published.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["survey"] == survey]
    names = ("wave", "group", "question", "answer", "measure", "printed")
    aimed_at = [row for row in rows if row["made"] in ("input", "calibrated") and not row["class"]]
    return [Row(**{name: row[name] for name in names}) for row in aimed_at]


class Answers:
    """The data file of a wave, with weights computed from the printed shares of the cells and nothing else."""

    def __init__(self, wave: str, folder: Path = STUDY / "data") -> None:
        with (folder / f"vr-{wave}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = {"v1": "directorate", "v2": "role", "v12": "overall"}
        self.wave = wave
        self.columns = {names.get(name, name): np.array([row[name] for row in rows]) for name in rows[0]}
        if wave == "2009":
            fees = self.columns["fees"]
            fees[fees == "0"] = "98"
        self.weight = np.ones(len(rows))
        with_cell = sum(int(self.members(cell).sum()) for cell in CELLS)
        for cell, percent in zip(CELLS, cell_shares(), strict=True):
            members = self.members(cell)
            self.weight[members] = percent / 100 * with_cell / members.sum()

    def members(self, group: str = "all") -> Mask:
        """Who belongs to a group, by its name in the ids of figures."""
        found = np.ones(len(next(iter(self.columns.values()))), dtype=bool)
        for part in () if group == "all" else group.split(","):
            question, _, answer = part.partition("=")
            codes = CODES[question][answer]
            short = [codes[:1], codes[1:] or codes]
            found &= np.isin(self.columns[question], short)
        return found

    def grades(self, question: str) -> Floats:
        """Grades, NaN where there is none."""
        column = self.columns[question]
        return np.array([float(text) if text.isdigit() and 1 <= int(text) <= 10 else np.nan for text in column])

    def mean(self, question: str, group: str = "all") -> float:
        """The weighted mean of the grades."""
        grades = self.grades(question)
        valid = ~np.isnan(grades) & self.members(group)
        return float(np.average(grades[valid], weights=self.weight[valid]))

    def share(self, question: str, answer: str, group: str = "all") -> float:
        """The weighted percentage of those who answered."""
        chosen, valid = self._chosen(question, answer)
        valid &= self.members(group)
        return 100 * float(np.average(chosen[valid], weights=self.weight[valid]))

    def _chosen(self, question: str, answer: str) -> tuple[Mask, Mask]:
        """(n,) who chose an answer (or one of a net), and who answered at all."""
        if question in CODES:
            column = self.columns[question]
            return np.isin(column, list(CODES[question][answer])), ~np.isin(column, NO_ANSWER)
        ticks = [self.columns[f"{question}_{one}"] for one in NETS.get((question, answer), (answer,))]
        chosen = np.any([column == "1" for column in ticks], axis=0)
        return chosen, ticks[0] != ""

    def correlation(self, aspect: str, group: str = "all", other: str = "overall") -> float:
        """The weighted correlation of two grades among those who gave both."""
        one, two = self.grades(aspect), self.grades(other)
        both = ~np.isnan(one) & ~np.isnan(two) & self.members(group)
        spread = np.cov(one[both], two[both], aweights=self.weight[both])
        return float(spread[0, 1] / np.sqrt(spread[0, 0] * spread[1, 1]))

    def figure(self, row: Row) -> float:
        """The figure of a row of published.csv, before rounding."""
        if row.measure == "mean":
            return self.mean(row.question, row.group)
        if row.measure == "share":
            return self.share(row.question, row.answer, row.group)
        members = self.members(row.group)
        if row.measure == "n":
            return float(members.sum())
        if row.measure == "weight":
            return self._weighted_part(row.group)
        sent = float(asked()["waves"][int(row.wave)]["sent"])
        return sent if row.measure == "sent" else 100 * float(members.sum()) / sent

    def _weighted_part(self, group: str) -> float:
        """The weight of a group in per cent of those with a cell, of a role within its directorate."""
        outer, _, role = group.partition(",")
        of = self.members(outer) if role else self.columns["directorate"] != ""
        return 100 * float(self.weight[self.members(group)].sum() / self.weight[of].sum())


def asked() -> Asked:
    """The survey file as it stands."""
    text = (STUDY / "vr.yaml").read_text(encoding="utf-8")
    # The loader in plain Python stumbles over a question mark at the end of a text without quotes.
    found: Asked = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


def cell_shares() -> Sequence[float]:
    """The printed share of every cell, in per cent."""
    percent = {row.group: float(row.printed) for row in published() if row.measure == "weight"}
    roles = [percent[cell] / 100 if "," in cell else 1.0 for cell in CELLS]
    return [percent[cell.partition(",")[0]] * role for cell, role in zip(CELLS, roles, strict=True)]
