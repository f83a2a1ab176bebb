"""What the privacy rule says, done to the tables: rows lose their figures, and whatever else would tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import nan

import numpy as np

from peil.disclosure.bases import FIGURES
from peil.disclosure.lines import LINE
from peil.disclosure.privacy import Hidden, Ruling
from peil.results.hiding import FOR_PRIVACY, HIDDEN, HiddenFigure, Hiding
from peil.results.model import (
    ALL,
    Dependence,
    Driver,
    Estimate,
    GroupWeights,
    NoAnswerCount,
    Results,
    StratumResponse,
    WaveAccount,
    estimate_id,
)
from peil.results.status import NOT_SHOWN
from peil.results.table import Held, Table
from peil.results.texts import repeated
from peil.study.model import CellWeights, MarginWeights, Study


def estimates_without(
    table: Table[Estimate], hidden: Mapping[str, Hidden], places: Mapping[str, int]
) -> Table[Estimate]:
    """The same rows; of those that the rule hides neither figures nor, where it is private, the base."""
    rows = np.array([places[name] for name in hidden], np.intp)
    if not len(rows):
        return table
    status = table.column("status").copy()
    status[rows] = [why.reason for why in hidden.values()]
    bases = rows[[why.base for why in hidden.values()]]
    changed = {name: table.column(name).copy() for name in (*FIGURES, "n", "units")}
    for name in FIGURES:
        changed[name][rows] = nan
    changed["n"][bases] = changed["units"][bases] = 0
    return table.changed(status=status, **changed)


def without_sums_of_weights(study: Study, table: Table[Estimate], hidden: Mapping[str, Hidden]) -> Table[Estimate]:
    """The same rows; without the sums of weights of a figure that has few answers in a group that weights differ by.

    Weights of cells follow from targets and sizes. Then n and the sum of weights (or the effective base) of a group are
    two equations for the bases of two cells in it.
    """
    private: dict[tuple[str, str], set[str]] = {}
    for name, why in hidden.items():
        if why.base and why.reason == "hidden: privacy":
            head, _, group = name.rpartition("/")
            private.setdefault((head.partition("/")[0], group), set()).add(head)
    heads = {head for group, some in private.items() if _differs_in_weight(study, *group) for head in some}
    if not heads:
        return table
    line, first = table.numbered(*LINE)
    rows = np.array([name.rpartition("/")[0] in heads for (name,) in table.where(first).each("id")])[line]
    told = {name: np.where(rows, nan, table.column(name)) for name in ("sum_weight", "n_effective")}
    return table.changed(**told)


def drivers_without(drivers: Iterable[Driver], ruling: Ruling) -> Iterator[Driver]:
    """The same rows; those that the rule hides, or whose rating it hides, without their figures.

    A border is a mean of ratings. Where one of these is hidden it would follow from the others, so that the border is
    not told; of several hidden ones it tells a sum, from which none follows.
    """
    rows = tuple(drivers)
    reasons = {row.id: why for row in rows if (why := ruling.drivers.get(row.id) or ruling.estimates.get(_rating(row)))}
    missing = Counter(_matrix(row) for row in rows if row.id in reasons and row.shown)
    for row in rows:
        why = reasons.get(row.id)
        if why is not None:
            yield replace(
                row, status=why.reason, n=0, importance=nan, rating=nan, importance_border=nan, rating_border=nan,
                quadrant=None, graded=nan, rated=0,
            )  # fmt: skip
        elif missing[_frame(row)] == 1:
            yield replace(row, importance_border=nan, rating_border=nan)
        else:
            yield row


def _rating(row: Driver) -> str:
    return estimate_id(row.survey, row.wave, row.aspect, "", "mean", row.id.rpartition("/")[2])


def _matrix(row: Driver) -> tuple[str, str, str]:
    """The survey, wave and group whose aspects stand in one matrix."""
    return row.survey, row.wave, row.id.rpartition("/")[2]


def _frame(row: Driver) -> tuple[str, str, str]:
    """The matrix whose aspects the borders of this one are means of."""
    if not row.frame:
        return _matrix(row)
    survey, wave, _, _, key = row.frame.split("/")
    return survey, wave, key


def no_answers_without(results: Results, ruling: Ruling) -> tuple[NoAnswerCount, ...]:
    """Without the questions whose own base is hidden: it is all respondents less those who gave no answer."""
    places = results.by_id
    whole = (places[name] for name, why in ruling.estimates.items() if why.base and name.endswith(f"/{ALL}"))
    hidden = {(row.survey, row.wave, row.question) for row in whole}
    return tuple(row for row in results.no_answer if (row.survey, row.wave, row.question) not in hidden)


def strata_without(study: Study, results: Results, ruling: Ruling) -> tuple[StratumResponse, ...]:
    """Without the strata whose respondents may not be counted, and the test over all strata that they are part of."""

    def hidden(row: StratumResponse) -> bool:
        return (row.survey, row.wave, f"{study.surveys[row.survey].stratum}={row.stratum}") in ruling.sizes

    waves = {(row.survey, row.wave) for row in results.strata if hidden(row)}
    kept = (row for row in results.strata if not hidden(row))
    return tuple(
        replace(row, statistic=nan, p=nan) if row.stratum == ALL and (row.survey, row.wave) in waves else row
        for row in kept
    )


def accounts_without(study: Study, results: Results, ruling: Ruling) -> tuple[WaveAccount, ...]:
    """Without the figures of the weights where targets and weights would tell how many are in a hidden group."""
    waves = _told_by_weights(study, ruling)
    return tuple(
        replace(
            row,
            efficiency=nan,
            design_effect=nan,
            smallest=nan,
            largest=nan,
            placed_efficiency=nan,
            placed_design_effect=nan,
        )
        if (row.survey, row.wave) in waves
        else row
        for row in results.accounts
    )


def weights_without(study: Study, results: Results, ruling: Ruling) -> tuple[GroupWeights, ...]:
    """Without the groups on a small base and those of hidden size; none where the weights would tell of one."""
    waves = _told_by_weights(study, ruling)
    return tuple(
        row
        for row in results.weights
        if row.n > study.surveys[row.survey].settings.hide_up_to
        and (row.survey, row.wave, row.group) not in ruling.sizes
        and (row.survey, row.wave) not in waves
    )


def _told_by_weights(study: Study, ruling: Ruling) -> set[tuple[str, str]]:
    """Survey and wave in which a group of hidden size is made of questions that also have weighting targets."""
    return {(survey, wave) for survey, wave, key in ruling.sizes if _differs_in_weight(study, survey, key)}


def _differs_in_weight(study: Study, survey: str, key: str) -> bool:
    """Whether a group is made of questions that have weighting targets."""
    return bool(_questions(study, survey, key) & _targets(study, survey))


def _questions(study: Study, survey: str, key: str) -> set[str]:
    """The questions that a group is made of, by the breaks or questions that it is named by."""
    breaks = study.surveys[survey].breaks
    found: set[str] = set()
    for name in (part.partition("=")[0] for part in key.split(",")):
        if name not in breaks:
            found.add(name)
        else:
            found |= {breaks[name].question or name}
            found |= {one.question for group in breaks[name].groups for one in group.conditions}
    return found


def _targets(study: Study, survey: str) -> set[str]:
    match study.surveys[survey].weighting:
        case CellWeights(cells=cells):
            return {question for cell in cells for question in cell.answers}
        case MarginWeights() as margins:
            return set(margins.questions)
        case _:
            return set()


def dependences_without(results: Results, estimates: Table[Estimate]) -> tuple[Dependence, ...]:
    """Without the tests of tables of which nothing is shown, or in which a group or an answer is hidden for privacy:
    with the other cells the statistic is an equation with that one unknown."""
    hidden = np.flatnonzero(estimates.among("status", FOR_PRIVACY))
    private = set(estimates.where(hidden).each("survey", "wave", "question", "break_id"))
    whole = np.flatnonzero(estimates.among("break_id", [""]) & ~estimates.among("status", NOT_SHOWN))
    shown = set(estimates.where(whole).each("survey", "wave", "question"))
    return tuple(
        row
        for row in results.dependences
        if (row.survey, row.wave, row.question) in shown
        and {(row.survey, row.wave, row.question, name) for name in (row.break_id, "")}.isdisjoint(private)
    )


def hidden_figures(estimates: Table[Estimate], drivers: Iterable[Driver], ruling: Ruling) -> Table[HiddenFigure]:
    """Every figure that is hidden, with the reason: of the estimates, of the drivers, of the sizes of groups."""
    which = estimates.among("status", HIDDEN)
    columns = {name: estimates.columns[name][which] for name in ("id", "survey", "wave")}
    rows = [HiddenFigure(one.id, one.survey, one.wave, "drivers", _reason(one)) for one in drivers if _is_hidden(one)]
    rows += [
        HiddenFigure(f"{survey}/{wave}/size/{group}", survey, wave, "sizes", why.reason)
        for (survey, wave, group), why in ruling.sizes.items()
    ]
    reasons: dict[str, Held] = {
        "table": repeated("estimates", int(which.sum())),
        "reason": estimates.column("status")[which],
    }
    return Table.joined(HiddenFigure, [columns | reasons, Table.of(HiddenFigure, rows).columns])


def _is_hidden(row: Driver) -> bool:
    return row.status in HIDDEN


def _reason(row: Driver) -> Hiding:
    return next(reason for reason in HIDDEN if reason == row.status)
