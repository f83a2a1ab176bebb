"""Drivers: importance against R's numbers, ratings from the results, borders, quadrants, and who has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey, text
from peil.data.model import Coded, Data, Occasions, Values
from peil.drivers import explain
from peil.results.model import Driver, Results
from peil.study.drivers import DriverSettings
from peil.study.model import Break, Condition, Grade, Group, Question, Settings, Study, Survey, Wave
from peil.tables import tabulate
from stats.schools import numbers, read

NUMBERS = numbers("correlation")
OVERALL = Settings(overall="overall")
# Ninety grades that go up with the overall grade of `SERVED`, and ninety that do not.
SERVED = [4, 5, 6, 7, 8, 9] * 15
MIXED = [7, 6, 9, 5, 8, 7, 6, 8, 5] * 10


def aspect(name: str, kind: Grade | None = None, **more: object) -> Question:
    """A graded item of the service."""
    return question(name, kind, aspect=True, **more)  # type: ignore[arg-type]  # fields by name


def explained(about: Survey, answers: Data) -> Results:
    """Tabulated, then explained."""
    whole = study(about)
    return explain(whole, answers, tabulate(whole, answers))


def codes(grades: Sequence[float]) -> Coded:
    """Grades from 1 as positions on their scale; NaN is no answer."""
    return coded([-1 if np.isnan(grade) else round(grade) - 1 for grade in grades])


def served(*aspects: Sequence[float], settings: Settings = OVERALL) -> Results:
    """Those who gave the grades of `SERVED` to the service as a whole, and these to aspects a, b, c ..."""
    names = "abcdefgh"[: len(aspects)]
    vr = survey([question("overall"), *(aspect(name) for name in names)], settings=settings)
    columns = {"overall": codes(SERVED), **dict(zip(names, map(codes, aspects), strict=True))}
    return explained(vr, data(vr, [0] * len(SERVED), columns))


def driver(results: Results, aspect: str, group: str = "all", wave: str = "2013") -> Driver:
    """One driver by its id."""
    return results.drivers_by_id[f"vr/{wave}/{aspect}/importance/{group}"]


def attitude(weighted: bool) -> Results:
    """R's attitude data (30 departments of a firm rated by their clerks), one survey with grades from 0 to 100."""
    columns = read("attitude")
    names = [name for name in columns if name != "rating"]
    scale = Grade(0, 100)
    vr = survey(
        [question("rating", scale), *(aspect(name, scale) for name in names)], settings=Settings(overall="rating")
    )
    answers = data(vr, [0] * 30, {name: coded(values.astype(int).tolist()) for name, values in columns.items()})
    if weighted:
        answers = Data({"vr": answers.surveys["vr"].weighted(np.linspace(1, 2, 30), None)})
    return explained(vr, answers)


@pytest.mark.parametrize("kind", ["attitude", "attitude weighted"])
def test_importance_rating_and_borders_are_those_of_r(kind: str) -> None:
    """cov.wt, weighted.mean, and their means over the six aspects."""
    found = attitude(weighted=kind != "attitude").drivers
    assert len(found) == 6
    for row in found:
        assert row.importance == pytest.approx(NUMBERS[f"{kind} {row.aspect}"].estimate, rel=1e-12)
        assert row.rating == pytest.approx(NUMBERS[f"{kind} {row.aspect} mean"].estimate, rel=1e-12)
        assert row.importance_border == pytest.approx(NUMBERS[f"{kind} importance border"].estimate, rel=1e-12)
        assert row.rating_border == pytest.approx(NUMBERS[f"{kind} rating border"].estimate, rel=1e-12)
        assert (row.n, row.method, row.status) == (30, "correlation", "ok")


def test_the_quadrants_follow_from_both_borders() -> None:
    """R's attitude data: importance above .463 is important, a mean above 59.7 is high."""
    quadrants = {row.aspect: row.quadrant for row in attitude(weighted=False).drivers}
    assert quadrants == {
        "complaints": "strength", "raises": "strength", "learning": "priority", "critical": "hygiene",
        "privileges": "low priority", "advance": "low priority",
    }  # fmt: skip


def test_a_driver_is_named_as_an_estimate_is() -> None:
    """The measure is importance; break, group and the rating are those of the estimate of the mean."""
    found = served(SERVED)
    row = driver(found, "a")
    assert (row.survey, row.wave, row.aspect, row.break_id, row.group, row.within) == ("vr", "2013", "a", "", "all", "")
    assert row.rating == found.by_id["vr/2013/a/mean/all"].estimate == 6.5


def test_an_aspect_on_the_border_is_important_and_high() -> None:
    """One aspect is its own border; three that are the same lie on theirs, whatever rounding makes of the mean."""
    assert driver(served(SERVED), "a").quadrant == "strength"
    assert {row.quadrant for row in served(MIXED, MIXED, MIXED).drivers} == {"strength"}


def test_an_aspect_without_spread_has_a_rating_and_no_place() -> None:
    """Everybody gives an 8: no importance, no quadrant, and the borders are those of the others."""
    found = served(SERVED, [8] * 90)
    row = driver(found, "b")
    assert (row.rating, row.n, row.quadrant, row.status) == (8, 90, None, "ok")
    assert isnan(row.importance)
    assert row.rating_border == driver(found, "a").rating_border == 6.5
    assert row.importance_border == pytest.approx(1)


def test_an_aspect_that_nobody_graded_is_told_as_empty() -> None:
    """Its row is there, with n = 0 and the status of its estimate."""
    found = served(SERVED, [np.nan] * 90)
    row = driver(found, "b")
    assert (row.n, row.status, row.quadrant) == (0, "empty", None)
    assert isnan(row.importance)
    assert isnan(row.rating)
    assert driver(found, "a").importance_border == pytest.approx(1)


def graded_by(count: int) -> list[float]:
    """`MIXED`, but only the first `count` gave a grade."""
    return [float(grade) for grade in MIXED[:count]] + [np.nan] * (90 - count)


def test_a_hidden_base_does_not_count_in_the_borders() -> None:
    """Up to and including 29 who gave both grades the borders are those of the other aspects; from 30 on it counts."""
    alone = driver(served(SERVED), "a")
    hidden, few = (served(SERVED, graded_by(count)) for count in (29, 30))
    assert (driver(hidden, "a").importance_border, driver(hidden, "a").rating_border) == (
        alone.importance_border, alone.rating_border,
    )  # fmt: skip
    assert driver(hidden, "b").rating_border == alone.rating_border
    rows = driver(few, "a"), driver(few, "b")
    assert rows[0].rating_border == pytest.approx((rows[0].rating + rows[1].rating) / 2)
    assert rows[0].importance_border == pytest.approx((rows[0].importance + rows[1].importance) / 2)


def test_what_counts_is_who_gave_both_grades() -> None:
    """Sixty graded the aspect, twenty of them the service as a whole: importance on 20, rating on 60, in no border."""
    vr = survey([question("overall"), aspect("a"), aspect("b")], settings=OVERALL)
    whole = [float(grade) for grade in SERVED[:50]] + [np.nan] * 40
    late = [np.nan] * 30 + [float(grade) for grade in MIXED[30:]]
    found = explained(vr, data(vr, [0] * 90, {"overall": codes(whole), "a": codes(SERVED), "b": codes(late)}))
    row = driver(found, "b")
    assert row.n == 20
    assert row.rating == pytest.approx(np.mean(MIXED[30:]))
    assert row.importance == pytest.approx(np.corrcoef(SERVED[30:50], MIXED[30:50])[0, 1])
    assert row.rating_border == driver(found, "a").rating


def test_a_group_without_a_base_that_may_be_shown_has_no_borders() -> None:
    """Nothing can be parted: no quadrants, though the importance is known in the house."""
    row = driver(served(SERVED, settings=replace(OVERALL, hide_up_to=90)), "a")
    assert isnan(row.importance_border)
    assert isnan(row.rating_border)
    assert row.quadrant is None
    assert row.importance == pytest.approx(1)


def test_every_group_has_a_matrix_of_its_own() -> None:
    """Asylum rates along with the whole, naturalisation against it; those in no group count in the total alone."""
    directorate = question("directorate", single("asylum", "naturalisation"))
    by_correlation = replace(OVERALL, drivers=DriverSettings(importance="correlation"))
    vr = survey([question("overall"), aspect("a"), directorate], [break_of(directorate)], settings=by_correlation)
    turned = [13 - grade for grade in SERVED]
    columns = {
        "overall": codes(SERVED * 3),
        "a": codes([*SERVED, *turned, *MIXED]),
        "directorate": coded([0] * 90 + [1] * 90 + [-1] * 90),
    }
    found = explained(vr, data(vr, [0] * 270, columns))
    asylum, other = (driver(found, "a", f"directorate={group}") for group in ("asylum", "naturalisation"))
    assert [asylum.importance, other.importance] == pytest.approx([1, -1])
    assert (asylum.n, other.n, driver(found, "a").n) == (90, 90, 270)
    assert (asylum.break_id, asylum.group) == ("directorate", "asylum")
    assert asylum.importance_border == driver(found, "a").importance
    assert driver(found, "a").importance == pytest.approx(np.corrcoef(SERVED * 3, [*SERVED, *turned, *MIXED])[0, 1])


def nested() -> tuple[Survey, Data]:
    """Role within directorate: sponsors and applicants of asylum."""
    directorate, role = question("directorate", single("asylum")), question("role", single("sponsor", "applicant"))
    conditions = (Condition("directorate", ("asylum",)), Condition("role", ("sponsor",)))
    group = Group("asylum.sponsor", text("Sponsors"), conditions, parent="asylum")
    inside = Break("directorate_role", text("Role"), (group,), NOWHERE, outer="directorate", inner="role")
    questions = [question("overall"), aspect("a"), directorate, role]
    vr = survey(questions, [break_of(directorate), break_of(role)], settings=OVERALL)
    columns = {
        "overall": codes(SERVED),
        "a": codes(MIXED),
        "directorate": coded([0] * 90),
        "role": coded([0, 0, 1] * 30),
    }
    answers = data(vr, [0] * 90, columns).surveys["vr"]
    membership = {**answers.membership, inside.id: (np.arange(90) % 3 < 2)[:, None]}
    vr = replace(vr, breaks={**vr.breaks, inside.id: inside})
    return vr, Data({"vr": replace(answers, membership=membership)})


def test_a_nested_group_names_its_outer_group() -> None:
    """The key of its estimates, and the directorate it lies within."""
    row = driver(explained(*nested()), "a", "directorate=asylum,role=sponsor")
    assert (row.break_id, row.group, row.within) == ("directorate_role", "asylum.sponsor", "directorate=asylum")
    assert row.n == 60


def test_only_breaks_that_the_report_shows_have_drivers() -> None:
    """Named in the settings; without names all breaks."""
    vr, answers = nested()
    some = replace(vr, settings=replace(OVERALL, breaks=("role",)))
    assert {row.break_id for row in explained(some, answers).drivers} == {"", "role"}
    assert {row.break_id for row in explained(vr, answers).drivers} == {"", "directorate", "role", "directorate_role"}


def test_a_wave_has_drivers_for_what_was_asked_in_it() -> None:
    """2009: no aspects; 2011: one; 2013: both; 2015: no overall grade. Borders are those of 2013."""
    labels = ("2009", "2011", "2013", "2015")
    asked = [question("overall", waves=labels[:3]), aspect("a", waves=labels[1:]), aspect("b", waves=labels[2:])]
    vr = survey(asked, waves=[Wave(label, NOWHERE) for label in labels], settings=OVERALL)
    none = [np.nan] * 90
    columns = {
        "overall": codes([*SERVED, *SERVED, *SERVED, *none]),
        "a": codes([*none, *MIXED, *MIXED, *MIXED]),
        "b": codes([*none, *none, *SERVED, *SERVED]),
    }
    found = explained(vr, data(vr, np.repeat(range(4), 90).tolist(), columns))
    assert [row.id for row in found.drivers] == [f"vr/{key}/importance/all" for key in ("2011/a", "2013/a", "2013/b")]
    assert driver(found, "a", wave="2011").importance_border == driver(found, "a").importance_border
    assert {row.frame for row in found.drivers} == {"vr/2013/overall/importance/all"}


def test_respondents_with_weight_zero_are_in_no_pair() -> None:
    """Left out by the study, here as in the estimates."""
    vr = survey([question("overall"), aspect("a")], settings=OVERALL)
    answers = data(vr, [0] * 180, {"overall": codes(SERVED * 2), "a": codes([*SERVED, *MIXED])}).surveys["vr"]
    found = explained(vr, Data({"vr": answers.weighted(np.repeat([1.0, 0.0], 90), None)}))
    assert driver(found, "a").n == 90
    assert driver(found, "a").importance == pytest.approx(1)


@pytest.mark.parametrize("settings", [Settings(), Settings(overall="overall")])
def test_a_survey_without_an_overall_grade_or_aspects_has_no_drivers(settings: Settings) -> None:
    """The results come back as they were: aspects without an overall grade, or the other way round."""
    vr = survey([question("overall"), question("a", aspect=settings.overall is None)], settings=settings)
    answers = data(vr, [0] * 90, {"overall": codes(SERVED), "a": codes(MIXED)})
    before = tabulate(study(vr), answers)
    assert explain(study(vr), answers, before) == before


def per_channel() -> tuple[Study, Data]:
    """An aspect that was put once and one that was put per channel, two grades of every respondent."""
    vr = survey([question("overall"), aspect("a"), aspect("b", per="channel")], settings=OVERALL)
    twice = Occasions(
        np.repeat(np.arange(90), 2), np.tile([0, 1], 90).astype(np.int16), np.resize(codes(MIXED).codes, 180)
    )
    columns: dict[str, Values] = {"overall": codes(SERVED), "a": codes(MIXED), "b": twice}
    return study(vr), data(vr, [0] * 90, columns)


def test_grades_given_several_times_have_no_importance() -> None:
    """No single overall grade stands beside them; the other aspect keeps its own."""
    about, answers = per_channel()
    once = study(survey([question("overall"), aspect("a")], settings=OVERALL))
    found = explain(about, answers, tabulate(once, answers))
    assert [row.aspect for row in found.drivers] == ["a"]
    turned = replace(about.surveys["vr"], settings=Settings(overall="b"))
    assert explain(study(turned), answers, tabulate(once, answers)).drivers == ()


def test_an_overall_grade_that_is_an_aspect_does_not_explain_itself() -> None:
    """It would be the most important one, with 1."""
    vr = survey([aspect("overall"), aspect("a")], settings=OVERALL)
    found = explained(vr, data(vr, [0] * 90, {"overall": codes(SERVED), "a": codes(MIXED)}))
    assert [row.aspect for row in found.drivers] == ["a"]
