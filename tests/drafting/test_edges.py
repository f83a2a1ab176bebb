"""Studies at the edges: shares alone, no break, labels that are no nouns, and what is told of one figure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from building import break_of, coded, data, question, single, study, survey, text
from drafting.reading import checked, plain
from drafting.reading import text as whole_text
from peil.disclosure import publish
from peil.drafting import DraftChapter
from peil.study.model import Answer, Grade, Single, Wave
from peil.tables import tabulate
from report.prose import small

WAVES = ("2011", "2013")


def draft_of(
    labels: Sequence[str], shares: Sequence[Sequence[int]], graded: bool = True, divided: bool = True
) -> dict[str, tuple[DraftChapter, ...]]:
    """Two waves of 240 respondents, evenly in groups with these labels. `shares`: per wave how many in a hundred say
    yes. Grades, where `graded`, are three points higher in the first group; `divided`: there is a break."""
    group = question("client", Single(tuple(Answer(f"g{n}", text(one), ()) for n, one in enumerate(labels))), WAVES)
    asked = [group, question("solved", single("yes", "no"), WAVES)]
    asked += [question("overall", Grade(), WAVES)] if graded else []
    about = survey(asked, [break_of(group)] if divided else [], [Wave(one, small.HERE, data="x.csv") for one in WAVES])
    people = [(wave, at % len(labels), at) for wave in range(2) for at in range(240)]
    answers = {
        "client": coded([group for _, group, _ in people]),
        "solved": coded([int(at * 100 / 240 >= shares[wave][0]) for wave, _, at in people]),
    }
    if graded:
        answers["overall"] = coded([(7 if group == 0 else 4) + at // 5 % 2 for _, group, at in people])
    whole = study(about)
    wave = [wave for wave, _, _ in people]
    return checked(whole, publish(whole, tabulate(whole, data(about, wave, answers))))


def test_shares_alone_are_summed_up_by_what_they_found() -> None:
    """Without a grade the summary tells the findings of the questions, each behind its label."""
    drafts = draft_of(["companies", "schools"], [[70], [50]], graded=False)
    (first, *_) = drafts["en"][0].pieces
    assert any(one.startswith("**Solved.**") and "{falls solved=yes previous this}" in one for one in first.remarks)


def test_without_a_break_nothing_is_said_of_groups() -> None:
    """No break, no chapter group by group, and no word about others."""
    drafts = draft_of(["companies", "schools"], [[50], [50]], divided=False)
    assert "than for the others" not in whole_text(drafts, "en")
    assert not any(chapter.name.endswith("groups.md") for chapter in drafts["en"])


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["IND", "V+R"], "bij IND hoger dan bij V+R"),
        (["In het buitenland", "In Nederland"], "bij ‘In het buitenland’ hoger dan bij ‘In Nederland’"),
        (["De gemeente Voorbeeld", "Bedrijven"], "bij ‘De gemeente Voorbeeld’ hoger dan bij ‘Bedrijven’"),
        (["Terminal 1 (B, C)", "Terminal 2 (D)"], "bij Terminal 1 hoger dan bij Terminal 2"),
        (["Ketenpartners 1", "Ketenpartners 2"], "bij ketenpartners 1 hoger dan bij ketenpartners 2"),
        (["Amsterdam", "Utrecht"], "bij Amsterdam hoger dan bij Utrecht"),
        (["Spaans", "Engels"], "bij ‘Spaans’ hoger dan bij ‘Engels’"),
        (["Advocaten (klein)", "Advocaten (groot)"], "bij ‘Advocaten (klein)’ hoger dan bij ‘Advocaten (groot)’"),
    ],
)
def test_a_group_is_called_so_that_the_sentence_reads(labels: list[str], told: str) -> None:
    """Nouns in lower case, names with their capital, anything else between quotation marks; brackets only if needed."""
    words = whole_text(draft_of(labels, [[50], [50]]), "nl")
    whole = " ".join(words.split())
    top, bottom = told.removeprefix("bij ").split(" hoger dan bij ")
    other = f"ij {top} is het totaaloordeel een"
    assert told in whole or (other in whole and f"bij {bottom}" in whole)


@pytest.mark.parametrize(
    ("labels", "named"),
    [(["Ja", "Nee"], True), (["Spaans", "Engels", "Bedrijven"], True), (["Bedrijven", "Scholen"], False),
     (["Terminal 1", "Terminal 2"], False)],
)  # fmt: skip
def test_a_title_that_names_answers_names_their_question(labels: list[str], named: bool) -> None:
    """“Bij ‘Ja’ hoger dan bij ‘Nee’”: yes to what stood nowhere. Groups that are nouns need no such word."""
    drafts = draft_of(labels, [[50], [50]])
    titles = {piece.id: plain(piece.title) for one in drafts["nl"] for piece in one.pieces}
    page = titles["vr/overall/client"]
    assert page.startswith("Client: ") == named
    assert f"bij ‘{labels[0]}’" in page.replace("Bij", "bij") or not named
    (summary,) = [one for one in drafts["nl"][0].pieces[0].remarks if "Groepen" in one]
    assert ("**Groepen.** Client: " in summary) == named


def test_groups_without_aspects_have_no_pages_of_their_own() -> None:
    """The page by that break tells all there is; a page per group would say it again and be empty otherwise."""
    drafts = draft_of(["companies", "schools"], [[50], [50]])
    assert not any(chapter.name.endswith("groups.md") for chapter in drafts["en"])
    assert any(piece.directive.endswith("overall by client") for chapter in drafts["en"] for piece in chapter.pieces)


def test_a_share_that_is_far_more_than_half_is_called_so() -> None:
    """96% is nearly everyone, 70% a large majority, 58% a majority, and each word is checked next wave."""
    for share, words, claim in ((96, "nearly everyone", "95 100"), (72, "large majority|by far", "67 100")):
        drafts = draft_of(["companies", "schools"], [[share], [share]])
        titles = [piece.title for chapter in drafts["en"] for piece in chapter.pieces if piece.id.endswith("/solved")]
        assert any(word in titles[0] for word in words.split("|"))
        assert f"between solved=yes: {claim}" in titles[0]
