"""Wave against wave: which figures changed, after the survey's rule, also against waves that were only published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import options
from peil.stats import Contrast, Estimates, between_waves, from_published, together
from peil.stats.arrays import all_in
from peil.study.model import PublishedFigure, Survey
from peil.tables.batches import Batch
from peil.tables.counting import Choose
from peil.tables.flagging import OTHERS
from peil.tables.splits import Part

Rows = NDArray[np.bool_]
# Of two waves the contrasts of all figures where the same units return; None where the waves are independent.
Joint = Callable[[str, str], Contrast | None]


def compare_waves(
    survey: Survey, batch: Batch, estimates: Mapping[str, Estimates], scales: Mapping[str, float], joint: Joint
) -> Iterator[tuple[str, str, Contrast]]:
    """Every wave with each earlier one, and with the others together where that is the rule: label, other, contrast.

    What is not comparable (a question or net that begins a new series in between) has no figures. `scales`: by wave,
    what makes its weights add up to its respondents. `joint`: how waves are compared that are not independent.
    """
    order = [wave.label for wave in survey.waves]
    for position, label in enumerate(order):
        if label not in estimates:
            continue
        for other in order[:position]:
            if other in estimates:
                contrast = joint(label, other)
                if contrast is None:
                    contrast = _between(survey, batch, estimates[label], estimates[other])
                yield label, other, _only(contrast, comparable(batch, order, label, other))
        if survey.settings.compare_waves != "the other waves together":
            continue
        alike = {other: comparable(batch, order, label, other) for other in estimates if other != label}
        if alike:
            rest = [_scaled(estimates[other], scales.get(other, 1.0), alike[other]) for other in alike]
            kinds = [[line.measurement.kind != "spread"] for line in batch.lines]  # a mix has another spread
            known = kinds & np.logical_and.reduce([_has_base(estimates[other]) | ~alike[other] for other in alike])
            others = together(rest, options(survey.settings, False))
            yield label, OTHERS, _only(_between(survey, batch, estimates[label], others), known)


def _between(survey: Survey, batch: Batch, later: Estimates, earlier: Estimates) -> Contrast:
    """Independent waves: means as means, shares as the survey compares shares."""
    share = np.array([line.measurement.share for line in batch.lines])
    figures = {name: np.empty(np.shape(later.estimate)) for name in Contrast.__dataclass_fields__}
    for one in {*share.tolist()}:
        rows = share == one
        found = between_waves(_rows(later, rows), _rows(earlier, rows), options(survey.settings, one))
        for name, values in vars(found).items():
            figures[name][rows] = values
    return Contrast(**figures)


def _rows(estimates: Estimates, rows: NDArray[np.bool_]) -> Estimates:
    if rows.all():
        return estimates
    every = all_in(estimates, np.shape(estimates.estimate))
    return Estimates(**{name: values[rows] for name, values in every.items()})


def comparable(batch: Batch, order: Sequence[str], one: str, other: str) -> Rows:
    """(rows, 1) where no new series begins between two waves, of what can be tested: quantiles cannot."""
    first, last = sorted((order.index(one), order.index(other)))
    between = set(order[first + 1 : last + 1])
    if not between.isdisjoint(batch.first.new_series):
        return np.zeros((len(batch.lines), 1), np.bool_)
    each = (line.measurement for line in batch.lines)
    return np.array([[one.kind != "quantile" and between.isdisjoint(one.new_series)] for one in each])


def _only(contrast: Contrast, kept: Rows) -> Contrast:
    return replace(contrast, difference=np.where(kept, contrast.difference, np.nan))


def _has_base(estimates: Estimates) -> Rows:
    """(rows, parts) False for a figure that was published without its n: it cannot be taken together with others."""
    return (estimates.n > 0) | ~np.isfinite(estimates.estimate)


def _scaled(estimates: Estimates, scale: float, kept: Rows) -> Estimates:
    """A wave as one of several: its weights made to add up to its respondents; nothing where it is not comparable."""
    return replace(
        estimates,
        sum_weight=estimates.sum_weight * scale,
        n=np.where(kept, estimates.n, 0),
        estimate=np.where(kept, estimates.estimate, np.nan),
    )


def published_estimates(
    figures: Sequence[PublishedFigure], batch: Batch, parts: Sequence[Part], choose: Choose
) -> Estimates | None:
    """(rows, parts) estimates of a wave of which only figures were published; None when it has none here.

    A figure without n or standard deviation can be drawn, not tested: its error is NaN.
    """
    wanted = {(figure.measure, figure.answer, figure.group or "all"): figure for figure in figures}
    value, sd = np.full((2, len(batch.lines), len(parts)), np.nan)
    n = np.zeros((len(batch.lines), len(parts)), np.int64)
    for row, line in enumerate(batch.lines):
        for column, part in enumerate(parts):
            figure = wanted.get((line.measurement.measure, line.measurement.answer, part.key))
            if figure is not None:
                value[row, column] = figure.value
                n[row, column] = figure.n or 0
                sd[row, column] = _spread(figure, line.measurement.share)
    if np.isnan(value).all():
        return None
    share = np.array([line.measurement.share for line in batch.lines])[:, None]
    as_mean = from_published(value, sd, n, choose(False))
    as_share = from_published(np.where(share, value, np.nan), sd, np.where(share, n, 0), choose(True))
    return replace(
        as_mean,
        ci_low=np.where(share, as_share.ci_low, as_mean.ci_low),
        ci_high=np.where(share, as_share.ci_high, as_mean.ci_high),
    )


def _spread(figure: PublishedFigure, share: bool) -> float:
    """Standard deviation of the answers; that of a share follows from the share and its n."""
    if share and figure.n and figure.n > 1:
        return float(np.sqrt(figure.value * (1 - figure.value) * figure.n / (figure.n - 1)))
    return float("nan") if figure.sd is None else figure.sd
