"""Figures from outside the data of a survey."""

from __future__ import annotations

import re

from peil.study.build.kinds import Context
from peil.study.model import Benchmark

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def benchmarks(context: Context) -> dict[str, Benchmark]:
    """The benchmarks by id; their dates must tell at least the year."""
    made: dict[str, Benchmark] = {}
    for key, one in (context.file.benchmarks or {}).items():
        spot = context.root / "benchmarks" / key
        if not _DATE.match(one.date):
            (spot / "date").problem(repr(one.date), "a year, month or day like 2013, 2013-12 or 2013-12-31")
        made[key] = Benchmark(
            id=key,
            title=context.texts.text(one.title, spot / "title"),
            value=one.value,
            share=one.measure == "share",
            source=one.source,
            date=one.date,
            place=spot.place,
            note=context.texts.maybe(one.note, spot / "note"),
        )
    return made
