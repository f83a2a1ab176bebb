"""What a new wave leaves behind in a study: quotes of an earlier wave, and figures from outside that are older."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peil.errors import Problem
from peil.study.model import Study, Survey, Wave


def outdated(study: Study) -> tuple[Problem, ...]:
    """What a person should renew, survey by survey; nothing is wrong with the figures, so that it stops no report."""
    return tuple(one for survey in study.surveys.values() for one in (*_quotes(survey), *_benchmarks(survey)))


def _this(survey: Survey) -> Wave:
    return ([wave for wave in survey.waves if wave.data is not None] or list(survey.waves))[-1]


def _quotes(survey: Survey) -> Iterator[Problem]:
    """Questions that were quoted in the last wave that has quotes, and not in this one."""
    this = _this(survey).label
    approved = [one for one in survey.quotes if one.status == "approved"]
    for question in dict.fromkeys(one.question for one in approved):
        own = [one for one in approved if one.question == question]
        if all(one.wave != this for one in own):
            count = f"{len(own)} approved {'quote' if len(own) == 1 else 'quotes'} of {own[-1].wave}, none of {this}"
            remedy = "`peil quotes STUDY` proposes new ones; without them `::: quotes` has nothing to print."
            yield Problem(own[0].place, f"quotes of `{question}`", count, f"quotes of {this}", remedy)


def _benchmarks(survey: Survey) -> Iterator[Problem]:
    """Figures from outside that are from before the year of this wave."""
    this = _this(survey)
    year = this.field.first.year if this.field is not None else _year(this.label)
    for one in survey.benchmarks.values():
        if year and _year(one.date) < year:
            remedy = "Look for a newer figure; or leave it, and let the text say of when it is."
            found = f"a figure of {one.date}, before wave {this.label}"
            yield Problem(one.place, f"benchmark `{one.id}`", found, f"a figure of {year} or later", remedy)


def _year(text: str) -> int:
    found = re.search(r"(?:19|20)\d\d", text)
    return int(found[0]) if found else 0
