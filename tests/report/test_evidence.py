"""What stands behind the figures of a report: everything that it mentions, nothing that may not be shown."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from peil.report.blocks.context import Subject
from peil.report.compose import compose
from peil.report.evidence import Evidence, Figured, Remark, Series
from peil.report.evidencing.figures import against, figured, importance
from peil.report.evidencing.mentioned import mentioned, named
from peil.results.model import Published
from peil.study.model import ColumnWeights
from report.builders import HERE, STUDY, SURVEY, context, contrast, driver, whole

OVERALL = "vr/2013/overall/mean"


def told(found: Published, language: str = "en") -> Evidence:
    """The evidence of the report in the standard order."""
    return compose(STUDY, found, language).evidence


def series(evidence: Evidence, asked: str, part: str) -> Series | None:
    """What was measured in a group, None where the report carries no such thing."""
    for one in evidence.series:
        if (evidence.asked[one.asked].key, evidence.parts[one.part].key) == (asked, part):
            return one
    return None


def now(evidence: Evidence, asked: str, part: str) -> Figured:
    """The figure of this wave."""
    found = series(evidence, asked, part)
    assert found is not None
    figure = found.figures[-1]
    assert figure is not None
    return figure


def changed(found: Published, name: str, **changes: object) -> Published:
    """The same published figures with one estimate changed."""
    rows = tuple(replace(one, **changes) if one.id == name else one for one in found.estimates)  # type: ignore[arg-type]  # fields of an estimate by name
    return replace(found, estimates=rows)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_figure_that_a_report_mentions_can_be_opened(language: str) -> None:
    """Estimates, the left side of contrasts, and the response."""
    report = compose(STUDY, whole(), language)
    evidence = report.evidence
    remarks = {one.id for one in evidence.remarks}
    for identity in mentioned(report.sections):
        name = named(identity)
        if name is None:
            assert identity in remarks
            continue
        found = series(evidence, f"{name.asked}/{name.measure}", name.group)
        assert found is not None, identity
        assert found.figures[evidence.sources[0].waves.index(name.wave)] is not None, identity


def test_a_figure_is_told_as_the_report_tells_it() -> None:
    """Rounded once, in the language, with its interval, its flag and its tests in their order."""
    found = changed(whole(), f"{OVERALL}/all", n_effective=803.4)
    figure = now(told(found, "nl"), "overall/mean", "all")
    assert (figure.text, figure.n, figure.effective, figure.interval) == ("7,7", "960", "803", "7,6 – 7,8")
    assert figure.places == (7.68, 7.58, 7.78)
    assert figure.flag == 1
    assert [(one.suffix, one.difference, one.p, one.verdict) for one in figure.tests] == [
        ("2011", "+0,3", "p = 0,001", 1),
        ("2009", "+0,4", "p = 0,001", 1),
    ]


def test_a_group_is_compared_with_all_others_first() -> None:
    """A test without a flag says so; one of no significance is kept too."""
    figure = now(told(whole()), "overall/mean", "directorate=social")
    assert [(one.suffix, one.against, one.verdict) for one in figure.tests] == [
        ("rest", "all other respondents", 0),
        ("2011", "2011", 0),
    ]


def test_a_significant_difference_without_a_mark_is_called_so() -> None:
    """Where the smallest relevant difference keeps the mark away."""
    found = whole()
    rows = [replace(one, flag=0) if one.id == f"{OVERALL}/all~2011" else one for one in found.contrasts]
    figure = now(told(replace(found, contrasts=tuple(rows))), "overall/mean", "all")
    assert figure.tests[0].verdict == "small"


@pytest.mark.parametrize(
    ("status", "sign", "reason"),
    [
        ("hidden: small base", "*", "fewer than 30 answers"),
        ("hidden: privacy", "×", "not shown: it would tell of a few respondents"),
        ("hidden: subtraction", "×", "not shown: the figure of a few respondents would follow from it"),
        ("empty", "–", "no valid answers"),
    ],
)
def test_a_hidden_figure_is_the_sign_of_the_tables_with_its_reason_and_nothing_else(
    status: str, sign: str, reason: str
) -> None:
    """No n, no number, no test, whatever is left in the published row."""
    found = changed(whole(), f"{OVERALL}/directorate=asylum", status=status, estimate=8.123)
    assert now(told(found), "overall/mean", "directorate=asylum") == Figured(sign, "", note=reason)


def test_a_small_base_is_said() -> None:
    """As in the figures themselves."""
    found = changed(whole(), f"{OVERALL}/directorate=asylum", status="small base", n=42)
    assert now(told(found), "overall/mean", "directorate=asylum").note == "small base, n=42"


def test_groups_of_shown_breaks_are_offered_and_groups_within_groups() -> None:
    """For every question of the report, not only for those that it splits."""
    evidence = told(whole())
    assert [one.label for one in evidence.parts if one.offered] == ["Asylum", "Social", "Naturalisation"]
    assert {one.break_title for one in evidence.parts if one.offered} == {"Directorate"}
    assert series(evidence, "friendly/mean", "directorate=asylum") is not None
    nested = replace(SURVEY, settings=replace(SURVEY.settings, breaks=("directorate_role",)))
    report = compose(replace(STUDY, surveys={"vr": nested}), whole(), "en")
    labels = {one.label for one in report.evidence.parts if one.offered}
    assert labels == {"Foreign nationals (Social)", "Sponsors (Social)"}


def test_a_group_without_anything_to_show_is_not_offered() -> None:
    """Nobody in it, or every figure hidden: who chose it would see dashes alone."""
    hidden = {"estimate": nan, "status": "base too small"}
    rows = tuple(
        replace(one, **hidden) if one.group == "naturalisation" and not one.within else one  # type: ignore[arg-type]  # fields of an estimate by name
        for one in whole().estimates
        if one.group != "asylum"
    )
    evidence = told(replace(whole(), estimates=rows))
    assert [one.label for one in evidence.parts if one.offered] == ["Social"]


def test_a_window_tells_of_a_wave_without_weights_as_charts_do() -> None:
    """A dagger behind the wave, and what it means; nothing where all waves are weighted."""
    some = replace(SURVEY, weighting=ColumnWeights({"2009": "W", "2013": "W"}, HERE))
    (source,) = compose(replace(STUDY, surveys={"vr": some}), whole(), "en").evidence.sources
    assert source.headings == ("2009", "2011†", "2013")
    assert source.unweighted == "†: a wave without weights, every respondent counts once"
    (plain,) = told(whole()).sources
    assert (plain.headings, plain.unweighted) == (("2009", "2011", "2013"), "")


def test_nothing_is_carried_that_the_report_does_not_mention() -> None:
    """No question, and no group that is neither offered nor shown."""
    report = compose(STUDY, whole(), "en")
    asked = {f"{one.asked}/{one.measure}" for one in map(named, mentioned(report.sections)) if one is not None}
    assert {one.key for one in report.evidence.asked} == asked
    assert series(report.evidence, "overall/mean", "role=foreign") is None


def test_a_question_is_told_with_its_wording_and_its_base() -> None:
    """That of an answer with the question in short; what it is a share of."""
    evidence = told(whole())
    by_key = {one.key: one for one in evidence.asked}
    overall = by_key["overall/mean"]
    assert (overall.label, overall.topic, overall.measure) == ("Overall grade", "", "Mean grade, scale 1–10")
    assert [one.text for one in overall.wordings] == [
        "How do you rate the service as a whole? (1 = very poor, 10 = excellent)"
    ]
    assert overall.base == "All respondents"
    granted = by_key["status=granted/share"]
    assert (granted.topic, granted.label) == ("Status of the application", "Granted")
    assert granted.scale == by_key["contact=line/share"].scale != overall.scale


def test_the_response_is_a_remark() -> None:
    """With how many of how many."""
    (remark,) = told(whole()).remarks
    assert remark == Remark("vr/2013/account", "Response rate, 2013", "19%", ("960 of 5,000", "net / gross"))


def test_importance_says_how_it_was_measured() -> None:
    """And has no place on a scale, for groups may be measured otherwise than everyone."""
    where = context(whole())
    found = driver("vr/2013/friendly/importance/all", 0.62, 7.9)
    assert importance(where, found) == Figured("0.62", "400", note="correlation, −1 to 1")
    assert importance(where, replace(found, method="lmg")).text == "62.0%"
    hidden = driver("vr/2013/friendly/importance/all", 0.62, 7.9, status="hidden: small base")
    assert importance(where, hidden) == Figured("*", "", note="too few gave both grades")
    private = driver("vr/2013/friendly/importance/all", 0.62, 7.9, status="hidden: privacy")
    assert importance(where, private) == Figured("×", "", note="not shown, to protect the privacy of a few respondents")


@pytest.mark.parametrize(
    ("lack", "reason"),
    [
        ("few grades", "too few gave both grades"),
        ("seldom graded", "fewer than 10% graded it"),
        ("always the same grade", "everyone gave it the same grade"),
        ("importance not asked", "nobody was asked how important it is"),
        ("overall always the same", "everyone gave the same overall grade"),
    ],
)
def test_an_aspect_without_importance_has_its_own_reason(lack: str, reason: str) -> None:
    """Of an aspect of which all think alike it is not true that too few graded it."""
    none = replace(driver("vr/2013/friendly/importance/all", 0.62, 7.9), importance=nan, quadrant=None, lack=lack)
    assert importance(context(whole()), none) == Figured("–", "", note=reason)


@pytest.mark.parametrize(
    ("kind", "suffix", "words"),
    [
        ("rest", "rest", "all other respondents"),
        ("others", "others", "the other waves together"),
        ("group", "directorate=social", "Social"),
        ("answer", "contact=desk", "Desk"),
        ("change", "2011~rest", "change since 2011 against that of all other respondents"),
        ("change", "2011~directorate=social", "change since 2011 against that of Social"),
    ],
)
def test_every_kind_of_comparison_has_words(kind: str, suffix: str, words: str) -> None:
    """By the suffix of its id."""
    assert against(context(whole()), kind, suffix) == words


@pytest.mark.parametrize(
    ("measure", "difference", "column", "window"),
    [("mean", -0.26, "−0,3", "−0,3"), ("share", 0.066, "+7", "+7 procentpunt"), ("nps", 12.4, "+12", "+12"),
     ("median", 1.0, "+1", "+1"), ("median", 0.5, "+0,5", "+0,5")],
)  # fmt: skip
def test_a_difference_is_written_alike_in_columns_and_windows(
    measure: str, difference: float, column: str, window: str
) -> None:
    """With its sign, in the decimals of the measure; a column says in its heading that it is in percentage points."""
    where, subject = context(whole(), "nl"), Subject("overall", "Totaaloordeel", measure)
    found = where.estimate(Subject("overall", "", "mean"), "2013")
    assert found is not None
    published = replace(where.published, contrasts=(contrast(f"{found.id}~2011", difference),))
    (test,) = figured(replace(where, published=published), subject, found, ["2011"]).tests
    assert (where.difference_text(subject, difference), test.difference) == (column, window)
