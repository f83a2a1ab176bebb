"""How much of a report is bound, and what a new wave leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from peil.report.prose import bound, loose
from peil.report.prose.outdated import outdated
from peil.study.model import Period
from peil.study.quotes import QuoteEntry, QuoteStatus
from report.prose import small

BODY = """Het cijfer is een [7,7]{overall}, [hoger]{rises overall} dan de [7,4]{overall 2011}, en niet 6,5.

- Ruim [vier op de tien]{in words website=visited}; de rest stijgt.
"""


def test_values_claims_and_what_stands_alone_are_counted() -> None:
    """Per language a line with the sums, then a line per chapter."""
    chapters = (small.chapter(BODY), small.chapter("[7.7]{overall}, [up]{up overall}.", "en"))
    study = replace(small.study(), chapters=chapters)
    found = bound(study, loose(study, small.published()))
    assert [str(one) for one in found] == [
        "chapters in nl: 2 values computed, 2 claims checked; 1 number typed by hand, 1 word without a claim",
        "  chapters/nl/01-overall.md: 2 values computed, 2 claims checked; 1 number typed by hand, 1 word without a "
        "claim",
        "chapters in en: 1 value computed, 1 claim checked; 0 numbers typed by hand, 0 words without a claim",
        "  chapters/en/01-overall.md: 1 value computed, 1 claim checked; 0 numbers typed by hand, 0 words without a "
        "claim",
    ]


def entry(wave: str, status: QuoteStatus = "approved") -> QuoteEntry:
    """A quote of a wave."""
    return QuoteEntry(
        f"vr/{wave}/why/0", wave, "why", "slow", "directorate=asylum", "", "nl", status, "Goed.", small.HERE
    )


def test_quotes_and_benchmarks_of_an_earlier_wave_are_listed() -> None:
    """Quotes where this wave has none, benchmarks from before its year."""
    survey = small.survey()
    this = replace(survey.waves[-1], field=Period(date(2014, 1, 1), date(2014, 2, 1)))
    old = replace(survey, waves=(*survey.waves[:-1], this), quotes=(entry("2011"), entry("2013", "rejected")))
    quotes, benchmark = (str(one) for one in outdated(replace(small.study(), surveys={"vr": old})))
    assert "quotes of `why`: found 1 approved quote of 2011, none of 2013, expected quotes of 2013" in quotes
    assert (
        "benchmark `ombudsman`: found a figure of 2013, before wave 2013, expected a figure of 2014 or later"
        in benchmark
    )


def test_what_belongs_to_this_wave_is_not_listed() -> None:
    """Quotes and benchmarks of the wave itself."""
    survey = replace(small.survey(), quotes=(entry("2011"), entry("2013")))
    assert outdated(replace(small.study(), surveys={"vr": survey})) == ()
