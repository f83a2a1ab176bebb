"""Numbers and dates in a column of texts.

A decimal comma is read as such when every fraction in the column is written with one; in a column that also has
points the commas are texts, because 1,234 may then be a thousand.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data import faults
from peil.data.cells import distinct
from peil.data.meaning import Fault, blank_reason
from peil.data.model import Floats, Quantities
from peil.data.wavetable import WaveTable
from peil.study.model import Date, Number, Question, Reason, Source

_COMMA = r"^[+-]?\d+,\d+$"
_POINT = r"^[+-]?\d*\.\d+$"
_ISO_TIME = r"^(\d{4}-\d\d-\d\d)[ T]\d.*$"


def numeric(series: pl.Series) -> Floats:
    """(rows,) the number in each cell, NaN where it holds none."""
    if series.str.contains(_COMMA).any() and not series.str.contains(_POINT).any():
        series = series.str.replace(",", ".", literal=True)
    values = series.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
    return np.where(np.isfinite(values), values, np.nan)


def quantities(question: Question, source: Source, data: WaveTable) -> Quantities:
    """The answers to a Number question."""
    kind = question.kind
    assert isinstance(kind, Number)
    series = data.texts(source.columns[0])
    values = numeric(series)
    before = values.copy()
    reasons = np.zeros(len(series), np.int8)
    for text, meant in source.recode.items():
        number = numeric(pl.Series([text]))[0]
        # 99 and 99.0 are one number, so that numbers are compared as such.
        here = (series == text).to_numpy() | (before == number)
        if isinstance(meant, Reason):
            reasons[here] = meant
        else:
            values[here] = float(meant)
    reasons[(series == "").to_numpy()] = blank_reason(source.recode)
    at = faults.At(question, source.columns[0], data)
    _refuse(Fault.TEXT_IN_NUMBER, np.isnan(values) & (reasons == 0), (series, reasons), at)
    low = -np.inf if kind.low is None else kind.low
    high = np.inf if kind.high is None else kind.high
    outside = (reasons == 0) & ~((values >= low) & (values <= high))
    _refuse(Fault.OUT_OF_RANGE, outside, (series, reasons), at)
    return Quantities(np.where(reasons < 0, np.nan, values), reasons)


def dates(question: Question, source: Source, data: WaveTable) -> Quantities:
    """The answers to a Date question, in days since 1970-01-01."""
    kind = question.kind
    assert isinstance(kind, Date)
    series = data.texts(source.columns[0]).str.replace(_ISO_TIME, "$1")
    written = series.str.to_date(kind.format, strict=False)
    iso = series.str.to_date("%Y-%m-%d", strict=False)
    days = written.fill_null(iso).cast(pl.Int32).cast(pl.Float64).fill_null(np.nan)
    values = days.to_numpy(writable=True)
    reasons = np.where((series == "").to_numpy(), np.int8(blank_reason(source.recode)), np.int8(0))
    for text, meant in source.recode.items():
        if text and isinstance(meant, Reason):
            reasons[(series == text).to_numpy()] = meant
    wrong = np.isnan(values) & (reasons == 0)
    _refuse(Fault.TEXT_IN_NUMBER, wrong, (series, reasons), faults.At(question, source.columns[0], data))
    return Quantities(np.where(reasons < 0, np.nan, values), reasons)


def _refuse(fault: Fault, wrong: NDArray[np.bool_], cells: tuple[pl.Series, NDArray[np.int8]], at: faults.At) -> None:
    """Write down wrong cells and make them "not answered"."""
    series, reasons = cells
    rows = np.flatnonzero(wrong)
    if not len(rows):
        return
    texts = distinct(series.gather(rows.tolist()))
    index = np.full(len(series), -1, np.int32)
    index[rows] = texts.index
    faults.record(fault, texts.texts, index, at)
    reasons[wrong] = Reason.NOT_ANSWERED
