"""Claims: each has a true case, a false case, and a message that says what would be true."""

from dataclasses import replace
from typing import Any

import pytest

from peil.results.model import Contrast, Published
from peil.study.model import Settings
from report.prose import small


def with_contrast(figures: Published, name: str, **changes: Any) -> Published:
    """The same figures with one test changed."""
    contrasts = tuple(replace(one, **changes) if one.id == name else one for one in figures.contrasts)
    assert contrasts != figures.contrasts
    return replace(figures, contrasts=contrasts)


@pytest.mark.parametrize(
    "braces",
    [
        "rises overall",
        "rises overall previous this",
        "rises overall first previous this",
        "rises overall 2009 2011 2013 by 0.2",
        "rises overall by 0,27",
        "rises overall for asylum",
        "rises mean overall",
        "rises nps overall",
        "rises nps overall by 4",
        "rises share website=visited by 5",
        "falls mean deadlines",
        "vr: rises mean overall previous this for asylum",
        "higher mean overall for asylum than naturalisation",
        "lower share website=visited for asylum than naturalisation",
        "higher nps overall for asylum",
        "highest nps overall by directorate: asylum",
        "lowest mean overall by directorate: naturalisation",
        "highest share website=visited by directorate: naturalisation",
        "rises website=visited by 5",
        "rises overall=promoters",
        "falls deadlines",
        "falls overall first previous this for naturalisation",
        "falls overall first this for naturalisation by 0.4",
        "higher overall for asylum",
        "higher overall this for asylum",
        "higher overall for asylum than rest",
        "higher overall for asylum than the rest",
        "higher overall for asylum than naturalisation",
        "higher website=visited for naturalisation than asylum",
        "higher overall for regular_social sponsor than regular_social foreign_national",
        "lower overall for naturalisation",
        "lower overall for naturalisation than directorate=asylum",
        "higher overall for role=sponsor",
        "lower overall for foreign_national",
        "highest overall by directorate: asylum",
        "highest overall this by directorate: directorate=asylum",
        "lowest overall by directorate: naturalisation",
        "highest overall by directorate_role: asylum sponsor",
        "highest overall for regular_social by directorate_role: sponsor",
        "lowest overall 2011 by directorate: asylum",
        "highest website=visited by directorate: naturalisation",
    ],
)
def test_a_true_claim_passes(braces: str) -> None:
    """Every form of a claim that the figures bear out."""
    assert small.problems(f"Het [is zo]{{{braces}}}.") == []


@pytest.mark.parametrize(
    ("braces", "reason", "remedy"),
    [
        ("rises friendly", "the difference is not significant at 5%", "`up friendly` (as printed, without a test)"),
        ("rises deadlines", "from 2011 to 2013 the figure goes down", "True here: `falls deadlines`."),
        ("falls overall", "from 2011 to 2013 the figure goes up", "True here: `rises overall`."),
        ("rises overall by 0.3", "the difference is smaller than the 0.3 of `by`", "True here: `rises overall`."),
        ("rises overall 2009 2011", "the difference is not significant at 5%", "`up overall 2009 2011` (as printed"),
        ("falls overall first previous this for asylum", "the figure goes up", "`rises overall first previous this "),
        ("falls nps overall", "from 2011 to 2013 the figure goes up", "True here: `rises nps overall`."),
        ("higher nps overall for naturalisation", "it is lower", "True here: `lower nps overall for naturalisation`."),
        ("lowest nps overall by directorate: asylum", "the lowest is naturalisation",
         "True here: `highest nps overall by directorate: asylum` or `lowest nps overall by directorate: naturalisat"),
        ("falls mean overall", "from 2011 to 2013 the figure goes up", "True here: `rises mean overall`."),
        ("rises contact=telephone", "the difference is not significant at 5%", "`up contact=telephone` (as"),
        ("rises information", "`information` was changed in 2013", "No word of this kind"),
        ("rises counter 2009 2011", "2011 was not tested against 2009, so a rise is not shown", "`up counter 2009"),
        ("higher overall for naturalisation", "it is lower", "True here: `lower overall for naturalisation`."),
        ("higher overall for regular_social", "it is lower", "No word of this kind"),
        ("lower overall for asylum", "it is higher", "True here: `higher overall for asylum`."),
        ("lower overall for sponsor", "it is higher", "True here: `higher overall for sponsor`."),
        ("higher overall for asylum than regular_economic", "not significant at 5%",
         "True here: `higher overall for asylum`."),
        ("lower overall for asylum than naturalisation", "it is higher",
         "`higher overall for asylum than naturalisation`"),
        ("higher friendly for asylum than naturalisation", "not significant at 5%", "No word of this kind"),
        ("higher friendly for asylum", "the difference cannot be tested", "`below friendly for asylum` (as"),
        ("higher website=visited for asylum than regular_social", "the difference cannot be tested", "`above website"),
        ("highest overall by directorate: naturalisation", "the highest is asylum",
         "True here: `highest overall by directorate: asylum` or `lowest overall by directorate: naturalisation`."),
        ("lowest overall by directorate: asylum", "the lowest is naturalisation",
         "`highest overall by directorate: asylum`"),
        ("highest friendly by directorate: asylum", "as printed it is the same as that of naturalisation", "No word"),
    ],
)  # fmt: skip
def test_a_false_claim_says_why_and_what_would_be_true(braces: str, reason: str, remedy: str) -> None:
    """A claim that the figures do not bear out gives the reason and the words that would be true."""
    body = f"Begin. De klant [zegt het]{{{braces}}} in 2013. Einde."
    message = small.only(body)
    assert "does not hold in “De klant zegt het in 2013.”" in message
    assert reason in message.partition("; ")[2]
    assert remedy in message


def test_the_message_of_a_false_change_shows_the_figures() -> None:
    """Sentence, every figure with its n, difference, p, what was expected."""
    assert small.only("Men is [positiever]{rises friendly previous this}.") == (
        "chapters/nl/01-overall.md:3: [positiever]{rises friendly previous this} does not hold in "
        "“Men is positiever.”: found 8,0 (2011, n=850), 8,1 (2013, n=940): difference +0,04, p=0,530; the difference "
        "is not significant at 5%, expected a rise, significant at 5% and at least 0,10. "
        "True here: `unproven friendly previous this` or `up friendly previous this` (as printed, without a test)."
    )


def test_the_message_of_a_false_comparison_shows_the_figures() -> None:
    """Both groups with their n, difference, p; of the rest what follows from the published test."""
    assert (
        "found 7,4 (directorate=naturalisation, n=231) and 7,8 (the rest, n=729): difference −0,35, p<0,001; "
        "it is lower" in small.only("[x]{higher overall for naturalisation}")
    )


def test_the_message_of_a_false_order_shows_all_groups() -> None:
    """All groups that compete, in order, and those that do not because they are hidden."""
    assert (
        "found 7,9 (asylum, n=118), 7,7 (regular_economic, n=258), 7,7 (regular_social, n=300), 7,6 (transit, n=41), "
        "7,4 (naturalisation, n=231); left out, because hidden or empty: visitors; the highest is asylum"
        in small.only("[x]{highest overall by directorate: regular_social}")
    )


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("rises overall 2011 2009", "found the waves 2011, 2009, expected waves from old to new"),
        ("rises overall this", "found 1 waves (`this`)"),
        ("rises overall this this", "found wave 2013 compared with itself"),
        ("rises overall by much", "found `by much`, expected a number after `by`, as in `by 0.2`"),
        ("rises overall for transit", "Group `directorate=transit` has no figure for it"),
        ("higher overall", "found no group, expected `higher [MEASURE] QUESTION [WAVE] for GROUP [than GROUP]`"),
        ("higher friendly than deadlines", "The same respondents answered both questions"),
        ("higher overall than 2011", "Between waves use `rises` or `falls`."),
        ("higher overall for asylum than asylum", "compared with itself"),
        ("higher overall for asylum than sponsor", "expected two groups that cannot share respondents"),
        ("higher overall for lawyers than mediators", "expected two groups that cannot share respondents"),
        ("higher overall for asylum than all", "Compare a group with the rest: leave out `than`."),
        ("higher overall for transit", "on a small base (n=41)"),
        ("higher overall for asylum than transit", "on a small base (n=41)"),
        ("highest overall by directorate", "found no `:`, expected `highest [MEASURE] QUESTION [WAVE] [for GROUP] "),
        ("highest overall : asylum", "found no `by`, expected `highest"),
        ("highest overall by directorat: asylum", "expected a break of the survey. Did you mean `directorate`?"),
        ("highest overall by directorate: asylm", "found group `asylm`, expected a group of the survey. Did you"),
        ("highest overall by directorate: transit", "on a small base (n=41)"),
        ("highest overall by directorate: visitors", "which is hidden"),
        ("highest age by directorate: asylum", "found no figures of `age` by `directorate`"),
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_judged_is_refused(braces: str, message: str) -> None:
    """Waves out of order, groups that share respondents, small bases, two questions: refused with the reason."""
    assert message in small.only(f"[x]{{{braces}}}")


def test_two_groups_that_share_clusters_are_compared_where_the_study_asks_for_it_only() -> None:
    """Their own errors say nothing of the covariance; who returns in every wave alone is no such cluster."""
    plain = small.survey()
    for key, wanted in (("", 1), ("house", 0)):
        waves = tuple(replace(wave, cluster="house", key=key) for wave in plain.waves)
        found = small.problems(
            "[x]{higher overall for asylum than naturalisation}", of=small.study(surveys=[replace(plain, waves=waves)])
        )
        assert len(found) == wanted
        assert all("two groups share clusters: ask for the pair" in one for one in found)


def test_every_step_must_go_the_same_way() -> None:
    """Higher than in the first wave, but down since the last one: not a rising line, and the message says so."""
    figures = small.published({"2011/overall/mean/all": (7.75, 877, 0.05)})
    message = small.only("[x]{rises overall first previous this}", figures=figures)
    assert "from 2011 to 2013 the figure goes down" in message
    assert "True here: `rises overall first this`." in message


def test_a_line_of_two_waves_is_a_line() -> None:
    """With two waves `first` and `previous` are the same one, which counts once."""
    assert small.problems("[x]{falls deadlines first previous this}") == []


def test_a_significant_but_irrelevant_difference_is_no_rise() -> None:
    """The minimum relevant difference of the survey holds for claims too."""
    figures = small.published({"2013/friendly/mean/all": (8.07, 940, 0.01)})
    figures = with_contrast(figures, "vr/2013/friendly/mean/all~2011", p=0.001, flag=0)
    assert "smaller than the minimum relevant difference" in small.only("[x]{rises friendly}", figures=figures)


def test_a_difference_lost_in_the_correction_is_no_rise() -> None:
    """Where many tests are corrected for, the flag decides and not the bare p."""
    figures = with_contrast(small.published(), "vr/2013/overall/mean/all~2011", p=0.03, flag=0)
    survey = small.survey()
    of = small.study(surveys=(replace(survey, settings=replace(survey.settings, correction="bonferroni")),))
    message = small.only("[x]{rises overall}", figures=figures, of=of)
    assert "not significant after the correction for many tests (bonferroni)" in message


def test_without_tests_nothing_rises_and_nothing_is_higher() -> None:
    """A difference that was not tested bears no claim."""
    figures = small.without_tests(small.published())
    assert "2013 was not tested against 2011" in small.only("[x]{rises overall}", figures=figures)
    assert "the difference cannot be tested" in small.only("[x]{higher overall for asylum}", figures=figures)


@pytest.mark.parametrize("other", [{"difference": -0.12, "p": 0.0006}, {"difference": -0.27, "p": 0.2}])
def test_the_other_groups_flag_counts_only_when_two_groups_mirror_each_other(other: dict[str, float]) -> None:
    """With respondents outside both groups the contrasts differ, and the flag of one says nothing of the other."""
    name = "vr/2013/overall/mean/role=foreign_national~rest"
    assert small.problems("[x]{lower overall for foreign_national}") == []
    apart = with_contrast(small.published(), name, **other)
    assert "does not hold" in small.only("[x]{lower overall for foreign_national}", figures=apart)


def test_a_rise_to_the_amount_exactly_is_enough() -> None:
    """7.6 minus 7.4 is 0.2, also to a computer."""
    figures = small.published({"2011/overall/mean/all": (7.4, 877, 0.05), "2013/overall/mean/all": (7.6, 960, 0.045)})
    assert small.problems("[x]{rises overall by 0.2}", figures=figures) == []


def test_a_claim_rests_on_its_figures_and_its_test() -> None:
    """The evidence of a claim names the estimates and the contrast."""
    block = small.first(small.read("[x]{rises overall} [y]{higher overall for asylum}")).block
    rises, higher = small.values(block.content)  # type: ignore[union-attr]  # a paragraph
    left = "vr/2013/overall/mean/all"
    assert rises.evidence == ("vr/2011/overall/mean/all", left, f"{left}~2011")
    asylum = "vr/2013/overall/mean/directorate=asylum"
    assert higher.evidence == (asylum, f"{asylum}~rest")


def test_a_contrast_is_what_the_results_hold() -> None:
    """The helper's tests are contrasts of the results model, with flags after level and minimum."""
    found = small.published().contrasts_by_id["vr/2013/friendly/mean/all~2011"]
    assert isinstance(found, Contrast)
    assert found.flag == 0


def test_a_measure_that_does_not_go_with_the_question_is_refused() -> None:
    """A share is of an answer, a mean of a question, and words that count people take no measure."""
    assert "expected the answer whose share is told, as in `overall=1`" in small.only("[x]{rises share overall}")
    assert "found `mean` of the answer `website=visited`" in small.only("[x]{rises mean website=visited}")
    assert "found `mean`, which does not go with this" in small.only("[960]{n mean overall}")
    message = small.only("[x]{falls nps friendly}")
    assert "found no figure `vr/2011/friendly/nps/all`" in message
    assert "A net promoter score is made of a grade from 0 to 10, and `friendly` is one from 1 to 10." in message


def test_a_question_that_is_called_like_a_measure_can_be_claimed() -> None:
    """`rises nps` is about a question with that id; with a wave behind it, its measure is named."""
    survey = small.survey()
    questions = {**survey.questions, "nps": small.question("nps")}
    of = small.study(surveys=(replace(survey, questions=questions),))
    figures = small.published({"2011/nps/mean/all": (7.0, 800, 0.1), "2013/nps/mean/all": (6.0, 800, 0.1)})
    for braces in ("rises nps", "rises mean nps previous this"):
        assert "the figure goes down" in small.only(f"[x]{{{braces}}}", figures=figures, of=of)
    assert "is written `mean nps`" in small.only("[6,0]{nps}", figures=figures, of=of)


@pytest.mark.parametrize(
    ("language", "span"),
    [
        ("nl", "[daalt]{rises overall}"),
        ("nl", "[steeds lager]{rises overall}"),
        ("nl", "[een lichte stijging]{falls deadlines}"),
        ("nl", "[gestegen]{falls deadlines}"),
        ("nl", "[na een daling weer naar [7,7]{overall}]{rises overall}"),
        ("nl", "[Lager]{higher overall for asylum}"),
        ("nl", "[hoger]{lower overall for naturalisation}"),
        ("nl", "[het laagste cijfer]{highest overall by directorate: asylum}"),
        ("en", "[fell]{rises overall}"),
        ("en", "[is growing]{falls deadlines}"),
        ("en", "[higher]{lower overall for naturalisation}"),
        ("en", "[highest]{lowest overall by directorate: naturalisation}"),
    ],
)
def test_a_true_claim_told_with_the_opposite_words_is_refused(language: str, span: str) -> None:
    """When the sentence was edited and its braces were not, the reader would read what is not so."""
    assert "with a claim that the figures do show" in small.only(f"x {span} y", language)


@pytest.mark.parametrize(
    "span",
    [
        "[minder tevreden]{lower overall for naturalisation}",
        "[meest kritisch]{lowest overall by directorate: naturalisation}",
        "[meer klachten]{falls deadlines}",
        "[zakelijk beter]{rises overall}",
        "[steeg naar een cijfer dat hoger is: [7,7]{overall}]{rises overall}",
    ],
)
def test_other_words_are_left_to_the_writer(span: str) -> None:
    """More and less, better and worse can go with either; the words of a value inside are not those of the claim."""
    assert small.problems(span) == []


def test_a_name_that_needs_quotes_keeps_them_in_the_advice() -> None:
    """What the message says would be true can be pasted between the braces."""
    figures = small.published({"2013/overall/mean/directorate=not said": (5.0, 90, 0.1)})
    message = small.only("[x]{lowest overall by directorate: asylum}", figures=figures)
    assert "lowest overall by directorate: not said" not in message
    assert 'lowest overall by directorate: "not said"' in message


def test_a_claim_where_the_survey_shows_no_marks_says_so() -> None:
    """The test may be significant: that it does not count is a setting, no correction for many tests."""
    settings = Settings(overall="overall", unmarked_questions=("overall",), unmarked_breaks=("directorate",))
    about = small.study(surveys=(small.survey(settings=settings),))
    figures = small.published()
    bare = replace(figures, contrasts=tuple(replace(one, flag=0) for one in figures.contrasts))
    for braces in ("rises overall", "higher nps overall for asylum"):
        message = small.only(f"It [is so]{{{braces}}}.", "en", bare, about)
        assert "the survey shows no marks here (`report: without marks`)" in message
