"""How importance is found in each group: exact shares of R² where the groups are large enough, else correlation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from peil.drivers.rows import Bools, Floats, Part, Wave
from peil.errors import FewTogetherError, StatisticsError, TooManyError
from peil.results.model import DriverFit, estimate_id
from peil.stats import FEWEST, Correlations, Lack, collect_pairs, correlate, mean_imputed
from peil.stats.em import em_covariance
from peil.stats.importance import check_predictors, importance
from peil.stats.processors import each

_LACKS = {
    Lack.NOTHING: "",
    Lack.FEW_PAIRS: "few grades",
    Lack.ITEM_ALIKE: "always the same grade",
    Lack.OVERALL_ALIKE: "overall always the same",
}
# So much explained, while no single aspect does, comes of pairs of grades that too few gave, not of respondents.
_SATURATED = 0.999


@dataclass(frozen=True)
class Fitted:
    """One group: how its importance was found, and per aspect n, importance (NaN = none) and why there is none.
    `graded`: part of those with an overall grade who graded it.

    `used`: positions of the aspects that took part in the regression; `covariance` and `mean`: theirs, the overall
    grade last; None but for lmg. `plain`: the same group by correlation, where it was measured otherwise.
    """

    fit: DriverFit
    part: Part
    member: Bools
    n: NDArray[np.int64]
    importance: Floats
    lack: tuple[str, ...]
    graded: Floats
    used: tuple[int, ...] = ()
    mean: Floats | None = None
    covariance: Floats | None = None
    plain: Fitted | None = None

    def measured_by(self, method: str) -> Fitted | None:
        """The same group, its importance by this method; None where it was not measured so."""
        return next((one for one in (self, self.plain) if one is not None and one.fit.method == method), None)


def fitted(wave: Wave, values: Floats) -> Iterator[Fitted]:
    """Every group of a wave. `values`: (N, q) grades, the overall one last.

    The groups of a break are one comparison: all of them are measured alike. Groups that may not be shown, for too few
    gave the overall grade, decide nothing. The total is a comparison of its own.
    """
    pairs = collect_pairs(values[:, :-1], values[:, -1], wave.rows.weight, wave.rows.member)
    found = correlate(pairs)
    counts = np.isfinite(values[:, -1]).astype(np.int64) @ wave.rows.member.astype(np.int64)
    places = enumerate(wave.parts)
    for _, together in groupby(places, key=lambda one: one[1].break_id):
        made = _comparison(wave, values, found, [(place, int(counts[place])) for place, _ in together])
        yield from (_without_any(one) for one in made)


def _without_any(one: Fitted) -> Fitted:
    """A group in which no aspect has an importance says so, whatever was wanted."""
    if not one.lack or not all(one.lack):
        return one
    alike = "overall always the same"
    return replace(one, fit=replace(one.fit, why=alike if alike in one.lack else "no aspects", aspects=0))


def _comparison(wave: Wave, values: Floats, found: Correlations, groups: Sequence[tuple[int, int]]) -> Iterator[Fitted]:
    """The groups of one break, as (place, respondents with an overall grade)."""
    settings = wave.survey.settings
    plain = [_by_correlation(wave, found, place, n) for place, n in groups]
    if settings.drivers.importance == "stated" and wave.asked_importance:
        yield from (_by_statement(wave, one) for one in plain)
        return
    if settings.drivers.importance == "correlation":
        yield from plain
        return
    told = [n for _, n in groups if n > settings.hide_up_to]
    if any(n < settings.drivers.smallest_group for n in told) or not told:
        yield from (_because(one, "small group") for one in plain)
        return

    def measured(one: Fitted) -> Fitted:
        shown = one.fit.n > settings.hide_up_to
        return _by_shares(wave, values, one) if shown else _because(one, "small group")

    try:
        made = each(measured, plain)
    except StatisticsError as error:
        made = [_because(one, why_not(error)) for one in plain]
    yield from made


def why_not(error: StatisticsError) -> str:
    """The word for why importance, or what aspects carry, cannot be had."""
    match error:
        case FewTogetherError():
            return "few together"
        case TooManyError():
            return "many aspects"
        case _:
            # EM that does not settle, or a matrix that no answers can have given.
            return "not settled"


def _because(one: Fitted, why: str) -> Fitted:
    return replace(one, fit=replace(one.fit, why=why))


def _by_correlation(wave: Wave, found: Correlations, place: int, n: int) -> Fitted:
    """One group, each aspect by itself."""
    part, pairs = wave.parts[place], found.n[place]
    lack = [_LACKS[Lack(reason)] for reason in found.lack[place].tolist()]
    fit = DriverFit(
        id=estimate_id(wave.survey.id, wave.label, wave.overall.id, "", "importance", part.key),
        survey=wave.survey.id,
        wave=wave.label,
        break_id=part.break_id,
        group=part.group,
        within=part.within,
        method="correlation",
        wanted=wave.survey.settings.drivers.importance,
        why="",
        estimand="pairs",
        n=n,
        aspects=_told(wave, lack, pairs),
        smallest=int(pairs[pairs >= FEWEST].min(initial=n)),
    )
    graded = pairs / max(n, 1)
    return Fitted(fit, part, wave.rows.member[:, place], pairs, found.r[place], tuple(lack), graded)


def _told(wave: Wave, lack: Sequence[str], n: NDArray[np.int64]) -> int:
    """How many aspects have an importance that may be shown."""
    return int(((np.array(lack) == "") & (n > wave.survey.settings.hide_up_to)).sum())


def _by_statement(wave: Wave, plain: Fitted) -> Fitted:
    """One group: the mean of what respondents said of each aspect, the weighted share or mean that the tables have."""
    said, weights = wave.said[plain.member], wave.rows.weight[plain.member]
    known = np.isfinite(said)
    n = known.sum(axis=0)
    nobody = ~np.isfinite(wave.said).any(axis=0)
    lack = np.select([nobody, n == 0], ["importance not asked", "few grades"], "")
    weight = np.where(known, weights[:, None], 0.0)
    total = weight.sum(axis=0)
    means = np.where(n > 0, (weight * np.nan_to_num(said)).sum(axis=0) / np.where(total > 0, total, 1.0), np.nan)
    fit = replace(
        plain.fit,
        method="stated",
        estimand="stated",
        n=int(known.any(axis=1).sum()),
        aspects=_told(wave, lack.tolist(), n),
        smallest=int(n[n > 0].min(initial=len(said))),
    )
    return replace(plain, fit=fit, n=n, importance=means, lack=tuple(str(one) for one in lack), plain=plain)


def _by_shares(wave: Wave, values: Floats, plain: Fitted) -> Fitted:
    """One group, all aspects together: each one's part in what they explain. StatisticsError where it cannot be had."""
    settings = wave.survey.settings
    few = (plain.n <= settings.hide_up_to) & (np.array(plain.lack) == "")
    seldom = plain.n < settings.drivers.seldom_graded * plain.fit.n
    reasons = np.select([np.array(plain.lack) != "", few, seldom], [plain.lack, "few grades", "seldom graded"], "")
    lack = tuple(str(one) for one in reasons)
    used = tuple(place for place, reason in enumerate(lack) if not reason)
    if not used:
        return replace(plain, importance=np.full(len(lack), np.nan), lack=lack)
    # Before EM: of so many it takes its time, and would be for nothing.
    check_predictors(len(used))
    part, weights = values[plain.member][:, [*used, -1]], wave.rows.weight[plain.member]
    if settings.drivers.missing == "as if everyone":
        em = em_covariance(part, weights)
        mean, covariance = em.mean, em.covariance
    else:
        mean, covariance = mean_imputed(part, weights)
    shares = importance(covariance)
    r2 = float(shares.r2[0])
    if r2 > _SATURATED and not np.isfinite(part).all() and np.nanmax(np.abs(plain.importance[list(used)])) < _SATURATED:
        raise StatisticsError(f"importance: found an R² of {r2:.4f}; the grades that were given do not fix one")
    parts = np.full(len(lack), np.nan)
    parts[list(used)] = shares.shares[0] / shares.shares[0].sum() if r2 > 0 else np.nan
    fit = replace(
        plain.fit,
        method="lmg",
        why="not asked" if plain.fit.wanted == "stated" else "",
        estimand=settings.drivers.missing,
        aspects=len(used),
        smallest=int(plain.n[list(used)].min()),
        r2=r2,
    )
    return replace(
        plain, fit=fit, importance=parts, lack=lack, used=used, mean=mean, covariance=covariance, plain=plain
    )
