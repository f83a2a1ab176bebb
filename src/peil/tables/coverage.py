"""Coverage: the respondents of every wave beside the list they were drawn from, stratum by stratum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peil.data.model import SurveyData
from peil.data.strata import refuse_small_list, strata_of
from peil.results.model import ALL, StratumResponse
from peil.stats import response_by_stratum
from peil.study.model import Survey, Wave


@dataclass(frozen=True)
class _Listing:
    """The list of a wave: what it is, and the size of each stratum that it tells, by position of its answer."""

    of: Literal["sent", "frame"]
    names: tuple[str, ...]
    places: NDArray[np.intp]
    sizes: NDArray[np.int64]


def stratum_responses(survey: Survey, data: SurveyData) -> Iterator[StratumResponse]:
    """Rows per wave of which the sizes of strata are known: did every stratum answer equally often?

    Compared with what was sent, where the study says so by stratum; else with the frame, which tells response and the
    design of the sample together. Strata without a size are left out. No test where
    respondents were drawn together. StudyError, with the place, for a stratum with
    more respondents than units on its list.
    """
    if data.stratum is None:
        return
    for position, label in enumerate(data.waves):
        wave = survey.wave(label)
        refuse_small_list(survey, wave, data, ("sent by stratum", wave.sent_by_stratum))
        listing = _listing(survey, wave)
        if len(listing.names) > 1:
            rows = data.wave == position
            here = data.stratum[rows][:, None] == listing.places
            listed = np.stack([here.sum(axis=0), data.weight[rows] @ here])
            counts, weights = data.sums.total(f"{survey.id}/{label}/listed", listed)
            yield from _rows((survey.id, label), listing, counts.astype(np.int64), weights, not _together(data, rows))


def _listing(survey: Survey, wave: Wave) -> _Listing:
    sizes = wave.sent_by_stratum or wave.strata
    known = [(name, place) for place, name in enumerate(strata_of(survey)) if name in sizes]
    names = tuple(name for name, _ in known)
    places = np.array([place for _, place in known], np.intp)
    return _Listing(
        "sent" if wave.sent_by_stratum else "frame", names, places, np.array([sizes[name] for name in names], np.int64)
    )


def _together(data: SurveyData, rows: NDArray[np.bool_]) -> bool:
    """Whether respondents of a wave were drawn together: a test that counts people does not hold for them."""
    return data.cluster is not None and bool(len(np.unique(data.cluster[rows])) < np.count_nonzero(rows))


def _rows(
    of: tuple[str, str], listing: _Listing, n: NDArray[np.int64], weights: NDArray[np.float64], tested: bool
) -> Iterator[StratumResponse]:
    found = response_by_stratum(n, listing.sizes)
    if not tested:
        nothing = np.full(len(n), np.nan)
        found = replace(found, statistic=nothing, p=nothing, overall=np.nan, overall_p=np.nan)
    weighted = weights / weights.sum() if weights.sum() > 0 else np.full(len(weights), np.nan)
    columns = (
        listing.sizes, n, found.rate, found.listed, found.answered, weighted, found.statistic,
        np.ones(len(n), np.int64), found.p,
    )  # fmt: skip
    for name, *figures in zip(listing.names, *(column.tolist() for column in columns), strict=True):
        yield StratumResponse(of[0], of[1], name, listing.of, *figures)
    total, answered = int(listing.sizes.sum()), int(n.sum())
    overall = (found.overall, found.df, found.overall_p)
    yield StratumResponse(of[0], of[1], ALL, listing.of, total, answered, answered / total, 1.0, 1.0, 1.0, *overall)
