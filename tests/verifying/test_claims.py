"""A statement agrees when the figures point its way; whether the test bears it out is counted apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peil.study.model import Settings
from peil.verifying import ClaimCheck
from verifying.worlds import OPEN, verified

RISE = "rises overall 2011 2013"
# The grade rose by 1.65, which is less than would matter here: the figures point the way, the test does not.
STRICT = Settings(hide_up_to=0, mark_up_to=0, minimum=2.0)
MISPRINT = {"class": "misprint", "reason": "The chart says otherwise."}
UNTESTED = {"class": "no valid test", "reason": "The waves share respondents."}


def claim(folder: Path, text: str, given: Mapping[str, str] | None = None, settings: Settings = OPEN) -> ClaimCheck:
    """What comes of one statement."""
    (only,) = verified(folder, claims=[{"claim": text, **(given or {})}], settings=settings).claims
    return only


def test_a_statement_that_points_the_wrong_way_is_a_miss(tmp_path: Path) -> None:
    """The grade went from 6.0 to 7.65, and those at the desk gave 8 against 7.3."""
    assert claim(tmp_path, RISE).agrees
    assert claim(tmp_path, "falls overall 2011 2013").miss == "our failure"
    assert claim(tmp_path, "higher overall 2013 for desk").agrees
    wrong = claim(tmp_path, "lower overall 2013 for desk", MISPRINT)
    assert wrong.miss == "misprint"
    assert "8.0" in wrong.figures


def test_a_statement_may_hold_in_the_figures_and_not_by_the_test(tmp_path: Path) -> None:
    """It agrees, and is not counted among those that the test bears out."""
    assert (claim(tmp_path, RISE).agrees, claim(tmp_path, RISE).tested) == (True, True)
    weak = claim(tmp_path, RISE, settings=STRICT)
    assert (weak.agrees, weak.tested) == (True, False)
    assert weak.miss is None
    (part,) = verified(tmp_path, claims=[{"claim": RISE}], settings=STRICT).parts
    assert (part.printed, part.agree, part.tested) == (1, 1, 0)


def test_a_class_on_a_statement_that_holds_is_out_of_date(tmp_path: Path) -> None:
    """`no valid test` stays in place as long as the test does not bear the statement out."""
    assert claim(tmp_path, RISE, MISPRINT).out_of_date
    assert claim(tmp_path, RISE, MISPRINT, STRICT).out_of_date
    assert claim(tmp_path, RISE, UNTESTED).out_of_date
    assert not claim(tmp_path, RISE, UNTESTED, STRICT).out_of_date
    assert not claim(tmp_path, "falls overall 2011 2013", MISPRINT).out_of_date


def test_a_statement_about_a_group_that_is_hidden_cannot_be_judged(tmp_path: Path) -> None:
    """Prose tells nothing of ten respondents, so nothing is found; what is given as class counts."""
    reason = {"class": "impossible on this base", "reason": "Ten respondents."}
    hidden = claim(tmp_path, "higher overall 2013 for desk", reason, Settings())
    assert hidden.miss == "impossible on this base"
    assert hidden.why.startswith("cannot be judged: found `vr/2013/overall/mean/visit=desk`, which is hidden")
