"""The improvement matrix: what stands in it, what its title may say, what is left out."""

from dataclasses import replace

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.blocks.importances import measured
from peil.report.blocks.matrixdetails import Details
from peil.report.model import Matrix, Page, Paragraph, plain
from peil.results.model import Driver, DriverFit, Penalty, Published, Standing
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
    assert any(one.startswith("No matrix, for fewer than 3 aspects have a place: ") for one in every[0].foot.notes)
    assert len({(one.rating.low, one.rating.high, one.importance.low, one.importance.high) for one in made}) == 1
    alone = figure(page("matrix for asylum", where))
    assert (alone.rating.low, alone.rating.high) == (made[0].rating.low, made[0].rating.high)
    assert alone.rating.low < 5.1


def test_the_foot_says_what_importance_is_and_where_the_lines_are() -> None:
    """Also in Dutch, with the decimals of the language."""
    foot = page("matrix", context(figures(*THIS), "nl")).foot
    assert any("Samenhang is nog geen oorzaak" in line for line in foot.notes)
    assert any("cijfer 7,0, belang 0,50" in line for line in foot.notes)
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
