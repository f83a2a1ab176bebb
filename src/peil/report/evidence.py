"""What stands behind the figures of a report: the evidence that a reader may open, every text final.

    Evidence ─┬─ Source     a survey: its waves, its test
              ├─ Asked      what was measured: question, wording, base
              ├─ Part       a group of respondents, "all" among them
              ├─ Series     what was measured in a group: a Figured per wave, each with its Tests
              └─ Remark     what rests on no estimate: a response

Made in `report/evidencing` from published results alone, so that a page may carry it: never a respondent, never a
figure that the base and privacy rules hide. An id of the report is `source/wave/asked/part`, behind a `~` the test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# 1 or 2 significantly higher, -1 or -2 lower, 0 not significant; "small" is significant and yet not marked.
Verdict = Literal[-2, -1, 0, 1, 2, "small"]


@dataclass(frozen=True)
class Source:
    """A survey. `waves`: oldest first; `this`: position of the wave that the report is about; `confidence`: of the
    intervals, "95%"; `tests`: how its figures are tested, in sentences. `headings`: the waves as they head a figure,
    with a mark behind one without weights; `unweighted`: what that mark means, "" where there is none."""

    key: str
    title: str
    waves: tuple[str, ...]
    this: int
    confidence: str
    tests: tuple[str, ...]
    headings: tuple[str, ...] = ()
    unweighted: str = ""


@dataclass(frozen=True)
class Wording:
    """A question as it was put; `waves` names those in which it was so, "" = in all."""

    waves: str
    text: str


@dataclass(frozen=True)
class Asked:
    """What was measured. `source`: key of the survey; `key`: question, answer and measure, `website=visited/share`.

    `topic`: of an answer the question in short, else ""; `label`: the answer, or the question in short; `measure`: what
    the figure is; `base`: who was asked.

    `scale`: figures with the same scale can stand on one axis.
    """

    source: str
    key: str
    topic: str
    label: str
    measure: str
    wordings: tuple[Wording, ...]
    base: str
    scale: str


@dataclass(frozen=True)
class Part:
    """A group of respondents: its `key` in ids, its label and its break; "all" are everyone, with no break.

    `offered`: a reader can choose it for the whole page.
    """

    source: str
    key: str
    label: str
    break_title: str
    offered: bool


@dataclass(frozen=True)
class Test:
    """A figure compared. `suffix`: its id behind the `~`; `against`: with what, in words; the difference with its sign,
    the statistic with its degrees of freedom, and p, as texts."""

    suffix: str
    against: str
    difference: str
    statistic: str
    p: str
    verdict: Verdict


@dataclass(frozen=True)
class Figured:
    """A figure in one wave, as a reader sees it: its value, n, effective base and interval as texts.

    `places`: value and ends of the interval as numbers, rounded, to draw it by; empty where it is not shown. `note`:
    why it is not shown, or that its base is small. `flag`: against earlier waves, after the rule of the survey.
    """

    text: str
    n: str
    effective: str = ""
    interval: str = ""
    places: tuple[float, ...] = ()
    note: str = ""
    flag: int = 0
    tests: tuple[Test, ...] = ()


@dataclass(frozen=True)
class Series:
    """What was measured (`asked`: position) in a group (`part`: position): a figure per wave of the survey, None where
    there is none."""

    asked: int
    part: int
    figures: tuple[Figured | None, ...]


@dataclass(frozen=True)
class Remark:
    """Evidence that is no estimate: its id, what it is, its figure, and lines that explain it."""

    id: str
    label: str
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """All that a report rests on, and the same figures for every group that a reader may choose."""

    sources: tuple[Source, ...] = ()
    asked: tuple[Asked, ...] = ()
    parts: tuple[Part, ...] = ()
    series: tuple[Series, ...] = ()
    remarks: tuple[Remark, ...] = ()


NO_EVIDENCE = Evidence()
