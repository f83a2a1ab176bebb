"""Grades are out of ten, 1-10; figures of any other scale are ratings, in the report as in the draft."""

from dataclasses import replace

import pytest

from peil.drafting.naming import Naming
from peil.drafting.phrases import PHRASES
from peil.drafting.words import Words
from peil.report.compose import compose
from peil.results.model import DriverFit
from peil.study.model import Grade, Survey
from report.builders import ASPECTS, OVERALL, STUDY, SURVEY, context, driver, text, whole

FIT = DriverFit(
    "vr/2013/overall/importance/all", "vr", "2013", "", "all", "", "lmg", "lmg", "", "as it is", 400, 3, 300, 0.6
)  # fmt: skip
DRIVERS = tuple(replace(driver(f"vr/2013/{one.id}/importance/all", 0.3, 7.0), method="lmg") for one in ASPECTS)
FOUND = replace(whole(), fits=(FIT,), drivers=DRIVERS)
TEXTS = (
    "importance for the {} (part of what is explained)", "together explain of the {} (LMG", "Measured for the {} as it",
    "Margins of the {}", "The {} rises",
)  # fmt: skip


def with_overall(scale: Grade) -> Survey:
    """The small survey with its overall question on this scale, and a whole question for its label."""
    overall = replace(OVERALL, kind=scale, label=text("How was it all?", "Hoe was het?"))
    return replace(SURVEY, questions={**SURVEY.questions, "overall": overall})


def told(survey: Survey, language: str) -> str:
    """Everything that a report says."""
    return repr(compose(replace(STUDY, surveys={"vr": survey}), FOUND, language))


@pytest.mark.parametrize(
    ("scale", "named", "not_named"),
    [
        (Grade(), "overall grade", "overall rating"),
        (Grade(0, 10), "overall rating", "overall grade"),
        (Grade(1, 5), "overall rating", "overall grade"),
    ],
)
def test_report_and_draft_have_one_word_for_the_overall_figure(scale: Grade, named: str, not_named: str) -> None:
    """Axis and foot of the matrix, the account of margins, titles; it was a grade there on every scale, and one from 0
    to 10 was a rating in the draft alone."""
    survey = with_overall(scale)
    found = told(survey, "en")
    assert [words for words in TEXTS if words.format(named) not in found] == []
    assert not_named not in found.lower()
    naming = Naming(Words(context(FOUND, survey=survey), PHRASES["en"]))
    assert naming.figure(survey.questions["overall"]) == f"the {named}"


@pytest.mark.parametrize("scale", [Grade(), Grade(1, 5)])
def test_dutch_has_one_word_for_the_overall_figure_of_every_scale(scale: Grade) -> None:
    """“Totaaloordeel”."""
    found = told(with_overall(scale), "nl")
    assert "belang voor het totaaloordeel (aandeel in de verklaring)" in found
    assert "Het totaaloordeel stijgt" in found
