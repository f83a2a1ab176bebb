"""Figures: what Peil computes for a printed number, a function per measure, and whether the two agree.

Everything comes from the internal results, so that a printed figure is compared also where Peil itself would hide it
for its small base: the report printed it. To add a measure: a function here and a line in MEASURES.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from typing import Literal

import numpy as np

from peil.language import round_half_away, twelve_digits
from peil.results.model import Estimate, Results, WaveAccount, estimate_id
from peil.study.model import Break, Group, Study, Survey
from peil.study.targets import fixed_share
from peil.verifying.model import MARK, NO_MARK, FigureCheck, PrintedFigure

_MOST_DECIMALS = 12


@dataclass(frozen=True)
class Sources:
    """Where computed figures come from."""

    study: Study
    results: Results

    def survey(self, figure: PrintedFigure) -> Survey:
        """The survey of a printed figure."""
        return self.study.surveys[figure.survey]


@dataclass(frozen=True)
class Computed:
    """A number in the unit of the print (per cent for a share), or the sign of a mark; or `why` there is neither."""

    value: float = 0.0
    sign: str = ""
    why: str = ""


Compute = Callable[[PrintedFigure, Sources], Computed]


@dataclass(frozen=True)
class Measure:
    """What a printed figure can be. `asked`: whether it is of a question, of an answer, or of the wave as a whole.

    `printed`: how it is written: a number with any decimals, a whole number, or a sign. `pair`: of two waves.
    `grouped`: whether it can be of a group, and whether it must be.
    """

    compute: Compute
    asked: Literal["question", "answer", "question or answer", "nothing", "anything"]
    printed: Literal["number", "whole number", "mark"] = "number"
    pair: bool = False
    grouped: Literal["yes", "no", "must"] = "yes"


def check_figure(figure: PrintedFigure, sources: Sources) -> FigureCheck:
    """The printed figure beside the computed one: does |computed − printed| reach half a unit of the last decimal?"""
    measure = MEASURES[figure.measure]
    found = measure.compute(figure, sources)
    if found.why:
        return FigureCheck(figure, "", agrees=False, why=found.why)
    if measure.printed == "mark":
        return FigureCheck(figure, found.sign, found.sign == figure.printed)
    agrees = within_half_a_unit(twelve_digits(found.value), figure.printed)
    return FigureCheck(figure, _told(found.value, figure.printed, agrees, measure), agrees)


def within_half_a_unit(computed: Decimal, printed: str) -> bool:
    """Can the computed value have been rounded to the printed text, whatever was done with a half?

    In decimals, so that the interval is closed at both ends: 7.65 agrees with 7.6 and with 7.7.
    """
    number = Decimal(printed)
    half = Decimal(5).scaleb(-_decimals(printed) - 1)
    return abs(computed - number) <= half


def _decimals(printed: str) -> int:
    return len(printed.partition(".")[2])


def _told(value: float, printed: str, agrees: bool, measure: Measure) -> str:
    """The computed value with two decimals more than the print, or with as many as show that it does not agree."""
    if measure.printed == "whole number":
        return f"{round_half_away(value, 0):f}"
    decimals = _decimals(printed) + 2
    while within_half_a_unit(round_half_away(value, decimals), printed) != agrees and decimals < _MOST_DECIMALS:
        decimals += 1
    return f"{round_half_away(value, decimals):f}"


def _estimate(figure: PrintedFigure, sources: Sources, wave: str = "") -> Estimate | str:
    """The estimate behind a figure, or why there is none."""
    measure = _measure_of(figure)
    wave = wave or figure.wave
    wanted = estimate_id(figure.survey, wave, figure.question, figure.answer, measure, figure.group)
    found = sources.results.by_id.get(wanted)
    question = sources.survey(figure).questions.get(figure.question)
    if found is None:
        if question is not None and wave not in question.sources:
            return f"{figure.question} was not asked in {wave}"
        return f"the results hold no {wanted}"
    if isnan(found.estimate):
        return f"{wanted} has no valid answer"
    return found


def _measure_of(figure: PrintedFigure) -> str:
    """The measure of results that a figure is, is the change of, or is marked for."""
    if figure.measure in ("mean", "share", "nps"):
        return figure.measure
    return "share" if figure.answer else "mean"


def _value(figure: PrintedFigure, sources: Sources) -> Computed:
    """The mean, the net promoter score, or the share in per cent."""
    found = _estimate(figure, sources)
    return Computed(why=found) if isinstance(found, str) else Computed(_in_print(found))


def _in_print(estimate: Estimate) -> float:
    return estimate.estimate * 100 if estimate.measure == "share" else estimate.estimate


def _change(figure: PrintedFigure, sources: Sources) -> Computed:
    """The difference of two waves, from unrounded figures: in points, or in percentage points."""
    first, last = wave_pair(figure.wave, sources.survey(figure))
    before, after = (_estimate(figure, sources, wave) for wave in (first, last))
    if isinstance(before, str) or isinstance(after, str):
        return Computed(why=before if isinstance(before, str) else str(after))
    return Computed(_in_print(after) - _in_print(before))


def _mark(figure: PrintedFigure, sources: Sources) -> Computed:
    """The mark of a figure after the survey's rule over waves."""
    found = _estimate(figure, sources)
    if isinstance(found, str):
        return Computed(why=found)
    flag = sources.results.flags_by_id.get(found.id)
    if flag is None:
        return Computed(why=f"{found.id} is compared with no other wave")
    return Computed(sign="+" if flag > 0 else "-" if flag < 0 else NO_MARK)


def _n(figure: PrintedFigure, sources: Sources) -> Computed:
    """Respondents of the wave, or of a group; with a question its valid answers. Unweighted."""
    results = sources.results
    if not figure.question:
        size = results.group_sizes.get((figure.survey, figure.wave, figure.group), 0)
        return Computed(size) if size else Computed(why=f"the results hold no respondents of {figure.group}")
    table = results.estimate_table
    asked = [table.column(name) == getattr(figure, name) for name in ("survey", "wave", "question")]
    rows = [row for row in table.where(np.logical_and.reduce(asked)) if _group_key(row) == figure.group]
    if figure.answer:
        rows = [row for row in rows if row.answer == figure.answer]
    if not rows:
        return Computed(why=f"the results hold no {figure.asked} of {figure.group} in {figure.wave}")
    return Computed(max(row.n for row in rows))


def _group_key(estimate: Estimate) -> str:
    return estimate.id.rpartition("/")[2]


def _account(figure: PrintedFigure, sources: Sources) -> WaveAccount | None:
    return sources.results.accounts_by_wave.get((figure.survey, figure.wave))


def _sent(figure: PrintedFigure, sources: Sources) -> Computed:
    """The gross sample."""
    account = _account(figure, sources)
    if account is None or account.sent is None:
        return Computed(why=f"`sent` of {figure.wave} is not in the survey file")
    return Computed(account.sent)


def _rate(figure: PrintedFigure, sources: Sources) -> Computed:
    """The response rate, in per cent."""
    account = _account(figure, sources)
    if account is None or account.rate is None:
        return Computed(why=f"`sent` of {figure.wave} is not in the survey file, or it has no respondents")
    return Computed(account.rate * 100)


def _weight(figure: PrintedFigure, sources: Sources) -> Computed:
    """The fixed share of a group in per cent: of the total, of a nested group within its outer one."""
    survey = sources.survey(figure)
    found = _group(figure.group, survey)
    share = fixed_share(survey, *found) if found else 0.0
    if not found or not share:
        return Computed(why=f"the weights of {survey.id} fix no share of {figure.group}")
    outer = _group(found[0].within(found[1]), survey)
    return Computed(100 * share / (fixed_share(survey, *outer) if outer else 1.0))


def _group(key: str, survey: Survey) -> tuple[Break, Group] | None:
    """The break and the group with this key."""
    every = ((break_, group) for break_ in survey.breaks.values() for group in break_.groups)
    return next(((break_, group) for break_, group in every if break_.key(group) == key), None)


def wave_pair(text: str, survey: Survey) -> tuple[str, str]:
    """The two waves of a change, written as `2011-2013`; empty texts when it names no two waves."""
    labels = [wave.label for wave in survey.waves]
    pairs = ((text[:at], text[at + 1 :]) for at, sign in enumerate(text) if sign == "-")
    return next((pair for pair in pairs if pair[0] in labels and pair[1] in labels), ("", ""))


MEASURES: Mapping[str, Measure] = {
    "mean": Measure(_value, "question"),
    "nps": Measure(_value, "question"),
    "share": Measure(_value, "answer"),
    "change": Measure(_change, "question or answer", pair=True),
    MARK: Measure(_mark, "question or answer", "mark"),
    "n": Measure(_n, "anything", "whole number"),
    "sent": Measure(_sent, "nothing", "whole number", grouped="no"),
    "rate": Measure(_rate, "nothing", grouped="no"),
    "weight": Measure(_weight, "nothing", grouped="must"),
}
