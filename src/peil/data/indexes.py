"""Indexes: a quantity that is computed of the grades of each respondent."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from peil.data.model import Coded, Codes, Floats, Quantities, Values
from peil.study.model import Grade, Index, Question, Reason


def index(of: Index, questions: Mapping[str, Question], columns: Mapping[str, Values], rows: int) -> Quantities:
    """(rows,) the mean of a respondent's valid grades, where there are enough of them.

    Grades that were not in the wave are left out; of the others half, rounded up, or as many as the study says must be
    valid. Who has too few did not answer; to whom none was put was not asked. With a scale each grade is laid out anew
    first: (grade − low) / (high − low) of the way from its lowest to its highest value.
    """
    asked = [(questions[name].kind, columns[name]) for name in of.items]
    parts = [
        (_placed(kind, values.codes, of), values.codes)
        for kind, values in asked
        if isinstance(kind, Grade) and isinstance(values, Coded) and (values.codes != Reason.NOT_IN_WAVE).any()
    ]
    if not parts:
        return Quantities(np.full(rows, np.nan), np.full(rows, int(Reason.NOT_IN_WAVE), np.int8))
    values = np.stack([part for part, _ in parts])
    codes = np.stack([part for _, part in parts])
    valid = codes >= 0
    enough = valid.sum(axis=0) >= (of.at_least or (len(parts) + 1) // 2)
    total = np.where(valid, values, 0.0).sum(axis=0)
    # Rounded so that equal means are equal numbers, whichever grades they are the mean of.
    means = np.round(total / np.maximum(valid.sum(axis=0), 1), 10)
    reasons = np.where((codes == Reason.NOT_ASKED).all(axis=0), int(Reason.NOT_ASKED), int(Reason.NOT_ANSWERED))
    return Quantities(np.where(enough, means, np.nan), np.where(enough, 0, reasons).astype(np.int8))


def _placed(kind: Grade, codes: Codes, of: Index) -> Floats:
    """The grades, on the scale of the index."""
    if of.scale is None:
        return codes.astype(np.float64) + kind.low
    low, high = of.scale
    return low + codes.astype(np.float64) * (high - low) / (kind.high - kind.low)
