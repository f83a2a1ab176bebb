"""The net promoter score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peil.study.model import Grade, Question
from peil.tables.measures.measurement import Floats, Measurement


def net_promoter_score(question: Question, _: Floats, __: Sequence[str]) -> tuple[Measurement, ...]:
    """One measurement for a grade of 0-10: share of promoters (9, 10) minus share of detractors (0-6), -100 to 100.

    Source: Reichheld, "The one number you need to grow", Harvard Business Review, December 2003.
    """
    match question.kind:
        case Grade(has_promoters=True):
            scores = np.select([np.arange(11) <= 6, np.arange(11) >= 9], [-100.0, 100.0], 0.0)
            return (Measurement("nps", "", scores, "promoters"),)
        case _:
            return ()
