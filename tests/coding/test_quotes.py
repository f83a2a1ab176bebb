"""Quotes are proposed by the rule alone, lead to nobody, and are printed while their answer stands as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from building import break_of, coded, data, question, single, study, survey
from peil.coding import Proposed, faulty_quotes, propose, quote, written_into
from peil.coding.quotes import says
from peil.data.model import Data, Texts, Ticks, Values
from peil.errors import Place, StudyError
from peil.results.model import Results
from peil.study.model import Grade, Multiple, Open, QuoteEntry, QuoteRules, QuoteStatus, Study
from peil.study.read import read_study
from study.studies import ROOT

THEMES = ("slow", "kind")
RULES = QuoteRules(
    break_id="client", grades={"why": "overall"}, bands=((1, 5), (6, 7), (8, 10)), group_size=4, language_size=2,
    shortest=5, longest=60, most=2, language="tongue",
)  # fmt: skip
# Client, language, grade, answer, themes.
PEOPLE = [
    ("company", "nl", 3, "Het duurt te lang, bel 06-12345678.", "slow"),
    ("company", "nl", 4, "Te traag.", "slow"),
    ("company", "nl", 8, "Aardig, maar niet vlug.", "slow kind"),
    ("company", "nl", 9, "Nee", "slow"),
    ("company", "en", 9, "Slow, but kind people.", "slow kind"),
    ("lawyer", "nl", 5, "Wachten en nog eens wachten.", "slow"),
    ("lawyer", "nl", 6, "Vriendelijk aan de telefoon.", "kind"),
    ("lawyer", "nl", 6, "", ""),
    ("company", "nl", 7, "Fijn geholpen.", "kind"),
]
EMPTY = Results("test", (), (), (), (), ())


def world(people: Sequence[tuple[str, str, int, str, str]] = PEOPLE, rules: QuoteRules = RULES) -> tuple[Study, Data]:
    """A survey with an open question, its themes, a grade, a language and a break; these people answered it."""
    client, tongue = question("client", single("company", "lawyer")), question("tongue", single("nl", "en"))
    themes = question("themes", Multiple(single(*THEMES).answers), themes_of="why")
    about = survey(
        [client, tongue, question("overall", Grade()), question("why", Open()), themes], [break_of(client)]
    )  # fmt: skip
    about = replace(about, quote_rules=rules)
    texts = tuple(one[3] for one in people)
    columns: dict[str, Values] = {
        "client": coded([("company", "lawyer").index(one[0]) for one in people]),
        "tongue": coded([("nl", "en").index(one[1]) for one in people]),
        "overall": coded([one[2] - 1 for one in people]),
        "why": Texts(texts, np.array([0 if text else -1 for text in texts], np.int8)),
        "themes": Ticks(np.array([[int(theme in one[4].split()) for theme in THEMES] for one in people], np.int8)),
    }
    return study(about), data(about, [0] * len(people), columns)


def with_quotes(about: Study, entries: Sequence[QuoteEntry]) -> Study:
    """The study with these quotes in its file."""
    return replace(about, surveys={"vr": replace(about.surveys["vr"], quotes=tuple(entries))})


def entry(one: Proposed, status: QuoteStatus = "approved", line: int = 1) -> QuoteEntry:
    """A proposal as it stands in the file, with a status."""
    return QuoteEntry(
        one.id, "2013", "why", one.theme, one.group, one.grades, one.language, status, one.text,
        Place("quotes/vr.yaml", line),
    )  # fmt: skip


def proposed(about: Study, answers: Data) -> list[Proposed]:
    return list(propose(about, answers)["vr"])


def test_quotes_are_proposed_per_theme_and_group_and_spread_over_grades() -> None:
    """Of the slow service two of companies, one of low and one of high grades; lawyers are three, too few to quote."""
    found = proposed(*world())
    assert Counter((one.theme, one.group) for one in found) == {
        ("slow", "client=company"): 2, ("kind", "client=company"): 1,
    }  # fmt: skip
    slow = [one for one in found if one.theme == "slow"]
    assert {one.grades for one in slow} == {"1-5", "8-10"}


def test_an_answer_that_is_short_or_in_a_rare_language_is_not_proposed() -> None:
    """ "Nee" has three letters, and one company alone wrote English: group and language together would point to it."""
    found = {one.text for one in proposed(*world())}
    assert not found & {"Nee", "Slow, but kind people."}
    assert "Slow, but kind people." in {one.text for one in proposed(*world(rules=replace(RULES, language_size=1)))}


def test_an_answer_without_anything_to_mask_goes_first_and_each_is_used_once() -> None:
    """The answer with a telephone number is proposed only where nothing else is left, and then it is masked."""
    few = proposed(*world())
    assert all("[" not in one.text for one in few)
    many = proposed(*world(rules=replace(RULES, most=9)))
    assert "Het duurt te lang, bel [telephone]." in {one.text for one in many}
    assert len({one.id for one in many}) == len(many)


def test_the_same_data_give_the_same_proposals_in_any_order_of_the_rows() -> None:
    """Who comes first in the file says nothing of who is quoted."""
    assert proposed(*world()) == proposed(*world(PEOPLE[::-1]))


def test_the_file_says_nothing_of_the_row_or_of_what_was_masked() -> None:
    """Two people whose answers differ only in what is masked have the same id, and so has one in another row."""
    other = [(*PEOPLE[0][:3], "Het duurt te lang, bel 06-87654321.", "slow"), *PEOPLE[1:]]
    wide = replace(RULES, most=9)
    assert proposed(*world(rules=wide)) == proposed(*world(other, wide))


def test_what_was_decided_stays_and_only_what_lacks_is_proposed() -> None:
    """With one approved and one rejected, one new quote is proposed in the place of the rejected one."""
    about, answers = world(rules=replace(RULES, most=1))
    (slow, *_) = proposed(about, answers)
    assert [one.theme for one in proposed(with_quotes(about, [entry(slow)]), answers)] == ["kind"]
    again = proposed(with_quotes(about, [entry(slow, "rejected")]), answers)
    assert [one.theme for one in again] == ["slow", "kind"]
    assert slow.id not in {one.id for one in again}


def test_only_approved_quotes_are_found() -> None:
    """Neither what is proposed nor what is rejected comes among the results."""
    about, answers = world()
    found = proposed(about, answers)
    states: tuple[QuoteStatus, ...] = ("approved", "proposed", "rejected")
    entries = [entry(one, status, line) for line, (one, status) in enumerate(zip(found, states, strict=False), start=1)]
    quotes = quote(with_quotes(about, entries), answers, EMPTY).quotes
    assert [one.quote.text for one in quotes] == [found[0].text]
    assert (quotes[0].group_n, quotes[0].language_n) == (6, 5)


@pytest.mark.parametrize(
    ("person", "problem"),
    [
        (("company", "nl", 4, "Te traag, echt.", "slow"), "no such answer in the data"),
        (("lawyer", "nl", 4, "Te traag.", "slow"), "no such answer from there, expected one of theme `slow`, group"),
        (("company", "nl", 4, "Te traag.", "kind"), "no such answer from there"),
        (("company", "en", 4, "Te traag.", "slow"), "no such answer from there"),
    ],
)
def test_a_quote_whose_answer_changed_is_listed_and_not_found(
    person: tuple[str, str, int, str, str], problem: str
) -> None:
    """The text, the group, the theme or the language of the answer is another one now."""
    about, answers = world(rules=replace(RULES, most=9))
    chosen = next(one for one in proposed(about, answers) if one.text == "Te traag.")
    quoted = with_quotes(about, [entry(chosen, line=12)])
    assert faulty_quotes(quoted, answers) == ()
    _, changed = world([PEOPLE[0], person, *PEOPLE[2:], PEOPLE[0]])
    (found,) = faulty_quotes(quoted, changed)
    assert found.place == Place("quotes/vr.yaml", 12)
    assert problem in str(found)
    assert quote(quoted, changed, EMPTY).quotes == ()


def test_a_group_that_became_too_small_is_no_longer_quoted() -> None:
    """Four companies suffice, three do not; nor one person in the language of the quote."""
    about, answers = world()
    quoted = with_quotes(about, [entry(proposed(about, answers)[0])])
    keep = [PEOPLE[row] for row in range(len(PEOPLE)) if row not in (0, 4, 8)]
    (found,) = faulty_quotes(quoted, world(keep)[1])
    assert "fewer than 4 respondents of `client=company`" in str(found)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Aardig, maar niet vlug.", True),
        ("Aardig, [...]", True),
        ("[...] maar niet vlug.", True),
        ("Aardig, [...] vlug.", True),
        ("Aardig, [naam] vlug.", True),
        ("Aardig, maar vlug.", False),
        ("Aardig", False),
        ("[...] vlug, maar aardig.", False),
        ("vlug. [...] Aardig,", False),
    ],
)
def test_a_quote_may_only_be_shortened(text: str, holds: bool) -> None:
    """What is left out stands between brackets, and the rest is the answer, in its order."""
    assert says(text, "Aardig, maar niet vlug.") == holds


def test_an_edited_quote_is_listed() -> None:
    """A researcher who changes words gets the text that was proposed."""
    about, answers = world()
    first = proposed(about, answers)[0]
    changed = replace(entry(first), text="Heel anders.")
    (found,) = faulty_quotes(with_quotes(about, [changed]), answers)
    assert "'Heel anders.', expected words of the answer" in str(found)


def test_new_proposals_go_behind_what_the_file_holds() -> None:
    """Comments and decisions stay to the letter; what is written is read again, whatever the text holds."""
    hostile = Proposed("vr/2013/why/0123456789ab", "slow", "client=company", "1-5", "nl", "\"a\": #b\\ 'c' — «د»")
    text = written_into("", "vr", (hostile,))
    assert yaml.safe_load(text)["quotes"][0]["text"] == hostile.text
    edited = text.replace("proposed\n", "approved  # by me\n", 1).rstrip("\n")
    again = written_into(edited, "vr", (replace(hostile, id="vr/2013/why/ba9876543210"),))
    assert again.startswith(edited + "\n")
    assert [one["status"] for one in yaml.safe_load(again)["quotes"]] == ["approved", "proposed"]


FILE = "survey: vr\nquotes:\n"
ONE = (
    "  - {id: vr/2013/vision_why/04f8240c8eb9, theme: helpful, group: directorate=asylum, status: approved, text: Ja}\n"
)


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (FILE + ONE.replace("approved", "maybe"), "status: found 'maybe', expected proposed, approved or rejected"),
        (FILE + ONE.replace("helpful", "helpfull"), "theme: found 'helpfull'"),
        (FILE + ONE.replace("=asylum", "=assylum"), "group: found 'directorate=assylum'"),
        (FILE + ONE.replace("vr/2013", "vr/2014"), "id: found 'vr/2014/vision_why/04f8240c8eb9'"),
        (FILE + ONE + ONE, "a second time (first on line 3), expected every quote once"),
        (FILE.replace("vr", "boak") + ONE, "survey: found 'boak', expected 'vr'"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_line(tmp_path: Path, file: str, problem: str) -> None:
    """An unknown status, theme, group or wave, a quote twice, the file of another survey."""
    for part in ("study.yaml", "vr.yaml"):
        text = (ROOT / "examples" / "ind" / part).read_text("utf-8").replace("surveys: [vr.yaml, boak.yaml]", "")
        (tmp_path / part).write_text(text, encoding="utf-8")
    (tmp_path / "quotes").mkdir()
    (tmp_path / "quotes" / "vr.yaml").write_text(file, encoding="utf-8")
    with pytest.raises(StudyError, match=re.escape(problem)):
        read_study(tmp_path)
