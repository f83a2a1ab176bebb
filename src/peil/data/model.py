"""The data: what was answered. Plain numpy arrays, one row per respondent, all waves of a survey stacked.

The data-frame library stays behind this: `data.read` makes these values from files, and nothing above sees frames.
Closed answers are small integer codes: the position of the answer among the question's answers (for a grade, the
position on its scale), or a negative `Reason` why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

import numpy as np
from numpy.typing import NDArray

from peil.errors import Problem
from peil.stats.design import Margins
from peil.stats.sums import Sums

Codes = NDArray[np.int16]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Coded:
    """Answers to a Grade or Single question: shape (respondents,), position of the answer or a negative Reason."""

    codes: Codes


@dataclass(frozen=True)
class Ticks:
    """Answers to a Multiple question: shape (respondents, answers), 1 chosen, 0 not chosen, or a negative Reason."""

    marks: NDArray[np.int8]


@dataclass(frozen=True)
class Quantities:
    """Answers to a Number or Date question (days since 1970-01-01), NaN where `reasons` is negative (0 = answered)."""

    values: Floats
    reasons: NDArray[np.int8]


@dataclass(frozen=True)
class Texts:
    """Answers to an Open question, "" where `reasons` is negative (0 = answered)."""

    values: tuple[str, ...]
    reasons: NDArray[np.int8]


@dataclass(frozen=True)
class Occasions:
    """Answers to a question that was put once per answer of another question: several rows a respondent.

    Shape (occasions,) each: `respondent` = row in the survey's data, `part` = position of the answer of the other
    question, `codes` = as in Coded.
    """

    respondent: NDArray[np.int64]
    part: Codes
    codes: Codes


Values = Coded | Ticks | Quantities | Texts | Occasions


class Units(Sequence[str]):
    """(respondents,) what identifies each of them: the key in the file, or where there is none the number of the row.

    `parts`: one per wave, keys or numbers. Numbers are written out when asked for: a million texts take a second.
    """

    def __init__(self, parts: Sequence[tuple[str, ...] | NDArray[np.int64]]) -> None:
        self.parts = tuple(parts)

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    def __iter__(self) -> Iterator[str]:
        for part in self.parts:
            yield from part if isinstance(part, tuple) else map(str, part.tolist())

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True)
class Repair:
    """Something in the data that the study told Peil how to treat: what, how many rows, in which file."""

    file: str
    column: str
    what: str
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Combined:
    """The combinations of values that weights of a wave were fitted to: what their residuals are taken on, and (X,)
    stratum and combination, pair by pair, of those that occur together.
    """

    margins: Margins
    stratum: NDArray[np.int64]
    combination: NDArray[np.int64]


@dataclass(frozen=True)
class SurveyData:
    """The answers to one survey, all waves stacked in the order of the study.

    `wave`: (respondents,) position of the wave in `waves`. `unit`: what identifies a respondent within the wave.
    `membership`: by break, (respondents, groups) True where the respondent belongs to the group; `known`: the
    same shape, False where an answer that decides it is missing.
    `given_weight`: weights that came with the data, NaN where there is none; None when the study has no such column.
    `weight`: (respondents,) the weights used, 1 until `weighting.weigh` has filled them in.
    `weight_cell`: (respondents,) position of the weighting cell, -1 = no cell; None when not weighted by cells. Of
    weights to margins: the combination of values, or -1 without one; `margins`: by wave what is known of these.
    `trimmed`: (respondents,) whose weight was cut; None = nobody's.
    `stratum`: (respondents,) position of the stratum among the answers of the survey's stratum question.
    `cluster`: (respondents,) number of what they belong to, in all waves the same where it is called the same; None =
    every respondent was drawn alone.
    `sums`: whom to tell what adds up over respondents, who may be one block of many.
    """

    survey: str
    waves: tuple[str, ...]
    wave: Codes
    unit: Sequence[str]
    columns: Mapping[str, Values]
    membership: Mapping[str, NDArray[np.bool_]]
    weight: Floats
    given_weight: Floats | None = None
    weight_cell: NDArray[np.integer] | None = None
    trimmed: NDArray[np.bool_] | None = None
    stratum: Codes | None = None
    cluster: NDArray[np.int64] | None = None
    repairs: tuple[Repair, ...] = ()
    sums: Sums = field(default_factory=Sums)
    known: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    margins: Mapping[str, Combined] = field(default_factory=dict)

    @property
    def respondents(self) -> int:
        """Number of rows over all waves."""
        return len(self.wave)

    def weighted(
        self, weight: Floats, cell: NDArray[np.integer] | None, trimmed: NDArray[np.bool_] | None = None
    ) -> SurveyData:
        """The same answers with these weights."""
        return replace(self, weight=weight, weight_cell=cell, trimmed=trimmed)


@dataclass(frozen=True)
class Data:
    """The answers to all surveys of a study, by the id of the survey. `warnings` are told, and stop nothing; `lacking`
    are those of one block of many that others may contradict.
    """

    surveys: Mapping[str, SurveyData]
    warnings: tuple[Problem, ...] = field(default=())
    lacking: tuple[Problem, ...] = field(default=())
