"""`narrows`, `similar`, `majority` and `between`: figures by their distance and by their size."""

from math import nan

import pytest

from report.prose import small


@pytest.mark.parametrize(
    "braces",
    [
        "narrows website=visited by directorate",
        "narrows share website=visited 2011 2013 by directorate",
        "similar friendly by 0,1",
        "similar friendly previous this by 0.04",
        "similar contact=telephone by 1",
        "similar nps overall by 4.4",
        "similar overall for asylum by 0.37",
        "similar overall by directorate within 0.6",
        "similar overall this by directorate within 0,51",
        "similar overall by role within 0.27",
        "similar website=visited by directorate within 50",
        "majority contact=telephone",
        "majority contact=telephone 2011",
        "between website=visited: 40 44",
        "between website=visited: 42 42",
        "between share website=visited 2011: 36 40",
        "between overall: 7,7 7.7",
        "between mean overall for asylum: 7.9 8",
        "between nps overall for naturalisation: -5 0",
        "between nps overall for naturalisation: −4 −4",
    ],
)
def test_a_true_claim_passes(braces: str) -> None:
    """Ends are included; amounts are in points, percentage points for shares."""
    assert small.problems(f"Het [is zo]{{{braces}}}.") == []


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("narrows overall by directorate", "found 0,19 in 2011: 7,7 (naturalisation, n=190) to 7,6 (asylum, n=101); "
         "0,51 in 2013: 7,9 (asylum, n=118) to 7,4 (naturalisation, n=231); left out, because not shown in both waves: "
         "regular_economic, transit, visitors; the distance becomes larger, expected in 2013 a smaller distance"),
        ("similar friendly by 0.03", "found 8,0 (2011, n=850), 8,1 (2013, n=940): distance 0,04; the distance is "
         "larger than the 0.03 of `by`, expected a distance of at most 0,03"),
        ("similar contact=telephone by 0,9", "distance 1,0 percentage points; the distance is larger than the 0,9 of "
         "`by`, expected a distance of at most 0,9 percentage points"),
        ("similar information by 2", "`information` was changed in 2013: figures before and after cannot be compared"),
        ("similar overall by directorate within 0.5", "found 0,51 in 2013: 7,9 (asylum, n=118) to 7,4 (naturalisation, "
         "n=231); left out, because hidden or empty: visitors; the distance is larger than the 0.5 of `within`, "
         "expected a distance of at most 0,50 between all groups"),
        ("majority website=visited", "found 42% (2013, n=950), 95% interval 39,3% to 45,5%; it is not more than half, "
         "expected more than half, with the whole 95% interval above 50%"),
        ("between website=visited: 43 44", "found 42% (2013, n=950); it is below 43, expected a figure, as printed, "
         "from 43% up to and including 44%"),
        ("between overall: 7 7.6", "found 7,7 (2013, n=960); it is above 7.6"),
    ],
)  # fmt: skip
def test_a_false_claim_says_why(braces: str, message: str) -> None:
    """The figures, the distance, what was asked; the figure in words, or that no word of this kind is true."""
    found = small.only(f"De klant [zegt het]{{{braces}}}.")
    assert message in found
    offers = {"majority": "in words", "between": "in words", "narrows": "`widens overall by directorate` (as printed"}
    word, none = braces.partition(" ")[0], "information" in braces or "within" in braces
    other = "No word of this kind is true here: tell" if none else offers.get(word, "True here: `up ")
    assert other in found.rpartition(message)[2]


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("narrows overall by rol", "found break `rol`, expected a break of the survey. Did you mean `role`?"),
        ("narrows overall", "found no `by`, expected `narrows [MEASURE] QUESTION [WAVE WAVE] by BREAK`"),
        ("narrows friendly by directorate", "found no figures of `friendly` by `directorate` in 2011"),
        ("narrows overall 2013 2011 by directorate", "expected waves from old to new"),
        ("similar overal by 0.1", "found `overal`, expected a question of survey `vr`. Did you mean `overall`?"),
        ("similar overall by directorate", "found `by directorate`, expected a number after `by`, as in `by 0.2`"),
        ("similar overall by directorate within much", "found `within much`, expected a number after `within`"),
        ("similar overall by directorate within inf", "found `within inf`"),
        ("similar overall by -1", "found `by -1`"),
        ("similar overall within 0.5", "found `within`, which does not go with this"),
        ("similar overall 2011 2013 by directorate within 1", "expected 1, as in `similar [MEASURE] QUESTION [WAVE] "),
        ("similar overall this this by 1", "found the waves 2013, 2013, expected waves from old to new"),
        ("similar overall for transit by 0.4", "found no figure `vr/2011/overall/mean/directorate=transit`"),
        ("similar overall for asylm by 0.4", "Did you mean `asylum`?"),
        ("similar information by directorate within 1", "found no figures of `information` by `directorate` in 2013"),
        ("majority overall", "expected the answer whose share is told, as in `overall=1`"),
        ("majority contact=telephon", "Did you mean `telephone`?"),
        ("majority contact=info_line for transit", "on a small base (n=40)"),
        ("majority contact=info_line for visitors", "which is hidden"),
        ("between overall for transit: 7 8", "on a small base (n=41)"),
        ("between overall for visitors: 7 8", "which is hidden"),
        ("between overall: 7", "found `: 7`, expected two numbers from low to high, as in `between [MEASURE] QUEST"),
        ("between overall: 7 8 9", "found `: 7 8 9`"),
        ("between overall: 8 7", "found `: 8 7`"),
        ("between overall: seven 8", "found `: seven 8`"),
        ("between overall: nan 8", "found `: nan 8`"),
        ("between overall", "found no `:`, expected `between"),
    ],
)
def test_a_claim_that_cannot_be_judged_is_refused(braces: str, message: str) -> None:
    """Small and hidden bases, unknown names, and amounts that are none."""
    assert message in small.only(f"[x]{{{braces}}}")


@pytest.mark.parametrize("group", ["transit", "visitors"])
def test_only_groups_shown_in_both_waves_make_the_distance(group: str) -> None:
    """A group far from the others that is absent from one wave, or hidden in one, makes nothing wider."""
    extra = {f"2013/website=visited/share/directorate={group}": (0.99, 90, 0.01)}
    if group == "visitors":
        extra[f"2011/website=visited/share/directorate={group}"] = (0.40, 90, 0.01)
    figures = small.published(extra)
    assert small.problems("[x]{narrows website=visited by directorate}", figures=figures) == []


def test_a_group_on_a_small_base_makes_the_distance_too() -> None:
    """It is shown, marked, so the reader sees how far it lies from the others."""
    extra = {f"{wave}/website=visited/share/directorate=transit": (0.40, 40, 0.08) for wave in ("2011", "2013")}
    extra["2013/website=visited/share/directorate=transit"] = (0.99, 40, 0.02)
    message = small.only("[x]{narrows website=visited by directorate}", figures=small.published(extra))
    assert "68,0 percentage points in 2013: 99% (transit, n=40) to 31% (asylum, n=116)" in message


def test_an_equal_distance_is_not_narrower() -> None:
    """0.31 to 0.56 lie as far apart as 0.20 to 0.45, also to a computer; and what cannot be seen is not told."""
    for share, reason in ((0.56, "; the distance stays the same"), (0.558, "; rounded, the distance stays the same")):
        figures = small.published({"2013/website=visited/share/directorate=naturalisation": (share, 230, 0.03)})
        for word in ("narrows", "widens"):
            found = small.only(f"[x]{{{word} website=visited by directorate}}", figures=figures)
            expected = "the distance becomes smaller" if (word, share) == ("widens", 0.558) else reason
            assert expected in found
            assert "No word of this kind is true here" in found


@pytest.mark.parametrize(
    ("share", "se", "reason"),
    [
        (0.52, 0.016, "the confidence interval reaches down to half"),
        (0.62, nan, "it has no confidence interval, so more than half is not shown"),
        (0.50, 0.001, "it is not more than half"),
    ],
)
def test_more_than_half_must_be_certain(share: float, se: float, reason: str) -> None:
    """A share above half whose interval holds half, or that has none, is no majority."""
    figures = small.published({"2013/contact=telephone/share/all": (share, 940, se)})
    assert reason in small.only("[x]{majority contact=telephone}", figures=figures)


def test_between_is_about_the_figure_as_printed() -> None:
    """A share of 39.5% is printed as 40%, and 44.4% as 44%."""
    for share, good in ((0.395, True), (0.444, True), (0.394, False), (0.445, False)):
        figures = small.published({"2013/website=visited/share/all": (share, 950, 0.016)})
        assert (small.problems("[x]{between website=visited: 40 44}", figures=figures) == []) == good


@pytest.mark.parametrize(
    ("language", "span"),
    [
        ("nl", "[grotere verschillen]{narrows website=visited by directorate}"),
        ("en", "[wider apart]{narrows website=visited by directorate}"),
        ("nl", "[naar elkaar toe]{widens overall by directorate}"),
        ("nl", "[een minderheid]{majority contact=telephone}"),
        ("en", "[fewer than half]{majority contact=telephone}"),
    ],
)
def test_a_true_claim_told_with_the_opposite_words_is_refused(language: str, span: str) -> None:
    """Wider with `narrows`, smaller with `widens`, a minority with `majority`."""
    assert " would not be true here." in small.only(span, language)
