"""Claims of `equal`, weaker words, everyone, the first time, and figures in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from peil.language import Language
from peil.report.prose import lay_out
from peil.report.prose.loose import loose
from peil.report.prose.phrases import phrases, read_phrase
from peil.report.prose.refusal import Refused
from peil.report.prose.statements import judge_statement
from peil.stats.equivalence import equivalence_p
from report.prose import small

NUMBERS = Path(__file__).parents[2] / "reference" / "numbers" / "equivalence.csv"
CASES = [tuple(map(float, line.split(","))) for line in NUMBERS.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize("case", CASES)
def test_the_test_of_equivalence_is_that_of_r(case: tuple[float, float, float, float, float]) -> None:
    """Two one-sided t tests, of which the larger p counts (tests/reference/equivalence.R)."""
    difference, se, df, margin, p = case
    assert equivalence_p(difference, se, df, margin) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("equal friendly within 0.3", True),
        ("equal friendly within 0.2", False),  # close, and too few answers to show it
        ("equal overall within 0.5", True),
        ("equal overall within 0.25", False),
        ("equal overall for regular_social than regular_economic within 0.3", True),
        ("equal overall for asylum than naturalisation within 0.3", False),
        ("up friendly", True),
        ("up overall 2009 2011 this", True),
        ("down friendly", False),
        ("down overall for naturalisation", True),
        ("up deadlines", False),
        ("above overall for asylum", True),
        ("above overall for regular_social", False),  # 7.66 and 7.68, both printed as 7.7
        ("below overall for regular_social", False),
        ("below overall for naturalisation than asylum", True),
        ("all rises website=visited by role", True),
        ("all rises overall by directorate", False),
        ("all falls friendly by role", True),
        ("all but rises contact=telephone by directorate: regular_social", True),
        ("all but rises website=visited by role: sponsor", None),  # one group is not "all"
        ("all rises contact=telephone by directorate", False),
        ("first asked contact=app", True),
        ("first asked deadlines 2011", True),
        ("first asked deadlines", False),
        ("first asked overall 2009", False),  # 2007 was published
    ],
)
def test_a_claim_holds_or_not(claim: str, holds: bool | None) -> None:
    """By the figures of the small study; None = it cannot be judged."""
    facts = lay_out(small.study(), small.published())
    if holds is None:
        with pytest.raises(Refused):
            judge_statement(claim, "vr", facts, Language("en"))
    else:
        assert judge_statement(claim, "vr", facts, Language("en")).holds is holds


def test_everyone_but_one_who_does_so_too_is_false() -> None:
    """An exception that is none is told."""
    found = small.only("[x]{all but rises contact=telephone by directorate: asylum}", "en")
    assert "asylum, which is excepted, does so too" in found
    assert "True here: `all but rises contact=telephone by directorate: regular_social`" in found


@pytest.mark.parametrize("braces", ["equal friendly", "equal friendly within 0", "equal friendly within -1"])
def test_equal_needs_a_margin(braces: str) -> None:
    """Without a margin there is nothing that could be shown."""
    assert "within" in small.only(f"[x]{{{braces}}}")


@pytest.mark.parametrize(
    ("language", "text", "braces", "holds"),
    [
        ("nl", "ruim vier op de tien", "website=visited", True),
        ("nl", "Ruim vier op de tien", "website=visited", True),
        ("nl", "bijna de helft", "website=visited", False),
        ("nl", "ruim zes op de tien", "contact=telephone", True),
        ("nl", "twee derde", "contact=telephone", False),
        ("nl", "een voldoende", "deadlines", True),
        ("nl", "een ruime voldoende", "deadlines", False),
        ("nl", "bijna een acht", "overall", True),
        ("nl", "net geen acht", "overall", True),
        ("nl", "ruim een acht", "friendly", True),
        ("en", "just over four in ten", "website=visited", True),
        ("en", "two-thirds", "contact=telephone", False),
        ("en", "almost an eight", "overall", True),
        ("en", "a fail", "deadlines", False),
    ],
)
def test_a_figure_in_words(language: str, text: str, braces: str, holds: bool) -> None:
    """The phrase between the brackets must fit the figure as printed."""
    assert (small.problems(f"[{text}]{{in words {braces}}}", language) == []) is holds


@pytest.mark.parametrize(
    ("language", "measure", "phrase", "fits", "not_"),
    [
        ("nl", "share", "ruim vier op de tien", "42", "40"),
        ("nl", "share", "bijna drie kwart", "73", "75"),
        ("nl", "share", "twee derde", "67", "58"),
        ("nl", "share", "bijna zes op de tien", "58", "67"),
        ("nl", "share", "nog geen kwart", "20", "25"),
        ("en", "share", "nearly three quarters", "73", "70"),
        ("en", "share", "half", "50", "52"),
        ("nl", "mean", "net niet een voldoende", "5.8", "6.0"),
        ("nl", "mean", "net een voldoende", "6.0", "5.9"),
        ("nl", "mean", "een onvoldoende", "5.9", "6.0"),
        ("nl", "mean", "een zevenenhalf", "7.5", "7.7"),
        ("en", "mean", "not quite a pass", "5.8", "6.0"),
        ("en", "mean", "just over seven", "7.3", "7.0"),
    ],
)
def test_a_phrase_has_an_interval(language: str, measure: str, phrase: str, fits: str, not_: str) -> None:
    """With the pass mark at 6."""
    found = phrases(language, measure, Decimal(6))[phrase]
    assert found.fits(Decimal(fits))
    assert not found.fits(Decimal(not_))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("measure", "last"), [("share", 100), ("mean", 100)])
def test_phrases_are_read_as_they_stand(language: str, measure: str, last: int) -> None:
    """Every phrase of the table is found again from a text, and nearly every figure has one."""
    known = phrases(language, measure, Decimal(6))
    assert all(read_phrase(text.capitalize()) == text for text in known)
    values = [Decimal(one) if measure == "share" else Decimal(one) / 10 for one in range(10, last - 4)]
    assert all(any(one.fits(value) for one in known.values()) for value in values)


def test_without_a_pass_mark_nothing_passes() -> None:
    """The study must say from which grade on."""
    assert "een voldoende" not in phrases("nl", "mean")
    assert "een voldoende" in phrases("nl", "mean", Decimal("5.5"))


TEXT = """---
survey: vr
---
# Titel

De website is [bezocht]{rises website=visited}, door 42%, en het cijfer is een 7,7 in 2013.
Dat is het hoogste cijfer; [het [7,7]{overall} stijgt]{rises overall}. Ruim vier op de tien belden.

> Alleen hier steeg 88%.

::: trend overall
"""


def test_words_and_numbers_that_nothing_stands_behind_are_listed() -> None:
    """Numbers with what would compute them, and words; not those in brackets, quotations and directives."""
    about = replace(small.study(), chapters=(small.chapter(TEXT, "nl"),))
    found = [str(one.problem) for one in loose(about, small.published())]
    assert [one.partition(":")[2].split("” in “")[0] for one in found] == [
        "6: “42%", "6: “7,7", "7: “het hoogste", "7: “vier op de tien",
    ]  # fmt: skip
    assert "That is `website=visited`." in found[0]
    assert "That is `overall`." in found[1]


@pytest.mark.parametrize(
    ("span", "problem"),
    [
        (
            "[6.8]{benchmark ombudsmen}",
            "found benchmark `ombudsmen`, expected one of the `benchmarks:` of survey `vr`. Did",
        ),
        ("[6.8]{benchmark}", "found no benchmark"),
        ("[6.8%]{benchmark ombudsman}", "`%` after a figure that is no percentage"),
        ("[6.8]{benchmark ombudsman for asylum}", "`for`, which does not go with this"),
        ("[x]{rises ombudsman}", "`ombudsman`"),
    ],
)
def test_a_benchmark_is_cited_and_nothing_else(span: str, problem: str) -> None:
    """An unknown one, a unit that it has not, a group; and no claim can be about it."""
    assert problem in small.only(span, "en")


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("above benchmark overall: ombudsman", True),
        ("above benchmark overall for naturalisation: ombudsman", True),
        ("above benchmark deadlines: ombudsman", False),
        ("below benchmark deadlines: ombudsman", True),
        ("below benchmark overall 2009: ombudsman", False),
        ("above benchmark website=visited: ombudsman", None),  # a mean beside a share
        ("above benchmark overall: ombudsmen", None),
        ("above benchmark overall for transit: ombudsman", None),  # a small base
    ],
)
def test_a_figure_is_held_against_a_benchmark_as_printed(claim: str, holds: bool | None) -> None:
    """6.8 was published; 7.7 is above it and 6.7 below, and a figure of another kind is not compared."""
    facts = lay_out(small.study(), small.published())
    if holds is None:
        with pytest.raises(Refused):
            judge_statement(claim, "vr", facts, Language("en"))
    else:
        assert judge_statement(claim, "vr", facts, Language("en")).holds is holds


def test_a_benchmark_as_printed_the_same_is_neither_above_nor_below() -> None:
    """6.84 is printed as 6.8."""
    figures = small.published({"2013/deadlines/mean/all": (6.84, 930, 0.06)})
    message = small.only("[erboven]{above benchmark deadlines: ombudsman}", "nl", figures)
    assert "as printed it is equal to `ombudsman`" in message
    assert message.endswith("No word of this kind is true here: tell the figures without a claim.")


def test_a_benchmark_of_another_survey_can_be_named_where_only_that_one_cites_it() -> None:
    """A published figure is not cited twice."""
    without = replace(small.survey("boak"), benchmarks={})
    both = small.study(surveys=(small.survey("vr"), without))
    body = "---\nsurvey: boak\n---\n# T\n\n[above]{above benchmark overall: ombudsman}"
    assert small.problems(body, "en", small.published(None, "vr", "boak"), both) == []


@pytest.mark.parametrize(
    ("language", "text", "name", "holds"),
    [
        ("nl", "De dienst werkt veel persoonlijker en informeler.", "personal", True),
        ("nl", "veel persoonlijker", "personal", True),
        ("nl", "De dienst … informeler", "personal", True),
        ("nl", "De dienst [...] informeler", "personal", True),
        ("nl", "informeler … persoonlijker", "personal", False),
        ("nl", "De dienst werkt minder persoonlijk", "personal", False),
        ("nl", "much more personal", "personal", False),
        ("en", "much more personal", "personal", True),
        ("en", "within three months", "term", True),  # a fact, in other words
    ],
)
def test_a_quotation_is_given_literally_and_a_fact_in_any_words(
    language: str, text: str, name: str, holds: bool
) -> None:
    """In the language of the chapter; parts may be left out, and nothing turned round."""
    found = small.problems(f"Er is gezegd: “[{text}]{{cites {name}}}”.", language)
    assert (found == []) is holds
    if not holds:
        assert "these are not the words of the quotation" in found[0]


def test_a_citation_that_is_unknown_gets_the_nearest_name() -> None:
    """As every name."""
    assert "found citation `personl`" in small.only("[x]{cites personl}", "en")
    assert "Did you mean `personal`?" in small.only("[x]{cites personl}", "en")
