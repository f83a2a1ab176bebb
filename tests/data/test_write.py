"""Exported data read back are the answers that were read, with every reason apart."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyreadstat
import pytest

from data.worlds import answers, ask, rich_survey, study, survey, write
from peil.data.model import Coded, Data, Quantities, SurveyData, Ticks
from peil.data.read import read_data
from peil.data.simulate import simulate
from peil.data.write import write_data
from peil.errors import DataError
from peil.study.model import Grade, Number, Reason, Single, Study


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Data]:
    """A study with every kind of question, filled and read; its weights are 1, 2, 1, 2 ..."""
    folder = tmp_path_factory.mktemp("rich")
    one = study(folder, rich_survey())
    simulate(one, folder, 300, 7)
    data = read_data(one)
    answered = data.surveys["vr"]
    weight = np.where(np.arange(answered.respondents) % 2, 2.0, 1.0).astype(np.float64)
    return one, Data({"vr": answered.weighted(weight, answered.weight_cell)})


def exported(rich: tuple[Study, Data], folder: Path, suffix: str) -> Path:
    """The export of the rich study."""
    path = folder / f"vr{suffix}"
    write_data(*rich, "vr", path)
    return path


def spss(path: Path) -> tuple[pl.DataFrame, Any]:
    """An SPSS file with user-missing values as their codes, and what the file says about itself."""
    frame, meta = pyreadstat.read_sav(path, user_missing=True, output_format="polars")
    assert isinstance(frame, pl.DataFrame)
    return frame, meta


def survey_data(rich: tuple[Study, Data]) -> SurveyData:
    """The answers of the rich study."""
    return rich[1].surveys["vr"]


def test_spss_holds_every_code_and_every_reason(rich: tuple[Study, Data], tmp_path: Path) -> None:
    """Grades keep their number, reasons are 95-99, ticks 0 and 1: the codes come back one by one."""
    frame, _ = spss(exported(rich, tmp_path, ".sav"))
    data = survey_data(rich)
    for name, low in (("overall", 1), ("deadlines", 1), ("nps", 0), ("website", 1)):
        values = data.columns[name]
        assert isinstance(values, Coded)
        expected = np.where(values.codes >= 0, values.codes + low, 100 + values.codes)
        np.testing.assert_array_equal(frame[name].to_numpy(), expected, err_msg=name)
    ticks = data.columns["purpose"]
    assert isinstance(ticks, Ticks)
    expected = np.where(ticks.marks >= 0, ticks.marks, 100 + ticks.marks)
    np.testing.assert_array_equal(frame.select("purpose_form", "purpose_status").to_numpy(), expected)
    assert {95.0, 97.0, 98.0, 99.0} <= set(frame["deadlines"].to_list())
    assert frame["weight"].to_list() == data.weight.tolist()
    assert frame["respondent"].to_list() == list(data.unit)
    assert frame["wave"].unique().sort().to_list() == [2.0, 3.0]


def test_reasons_move_out_of_the_way_of_values(rich: tuple[Study, Data], tmp_path: Path) -> None:
    """An age may be 99; its reasons are 995-999, and they are user-missing values of the file."""
    frame, meta = spss(exported(rich, tmp_path, ".sav"))
    values = survey_data(rich).columns["age"]
    assert isinstance(values, Quantities)
    expected = np.where(values.reasons < 0, 1000 + values.reasons.astype(float), values.values)
    np.testing.assert_array_equal(frame["age"].to_numpy(), expected)
    assert meta.missing_ranges["age"] == [{"lo": 995.0, "hi": 999.0}]
    assert meta.missing_ranges["overall"] == [{"lo": 95.0, "hi": 99.0}]


def test_spss_carries_labels_in_the_language_asked_for(rich: tuple[Study, Data], tmp_path: Path) -> None:
    """Dutch is the study's first language; English on request. Multiple questions are multiple-response sets."""
    _, dutch = spss(exported(rich, tmp_path, ".sav"))
    write_data(*rich, "vr", tmp_path / "en.sav", language="en")
    _, english = spss(tmp_path / "en.sav")
    assert dutch.variable_value_labels["overall"][99.0] == "niet beantwoord"
    assert english.variable_value_labels["overall"][99.0] == "not answered"
    assert dutch.column_names_to_labels["overall"] == "overall (nl)"
    assert english.variable_value_labels["website"][1.0] == "visited"
    assert english.mr_sets["purpose"]["variable_list"] == ["purpose_form", "purpose_status"]
    assert english.variable_value_labels["wave"] == {1.0: "2009", 2.0: "2011", 3.0: "2013"}


def test_occasions_become_a_column_per_part(rich: tuple[Study, Data], tmp_path: Path) -> None:
    """Whoever did not choose the part was not asked about it."""
    frame, _ = spss(exported(rich, tmp_path, ".sav"))
    deals = survey_data(rich).columns["deals_with"]
    assert isinstance(deals, Ticks)
    for place, name in enumerate(("desk", "phone", "web")):
        asked = frame[f"per_channel_{name}"].to_numpy() != 96
        np.testing.assert_array_equal(asked, deals.marks[:, place] == 1)


def test_dates_and_words_have_their_reasons_beside_them(rich: tuple[Study, Data], tmp_path: Path) -> None:
    """A date is a date, empty where there is none, and the column beside it says why."""
    frame, _ = spss(exported(rich, tmp_path, ".sav"))
    values = survey_data(rich).columns["visited_on"]
    assert isinstance(values, Quantities)
    days = frame["visited_on"].cast(pl.Date).cast(pl.Int32).cast(pl.Float64).fill_null(np.nan).to_numpy()
    np.testing.assert_array_equal(days, values.values)
    np.testing.assert_array_equal(frame["visited_on_reason"].to_numpy() == 99, values.reasons == -1)
    assert set(frame.filter(pl.col("why") == "")["why_reason"].to_list()) == {99.0}


def test_parquet_holds_the_reasons_as_negative_codes_and_says_so(rich: tuple[Study, Data], tmp_path: Path) -> None:
    """-5 to -1 in the columns, and their names in the metadata of the file."""
    path = exported(rich, tmp_path, ".parquet")
    frame = pl.read_parquet(path)
    values = survey_data(rich).columns["deadlines"]
    assert isinstance(values, Coded)
    expected = np.where(values.codes >= 0, values.codes + 1, values.codes)
    np.testing.assert_array_equal(frame["deadlines"].to_numpy(), expected)
    described = json.loads(pl.read_parquet_metadata(path)["peil"])
    assert set(described) == set(frame.columns)
    assert described["deadlines"]["reasons"]["-5"] == "niet in deze meting"
    assert described["website"]["values"] == {"1": "visited (nl)", "2": "not (nl)"}
    assert frame["age"].null_count() == int((frame["age_reason"] < 0).sum())
    assert frame.schema["visited_on"] == pl.Date


@pytest.mark.parametrize(("suffix", "code"), [(".sav", 99), (".parquet", -99)])
def test_a_scale_below_nought_keeps_its_reasons_apart(tmp_path: Path, suffix: str, code: int) -> None:
    """On -5 to 5 the value -1 is an answer, so that "not answered" cannot be -1."""
    write(tmp_path, "q,n\n-1,x\n,x\n")
    one = study(tmp_path, survey(ask("q", Grade(-5, 5))))
    write_data(one, read_data(one), "vr", tmp_path / f"x{suffix}")
    frame = pl.read_parquet(tmp_path / "x.parquet") if suffix == ".parquet" else spss(tmp_path / "x.sav")[0]
    assert frame["q"].to_list() == [-1, code]


def test_an_answer_with_code_99_moves_the_reasons(tmp_path: Path) -> None:
    """A single answer that has 99 in the data keeps it, and the reasons go to 995-999."""
    kind = Single((*answers("a"), replace(answers("other")[0], codes=("99",))))
    write(tmp_path, "q,n\n1,x\n99,x\n,x\n")
    one = study(tmp_path, survey(ask("q", kind)))
    write_data(one, read_data(one), "vr", tmp_path / "x.sav")
    assert spss(tmp_path / "x.sav")[0]["q"].to_list() == [1, 99, 999]


def test_names_that_spss_refuses_are_changed_and_stay_apart(tmp_path: Path) -> None:
    """A question called `Weight` does not hide the weight, and a hyphen becomes an underscore."""
    write(tmp_path, "Weight,q-1\n80,7\n")
    one = study(tmp_path, survey(ask("Weight", Number()), ask("q-1")))
    write_data(one, read_data(one), "vr", tmp_path / "x.sav")
    frame, _ = spss(tmp_path / "x.sav")
    assert frame.columns == ["respondent", "wave", "Weight", "q_1", "weight_"]
    assert frame.row(0) == ("1", 1.0, 80.0, 7.0, 1.0)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """Only .sav and .parquet can be written."""
    write(tmp_path, "q\n7\n")
    one = study(tmp_path, survey(ask("q")))
    with pytest.raises(DataError, match=r"\.xlsx, expected a file that ends in \.sav or \.parquet"):
        write_data(one, read_data(one), "vr", tmp_path / "x.xlsx")


def test_every_reason_has_a_code_of_its_own() -> None:
    """Five reasons, five codes: nothing is merged on the way out."""
    assert sorted(100 + int(reason) for reason in Reason) == [95, 96, 97, 98, 99]
