"""Which questions have a page in a draft: what was found, not how someone was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from building import break_of, coded, data, question, single, study, survey
from peil.disclosure import publish
from peil.drafting import draft
from peil.study.model import Grade, Grid, Question, Wave
from peil.study.quotes import QuoteRules
from peil.tables import tabulate
from report.prose import small

PEOPLE = 240


def pages(*more: Question, by: str = "region", rules: QuoteRules | None = None) -> set[str]:
    """Ids of the pages about questions and grids, of a survey with a grade, a region and these; `by`: the break."""
    asked = {one.id: one for one in (question("overall", Grade()), question("region", single("north", "south")), *more)}
    graded = tuple(one.id for one in more if one.grid)
    made = survey(list(asked.values()), [break_of(asked[by])], [Wave("2013", small.HERE, data="x.csv")])
    grids = {"items": Grid("items", asked["overall"].text, graded, small.HERE)} if graded else {}
    about = study(replace(made, grids=grids, quote_rules=rules))
    answers = {name: coded([at % 2 for at in range(PEOPLE)]) for name in asked}
    published = publish(about, tabulate(about, data(about.surveys["vr"], [0] * PEOPLE, answers)))
    found = (piece.id for chapter in draft(about, published)["en"] for piece in chapter.pieces)
    return {one for one in found if "/question/" in one or "/grid/" in one}


SOLVED = question("solved", single("yes", "no"))


def test_a_question_that_says_so_has_no_page() -> None:
    """`draft: no` of an interviewer; the other question keeps its page."""
    interviewer = question("interviewer", single("a", "b"))
    assert "vr/question/interviewer" in pages(interviewer, SOLVED)
    found = pages(replace(interviewer, draft=False), SOLVED)
    assert found == {"vr/question/solved", "vr/question/region"}


@pytest.mark.parametrize("told", [None, True])
def test_the_language_of_the_answers_has_a_page_where_it_says_so_alone(told: bool | None) -> None:
    """The rule for quotes knows which question it is; `draft: yes` overrules that."""
    language = question("language", single("dutch", "english"), draft=told)
    rules = QuoteRules("region", {}, (), language="language")
    assert ("vr/question/language" in pages(language, SOLVED, rules=rules)) == (told is True)


@pytest.mark.parametrize("told", [None, True])
def test_what_makes_the_groups_has_a_page_where_it_says_so_alone(told: bool | None) -> None:
    """In a questionnaire of more than ten questions."""
    others = [question(f"other{number}", single("yes", "no")) for number in range(10)]
    kind = question("kind", single("a", "b"), draft=told)
    assert ("vr/question/kind" in pages(kind, *others, by="kind")) == (told is True)


def test_a_grid_that_says_so_has_no_page() -> None:
    """Its items are not told of elsewhere either."""
    items = [question(name, Grade(), grid="items") for name in ("fast", "clear")]
    assert "vr/grid/items" in pages(*items)
    assert pages(*(replace(one, draft=False) for one in items)) == {"vr/question/region"}
