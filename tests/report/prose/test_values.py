"""Values: the number between the brackets is the computed one, or the build stops with the reason."""

from dataclasses import replace

import pytest

from peil.results.model import Status
from peil.study.model import PublishedFigure
from report.prose import small


@pytest.mark.parametrize(
    "span",
    [
        "[7,7]{overall}",
        "[7,7]{overall this}",
        "[7,4]{overall previous}",
        "[7,3]{overall first}",
        "[7,4]{overall 2011}",
        "[7,7]{mean overall}",
        "[7,9]{overall this for asylum}",
        "[7,9]{overall for directorate=asylum}",
        "[7,6]{overall previous for asylum}",
        "[7,8]{overall for regular_social sponsor}",
        "[7,8]{overall for directorate=regular_social,role=sponsor}",
        "[7,9]{overall for role=sponsor}",
        "[7,7]{overall for all}",
        "[42%]{share website=visited}",
        "[42]{website=visited}",
        "[62%]{contact=telephone}",
        "[28%]{overall=promoters}",
        "[12]{nps overall}",
        "[41,3]{age}",
        "[0,09]{margin overall}",
        "[3]{margin website=visited}",
        "[5]{margin nps overall}",
        "[960]{n}",
        "[877]{n previous}",
        "[960]{n overall}",
        "[118]{n overall for asylum}",
        "[41]{n overall for transit}",
        "[950]{n website=visited}",
        "[5.000]{sent}",
        "[19%]{rate}",
        "[18%]{rate 2011}",
        "[0,3]{change overall previous this}",
        "[+0,3]{change overall}",
        "[−0,2]{change deadlines}",
        "[-0,2]{change deadlines}",
        "[0,3]{increase overall}",
        "[0,2]{decrease deadlines}",
        "[7]{change website=visited}",
        "[een 7,7]{overall}",
        "[bijna **7,7**]{overall}",
        "[7,7 (op een schaal)]{overall}",
        "[ruim 42%]{website=visited}",
        "[0,3 punt]{change overall}",
        "[7,7]{vr: overall}",
        '[7,7]{"overall" "2013"}',
        "[7,7]{overall\nthis}",
    ],
)
def test_a_right_number_is_accepted(span: str) -> None:
    """Every form of a value, with words around the number, with or without % or plus."""
    assert small.problems(f"Zin met {span}.") == []


def test_a_difference_is_taken_before_rounding() -> None:
    """0.424 minus 0.356 is 7 points, though 42% and 36% are 6 apart."""
    assert small.problems("[7]{change website=visited}") == []
    assert "found `6`, expected `7` (36% (2011, n=870) to 42% (2013, n=950)" in small.only(
        "[6]{change website=visited}"
    )


def test_a_wrong_number_gives_what_was_written_and_what_was_computed() -> None:
    """The message has file and line, the span, both numbers, the id of the estimate and its n."""
    assert small.only("Een [7,6]{overall this for asylum}.") == (
        "chapters/nl/01-overall.md:3: [7,6]{overall this for asylum} in “Een 7,6.”: found `7,6`, expected `7,9` "
        "(vr/2013/overall/mean/directorate=asylum, n=118). Correct the number, or let `peil report --refresh` do so."
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[7.7]{overall}", "found `7.7`, expected `7,7`"),
        ("[8]{overall}", "found `8`, expected `7,7`"),
        ("[43%]{website=visited}", "found `43`, expected `42` (vr/2013/website=visited/share/all, n=950)"),
        ("[961]{n}", "found `961`, expected `960` (vr/2013/account)"),
        ("[20%]{rate}", "found `20`, expected `19` (vr/2013/account: net / sent, 960 of 5000)"),
        ("[hoog]{overall}", "found no number between the brackets, expected one number, 7,7"),
        (
            "[in 2013 een 7,7]{overall}",
            "found 2 numbers between the brackets, `2013` and `7,7`, expected one number, 7,7",
        ),
        ("[een [7,7]{overall}]{overall}", "found brackets within the brackets of a value"),
        ("[7,6]{overall for transit}", "on a small base (n=41), expected more than 49 valid answers"),
        ("[7,6]{overall for visitors}", "which is hidden: its base is too small to be published"),
        ("[12]{n overall for visitors}", "which is hidden: its base is too small to be published"),
        ("[7,3]{counter}", "found no figure `vr/2013/counter/mean/all`"),
        ("[7,3]{counter}", "`counter` was not asked in 2013."),
        ("[8]{contact=app previous}", "found `previous`, while no wave before 2013 has this figure"),
        ("[8]{contact=app 2011}", "`contact=app` could not be answered in 2011."),
        ("[7,0]{overall 2007}", "Of wave 2007 only published figures exist, and this one is not listed there."),
        ("[7,0]{age for asylum}", "Group `directorate=asylum` has no figure for it"),
        ("[7,0]{age 2011}", "Wave 2011 has no results for it yet."),
        ("[0,3]{increase deadlines}", "found no increase: −0,2"),
        ("[0,3]{decrease overall}", "found no decrease: +0,3"),
        ("[0,5]{change information}", "found a change over 2013, when `information` was changed"),
        ("[0]{change overall this this}", "found wave 2013 compared with itself, expected two waves"),
        ("[579]{sent 2007}", "found no gross sample of 2007, expected `sent` at this wave"),
        ("[19%]{rate 2007}", "found no response rate of 2007"),
        ("[0]{n 2007}", "found no number of respondents of 2007"),
    ],
)
def test_a_value_that_cannot_stand_gives_the_reason(body: str, message: str) -> None:
    """A number in another format, without a number, on too small a base, not asked, or of no result."""
    assert message in small.only(body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[7,7 op 8,1]{overall}", "found 2 numbers between the brackets, `7,7` and `8,1`"),
        ("[7,7-8,1]{overall}", "found 2 numbers between the brackets"),
        ("[7,**7**]{overall}", "found 2 numbers between the brackets, `7` and `7`"),
        ("[5 000]{sent}", "found 2 numbers between the brackets, `5` and `000`"),
        ("[zeven]{overall}", "found no number between the brackets, only `zeven` in words"),
        ("[zeven of 7,7]{overall}", "found a second number between the brackets, `zeven` in words"),
        ("[geen 7,7]{overall}", "found `geen` between the brackets"),
        ("1[7,7]{overall}", "so that a reader sees “17,7”"),
        ("[7,7]{overall}5", "so that a reader sees “7,75”"),
        ("[7,7]{overall},5", "so that a reader sees"),
        ("[7,7½]{overall}", "found no number between the brackets"),
        ("−[0,2]{decrease deadlines}", "so that a reader sees “−0,2”"),
        ("[−**0,3**]{increase overall}", "so that a reader sees “−0,3”"),
        ("[&minus;0,3]{increase overall}", "so that a reader sees “−0,3”"),
        ("[- 0,3]{increase overall}", "found `-` before `0,3`, apart from it"),
        ("[daalde – 0,2]{decrease deadlines}", "found `–` before `0,2`, apart from it"),
        ("[–0,2]{change deadlines}", "found `–0,2`, expected `−0,2`"),
        ("[–0,2]{change deadlines}", "A minus is written as - or −. Correct"),
        ("[–0,3]{change overall}", "found `–0,3`, expected `0,3`"),
        ("[−0,3]{change overall}", "found `−0,3`, expected `0,3`"),
        ("[+7,7]{overall}", "found `+7,7`, expected `7,7`"),
        ("[7.7]{overall}", "In Dutch the decimal sign is a comma, and a point sets thousands apart. Correct"),
        ("[5,000]{sent}", "found `5,000`, expected `5.000` (vr/2013/account). In Dutch the decimal sign is a comma"),
        ("[7,7%]{overall}", "found `%` after a figure that is no percentage, expected 7,7"),
        ("[7,7]{overall} procent", "found `procent` after a figure that is no percentage"),
        (
            "[7%]{change website=visited}",
            "found `%` after a difference of two percentages, expected 7 percentage points",
        ),
        ("[7]{increase website=visited} procent", "4 percentage points (procentpunt)."),
        ("[42]{website=visited} punten", "found `punten` after a percentage, expected 42%"),
        ("[960]{n} duizend", "found `duizend` after the number, expected 960"),
    ],
)
def test_what_stands_around_a_number_cannot_change_it(body: str, message: str) -> None:
    """Agreement is no accident: a second number, a sign, a digit or a unit beside the right number is refused."""
    assert message in small.only(body)


def test_two_values_side_by_side_are_refused_both() -> None:
    """A reader would see one number, 7,77,7."""
    assert ["7,77,7" in message for message in small.problems("[7,7]{overall}[7,7]{overall}")] == [True, True]


def test_the_hint_on_signs_is_in_the_language_of_the_chapter() -> None:
    """In an English chapter a comma is no decimal sign; a number with other digits gets no such hint."""
    assert "In English the decimal sign is a point, and a comma sets thousands" in small.only("[7,7]{overall}", "en")
    assert "decimal sign" not in small.only("[7,8]{overall}", "en")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("nl", "en"),
    [
        ("gaf een [7,7]{overall}.", "gave a [7.7]{overall}."),
        ("[7,4]{overall previous}–[7,7]{overall}", "[7.4]{overall previous}–[7.7]{overall}"),
        ("Allen – [7,7]{overall} – zijn", "All – [7.7]{overall} – are"),
        ("IND-[7,7]{overall}", "IND-[7.7]{overall}"),
        ("([7,7]{overall})/[960]{n}", "([7.7]{overall})/[960]{n}"),
        ("[960]{n}-tal", "[960]{n}-odd"),
        ("[42%]{website=visited}-score", "[42%]{website=visited} score"),
        ("[7 procentpunt]{change website=visited}", "[7 percentage points]{change website=visited}"),
        ("[7]{increase website=visited}-punts", "[7]{increase website=visited} per cent points"),
        ("[0,3 punt]{change overall}", "[0.3 points]{change overall}"),
        ("[19]{rate} procent", "[19]{rate} per cent"),
        ("[12]{nps overall} punten", "[12]{nps overall} points"),
    ],
)
def test_ordinary_sentences_around_a_number_are_fine(language: str, nl: str, en: str) -> None:
    """Dashes between words, brackets, hyphens and the right units leave a number what it is."""
    assert small.problems(nl if language == "nl" else en, language) == []


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("ovral", "expected a word or a question of survey `vr`. Did you mean `overall`?"),
        ("rise overall", "Did you mean `rises`?"),
        ("share ovral=9", "found `ovral`, expected a question of survey `vr`. Did you mean `overall`?"),
        ("website=visted", "found answer `visted`, expected an answer or net of `website`. Did you mean `visited`?"),
        ("overall for asylm", "found group `asylm`, expected a group of the survey. Did you mean `asylum`?"),
        ("overall for directorate=asylm", "Did you mean `directorate=asylum`?"),
        ("overall for regular_socia sponsor", "Did you mean `regular_social sponsor`?"),
        ("overall 2031", "expected a wave, `for`, `than` or `by`. Did you mean `2013`?"),
        ("overall previus", "Did you mean `previous`?"),
        ("overall fro asylum", "Did you mean `for`?"),
        ("vrr: overall", "found survey `vrr`, expected a survey of the study. Did you mean `vr`?"),
        ("aspects", "found `aspects`, a grid, expected one of its items: friendly, deadlines"),
        ("website", "expected the answer whose share is told, as in `website=visited`"),
        ("share overall", "expected the answer whose share is told"),
        ("mean website=visited", "expected `mean website` or `share website=visited`"),
        ("why", "found `why`, expected a question with a mean or shares"),
        ("", "found no question and no word in the braces, expected [SURVEY:] [WORD]"),
        ("share", "found no question, expected `share QUESTION=ANSWER [WAVE] [for GROUP]`"),
        ("overall this previous", "found 2 waves (`this previous`), expected 1"),
        ("change overall this", "found 1 waves (`this`), expected 2"),
        ("overall for", "found nothing after `for`, expected [SURVEY:] [WORD]"),
        ("overall for asylum for sponsor", "found `for` twice"),
        ("overall by 0.2", "found `by`, which does not go with this, expected `QUESTION[=ANSWER] [WAVE] [for GROUP]`"),
        ("sent for asylum", "found `for`, which does not go with this, expected `sent [WAVE]`"),
        ("n for asylum", "found `for` with `n` of the survey"),
        ('"overall', "A quotation mark is not closed."),
    ],
)
def test_an_error_in_the_braces_gives_the_nearest_name_or_the_grammar(braces: str, message: str) -> None:
    """Unknown names get the nearest one; what the grammar does not know gets the form of the word."""
    assert message in small.only(f"[7,7]{{{braces}}}")


def test_a_group_that_two_breaks_have_must_be_told_apart() -> None:
    """`sponsor` alone is one group; a name that two breaks share is refused with both."""
    figures = small.published({"2013/overall/mean/client=asylum": (7.0, 90, 0.1)})
    message = small.only("[7,9]{overall for asylum}", figures=figures)
    assert "which 2 groups are called, expected one group: `client=asylum` or `directorate=asylum`" in message


def test_a_published_figure_of_an_old_wave_may_be_told() -> None:
    """A wave of which only figures were published is `first`, and its n may be unknown."""
    figures = small.published({"2007/overall/mean/all": (7.1, 0, float("nan"))})
    assert small.problems("[7,1]{overall first}", figures=figures) == []
    assert "(vr/2007/overall/mean/all, n unknown)" in small.only("[7,2]{overall 2007}", figures=figures)
    assert "found `vr/2007/overall/mean/all` without a published n" in small.only(
        "[1]{n overall 2007}", figures=figures
    )


def test_previous_passes_over_a_wave_without_the_question() -> None:
    """`previous` is the last earlier wave that has the figure."""
    figures = small.published({"2009/website=visited/share/all": (0.30, 500, 0.02)})
    estimates = tuple(one for one in figures.estimates if one.id != "vr/2011/website=visited/share/all")
    assert small.problems("[30%]{website=visited previous}", figures=replace(figures, estimates=estimates)) == []


def test_a_wave_without_results_is_not_this() -> None:
    """A wave that stands in the study but is still in the field does not move `this`."""
    survey = small.survey()
    coming = replace(survey.waves[-1], label="2015")
    of = small.study(surveys=(replace(survey, waves=(*survey.waves, coming)),))
    figures = small.published()
    account = replace(figures.accounts[-1], wave="2015", n=0, microdata=False)
    figures = replace(figures, accounts=(*figures.accounts, account))
    assert small.problems("[7,7]{overall this} [960]{n}", figures=figures, of=of) == []


def test_several_surveys_need_to_be_told_apart() -> None:
    """Front matter or a prefix says which survey; without it the message says how."""
    of = small.study(surveys=(small.survey("vr"), small.survey("boak")))
    figures = small.published({}, "vr", "boak")
    assert "while the study has several (vr, boak)" in small.only("[7,7]{overall}", figures=figures, of=of)
    assert small.problems("[7,7]{boak: overall}", figures=figures, of=of) == []
    chapter = small.read("---\nsurvey: boak\n---\n# T\n\n[7,7]{overall} [7,7]{vr: overall}", figures=figures, of=of)
    block = small.first(chapter).block
    assert chapter.survey == "boak"
    found = [one.evidence for one in small.values(block.content)]  # type: ignore[union-attr]  # a paragraph
    assert found == [("boak/2013/overall/mean/all",), ("vr/2013/overall/mean/all",)]


def test_decimals_follow_the_settings() -> None:
    """The survey says how many decimals a mean has."""
    survey = small.survey()
    of = small.study(surveys=(replace(survey, settings=replace(survey.settings, decimals=2)),))
    assert small.problems("[7,68]{overall}", of=of) == []


def test_the_printed_minus_is_a_minus() -> None:
    """A typed hyphen is printed as the minus sign of all figures."""
    block = small.first(small.read("[-0,2]{change deadlines}")).block
    assert [one.text for one in small.values(block.content)] == ["−0,2"]  # type: ignore[union-attr]  # a paragraph


def test_the_evidence_of_a_change_names_its_test() -> None:
    """A difference rests on the contrast and on both figures."""
    block = small.first(small.read("[0,3]{change overall}")).block
    assert small.values(block.content)[0].evidence == (  # type: ignore[union-attr]  # a paragraph
        "vr/2013/overall/mean/all~2011", "vr/2011/overall/mean/all", "vr/2013/overall/mean/all",
    )  # fmt: skip


def test_all_problems_are_reported_at_once() -> None:
    """Three mistakes, three messages, in the order of the text."""
    found = small.problems("[7,6]{overall} en [x]{nothing}\n\n[steeg]{rises friendly}")
    assert [message.partition(": ")[0].rpartition(":")[2] for message in found] == ["3", "3", "5"]


def test_a_published_figure_is_a_figure_of_the_study() -> None:
    """The helper's wave of 2007 has a published figure, so that the reason above is the true one."""
    assert isinstance(small.survey().waves[0].published[0], PublishedFigure)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("hidden: privacy", "which is hidden: it would tell of a few respondents, expected 5 respondents or more"),
        ("hidden: subtraction", "which is hidden: figures of a few respondents would follow from it by subtraction"),
    ],
)
def test_a_figure_that_is_hidden_for_privacy_is_refused_with_that_reason(status: Status, reason: str) -> None:
    """Its n as well, and a claim that rests on it; it is not called a small base."""
    name = "vr/2013/overall/mean/directorate=asylum"
    rows = [replace(row, n=0, status=status) if row.id == name else row for row in small.published().estimates]
    figures = replace(small.published(), estimates=tuple(rows))
    for body in ("[7,9]{overall for asylum}", "[118]{n overall for asylum}", "[stijgt]{rises overall for asylum}"):
        assert reason in small.only(body, figures=figures)


def test_a_median_of_whole_marks_has_no_decimals() -> None:
    """8, not 8.0: a median is one of the answers."""
    assert small.problems("[8]{median overall} [1,4]{sd overall}") == []
    assert "8" in small.only("[8,0]{median overall}")


def test_a_measure_that_the_survey_does_not_ask_for_is_refused_with_what_to_write() -> None:
    """No figure is made up; the message says which line of the survey file brings it."""
    message = small.only("[8]{median friendly}")
    assert "The survey must ask for it: `measures: [median]`." in message
