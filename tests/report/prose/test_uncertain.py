"""Claims of a place in the matrix that another sample may not show are listed for a person to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.report.prose.uncertain import uncertain
from peil.results.model import Standing
from report.prose import small

BODY = "Vriendelijk is een [kracht]{strength friendly}, op tijd een [verbeterpunt]{priority deadlines}."


def listed(body: str, chance: float) -> list[str]:
    """What is listed where friendliness is a strength with this chance, and deciding in time a sure priority."""
    standings = (_standing("friendly", chance), _standing("deadlines", 0.97))
    about = replace(small.study(), chapters=(small.chapter(body),))
    return [str(one) for one in uncertain(about, replace(small.published(), standings=standings))]


def _standing(aspect: str, chance: float) -> Standing:
    return Standing(
        f"vr/2013/{aspect}/importance/all", "vr", "2013", aspect, "", "all", "", "strength", chance,
        1, 1, 2, 0.02, 0.05, 0.1, 0.05, 0.3, 0.05, chance, 1 - chance, 0.0, 0.0,
    )  # fmt: skip


def test_a_place_that_is_not_sure_is_listed() -> None:
    """With its chance, the sentence and the line; the sure one beside it is not."""
    (told,) = listed(BODY, 0.6)
    assert "[kracht]{strength friendly} in" in told
    assert "found a place with a chance of 60%, expected at least 90%, or a word of doubt" in told


@pytest.mark.parametrize(
    ("body", "chance"),
    [(BODY, 0.9), ("[x]{priority friendly}", 0.6), ("[x]{strength frendly}", 0.6), ("[8,1]{friendly}", 0.6)],
)
def test_what_is_sure_or_claims_no_true_place_is_not(body: str, chance: float) -> None:
    """90% is enough; a false or unreadable claim is a problem already; a value claims no place."""
    assert listed(body, chance) == []


def test_a_place_whose_chance_is_withheld_is_listed() -> None:
    """With the lines of a matrix its chances are withheld for privacy: nobody who reads the claim can know how sure."""
    found = small.published()
    drivers = tuple(replace(one, rating_border=float("nan"), importance_border=float("nan")) for one in found.drivers)
    about = replace(small.study(), chapters=(small.chapter(BODY),))
    told = [str(one) for one in uncertain(about, replace(found, drivers=drivers, standings=()))]
    assert len(told) == 2
    assert all("found a place whose chance is withheld, to protect the privacy of a few" in one for one in told)
