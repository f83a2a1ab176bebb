"""Groups beside each other and of each its waves, and pages about one group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context
from peil.report.model import Bars, Page, Stack, Table, TableRow, Trend, plain
from peil.results.model import Contrast, Estimate, Status
from peil.study.model import Break, Grid, Group, Settings, Single, Survey
from report.builders import (
    GROUPS,
    HERE,
    SURVEY,
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
    whole,
)

ASKED = ("overall", "friendly", "deadlines", "site")
KEYS = ("all", *(f"directorate={name}" for name in GROUPS))
# What moved since 2011: asylum on two aspects, social on one.
MOVED = {("friendly", KEYS[1]): 0.4, ("deadlines", KEYS[1]): -0.4, ("friendly", KEYS[2]): 0.4}


def grades() -> Iterator[Estimate]:
    """Every grade in total and by group; the website was not asked in 2009, and naturalisation is small."""
    for ask in ASKED:
        for key in KEYS:
            given = (7.1, 7.3) if ask == "site" else (7.0, 7.1, 7.3)
            for one in over_waves(f"{ask}/mean", given, key, n=180):
                small = key == "directorate=naturalisation"
                yield replace(one, n=42, status="small base") if small else one


def contrasts(moved: dict[tuple[str, str], float]) -> list[Contrast]:
    """Every grade of 2013 compared with 2011; flagged where it moved."""
    pairs = [(ask, key) for ask in ASKED for key in KEYS]
    return [
        contrast(f"vr/2013/{ask}/mean/{key}~2011", moved.get((ask, key), 0.2), 0.001 if (ask, key) in moved else 0.5)
        for ask, key in pairs
    ]


def graded(moved: dict[tuple[str, str], float] | None = None, language: str = "en") -> Context:
    """The small study with these grades."""
    return context(published(grades(), contrasts(MOVED if moved is None else moved)), language)


def table(made: Page) -> Table:
    (block,) = made.blocks
    assert isinstance(block, Table)
    return block


def printed(row: TableRow) -> list[str]:
    """A row as it is read, with its marks."""
    return [one.text + {1: "+", 0: "", -1: "−"}[one.flag] for one in row.cells]


BESIDE = "aspects aspects by directorate waves previous this"


def test_aspects_by_group_over_waves_have_a_heading_per_group() -> None:
    """The total first, its waves under it, then each group; every row of the same length; flags at this wave alone."""
    found = table(page(BESIDE, graded()))
    assert found.spans == (("Total", 2), ("Asylum", 2), ("Social", 2), ("Naturalisation", 2))
    assert found.columns == ("2011", "2013") * 4
    assert found.opening == 2
    rows = {row.label: printed(row) for row in found.rows}
    assert rows["Friendliness"] == ["7.1", "7.3", "7.1", "7.3+", "7.1", "7.3+", "(7.1)", "(7.3)"]
    assert rows["Terms met"] == ["7.1", "7.3", "7.1", "7.3−", "7.1", "7.3", "(7.1)", "(7.3)"]
    assert found.rows[0].kind == "total"


def test_beside_waves_flags_are_over_waves_and_the_foot_says_so() -> None:
    """Against the rest would be read as against the column before."""
    foot = page(BESIDE, graded()).foot
    assert foot.marks == (
        "+ or −: significantly higher or lower than in the previous wave (2011); 95% confidence",
        "( ): small base, 30 to 49 answers",
    )
    assert foot.base[1] == "n in 2011, 2013: Asylum: 180, 180; Social: 180, 180; Naturalisation: 42, 42"


def test_the_group_that_moved_on_most_aspects_is_named() -> None:
    """Two of three against one."""
    made = page(BESIDE, graded())
    assert plain(made.title) == (
        "Asylum: 1 of 3 aspects scores significantly higher than in the previous wave (2011), 1 lower"
    )
    assert plain(page(BESIDE, graded(language="nl")).title) == (
        "Asiel: 1 van de 3 aspecten scoort significant hoger dan in de vorige meting (2011), 1 lager"
    )


def test_when_two_groups_moved_as_much_the_total_is_told() -> None:
    """One aspect each: neither is named."""
    tie = {("friendly", KEYS[1]): 0.4, ("friendly", KEYS[2]): 0.4, ("friendly", "all"): 0.4}
    assert plain(page(BESIDE, graded(tie)).title) == (
        "1 of 3 aspects scores significantly higher than in the previous wave (2011), none lower"
    )


def test_a_group_with_a_small_base_is_not_named_for_its_moves() -> None:
    """Its figures are marked as an indication."""
    small = {("friendly", KEYS[3]): 0.4}
    assert plain(page(BESIDE, graded(small)).title).startswith("None of the 3 aspects scores")


def test_when_every_group_was_compared_and_none_moved_that_is_said() -> None:
    """And where they were not compared nothing is claimed."""
    assert plain(page(BESIDE, graded({})).title) == "Aspects by directorate: no demonstrable changes"
    untested = context(published(grades()))
    assert plain(page(BESIDE, untested).title) == "Aspects by directorate"


def test_over_waves_by_a_break_shows_the_waves_that_know_the_groups() -> None:
    """Up to three; what was not asked then is a dash."""
    found = table(page("aspects aspects over waves by directorate", graded()))
    assert found.columns == ("2009", "2011", "2013") * 4
    site = next(row for row in found.rows if row.label == "Website")
    assert printed(site)[:3] == ["–", "7.1", "7.3"]


def test_by_a_break_alone_flags_are_against_the_rest() -> None:
    """As before: one wave, n beside it."""
    found = table(page("aspects aspects by directorate waves this", graded()))
    assert found.columns == ("Total", "Asylum", "Social", "Naturalisation", "n 2013")
    assert found == table(page("aspects aspects by directorate", graded()))


def test_an_earlier_wave_by_group_is_that_wave_without_a_claim() -> None:
    """Nothing in it is of this wave: no flags, and a title that says what is shown."""
    made = page("aspects aspects by directorate waves 2011", graded())
    assert table(made).columns == ("2011",) * 4
    assert {one.flag for row in table(made).rows for one in row.cells} == {0}
    assert plain(made.title) == "Aspects by directorate"


def wide(count: int) -> Break:
    """A break of so many groups."""
    return Break("office", text("Office"), tuple(Group(f"g{i}", text(f"G{i}")) for i in range(count)), HERE)


@pytest.mark.parametrize(("groups", "parts"), [(5, [5]), (6, [3, 3]), (11, [4, 4, 3])])
def test_more_groups_than_a_page_holds_go_on_with_the_total_in_front(groups: int, parts: list[int]) -> None:
    """Total and five groups over three waves are eighteen columns; the foot of a page is about its own groups."""
    office = wide(groups)
    rows = [one for i in range(groups) for one in over_waves("friendly/mean", (7.0, 7.1, 7.3), f"office=g{i}", 100 + i)]
    survey = replace(SURVEY, breaks={"office": office})
    where = context(published([*over_waves("friendly/mean", (7.0, 7.1, 7.3)), *rows]), survey=survey)
    made = pages("aspects aspects by office waves all", where)
    assert [len(table(one).spans) - 1 for one in made] == parts
    assert all(table(one).spans[0] == ("Total", 3) for one in made)
    assert all(table(one).columns == ("2009", "2011", "2013") * len(table(one).spans) for one in made)
    assert f"G{groups - 1}: " in made[-1].foot.base[1]
    assert len(made) == 1 or f"G{groups - 1}: " not in made[0].foot.base[1]
    assert len({one.id for one in made}) == len(made)


def test_groups_of_one_outer_group_stay_on_one_page() -> None:
    """Four outer groups of two: three outer groups fill a page of six."""
    outer = Break("office", text("Office"), tuple(Group(f"o{i}", text(f"O{i}")) for i in range(4)), HERE)
    pairs = [(one.id, role) for one in outer.groups for role in ("foreign", "sponsor")]
    inner = tuple(group(f"{one}.{role}", role, role, "role", one) for one, role in pairs)
    nested = Break("both", text("Both"), inner, HERE, outer="office", inner="role")
    survey = replace(SURVEY, breaks={**SURVEY.breaks, "office": outer, "both": nested})
    keys = ["all", *(f"office={one},role={role}" for one, role in pairs)]
    rows = [one for key in keys for one in over_waves("friendly/mean", (7.0, 7.3), key)]
    made = pages("aspects aspects by both waves previous this", context(published(rows), survey=survey))
    assert [[name for name, _ in table(one).spans[1:]] for one in made] == [
        ["foreign (O0)", "sponsor (O0)", "foreign (O1)", "sponsor (O1)", "foreign (O2)", "sponsor (O2)"],
        ["foreign (O3)", "sponsor (O3)"],
    ]


def shares(moved: float = 0.0) -> Context:
    """Contact by group over waves; the share of asylum at the desk moved by so much."""
    rows = [
        one
        for key in KEYS
        for name, value in {"line": 0.3, "direct": 0.35, "desk": 0.42, "telephone": 0.52}.items()
        for one in over_waves(f"contact={name}/share", (value, value), key)
    ]
    name = "vr/2013/contact=desk/share/directorate=asylum"
    rows = [replace(one, estimate=0.42 + moved) if one.id == name else one for one in rows]
    asked = [one for one in rows if one.wave == "2013" and "=telephone" not in one.id]
    tests = [
        contrast(f"{one.id}~2011", moved if one.id == name else 0.0, 0.001 if one.id == name else 0.8) for one in asked
    ]
    return context(published(rows, tests if moved else ()))


def test_several_answers_by_group_over_waves_are_the_same_table() -> None:
    """Preferred channels, wave beside wave in every group."""
    made = page("answers contact by directorate waves previous this", shares(0.1))
    found = table(made)
    assert found.spans == (("Total", 2), ("Asylum", 2), ("Social", 2), ("Naturalisation", 2))
    assert [row.label for row in found.rows] == ["By telephone", "Desk", "Direct number", "Information line"]
    assert printed(found.rows[1])[:4] == ["42%", "42%", "42%", "52%+"]
    assert found.id == "vr/contact/answers/directorate/waves"
    assert plain(made.title) == "How were you in contact? “Desk” rises from 42% to 52% in Asylum"
    assert "Several answers were possible: the percentages add up to more than 100%." in made.foot.notes


def test_several_answers_without_a_change_claim_nothing() -> None:
    """No tests: the title says what is shown."""
    title = plain(page("answers contact by directorate waves previous this", shares()).title)
    assert title == "How were you in contact? By directorate"


def status() -> Context:
    """Every question by group, without a change."""
    return context(whole())


def test_answers_that_add_up_are_rows_of_group_and_wave() -> None:
    """The total of both waves opens; the later wave of a group stands close to the earlier one."""
    (block, *_) = page("answers status by directorate waves previous this", status()).blocks
    assert isinstance(block, Stack)
    assert [(row.label, row.total, row.follows) for row in block.rows] == [
        ("Total 2011", True, False), ("Total 2013", True, True),
        ("Asylum 2011", False, False), ("Asylum 2013", False, True),
        ("Social 2011", False, False), ("Social 2013", False, True),
        ("Naturalisation 2011", False, False), ("Naturalisation 2013", False, True),
    ]  # fmt: skip
    assert block.summary.endswith("Total 2013: Granted 49%; Pending 40%; Refused 10%.")


def test_a_wave_without_the_question_has_no_bar_and_is_named() -> None:
    """Asked since 2011: the foot says so."""
    rows = [one for one in whole().estimates if not one.id.startswith("vr/2009/status")]
    made = page("answers status by directorate waves all", context(published(rows)))
    (block, *_) = made.blocks
    assert isinstance(block, Stack)
    assert [row.label for row in block.rows][:4] == ["Total 2011", "Total 2013", "Asylum 2011", "Asylum 2013"]
    assert "Not asked in 2009." in made.foot.notes


def test_the_aspects_of_one_group_stand_under_its_overall_grade() -> None:
    """The page is about the group: its name in title and subtitle, its n beside it and under it."""
    made = page("aspects aspects over waves for asylum", graded())
    found = table(made)
    assert (found.rows[0].label, found.rows[0].kind) == ("Overall grade", "total")
    assert found.columns == ("2009", "2011", "2013", "n 2013")
    assert printed(next(row for row in found.rows if row.label == "Friendliness")) == ["7.0", "7.1", "7.3+", "180"]
    assert plain(made.title).startswith("Asylum: 1 of 3 aspects scores significantly higher")
    assert made.subtitle.startswith("Mean grade, scale 1–10 · Asylum · ")
    assert made.foot.base[0] == "Asylum: all respondents (2009 n=180, 2011 n=180, 2013 n=180)"
    assert not any(line.startswith("n in") for line in made.foot.base)


def test_a_group_without_comparisons_is_told_by_its_highest_and_lowest() -> None:
    """Of its own figures."""
    rows = [estimate(f"vr/2013/{ask}/mean/{KEYS[1]}", 7.0 + i, 180) for i, ask in enumerate(ASKED[1:])]
    title = plain(page("aspects aspects for asylum", context(published(rows))).title)
    assert title == "Asylum: Website rated highest (9.0), Friendliness lowest (7.0)"


def test_a_break_within_a_group_shows_the_group_and_what_lies_in_it() -> None:
    """Aspects, bars and answers of the roles in social."""
    assert [name for name, _ in table(page(f"{NESTED_LINE} waves previous this", nested())).spans] == [
        "Total", "Social", "Foreign nationals (Social)", "Sponsors (Social)",
    ]  # fmt: skip
    assert table(page(NESTED_LINE, nested())).columns[:-1] == (
        "Total", "Social", "Foreign nationals (Social)", "Sponsors (Social)",
    )  # fmt: skip
    (block,) = page("bars friendly by directorate_role for social", nested()).blocks
    assert isinstance(block, Bars)
    assert [(row.level, row.label) for row in block.rows] == [
        (0, "Total"), (0, "Social"), (1, "Foreign nationals"), (1, "Sponsors"),
    ]  # fmt: skip


NESTED_LINE = "aspects aspects by directorate_role for social"


def nested() -> Context:
    """One aspect in total, in social and in the roles within it."""
    keys = ("all", "directorate=social", "directorate=social,role=foreign", "directorate=social,role=sponsor")
    return context(published([one for key in keys for one in over_waves("friendly/mean", (7.1, 7.3), key, n=120)]))


def test_bars_for_a_group_stand_beside_the_total() -> None:
    """As a trend for a group does, with the same title."""
    made = page("bars overall for asylum", status())
    (block,) = made.blocks
    assert isinstance(block, Bars)
    assert [row.label for row in block.rows] == ["Total", "Asylum"]
    assert plain(made.title) == plain(page("trend overall for asylum", status()).title)


@pytest.mark.parametrize("line", ["answers status", "answers contact", "bars contact", "trend status"])
def test_the_answers_of_a_group_are_its_own(line: str) -> None:
    """Every mark is of the group, and the page says whom it is about."""
    made = page(f"{line} for asylum", status())
    figure = made.blocks[0]
    assert isinstance(figure, Bars | Stack | Trend)
    rows = figure.series if isinstance(figure, Trend) else figure.rows
    ids = {one.evidence for row in rows for one in row.marks if one is not None}
    assert ids
    assert all(one.endswith("/directorate=asylum") for one in ids)
    assert " · Asylum · " in made.subtitle
    assert "Asylum" in plain(made.title)
    assert made.foot.base[0].startswith("Asylum: all respondents (2009 n=400")


def test_a_grid_of_yes_and_no_stands_by_group_and_wave_too() -> None:
    """The share of the first answer, wave beside wave."""
    survey, rows = used()
    found = table(page("aspects used by directorate waves previous this", context(published(rows), survey=survey)))
    assert found.spans[:2] == (("Total", 2), ("Asylum", 2))
    assert printed(found.rows[0])[:4] == ["20%", "61%", "20%", "61%"]


def used() -> tuple[Survey, list[Estimate]]:
    """A grid of two facilities."""
    kind = Single(answers(yes="Yes/Ja", no="No/Nee"))
    items = {name: replace(question(name, kind, text(name)), grid="used") for name in ("wifi", "shop")}
    grid = Grid("used", text("Did you use:"), tuple(items), HERE)
    survey = replace(SURVEY, questions={**SURVEY.questions, **items}, grids={"used": grid})
    values = {"wifi": (0.4, 0.5), "shop": (0.2, 0.61)}
    return survey, [
        one for key in KEYS for name, pair in values.items() for one in over_waves(f"{name}=yes/share", pair, key)
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "aspects aspects by role for asylum",
            ("'role'", "a break that divides directorate=asylum; the study has none"),
        ),
        ("trend overall by role for social", ("'role'", "divides directorate=social: directorate_role")),
        ("bars overall by directorate for foreign", ("'directorate'", "the study has none: make one with `of:`")),
    ],
)
def test_a_break_that_does_not_divide_the_group_is_refused(line: str, words: tuple[str, ...]) -> None:
    """It would be left out in silence."""
    with pytest.raises(Refused) as refused:
        pages(line, status())
    assert all(part in str(refused.value.problem) for part in words)


# Grades of each directorate by those who dealt with it: several of a respondent.
PER = replace(question("each", SURVEY.questions["overall"].kind, text("Grade per directorate")), per="contact")


def ratings() -> Context:
    """Ratings in total and by group; of asylum 90 by 42 respondents, of social 40 by 20."""
    survey = replace(SURVEY, questions={**SURVEY.questions, "each": PER})
    counts = {"all": (1356, 700), "directorate=asylum": (90, 42), "directorate=social": (40, 20)}
    rows = []
    for key, (n, units) in counts.items():
        status_: Status = "hidden: small base" if units <= 30 else "small base" if units < 50 else "ok"
        for measure in ("each/mean", *(f"each={mark}/share" for mark in range(1, 11))):
            one = estimate(f"vr/2013/{measure}/{key}", 0.1 if "share" in measure else 7.3, n, status_)
            rows.append(replace(one, unit="occasions", units=units))
    tests = [contrast("vr/2013/each/mean/directorate=asylum~rest", 0.4)]
    return context(published(rows, tests), survey=survey, settings=Settings(overall="overall", breaks=("directorate",)))


def test_ratings_of_which_one_gives_several_are_called_ratings() -> None:
    """n counts ratings; what is too few is counted in respondents, and the foot says which."""
    made = page("bars each by directorate", ratings())
    (block,) = made.blocks
    assert isinstance(block, Bars)
    assert made.foot.base[:2] == (
        "All ratings; a respondent may have given several (n=1,356)", "n in 2013: Asylum 90, Social 40",
    )  # fmt: skip
    assert made.foot.marks[:3] == (
        "+: significantly higher than among the other ratings; 95% confidence",
        "Hollow: small base, 30 to 49 respondents",
        "*: fewer than 30 respondents, not shown",
    )
    marks = [row.marks[-1] for row in block.rows]
    assert [one.note for one in marks if one is not None][1:3] == [
        "small base, 42 respondents", "fewer than 30 respondents",
    ]  # fmt: skip


def test_shares_of_ratings_are_no_shares_of_respondents() -> None:
    """The subtitle says of what."""
    assert page("answers each by directorate", ratings()).subtitle.startswith("Percentage of ratings · ")
    assert page("trend each=8", ratings()).subtitle.startswith("Percentage of ratings: 8 · ")


def test_a_name_that_ends_in_a_digit_is_kept_apart_from_its_n() -> None:
    """Not "Partners 1 90"."""
    partners = replace(
        SURVEY.breaks["role"], groups=(Group("foreign", text("Partners 1")), Group("sponsor", text("Partners 2")))
    )
    survey = replace(SURVEY, breaks={**SURVEY.breaks, "role": partners})
    foot = page("trend overall by role", context(whole(), survey=survey)).foot
    assert foot.base[1] == "n in 2013: Partners 1: 90; Partners 2: 90"
