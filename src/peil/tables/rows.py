"""Rows: arrays of estimates and contrasts become named rows of the results, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from peil.results.model import estimate_id
from peil.results.table import Held
from peil.results.texts import Texts, repeated
from peil.stats import Contrast as ContrastArrays
from peil.stats import Estimates
from peil.stats.arrays import all_in
from peil.study.model import CellWeights, ColumnWeights, Grade, MarginWeights, Survey
from peil.tables.batches import Batch, Line
from peil.tables.flagging import ALL_OTHERS, NO_WAVE, OTHERS
from peil.tables.splits import Division, Part, Split, all_splits

# The columns of a table of results, by the name of the field.
Columns = Mapping[str, Held]
# How a contrast counts where tests are corrected (see `Rule`): what a line says, and twins.
_PLACES = ("own", "repeat", "net", "twin")
_OWN, _TWIN = 0, 3
_FIGURES = ("n", "sum_weight", "n_effective", "estimate", "se", "ci_low", "ci_high", "sd", "units")


class Cells(NamedTuple):
    """Of the cells that have a row: (rows,) the line and the part, in the order of the lines."""

    line: NDArray[np.intp]
    part: NDArray[np.intp]

    @classmethod
    def of(cls, kept: NDArray[np.bool_]) -> Cells:
        """Those of (lines, parts) cells for which this is true."""
        return cls(*np.nonzero(kept))

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.line)


@dataclass(frozen=True)
class Naming:
    """What the rows of a batch have in common: the survey, what is counted, and how respondents are split.

    Arrays have the shape (rows, parts), as in `counting`.
    """

    survey: Survey
    batch: Batch
    divisions: tuple[Division, ...]
    _heads: dict[str, Texts] = field(default_factory=dict, compare=False)
    _places: dict[str, NDArray[np.intp]] = field(default_factory=dict, compare=False)

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """All splits, in the order of the columns."""
        return all_splits(self.divisions)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all splits, in the order of the columns."""
        return tuple(part for split in self.splits for part in split.parts)

    @cached_property
    def breaks(self) -> tuple[str, ...]:
        """Of every part the break it belongs to."""
        return tuple(split.break_id for split in self.splits for _ in split.parts)

    @cached_property
    def keys(self) -> Texts:
        """(parts,) how each is named in an id."""
        return Texts.of(part.key for part in self.parts)

    @cached_property
    def rests(self) -> Texts:
        """(parts,) how everyone who is not in it is named."""
        return Texts.of(_negated(part.key) for part in self.parts)

    def ids(self, wave: str, cells: Cells, groups: Texts | None = None) -> Texts:
        """The ids of estimates of a wave; `groups`: (parts,) of whom, if not of the part itself."""
        return self.heads(wave)[cells.line] + (self.keys if groups is None else groups)[cells.part]

    def place(self, wave: str, start: int, kept: NDArray[np.bool_]) -> None:
        """Keep where the estimates of a wave stand in their table, `kept` being those that do, from row `start` on."""
        self._places[wave] = start - 1 + np.cumsum(kept).reshape(kept.shape)

    def places(self, wave: str) -> NDArray[np.intp]:
        """(rows, parts) the rows of the estimates of a wave in their table."""
        return self._places[wave]

    def heads(self, wave: str) -> Texts:
        """(rows,) the ids of its estimates, up to the group."""
        if wave not in self._heads:
            self._heads[wave] = Texts.of(
                estimate_id(self.survey.id, wave, one.question, one.measurement.answer, one.measurement.measure, "")
                for one in self.batch.lines
            )
        return self._heads[wave]

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Of every row the table that it is in: a measure of a question or grid."""
        asked = [(self.survey.questions.get(line.question), line) for line in self.batch.lines]
        return tuple(
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
    def line_texts(self) -> Mapping[str, Texts]:
        """(rows,) what the estimates of a row have in common."""
        lines = self.batch.lines
        return {
            "survey": repeated(self.survey.id, len(lines)),
            "question": Texts.of(line.question for line in lines),
            "answer": Texts.of(line.measurement.answer for line in lines),
            "measure": Texts.of(line.measurement.measure for line in lines),
            "base": Texts.of(line.base for line in lines),
            "unit": repeated("respondents" if self.batch.first.respondent is None else "occasions", len(lines)),
        }

    @cached_property
    def part_texts(self) -> Mapping[str, Texts]:
        """(parts,) what the estimates of a part have in common."""
        return {
            "break_id": Texts.of(self.breaks),
            "group": Texts.of(part.group for part in self.parts),
            "within": Texts.of(part.within for part in self.parts),
        }

    @cached_property
    def in_family(self) -> NDArray[np.int32]:
        """(rows,) how each counts where tests are corrected, by its place among `_PLACES`."""
        return np.array([_PLACES.index(line.measurement.place) for line in self.batch.lines], np.int32)

    @cached_property
    def rule_columns(self) -> Mapping[str, NDArray[Any]]:
        """(rows, parts) what the flags of the contrasts of all waves depend on."""
        lines = self.batch.lines
        return {
            "minimum": self.of_lines([_minimum(self.survey, line) for line in lines], np.float64),
            "twin": self.of_lines([0] * len(lines), np.int64),
            "unmarked": self._unmarked(),
        }

    def _unmarked(self) -> NDArray[Any]:
        """(rows, parts) where the survey shows no marks."""
        settings = self.survey.settings
        lines = self.of_lines([line.question in settings.unmarked_questions for line in self.batch.lines], np.bool_)
        return np.asarray(lines | self.of_parts([name in settings.unmarked_breaks for name in self.breaks], np.bool_))

    def of_lines(self, values: Sequence[Any], kind: type) -> NDArray[Any]:
        """(rows, parts) a value per row."""
        return np.broadcast_to(np.array(values, kind)[:, None], self.shape)

    def of_parts(self, values: Sequence[Any], kind: type) -> NDArray[Any]:
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
    cells = Cells.of(kept)
    figures = {name: getattr(estimates, name)[cells] for name in _FIGURES}
    if naming.batch.first.respondent is None:
        figures["units"] = figures["n"]  # respondents, who may be fewer clusters
    # Of a spread, that is the deviation of what its error was computed with: nothing that a reader knows.
    spread = np.array([line.measurement.kind == "spread" for line in naming.batch.lines])
    figures["sd"] = np.where(spread[cells.line], np.nan, figures["sd"])
    status = Texts([(("ok", "empty"), (figures["n"] == 0).astype(np.int32))])
    return {
        "id": naming.ids(wave, cells),
        "wave": repeated(wave, cells.size),
        "method": repeated("published" if published else naming.method(wave), cells.size),
        "status": repeated("published elsewhere", cells.size) if published else status,
        **{name: texts[cells.line] for name, texts in naming.line_texts.items()},
        **{name: texts[cells.part] for name, texts in naming.part_texts.items()},
        **figures,
    }


def rest_rows(naming: Naming, wave: str, contrast: ContrastArrays, mirrored: Sequence[bool]) -> Columns:
    """A row per line and part: the group against the rest (the total minus the group).

    `mirrored`: of every split, whether its two parts mirror each other; the second then repeats what the first says.
    """
    kept = np.isfinite(contrast.difference)
    cells = Cells.of(kept)
    left = naming.ids(wave, cells)
    return {
        **_contrast_rows(naming, wave, contrast, cells),
        "id": left + "~rest",
        "kind": repeated("rest", cells.size),
        "left": left,
        "right": naming.ids(wave, cells, naming.rests),
        **_of_twins(naming, mirrored, kept),
    }


def _of_twins(naming: Naming, mirrored: Sequence[bool], kept: NDArray[np.bool_]) -> Columns:
    """Of two parts that mirror each other the second repeats what the first says, and only one is marked."""
    twins = [one for one, split in zip(mirrored, naming.splits, strict=True) for _ in split.parts]
    second = [place == 1 for split in naming.splits for place in range(len(split.parts))]
    steps = np.array([one * (-1 if other else 1) for one, other in zip(twins, second, strict=True)], np.intp)
    both = kept & kept[:, np.arange(len(steps)) + steps]
    line, part = cells = Cells.of(kept)
    place = naming.in_family[line]
    place[(np.array(twins) & np.array(second))[part] & (place == _OWN)] = _TWIN
    return {"place": Texts([(_PLACES, place)]), "twin": np.where(both, steps, 0)[cells]}


def _negated(group: str) -> str:
    """Everyone who is not in the group: `directorate!=asylum`, of a nested one `!(directorate=asylum,role=sponsor)`."""
    return f"!({group})" if "," in group else group.replace("=", "!=", 1)


def wave_rows(naming: Naming, wave: str, other: str, contrast: ContrastArrays) -> Columns:
    """A row per line and part: this wave against another one, or against the others together."""
    cells = Cells.of(np.isfinite(contrast.difference))
    left = naming.ids(wave, cells)
    kind: Literal["wave", "others"] = "others" if other == OTHERS else "wave"
    order = [one.label for one in naming.survey.waves]
    against = ALL_OTHERS if other == OTHERS else order.index(other)
    return {
        **_contrast_rows(naming, f"{wave}~{other}", contrast, cells),
        "estimate": naming.places(wave)[cells],
        "against": np.full(cells.size, against),
        "id": left + f"~{other}",
        "kind": repeated(kind, cells.size),
        "left": left,
        "right": naming.ids(other, cells),
    }


def group_rows(naming: Naming, others: Sequence[Part], wave: str, contrast: ContrastArrays) -> Columns:
    """A row per line and pair: a group against another one. `naming` has the left group of every pair as its part."""
    cells = Cells.of(np.isfinite(contrast.difference))
    left = naming.ids(wave, cells)
    return {
        **_contrast_rows(naming, wave, contrast, cells, "~pairs"),
        "id": left + Texts.of(f"~{part.key}" for part in others)[cells.part],
        "kind": repeated("group", cells.size),
        "left": left,
        "right": naming.ids(wave, cells, Texts.of(part.key for part in others)),
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
    cells = Cells.of(kept)
    left = naming.ids(wave, cells) + f"~{other}"
    against = Texts.of("~rest" if part is None else f"~{part.key}" for part in others)
    sides = [_negated(own.key) if part is None else part.key for own, part in zip(naming.parts, others, strict=True)]
    return {
        **_contrast_rows(naming, f"{wave}~{other}", contrast, cells, "~changes"),
        "id": left + against[cells.part],
        "kind": repeated("change", cells.size),
        "left": left,
        "right": naming.ids(wave, cells, Texts.of(sides)) + f"~{other}",
        **_of_twins(naming, mirrored, kept),
    }


def answer_rows(naming: Naming, others: Naming, wave: str, contrast: ContrastArrays) -> Columns:
    """A row per pair of answers and part. `naming`, `others`: of the left and of the right answers."""
    cells = Cells.of(np.isfinite(contrast.difference))
    left = naming.ids(wave, cells)
    names = Texts.of(f"~{line.question}={line.measurement.answer}" for line in others.batch.lines)
    return {
        **_contrast_rows(naming, wave, contrast, cells, "~answers"),
        "id": left + names[cells.line],
        "kind": repeated("answer", cells.size),
        "left": left,
        "right": others.ids(wave, cells),
    }


def _contrast_rows(naming: Naming, waves: str, contrast: ContrastArrays, cells: Cells, sort: str = "") -> Columns:
    """The cells in which both sides have a figure: the numbers of their contrast, its family, what its flag depends
    on. `waves`: the wave or waves that name the family; `sort`: what sets comparisons that are asked for apart."""
    figures = {name: values[cells] for name, values in all_in(contrast, contrast.difference.shape).items()}
    return {
        "method": repeated(naming.survey.settings.method, cells.size),
        "family": _families(naming, waves, cells, sort),
        "place": Texts([(_PLACES, naming.in_family[cells.line])]),
        "flag": np.zeros(cells.size, np.int64),
        "estimate": np.full(cells.size, NO_WAVE),
        "against": np.full(cells.size, NO_WAVE),
        "p_adjusted": np.full(cells.size, np.nan),
        **{name: column[cells] for name, column in naming.rule_columns.items()},
        **figures,
    }


def _families(naming: Naming, waves: str, cells: Cells, sort: str) -> Texts:
    """(rows,) what a test is corrected with: a table (a question or grid by a break, in a wave), all tables of the
    question in the wave, or all of the survey."""
    survey = naming.survey
    if survey.settings.family == "report":
        return repeated(survey.id, cells.size)
    tables = Texts.of(f"{survey.id}/{waves}/{one}" for one in naming.tables)[cells.line]
    if survey.settings.family != "table":
        return tables
    return tables + Texts.of(f"/{one}{sort}" for one in naming.breaks)[cells.part]


def _minimum(survey: Survey, line: Line) -> float:
    """Smallest relevant difference: points of a grade, a fraction of a share, both as points for a promoter score."""
    settings = survey.settings
    asked = survey.questions.get(line.question)
    if line.measurement.share:
        return settings.minimum_share
    if line.measurement.measure == "nps":
        return 100 * settings.minimum_share
    return settings.minimum if asked is not None and isinstance(asked.kind, Grade) else 0.0
