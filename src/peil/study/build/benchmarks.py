"""Figures, quotations and facts from outside the data of a survey."""

from __future__ import annotations

import re

from peil.study.build.kinds import Context
from peil.study.model import Benchmark, Citation
from peil.study.spot import Spot

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def benchmarks(context: Context) -> dict[str, Benchmark]:
    """The benchmarks by id; their dates must tell at least the year."""
    made: dict[str, Benchmark] = {}
    for key, one in (context.file.benchmarks or {}).items():
        spot = context.root / "benchmarks" / key
        _check_date(one.date, spot)
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


def citations(context: Context) -> dict[str, Citation]:
    """The quotations and facts by id, each in every language; their dates must tell at least the year."""
    made: dict[str, Citation] = {}
    for key, one in (context.file.citations or {}).items():
        spot = context.root / "citations" / key
        _check_date(one.date, spot)
        text = context.texts.text(one.text, spot / "text")
        made[key] = Citation(key, text, one.kind == "quotation", one.source, one.date, spot.place)
    return made


def _check_date(date: str, spot: Spot) -> None:
    if not _DATE.match(date):
        (spot / "date").problem(repr(date), "a year, month or day like 2013, 2013-12 or 2013-12-31")
