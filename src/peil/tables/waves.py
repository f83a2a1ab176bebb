"""Wave against wave: which figures changed, after the survey's rule, also against waves that were only published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.stats import Contrast, Estimates, between_waves, each_earlier, from_published, others_together, together
from peil.stats import previous as previous_rule
from peil.study.model import PublishedFigure, Survey
from peil.tables.batches import Batch
from peil.tables.counting import Choose
from peil.tables.flagging import flags_of
from peil.tables.splits import Split

Flags = NDArray[np.int8]
OTHERS = "others"


@dataclass(frozen=True)
class WaveContrasts:
    """One wave's comparisons: with every earlier wave or the others together, and the flag after the rule."""

    against: Mapping[str, tuple[Contrast, Flags]]
    rule: str
    flags: Flags | None


def compare_waves(
    survey: Survey, batch: Batch, estimates: Mapping[str, Estimates], choose: Choose
) -> dict[str, WaveContrasts]:
    """By wave, its contrasts with the waves before it; a changed question is not compared across the change."""
    order = [wave.label for wave in survey.waves]
    found: dict[str, WaveContrasts] = {}
    for position, label in enumerate(order):
        if label in estimates and position:
            found[label] = _one_wave(survey, batch, label, estimates, choose)
    return found


def _one_wave(
    survey: Survey, batch: Batch, label: str, estimates: Mapping[str, Estimates], choose: Choose
) -> WaveContrasts:
    order = [wave.label for wave in survey.waves]
    earlier = order[: order.index(label)]
    against: dict[str, tuple[Contrast, Flags]] = {}
    for other in earlier:
        if other in estimates and comparable(batch, order, other, label):
            contrast = _between(estimates[label], estimates[other], choose)
            against[other] = (contrast, flags_of(contrast, batch, survey.settings))
    rule = survey.settings.compare_waves
    if rule == "the other waves together":
        rest = [estimates[other] for other in order if other != label and other in estimates]
        if not rest:
            return WaveContrasts(against, rule, None)
        contrast = _between(estimates[label], together(rest), choose)
        against[OTHERS] = (contrast, flags_of(contrast, batch, survey.settings))
    return WaveContrasts(against, rule, _ruled(rule, against, earlier, estimates[label]))


def comparable(batch: Batch, order: Sequence[str], earlier: str, later: str) -> bool:
    """Whether no new series of the question begins after the earlier wave, up to and including the later one."""
    first, last = order.index(earlier), order.index(later)
    return not any(first < order.index(start) <= last for start in batch.first.new_series)


def _between(left: Estimates, right: Estimates, choose: Choose) -> Contrast:
    """Means and shares are tested by the same formula; the options differ only in how intervals are made."""
    return between_waves(left, right, choose(False))


def _ruled(
    rule: str, against: Mapping[str, tuple[Contrast, Flags]], earlier: Sequence[str], now: Estimates
) -> Flags | None:
    nothing = np.zeros(now.se.shape, np.int8)
    if rule == "the other waves together":
        contrast, marks = against[OTHERS]
        return others_together(marks, np.isfinite(contrast.difference)[None])
    marks = np.stack([against[other][1] if other in against else nothing for other in earlier])
    present = np.stack(
        [
            np.isfinite(against[other][0].difference) if other in against else np.zeros(now.se.shape, bool)
            for other in earlier
        ]
    )
    return previous_rule(marks, present) if rule == "previous" else each_earlier(marks, present)


def published_estimates(
    figures: Sequence[PublishedFigure], batch: Batch, split: Split, choose: Choose
) -> Estimates | None:
    """(measurements, parts) estimates of a wave of which only figures were published; None when it has none here.

    A figure without n or standard deviation can be drawn, not tested: its error is NaN.
    """
    wanted = {(figure.measure, figure.answer, figure.group or "all"): figure for figure in figures}
    value, sd = np.full((2, len(batch.lines), len(split.parts)), np.nan)
    n = np.zeros((len(batch.lines), len(split.parts)), np.int64)
    for row, line in enumerate(batch.lines):
        for column, part in enumerate(split.parts):
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
