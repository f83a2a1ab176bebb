"""Tabulating: what is counted of each kind of question, over waves, and what is compared with what."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey, text
from peil.data.model import Occasions, Ticks
from peil.results.model import Results
from peil.study.model import (
    Answer,
    Break,
    Cell,
    CellWeights,
    Condition,
    Grade,
    Group,
    Multiple,
    Net,
    PublishedFigure,
    Reason,
    Settings,
    Single,
    Wave,
)
from peil.tables import tabulate
from peil.tables.rows import _negated
from peil.weighting import weigh

CHANNELS = Multiple(tuple(Answer(name, text(name), ("1",)) for name in ("info", "direct", "web")))


def test_a_grade_has_a_mean_and_a_share_per_mark() -> None:
    """Grades 6, 8 and 8 on a scale of 1-10; an eight is position 7."""
    vr = survey([question("overall")])
    results = tabulate(study(vr), data(vr, [0, 0, 0], {"overall": coded([5, 7, 7])}))
    assert results.by_id["vr/2013/overall/mean/all"].estimate == pytest.approx(22 / 3)
    assert results.by_id["vr/2013/overall=8/share/all"].estimate == pytest.approx(2 / 3)
    assert results.by_id["vr/2013/overall=1/share/all"].estimate == 0


def test_reasons_for_no_answer_stay_out_of_the_base_and_apart() -> None:
    """Does not apply, don't know and not answered are counted one by one; n holds valid answers only."""
    vr = survey([question("overall")])
    codes = [7, Reason.DOES_NOT_APPLY, Reason.DONT_KNOW, Reason.DONT_KNOW, Reason.NOT_ANSWERED]
    results = tabulate(study(vr), data(vr, [0] * 5, {"overall": coded(codes)}))
    assert results.by_id["vr/2013/overall/mean/all"].n == 1
    counts = {row.reason: row.count for row in results.no_answer}
    assert counts == {"does_not_apply": 1, "dont_know": 2, "not_answered": 1}


def test_a_net_of_a_multiple_counts_a_respondent_once() -> None:
    """Two of three respondents used a telephone; one of them used both numbers. Shares are on respondents."""
    channel = question("channel", CHANNELS, nets=(Net("telephone", text("Telephone"), ("info", "direct")),))
    vr = survey([channel])
    marks = np.array([[1, 1, 0], [0, 1, 1], [0, 0, 1], [-1, -1, -1]], np.int8)
    results = tabulate(study(vr), data(vr, [0] * 4, {"channel": Ticks(marks)}))
    row = results.by_id["vr/2013/channel=telephone/share/all"]
    assert row.n == 3
    assert row.estimate == pytest.approx(2 / 3)
    assert results.by_id["vr/2013/channel=direct/share/all"].estimate == pytest.approx(2 / 3)


def test_groups_that_overlap_are_each_compared_with_everyone_else() -> None:
    """A respondent in both groups counts in both; the rest of a group is everyone who is not in it."""
    channel = question("channel", CHANNELS)
    groups = tuple(Group(name, text(name), (Condition("channel", (name,)),)) for name in ("info", "direct", "web"))
    uses = Break("channel", text("Uses"), groups, NOWHERE, question="channel", overlapping=True)
    vr = survey([question("overall"), channel], [uses])
    marks = np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]], np.int8)
    answers = data(
        survey([question("overall"), channel]), [0] * 4, {"overall": coded([9, 7, 3, 5]), "channel": Ticks(marks)}
    )
    part = answers.surveys["vr"]
    object.__setattr__(part, "membership", {"channel": marks == 1})
    results = tabulate(study(vr), answers)
    assert results.by_id["vr/2013/overall/mean/channel=info"].estimate == 8
    assert results.by_id["vr/2013/overall/mean/channel=direct"].estimate == 9
    assert results.contrasts_by_id["vr/2013/overall/mean/channel=info~rest"].difference == 8 - (8 + 4) / 2


def test_a_question_put_per_directorate_counts_marks_and_clusters_on_the_respondent() -> None:
    """Three respondents give four marks; a group of the break is the directorate a mark is about."""
    deals = question("deals", CHANNELS)
    graded = question("graded", Grade(), per="deals")
    groups = tuple(Group(name, text(name)) for name in ("info", "direct", "web"))
    by = Break("deals", text("Deals with"), groups, NOWHERE, question="deals", overlapping=True)
    vr = survey([deals, graded], [by])
    marks = np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1]], np.int8)
    rows = Occasions(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2], np.int16), np.array([9, 5, 7, 3], np.int16))
    answers = data(survey([deals, graded]), [0] * 3, {"deals": Ticks(marks), "graded": rows})
    object.__setattr__(answers.surveys["vr"], "membership", {"deals": marks == 1})
    results = tabulate(study(vr), answers)
    total = results.by_id["vr/2013/graded/mean/all"]
    assert (total.n, total.estimate, total.unit) == (4, 7, "occasions")
    assert results.by_id["vr/2013/graded/mean/deals=direct"].estimate == 7
    assert results.by_id["vr/2013/graded/mean/deals=info"].estimate == 10


def test_a_mark_about_a_directorate_belongs_to_the_groups_within_that_directorate_alone() -> None:
    """A company deals with two channels and gives 10 and 6: within the first its mark is 10, within the second 6."""
    deals = question("deals", CHANNELS)
    graded = question("graded", Grade(), per="deals")
    groups = tuple(Group(name, text(name)) for name in ("info", "direct"))
    by = Break("deals", text("Deals with"), groups, NOWHERE, question="deals", overlapping=True)
    kind = Break("kind", text("Kind"), (Group("company", text("company")),), NOWHERE)
    inner = tuple(Group(f"{one.id}.company", text("company"), parent=one.id) for one in groups)
    nested = Break("both", text("Both"), inner, NOWHERE, outer="deals", inner="kind", overlapping=True)
    vr = survey([deals, graded], [by, kind, nested])
    marks = np.array([[1, 1, 0], [0, 1, 0], [1, 0, 0]], np.int8)
    rows = Occasions(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 0], np.int16), np.array([9, 5, 7, 3], np.int16))
    company = np.array([[True], [True], [False]])
    answers = data(survey([deals, graded]), [0] * 3, {"deals": Ticks(marks), "graded": rows})
    known = {"deals": marks[:, :2] == 1, "kind": company, "both": (marks[:, :2] == 1) & company}
    object.__setattr__(answers.surveys["vr"], "membership", known)
    found = {key: results_row(tabulate(study(vr), answers), f"graded/mean/{key}") for key in (
        "deals=info", "deals=info,kind=company", "deals=direct,kind=company", "kind=company"
    )}  # fmt: skip
    assert found == {
        "deals=info": (2, 7), "deals=info,kind=company": (1, 10), "deals=direct,kind=company": (2, 7),
        "kind=company": (3, 8),
    }  # fmt: skip


def results_row(results: Results, key: str) -> tuple[int, float]:
    """The n and the estimate of 2013."""
    row = results.by_id[f"vr/2013/{key}"]
    return row.n, row.estimate


WAVES = [Wave("2009", NOWHERE), Wave("2011", NOWHERE), Wave("2013", NOWHERE)]
LABELS = ("2009", "2011", "2013")
# A hundred respondents a wave, with means 6.5, 7.5 and 8.5 and a spread of half a point.
RISING = [5, 6] * 50 + [6, 7] * 50 + [7, 8] * 50


def three_waves(settings: Settings, new_series: tuple[str, ...] = ()) -> Results:
    """Three waves of a grade that rises a point each time."""
    vr = survey([question("overall", waves=LABELS, new_series=new_series)], waves=WAVES, settings=settings)
    return tabulate(study(vr), data(vr, np.repeat([0, 1, 2], 100).tolist(), {"overall": coded(RISING)}))


def test_a_wave_is_compared_with_every_earlier_wave() -> None:
    """2013 against 2011 and against 2009, each with difference, error and p."""
    results = three_waves(Settings(compare_waves="each earlier wave"))
    ids = [row.id for row in results.contrasts if row.left == "vr/2013/overall/mean/all"]
    assert ids == ["vr/2013/overall/mean/all~2009", "vr/2013/overall/mean/all~2011"]
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 1


def test_a_wave_can_be_marked_by_its_change_since_the_first() -> None:
    """A rise of a point a wave: each later wave is marked against 2009; not where a new series began in between."""
    first = Settings(compare_waves="first", minimum=1.5)
    marks = three_waves(first).flags_by_id
    assert (marks["vr/2011/overall/mean/all"], marks["vr/2013/overall/mean/all"]) == (0, 1)
    assert three_waves(first, new_series=("2011",)).flags_by_id["vr/2013/overall/mean/all"] == 0


def test_a_changed_question_is_not_compared_across_the_change() -> None:
    """From 2011 on the answers are a new series: 2013 is compared with 2011 only, and not flagged."""
    results = three_waves(Settings(compare_waves="each earlier wave"), new_series=("2011",))
    ids = [row.id for row in results.contrasts]
    assert "vr/2013/overall/mean/all~2009" not in ids
    assert "vr/2011/overall/mean/all~2009" not in ids
    assert "vr/2013/overall/mean/all~2011" in ids
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 0


def test_the_minimum_relevant_difference_keeps_flags_away() -> None:
    """A significant step of one point is no flag when only two points matter."""
    results = three_waves(Settings(minimum=2))
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 0
    assert results.contrasts_by_id["vr/2013/overall/mean/all~2011"].p < 0.001


def test_the_other_waves_together_is_a_rule_of_its_own() -> None:
    """2011 lies exactly between the others: no flag; 2013 lies above both."""
    results = three_waves(Settings(compare_waves="the other waves together"))
    assert results.contrasts_by_id["vr/2011/overall/mean/all~others"].difference == pytest.approx(0)
    assert results.flags_by_id["vr/2011/overall/mean/all"] == 0
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 1


@pytest.mark.parametrize(("sd", "tested"), [(1.5, True), (None, False)])
def test_a_published_wave_is_drawn_and_tested_only_with_n_and_sd(sd: float | None, tested: bool) -> None:
    """Welch on the published mean, sd and n; without an sd the difference stands without a p."""
    figure = PublishedFigure("overall", "mean", 7.1, "Report 2011, p. 8", NOWHERE, n=612, sd=sd)
    waves = [Wave("2011", NOWHERE, published=(figure,)), Wave("2013", NOWHERE)]
    vr = survey([question("overall", waves=("2013",))], waves=waves)
    results = tabulate(study(vr), data(vr, [1] * 100, {"overall": coded([7, 8] * 50)}))
    old = results.by_id["vr/2011/overall/mean/all"]
    assert (old.estimate, old.n, old.status) == (7.1, 612, "published elsewhere")
    contrast = results.contrasts_by_id["vr/2013/overall/mean/all~2011"]
    assert contrast.difference == pytest.approx(1.4)
    assert isnan(contrast.p) is not tested
    assert results.flags_by_id["vr/2013/overall/mean/all"] == (1 if tested else 0)


def test_a_group_without_respondents_is_shown_as_empty() -> None:
    """Nothing silent: the row is there, with n=0 and status empty."""
    role = question("role", single("sponsor", "applicant"))
    vr = survey([question("overall"), role], [break_of(role)])
    results = tabulate(study(vr), data(vr, [0, 0], {"overall": coded([5, 6]), "role": coded([0, 0])}))
    row = results.by_id["vr/2013/overall/mean/role=applicant"]
    assert (row.n, row.status, isnan(row.estimate)) == (0, "empty", True)


def test_respondents_without_a_group_belong_to_the_rest() -> None:
    """Total minus the group: also those who did not say which group they are in."""
    role = question("role", single("sponsor", "applicant"))
    vr = survey([question("overall"), role], [break_of(role)])
    results = tabulate(study(vr), data(vr, [0] * 4, {"overall": coded([9, 8, 5, 3]), "role": coded([0, 0, 1, -1])}))
    assert results.contrasts_by_id["vr/2013/overall/mean/role=sponsor~rest"].difference == 9.5 - 5


def test_net_promoter_score_is_promoters_minus_detractors() -> None:
    """Of four respondents one is a detractor (6), one passive (8), two promoters (9, 10): 50 - 25."""
    vr = survey([question("recommend", Grade(0, 10))])
    results = tabulate(study(vr), data(vr, [0] * 4, {"recommend": coded([6, 8, 9, 10])}))
    assert results.by_id["vr/2013/recommend/nps/all"].estimate == 25


def test_who_is_left_out_counts_in_no_base() -> None:
    """Weight 0: not in n, not in the degrees of freedom; the account says how many."""
    vr = survey([question("overall")])
    answers = data(vr, [0] * 4, {"overall": coded([5, 7, 9, 9])})
    object.__setattr__(answers.surveys["vr"], "weight", np.array([1.0, 1.0, 0.0, 0.0]))
    results = tabulate(study(vr), answers)
    row = results.by_id["vr/2013/overall/mean/all"]
    assert (row.n, row.estimate) == (2, 7.0)
    assert (results.accounts[0].n, results.accounts[0].left_out, results.accounts[0].efficiency) == (4, 2, 100)


def test_a_share_that_the_weights_fix_is_not_tested() -> None:
    """A share that is a weighting target has no error, so no interval by chance and no flag on rounding noise."""
    role = question("role", single("sponsor", "applicant"))
    status = question("status", single("open", "closed"))
    cells = tuple(Cell(f"{a}.{b}", {"role": a}, 0.25) for a in ("s", "t") for b in ("o", "c"))
    vr = survey([role, status], [break_of(status)], weighting=CellWeights(cells, NOWHERE))
    roles, states = [0] * 30 + [1] * 70, [0] * 20 + [1] * 10 + [0] * 30 + [1] * 40
    cell = np.array([2 * r + s for r, s in zip(roles, states, strict=True)], np.int16)
    answers = data(vr, [0] * 100, {"role": coded(roles), "status": coded(states)}, weight_cell=cell)
    weighted = weigh(study(vr), answers)
    results = tabulate(study(vr), weighted)
    row = results.by_id["vr/2013/role=sponsor/share/status=open"]
    assert row.estimate == pytest.approx(0.5)
    assert row.se == 0
    assert isnan(row.ci_low)
    contrast = results.contrasts_by_id["vr/2013/role=sponsor/share/status=open~rest"]
    assert isnan(contrast.p)
    assert contrast.flag == 0


def test_an_answer_that_came_later_has_no_share_before() -> None:
    """Not 0%: the answer could not be given, and nothing is compared with it."""
    kind = Single((Answer("old", text("Old"), ("1",)), Answer("new", text("New"), ("2",), since="2013")))
    waves = [Wave("2011", NOWHERE), Wave("2013", NOWHERE)]
    vr = survey([question("choice", kind, ("2011", "2013"))], waves=waves)
    results = tabulate(study(vr), data(vr, [0] * 4 + [1] * 4, {"choice": coded([0, 0, 0, 0, 0, 0, 1, 1])}))
    assert "vr/2011/choice=new/share/all" not in results.by_id
    assert results.by_id["vr/2013/choice=new/share/all"].estimate == 0.5
    assert "vr/2013/choice=new/share/all~2011" not in results.contrasts_by_id


def test_a_net_of_a_multiple_is_unknown_where_a_part_is_and_no_other_was_chosen() -> None:
    """Of four: chosen and unknown is chosen, not chosen and unknown is unknown, twice not chosen is not chosen."""
    kind = Multiple(tuple(Answer(name, text(name), ("1",)) for name in ("line", "direct")))
    asked = question("contact", kind, nets=(Net("telephone", text("telephone"), ("line", "direct")),))
    about = survey([asked])
    unknown = int(Reason.DONT_KNOW)
    marks = np.array([[1, unknown], [0, unknown], [0, 0], [unknown, 1]], np.int8)
    found = tabulate(study(about), data(about, [0] * 4, {"contact": Ticks(marks)})).by_id
    net = found["vr/2013/contact=telephone/share/all"]
    assert net.n == 3
    assert net.estimate == pytest.approx(2 / 3)


def test_a_net_that_gains_a_part_is_not_compared_with_before() -> None:
    """The net is another thing from then on."""
    kind = Multiple((Answer("a", text("a"), ("1",)), Answer("b", text("b"), ("1",), since="2013")))
    asked = question("channel", kind, ("2011", "2013"), nets=(Net("both", text("Both"), ("a", "b")),))
    vr = survey([asked], waves=[Wave("2011", NOWHERE), Wave("2013", NOWHERE)])
    marks = np.array([[1, -5], [0, -5], [1, 1], [0, 1]], np.int8)
    results = tabulate(study(vr), data(vr, [0, 0, 1, 1], {"channel": Ticks(marks)}))
    assert "vr/2013/channel=a/share/all~2011" in results.contrasts_by_id
    assert "vr/2013/channel=both/share/all~2011" not in results.contrasts_by_id


def test_a_partly_published_later_wave_has_flags_only_where_it_has_figures() -> None:
    """A published mean, no published shares: no row points at an estimate that is not there."""
    figure = PublishedFigure("overall", "mean", 8.1, "Report 2013", NOWHERE, n=612, sd=1.5)
    waves = [Wave("2011", NOWHERE), Wave("2013", NOWHERE, published=(figure,))]
    vr = survey([question("overall", waves=("2011",))], waves=waves)
    results = tabulate(study(vr), data(vr, [0] * 100, {"overall": coded([5, 6] * 50)}))
    assert {row.estimate for row in results.wave_flags} <= results.by_id.keys()
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 1


def test_the_others_together_leave_out_what_is_not_comparable() -> None:
    """A new series from 2013: nothing to compare 2013 with; 2009 is compared with 2011 alone."""
    results = three_waves(Settings(compare_waves="the other waves together"), new_series=("2013",))
    assert "vr/2013/overall/mean/all~others" not in results.contrasts_by_id
    assert results.contrasts_by_id["vr/2009/overall/mean/all~others"].difference == pytest.approx(-1)


def test_the_scale_of_one_waves_weights_moves_no_mix_of_waves() -> None:
    """Weights ten times as large in one wave change nothing, not even the others taken together."""
    vr = survey(
        [question("overall", waves=LABELS)], waves=WAVES, settings=Settings(compare_waves="the other waves together")
    )
    waves = np.repeat([0, 1, 2], 100)
    plain = data(vr, waves.tolist(), {"overall": coded(RISING)})
    scaled = data(vr, waves.tolist(), {"overall": coded(RISING)})
    object.__setattr__(scaled.surveys["vr"], "weight", np.where(waves == 0, 10.0, 1.0))
    one, other = (tabulate(study(vr), part).contrasts_by_id for part in (plain, scaled))
    key = "vr/2013/overall/mean/all~others"
    assert other[key].difference == pytest.approx(one[key].difference, rel=1e-12)
    assert other[key].p == pytest.approx(one[key].p, rel=1e-9)


def test_the_level_of_the_tests_is_the_level_of_the_intervals() -> None:
    """At a level of 0.2 the interval is an 80% interval: narrower than the usual one."""
    rows = []
    for level in (0.05, 0.2):
        vr = survey([question("overall")], settings=Settings(level=level))
        results = tabulate(study(vr), data(vr, [0] * 4, {"overall": coded([5, 7, 7, 9])}))
        rows.append(results.by_id["vr/2013/overall/mean/all"])
    assert rows[1].ci_high - rows[1].ci_low < rows[0].ci_high - rows[0].ci_low


def test_a_family_is_a_table_and_facts_count_once() -> None:
    """Bonferroni over three groups by one mean: p times three; the second of two answers does not count."""
    role = question("role", single("a", "b", "c"))
    yes = question("yes", single("yes", "no"))
    vr = survey([question("overall"), yes, role], [break_of(role)], settings=Settings(correction="bonferroni"))
    rng = np.random.default_rng(1)
    codes = {"overall": rng.integers(3, 9, 300), "yes": rng.integers(0, 2, 300), "role": np.repeat([0, 1, 2], 100)}
    answers = {name: coded(part.tolist()) for name, part in codes.items()}
    found = tabulate(study(vr), data(vr, [0] * 300, answers)).contrasts_by_id
    mean = found["vr/2013/overall/mean/role=a~rest"]
    assert mean.p_adjusted == pytest.approx(min(1, 3 * mean.p))
    for answer in ("yes", "no"):
        share = found[f"vr/2013/yes={answer}/share/role=a~rest"]
        assert share.p_adjusted == pytest.approx(min(1, 3 * share.p))


@pytest.mark.parametrize("correction", ["none", "bonferroni", "benjamini-hochberg"])
def test_of_two_groups_that_nearly_mirror_each_other_no_fact_is_lost(correction: str) -> None:
    """96 give a mean of 5.5, 96 of 5 and 8 in neither group a 10: only the second group differs from its rest, and
    the first does not say so. It is a test of its own, whose p the correction never lowers."""
    role = question("role", single("a", "b"))
    settings = Settings(correction=correction)  # type: ignore[arg-type]  # parametrize gives str
    vr = survey([question("overall"), role], [break_of(role)], settings=settings)
    columns = {
        "role": coded([0] * 96 + [1] * 96 + [-1] * 8),
        "overall": coded([4, 5] * 48 + [3, 5] * 48 + [9] * 8),
    }
    found = tabulate(study(vr), data(vr, [0] * 200, columns)).contrasts_by_id
    first, second = (found[f"vr/2013/overall/mean/role={group}~rest"] for group in "ab")
    assert first.p > 0.4
    assert second.p < 0.001
    assert (first.flag, second.flag) == (0, -1)
    tests = 1 if correction == "none" else 2
    assert second.p_adjusted == pytest.approx(tests * second.p)
    assert not any(row.p_adjusted < row.p for row in found.values())


def test_the_rest_of_a_nested_group_is_named_as_what_it_is() -> None:
    """Everyone who is not in the nested group, not only those in the same outer group."""
    assert _negated("directorate=asylum,role=sponsor") == "!(directorate=asylum,role=sponsor)"
    assert _negated("directorate=asylum") == "directorate!=asylum"
