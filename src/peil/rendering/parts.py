"""The parts of a report of several surveys: where the chapters of one begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from peil.report.model import Section


def opened_parts(sections: Sequence[Section]) -> list[str]:
    """Per chapter the title of the part that begins with it: a survey of several chapters, in a report of several."""
    surveys = [section.survey for section in sections]
    if len(set(surveys) - {""}) < 2:
        return [""] * len(surveys)
    begins = [one != before for before, one in pairwise(["", *surveys])]
    return [
        section.survey if begin and section.survey != section.title else ""
        for begin, section in zip(begins, sections, strict=True)
    ]
