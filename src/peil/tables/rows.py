"""Rows: arrays of estimates and contrasts become named rows of the results, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from peil.results.model import estimate_id
from peil.results.table import repeated
from peil.stats import Contrast as ContrastArrays
from peil.stats import Estimates
from peil.stats.arrays import all_in
from peil.study.model import CellWeights, ColumnWeights, Grade, MarginWeights, Survey
from peil.tables.batches import Batch, Line
from peil.tables.flagging import ALL_OTHERS, NO_WAVE, OTHERS
from peil.tables.splits import Division, Part, Split

# The columns of a table of results, by the name of the field.
Columns = Mapping[str, NDArray[Any]]
Cells = NDArray[np.bool_]
_FIGURES = ("n", "sum_weight", "n_effective", "estimate", "se", "ci_low", "ci_high", "sd", "units")


@dataclass(frozen=True)
class Naming:
    """What the rows of a batch have in common: the survey, what is counted, and how respondents are split.

    Arrays have the shape (rows, parts), as in `counting`.
    """

    survey: Survey
    batch: Batch
    divisions: tuple[Division, ...]
    _ids: dict[str, NDArray[Any]] = field(default_factory=dict, compare=False)
    _heads: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    _places: dict[str, NDArray[np.intp]] = field(default_factory=dict, compare=False)

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """All splits, in the order of the columns."""
        return tuple(split for division in self.divisions for split in division.splits)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all splits, in the order of the columns."""
        return tuple(part for split in self.splits for part in split.parts)

    @cached_property
    def breaks(self) -> tuple[str, ...]:
        """Of every part the break it belongs to."""
        return tuple(split.break_id for split in self.splits for _ in split.parts)

    @cached_property
    def numbered_breaks(self) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        """The breaks, and (parts,) which of them each part belongs to."""
        return _numbered(self.breaks)

    def ids(self, wave: str) -> NDArray[Any]:
        """(rows, parts) the ids of the estimates of a wave."""
        if wave not in self._ids:
            self._ids[wave] = products(self.heads(wave), [part.key for part in self.parts])
        return self._ids[wave]

    def place(self, wave: str, start: int, kept: Cells) -> None:
        """Keep where the estimates of a wave stand in their table, `kept` being those that do, from row `start` on."""
        self._places[wave] = start - 1 + np.cumsum(kept).reshape(kept.shape)

    def places(self, wave: str) -> NDArray[np.intp]:
        """(rows, parts) the rows of the estimates of a wave in their table."""
        return self._places[wave]

    def heads(self, wave: str) -> tuple[str, ...]:
        """Of every row the id of its estimates, up to the group."""
        if wave not in self._heads:
            self._heads[wave] = tuple(
                estimate_id(self.survey.id, wave, one.question, one.measurement.answer, one.measurement.measure, "")
                for one in self.batch.lines
            )
        return self._heads[wave]

    @cached_property
    def tables(self) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        """The tables of the batch (a measure of a question or grid), and (rows,) which of them each row is in."""
        asked = [(self.survey.questions.get(line.question), line) for line in self.batch.lines]
        return _numbered(
            f"{(one.grid if one else None) or line.question}/{line.measurement.measure}" for one, line in asked
        )

    def method(self, wave: str) -> str:
        """How this wave's figures were weighted."""
        match self.survey.weighting:
            case CellWeights():
                return "cells"
            case MarginWeights(calibrated=calibrated):
                return "calibration" if calibrated else "raking"
            case ColumnWeights(columns=columns):
                return "column" if wave in columns else "none"
            case _:
                return "none"

    @cached_property
    def estimate_texts(self) -> Columns:
        """(rows, parts) what the estimates of all waves have in common."""
        lines, parts = self.batch.lines, self.parts
        return {
            "survey": self.of_lines([self.survey.id] * len(lines)),
            "question": self.of_lines([line.question for line in lines]),
            "answer": self.of_lines([line.measurement.answer for line in lines]),
            "measure": self.of_lines([line.measurement.measure for line in lines]),
            "base": self.of_lines([line.base for line in lines]),
            "unit": self.of_lines(["respondents" if self.batch.first.respondent is None else "occasions"] * len(lines)),
            "break_id": self.of_parts(self.breaks),
            "group": self.of_parts([part.group for part in parts]),
            "within": self.of_parts([part.within for part in parts]),
        }

    @cached_property
    def rule_columns(self) -> Columns:
        """(rows, parts) what the flags of the contrasts of all waves depend on."""
        lines = self.batch.lines
        return {
            "minimum": self.of_lines([_minimum(self.survey, line) for line in lines], np.float64),
            "place": self.of_lines([line.measurement.place for line in lines]),
            "twin": self.of_lines([0] * len(lines), np.int64),
            "unmarked": self._unmarked(),
        }

    def _unmarked(self) -> NDArray[Any]:
        """(rows, parts) where the survey shows no marks."""
        settings = self.survey.settings
        lines = self.of_lines([line.question in settings.unmarked_questions for line in self.batch.lines], np.bool_)
        return np.asarray(lines | self.of_parts([name in settings.unmarked_breaks for name in self.breaks], np.bool_))

    def of_lines(self, values: Sequence[Any], kind: type = np.object_) -> NDArray[Any]:
        """(rows, parts) a value per row."""
        return np.broadcast_to(np.array(values, kind)[:, None], self.shape)

    def of_parts(self, values: Sequence[Any], kind: type = np.object_) -> NDArray[Any]:
        """(rows, parts) a value per part."""
        return np.broadcast_to(np.array(values, kind), self.shape)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of parts."""
        return len(self.batch.lines), len(self.parts)


def estimate_rows(naming: Naming, wave: str, estimates: Estimates, start: int, published: bool = False) -> Columns:
    """A row per line and part of one wave, the first of which is the table's row `start`; a cell that was not published
    elsewhere either has no row."""
    kept = np.isfinite(estimates.estimate)
    if not published:
        kept |= naming.batch.asked_in(wave)[:, None]
    naming.place(wave, start, kept)
    figures = {name: getattr(estimates, name)[kept] for name in _FIGURES}
    if naming.batch.first.respondent is None:
        figures["units"] = figures["n"]  # respondents, who may be fewer clusters
    # Of a spread, that is the deviation of what its error was computed with: nothing that a reader knows.
    spread = np.array([line.measurement.kind == "spread" for line in naming.batch.lines])
    figures["sd"] = np.where(np.broadcast_to(spread[:, None], kept.shape)[kept], np.nan, figures["sd"])
    size = int(kept.sum())
    status = repeated("published elsewhere" if published else "ok", size)
    if not published:
        status[figures["n"] == 0] = "empty"
    return {
        "id": naming.ids(wave)[kept],
        "wave": repeated(wave, size),
        "method": repeated("published" if published else naming.method(wave), size),
        "status": status,
        **{name: texts[kept] for name, texts in naming.estimate_texts.items()},
        **figures,
    }


def rest_rows(naming: Naming, wave: str, contrast: ContrastArrays, mirrored: Sequence[bool]) -> Columns:
    """A row per line and part: the group against the rest (the total minus the group).

    `mirrored`: of every split, whether its two parts mirror each other; the second then repeats what the first says.
    """
    kept = np.isfinite(contrast.difference)
    left = naming.ids(wave)[kept]
    return {
        **_contrast_rows(naming, wave, contrast, kept),
        "id": left + "~rest",
        "kind": repeated("rest", len(left)),
        "left": left,
        "right": products(naming.heads(wave), [_negated(part.key) for part in naming.parts])[kept],
        **_of_twins(naming, mirrored, kept),
    }


def _of_twins(naming: Naming, mirrored: Sequence[bool], kept: Cells) -> Columns:
    """Of two parts that mirror each other the second repeats what the first says, and only one is marked."""
    twins = [one for one, split in zip(mirrored, naming.splits, strict=True) for _ in split.parts]
    second = [place == 1 for split in naming.splits for place in range(len(split.parts))]
    steps = np.array([one * (-1 if other else 1) for one, other in zip(twins, second, strict=True)], np.intp)
    both = kept & kept[:, np.arange(len(steps)) + steps]
    place = naming.rule_columns["place"].copy()
    place[np.array(twins) & np.array(second) & (place == "own")] = "twin"
    return {"place": place[kept], "twin": np.where(both, steps, 0)[kept]}


def _negated(group: str) -> str:
    """Everyone who is not in the group: `directorate!=asylum`, of a nested one `!(directorate=asylum,role=sponsor)`."""
    return f"!({group})" if "," in group else group.replace("=", "!=", 1)


def wave_rows(naming: Naming, wave: str, other: str, contrast: ContrastArrays) -> Columns:
    """A row per line and part: this wave against another one, or against the others together."""
    kept = np.isfinite(contrast.difference)
    left = naming.ids(wave)[kept]
    kind: Literal["wave", "others"] = "others" if other == OTHERS else "wave"
    order = [one.label for one in naming.survey.waves]
    against = ALL_OTHERS if other == OTHERS else order.index(other)
    return {
        **_contrast_rows(naming, f"{wave}~{other}", contrast, kept),
        "estimate": naming.places(wave)[kept],
        "against": np.full(len(left), against),
        "id": left + f"~{other}",
        "kind": repeated(kind, len(left)),
        "left": left,
        "right": naming.ids(other)[kept],
    }


def group_rows(naming: Naming, others: Sequence[Part], wave: str, contrast: ContrastArrays) -> Columns:
    """A row per line and pair: a group against another one. `naming` has the left group of every pair as its part."""
    kept = np.isfinite(contrast.difference)
    left = naming.ids(wave)[kept]
    return {
        **_contrast_rows(naming, wave, contrast, kept, "~pairs"),
        "id": left + naming.of_parts([f"~{part.key}" for part in others])[kept],
        "kind": repeated("group", len(left)),
        "left": left,
        "right": products(naming.heads(wave), [part.key for part in others])[kept],
    }


def change_rows(
    naming: Naming,
    others: Sequence[Part | None],
    waves: tuple[str, str],
    contrast: ContrastArrays,
    mirrored: Sequence[bool],
) -> Columns:
    """A row per line and part: the change from an earlier wave against that of another group, or of the rest (None).

    `mirrored` as in `rest_rows`."""
    wave, other = waves
    kept = np.isfinite(contrast.difference)
    left = naming.ids(wave)[kept] + f"~{other}"
    against = ["rest" if part is None else part.key for part in others]
    sides = [_negated(own.key) if part is None else part.key for own, part in zip(naming.parts, others, strict=True)]
    return {
        **_contrast_rows(naming, f"{wave}~{other}", contrast, kept, "~changes"),
        "id": left + naming.of_parts([f"~{name}" for name in against])[kept],
        "kind": repeated("change", len(left)),
        "left": left,
        "right": products(naming.heads(wave), sides)[kept] + f"~{other}",
        **_of_twins(naming, mirrored, kept),
    }


def answer_rows(naming: Naming, others: Naming, wave: str, contrast: ContrastArrays) -> Columns:
    """A row per pair of answers and part. `naming`, `others`: of the left and of the right answers."""
    kept = np.isfinite(contrast.difference)
    left = naming.ids(wave)[kept]
    names = [f"~{line.question}={line.measurement.answer}" for line in others.batch.lines]
    return {
        **_contrast_rows(naming, wave, contrast, kept, "~answers"),
        "id": left + naming.of_lines(names)[kept],
        "kind": repeated("answer", len(left)),
        "left": left,
        "right": others.ids(wave)[kept],
    }


def _contrast_rows(naming: Naming, waves: str, contrast: ContrastArrays, kept: Cells, sort: str = "") -> Columns:
    """The cells in which both sides have a figure: the numbers of their contrast, its family, what its flag depends
    on. `waves`: the wave or waves that name the family; `sort`: what sets comparisons that are asked for apart."""
    figures = {name: values[kept] for name, values in all_in(contrast, kept.shape).items()}
    nothing = np.full(int(kept.sum()), np.nan)
    return {
        "method": repeated(naming.survey.settings.method, len(nothing)),
        "family": _families(naming, waves, sort)[kept],
        "flag": np.zeros(len(nothing), np.int64),
        "estimate": np.full(len(nothing), NO_WAVE),
        "against": np.full(len(nothing), NO_WAVE),
        "p_adjusted": nothing,
        **{name: column[kept] for name, column in naming.rule_columns.items()},
        **figures,
    }


def _families(naming: Naming, waves: str, sort: str) -> NDArray[Any]:
    """(rows, parts) what a test is corrected with: a table (a question or grid by a break, in a wave), all tables of
    the question in the wave, or all of the survey."""
    survey = naming.survey
    if survey.settings.family == "report":
        return naming.of_lines([survey.id] * len(naming.batch.lines))
    (tables, table_of), (order, break_of) = naming.tables, naming.numbered_breaks
    names = [f"/{name}{sort}" if survey.settings.family == "table" else "" for name in order]
    # Made once for all cells of a table, for there are many.
    return products([f"{survey.id}/{waves}/{one}" for one in tables], names)[table_of[:, None], break_of]


def _numbered(values: Iterable[str]) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """The different values, and of every value which of them it is."""
    numbers: dict[str, int] = {}
    codes = np.array([numbers.setdefault(value, len(numbers)) for value in values], np.intp)
    return tuple(numbers), codes


def _minimum(survey: Survey, line: Line) -> float:
    """Smallest relevant difference: points of a grade, a fraction of a share, both as points for a promoter score."""
    settings = survey.settings
    asked = survey.questions.get(line.question)
    if line.measurement.share:
        return settings.minimum_share
    if line.measurement.measure == "nps":
        return 100 * settings.minimum_share
    return settings.minimum if asked is not None and isinstance(asked.kind, Grade) else 0.0


def products(heads: Sequence[str], tails: Sequence[str]) -> NDArray[Any]:
    """(heads, tails) every head followed by every tail."""
    return np.asarray(np.add.outer(np.array(heads, np.object_), np.array(tails, np.object_)))
