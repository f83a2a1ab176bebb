"""Weights to margins: targets for several questions apart, and for numbers, by wave."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import fsum

from peil.study.build.calendar import NONE, missing_from
from peil.study.build.directory import Directory, Entry
from peil.study.build.targets import check_answers, check_sum
from peil.study.model import MarginTarget, MarginWeights, MeanTarget, Number, Single, Trimming
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.weights import WrittenCalibratedWeights, WrittenRakedWeights

_WITHIN = re.compile(r"^\S+\s+within\s+\S+$")
_MEAN, _TOTAL, _OF = "mean", "total", "of"
Targets = Mapping[str, Mapping[str, float]]


def margin_weights(
    written: WrittenRakedWeights | WrittenCalibratedWeights, spot: Spot, directory: Directory
) -> MarginWeights:
    """The margins and means, with everything that is wrong put down."""
    calibrated = isinstance(written, WrittenCalibratedWeights)
    calendar = directory.context.calendar
    root = spot / ("calibrate" if calibrated else "rake")
    asked: Mapping[str, Targets] = written.calibrate if isinstance(written, WrittenCalibratedWeights) else written.rake
    if not asked:
        root.problem("no targets", "a question with targets in per cent", "Write `weights: none` for a survey without.")
    found = [_target(name, by_wave, root / name, calibrated, directory) for name, by_wave in asked.items()]
    start = calendar.resolve(written.start_from, spot / "start from")
    made = MarginWeights(
        margins=tuple(one for one in found if isinstance(one, MarginTarget)),
        means=tuple(one for one in found if isinstance(one, MeanTarget)),
        place=spot.place,
        calibrated=calibrated,
        distance=written.distance if isinstance(written, WrittenCalibratedWeights) else "raking",
        bounds=_bounds(written, spot),
        start={label: name for label, name in start.items() if name != NONE and label in calendar.with_data},
        trim=Trimming(*written.trim) if written.trim else None,
        without_value=written.respondents_without_a_value,
        note=directory.context.texts.maybe(written.note, spot / "note"),
    )
    if asked and len(made.questions) == len(asked):
        _check_every_wave(made, root, directory)
    return made


def _target(
    name: str, by_wave: Targets, spot: Spot, calibrated: bool, directory: Directory
) -> MarginTarget | MeanTarget | None:
    """The targets of one question; None when it is not there, which was put down."""
    if _WITHIN.match(name):
        remedy = "Without `rake` and `calibrate` the targets are those of cells, which can be split."
        spot.problem("a margin that is split", "a single question for every margin", remedy)
        return None
    what = "single question or a number" if calibrated else "single question"
    entry = directory.find(name, spot, _fits_calibration if calibrated else _is_single, what)
    waves = _weighted_waves(by_wave, spot, directory)
    if entry is None:
        return None
    _check_asked(entry, waves, spot, directory)
    if not isinstance(entry.kind, Number):
        return MarginTarget(name, _shares(entry, waves, by_wave, spot, directory), spot.place)
    means = {key: _mean(targets, _spot_of(by_wave, spot, key)) for key, targets in by_wave.items()}
    return MeanTarget(
        name, {wave: one for wave, (key, _) in waves.items() if (one := means[key]) is not None}, spot.place
    )


def _is_single(entry: Entry) -> bool:
    return isinstance(entry.kind, Single) and entry.per is None


def _fits_calibration(entry: Entry) -> bool:
    return isinstance(entry.kind, Single | Number) and entry.per is None


def _weighted_waves(by_wave: Targets, spot: Spot, directory: Directory) -> dict[str, tuple[str, Mapping[str, float]]]:
    """By wave with data: the key under which its targets are written, and the targets."""
    calendar = directory.context.calendar
    keyed = {key: (key, targets) for key, targets in by_wave.items()}
    found = calendar.resolve(keyed, spot)
    return {label: found[label] for label in calendar.labels if label in calendar.with_data and label in found}


def _spot_of(by_wave: Targets, spot: Spot, key: str) -> Spot:
    """Where the targets under a key stand: one level deeper where they are written by wave."""
    raw = spot.document.value
    for step in spot.trail:
        raw = raw.get(str(step)) if isinstance(raw, dict) else None
    deeper = isinstance(raw, dict) and isinstance(raw.get(key), dict)
    return spot / key if deeper and key in by_wave else spot


def _check_asked(entry: Entry, waves: Mapping[str, object], spot: Spot, directory: Directory) -> None:
    missing = missing_from([label for label in directory.context.calendar.labels if label in waves], entry.waves)
    if missing:
        found = f"targets for {listed(missing, 'and')}, in which {entry.id!r} was not asked"
        remedy = "Write the targets by wave, without these, or weight by another question."
        spot.problem(found, "targets of waves that had the question", remedy)


def _shares(
    entry: Entry,
    waves: Mapping[str, tuple[str, Mapping[str, float]]],
    by_wave: Targets,
    spot: Spot,
    directory: Directory,
) -> dict[str, dict[str, float]]:
    """Fractions 0-1 by wave and answer."""
    for key, targets in by_wave.items():
        here = _spot_of(by_wave, spot, key)
        check_sum(targets, here, directory.context)
        check_answers(entry, targets, here, directory, [wave for wave, (one, _) in waves.items() if one == key])
    # Per cents that were rounded in the last decimal add up to 100 within the tolerance, not to the last digit.
    sums = {wave: fsum(targets.values()) for wave, (_, targets) in waves.items()}
    return {
        wave: {answer: share / (sums[wave] or 1.0) for answer, share in targets.items()}
        for wave, (_, targets) in waves.items()
    }


def _mean(targets: Mapping[str, float], spot: Spot) -> float | None:
    """The mean that a number must have: as written, or a total over the size of the population."""
    keys = set(targets)
    if keys == {_MEAN}:
        return targets[_MEAN]
    if keys == {_TOTAL, _OF}:
        if targets[_OF] > 0:
            return targets[_TOTAL] / targets[_OF]
        (spot / _OF).problem(f"{targets[_OF]:g}", "the size of the population, above 0")
        return None
    expected = (
        "the mean of the number, as {mean: 44.1}, or its total with the number of units, {total: 120000, of: 4500}"
    )
    unknown = [key for key in targets if key not in (_MEAN, _TOTAL, _OF)]
    remedy = suggestion(unknown[0], (_MEAN, _TOTAL, _OF)) if unknown else ""
    spot.problem(f"targets {listed(targets, 'and')}", expected, remedy)
    return None


def _bounds(written: WrittenRakedWeights | WrittenCalibratedWeights, spot: Spot) -> tuple[float, float] | None:
    logit = isinstance(written, WrittenCalibratedWeights) and written.distance == "logit"
    if written.bounds is None:
        if logit:
            (spot / "distance").problem("logit without `bounds`", "bounds", "Add `bounds`, as `bounds: 0.3-3`.")
        return None
    low, high = written.bounds
    if low is None or high is None or not 0 < low < 1 < high:
        expected = "a lowest factor between 0 and 1 and a highest above 1, as 0.3-3"
        shown = f"{'' if low is None else f'{low:g}'}-{'' if high is None else f'{high:g}'}"
        (spot / "bounds").problem(repr(shown), expected, "They are factors on the start weight.")
        return None
    return low, high


def _check_every_wave(made: MarginWeights, spot: Spot, directory: Directory) -> None:
    """A wave without any target would be left unweighted in silence."""
    calendar = directory.context.calendar
    labels = [label for label in calendar.labels if label in calendar.with_data]
    bare = [label for label in labels if not made.margins_in(label) and not made.means_in(label)]
    if bare:
        spot.problem(f"no targets for {listed(bare, 'and')}", "targets for every wave with data", "Add `otherwise`.")
