"""The improvement matrix: what stands in it, what its title may say, what is left out."""

from dataclasses import replace

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.blocks.importances import measured
from peil.report.blocks.matrixdetails import Details
from peil.report.model import Matrix, Page, Paragraph, plain
from peil.results.model import Driver, DriverFit, Move, Penalty, Published, Standing
from peil.study.drivers import DriverSettings
from peil.study.model import Survey
from report.builders import ASPECTS, SURVEY, context, driver, page, pages, text, whole

THIS = (
    driver("vr/2013/friendly/importance/all", 0.62, 7.9),
    driver("vr/2013/deadlines/importance/all", 0.66, 6.6),
    driver("vr/2013/site/importance/all", 0.31, 7.1),
)
BEFORE = (driver("vr/2011/friendly/importance/all", 0.58, 7.8), driver("vr/2011/deadlines/importance/all", 0.6, 6.2))


def figures(*drivers: Driver) -> Published:
    """Everything, with these drivers."""
    return replace(whole(), drivers=drivers)


def figure(of: Page) -> Matrix:
    """The matrix of a page."""
    (block,) = of.blocks
    assert isinstance(block, Matrix)
    return block


def test_aspects_stand_in_their_parts_the_most_important_first() -> None:
    """Terms to improve, friendliness a strength, the site a basic; each with its figures and last wave's place."""
    made = figure(page("matrix", context(figures(*THIS, *BEFORE))))
    told = [(one.label, made.corners[one.corner], one.rating.text, one.importance.text) for one in made.points]
    assert told == [
        ("Terms met", "To improve", "6.6", "0.66"),
        ("Friendliness", "Strengths", "7.9", "0.62"),
        ("Website", "Basics", "7.1", "0.31"),
    ]
    assert [one.earlier for one in made.points] == [(6.2, 0.6), (7.8, 0.58), None]
    assert made.trace == "place in 2011"
    assert [text for _, text in made.borders] == ["7.0", "0.50"]


def test_the_title_names_what_is_important_and_rated_low() -> None:
    """And rests on its driver."""
    (value,) = page("matrix", context(figures(*THIS))).title
    assert value.text == "Important and rated low: terms met"
    assert getattr(value, "evidence", ()) == ("vr/2013/deadlines/importance/all",)


def test_the_title_does_not_rest_on_a_small_base() -> None:
    """The aspect is drawn hollow, and not named as a priority."""
    small = driver("vr/2013/deadlines/importance/all", 0.66, 6.6, 42, "small base")
    made = page("matrix", context(figures(THIS[0], small, THIS[2])))
    assert plain(made.title) == "What matters to respondents is not what they rate low"
    assert [one.importance.small for one in figure(made).points] == [True, False, False]
    assert any(line.startswith("Hollow") for line in made.foot.marks)


def test_an_aspect_that_may_not_be_shown_has_no_place_and_is_named_in_the_foot() -> None:
    """With two left there is no matrix; with three there is, and the foot names the fourth without its figures."""
    hidden = driver("vr/2013/site/importance/all", 0.31, 7.1, 12, "hidden: small base")
    with pytest.raises(Refused):
        page("matrix", context(figures(*THIS[:2], hidden)))
    more = replace(ASPECTS[0], id="parking", label=text("Parking"), text=text("Parking"))
    survey = replace(SURVEY, questions={**SURVEY.questions, "parking": more})
    fourth = driver("vr/2013/parking/importance/all", 0.4, 6.0)
    made = page("matrix", context(figures(*THIS[:2], hidden, fourth), survey=survey))
    assert [one.label for one in figure(made).points] == ["Terms met", "Friendliness", "Parking"]
    assert "Without a place, for too few answers: Website." in made.foot.notes


def test_lines_that_are_withheld_lie_between_the_aspects_on_either_side() -> None:
    """At half way, which the parts of the aspects tell anyway; without a value, and the foot says why."""
    private = driver("vr/2013/parking/importance/all", 0.4, 6.0, 3, "hidden: privacy")
    told = [replace(one, rating_border=float("nan"), importance_border=float("nan")) for one in (*THIS, private)]
    parking = replace(ASPECTS[0], id="parking", label=text("Parking"), text=text("Parking"))
    survey = replace(SURVEY, questions={**SURVEY.questions, "parking": parking})
    made = page("matrix", context(figures(*told), survey=survey))
    assert [line for line, _ in figure(made).borders] == pytest.approx([(6.6 + 7.1) / 2, (0.31 + 0.62) / 2])
    assert [value for _, value in figure(made).borders] == ["–", "–"]
    assert any(
        note.startswith("Where the lines lie exactly, and how sure the places are, is not told")
        for note in made.foot.notes
    )
    assert "Without a place, to protect the privacy of a few respondents: Parking." in made.foot.notes


@pytest.mark.parametrize(
    ("why", "language", "told"),
    [
        ("overall always the same", "en", "for everyone gave the same overall grade"),
        ("overall always the same", "nl", "omdat iedereen hetzelfde totaaloordeel gaf"),
        ("no aspects", "en", "none was graded often enough"),
        ("no aspects", "nl", "geen ervan kreeg"),
    ],
)
def test_where_no_aspect_has_an_importance_a_sentence_stands_in_the_place_of_the_matrix(
    why: str, language: str, told: str
) -> None:
    """By itself, by a break, and in the account of the method, which names no correlation."""
    fit = DriverFit(
        "vr/2013/overall/importance/all", "vr", "2013", "", "all", "", "correlation", "lmg", why, "pairs", 400, 0, 400
    )
    where = context(replace(figures(), fits=(fit,)), language)
    for line in ("matrix", "matrix by directorate"):
        (block,) = page(line, where).blocks
        assert isinstance(block, Paragraph)
        assert told in plain(block.content)
    assert told in repr(pages("method", where))
    assert "orrelati" not in " ".join(measured(where, fit))


def test_a_group_with_one_overall_grade_is_told_apart_from_groups_with_few_aspects() -> None:
    """The foot of everyone's page names both reasons."""
    fit = DriverFit(
        "vr/2013/overall/importance/directorate=asylum", "vr", "2013", "directorate", "asylum", "", "correlation",
        "lmg", "overall always the same", "pairs", 40, 0, 40,
    )  # fmt: skip
    notes = pages("matrix by directorate", context(replace(figures(*THIS), fits=(fit,))))[0].foot.notes
    (alike,) = [one for one in notes if one.startswith("No matrix, for everyone gave the same overall grade: ")]
    (few,) = [one for one in notes if one.startswith("No matrix, for fewer than 3")]
    assert "Asylum" in alike
    assert "Asylum" not in few


@pytest.mark.parametrize(
    ("why", "language", "told"),
    [
        ("few together", "en", "hardly anyone graded two of the aspects both"),
        ("few together", "nl", "vrijwel niemand twee van de aspecten"),
        ("many aspects", "en", "more than 30 aspects"),
        ("many aspects", "nl", "meer dan 30 aspecten"),
    ],
)
def test_the_foot_says_why_importance_goes_by_correlation(why: str, language: str, told: str) -> None:
    """Each reason in its own words."""
    fit = DriverFit(
        "vr/2013/overall/importance/all", "vr", "2013", "", "all", "", "correlation", "lmg", why, "pairs", 400, 3, 400
    )
    assert told in " ".join(page("matrix", context(replace(figures(*THIS), fits=(fit,)), language)).foot.notes)


def test_groups_share_their_axes() -> None:
    """A page for everyone and one per group that has a matrix, all from and to the same figures; `for` keeps them."""
    asylum = tuple(
        replace(one, id=one.id.replace("/all", "/directorate=asylum"), group="asylum", rating=one.rating - 1.5)
        for one in THIS
    )
    where = context(figures(*THIS, *asylum))
    every = pages("matrix by directorate", where)
    made = [figure(one) for one in every]
    assert len(made) == 2
    told = "No matrix, for fewer than 3 aspects were graded often enough, and not always alike: "
    assert any(one.startswith(told) for one in every[0].foot.notes)
    assert len({(one.rating.low, one.rating.high, one.importance.low, one.importance.high) for one in made}) == 1
    alone = figure(page("matrix for asylum", where))
    assert (alone.rating.low, alone.rating.high) == (made[0].rating.low, made[0].rating.high)
    assert alone.rating.low < 5.1


def test_the_foot_says_what_importance_is_and_where_the_lines_are() -> None:
    """Also in Dutch, with the decimals of the language."""
    foot = page("matrix", context(figures(*THIS), "nl")).foot
    assert any("Samenhang is nog geen oorzaak" in line for line in foot.notes)
    assert any("cijfer 7,0 en belang 0,50" in line for line in foot.notes)
    assert foot.question == ("Welk cijfer geeft u voor: Welk cijfer geeft u voor de dienstverlening als geheel?",)


def test_who_points_at_an_aspect_sees_what_its_place_rests_on() -> None:
    """Grade and importance with interval and n, chances, rank, last wave's place, penalty and reward."""
    name = THIS[1].id
    standing = Standing(
        name, "vr", "2013", "deadlines", "", "all", "", "priority", 0.88, 1, 1, 2, 0.02, 0.1, 0.16, 0.02, -0.4, 0.1,
        0.1, 0.88, 0.0, 0.02, 0.61, 0.7,
    )  # fmt: skip
    penalty = Penalty(
        name, "vr", "2013", "deadlines", "", "all", "", 60, 200, 300, 1.24, 0.1, 0.41, 0.1, 0.83, 0.14, 0.001, "basic"
    )
    where = context(replace(figures(*THIS, *BEFORE), standings=(standing,), penalties=(penalty,)))
    told = list(Details(where, THIS[1]).lines())
    assert told[1:] == [
        f"Importance 0.66 (0.61 to 0.70), n = {THIS[1].n}",
        "To improve: chance 88% (Strengths 10%)",
        "Rank by importance: 1, between 1 and 2",
        "In 2011: grade 6.2, importance 0.60, To improve",
        "A low grade (1–5) costs 1.2, a high one (8–10) brings 0.4: a low grade costs more than a high one brings",
    ]
    made = figure(page("matrix", where))
    assert made.details == ("Rank", "Chance of this part", "Low grade costs / high one brings")
    assert made.points[0].details == ("1 (1–2)", "88%", "−1.2 / +0.4")
    assert made.points[1].details == ("", "", "")


def framed(*drivers: Driver, key: str = "all", wave: str = "2013") -> tuple[Driver, ...]:
    """The same, within the borders of a group in a wave."""
    return tuple(replace(one, frame=f"vr/{wave}/overall/importance/{key}") for one in drivers)


def lines_of(made: Page) -> str:
    """The sentence of the foot about the lines, and those that follow it."""
    (told,) = [one for one in made.foot.notes if " lines " in one or "De lijnen" in one]
    return told


def borders_set(**settings: object) -> Survey:
    """The survey, with these settings of its drivers."""
    drivers = DriverSettings(**settings)  # type: ignore[arg-type]  # a parameter
    return replace(SURVEY, settings=replace(SURVEY.settings, drivers=drivers))


@pytest.mark.parametrize(
    ("rating", "importance", "told"),
    [
        (
            "mean",
            "mean",
            "The lines are the means of the aspects over all respondents of 2013: grade 7.0, importance 0.50.",
        ),
        (
            "median",
            "median",
            "The lines are the medians of the aspects over all respondents of 2013: grade 7.0, importance 0.50.",
        ),
        (7.0, 0.5, "The lines were set at grade 7.0 and importance 0.50."),
        (7.0, "mean", "The lines lie at grade 7.0 (set) and importance 0.50 (mean of the aspects), over all"),
        ("mean", "median", "grade 7.0 (mean of the aspects) and importance 0.50 (median of the aspects), over all"),
    ],
)
def test_the_foot_says_what_either_line_is(rating: str | float, importance: str | float, told: str) -> None:
    """Also where they differ; of lines that were set it says no more."""
    survey = borders_set(rating_border=rating, importance_border=importance)
    foot = lines_of(page("matrix", context(figures(*framed(*THIS)), survey=survey)))
    assert told in foot
    assert ("all respondents" in foot) == (rating != 7.0 or importance != 0.5)
    assert ("always lies below" in foot) == (rating != 7.0)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "over all respondents of 2013: grade 7.0, importance 0.50. They hold for every group and 2011 too."),
        ("nl", "over alle respondenten van 2013: cijfer 7,0 en belang 0,50. Ze gelden ook voor elke groep en 2011."),
    ],
)
def test_the_foot_and_the_method_say_whose_lines_they_are(language: str, told: str) -> None:
    """And where else they hold; a group's page says its own means too, and not that some aspects always lie below."""
    asylum = tuple(
        replace(one, id=one.id.replace("/all", "/directorate=asylum"), group="asylum") for one in (*THIS, *BEFORE)
    )
    where = context(figures(*framed(*THIS, *BEFORE, *asylum)), language)
    assert told in lines_of(page("matrix", where))
    assert told in repr(pages("method", where))
    group = lines_of(page("matrix for asylum", where))
    assert told in group
    assert ("7.2, importance 0.53" if language == "en" else "7,2 en belang 0,53") in group
    assert ("always" if language == "en" else "altijd") not in group


def test_lines_that_hold_for_many_waves_do_not_name_them_all() -> None:
    """Six waves: "every other wave"; those that hold for some of them are named."""
    labels = ("2003", "2005", "2007", "2009", "2011", "2013")
    survey = replace(SURVEY, waves=tuple(replace(SURVEY.waves[-1], label=label) for label in labels))
    then = [[replace(one, id=one.id.replace("2011", label), wave=label) for one in BEFORE] for label in labels[:-1]]
    every = framed(*THIS, *(one for some in then for one in some))
    assert "They hold for every other wave too." in lines_of(page("matrix", context(figures(*every), survey=survey)))
    some = framed(*THIS, *(one for some in then[1:] for one in some))
    told = lines_of(page("matrix", context(figures(*some), survey=survey)))
    assert "They hold for 2005, 2007, 2009 and 2011 too." in told


def test_lines_of_a_groups_own_are_told_as_such() -> None:
    """Borders that are kept over nothing: where they lay before, for the places of then are judged by those of now."""
    own = framed(*THIS)
    before = tuple(replace(one, rating_border=6.4) for one in framed(*BEFORE, wave="2011"))
    foot = lines_of(page("matrix", context(figures(*own, *before), survey=borders_set(borders_kept_over=()))))
    assert "They hold" not in foot
    assert "In 2011 the lines lay at grade 6.4 and importance 0.50" in foot


def test_last_waves_place_is_drawn_and_told_within_the_lines_of_now() -> None:
    """A fourth more aspects take part now: importance of then is drawn at what it is a part of now."""
    name = THIS[1].id
    move = Move(
        f"{name}~2011", "vr", "2013", "2011", "deadlines", "", "all", "", "low priority", "priority", 0.2, 0.1, 0.04,
        0.4, 0.1, 0.001, 0.04, True, 0.45,
    )  # fmt: skip
    where = context(replace(figures(*THIS, *BEFORE), moves=(move,)))
    assert figure(page("matrix", where)).points[0].earlier == (6.2, 0.45)
    assert "In 2011: grade 6.2, importance 0.60, No priority (moved)" in list(Details(where, THIS[1]).lines())


def test_what_many_did_not_grade_is_hollow_or_listed() -> None:
    """With its n in the foot; listed it is not drawn, and the foot has its figures and its part."""
    parking = replace(driver("vr/2013/parking/importance/all", 0.4, 6.0, 90), graded=0.2)
    more = replace(ASPECTS[0], id="parking", label=text("Parking"), text=text("Parking"))
    survey = replace(SURVEY, questions={**SURVEY.questions, "parking": more})
    drawn = page("matrix", context(figures(*THIS, parking), survey=survey))
    assert [one.seldom for one in figure(drawn).points if one.label == "Parking"] == [True]
    assert "Graded by fewer than 50%: parking (n=90)." in drawn.foot.notes
    said = replace(parking, method="stated", n=400, rated=90)
    noted = page("matrix", context(figures(said, *THIS), survey=survey)).foot.notes
    assert "Graded by fewer than 50%: parking (n=90)." in noted, "not how many said how important it is"
    settings = borders_set(often_not_graded_aspects="listed").settings
    listed = page("matrix", context(figures(*THIS, parking), survey=replace(survey, settings=settings)))
    assert "Parking" not in [one.label for one in figure(listed).points]
    (told,) = [one for one in listed.foot.notes if one.startswith("Not drawn")]
    assert told == ("Not drawn, for fewer than 50% graded it: parking (grade 6.0, importance 0.40, n=90: No priority).")
    assert not any("Without a place" in one for one in listed.foot.notes)


def by_shares(n: int, key: str = "all", **more: object) -> DriverFit:
    """How shares were found among n."""
    break_id, _, group = key.rpartition("=")
    return DriverFit(
        f"vr/2013/overall/importance/{key}", "vr", "2013", break_id, group, "", "lmg", "lmg", "", "as if everyone", n,
        3, n, 0.6, **more,  # type: ignore[arg-type]  # fields by name
    )  # fmt: skip


def test_where_no_error_can_be_had_the_foot_says_so() -> None:
    """No ring around a point would pass for sure."""
    drivers = [replace(one, method="lmg") for one in THIS]
    for unsure in (True, False):
        where = context(replace(figures(*drivers), fits=(by_shares(400, unsure=unsure),)))
        assert ("How sure the places are could not be computed" in repr(page("matrix", where).foot.notes)) == unsure


def test_a_group_that_goes_by_another_measure_than_everyone_says_so() -> None:
    """Their importances have no unit in common."""
    asylum = tuple(replace(one, id=one.id.replace("/all", "/directorate=asylum"), group="asylum") for one in THIS)
    other = replace(by_shares(150, "directorate=asylum"), method="correlation", why="small group", estimand="pairs")
    everyone = [replace(one, method="lmg") for one in framed(*THIS)]
    where = context(replace(figures(*everyone, *framed(*asylum)), fits=(by_shares(900), other)))
    assert "For everyone together it is measured otherwise." in repr(page("matrix for asylum", where).foot.notes)
    assert "every group (there by its measure of importance)" in repr(page("matrix", where).foot.notes)


@pytest.mark.parametrize(("n", "told"), [(149, True), (150, False)])
def test_the_method_names_groups_whose_intervals_are_short(n: int, told: bool) -> None:
    """By shares, below 150 respondents."""
    fits = (by_shares(900), by_shares(n, "directorate=asylum"))
    method = repr(pages("method", context(replace(figures(*framed(*THIS)), fits=fits))))
    assert ("So it is for Asylum." in method) == told
