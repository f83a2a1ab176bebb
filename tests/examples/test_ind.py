"""The reference study: its data are what its program makes, and they are what the printed report says."""

import csv
import re
import runpy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from peil.disclosure import publish
from peil.study.read import check_study, read_study
from peil.workflow import build_results, compose

STUDY = Path(__file__).resolve().parents[2] / "examples" / "ind"
PRINTED: dict[str, Any] = runpy.run_path(str(STUDY / "simulation" / "printed.py"))
WAVES: tuple[str, ...] = PRINTED["WAVES"]
OLD = {"A": "asylum", "RS": "regular_social", "RE": "regular_economic", "N": "naturalisation", "V": "1", "R": "2"}
DIRECTORATES = dict(zip("1234", ("asylum", "regular_social", "regular_economic", "naturalisation"), strict=True))
STATUS = dict(zip(("granted", "refused", "pending", "unknown"), "1234", strict=True))
SPAN = re.compile(r"\]\{([^}]*)\}")


class Answers:
    """The data file of a wave, with weights computed here from the printed shares and nothing else."""

    def __init__(self, wave: str) -> None:
        with (STUDY / "data" / f"vr-{wave}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = {"v1": "directorate", "v2": "role", "v12": "overall"}
        self.columns = {names.get(name, name): np.array([row[name] for row in rows]) for name in rows[0]}
        directorate = [DIRECTORATES.get(code, OLD.get(code, "")) for code in self.columns["directorate"]]
        self.directorate = np.array(directorate)
        role = {"1": ".foreign_national", "2": ".sponsor", "": ""}
        roles = [role[OLD.get(code, code)] for code in self.columns["role"]]
        self.cell = np.array([one + other for one, other in zip(directorate, roles, strict=True)])
        self.weight = np.ones(len(rows))
        with_cell = int((self.cell != "").sum())
        for name, share in zip(PRINTED["CELLS"], PRINTED["CELL_SHARES"], strict=True):
            members = self.cell == name
            self.weight[members] = share / 100 * with_cell / members.sum()

    def mean(self, question: str, members: NDArray[np.bool_] | None = None) -> float:
        """The weighted mean of the grades."""
        column = self.columns[question]
        valid = np.array([text.isdigit() and 1 <= int(text) <= 10 for text in column])
        valid &= members if members is not None else True
        return float(np.average(column[valid].astype(float), weights=self.weight[valid]))

    def share(self, question: str, code: str = "1", members: NDArray[np.bool_] | None = None) -> float:
        """The weighted percentage of those who answered."""
        column = self.columns[question]
        valid = (column != "") & (members if members is not None else True)
        return 100 * float(np.average(column[valid] == code, weights=self.weight[valid]))


@pytest.fixture(scope="module")
def answers() -> dict[str, Answers]:
    """The three data files."""
    return {wave: Answers(wave) for wave in WAVES}


def test_the_program_writes_the_stored_data_to_the_byte(tmp_path: Path) -> None:
    """Whoever runs the simulation gets the respondents that the repository holds."""
    subprocess.run([sys.executable, "-B", str(STUDY / "simulate.py"), str(tmp_path)], check=True)
    for wave in WAVES:
        name = f"vr-{wave}.csv"
        assert (tmp_path / name).read_bytes() == (STUDY / "data" / name).read_bytes(), name


@pytest.mark.parametrize("wave", WAVES)
def test_a_wave_has_the_printed_respondents(answers: dict[str, Answers], wave: str) -> None:
    """Net response and the numbers per weighting cell are those of the page on the sample."""
    one = answers[wave]
    assert len(one.cell) == PRINTED["NET"][wave]
    assert tuple((one.cell == name).sum() for name in PRINTED["CELLS"]) == PRINTED["CELL_SIZES"][wave]
    assert len(set(one.columns["respondent"])) == len(one.cell)


def test_the_respondents_without_a_cell_are_those_that_the_groups_leave_out(answers: dict[str, Answers]) -> None:
    """In 2013 the groups listed add up to 855 of 960."""
    assert [int((answers[wave].cell == "").sum()) for wave in WAVES] == [96, 107, 105]


@pytest.mark.parametrize("wave", WAVES)
def test_the_overall_grade_rounds_to_the_printed_one(answers: dict[str, Answers], wave: str) -> None:
    """In total, per directorate and per status, wherever the report prints it."""
    one = answers[wave]
    assert rounded(one.mean("overall")) == PRINTED["OVERALL"][wave]
    for name, printed in PRINTED["OVERALL_BY_DIRECTORATE"][wave].items():
        assert rounded(one.mean("overall", one.directorate == name)) == printed, name
    for name, printed in PRINTED["OVERALL_BY_STATUS"].get(wave, {}).items():
        assert rounded(one.mean("overall", one.columns["status"] == STATUS[name])) == printed, name


@pytest.mark.parametrize("aspect", PRINTED["ASPECTS"])
def test_an_aspect_rounds_to_the_printed_grades(answers: dict[str, Answers], aspect: str) -> None:
    """All 26 aspects, in every wave in which the table has a figure, and in no other."""
    *printed, _ = PRINTED["ASPECTS"][aspect]
    for wave, grade in zip(WAVES, printed, strict=True):
        if grade is None:
            assert aspect not in answers[wave].columns
        else:
            assert rounded(answers[wave].mean(aspect)) == grade, wave


def test_the_vision_rounds_to_the_printed_grades(answers: dict[str, Answers]) -> None:
    """6,7 in total, 7,2 in asylum, 6,5 in naturalisation, 6,6 twice; asked in 2013 only."""
    one = answers["2013"]
    assert rounded(one.mean("vision")) == PRINTED["VISION"]
    for name, printed in PRINTED["VISION_BY_DIRECTORATE"].items():
        assert rounded(one.mean("vision", one.directorate == name)) == printed, name
    assert "vision" not in answers["2011"].columns


def test_shares_round_to_the_printed_ones(answers: dict[str, Answers]) -> None:
    """Status, preferred channels, internet, purposes, and contact by the website in regular social."""
    for wave, shares in PRINTED["STATUS_SHARES"].items():
        for name, printed in shares.items():
            assert round(answers[wave].share("status", STATUS[name])) == printed, (wave, name)
    for prefix, waves in (("preferred", PRINTED["PREFERRED"]), ("purpose", PRINTED["PURPOSES"])):
        for wave, shares in waves.items():
            for name, printed in shares.items():
                assert round(answers[wave].share(f"{prefix}_{name}")) == printed, (wave, name)
    one = answers["2013"]
    assert round(one.share("internet")) == PRINTED["INTERNET"]["2013"]
    regular_social = one.directorate == "regular_social"
    assert round(one.share("contact_website", members=regular_social)) == 25


def test_aspects_correlate_as_the_assumptions_say(answers: dict[str, Answers]) -> None:
    """Between .35 and .65 each, about .5 on average; and the grades lean to the left."""
    columns = [grades(answers["2013"].columns[name]) for name in PRINTED["ASPECTS"]]
    found = [correlation(one, other) for place, one in enumerate(columns) for other in columns[:place]]
    assert min(found) > 0.35
    assert max(found) < 0.65
    assert np.mean(found) == pytest.approx(0.5, abs=0.04)
    assert all(skewness(one) < 0 for one in columns)


def test_a_grade_is_missing_for_a_reason(answers: dict[str, Answers]) -> None:
    """Does not apply differs by aspect; not answered and don't know occur in every one."""
    columns = answers["2013"].columns
    parts = {name: float((columns[name] == "98").mean()) for name in PRINTED["ASPECTS"]}
    assert min(parts.values()) < 0.05
    assert max(parts.values()) > 0.4
    assert all({"", "99"} <= set(columns[name]) for name in PRINTED["ASPECTS"])


def test_the_study_is_without_problems() -> None:
    """`peil check` has nothing to say about the reference study."""
    assert not check_study(STUDY)


def test_the_study_asks_what_the_table_prints() -> None:
    """26 aspects, and those without a figure of 2009 begin in 2011."""
    survey = read_study(STUDY).surveys["vr"]
    assert {question.id for question in survey.aspects} == set(PRINTED["ASPECTS"])
    for question in survey.aspects:
        *printed, _ = PRINTED["ASPECTS"][question.id]
        asked = [wave for wave, grade in zip(WAVES, printed, strict=True) if grade is not None]
        assert list(question.sources) == asked, question.id


def test_both_languages_rest_on_the_same_figures() -> None:
    """The chapters of one language hold the values and claims of the other, chapter by chapter."""
    dutch, english = (sorted((STUDY / "chapters" / code).glob("*.md")) for code in ("nl", "en"))
    assert len(dutch) == len(english) > 0
    for one, other in zip(dutch, english, strict=True):
        assert spans(one) == spans(other), one.name


def test_every_figure_and_claim_in_the_chapters_holds() -> None:
    """Composing the report checks each number and claim in the text; one that is wrong would stop it."""
    study = read_study(STUDY)
    published = publish(study, build_results(study))
    for language in study.languages:
        report = compose(study, published, language)
        assert len(report.sections) > len(list((STUDY / "chapters" / language).glob("*.md")))
        assert report.banner


def rounded(mean: float) -> float:
    """One decimal, half away from zero."""
    return float(np.floor(mean * 10 + 0.5) / 10)


def grades(column: NDArray[np.str_]) -> NDArray[np.float64]:
    """Grades, NaN where there is none."""
    return np.array([float(text) if text.isdigit() and 1 <= int(text) <= 10 else np.nan for text in column])


def correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Pearson's correlation where both have a grade."""
    both = ~np.isnan(one) & ~np.isnan(other)
    return float(np.corrcoef(one[both], other[both])[0, 1])


def skewness(one: NDArray[np.float64]) -> float:
    """The third standardised moment."""
    known = one[~np.isnan(one)]
    return float((((known - known.mean()) / known.std()) ** 3).mean())


def spans(file: Path) -> Sequence[str]:
    """What stands between braces, sorted."""
    return sorted(SPAN.findall(file.read_text(encoding="utf-8")))
