"""Where each wave stands in time, on the axis of a trend."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from peil.study.model import Survey, Wave

_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"(?:19|20)\d\d\D?(?:[QqKk]?([1-4])|(0[1-9]|1[0-2]))$")


def moments(survey: Survey) -> dict[str, float]:
    """Decimal year of each wave by its label, from one and the same source for all waves of the survey.

    The middle of the fieldwork where every wave states it; otherwise the year in the label (2013, 2013-2, 2013Q2)
    where every wave has one; otherwise 0, 1, 2 ...: equal steps. A source that contradicts the order of the study,
    oldest wave first, is passed over.
    """
    for read in (_middle_of_fieldwork, _year_in_label):
        places = [read(wave) for wave in survey.waves]
        known = [place for place in places if place is not None]
        if len(known) == len(places) and all(one < next_one for one, next_one in pairwise(known)):
            return {wave.label: place for wave, place in zip(survey.waves, known, strict=True)}
    return {wave.label: float(position) for position, wave in enumerate(survey.waves)}


def decimal_year(day: date) -> float:
    """A day as a year with a fraction: 1 July 2013 is about 2013.5."""
    days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year + (day - date(day.year, 1, 1)).days / days


def _middle_of_fieldwork(wave: Wave) -> float | None:
    if wave.field is None:
        return None
    return (decimal_year(wave.field.first) + decimal_year(wave.field.last)) / 2


def _year_in_label(wave: Wave) -> float | None:
    year = _YEAR.search(wave.label)
    if year is None:
        return None
    part = _PART.search(wave.label)
    if part is None:
        return float(year[0])
    return int(year[0]) + ((int(part[1]) - 1) / 4 if part[1] else (int(part[2]) - 1) / 12)
