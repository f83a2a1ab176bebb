"""The reference study against R, from the raw files on: codes, weights and groups are R's own (tests/reference/ind.R).

And what must hold whatever the numbers are: flags follow from the contrasts, the scale of weights and the order of rows
change nothing, what cannot be tested is not marked.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import isnan, nan
from pathlib import Path

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from peil import workflow
from peil.data.model import Data
from peil.results.model import Estimate, Results
from peil.study.model import Settings, Study, Wave
from peil.tables import tabulate

ROOT = Path(__file__).parent.parent.parent
NUMBERS = ROOT / "tests" / "reference" / "numbers" / "ind.csv"
# Of what R printed in 17 digits. Its logit interval comes from an iteration that stops earlier.
EXACT, ITERATED = 1e-10, 1e-6


@cache
def reference_study() -> Study:
    """The study of the immigration service."""
    return workflow.read_study(ROOT / "examples" / "ind")


@cache
def results() -> Results:
    """Its results."""
    return workflow.build_results(reference_study())


def from_r(kind: str) -> Iterator[tuple[str, dict[str, float]]]:
    """The cases of R and their numbers: "weights", "estimates", "rest" or "waves"; + stands for the comma of an id."""
    with NUMBERS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            case = row.pop("case").replace("+", ",")
            mark = case.rpartition("~")[2] if "~" in case else ""
            found = "weights" if case.startswith("weights") else "estimates" if not mark else "waves"
            if kind == ("rest" if mark == "rest" else found):
                yield case, {name: nan if value == "NA" else float(value) for name, value in row.items()}


def test_weights_are_those_of_a_plain_calculation() -> None:
    """Efficiency and extremes of the weights, wave by wave; respondents without a cell weigh 1."""
    for case, numbers in from_r("weights"):
        account = results().accounts_by_wave["vr", case.removeprefix("weights/")]
        assert account.n == numbers["n"]
        assert account.efficiency == pytest.approx(100 * numbers["n_effective"] / numbers["n"], rel=EXACT)
        assert account.smallest == pytest.approx(numbers["low"], rel=EXACT)
        assert account.largest == pytest.approx(numbers["high"], rel=EXACT)


def test_estimates_are_those_of_a_calibrated_design() -> None:
    """Means, shares and nets over all groups and waves: estimate, error, interval, spread and both bases."""
    cases = list(from_r("estimates"))
    for case, numbers in cases:
        row = results().by_id[case]
        assert row.n == numbers["n"], case
        for name in ("estimate", "se", "sd", "n_effective"):
            assert getattr(row, name) == pytest.approx(numbers[name], rel=EXACT), f"{case}: {name}"
        near = ITERATED if row.measure == "share" else EXACT
        assert (row.ci_low, row.ci_high) == pytest.approx((numbers["low"], numbers["high"]), rel=near), case
    assert len(cases) > 400


@pytest.mark.parametrize("kind", ["rest", "waves"])
def test_contrasts_are_those_of_svyglm_with_the_smaller_degrees_of_freedom(kind: str) -> None:
    """Groups against everyone else, and waves against earlier ones; R's `low` holds the design's own df."""
    cases = list(from_r(kind))
    for case, numbers in cases:
        row = results().contrasts_by_id[case]
        assert row.difference == pytest.approx(numbers["estimate"], rel=EXACT, abs=1e-13), case
        for name in ("se", "df", "p"):
            assert getattr(row, name) == pytest.approx(numbers[name], rel=EXACT), f"{case}: {name}"
    assert len(cases) > 250


def test_degrees_of_freedom_of_the_design_are_rs_own() -> None:
    """The same contrasts under `degrees of freedom: design`."""
    about = reference_study()
    vr = about.surveys["vr"]
    settings = replace(vr.settings, degrees_of_freedom="design")
    only = replace(about, surveys={"vr": replace(vr, settings=settings)})
    found = workflow.build_results(only)
    for case, numbers in (*from_r("rest"), *from_r("waves")):
        row = found.contrasts_by_id[case]
        assert row.df == numbers["low"], case
        assert row.p == pytest.approx(numbers["high"], rel=EXACT), case


def _expected(row: Estimate, difference: float, p: float, settings: Settings) -> int:
    minimum = settings.minimum_share if row.measure == "share" else settings.minimum
    if isnan(p) or p >= settings.level or abs(difference) < minimum - 1e-12:
        return 0
    return 1 if difference > 0 else -1


def test_every_flag_follows_from_its_contrast() -> None:
    """Level and minimum relevant difference; the one break of two groups that mirror each other is flagged once."""
    settings = reference_study().surveys["vr"].settings
    for row in results().contrasts:
        left = results().by_id[row.left.partition("~")[0]]  # of a change against that of the rest: its figure now
        if left.break_id == "side":
            continue
        assert row.flag == _expected(left, row.difference, row.p, settings), row.id


def test_every_flag_over_waves_follows_from_the_contrasts() -> None:
    """Each earlier wave: all of them there, all in one direction."""
    order = ("2009", "2011", "2013")
    for row in results().wave_flags:
        wave = results().by_id[row.estimate].wave
        ids = [f"{row.estimate}~{earlier}" for earlier in order[: order.index(wave)]]
        flags = {results().contrasts_by_id[one].flag if one in results().contrasts_by_id else None for one in ids}
        expected = flags.pop() if len(flags) == 1 else 0
        assert row.flag == (expected or 0), row.estimate


METHODS = ("design", "q", "pooled effective base", "weighted n")


def _p(method: str, scale: float, order: slice) -> float:
    """The p of a group against the rest, of 300 random respondents with unequal weights."""
    random = np.random.default_rng(5)
    grades, roles = random.integers(2, 9, 300), random.integers(0, 3, 300)
    weights = random.uniform(0.3, 3, 300) * scale
    role = question("role", single("a", "b", "c"))
    vr = survey([question("overall"), role], [break_of(role)], settings=Settings(method=method))  # type: ignore[arg-type]  # one of the four
    answers = {"overall": coded(grades[order].tolist()), "role": coded(roles[order].tolist())}
    given = _weighted(data(vr, [0] * 300, answers), weights[order])
    return tabulate(study(vr), given).contrasts_by_id["vr/2013/overall/mean/role=a~rest"].p


def _weighted(given: Data, weights: np.ndarray) -> Data:
    return replace(given, surveys={"vr": replace(given.surveys["vr"], weight=weights)})


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_rows_changes_no_p(method: str) -> None:
    """From the last respondent to the first."""
    forward, backward = _p(method, 1, slice(None)), _p(method, 1, slice(None, None, -1))
    assert backward == pytest.approx(forward, rel=1e-12)


@pytest.mark.parametrize("method", METHODS[:3])
def test_weights_times_ten_change_no_p(method: str) -> None:
    """Weights are free of scale, but for `weighted n`, which is not valid."""
    assert _p(method, 10, slice(None)) == pytest.approx(_p(method, 1, slice(None)), rel=1e-12)


def test_a_group_that_agrees_has_no_test() -> None:
    """All an eight against a spread of grades: a difference, no p, no mark; a share of 100% has Wilson's interval."""
    role = question("role", single("same", "spread"))
    vr = survey([question("overall"), role], [break_of(role)])
    answers = {"overall": coded([7] * 60 + [3, 5] * 30), "role": coded([0] * 60 + [1] * 60)}
    found = tabulate(study(vr), data(vr, [0] * 120, answers))
    contrast = found.contrasts_by_id["vr/2013/overall/mean/role=same~rest"]
    assert (contrast.difference, contrast.flag) == (3, 0)
    assert isnan(contrast.p)
    share = found.by_id["vr/2013/overall=8/share/role=same"]
    assert (share.estimate, share.se, share.ci_high) == (1, 0, 1)
    assert share.ci_low == pytest.approx(60 / (60 + 1.959963984540054**2))


def test_strata_without_or_with_one_respondent_do_not_stop_the_error() -> None:
    """A stratum nobody is in counts for nothing; one respondent is compared with the sample, R's "adjust"."""
    stratum = question("stratum", single("many", "nobody", "one"))
    wave = Wave("2013", NOWHERE, strata={"many": 1000, "nobody": 500, "one": 10})
    vr = replace(survey([question("overall"), stratum], waves=[wave]), stratum="stratum")
    codes = [0] * 60 + [2]
    grades = [3, 5, 7] * 20 + [9]
    answers = data(vr, [0] * 61, {"overall": coded(grades), "stratum": coded(codes)}, stratum=np.array(codes, np.int16))
    row = tabulate(study(vr), answers).by_id["vr/2013/overall/mean/all"]
    u = (np.array(grades) - np.mean(grades)) / 61
    many = (1 - 60 / 1000) * 60 / 59 * ((u[:60] - u[:60].mean()) ** 2).sum()
    assert row.se == pytest.approx(np.sqrt(many + (1 - 1 / 10) * u[60] ** 2), rel=1e-12)
