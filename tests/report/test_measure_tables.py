"""`::: table`: every measure as rows, groups or waves as columns, and pairs as letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context
from peil.report.evidencing.gather import gather
from peil.report.model import Page, Section, Table, plain
from peil.results.model import Contrast, Published
from peil.study.model import Compared, Net, Settings, Survey
from report.builders import ASPECTS, OVERALL, SURVEY, context, estimate, over_waves, page, pages, published, text, whole

COMPARED = Compared(
    groups={"directorate": (("asylum", "social"), ("social", "naturalisation"))},
    answers={"contact": (("line", "direct"), ("direct", "desk"), ("desk", "telephone"), ("line", "telephone"))},
)
MEAN = "vr/2013/overall/mean"


def survey(**settings: object) -> Survey:
    """The small survey: the overall grade has a median, a percentile, a spread and a top box; aspects have a median."""
    overall = replace(
        OVERALL, measures=("median", "p10", "sd"), nets=(Net("top", text("8–10", "8–10"), ("8", "9", "10")),)
    )
    aspects = {one.id: replace(one, measures=("median",)) for one in ASPECTS}
    chosen: Settings = replace(SURVEY.settings, compared=COMPARED, **settings)  # type: ignore[arg-type]  # fields by name
    return replace(SURVEY, questions={**SURVEY.questions, **aspects, "overall": overall}, settings=chosen)


def pair(left: str, against: str, flag: int) -> Contrast:
    """A group or answer compared with another one."""
    kind = "group" if against.startswith("directorate") else "answer"
    about, wave, asked, measure, group = left.split("/")
    right = "/".join(
        (about, wave, asked, measure, against) if kind == "group" else (about, wave, against, measure, group)
    )
    return Contrast(
        f"{left}~{against}", kind, left, right, "design", "", 0.2 * flag, 0.1, 2.0, 100.0, 0.01, flag  # type: ignore[arg-type]  # one of two
    )  # fmt: skip


def figures() -> Published:
    """The whole report's figures, with a median, a percentile, a spread and a top box."""
    rows = list(whole().estimates)
    for key in ("all", "directorate=asylum", "directorate=social", "directorate=naturalisation"):
        rows += over_waves("overall/median", (7, 8, 8), key, 180)
        rows += over_waves("overall/p10", (5, 5, 5.5), key, 180)
        rows += over_waves("overall/sd", (1.6, 1.65, 1.7), key, 180)
        rows += over_waves("overall=top/share", (0.5, 0.51, 0.634), key, 180)
        rows += over_waves("friendly/median", (8, 8, 8), key, 180) + over_waves("deadlines/median", (6, 6, 7), key, 180)
    tests = [
        pair(f"{MEAN}/directorate=asylum", "directorate=social", 1),
        pair(f"{MEAN}/directorate=social", "directorate=naturalisation", 2),
        pair("vr/2013/contact=line/share/all", "contact=direct", -1),
        pair("vr/2013/contact=line/share/all", "contact=telephone", -2),
        pair("vr/2013/contact=direct/share/all", "contact=desk", -1),
    ]
    return published(rows, [*whole().contrasts, *tests])


def here(language: str = "en", **settings: object) -> Context:
    """These figures in this survey."""
    return context(figures(), language, survey=survey(**settings))


def table(made: Page) -> Table:
    """The only table of a page."""
    (found,) = made.blocks
    assert isinstance(found, Table)
    return found


def cells(found: Table) -> dict[str, list[str]]:
    """By row the texts of its cells, the last one n."""
    return {row.label: [one.text for one in row.cells] for row in found.rows}


def test_all_measures_of_a_question_are_rows_over_waves() -> None:
    """Mean, median and percentiles, spread and nets, in the order in which they are asked for; medians are whole."""
    made = page("table overall", here())
    found = table(made)
    assert found.columns == ("2009", "2011", "2013", "n 2013")
    assert cells(found) == {
        "Mean": ["7.3", "7.4", "7.7", "960"],
        "Median": ["7", "8", "8", "960"],
        "Percentile 10": ["5", "5", "5.5", "960"],
        "Standard deviation": ["1.6", "1.7", "1.7", "960"],
        "8–10": ["50%", "51%", "63%", "960"],
    }
    assert plain(made.title) == "Overall grade"
    assert made.subtitle.startswith("Scale 1–10")


def test_only_the_mean_bears_the_mark_of_a_test() -> None:
    """The mean rose; the median was not tested, and has no mark."""
    rows = {row.label: row for row in table(page("table overall", here())).rows}
    assert [one.flag for one in rows["Mean"].cells] == [0, 0, 1, 0]
    assert [one.flag for one in rows["Median"].cells] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("language", "title", "subtitle"),
    [
        ("en", "Overall grade: median and standard deviation, by directorate", "Scale 1–10"),
        ("nl", "Totaaloordeel: mediaan en standaardafwijking, naar klantdirectie", "Schaal 1–10"),
    ],
)
def test_measures_that_are_named_stand_in_the_title(language: str, title: str, subtitle: str) -> None:
    """By group in this wave, with the total; the title says what is shown, and nothing that was found."""
    made = page("table overall measure median sd by directorate", here(language))
    assert plain(made.title) == title
    assert made.subtitle.startswith(subtitle)
    assert [row.label for row in table(made).rows] == (
        ["Median", "Standard deviation"] if language == "en" else ["Mediaan", "Standaardafwijking"]
    )
    assert len(table(made).columns) == 5


def test_of_a_grid_every_measure_has_a_page() -> None:
    """Items as rows; the question above the grid is printed once."""
    first, second = pages("table aspects measure median mean by directorate", here())
    assert [plain(one.title) for one in (first, second)] == [
        "Aspects: median, by directorate",
        "Aspects: mean, by directorate",
    ]
    assert first.subtitle.startswith("Median, scale 1–10")
    assert list(cells(table(first))) == ["Friendliness", "Terms met"]
    assert len(first.foot.question) == 1
    assert first.id != second.id


def test_groups_beside_waves() -> None:
    """The total and each group, and of each the waves that were named."""
    found = table(page("table overall measure median by directorate waves previous this", here()))
    assert found.columns == ("2011", "2013") * 4
    assert cells(found) == {"Median": ["8", "8"] * 4}


def test_groups_in_pairs_bear_letters() -> None:
    """Behind a figure the letters of the groups that it is higher than; the other side of a pair says the same."""
    made = page("table overall measure mean median by directorate pairs", here())
    found = table(made)
    assert found.columns == ("Total", "Asylum (A)", "Social (B)", "Naturalisation (C)", "n 2013")
    assert cells(found)["Mean"] == ["7.7", "8.1\u00a0B", "7.7\u00a0C", "7.5", "960"]
    assert cells(found)["Median"] == ["8", "8", "8", "8", "960"]
    assert [one.flag for row in found.rows for one in row.cells] == [0] * 10
    assert made.foot.marks == (
        "Letter behind a figure: significantly higher than the column or row of that letter; 95% confidence",
        "Compared with each other: A–B and B–C",
    )


def test_a_small_letter_stands_for_the_first_of_two_levels() -> None:
    """What passes the stricter one has a capital."""
    made = page("table overall measure mean by directorate pairs", here("nl", strict_level=0.01))
    assert cells(table(made))["Gemiddelde"][1:4] == ["8,1\u00a0b", "7,7\u00a0C", "7,5"]
    assert made.foot.marks[0] == (
        "Letter achter een cijfer: significant hoger dan de kolom of rij met die letter; kleine letter 95% "
        "betrouwbaarheid, hoofdletter 99%"
    )


def test_answers_in_pairs_are_rows_with_letters() -> None:
    """Nets and answers; letters in this wave alone; who is not compared with whom is told."""
    made = page("table contact pairs", here())
    found = cells(table(made))
    assert list(found) == ["By telephone (A)", "Information line (B)", "Direct number (C)", "Desk (D)"]
    assert found["By telephone (A)"] == ["52%", "52%", "52%\u00a0B", "960"]
    assert found["Direct number (C)"] == ["35%", "35%", "35%\u00a0B", "960"]
    assert found["Desk (D)"] == ["42%", "42%", "42%\u00a0C", "960"]
    assert found["Information line (B)"][2] == "30%"
    assert "Compared with each other: A–B, A–D, B–C and C–D" in made.foot.marks


def in_window(line: str, asked: str, part: str) -> dict[str, tuple[str, str, str, object]]:
    """What the window of a figure of this wave shows: by whom it is compared with the difference, t, p and verdict."""
    where = here()
    evidence = gather(where, [Section("s", "s", pages(line, where))])
    (found,) = (
        one.figures[-1]
        for one in evidence.series
        if (evidence.asked[one.asked].key, evidence.parts[one.part].key) == (asked, part)
    )
    assert found is not None
    return {one.against: (one.difference, one.statistic, one.p, one.verdict) for one in found.tests}


def test_a_letter_of_a_group_has_its_test_in_the_window_of_the_figure() -> None:
    """From both sides of the pair: with the difference, its sign turned round for the right one."""
    line = "table overall measure mean by directorate pairs"
    assert in_window(line, "overall/mean", "directorate=asylum")["Social"] == (
        "+0.2",
        "t(100) = 2.00",
        "p = 0.010",
        1,
    )
    social = in_window(line, "overall/mean", "directorate=social")
    assert social["Asylum"] == ("−0.2", "t(100) = −2.00", "p = 0.010", -1)
    assert social["Naturalisation"][3] == 2


def test_a_letter_of_an_answer_has_its_test_in_the_window_of_the_figure() -> None:
    """Telephone against the information line, which the study names the other way round, bears a letter."""
    shown = in_window("table contact pairs", "contact=telephone/share", "all")
    assert shown["Information line"] == ("+40 points", "t(100) = −2.00", "p = 0.010", 2)
    line = in_window("table contact pairs", "contact=line/share", "all")
    assert {line[name][3] for name in ("By telephone", "Direct number")} == {-1, -2}


def test_a_hidden_group_has_no_letter_and_gives_none() -> None:
    """What may not be shown is not compared in public either, whatever the results hold."""
    rows = [
        estimate(f"{MEAN}/all", 7.7, 960),
        estimate(f"{MEAN}/directorate=asylum", 8.1, 180),
        estimate(f"{MEAN}/directorate=social", 0, 12, "hidden: small base"),
    ]
    test = pair(f"{MEAN}/directorate=asylum", "directorate=social", 1)
    made = page("table overall measure mean by directorate pairs", context(published(rows, [test]), survey=survey()))
    assert cells(table(made))["Mean"] == ["7.7", "8.1", "*", "960"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("table overall measure p90", ("'p90'", "mean, median, p10, sd, share", "`measures: [p90]`")),
        ("table friendly measure sd", ("'sd'", "`measures: [standard deviation]`")),
        ("table overall measure", ("nothing", "a measure behind `measure`")),
        ("table overall pairs", ("'pairs'", "`by BREAK`", "answers: {overall: every pair}")),
        ("table overall by role pairs", ("'pairs'", "groups: {role: every pair}")),
        ("table overall by directorate waves 2011 2013 pairs", ("'pairs'", "in this wave alone")),
        ("table overall pairs asylum by directorate", ("'asylum'", "nothing behind `pairs`")),
        ("table ovrall", ("'ovrall'", "Did you mean 'overall'?")),
    ],
)
def test_what_cannot_be_shown_is_refused(line: str, words: tuple[str, ...]) -> None:
    """A measure that is not counted, and pairs that were not asked for: with what to write in the survey file."""
    with pytest.raises(Refused) as refused:
        pages(line, here())
    for word in words:
        assert word in str(refused.value.problem)
