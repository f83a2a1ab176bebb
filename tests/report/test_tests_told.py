"""The tests in the method account: levels, families, comparisons that are asked for, and marks that are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.report.blocks import methodtests
from peil.report.blocks.context import Context
from peil.report.blocks.legend import marks_explained
from peil.report.model import Table, TableCell, TableRow
from peil.results.model import Dependence
from peil.study.model import Compared, Settings
from report.builders import SURVEY, context, page, published, whole

USUAL = SURVEY.settings


def told(settings: Settings, language: str = "en") -> str:
    """The account of the tests under these settings."""
    return "\n".join(methodtests.tests(where(settings, language)))


def where(settings: Settings, language: str = "en") -> Context:
    """The small survey with these settings."""
    found = context(published([]), language)
    return replace(found, survey=replace(found.survey, settings=settings))


@pytest.mark.parametrize(
    ("change", "english", "dutch"),
    [
        ({"strict_level": 0.001}, "(++ or −−) stands for p < 0.001", "(++ of −−) staat voor p < 0,001"),
        ({"test_shares": "points"}, "by their difference in percentage points", "op hun verschil in procentpunten"),
        ({"degrees_of_freedom": "design"}, "for small groups too", "ook bij kleine groepen"),
        (
            {"correction": "bonferroni", "family": "report"},
            "by Bonferroni's method, over the whole survey",
            "volgens Bonferroni, over het hele deelonderzoek",
        ),
        (
            {"method": "q"},
            "and Welch's degrees of freedom",
            "per groep en vrijheidsgraden volgens Welch",
        ),
        (
            {"method": "pooled effective base"},
            "whatever the test",
            "ook als de toets dat niet doet",
        ),
        ({"method": "weighted n"}, "used to reproduce earlier reports only", "om eerdere rapportages te reproduceren"),
        ({"compare_waves": "first"}, "from the first wave", "van de eerste meting"),
        ({"compare_waves": "each earlier wave"}, "from every earlier wave", "van elke eerdere meting"),
        ({"compare_waves": "the other waves together"}, "other waves together", "van de andere metingen samen"),
        (
            {"correction": "bonferroni", "family": "question"},
            "method, per question (all",
            "Bonferroni, per vraag (alle",
        ),
        ({"minimum_share": 0.025}, "below 2.5 percentage points", "kleiner dan 2,5 procentpunt"),
        ({"minimum": 0.25}, "grades below 0.25 are", "rapportcijfers kleiner dan 0,25 zijn"),
        ({"correction": "benjamini-hochberg"}, "Hochberg, per table (a", "Hochberg, per tabel (een"),
        (
            {"compared": Compared(groups={"role": (("sponsor", "foreign_national"),)})},
            "compared two by two, by",
            "paarsgewijs met elkaar vergeleken, naar",
        ),
        (
            {"compared": Compared(changes={"role": (("sponsor", ""),)})},
            "changed more or less than all others",
            "meer of minder veranderde dan alle andere",
        ),
        (
            {"compared": Compared(changes={"role": (("sponsor", "foreign_national"),)})},
            "one group changed more or less than another",
            "de ene groep meer of minder veranderde dan de andere",
        ),
        (
            {"compared": Compared(groups={"directorate": (("asylum", "social"),)})},
            "two by two, by directorate (Asylum – Social).",
            "vergeleken, naar klantdirectie (Asiel – Sociaal).",
        ),
        (
            {"compared": Compared(answers={"contact": (("line", "direct"), ("telephone", "desk"))})},
            "(Information line – Direct number, By telephone – Desk)",
            "(Informatienummer – Doorkiesnummer, Telefonisch – Loket)",
        ),
        (
            {"compared": Compared(changes={"directorate": (("asylum", ""), ("asylum", "social"))})},
            "By directorate (Asylum – Social) it is tested whether one group",
            "Naar klantdirectie (Asiel – Sociaal) is getoetst of de ene groep",
        ),
        (
            {"compared": Compared(dependence=("role",))},
            "depend on the group at all: one test of the whole table",
            "samenhangen met de groep: één toets voor de hele tabel",
        ),
        ({"unmarked_breaks": ("role",)}, "No marks are shown by", "zijn verschillen niet gemarkeerd"),
        ({"unmarked_questions": ("overall",)}, "No marks are shown for", "zijn verschillen niet gemarkeerd"),
    ],
)
def test_every_choice_is_told_in_both_languages(change: dict[str, object], english: str, dutch: str) -> None:
    """A choice that is made stands in the account; one that is not made does not."""
    settings = replace(USUAL, **change)  # type: ignore[arg-type]  # fields by name
    assert english in told(settings)
    assert dutch in told(settings, "nl")
    assert english not in told(USUAL)


def test_what_margins_know_of_the_sample_is_told() -> None:
    """The strata, and that the population is finite where its size is known; of a plain sample neither."""
    found = where(USUAL)
    waves = tuple(replace(wave, strata={"a": 1200}) for wave in SURVEY.waves)
    drawn = replace(found, survey=replace(found.survey, stratum="status", waves=waves))
    text = "\n".join(methodtests.tests(drawn))
    for words in ("drawn by stratum (", "finite-population correction"):
        assert words in text
        assert words not in told(USUAL)


def test_changes_of_pairs_alone_are_not_told_as_changes_against_all_others() -> None:
    """Only what was tested is told: of pairs no test against the rest was made."""
    pairs = Compared(changes={"role": (("sponsor", "foreign_national"),)})
    assert "than all others" not in told(replace(USUAL, compared=pairs))


@pytest.mark.parametrize(
    ("p", "language", "expected"),
    [
        (
            0.0001,
            "en",
            "depend on directorate, over all groups together: F(3.9; 1,850.2) = 6.31, p < 0.001 ",
        ),
        (
            0.0001,
            "nl",
            "verschillen naar klantdirectie, alle groepen tezamen getoetst: F(3,9; 1.850,2) = 6,31, p < 0,001",
        ),
        (0.213, "en", "was not shown over all groups together: F(3.9; 1,850.2) = 6.31, p = 0.213 (Rao-Scott)."),
        (0.213, "nl", "niet aangetoond, alle groepen tezamen getoetst: F(3,9; 1.850,2) = 6,31, p = 0,213 (Rao-Scott)."),
    ],
)
def test_the_foot_of_answers_by_group_tells_the_test_of_the_table(p: float, language: str, expected: str) -> None:
    """F with its degrees of freedom and p, in the words of what came of it; a page without groups says nothing."""
    test = Dependence(
        "vr/2013/status/dependence/directorate", "vr", "2013", "status", "directorate", 950, 3, 3, 6.31, 3.9, 1850.2, p,
        "vr/2013/dependence/directorate", p, p < 0.05,
    )  # fmt: skip
    found = context(replace(whole(), dependences=(test,)), language)
    assert any(expected in note for note in page("answers status by directorate", found).foot.notes)
    assert not any("Rao" in note for note in page("answers status", found).foot.notes)
    assert not any("Rao" in note for note in page("answers status by directorate", context(whole())).foot.notes)


def test_intervals_are_told_where_they_are_used() -> None:
    """A survey with a median says what a median is."""
    found = where(USUAL)
    overall = replace(found.survey.questions["overall"], measures=("median",))
    asked = replace(found, survey=replace(found.survey, questions={**found.survey.questions, "overall": overall}))
    assert not any("Medians" in text for text in methodtests.intervals(found))
    assert any("Medians" in text for text in methodtests.intervals(asked))


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((1,), "+: significantly higher than the others; 95% confidence"),
        ((2, 1), "+: significantly higher than the others; 95% confidence; ++: 99.9% confidence"),
        ((2, -2), "+ or −: significantly higher or lower than the others; 95% confidence; ++ and −−: 99.9% confidence"),
    ],
)
def test_double_marks_are_explained_where_they_occur(flags: tuple[int, ...], expected: str) -> None:
    """The foot names only the marks of the page."""
    cells = tuple(TableCell("7.7", "", flag) for flag in flags)  # type: ignore[arg-type]  # a flag
    table = Table("t", "", "", tuple("" for _ in cells), (TableRow("row", cells),))
    found = next(iter(marks_explained(where(replace(USUAL, strict_level=0.001)), [table], "rest")))
    assert found.replace("among the other respondents", "the others") == expected
