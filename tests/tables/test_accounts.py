"""Accounts of waves and groups."""

from dataclasses import replace

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from peil.data.model import Data
from peil.errors import StudyError
from peil.results.model import StratumResponse
from peil.study.model import Wave
from peil.tables import tabulate


def test_a_group_counts_those_who_answered_nothing() -> None:
    """Three belong to the first group, although only one of them gave the grade that is tabulated."""
    asked, other = question("side", single("left", "right")), question("colour", single("red", "blue"))
    about = survey([asked, other], breaks=[break_of(asked)])
    answers = data(about, [0, 0, 0, 0], {"side": coded([0, 0, 0, 1]), "colour": coded([0, -1, -1, 1])})
    found = tabulate(study(about), answers)
    assert found.group_sizes[about.id, "2013", "side=left"] == 3
    assert found.group_sizes[about.id, "2013", "side=right"] == 1
    assert found.group_sizes[about.id, "2013", "all"] == 4


def _strata(wave: Wave, stratum: list[int], weights: list[float]) -> tuple[StratumResponse, ...]:
    """The rows of a wave with two strata, of which one has these respondents."""
    asked = question("side", single("left", "right"))
    about = replace(survey([asked], waves=[wave]), stratum="side")
    answers = data(about, [0] * len(stratum), {"side": coded(stratum)}, stratum=np.array(stratum, np.int16)).surveys[
        about.id
    ]
    weighted = answers.weighted(np.array(weights), None)
    return tabulate(study(about), Data({about.id: weighted})).strata


def test_strata_are_compared_with_what_was_sent_before_the_frame() -> None:
    """Half of the left and a quarter of the right answered; weights of 2 bring the right back to half."""
    wave = Wave("2013", NOWHERE, strata={"left": 50, "right": 50}, sent=8, sent_by_stratum={"left": 4, "right": 4})
    left, right, whole = _strata(wave, [0, 0, 1], [1, 1, 2])
    assert (left.of, left.listed, left.n, left.rate) == ("sent", 4, 2, 0.5)
    assert (right.rate, right.listed_share, right.weighted_share) == (0.25, 0.5, 0.5)
    assert right.answered_share == pytest.approx(1 / 3)
    # R: chisq.test(rbind(c(2, 1), c(2, 3)), correct = FALSE)
    assert whole.stratum == "all"
    assert [whole.statistic, whole.p] == pytest.approx([8 / 15, 0.465208818452])


def test_a_sample_smaller_than_its_respondents_is_refused() -> None:
    """With the wave, the stratum and both counts."""
    wave = Wave("2013", NOWHERE, sent=5, sent_by_stratum={"left": 4, "right": 1})
    with pytest.raises(StudyError, match=r"sent by stratum > right: found 1 sent and 2 respondents"):
        _strata(wave, [0, 1, 1], [1, 1, 1])


def test_more_respondents_than_were_written_to_are_refused() -> None:
    """Also where the rows came in blocks, which are counted together only here."""
    with pytest.raises(StudyError, match=r"2013 > sent: found 3 respondents, sent 2"):
        _strata(Wave("2013", NOWHERE, sent=2), [0, 1, 1], [1, 1, 1])
