"""Titles say the finding, and never more than figures and tests bear out."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from peil.report.blocks.answertitles import of_answers, of_answers_by_group
from peil.report.blocks.aspecttitles import of_aspects, of_aspects_by_group, of_aspects_over_waves
from peil.report.blocks.context import Context, answer_subjects, main_subject
from peil.report.blocks.fixed import all_fixed
from peil.report.blocks.titles import in_sentence, of_change, of_changes_by_group, of_groups
from peil.report.model import Inlines, Value, plain
from peil.results.model import Contrast, Estimate
from peil.study.model import Cell, CellWeights, MarginWeights, Settings, Unweighted
from peil.study.weighting import MeanTarget
from report.builders import (
    ASPECTS,
    DIRECTORATE,
    HERE,
    OVERALL,
    ROLE,
    STATUS,
    SURVEY,
    context,
    contrast,
    estimate,
    over_waves,
    page,
    published,
    text,
)

MEAN = "vr/2013/overall/mean"
RISE = contrast(f"{MEAN}/all~2011", 0.28)


def change_title(where: Context) -> str:
    return plain(of_change(where, main_subject(where, where.survey.questions["overall"])))


def grade(*values: float) -> list[Estimate]:
    return over_waves("overall/mean", values)


def groups(asylum: float, social: float, naturalisation: float, n: int = 200) -> list[Estimate]:
    values = {"asylum": asylum, "social": social, "naturalisation": naturalisation}
    return [estimate(f"{MEAN}/directorate={name}", value, n) for name, value in values.items()]


def group_title(found: list[Estimate], contrasts: list[Contrast] | None = None) -> str:
    where = context(published(found, contrasts or []))
    return plain(of_groups(where, main_subject(where, OVERALL), DIRECTORATE))


def test_a_flagged_rise_is_called_a_rise() -> None:
    """The grade rose by more than chance: the title says so, with both figures."""
    found = published(grade(7.4, 7.68), [RISE])
    assert change_title(context(found)) == "The overall grade rises from 7.4 to 7.7"
    assert change_title(context(found, "nl")) == "Het totaaloordeel stijgt van 7,4 naar 7,7"


def test_a_flagged_fall_is_called_a_fall() -> None:
    """The other direction."""
    found = published(grade(7.4, 7.1), [contrast(f"{MEAN}/all~2011", -0.3)])
    assert change_title(context(found)) == "The overall grade falls from 7.4 to 7.1"


def test_a_difference_without_a_flag_is_never_called_a_rise() -> None:
    """A test that found nothing is told as such, however far the figures lie apart."""
    found = published(grade(7.4, 7.7), [contrast(f"{MEAN}/all~2011", 0.3, p=0.2)])
    assert change_title(context(found)) == "Overall grade: 7.7, not demonstrably different from 2011"
    assert change_title(context(found, "nl")) == "Totaaloordeel: 7,7, niet aantoonbaar anders dan in 2011"


def test_a_significant_difference_too_small_to_matter_is_neither_a_rise_nor_no_difference() -> None:
    """p below the level, flag withheld because the difference is below the minimum: both figures, no verdict."""
    found = published(grade(7.4, 7.46), [contrast(f"{MEAN}/all~2011", 0.06, p=0.01, flag=0)])
    assert change_title(context(found)) == "Overall grade: 7.5 (2011: 7.4)"


def test_without_a_test_nothing_is_claimed() -> None:
    """A published wave without n cannot be tested."""
    assert change_title(context(published(grade(7.4, 7.7)))) == "Overall grade: 7.7 (2011: 7.4)"


def test_a_rise_that_the_rule_over_waves_does_not_flag_is_not_claimed() -> None:
    """Higher than in 2011 but not than in every earlier wave: the figure bears no mark, so the title no claim."""
    found = published(grade(7.9, 7.4, 7.7), [RISE], flags={f"{MEAN}/all": 0})
    settings = replace(SURVEY.settings, compare_waves="each earlier wave")
    assert change_title(context(found, settings=settings)) == "Overall grade: 7.7 (2011: 7.4)"


def test_a_rise_that_rounding_hides_names_no_two_equal_figures() -> None:
    """7.66 after 7.74 would print as a fall from 7.7 to 7.7."""
    found = published(grade(7.74, 7.66), [contrast(f"{MEAN}/all~2011", -0.08, flag=-1)])
    assert change_title(context(found)) == "Overall grade: 7.7, slightly but significantly lower than in 2011"


def test_a_changed_question_is_not_compared() -> None:
    """A new series has no earlier figure, even when one is published."""
    survey = replace(SURVEY, questions={"overall": replace(OVERALL, new_series=("2013",))})
    found = published(grade(7.4, 7.7), [RISE])
    assert change_title(context(found, survey=survey)) == "Overall grade: 7.7, not comparable with earlier waves"


def test_a_comparison_stops_at_the_wave_in_which_a_series_began() -> None:
    """With 2011 hidden and a new series in 2011, 2009 is not reached over the break."""
    survey = replace(SURVEY, questions={"overall": replace(OVERALL, new_series=("2011",))})
    rows = [
        estimate("vr/2009/overall/mean/all", 7.9),
        estimate("vr/2011/overall/mean/all", 0, 12, "hidden: small base"),
    ]
    found = published([*rows, estimate(f"{MEAN}/all", 7.1)], [contrast(f"{MEAN}/all~2009", -0.8)])
    assert change_title(context(found, survey=survey)) == "Overall grade: 7.1"


def test_a_hidden_figure_is_said_to_be_hidden() -> None:
    """No number stands in the title of a figure that may not be shown."""
    found = published([estimate(f"{MEAN}/all", 0, 12, "hidden: small base")])
    assert change_title(context(found)) == "Overall grade: too few answers to show"


def test_a_label_that_is_a_whole_question_does_not_stand_in_a_sentence() -> None:
    """A question without a short name is called by what it measures."""
    asked = replace(OVERALL, label=text("How do you rate us?"))
    survey = replace(SURVEY, questions={"overall": asked})
    where = context(published(grade(7.4, 7.68), [RISE]), survey=survey)
    assert change_title(where) == "The overall grade rises from 7.4 to 7.7"


def test_a_title_names_the_estimates_it_rests_on() -> None:
    """A reader can click from the title to base and test."""
    where = context(published(grade(7.4, 7.68), [RISE]))
    (value,) = of_change(where, main_subject(where, OVERALL))
    assert isinstance(value, Value)
    assert value.evidence == (f"{MEAN}/all", "vr/2011/overall/mean/all", f"{MEAN}/all~2011")


def test_the_highest_group_is_named_when_it_stands_alone() -> None:
    """Strictly the highest and the lowest after rounding."""
    assert (
        group_title(groups(8.1, 7.7, 7.5))
        == "Overall grade: Asylum the highest with 8.1, Naturalisation the lowest with 7.5"
    )


def test_a_tie_after_rounding_is_never_named() -> None:
    """8.08 and 8.12 both print as 8.1: neither is the highest."""
    assert group_title(groups(8.12, 8.08, 7.5)) == "Overall grade: Naturalisation the lowest with 7.5"
    assert group_title(groups(8.12, 8.08, 8.08)) == "Overall grade by directorate"


def test_a_tie_at_the_bottom_leaves_out_the_lowest() -> None:
    """The highest may stand alone while the lowest do not."""
    assert group_title(groups(8.1, 7.5, 7.5)) == "Overall grade: Asylum the highest with 8.1"


def test_a_small_base_is_never_the_highest() -> None:
    """The group at the top rests on few answers: no group is named in its place."""
    rows = [estimate(f"{MEAN}/directorate=asylum", 8.6, 40, "small base"), *groups(0, 7.7, 7.5)[1:]]
    assert "highest" not in group_title(rows)


def test_differences_between_groups_without_a_flag_are_called_not_significant() -> None:
    """Every group was tested against the rest, and none bears a mark."""
    tests = [contrast(f"{MEAN}/directorate={name}~rest", 0.2, p=0.4) for name in ("asylum", "social", "naturalisation")]
    assert group_title(groups(7.8, 7.7, 7.5), tests).endswith("; differences not significant")


def by_group_title(now: dict[str, float], contrasts: list[Contrast]) -> str:
    rows = [
        one for name, value in now.items() for one in over_waves("overall/mean", (7.4, value), f"directorate={name}")
    ]
    where = context(published(rows, contrasts))
    owned = tuple((DIRECTORATE, group) for group in DIRECTORATE.groups)
    return plain(of_changes_by_group(where, main_subject(where, OVERALL), owned, DIRECTORATE))


def test_groups_that_rise_and_fall_are_named() -> None:
    """Only flagged changes are told; a group without a flag is not."""
    tests = [
        contrast(f"{MEAN}/directorate=asylum~2011", 0.6),
        contrast(f"{MEAN}/directorate=social~2011", 0.2, p=0.3),
        contrast(f"{MEAN}/directorate=naturalisation~2011", -0.5),
    ]
    title = by_group_title({"asylum": 8.0, "social": 7.6, "naturalisation": 6.9}, tests)
    assert title == "The overall grade rises for Asylum and falls for Naturalisation"


def test_no_difference_in_any_group_is_said_only_when_all_were_tested() -> None:
    """With one group untested the title stays silent."""
    now = {"asylum": 7.5, "social": 7.5, "naturalisation": 7.5}
    tests = [contrast(f"{MEAN}/directorate={name}~2011", 0.1, p=0.5) for name in now]
    said = by_group_title(now, tests)
    assert said == "Overall grade by directorate: no group differs demonstrably from the wave before"
    assert by_group_title(now, tests[:2]) == "Overall grade by directorate"


def shares(**values: float) -> list[Estimate]:
    return [estimate(f"vr/2013/status={name}/share/all", value, 960) for name, value in values.items()]


def answers_title(found: list[Estimate], contrasts: list[Contrast] | None = None) -> str:
    where = context(published(found, contrasts or []))
    return plain(of_answers(where, "Status", answer_subjects(where, STATUS)))


def test_the_answer_given_most_is_named_when_it_stands_alone() -> None:
    """Half and no more is still the most often given, and not "most respondents"."""
    assert answers_title(shares(granted=0.494, refused=0.103, pending=0.403)) == "Status: “Granted” most often (49%)"


def test_what_the_weights_fix_is_no_finding() -> None:
    """The shares of the answers are targets: none is "most often"; a share with an error is no target."""
    targets = {"granted": 0.5, "refused": 0.3, "pending": 0.2}
    cells = CellWeights(tuple(Cell(name, {"status": name}, part) for name, part in targets.items()), HERE)
    survey = replace(SURVEY, weighting=cells)
    rows = shares(**targets)
    told = []
    for language, error in (("en", 0.0), ("nl", 0.0), ("en", 0.01)):
        where = context(published([replace(one, se=error) for one in rows]), language, survey=survey)
        assert all_fixed(where, STATUS) is (error == 0)
        told.append(plain(of_answers(where, "Status", answer_subjects(where, STATUS))))
    assert told == [
        "Status: the weights fix these shares",
        "Status: deze aandelen legt de weging vast",
        "Status: “Granted” most often (50%)",
    ]


# Status is a target within asylum alone, as sexes within one district.
WITHIN = CellWeights(
    (
        Cell("granted", {"directorate": "asylum", "status": "granted"}, 0.1),
        Cell("refused", {"directorate": "asylum", "status": "refused"}, 0.1),
        Cell("social", {"directorate": "social"}, 0.5),
        Cell("naturalisation", {"directorate": "naturalisation"}, 0.3),
    ),
    HERE,
)


def within(language: str = "en", error: float = 0.0) -> Context:
    """Half granted and half refused in asylum, without an error unless said; six and four in ten in social."""
    rows = [
        replace(estimate(f"vr/2013/status={name}/share/{key}", value, 300), se=se)
        for key, granted, se in (
            ("all", 0.55, 0.02), ("directorate=asylum", 0.5, error), ("directorate=social", 0.6, 0.02),
            ("directorate=naturalisation", 0.58, 0.02),
        )
        for name, value in (("granted", granted), ("refused", 1 - granted))
    ]  # fmt: skip
    return context(published(rows), language, survey=replace(SURVEY, weighting=WITHIN))


def test_what_the_weights_fix_within_a_group_is_no_finding_about_it() -> None:
    """In asylum the shares are targets: they are none in social, nor where the weights let them move."""
    for where, expected in (
        (within(), "Status of the application (Asylum): the weights fix these shares"),
        (within("nl"), "Status van de aanvraag (Asiel): deze aandelen legt de weging vast"),
        (within(error=0.01), "Status of the application (Asylum)"),
    ):
        made = page("answers status for asylum", where)
        assert plain(made.title) == expected
        told = [note for note in made.foot.notes if "Asylum" in note or "Asiel" in note]
        fixed_note = {"en": "Fixed by the weights, and no finding: Asylum.",
                      "nl": "Vastgelegd door de weging en dus geen uitkomst: Asiel."}  # fmt: skip
        assert told == ([fixed_note[where.language.code]] if "weging" in expected or "weights" in expected else [])
    assert "most often" in plain(page("answers status for social", within()).title)


def test_by_group_the_foot_names_the_groups_whose_figures_the_weights_fix() -> None:
    """And the title does not call such a group the lowest."""
    for line in ("answers status by directorate", "bars status=granted by directorate"):
        made = page(line, within())
        assert "Fixed by the weights, and no finding: Asylum." in made.foot.notes
    assert plain(made.title) == "Granted: Social the highest with 60%"
    assert "Asylum the lowest with 50%" in plain(page("bars status=granted by directorate", within(error=0.01)).title)


def test_a_mean_that_is_a_target_is_not_told_as_no_difference() -> None:
    """A mean the weights fix has no error and no p: the title says that it is fixed. Without weights nothing is said
    of a difference that was not tested."""
    rows = [replace(one, se=0.0) for one in over_waves("overall/mean", (7.4, 7.4))]
    tests = [contrast(f"{MEAN}/all~2011", 0.0, p=nan, flag=0)]
    means = (MeanTarget("overall", {"2013": 7.4}, HERE),)
    weighted = replace(SURVEY, weighting=MarginWeights((), means, HERE, calibrated=True))
    told = []
    for survey in (weighted, replace(SURVEY, weighting=Unweighted())):
        where = context(published(rows, tests), survey=survey)
        told.append(plain(of_change(where, main_subject(where, OVERALL))))
    assert told == ["Overall grade: 7.4, fixed by the weights", "Overall grade: 7.4 (2011: 7.4)"]


def test_answers_that_tie_are_not_named() -> None:
    """45.2% and 44.8% both print as 45%."""
    assert answers_title(shares(granted=0.452, refused=0.1, pending=0.448)) == "Status"


def test_the_greatest_flagged_change_of_an_answer_is_the_finding() -> None:
    """A change goes before what is given most; points are not subtracted from rounded figures."""
    rows = [*shares(granted=0.494, refused=0.103), estimate("vr/2011/status=refused/share/all", 0.06, 877)]
    title = answers_title(rows, [contrast("vr/2013/status=refused/share/all~2011", 0.043)])
    assert title == "Status: “Refused” rises from 6% to 10%"


def test_a_group_stands_out_in_its_answers_only_with_a_flag() -> None:
    """Granted most often in asylum, against the rest."""
    rows = [
        estimate(f"vr/2013/status=granted/share/directorate={name}", value, 200)
        for name, value in (("asylum", 0.6), ("social", 0.5), ("naturalisation", 0.4))
    ]
    names = [one.id for one in rows]
    unmarked = [contrast(f"{name}~rest", 0.0, p=0.5) for name in names[1:]]
    flagged, twice = ([contrast(f"{names[0]}~rest", 0.12, flag=flag), *unmarked] for flag in (1, 2))
    unflagged = [contrast(f"{name}~rest", 0.1, p=0.5) for name in names]
    titles = []
    for tests in (flagged, twice, unflagged, []):
        where = context(published(rows, tests))
        subject = answer_subjects(where, STATUS)[:1]
        titles.append(plain(of_answers_by_group(where, "Status", subject, DIRECTORATE)))
    assert titles == [
        "Status: “Granted” most often in Asylum (60%)",
        "Status: “Granted” most often in Asylum (60%)",
        "Status: no demonstrable differences by directorate",
        "Status by directorate",
    ]


def aspects_titles(contrasts: list[Contrast], settings: Settings | None = None) -> tuple[str, str]:
    rows = [
        *over_waves("friendly/mean", (7.8, 7.9)),
        *over_waves("deadlines/mean", (6.2, 6.6)),
        *over_waves("site/mean", (7.1,)),
    ]
    where = context(published(rows, contrasts), settings=settings)
    subjects = [main_subject(where, one) for one in ASPECTS]

    def said(title: Inlines) -> str:
        return plain(title)

    return said(of_aspects_over_waves(where, subjects)), said(of_aspects(where, subjects))


def test_aspects_are_counted_among_those_that_were_compared() -> None:
    """The website has no earlier figure: it is not one of the two that could rise."""
    tests = [contrast("vr/2013/friendly/mean/all~2011", 0.1, p=0.4), contrast("vr/2013/deadlines/mean/all~2011", 0.4)]
    over, now = aspects_titles(tests)
    assert over == "1 of 2 aspects scores significantly higher than in the previous wave (2011), none lower"
    assert now == "Friendliness rated highest (7.9), Terms met lowest (6.6)"


def test_aspects_without_a_flag_are_said_not_to_differ() -> None:
    """Neither of two tests found anything; the only earlier wave is named."""
    tests = [contrast(f"vr/2013/{name}/mean/all~2011", 0.1, p=0.4) for name in ("friendly", "deadlines")]
    over, _ = aspects_titles(tests, replace(SURVEY.settings, compare_waves="each earlier wave"))
    assert over == "None of the 2 aspects scores significantly higher or lower than in 2011"


def test_all_aspects_that_rise_are_called_all() -> None:
    """Nobody says "2 of 2"."""
    tests = [contrast(f"vr/2013/{name}/mean/all~2011", 0.4) for name in ("friendly", "deadlines")]
    over, _ = aspects_titles(tests)
    assert over == "All 2 aspects score significantly higher than in the previous wave (2011)"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_break_of_two_groups_names_no_lowest(language: str) -> None:
    """With two groups the lowest says nothing that the highest does not."""
    rows = [estimate(f"{MEAN}/role=foreign", 7.9), estimate(f"{MEAN}/role=sponsor", 7.5)]
    where = context(published(rows), language)
    title = plain(of_groups(where, main_subject(where, OVERALL), ROLE))
    wanted = {
        "en": "Overall grade: Foreign nationals the highest with 7.9",
        "nl": "Totaaloordeel: Vreemdelingen het hoogst met 7,9",
    }
    assert title == wanted[language]


def test_a_label_that_may_not_fit_a_sentence_stands_before_a_colon() -> None:
    """ "Would recommend us falls" is no sentence."""
    survey = replace(SURVEY, questions={"overall": replace(OVERALL, label=text("Would recommend us", "Beveelt aan"))})
    found = published(grade(7.4, 7.1), [contrast(f"{MEAN}/all~2011", -0.3)])
    assert change_title(context(found, survey=survey)) == "Would recommend us: down from 7.4 to 7.1"
    assert change_title(context(found, "nl", survey)) == "Beveelt aan: gedaald van 7,4 naar 7,1"


def test_a_break_that_is_a_question_is_quoted() -> None:
    """Totaaloordeel naar ‘Hoe kwam u?’, and not naar hoe kwam u?:"""
    asked = replace(DIRECTORATE, title=text("How did you come?", "Hoe kwam u?"))
    rows = [one for group in asked.groups for one in over_waves("overall/mean", (7.4, 7.5), asked.key(group))]
    tests = [contrast(f"{MEAN}/{asked.key(group)}~2011", 0.1, p=0.5) for group in asked.groups]
    titles = []
    for language in ("en", "nl"):
        where = context(published(rows, tests), language)
        owned = tuple((asked, group) for group in asked.groups)
        titles.append(plain(of_changes_by_group(where, main_subject(where, OVERALL), owned, asked)))
    assert titles == [
        "Overall grade by “How did you come?”: no group differs demonstrably from the wave before",
        "Totaaloordeel naar ‘Hoe kwam u?’: in geen groep een aantoonbaar verschil met de meting ervoor",
    ]


def aspects_by_group(flags: dict[str, dict[str, int]], tested: bool = True, p: float = 0.4) -> str:
    names = ("asylum", "social", "naturalisation")
    ids = {(ask, name): f"vr/2013/{ask}/mean/directorate={name}" for ask in ("friendly", "deadlines") for name in names}
    rows = [estimate(one, 7.0, 200) for one in ids.values()]
    tests = []
    for (ask, name), one in ids.items():
        found = flags.get(name, {}).get(ask, 0)
        tests.append(contrast(f"{one}~rest", 0.4, p=0.001 if found else p, flag=found))
    where = context(published(rows, tests if tested else ()))
    return plain(of_aspects_by_group(where, [main_subject(where, one) for one in ASPECTS[:2]], DIRECTORATE))


def test_double_marks_make_the_same_titles_as_single_ones() -> None:
    """What passes a second, stricter level is as much a finding: no title says that nothing differs."""
    double = {"asylum": {"friendly": 2, "deadlines": -2}, "social": {"friendly": -2}}
    single = {name: {ask: flag // 2 for ask, flag in found.items()} for name, found in double.items()}
    assert aspects_by_group(double) == aspects_by_group(single)
    assert "1 of 2 aspects" in aspects_by_group(double)


def test_the_group_with_most_flags_is_named_when_it_stands_alone() -> None:
    """Two flags against one; with one each no group is named; without any that is said, when all were tested."""
    assert (
        aspects_by_group({"asylum": {"friendly": 1, "deadlines": -1}, "social": {"friendly": -1}})
        == "Asylum: 1 of 2 aspects significantly higher than among the others, 1 lower"
    )
    assert aspects_by_group({"asylum": {"friendly": 1}, "social": {"deadlines": 1}}) == "Aspects by directorate"
    assert aspects_by_group({}) == "Aspects by directorate: no demonstrable differences"
    assert aspects_by_group({}, tested=False) == "Aspects by directorate"
    # Significant, and without a mark: too small to matter, or the survey shows none.
    assert aspects_by_group({}, p=0.001) == "Aspects by directorate"


def test_one_end_of_the_aspects_is_named_when_the_other_is_tied() -> None:
    """Two aspects at the top print 7.9: only the lowest is named."""
    rows = [
        estimate(f"vr/2013/{name}/mean/all", v, 400)
        for name, v in zip(("friendly", "deadlines", "site"), (7.9, 6.6, 7.9), strict=True)
    ]
    where = context(published(rows))
    assert plain(of_aspects(where, [main_subject(where, one) for one in ASPECTS])) == "Terms met rated lowest (6.6)"


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Leges", "leges"),
        ("AirTrain", "AirTrain"),
        ("Rental Car Center clean", "Rental Car Center clean"),
        ("De Nederlandse taal", "de Nederlandse taal"),
        ("Hoe de IND werkt", "hoe de IND werkt"),
        ("VVR", "VVR"),
        ("X", "X"),
        ("Waarvoor kwam u?", "“Waarvoor kwam u?”"),
    ],
)
def test_a_label_inside_a_sentence_keeps_the_capitals_of_names(label: str, told: str) -> None:
    """The foot of a matrix wrote airTrain."""
    assert in_sentence(context(published()), label) == told
