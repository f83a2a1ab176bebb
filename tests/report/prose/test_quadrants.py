"""`strength`, `priority`, `hygiene` and `low-priority`: where an aspect stands in the improvement matrix."""

import pytest

from report.prose import small

PLACES = {
    "strength": "friendly",
    "priority": "deadlines",
    "hygiene": "friendly for asylum",
    "low-priority": "deadlines for asylum",
}


@pytest.mark.parametrize("word", PLACES)
@pytest.mark.parametrize("place", PLACES)
def test_an_aspect_stands_in_one_part_of_the_matrix(word: str, place: str) -> None:
    """Of the four words one is true, and the message of the other three says which."""
    problems = small.problems(f"Dit [is zo]{{{word} {PLACES[place]}}}.")
    if word == place:
        assert problems == []
    else:
        (message,) = problems
        assert f"; it is `{place}`: " in message
        assert message.endswith(f"True here: `{place} {PLACES[place]}`.")


def test_the_message_tells_importance_and_rating_with_their_borders() -> None:
    """With a decimal more than in a chart, so that the side of the border can be seen."""
    assert (
        "found importance 0,621 (border 0,550) and rating 8,05 (border 7,45), n=930; it is `strength`: important and "
        "rated high, expected `hygiene`: less important and rated high." in small.only("[x]{hygiene friendly this}")
    )


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("strength friendly for transit", "found `vr/2013/friendly/importance/directorate=transit` on a small base"),
        ("strength friendly for visitors", "which is hidden: its base is too small"),
        ("strength friendly for naturalisation", "without a place in the matrix"),
        ("strength friendly 2011", "found no importance `vr/2011/friendly/importance/all`"),
        ("strength friendli", "found `friendli`, expected a question of survey `vr`. Did you mean `friendly`?"),
        ("strength overall", "found `overall`, which is no aspect, expected an aspect: a graded item of the service"),
        ("priority website=visited", "found `website=visited`, which is no aspect"),
        ("lowpriority deadlines", "Did you mean `low-priority`?"),
        ("strength friendly than deadlines", "found `than`, which does not go with this, expected `strength ASPECT"),
    ],
)
def test_a_claim_that_cannot_be_judged_is_refused(braces: str, message: str) -> None:
    """Small and hidden bases, an importance that could not be computed, and what is no aspect."""
    assert message in small.only(f"[x]{{{braces}}}")


def test_a_claim_rests_on_the_importance() -> None:
    """The evidence is the id of the driver."""
    block = small.first(small.read("[x]{strength friendly}")).block
    (one,) = small.values(block.content)  # type: ignore[union-attr]  # a paragraph
    assert one.evidence == ("vr/2013/friendly/importance/all",)


@pytest.mark.parametrize(
    ("language", "span"),
    [
        ("nl", "[een verbeterpunt]{strength friendly}"),
        ("nl", "[zwak]{strength friendly}"),
        ("en", "[a weakness]{strength friendly}"),
        ("nl", "[een sterk punt]{priority deadlines}"),
        ("en", "[a strength]{priority deadlines}"),
    ],
)
def test_a_true_claim_told_with_the_opposite_words_is_refused(language: str, span: str) -> None:
    """A weak point is no strength, and a strong one no priority."""
    assert "with a claim that the figures do show" in small.only(span, language)
