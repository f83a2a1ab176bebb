"""`::: quotes` prints approved quotes in their own language, with their group, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.disclosure.quotes import quotes_shown
from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context
from peil.report.model import Heading, Quotation, plain
from peil.results.model import Results
from peil.results.quote import FoundQuote, Quote
from peil.study.model import Break, Group, Multiple, Open, QuoteRules, Single
from report.builders import HERE, STUDY, SURVEY, answers, context, estimate, page, published, question, text

WHY = question("why", Open(), text("Why?", "Waarom?"), text("Reason", "Reden"))
KIND = Multiple(answers(slow="Slow/Traag", kind="Kind people/Aardige mensen"))
CODED = replace(question("themes", KIND, text("Themes"), since="2013"), themes_of="why")
TONGUE = question("tongue", Single(answers(nl="Dutch/Nederlands", en="English/Engels")), text("Language"))
GROUPS = (Group("company", text("Companies", "Bedrijven")), Group("law", text("Lawyers", "Advocaten")))
CLIENT = Break("client", text("Client"), GROUPS, HERE)
RULES = QuoteRules("client", {"why": "overall"}, ((1, 5), (6, 10)), group_size=40, language="tongue")
VR = replace(
    SURVEY,
    questions={**SURVEY.questions, "why": WHY, "themes": CODED, "tongue": TONGUE},
    breaks={**SURVEY.breaks, "client": CLIENT},
    quote_rules=RULES,
)
ABOUT = replace(STUDY, surveys={"vr": VR})
QUOTES = tuple(
    Quote("vr", "2013", "why", theme, f"client={group}", tongue, words)
    for theme, group, tongue, words in (
        ("slow", "company", "nl", "Het duurt lang."),
        ("slow", "law", "en", "Ask [name] [...]"),
        ("slow", "law", "nl", "Traag."),
        ("kind", "law", "nl", "Aardig."),
    )
)


def told(language: str = "en", quotes: tuple[Quote, ...] = QUOTES) -> Context:
    return context(replace(published(), quotes=quotes), language, VR)


def shown(line: str, where: Context | None = None) -> list[tuple[str, str, str]]:
    """Text, source and language of every quote of a directive."""
    blocks = page(line, where or told()).blocks
    return [(plain(one.content), one.attribution, one.language) for one in blocks if isinstance(one, Quotation)]


def test_quotes_stand_under_their_themes_in_their_own_language() -> None:
    """A quote is not translated; where its language is not the reader's, the source says so."""
    assert shown("quotes why") == [
        ("“Het duurt lang.”", "Companies, in Dutch", "nl"),
        ("“Ask [name] […]”", "Lawyers", "en"),
        ("“Traag.”", "Lawyers, in Dutch", "nl"),
        ("“Aardig.”", "Lawyers, in Dutch", "nl"),
    ]
    headings = [plain(one.content) for one in page("quotes why", told()).blocks if isinstance(one, Heading)]
    assert headings == ["Slow", "Kind people"]


def test_the_same_quotes_in_a_dutch_report() -> None:
    """The mark is on the English one now, and what was masked is told in Dutch."""
    assert shown("quotes why theme slow for law", told("nl")) == [
        ("“Ask [naam] […]”", "Advocaten, in het Engels", "en"),
        ("“Traag.”", "Advocaten", "nl"),
    ]


def test_the_marks_around_a_quote_are_those_of_its_language() -> None:
    """Guillemets in Persian, turned marks in Arabic; as in English where a language is not known."""
    kind = Single(answers(fa="Persian/Perzisch", ar="Arabic/Arabisch", other="Other/Anders"))
    survey = replace(VR, questions={**VR.questions, "tongue": replace(TONGUE, kind=kind)})
    quotes = tuple(replace(QUOTES[0], language=code, text="x") for code in ("fa", "ar", "other"))
    found = shown("quotes why", context(replace(published(), quotes=quotes), "en", survey))
    assert [one for one, _, _ in found] == ["«x»", "”x“", "“x”"]


def test_most_takes_from_the_themes_in_turn() -> None:
    """Two quotes are one of each theme, and three the first two of one."""
    assert [one for one, _, _ in shown("quotes why most 2")] == ["“Het duurt lang.”", "“Aardig.”"]
    assert [one for one, _, _ in shown("quotes why most 3")] == ["“Het duurt lang.”", "“Ask [name] […]”", "“Aardig.”"]


def test_most_takes_from_the_groups_in_turn() -> None:
    """Of six of companies, written first, and two of lawyers under the same theme, four are two of each."""
    many = tuple(replace(QUOTES[0], text=f"Lang {at}.") for at in range(6)) + QUOTES[1:3]
    assert [one for one, _, _ in shown("quotes why most 4", told(quotes=many))] == [
        "“Lang 0.”", "“Lang 1.”", "“Ask [name] […]”", "“Traag.”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 of the 4 approved, spread over themes and groups."),
        ("nl", "2 van de 4 goedgekeurde citaten, gespreid over thema's en groepen."),
    ],
)
def test_the_foot_tells_how_many_of_the_approved_are_shown(language: str, said: str) -> None:
    """Where `most` leaves some out, and only there."""
    assert said in page("quotes why most 2", told(language)).foot.notes
    assert said[:4] not in "".join(page("quotes why most 4", told(language)).foot.notes)


def test_the_foot_tells_the_rule() -> None:
    """The question as it was put, how quotes were chosen, and what brackets mean where there are any."""
    foot = page("quotes why", told()).foot
    assert foot.question == ("Why?",)
    assert "groups of at least 40 respondents" in foot.notes[0]
    assert foot.notes[1:] == ("Between square brackets stands what was left out.",)
    assert len(page("quotes why theme kind", told()).foot.notes) == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("quotes why for company theme kind", "no quotes that may be printed, expected approved quotes of this wave"),
        ("quotes overall", "'overall', expected an open question that is quoted, one of why"),
        ("quotes why theme slowly", "'slowly', expected a theme of why, one of slow, kind. Did you mean 'slow'?"),
        ("quotes why most few", "'few', expected a whole number behind `most`"),
        ("quotes why most 0", "'0', expected a whole number behind `most`"),
        ("quotes why by client", "'by', expected `for GROUP`, a block for each group"),
    ],
)
def test_what_cannot_be_shown_is_refused(line: str, found: str) -> None:
    """Nothing approved, another question, an unknown theme, a number in words, a clause that it has not."""
    with pytest.raises(Refused) as refused:
        page(line, told())
    assert found in str(refused.value)


def test_without_approved_quotes_the_message_says_what_to_do() -> None:
    """`peil quotes` proposes them."""
    with pytest.raises(Refused, match="`peil quotes STUDY` proposes them"):
        page("quotes why", told(quotes=()))


def test_the_foot_of_themes_says_that_the_question_was_open() -> None:
    """Respondents were not offered the answers, so "several answers possible" would mislead."""
    share = estimate("vr/2013/themes=slow/share/all", 0.3)
    foot = page("answers themes", context(published([share]), "en", VR)).foot
    assert "Open question; the answers were sorted into themes." in foot.notes
    assert not any("several answers" in line for line in foot.question)


@pytest.mark.parametrize(
    ("group_n", "language_n", "hidden", "kept"),
    [(40, 10, False, True), (39, 39, False, False), (40, 9, False, False), (400, 100, True, False)],
)
def test_a_quote_is_published_by_the_size_of_its_group(group_n: int, language_n: int, hidden: bool, kept: bool) -> None:
    """From the minimum on, in total and in its language, and only where the share of its theme may be shown."""
    quote = QUOTES[0]
    share = estimate("vr/2013/themes=slow/share/client=company", 0.3, status="hidden: privacy" if hidden else "ok")
    results = Results("kto", (share,), (), (), (), (), quotes=(FoundQuote(quote, group_n, language_n),))
    assert list(quotes_shown(ABOUT, results, {share.id: share.status})) == ([quote] if kept else [])
