"""A claim that fails is told with the words that would be true, and with none where there are none."""

from __future__ import annotations

import pytest

from report.prose import small

NONE = "No word of this kind is true here: tell the figures without a claim."


@pytest.mark.parametrize(
    ("braces", "offer"),
    [
        ("really rises overall first this by directorate",
         "True here: `really unproven overall first this by directorate` or `rises overall first this`."),
        ("really falls overall by directorate", "True here: `really rises overall by directorate`."),
        ("narrows overall by directorate", "True here: `widens overall by directorate` (as printed, without a test)."),
        ("widens website=visited by directorate",
         "True here: `narrows website=visited by directorate` (as printed, without a test)."),
        ("unproven overall", "True here: `rises overall`."),
        ("unproven overall for naturalisation", "True here: `falls overall for naturalisation`."),
        ("unproven overall by directorate",
         "True here: `higher overall for asylum` or `lower overall for naturalisation`."),
        ("unproven friendly by directorate", NONE),
        ("similar friendly by 0.03", "True here: `up friendly` (as printed, without a test)."),
        ("similar overall by 0.1", "True here: `rises overall`."),
        ("similar overall by directorate within 0.2", NONE),
        ("equal overall for asylum than naturalisation within 0.3",
         "True here: `higher overall for asylum than naturalisation`."),
        ("equal overall for regular_social than regular_economic within 0.05", NONE),
        ("first asked deadlines", "True here: `first asked deadlines 2011`."),
        ("first asked contact=direct", "True here: `first asked contact=direct 2009`."),
        ("moved friendly to strength", "True here: `strength friendly`."),
        ("moved deadlines to strength", "True here: `moved deadlines to priority`."),
        ("moved deadlines 2011 2013 to hygiene", "True here: `moved deadlines 2011 2013 to priority`."),
        ("carries friendly", "True here: `carries deadlines`."),
    ],
)  # fmt: skip
def test_what_would_be_true_is_offered(braces: str, offer: str) -> None:
    """With the same subject; a weaker word says that it rests on no test."""
    message = small.only(f"Dit [is zo]{{{braces}}}.")
    assert message.endswith(offer)


@pytest.mark.parametrize("braces", ["rises overall first previous this", "really rises overall by directorate"])
def test_an_offer_is_true(braces: str) -> None:
    """What a message offers passes when it is written."""
    opposite = braces.replace("rises", "falls")
    offered = small.only(f"[x]{{{opposite}}}").rpartition("True here: `")[2].rstrip("`.")
    assert small.problems(f"[x]{{{offered}}}") == []


def test_a_step_that_stands_still_is_no_step_back() -> None:
    """7.32, 7.32 and 7.68 rise; 7.32, 7.31 and 7.68 do not."""
    still = small.published({"2011/overall/mean/all": (7.32, 877, 0.05)})
    back = small.published({"2011/overall/mean/all": (7.31, 877, 0.05)})
    assert small.problems("[x]{rises overall first previous this}", figures=still) == []
    assert "from 2009 to 2011 the figure goes down" in small.only(
        "[x]{rises overall first previous this}", figures=back
    )
