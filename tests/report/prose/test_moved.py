"""`moved` and `carries`: another place in the matrix than before, and what carried a change."""

import pytest

from report.prose import small


@pytest.mark.parametrize(
    "braces",
    ["moved deadlines to priority", "moved deadlines 2011 2013 to priority", "carries deadlines previous this"],
)
def test_what_is_sure_holds(braces: str) -> None:
    """Deciding in time lost its place, and carries two thirds of the rise."""
    assert small.problems(f"Dit [is zo]{{{braces}}}.") == []


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("moved friendly to strength", "found `priority` in 2011, `strength` in 2013, p=0,200; the move may be chance"),
        ("moved deadlines to strength", "p=0,010; it did not come there, expected `strength` now and not then"),
        ("moved deadlines", "found no `to`, expected `moved ASPECT [WAVE WAVE] [for GROUP] to PART`"),
        ("moved deadlines to prioritty", "found `to prioritty`, expected one of strength, priority, hygiene"),
        ("moved deadlines to low priority", "expected `low-priority` now and not then"),
        ("rises overall to strength", "found `to`, which does not go with this"),
        ("carries friendly", "found +0,05 of a change of +0,30 (p=0,400) from 2011 to 2013; it may be chance"),
        ("moved deadlines 2009 2013 to priority", "found no move `vr/2013/deadlines/importance/all~2009`"),
        (
            "moved deadlines for asylum to priority",
            "found no move `vr/2013/deadlines/importance/directorate=asylum~2011`",
        ),
        ("carries deadlines for asylum", "found no `vr/2013/deadlines/carried/directorate=asylum~2011`"),
        ("carries overall", "found `overall`, which is no aspect"),
        ("moved deadlines this previous to priority", "the waves 2013, 2011"),
    ],
)
def test_what_is_not_is_told(braces: str, message: str) -> None:
    """With the figures, or what there is not."""
    assert message in small.only(f"[x]{{{braces}}}")


def test_a_claim_rests_on_what_it_is_about() -> None:
    """The evidence is the id of the move, or of what is carried."""
    for braces, evidence in (
        ("moved deadlines to priority", "vr/2013/deadlines/importance/all~2011"),
        ("carries deadlines", "vr/2013/deadlines/carried/all~2011"),
    ):
        block = small.first(small.read(f"[x]{{{braces}}}")).block
        (one,) = small.values(block.content)  # type: ignore[union-attr]  # a paragraph
        assert one.evidence == (evidence,)


def test_the_words_may_not_say_the_opposite() -> None:
    """What moved from strength to priority did not become a strength, whatever stands in the braces."""
    assert small.problems("Het is nu een [verbeterpunt]{moved deadlines to priority}.") == []
    message = small.only("Het werd een [sterk punt]{moved deadlines to priority}.")
    assert "words that say `moved to priority`" in message
