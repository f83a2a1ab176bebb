"""Answers of all waves are harmonised and stacked; what a respondent did not say keeps its reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pyreadstat
import pytest

from data.sheets import write_xlsx
from data.worlds import answers, ask, group, split, study, survey, wave, write
from peil.data.model import Coded, Occasions, Quantities, SurveyData, Texts, Ticks, Values
from peil.data.read import read_data
from peil.errors import DataError, Place
from peil.study.model import (
    Answer,
    Cell,
    CellWeights,
    ColumnWeights,
    Condition,
    DataRules,
    Date,
    Grade,
    Multiple,
    Number,
    Open,
    Question,
    Reason,
    Single,
    Source,
    Survey,
)

NO, DONT_KNOW, NOT_APPLY = Reason.NOT_ANSWERED, Reason.DONT_KNOW, Reason.DOES_NOT_APPLY
NOT_ASKED, NOT_IN_WAVE = Reason.NOT_ASKED, Reason.NOT_IN_WAVE
REASONS = {"98": NOT_APPLY, "99": DONT_KNOW}


def read(folder: Path, one: Survey) -> SurveyData:
    """The only survey of a study, read."""
    return read_data(study(folder, one)).surveys["vr"]


def values(folder: Path, question: Question, csv: str, rules: DataRules | None = None) -> Values:
    """The answers to one question of which the file has these rows."""
    write(folder, csv)
    return read(folder, survey(question, rules=rules)).columns[question.id]


def codes(found: Values) -> list[int]:
    """The codes of a closed question."""
    assert isinstance(found, Coded)
    return [int(code) for code in found.codes]


def marks(found: Values) -> list[list[int]]:
    """The marks of a multiple question."""
    assert isinstance(found, Ticks)
    return [[int(mark) for mark in row] for row in found.marks]


def test_grades_are_positions_on_the_scale_and_reasons_stay_apart(tmp_path: Path) -> None:
    """1 is position 0; an empty cell, don't know and does not apply are three different things; 8.0 is 8."""
    found = values(tmp_path, ask("q", recode=REASONS), 'q,n\n1,a\n10,a\n" 8.0 ",a\n,a\n99,a\n98,a\n')
    assert codes(found) == [0, 9, 7, NO, DONT_KNOW, NOT_APPLY]


def test_a_scale_may_begin_at_nought(tmp_path: Path) -> None:
    """On 0-10 the grade 0 is an answer, position 0."""
    assert codes(values(tmp_path, ask("q", Grade(0, 10)), "q\n0\n10\n")) == [0, 10]


def test_a_recode_goes_before_the_codes(tmp_path: Path) -> None:
    """A grade of another wave's scale, an answer by its id, and an empty cell that means something else."""
    grade = values(tmp_path, ask("q", recode={"5": "10", "": NOT_APPLY}), "q,n\n5,a\n,a\n")
    assert codes(grade) == [9, NOT_APPLY]
    single = ask("q", Single(answers("a", "b")), recode={"1": "b", "7": "a"})
    assert codes(values(tmp_path, single, "q\n1\n7\n2\n")) == [1, 0, 1]


def test_an_answer_may_have_several_codes(tmp_path: Path) -> None:
    """Codes 3 and 4 are one answer."""
    kind = Single((*answers("a", "b"), replace(answers("c")[0], codes=("3", "4"))))
    assert codes(values(tmp_path, ask("q", kind), "q\n1\n4\n3\n")) == [0, 2, 2]


def test_an_answer_that_came_later_is_unknown_before(tmp_path: Path) -> None:
    """The code of an answer that exists since 2013 is an unknown code in 2011."""
    late = Answer("b", answers("b")[0].text, ("2",), since="2013")
    question = ask("q", Single((*answers("a"), late)), waves=("2011", "2013"))
    one = survey(question, waves=(wave("2011"), wave("2013")))
    write(tmp_path, "q\n1\n2\n", "data/vr-2011.csv")
    write(tmp_path, "q\n1\n2\n")
    with pytest.raises(DataError) as caught:
        read(tmp_path, one)
    assert [(problem.place.file, problem.found) for problem in caught.value.problems] == [
        ("data/vr-2011.csv", "1 cell with unknown code 2 (row 3)")
    ]


def test_ticks_in_columns_know_no_answer_from_not_chosen(tmp_path: Path) -> None:
    """An empty cell beside a filled one is not chosen; a row of empty cells is no answer; a reason goes for the row."""
    question = ask("q", Multiple(answers("a", "b")), ["q_a", "q_b"], REASONS)
    csv = "q_a,q_b,n\n1,0,x\n1,,x\nyes,X,x\n0,0,x\n,,x\n99,,x\n99,99,x\n1,99,x\n"
    assert marks(values(tmp_path, question, csv)) == [
        [1, 0], [1, 0], [1, 1], [0, 0], [NO, NO], [DONT_KNOW, DONT_KNOW], [DONT_KNOW, DONT_KNOW], [1, DONT_KNOW],
    ]  # fmt: skip


def test_ticks_may_be_the_code_or_the_label_of_the_answer(tmp_path: Path) -> None:
    """A column that holds the answer's own code or text where it was chosen means the same as 1."""
    question = ask("q", Multiple(answers("a", "b")), ["q_a", "q_b"])
    assert marks(values(tmp_path, question, "q_a,q_b\n1,2\na (nl),\n0,b\n")) == [[1, 1], [1, 0], [0, 1]]


def test_nought_declared_as_no_answer_is_not_chosen_beside_a_one(tmp_path: Path) -> None:
    """With `0: not answered` for all questions a row of noughts is no answer, and a nought beside a 1 not chosen."""
    question = ask("q", Multiple(answers("a", "b")), ["q_a", "q_b"], {"0": NO})
    assert marks(values(tmp_path, question, "q_a,q_b\n1,0\n0,0\n")) == [[1, 0], [NO, NO]]


def test_an_answer_without_a_column_was_not_in_the_wave(tmp_path: Path) -> None:
    """An empty column name leaves the other answers as they are."""
    question = ask("q", Multiple(answers("a", "b")), ["q_a", ""])
    assert marks(values(tmp_path, question, "q_a,n\n1,x\n0,x\n,x\n")) == [
        [1, NOT_IN_WAVE], [0, NOT_IN_WAVE], [NO, NOT_IN_WAVE],
    ]  # fmt: skip


def test_codes_spread_over_columns_are_gathered(tmp_path: Path) -> None:
    """The order of mentioning makes no difference; a reason counts only where nothing was mentioned."""
    question = ask("q", Multiple(answers("a", "b", "c"), "spread"), ["q1", "q2"], REASONS)
    csv = "q1,q2,n\n1,3,x\n3,1,x\n2,,x\n2,99,x\n,,x\n99,,x\n,98,x\n"
    assert marks(values(tmp_path, question, csv)) == [
        [1, 0, 1], [1, 0, 1], [0, 1, 0], [0, 1, 0], [NO] * 3, [DONT_KNOW] * 3, [NOT_APPLY] * 3,
    ]  # fmt: skip


def test_numbers_keep_their_fraction_and_their_reasons(tmp_path: Path) -> None:
    """A reason is recognised by its number, so that 99.0 is 99; what is no answer is NaN."""
    found = values(tmp_path, ask("q", Number(), recode=REASONS), "q,n\n1.5,x\n-2,x\n99.0,x\n,x\n1e3,x\n")
    assert isinstance(found, Quantities)
    np.testing.assert_array_equal(found.values, [1.5, -2, np.nan, np.nan, 1000])
    assert found.reasons.tolist() == [0, 0, DONT_KNOW, NO, 0]


def test_a_decimal_comma_is_read_where_the_whole_column_has_it(tmp_path: Path) -> None:
    """1,5 is one and a half in a column without points, and a text in a column that has points too."""
    found = values(tmp_path, ask("q", Number()), "q;n\n1,5;x\n2;x\n")
    assert isinstance(found, Quantities)
    assert found.values.tolist() == [1.5, 2.0]
    with pytest.raises(DataError, match="1 cell with the text '1,5'"):
        values(tmp_path, ask("q", Number()), "q;n\n1,5;x\n2.5;x\n")


def test_dates_are_days_in_the_format_of_the_study_or_iso(tmp_path: Path) -> None:
    """2 January 1970 is day 1, however it is written; a time of day is left off."""
    found = values(tmp_path, ask("q", Date("%d-%m-%Y")), "q,n\n02-01-1970,x\n1970-01-03,x\n1970-01-04 10:00:00,x\n,x\n")
    assert isinstance(found, Quantities)
    np.testing.assert_array_equal(found.values, [1, 2, 3, np.nan])
    assert found.reasons.tolist() == [0, 0, 0, NO]


def test_a_date_has_its_reasons_by_their_text(tmp_path: Path) -> None:
    """99 is don't know; 10 April 1970, which is day 99, is a date like any other."""
    found = values(tmp_path, ask("q", Date(), recode=REASONS), "q,n\n99,x\n1970-04-10,x\n")
    assert isinstance(found, Quantities)
    np.testing.assert_array_equal(found.values, [np.nan, 99])
    assert found.reasons.tolist() == [DONT_KNOW, 0]


def test_open_answers_keep_their_words(tmp_path: Path) -> None:
    """Spaces around are left off, new lines stay; an empty one and a recoded one are reasons."""
    found = values(tmp_path, ask("q", Open(), recode={"-": NOT_APPLY}), 'q,n\n" a, b ",x\n"c\nd",x\n,x\n-,x\n')
    assert isinstance(found, Texts)
    assert found.values == ("a, b", "c\nd", "", "")
    assert found.reasons.tolist() == [0, 0, NO, NOT_APPLY]


def routed(rules: DataRules, folder: Path) -> SurveyData:
    """A follow-up question that only visitors of the website were asked, answered by one who was not."""
    website = ask("website", Single(answers("visited", "not")))
    purpose = replace(ask("purpose"), asked_if=(Condition("website", ("visited",)),))
    write(folder, "website,purpose,n\n1,7,x\n1,,x\n2,,x\n,,x\n2,9,x\n")
    # The question stands before the one it depends on: the order of the file is no order of work.
    return read(folder, survey(purpose, website, rules=rules))


def test_those_who_were_not_asked_are_told_from_those_who_did_not_answer(tmp_path: Path) -> None:
    """A valid answer outside the routing is kept and counted when the study says keep."""
    found = routed(DataRules(outside_routing="keep"), tmp_path)
    assert codes(found.columns["purpose"]) == [6, NO, NOT_ASKED, NOT_ASKED, 8]
    assert [(one.what, one.count, one.rows) for one in found.repairs] == [("answer outside the routing: keep", 1, (6,))]


def test_answers_outside_the_routing_may_be_set_to_not_asked(tmp_path: Path) -> None:
    """The answer is taken out and counted when the study says not asked."""
    found = routed(DataRules(outside_routing="not asked"), tmp_path)
    assert codes(found.columns["purpose"]) == [6, NO, NOT_ASKED, NOT_ASKED, NOT_ASKED]
    assert found.repairs[0].count == 1


def test_routing_by_a_question_of_another_wave_routes_nobody(tmp_path: Path) -> None:
    """Where the question that routes was not put, everybody was asked."""
    website = ask("website", Single(answers("visited", "not")), waves=("2013",))
    purpose = replace(ask("purpose", waves=("2011", "2013")), asked_if=(Condition("website", ("visited",)),))
    write(tmp_path, "purpose\n3\n", "data/vr-2011.csv")
    write(tmp_path, "website,purpose\n1,4\n2,\n")
    found = read(tmp_path, survey(website, purpose, waves=(wave("2011"), wave("2013"))))
    assert codes(found.columns["purpose"]) == [2, 3, NOT_ASKED]


def test_a_question_per_answer_gives_a_row_for_every_answer_chosen(tmp_path: Path) -> None:
    """Respondents without the answer have no row; one who chose it and gave no grade has a row without answer."""
    deals = ask("deals", Multiple(answers("a", "b")), ["d_a", "d_b"], waves=("2011", "2013"))
    per = replace(ask("g", columns=["g_a", "g_b"], waves=("2011", "2013")), per="deals")
    write(tmp_path, "d_a,d_b,g_a,g_b\n1,0,5,\n1,1,6,7\n", "data/vr-2011.csv")
    write(tmp_path, "d_a,d_b,g_a,g_b\n0,1,,8\n0,0,,\n1,1,,9\n")
    found = read(tmp_path, survey(deals, per, waves=(wave("2011"), wave("2013")))).columns["g"]
    assert isinstance(found, Occasions)
    assert found.respondent.tolist() == [0, 1, 1, 2, 4, 4]
    assert found.part.tolist() == [0, 0, 1, 1, 0, 1]
    assert found.codes.tolist() == [4, 5, 6, 7, NO, 8]


def test_waves_are_stacked_in_the_order_of_the_study(tmp_path: Path) -> None:
    """A wave of published figures keeps its position and brings nobody; a question it lacked is not in the wave."""
    old, new = ask("old", waves=("2011",)), ask("new", waves=("2013",))
    waves = (wave("2009", data=None), wave("2011", key="id"), wave("2013"))
    write(tmp_path, "id,old\nA7,3\nA9,4\n", "data/vr-2011.csv")
    write(tmp_path, "new\n5\n")
    found = read(tmp_path, survey(old, new, waves=waves))
    assert found.waves == ("2009", "2011", "2013")
    assert found.wave.tolist() == [1, 1, 2]
    assert found.unit == ("A7", "A9", "1")
    assert codes(found.columns["old"]) == [2, 3, NOT_IN_WAVE]
    assert codes(found.columns["new"]) == [NOT_IN_WAVE, NOT_IN_WAVE, 4]
    assert found.weight.tolist() == [1, 1, 1]


def test_the_column_and_its_codes_may_differ_between_waves(tmp_path: Path) -> None:
    """The same question stands in another column with another scale in another wave."""
    sources = {"2011": Source(("v12",), {"5": "10", "4": "8"}), "2013": Source(("overall",), {})}
    question = replace(ask("overall"), sources=sources)
    write(tmp_path, "v12\n5\n4\n", "data/vr-2011.csv")
    write(tmp_path, "overall\n10\n8\n")
    found = read(tmp_path, survey(question, waves=(wave("2011"), wave("2013"))))
    assert codes(found.columns["overall"]) == [9, 7, 9, 7]


def test_one_file_may_hold_several_waves(tmp_path: Path) -> None:
    """`where` takes the rows of its own wave; an unknown code in the rows left out is told and stops nothing."""
    year = ask("year", Single(answers("y11", "y13")), waves=("2011", "2013"))
    waves = [wave(label, "data/all.csv", where=(Condition("year", (name,)),)) for label, name in
             (("2011", "y11"), ("2013", "y13"))]  # fmt: skip
    write(tmp_path, "year,q\n1,5\n2,6\n1,7\n3,8\n", "data/all.csv")
    data = read_data(study(tmp_path, survey(year, ask("q", waves=("2011", "2013")), waves=waves)))
    assert codes(data.surveys["vr"].columns["q"]) == [4, 6, 5]
    assert data.surveys["vr"].unit == ("1", "3", "2")
    assert [warning.found for warning in data.warnings] == ["1 cell with unknown code 3 (row 5)"]


def test_empty_rows_are_left_out_and_told(tmp_path: Path) -> None:
    """Blank lines and rows of empty cells are no respondents, and a warning counts them."""
    write(tmp_path, "a,q\n1,5\n\n,\n2,6\n")
    data = read_data(study(tmp_path, survey(ask("q"))))
    assert codes(data.surveys["vr"].columns["q"]) == [4, 5]
    assert [warning.found for warning in data.warnings] == ["2 rows without any cell (rows 3, 4)"]


@pytest.mark.parametrize(
    ("rule", "kept", "counted"),
    [("keep first", [4, 6], 1), ("keep last", [5, 6], 1), ("keep all", [4, 5, 6], 2)],
)
def test_duplicates_are_kept_as_the_study_says(tmp_path: Path, rule: str, kept: list[int], counted: int) -> None:
    """The rows that the rule touches are counted."""
    write(tmp_path, "id,q\nA,5\nA,6\nB,7\n")
    rules = DataRules(duplicates=rule)  # type: ignore[arg-type]  # one of the literals, from the table above
    found = read(tmp_path, survey(ask("q"), waves=(wave("2013", key="id"),), rules=rules))
    assert codes(found.columns["q"]) == kept
    assert [one.count for one in found.repairs] == [counted]


def test_cells_that_the_study_allows_become_no_answer_and_are_counted(tmp_path: Path) -> None:
    """Each data rule turns its own fault into a repair with its rows."""
    rules = DataRules("not answered", "not answered", "not answered")
    write(tmp_path, "s,g,n\n9,11,a\n1,x,200\n1,5,20\n9,5,20\n")
    one = survey(ask("s", Single(answers("a"))), ask("g"), ask("n", Number(0, 110)), rules=rules)
    found = read(tmp_path, one)
    assert codes(found.columns["s"]) == [NO, 0, 0, NO]
    assert codes(found.columns["g"]) == [NO, NO, 4, 4]
    assert [(one.column, one.what, one.count, one.rows) for one in found.repairs] == [
        ("s", "unknown code 9: not answered", 2, (2, 5)),
        ("g", "grade 11: not answered", 1, (2,)),
        ("g", "the text 'x': not answered", 1, (3,)),
        ("n", "the text 'a': not answered", 1, (2,)),
        ("n", "number 200: not answered", 1, (3,)),
    ]


def test_groups_follow_conditions_and_lists(tmp_path: Path) -> None:
    """Answers, bounds, ticks and lists of units make groups; they may overlap; no answer belongs to none."""
    type_of = ask("type", Single(answers("lawyer", "mediator")))
    parts = ask("deals", Multiple(answers("a", "b")), ["d_a", "d_b"])
    breaks = {
        "client": split(
            "client",
            group("chain", Condition("type", ("lawyer", "mediator"))),
            group("lawyers", Condition("type", ("lawyer",))),
            group("largest", members=frozenset({"7", "8"})),
            group("young lawyers", Condition("type", ("lawyer",)), Condition("age", low=18, high=29)),
            group("part b", Condition("deals", ("b",))),
            group("promoters", Condition("q", low=9)),
        )
    }
    write(tmp_path, "id,type,age,d_a,d_b,q\n6,1,29,1,0,9\n7,2,18,0,1,10\n8,,20,1,1,8\n9,1,30,0,0,\n")
    one = survey(type_of, ask("age", Number()), parts, ask("q"), waves=(wave("2013", key="id"),))
    found = read(tmp_path, replace(one, breaks=breaks))
    assert found.membership["client"].astype(int).tolist() == [
        [1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1], [0, 0, 1, 0, 1, 0], [1, 1, 0, 0, 0, 0],
    ]  # fmt: skip


def test_weighting_cells_are_found_and_respondents_without_one_are_minus_one(tmp_path: Path) -> None:
    """Whoever lacks an answer that defines the cells has no cell; whose rule that needs is for the weighting to say."""
    cells = (Cell("a", {"d": "a"}, 0.5), Cell("b,x", {"d": "b", "r": "x"}, 0.5))
    write(tmp_path, "d,r\n1,\n2,1\n2,2\n,1\n")
    one = survey(ask("d", Single(answers("a", "b"))), ask("r", Single(answers("x", "y"))))
    found = read(tmp_path, replace(one, weighting=CellWeights(cells, Place("vr.yaml", 9)), stratum=None))
    assert found.weight_cell is not None
    assert found.weight_cell.tolist() == [0, 1, -1, -1]


def test_given_weights_and_strata_come_along(tmp_path: Path) -> None:
    """A wave without a weight column has NaN; an empty weight is NaN; the stratum is the position of its answer."""
    stratum = ask("d", Single(answers("a", "b")), waves=("2011", "2013"))
    write(tmp_path, "d\n1\n", "data/vr-2011.csv")
    write(tmp_path, "d;W\n2;0,5\n1;\n2;1,25\n")
    one = survey(stratum, waves=(wave("2011"), wave("2013")))
    weighting = ColumnWeights({"2013": "W"}, Place("vr.yaml", 9))
    found = read(tmp_path, replace(one, weighting=weighting, stratum="d"))
    assert found.given_weight is not None
    assert found.stratum is not None
    np.testing.assert_array_equal(found.given_weight, [np.nan, 0.5, np.nan, 1.25])
    assert found.stratum.tolist() == [0, 1, 0, 1]


@pytest.mark.parametrize("name", ["data/vr-2013.csv", "vr-2013.csv"])
def test_another_folder_may_hold_the_data(tmp_path: Path, name: str) -> None:
    """With --data a file is found there under the path of the study or under its bare name."""
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere, "q\n5\n", name)
    data = read_data(study(tmp_path / "study", survey(ask("q"))), elsewhere)
    assert codes(data.surveys["vr"].columns["q"]) == [4]


def test_the_same_answers_in_every_kind_of_file_are_the_same(tmp_path: Path) -> None:
    """CSV, Excel, SPSS and Parquet give equal codes."""
    frame = pl.DataFrame({"q": [8.0, None, 99.0]})
    write(tmp_path, "q,n\n8,x\n,x\n99,x\n", "data/x.csv")
    write_xlsx(tmp_path / "data/x.xlsx", {"S": [["q", "n"], [8, "x"], [None, "x"], [99, "x"]]})
    pyreadstat.write_sav(frame.with_columns(n=pl.lit("x")), tmp_path / "data/x.sav")
    frame.with_columns(n=pl.lit("x")).write_parquet(tmp_path / "data/x.parquet")
    for suffix in ("csv", "xlsx", "sav", "parquet"):
        one = survey(ask("q", recode=REASONS), waves=(wave("2013", f"data/x.{suffix}"),))
        assert codes(read(tmp_path, one).columns["q"]) == [7, NO, DONT_KNOW], suffix


def test_a_wave_without_the_question_of_modes_answered_in_its_one_mode(tmp_path: Path) -> None:
    """In 2011 all answered on paper; in 2013 a column says who answered online: the groups of both waves are known."""
    how = ask("how", Single(answers("paper", "web")))
    waves = (replace(wave("2011"), modes=("paper",)), replace(wave("2013"), modes=("paper", "web")))
    about = survey(how, ask("overall", waves=("2011", "2013")), waves=waves)
    modes = split("mode", group("paper", Condition("how", ("paper",))), group("web", Condition("how", ("web",))))
    write(tmp_path, "overall\n7\n8\n", "data/vr-2011.csv")
    write(tmp_path, "overall,how\n7,1\n9,2\n")
    found = read_data(study(tmp_path, replace(about, mode="how", breaks={"mode": modes}))).surveys["vr"]
    assert found.membership["mode"].tolist() == [[True, False], [True, False], [True, False], [False, True]]
