"""Each directive: what it draws, what it says under it, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context
from peil.report.blocks.notes import merged
from peil.report.model import Bars, Bullets, Facts, KeyFigures, Stack, Table, Trend, plain
from peil.results.model import HiddenFigure, NoAnswerCount, Status
from peil.study.model import Break, Grade, Grid, Group, PublishedFigure, Single
from report.builders import (
    CONTACT,
    DIRECTORATE,
    GROUPS,
    HERE,
    OVERALL,
    STUDY,
    SURVEY,
    WEIGHTING,
    answers,
    context,
    contrast,
    estimate,
    group,
    over_waves,
    page,
    pages,
    published,
    question,
    text,
    wave,
    whole,
)

EN = context(whole())
NL = context(whole(), "nl")
MEAN = "vr/2013/overall/mean"


def trend(line: str, where: object = None) -> Trend:
    (block,) = page(line, EN if where is None else where).blocks  # type: ignore[arg-type]  # a context or nothing
    assert isinstance(block, Trend)
    return block


def bars(line: str) -> Bars:
    (block,) = page(line, EN).blocks
    assert isinstance(block, Bars)
    return block


def stack(line: str) -> Stack:
    block = page(line, EN).blocks[0]
    assert isinstance(block, Stack)
    return block


def table(line: str) -> Table:
    (block,) = page(line, EN).blocks
    assert isinstance(block, Table)
    return block


def test_a_trend_flags_the_last_wave_alone() -> None:
    """The total over waves; the mark of a change stands where the reader looks last."""
    (total,) = trend("trend overall").series
    assert [(one.text, one.flag) for one in total.marks if one] == [("7.3", 0), ("7.4", 0), ("7.7", 1)]
    assert total.total


def test_a_trend_by_a_break_keeps_the_total() -> None:
    """A line per group beside the total."""
    found = trend("trend overall by directorate")
    assert [line.label for line in found.series] == ["Total", "Asylum", "Social", "Naturalisation"]
    assert found.id == "vr/overall/trend/directorate"


def test_a_trend_for_a_group_shows_the_group_and_the_total() -> None:
    """By its short name, or with its break."""
    for name in ("asylum", "directorate=asylum"):
        assert [line.label for line in trend(f"trend overall for {name}").series] == ["Total", "Asylum"]
    assert plain(page("trend overall for asylum", EN).title) == "The overall grade (Asylum) rises from 7.1 to 8.1"


def test_a_nested_break_within_a_group_shows_what_lies_in_it() -> None:
    """Role within social: the outer group and the two inner ones, named in full."""
    found = trend("trend overall by directorate_role for social")
    assert [line.label for line in found.series] == [
        "Total",
        "Social",
        "Foreign nationals (Social)",
        "Sponsors (Social)",
    ]


def test_a_trend_of_answers_has_a_line_per_answer() -> None:
    """Without an answer all answers are drawn, on an axis from zero."""
    found = trend("trend status")
    assert [line.label for line in found.series] == ["Granted", "Refused", "Pending"]
    assert found.axis.low == 0.0


def test_a_new_series_breaks_the_line_and_says_why() -> None:
    """The break stands at the wave where the question was changed, with the note of the study."""
    changed = replace(OVERALL, new_series=("2011",), series_note=text("Question changed in 2011"))
    where = context(whole(), survey=replace(SURVEY, questions={**SURVEY.questions, "overall": changed}))
    made = page("trend overall", where)
    (figure,) = made.blocks
    assert isinstance(figure, Trend)
    assert figure.series[0].breaks == (1,)
    assert "Question changed in 2011" in made.foot.notes


def test_a_published_wave_is_drawn_with_its_source() -> None:
    """A wave without respondents' data stands in the trend; its source stands under it."""
    figure = PublishedFigure("overall", "mean", 7.1, "Report 2007, p. 8", HERE)
    old = replace(wave("2009"), label="2007", data=None, published=(figure,), field=None)
    rows = [*whole().estimates, estimate("vr/2007/overall/mean/all", 7.1, 612, "published elsewhere")]
    where = context(published(rows), survey=replace(SURVEY, waves=(old, *SURVEY.waves)))
    made = page("trend overall", where)
    (block,) = made.blocks
    assert isinstance(block, Trend)
    assert block.series[0].marks[0] is not None
    assert block.series[0].marks[0].note == "published figure"
    assert "2007: published figures. Source: Report 2007, p. 8." in made.foot.notes


def test_many_groups_become_a_table() -> None:
    """Twelve lines cannot be told apart: groups over waves stand in a table, from high to low."""
    names = [f"g{i}" for i in range(12)]
    wide = Break("office", text("Office"), tuple(Group(name, text(name.upper())) for name in names), HERE)
    rows = [
        one for i, name in enumerate(names) for one in over_waves("overall/mean", (7.0, 6 + i / 10), f"office={name}")
    ]
    survey = replace(SURVEY, breaks={**SURVEY.breaks, "office": wide})
    made = page("trend overall by office", context(published([*whole().estimates, *rows]), survey=survey))
    (found,) = made.blocks
    assert isinstance(found, Table)
    assert [row.label for row in found.rows[:3]] == ["Total", "G11", "G10"]
    assert found.columns == ("2009", "2011", "2013", "n 2013")


def test_bars_by_group_show_up_to_three_waves_and_flag_against_the_rest() -> None:
    """Dots for a grade, sorted by value, the total first and never flagged."""
    found = bars("bars overall by directorate")
    assert (found.style, found.columns) == ("dots", ("2009", "2011", "2013"))
    assert [row.label for row in found.rows] == ["Total", "Asylum", "Social", "Naturalisation"]
    assert [row.marks[-1].flag for row in found.rows if row.marks[-1]] == [0, 1, 0, -1]


def test_bars_of_a_nested_break_stand_below_their_outer_group() -> None:
    """Inner groups are indented under the outer one, each sorted by value."""
    found = bars("bars overall by directorate_role waves this")
    assert [(row.level, row.label) for row in found.rows] == [
        (0, "Total"), (0, "Asylum"), (0, "Social"), (1, "Foreign nationals"), (1, "Sponsors"), (0, "Naturalisation"),
    ]  # fmt: skip


def test_bars_of_answers_put_a_net_above_its_parts() -> None:
    """By telephone is two numbers together; the title names the net and not a part of it."""
    made = page("answers contact", EN)
    (found,) = made.blocks
    assert isinstance(found, Bars)
    assert [(row.level, row.label) for row in found.rows] == [
        (0, "By telephone"), (1, "Direct number"), (1, "Information line"), (0, "Desk"),
    ]  # fmt: skip
    assert plain(made.title) == "How were you in contact? “By telephone” most often (52%)"
    assert "Several answers were possible: the percentages add up to more than 100%." in made.foot.notes


def test_long_lists_of_bars_are_split_with_the_total_on_each_page() -> None:
    """Forty groups: two pages of twenty, one and the same axis, n in the labels."""
    names = [f"g{i:02}" for i in range(40)]
    wide = Break("office", text("Office"), tuple(Group(name, text(name)) for name in names), HERE)
    rows = [estimate(f"{MEAN}/office={name}", 5 + i / 10, 60 + i) for i, name in enumerate(names)]
    survey = replace(SURVEY, breaks={**SURVEY.breaks, "office": wide})
    made = pages("bars overall by office", context(published([*whole().estimates, *rows]), survey=survey))
    assert [plain(one.title)[-5:] for one in made] == ["(1/2)", "(2/2)"]
    blocks = [block for one in made for block in one.blocks if isinstance(block, Bars)]
    assert [(len(block.rows), block.rows[0].label, block.rows[1].label) for block in blocks] == [
        (21, "Total", "g39 (n=99)"), (21, "Total", "g19 (n=79)"),
    ]  # fmt: skip
    assert blocks[0].axis == blocks[1].axis


def test_answers_add_up_over_waves_and_by_group() -> None:
    """Over waves a bar per wave; by group the total and a bar per group, with their n."""
    over = stack("answers status")
    assert [(row.label, row.n) for row in over.rows] == [("2009", "n=579"), ("2011", "n=877"), ("2013", "n=960")]
    assert over.segments == ("Granted", "Pending", "Refused")
    by = stack("answers status by directorate")
    assert [row.label for row in by.rows] == ["Total", "Asylum", "Social", "Naturalisation"]


def test_percentages_that_do_not_add_up_are_explained() -> None:
    """49, 40 and 10 are 99: a note says why."""
    assert "Percentages may not add up to 100 because of rounding." in page("answers status", EN).foot.notes


def test_grades_are_told_in_bands_that_are_summed_before_rounding() -> None:
    """Three marks of 10.4% are 31%, not three times 10%; every estimate behind the sum is named."""
    rows = [estimate(f"vr/2013/overall={mark}/share/all", 0.104 if mark > 7 else 0.0983, 960) for mark in range(1, 11)]
    made = page("answers overall waves this", context(published(rows)))
    (block,) = made.blocks
    assert isinstance(block, Stack)
    assert block.segments == ("1–5", "6–7", "8–10")
    (row,) = block.rows
    top = row.marks[-1]
    assert top is not None
    assert (top.text, top.evidence, top.summed) == (
        "31%", "vr/2013/overall=8/share/all", ("vr/2013/overall=9/share/all", "vr/2013/overall=10/share/all"),
    )  # fmt: skip
    assert plain(made.title) == "Overall grade: 31% give 8 or higher"


def test_several_answers_by_group_are_a_table() -> None:
    """They add up to more than 100%, so no stack; nets above, sorted, with the total first."""
    found = table("answers contact by directorate")
    assert found.columns == ("Total", "Asylum", "Social", "Naturalisation", "n 2013")
    assert [row.label for row in found.rows] == ["By telephone", "Desk", "Direct number", "Information line"]


def test_aspects_are_sorted_by_value_with_the_overall_grade_on_top() -> None:
    """Flags at this wave, a question that was not asked is told apart, n stands beside it."""
    found = table("aspects aspects over waves")
    texts = [(row.label, *(f"{one.text}{'+' * one.flag}" for one in row.cells)) for row in found.rows]
    assert texts == [
        ("Overall grade", "7.3", "7.4", "7.7+", "960"),
        ("Friendliness", "7.7", "7.8", "7.9+", "960"),
        ("Website", "–", "7.0", "7.1", "960"),
        ("Terms met", "5.9", "6.2", "6.6+", "960"),
    ]


def test_aspects_by_a_break_stand_side_by_side() -> None:
    """The groups of this wave as columns."""
    assert table("aspects aspects by directorate").columns == ("Total", "Asylum", "Social", "Naturalisation", "n 2013")


def test_a_long_table_of_aspects_is_split() -> None:
    """Thirty aspects: two pages of fifteen, the overall grade on top of each."""
    more = {f"a{i:02}": replace(SURVEY.questions["friendly"], id=f"a{i:02}", label=text(f"a{i:02}")) for i in range(30)}
    grid = replace(SURVEY.grids["aspects"], items=tuple(more))
    survey = replace(SURVEY, questions={**SURVEY.questions, **more}, grids={"aspects": grid})
    rows = [estimate(f"vr/2013/{name}/mean/all", 6 + i / 20) for i, name in enumerate(more)]
    made = pages("aspects aspects", context(published([estimate(f"{MEAN}/all", 7.7), *rows]), survey=survey))
    blocks = [block for one in made for block in one.blocks if isinstance(block, Table)]
    assert [(len(block.rows), block.rows[0].kind, block.rows[1].label) for block in blocks] == [
        (16, "total", "a29"), (16, "total", "a14"),
    ]  # fmt: skip


def test_composition_shows_numbers_and_fixed_shares() -> None:
    """Per wave the unweighted n, and what each group weighs in the total: social is two cells of 35.5%."""
    found = table("composition by directorate")
    assert found.spans == (("Respondents (n)", 3), ("Weighting", 1))
    assert [(row.label, row.cells[-1].text) for row in found.rows] == [
        ("Total", "100%"), ("of whom without a weighting cell", ""), ("Asylum", "12%"), ("Social", "71%"),
        ("Naturalisation", "17%"),
    ]  # fmt: skip
    assert [cell.text for cell in found.rows[1].cells] == ["0", "0", "5", ""]


def test_a_group_that_is_a_target_within_some_cells_only_has_no_fixed_share() -> None:
    """Roles are targets within social alone: how many foreigners there are in all differs from wave to wave."""
    found = table("composition by role")
    assert [(row.label, row.cells[-1].text) for row in found.rows if row.kind == "row" and not row.level] == [
        ("Foreign nationals", ""), ("Sponsors", ""),
    ]  # fmt: skip


def test_composition_shows_inner_cells_of_a_nested_break() -> None:
    """A cell of directorate and role, in the format of the language."""
    (found,) = page("composition by directorate_role", NL).blocks
    assert isinstance(found, Table)
    inner = {row.label: row.cells[-1].text for row in found.rows if row.level == 1}
    assert inner == {"waarvan zonder weegcel": "", "Vreemdelingen": "35,5%", "Referenten": "35,5%"}


def test_a_nested_break_stands_in_the_place_of_its_outer_one_and_beside_its_inner_one() -> None:
    """The groups of directorate head those within them; by role alone everyone is counted once more."""
    settings = replace(SURVEY.settings, breaks=("directorate", "role", "directorate_role"))
    found, *_ = page("composition", context(whole(), survey=replace(SURVEY, settings=settings))).blocks
    assert isinstance(found, Table)
    assert [row.label for row in found.rows if row.kind == "part"] == ["Role", "Directorate and role"]
    assert [(row.label, row.level) for row in found.rows[-4:]] == [
        ("Social", 0), ("Foreign nationals", 1), ("Sponsors", 1), ("Naturalisation", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "language", "title"),
    [
        ("composition", "en", "960 respondents took part in 2013: a response of 19%"),
        ("composition by directorate", "en", "960 respondents in 2013, by directorate"),
        ("composition by directorate_role", "nl", "960 respondenten in 2013, naar klantdirectie en rol"),
    ],
)
def test_a_composition_by_one_break_says_so_in_its_title(line: str, language: str, title: str) -> None:
    """Several of them in a report do not bear one title."""
    assert plain(page(line, NL if language == "nl" else context(whole())).title) == title


def test_in_its_own_report_a_group_hears_which_shares_within_it_are_fixed() -> None:
    """Role is a target within social, and not within asylum."""
    settings = replace(SURVEY.settings, breaks=("directorate", "directorate_role"))
    for place, told in ((1, True), (0, False)):
        where = context(whole(), survey=replace(SURVEY, settings=settings))
        own = replace(where, whom={"vr": (DIRECTORATE, DIRECTORATE.groups[place])})
        notes = page("composition", own).foot.notes
        line = "Within Social the weights fix the shares by role: that these stay the same is no finding."
        assert (line in notes) is told
        assert any("Within" in note for note in notes) is told


def test_a_group_too_small_to_report_keeps_its_number_with_an_asterisk() -> None:
    """As the reference report does: 19*."""
    rows = [one for one in whole().estimates if "directorate=asylum" not in one.id]
    rows.append(estimate(f"{MEAN}/directorate=asylum", 0, 19, "hidden: small base"))
    made = page("composition by directorate", context(published(rows)))
    (found,) = made.blocks
    assert isinstance(found, Table)
    asylum = next(row for row in found.rows if row.label == "Asylum")
    assert asylum.cells[2].text == "19*"
    assert "*: fewer than 30 respondents, too few to report on" in made.foot.notes


def test_the_method_account_names_the_formula_the_test_and_what_a_margin_leaves_out() -> None:
    """A table of fieldwork and response, then the facts; weighting and tests; margins per wave and group."""
    first, second, third = pages("method", EN)
    response, facts = first.blocks
    assert isinstance(facts, Facts)
    assert isinstance(response, Table)
    assert [row.cells[3].text for row in response.rows] == ["17%", "17%", "19%"]
    assert "Response rate: respondents in the data divided by the gross sample." in first.foot.notes
    (account,) = second.blocks
    assert isinstance(account, Facts)
    told = {term: " ".join(plain(line) for line in lines) for term, lines in account.pairs}
    assert "Weighted by directorate, within social by role too, to fixed shares" in told["Weighting"]
    assert "p < 0.05" in told["Tests"]
    margins, limits = third.blocks
    assert isinstance(margins, Table)
    assert isinstance(limits, Facts)
    assert [cell.text for cell in margins.rows[0].cells[:3]] == ["7.7", "±0.10", "960"]
    assert [row.label for row in margins.rows[2:4]] == ["Total 2009", "Asylum 2013"]
    assert "a response of 19%" in plain(limits.pairs[0][1][0])


def without_margin(sd: float, status: Status = "ok") -> Context:
    """The overall grade without any interval, in every wave and group."""
    hidden = status.startswith("hidden")
    rows = [
        replace(one, ci_low=nan, ci_high=nan, sd=sd, status=status, estimate=nan if hidden else one.estimate)
        if one.question == "overall" and one.measure == "mean" else one
        for one in whole().estimates
    ]  # fmt: skip
    return context(published(rows))


def test_a_grade_that_never_varied_stands_on_the_page_of_margins_without_one() -> None:
    """With its n; under the table stands why."""
    made = pages("method", without_margin(0.0))[-1]
    table = made.blocks[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells[:3]] == ["7.7", "–", "960"]
    assert [row.label for row in table.rows[2:4]] == ["Total 2009", "Asylum 2013"]
    assert made.foot.marks == ("–: no margin, because everyone gave the same grade",)
    assert pages("method", EN)[-1].foot.marks == ()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (without_margin(1.2), "The sample does not tell how precise the overall grade is"),
        (without_margin(nan, "published elsewhere"), "The overall grade was published elsewhere, without a margin."),
        (without_margin(nan, "hidden: small base"), "The overall grade may not be shown in any wave"),
    ],
)
def test_where_no_figure_has_a_margin_the_page_says_why(where: Context, expected: str) -> None:
    """In the place of the table."""
    (facts,) = pages("method", where)[-1].blocks
    assert isinstance(facts, Facts)
    term, (line,) = facts.pairs[0]
    assert term == "Margins of the overall grade"
    assert plain(line).startswith(expected)


def test_the_mode_of_a_wave_with_a_question_of_modes_is_that_of_its_answers() -> None:
    """Paper in 2009, as the wave says; in the others paper and web, and no telephone that nobody used."""
    how = question("how", Single(answers(paper="Paper", web="Web", telephone="Telephone")), text("How"), since="2011")
    waves = tuple(replace(one, modes=("paper",) if one.label == "2009" else ()) for one in SURVEY.waves)
    survey = replace(SURVEY, waves=waves, mode="how", questions={**SURVEY.questions, "how": how})
    rows = [
        estimate(f"vr/{wave}/how={name}/share/all", value, 900)
        for wave in ("2011", "2013") for name, value in (("paper", 0.4), ("web", 0.6), ("telephone", 0.0))
    ]  # fmt: skip
    first, *_ = pages("method", context(published([*whole().estimates, *rows]), survey=survey))
    facts = first.blocks[-1]
    assert isinstance(facts, Facts)
    told = {term: [plain(line) for line in lines] for term, lines in facts.pairs}
    assert told["Mode"][:3] == ["2013: on paper 40%, online 60%", "2011: on paper 40%, online 60%", "2009: on paper"]


def test_the_method_account_is_dutch_in_dutch() -> None:
    """Names of languages and months too."""
    first, *_ = pages("method", NL)
    response, facts = first.blocks
    assert isinstance(response, Table)
    assert isinstance(facts, Facts)
    told = {term: [plain(line) for line in lines] for term, lines in facts.pairs}
    assert told["Talen"] == ["Nederlands en Arabisch"]
    assert response.rows[-1].cells[0].text == "december 2013 tot en met januari 2014"


def test_key_figures_begin_with_the_grade_its_margin_and_its_change() -> None:
    """Then the best and the worst, then the response."""
    made = page("key figures", NL)
    key, bullets = made.blocks
    assert isinstance(key, KeyFigures)
    assert isinstance(bullets, Bullets)
    first = key.figures[0]
    assert (first.value, first.detail, first.change, first.flag) == (
        "7,7", "marge ±0,10, n=960", "+0,3 ten opzichte van 2011 (7,4), significant", 1,
    )  # fmt: skip
    assert (key.figures[-1].value, key.figures[-1].detail) == ("19%", "960 van 5.000")


def two_surveys() -> Context:
    """The study with a second survey that has the same figures under its own name."""
    other = replace(SURVEY, id="boak", title=text("Organisations"))
    found = whole()
    rows = tuple(replace(one, id=one.id.replace("vr/", "boak/", 1), survey="boak") for one in found.estimates)
    accounts = tuple(replace(one, survey="boak") for one in found.accounts)
    both = replace(found, estimates=(*found.estimates, *rows), accounts=(*found.accounts, *accounts))
    return replace(EN, study=replace(STUDY, surveys={"vr": SURVEY, "boak": other}), published=both)


def test_key_figures_of_two_surveys_stand_on_one_page() -> None:
    """The grade of each, then the response of each; figures and bases say whose they are."""
    made = page("key figures boak vr", two_surveys())
    (key,) = made.blocks
    assert isinstance(key, KeyFigures)
    own = SURVEY.title("en")
    assert [one.label for one in key.figures] == [
        "Organisations: overall grade", f"{own}: overall grade", "Organisations: response", f"{own}: response",
    ]  # fmt: skip
    assert [one.value for one in key.figures] == ["7.7", "7.7", "19%", "19%"]
    assert key.figures[0].evidence[0].startswith("boak/")
    assert [line.partition(":")[0] for line in made.foot.base if ": all" in line] == ["Organisations", own]
    assert len(made.foot.question) == 1
    assert made.subtitle == f"Key figures · Organisations · {own}"


def test_whose_answers_are_missing_is_said_under_the_key_figures_of_two_surveys() -> None:
    """Two lines stood there that began alike."""
    where = two_surveys()
    counts = tuple(
        NoAnswerCount(survey, "2013", "overall", "not_answered", n) for survey, n in (("vr", 12), ("boak", 7))
    )
    foot = page("key figures boak vr", replace(where, published=replace(where.published, no_answer=counts))).foot
    assert [line for line in foot.base if "alid" in line] == [
        "Organisations: no valid answer in 2013: not answered 7",
        f"{SURVEY.title('en')}: no valid answer in 2013: not answered 12",
    ]


def test_key_figures_take_a_survey_once() -> None:
    """The second time it is a slip."""
    with pytest.raises(Refused, match="each survey once"):
        page("key figures vr vr", two_surveys())


def test_a_change_on_page_one_is_computed_from_unrounded_figures() -> None:
    """7.44 and 7.65 print as 7.4 and 7.7, and differ by 0.2."""
    rows = over_waves("overall/mean", (7.44, 7.65))
    made = page("key figures", context(published(rows, [contrast(f"{MEAN}/all~2011", 0.21)])))
    key = made.blocks[0]
    assert isinstance(key, KeyFigures)
    assert key.figures[0].change == "+0.2 since 2011 (7.4), significant"
    assert "Differences are computed from unrounded figures." in made.foot.notes


def test_the_reading_guide_explains_the_marks_of_this_survey() -> None:
    """With the limits and the rule over waves of its settings."""
    (facts,) = page("reading guide", EN).blocks
    assert isinstance(facts, Facts)
    told = " ".join(plain(line) for _, lines in facts.pairs for line in lines)
    assert "than in the previous wave (2011)" in told
    assert "Small base: 30 to 49 answers" in told
    assert "++" not in told
    survey = replace(SURVEY, settings=replace(SURVEY.settings, strict_level=0.01))
    (facts,) = page("reading guide", context(whole(), survey=survey)).blocks
    assert isinstance(facts, Facts)
    assert "++ and −−: 99% confidence." in [plain(line) for _, lines in facts.pairs for line in lines]


def test_notes_gather_everything_that_readers_must_know() -> None:
    """Notes of questions, waves and groups; no page when there are none."""
    noted = {**SURVEY.questions, "contact": replace(CONTACT, note=text("Municipal desks are not meant"))}
    where = context(whole(), survey=replace(SURVEY, questions=noted))
    (bullets,) = page("notes", where).blocks
    assert isinstance(bullets, Bullets)
    assert [plain(item) for item, _ in bullets.items] == ["How were you in contact?: Municipal desks are not meant"]
    assert pages("notes", EN) == ()


def test_a_profile_shows_how_one_break_lies_over_another() -> None:
    """Directorates within each role, as parts of 100%."""
    rows = [
        estimate(f"vr/2013/directorate={name}/share/{key}", 0.3)
        for name in ("asylum", "social", "naturalisation")
        for key in ("all", "role=foreign", "role=sponsor")
    ]
    (block,) = page("profile directorate by role", context(published(rows))).blocks
    assert isinstance(block, Stack)
    assert block.segments == ("Asylum", "Social", "Naturalisation")
    assert [row.label for row in block.rows] == ["Total", "Foreign nationals", "Sponsors"]


def test_the_foot_holds_the_question_its_ends_the_base_and_n() -> None:
    """A reader finds them without turning a page."""
    foot = page("trend overall by directorate", NL).foot
    assert foot.question == (
        "Welk cijfer geeft u voor de dienstverlening als geheel? (1 = zeer slecht, 10 = uitstekend)",
    )
    assert foot.base[0] == "Alle respondenten (2009 n=579, 2011 n=877, 2013 n=960)"
    assert foot.base[1] == "n in 2013: Asiel 180, Sociaal 180, Naturalisatie 180"


def test_a_changed_wording_is_printed_per_wave() -> None:
    """The latest first."""
    asked = replace(OVERALL, wordings={"2009": text("How do you rate us?")}, kind=Grade())
    where = context(whole(), survey=replace(SURVEY, questions={**SURVEY.questions, "overall": asked}))
    assert page("trend overall", where).foot.question == (
        "2011 and 2013: How do you rate the service as a whole?",
        "2009: How do you rate us?",
    )


def test_only_marks_that_occur_are_explained() -> None:
    """A trend with one plus explains the plus; a small and a hidden group are explained when they are there."""
    assert page("trend overall", EN).foot.marks == (
        "+: significantly higher than in the previous wave (2011); 95% confidence",
        "Thin line at a mark: 95% confidence interval",
    )
    assert page("answers status", EN).foot.marks == ()
    rows = [
        estimate(f"{MEAN}/all", 7.7, 960),
        estimate(f"{MEAN}/directorate=asylum", 7.9, 42, "small base"),
        estimate(f"{MEAN}/directorate=social", 0, 12, "hidden: small base"),
        estimate(f"{MEAN}/directorate=naturalisation", 0, 0, "empty"),
        estimate("vr/2013/friendly/mean/directorate=naturalisation", 7.1),
    ]
    foot = page("bars overall by directorate", context(published(rows))).foot
    assert foot.marks == (
        "Hollow: small base, 30 to 49 answers",
        "*: fewer than 30 answers, not shown",
        "–: no valid answers",
        "Thin line at a mark: 95% confidence interval",
    )


def test_reasons_for_no_answer_stay_apart() -> None:
    """Does not apply is no refusal; those who were not asked are not counted."""
    counts = [
        NoAnswerCount("vr", "2013", "overall", "not_answered", 12),
        NoAnswerCount("vr", "2013", "overall", "dont_know", 30),
        NoAnswerCount("vr", "2013", "overall", "not_asked", 400),
    ]
    foot = page("trend overall", context(published(over_waves("overall/mean", (7.4, 7.7)), no_answer=counts))).foot
    assert foot.base[-1] == "No valid answer in 2013: not answered 12, don't know 30"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("trnd overall", ("a block, one of key figures, trend", "Did you mean 'trend'?")),
        ("trend", ("nothing", "a question", "Write: ::: trend QUESTION")),
        ("trend ovrall", ("'ovrall'", "Did you mean 'overall'?")),
        ("trend overall by directorat", ("'directorat'", "Did you mean 'directorate'?")),
        ("trend overall for asilum", ("'asilum'", "Did you mean 'asylum'?")),
        ("trend overall waves 2012", ("'2012'", "a wave, one of 2009, 2011, 2013")),
        ("trend status by directorate", ("'status'", "an answer behind it (granted, refused, pending)")),
        ("trend status=grantd", ("'grantd'", "Did you mean 'granted'?")),
        ("trend status nps", ("'nps'", "a grade from 0 to 10")),
        ("trend overall directorate", ("'directorate'", "one of by, for, waves")),
        ("composition for asylum", ("'for'", "no such clause")),
        ("trend overall by role by role", ("'by'", "each clause once")),
        ("aspects aspect", ("'aspect'", "Did you mean 'aspects'?")),
        ("aspects aspects over time", ("'time'", "`over waves`")),
        ("profile directorate", ("'directorate'", "`by` and a name")),
        ("method boak", ("'boak'", "a survey, one of vr")),
        ("trend boak: overall", ("'boak'", "a survey, one of vr")),
    ],
)
def test_a_directive_that_cannot_be_read_names_its_place_and_the_nearest_name(
    line: str, words: tuple[str, ...]
) -> None:
    """File and line, what was found, what was expected, what to do."""
    with pytest.raises(Refused) as refused:
        pages(line, EN)
    message = str(refused.value.problem)
    assert message.startswith("chapters/en/01-overall.md:7: ::: ")
    for part in words:
        assert part in message


def test_a_directive_may_name_its_survey() -> None:
    """In front, as in the values of a chapter."""
    assert trend("trend vr: overall") == trend("trend overall")


@pytest.mark.parametrize(
    "line", ["trend overall by directorate", "bars overall by directorate", "answers status", "answers contact"]
)
def test_a_figure_can_be_heard(line: str) -> None:
    """The summary of every figure tells its main figures in the language of the report."""
    for where in (EN, NL):
        for block in page(line, where).blocks:
            assert isinstance(block, Trend | Bars | Stack)
            assert any(character.isdigit() for character in block.summary)
            assert block.summary.endswith(".")


def noted(where: dict[str, str]) -> tuple[str, ...]:
    """The notes under a table of three aspects that have these notes."""
    questions = {
        name: replace(one, note=text(where[name])) if name in where else one for name, one in SURVEY.questions.items()
    }
    return page("aspects aspects", context(whole(), survey=replace(SURVEY, questions=questions))).foot.notes


def test_a_note_that_all_items_share_is_printed_once_without_names() -> None:
    """And one that some share once behind their names, in the order of the table."""
    assert noted(dict.fromkeys(("friendly", "deadlines", "site"), "Visitors only.")) == ("Visitors only.",)
    assert noted({"friendly": "Visitors only.", "deadlines": "Visitors only.", "site": "Since 2011."}) == (
        "Friendliness and Terms met: Visitors only.",
        "Website: Since 2011.",
    )


def test_a_note_about_many_items_names_their_number() -> None:
    """More than three names would fill the foot."""
    about = [(name, "A note.") for name in ("A", "B", "C", "D")]
    assert merged(EN, about, 10) == ["4 items: A note."]
    assert merged(EN, about[:3], 10) == ["A, B and C: A note."]


def test_a_note_about_a_wave_stands_with_the_account_of_the_waves_alone() -> None:
    """Under composition and method and among the notes, not under each figure."""
    waves = (replace(SURVEY.waves[0], note=text("Fewer letters.")), *SURVEY.waves[1:])
    where = context(whole(), survey=replace(SURVEY, waves=waves))
    for line in ("composition", "method"):
        assert "2009: Fewer letters." in pages(line, where)[0].foot.notes
    assert "2009: Fewer letters." not in page("trend overall", where).foot.notes
    (bullets,) = page("notes", where).blocks
    assert isinstance(bullets, Bullets)
    assert "2009: Fewer letters." in [plain(item) for item, _ in bullets.items]


def test_a_group_that_is_hidden_for_privacy_is_explained_apart() -> None:
    """A cross in the table and the reason below it; without a line in the trend it is named with that reason."""
    rows = [
        estimate(f"{MEAN}/all", 7.7),
        estimate(f"{MEAN}/directorate=asylum", 0, 0, "hidden: privacy"),
        estimate(f"{MEAN}/directorate=social", 0, 0, "hidden: subtraction"),
        estimate(f"{MEAN}/directorate=naturalisation", 7.4),
    ]
    notes = page("trend overall by directorate", context(published(rows))).foot.notes
    assert "Not shown, to protect the privacy of a few respondents: Asylum and Social." in notes
    bars = page("bars overall by directorate", context(published(rows))).foot
    assert "×: not shown, to protect the privacy of a few respondents" in (*bars.notes, *bars.marks)
    # What was not asked has another sign: a reader sees which of the two it is.
    over = page("bars overall by directorate waves 2011 2013", context(published(rows))).foot
    found = [one for one in (*over.notes, *over.marks) if one.startswith(("–", "×"))]
    assert found == ["×: not shown, to protect the privacy of a few respondents", "–: not asked in this wave"]


def test_the_n_of_a_private_group_has_another_sign_than_that_of_nobody() -> None:
    """Under a table of groups over waves, where n stands in the foot."""
    rows = [estimate(f"vr/{wave}/overall/mean/all", 7.7) for wave in ("2011", "2013")]
    rows += [estimate(f"vr/2013/overall/mean/directorate={name}", 7.4, 90) for name in GROUPS]
    rows.append(estimate("vr/2011/overall/mean/directorate=asylum", 0, 0, "hidden: privacy"))
    base = page("table overall by directorate waves 2011 2013", context(published(rows))).foot.base
    assert "n in 2011, 2013: Asylum: ×, 90; Social: –, 90; Naturalisation: –, 90" in base


@pytest.mark.parametrize("private", [True, False])
def test_how_many_are_in_a_private_group_has_the_sign_and_the_guide_explains_it(private: bool) -> None:
    """Not that of a group without anyone."""
    size = "vr/2011/size/directorate=asylum"
    found = [one for one in whole().estimates if not one.id.startswith("vr/2011/") or "asylum" not in one.id]
    hidden = (HiddenFigure(size, "vr", "2011", "sizes", "hidden: privacy"),) if private else ()
    where = context(replace(published(found), hidden=hidden))
    made = page("composition by directorate", where)
    (table,) = made.blocks
    assert isinstance(table, Table)
    assert next(row for row in table.rows if row.label == "Asylum").cells[1].text == ("×" if private else "–")
    line = "×: not shown, to protect the privacy of a few respondents"
    assert (line in made.foot.notes) == private
    (facts,) = page("reading guide", where).blocks
    assert isinstance(facts, Facts)
    told = {term: [plain(line) for line in lines] for term, lines in facts.pairs}
    assert f"{line}." in told["*, × and –"] if private else "* and –" in told


def test_a_group_that_is_hidden_in_every_wave_has_no_line_and_is_named() -> None:
    """Instead of a name without a line."""
    rows = over_waves("overall/mean", (7.4, 7.7)) + over_waves("overall/mean", (7.4, 7.9), "directorate=social")
    rows += [
        estimate(f"vr/{label}/overall/mean/directorate=asylum", 0, 12, "hidden: small base")
        for label in ("2011", "2013")
    ]
    made = page("trend overall by directorate", context(published(rows)))
    (figure,) = made.blocks
    assert isinstance(figure, Trend)
    assert [line.label for line in figure.series] == ["Total", "Social"]
    assert "Not shown, fewer than 30 answers: Asylum." in made.foot.notes


def test_what_was_not_asked_and_what_is_hidden_are_explained_apart() -> None:
    """A dash and an asterisk, each where it occurs."""
    assert page("aspects aspects", EN).foot.marks[-1] == "–: not asked in this wave"
    rows = [one for one in whole().estimates if one.id != "vr/2009/friendly/mean/all"]
    rows.append(estimate("vr/2009/friendly/mean/all", 0, 12, "hidden: small base"))
    assert page("aspects aspects", context(published(rows))).foot.marks == (
        "*: fewer than 30 answers, not shown",
        "–: not asked in this wave",
    )


def test_a_group_that_an_earlier_wave_did_not_have_is_said_to_be_so() -> None:
    """Everyone was asked in 2011, but there were no social customers then: "not asked" would be untrue."""
    rows = over_waves("overall/mean", (7.4, 7.7)) + over_waves("overall/mean", (7.6, 7.9), "directorate=asylum")
    rows += [estimate(f"{MEAN}/directorate={name}", 7.5) for name in ("social", "naturalisation")]
    marks = page("bars overall by directorate waves previous this", context(published(rows))).foot.marks
    assert "–: no such group in this wave" in marks
    rows = [one for one in rows if not one.id.startswith("vr/2011/")]
    marks = page("bars overall by directorate waves previous this", context(published(rows))).foot.marks
    assert "–: not asked in this wave" in marks


def test_a_group_without_a_respondent_was_not_there() -> None:
    """A terminal that was closed: not "no valid answers", which would say that people were asked in vain."""
    rows = over_waves("overall/mean", (7.4, 7.7)) + over_waves("overall/mean", (7.6, 7.9), "directorate=asylum")
    for name in ("social", "naturalisation"):
        rows += over_waves("overall/mean", (7.4, 7.7), f"directorate={name}")
    gone = "vr/2011/overall/mean/directorate=social"
    rows = [estimate(gone, 0, 0, "empty") if one.id == gone else one for one in rows]
    marks = page("bars overall by directorate waves previous this", context(published(rows))).foot.marks
    assert [one for one in marks if one.startswith("–")] == ["–: no such group in this wave"]


def test_a_question_by_its_own_answers_is_said_to_be_no_split() -> None:
    """Its groups were there, so that "no such group" would be untrue."""
    named = tuple(group(name, name, name, "status") for name in ("granted", "refused", "pending"))
    by_status = replace(SURVEY.breaks["directorate"], id="status", groups=named, question="status")
    survey = replace(SURVEY, breaks={**SURVEY.breaks, "status": by_status})
    rows = [estimate(f"{MEAN}/status={one.id}", 7.5) for one in named]
    rows += [estimate(f"vr/2013/status={one.id}/share/all", 0.3) for one in named]
    marks = page("table status by status waves this", context(published(rows), survey=survey)).foot.marks
    assert [one for one in marks if one.startswith("–")] == ["–: not split by its own answers"]


def test_a_single_earlier_wave_is_named_in_the_foot() -> None:
    """The website was asked in 2011 and 2013: "every earlier wave" would be one."""
    settings = replace(SURVEY.settings, compare_waves="each earlier wave")
    rows = over_waves("site/mean", (7.0, 7.3))
    found = published(rows, [contrast("vr/2013/site/mean/all~2011", 0.3)])
    marks = page("trend site", context(found, settings=settings)).foot.marks
    assert marks[0] == "+: significantly higher than in 2011; 95% confidence"


def test_of_more_than_three_waves_bars_show_this_one_and_the_one_before() -> None:
    """Up to three all of them."""
    survey = replace(SURVEY, waves=(replace(wave("2009"), label="2007"), *SURVEY.waves))
    rows = [*whole().estimates, estimate("vr/2007/contact=line/share/all", 0.3)]
    (block,) = page("answers contact", context(published(rows), survey=survey)).blocks
    assert isinstance(block, Bars)
    assert block.columns == ("2011", "2013")


def test_a_grid_of_yes_and_no_is_a_table_of_shares() -> None:
    """A row per item, with the share of the first answer."""
    kind = Single(answers(yes="Yes/Ja", no="No/Nee"))
    items = {
        name: replace(question(name, kind, text(label)), grid="used")
        for name, label in (("wifi", "WiFi"), ("shop", "Shop"))
    }
    grid = Grid("used", text("Did you use:"), tuple(items), HERE)
    survey = replace(SURVEY, questions={**SURVEY.questions, **items}, grids={"used": grid})
    rows = over_waves("wifi=yes/share", (0.4, 0.5)) + over_waves("shop=yes/share", (0.2, 0.61))
    made = page("aspects used", context(published(rows), survey=survey))
    (found,) = made.blocks
    assert isinstance(found, Table)
    assert [(row.label, row.cells[1].text) for row in found.rows] == [("Shop", "61%"), ("WiFi", "50%")]
    assert made.subtitle.startswith("Percentage of respondents: Yes · ")
    assert plain(made.title) == "Did you use: “Shop” most often (61%)"


def test_cards_on_page_one_name_only_what_stands_alone() -> None:
    """A tie at the top names no group; the aspects and the response are there, at most five cards beside the grade."""
    rows = [
        one for one in whole().estimates if one.id not in (f"{MEAN}/directorate=asylum", f"{MEAN}/directorate=social")
    ]
    rows += [estimate(f"{MEAN}/directorate={name}", value) for name, value in (("asylum", 8.08), ("social", 8.12))]
    key = page("key figures", context(published(rows))).blocks[0]
    assert isinstance(key, KeyFigures)
    assert [(one.value, one.label) for one in key.figures[1:]] == [
        ("7.5", "Naturalisation: lowest grade by directorate"),
        ("7.9", "Friendliness: highest rated aspect"),
        ("6.6", "Terms met: lowest rated aspect"),
        ("19%", "Response"),
    ]
    full = page("key figures", EN).blocks[0]
    assert isinstance(full, KeyFigures)
    assert len(full.figures) == 6


@pytest.mark.parametrize(("low", "high", "named"), [(1, 10, "grade"), (0, 10, "rating"), (1, 5, "rating")])
def test_a_scale_that_is_not_out_of_ten_has_ratings(low: int, high: int, named: str) -> None:
    """“Lowest grade” stood beside “the overall rating” and “mean score”: one word for one thing."""
    asked = {**SURVEY.questions, "overall": replace(SURVEY.questions["overall"], kind=Grade(low, high))}
    made = page("key figures", context(whole(), survey=replace(SURVEY, questions=asked)))
    assert made.subtitle.startswith(f"Mean {named}, scale {low}–{high}")
    (key,) = [block for block in made.blocks if isinstance(block, KeyFigures)]
    assert [one.label for one in key.figures if " by directorate" in one.label] == [
        f"Asylum: highest {named} by directorate", f"Naturalisation: lowest {named} by directorate"
    ]  # fmt: skip


def test_few_cards_are_the_ends_among_groups_first() -> None:
    """`most 2`: the highest and the lowest group stay, the response and the aspects go; `most 3` has the response."""
    for most, last in ((2, "lowest grade by directorate"), (3, "Response")):
        key = page(f"key figures most {most}", EN).blocks[0]
        assert isinstance(key, KeyFigures)
        assert len(key.figures) == most + 1
        assert key.figures[-1].label.endswith(last)


def test_fixed_shares_keep_the_decimals_they_have() -> None:
    """17.75% is not 17.8%."""
    cells = tuple(replace(cell, share=0.1775) if cell.id == "naturalisation" else cell for cell in WEIGHTING.cells)
    survey = replace(SURVEY, weighting=replace(WEIGHTING, cells=cells))
    (found,) = page("composition by directorate", context(whole(), survey=survey)).blocks
    assert isinstance(found, Table)
    assert [row.cells[-1].text for row in found.rows] == ["100%", "", "12%", "71%", "17.75%"]


def test_bars_by_group_leave_out_waves_that_do_not_know_the_groups() -> None:
    """The groups were asked since 2011: 2009 has a total alone."""
    rows = over_waves("overall/mean", (7.3, 7.4, 7.7))
    rows += [one for name in ("foreign", "sponsor") for one in over_waves("overall/mean", (7.2, 7.5), f"role={name}")]
    rows += [estimate(f"vr/2009/overall/mean/role={name}", 0, 0, "empty") for name in ("foreign", "sponsor")]
    (block,) = page("bars overall by role", context(published(rows))).blocks
    assert isinstance(block, Bars)
    assert block.columns == ("2011", "2013")


def test_more_answers_than_a_bar_can_show_become_bars_of_their_own() -> None:
    """Eight languages in one bar could not be read."""
    names = {f"l{number}": f"Language {number}" for number in range(8)}
    spoken = question("spoken", Single(answers(**names)), text("Language"))
    survey = replace(SURVEY, questions={**SURVEY.questions, "spoken": spoken})
    rows = [estimate(f"vr/2013/spoken={name}/share/all", 0.3 - n / 30) for n, name in enumerate(names)]
    (block,) = page("answers spoken", context(published(rows), survey=survey)).blocks
    assert isinstance(block, Bars)
    assert len(block.rows) == 8
