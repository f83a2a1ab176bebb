"""Waves in which respondents took part in other ways are told of by themselves, with the change in like modes."""

from __future__ import annotations

from pathlib import Path

import pytest

import peil
from peil.jobs.checking import check_fully
from peil.language import Language
from peil.report.blocks.context import Context
from peil.report.blocks.modes import shares, shifts
from peil.report.model import Facts, plain
from peil.workflow import Run, build_published
from report.builders import pages

STUDY = "study: modes\ntitle: {nl: Loket, en: Desk}\nlanguages: [nl, en]\n"
SURVEY = """survey: desk
title: {nl: Bezoekers, en: Visitors}
MODES
waves:
  2021: {data: data/desk-2021.csv, mode: paper}
  2023: {data: data/desk-2023.csv}
  2025: {data: data/desk-2025.csv}
questions:
  overall: {kind: grade, text: {nl: Welk cijfer?, en: Which grade?}, label: {nl: Totaaloordeel, en: Overall grade}}
  how:
    kind: single
    since: 2023
    text: {nl: Hoe deed u mee?, en: How did you take part?}
    answers: {paper: {nl: Op papier, en: On paper}, web: {nl: Online, en: Online}}
breaks:
BREAKS
report: {REPORT}
"""
ALL = {
    "MODES": "mode question: how",
    "BREAKS": "  mode: {of: how, title: {nl: Wijze van afname, en: Mode}}",
    "REPORT": "hide up to: 29",
}

OTHER = "  other: {title: {nl: A, en: A}, groups: {happy: {where: {overall: 8}, nl: Blij, en: Happy}}}"


def folder(
    place: Path, changes: dict[str, str] | None = None, web: tuple[int, int] = (30, 60), chapter: str = ""
) -> Path:
    """A study of 100 respondents a wave. `web`: how many of them answered online in the last two; these give an 8, the
    others a 7, one in ten a mark more."""
    text = SURVEY
    for name, value in (ALL | (changes or {})).items():
        text = text.replace(name, value)
    (place / "data").mkdir()
    (place / "study.yaml").write_text(STUDY, encoding="utf-8")
    (place / "desk.yaml").write_text(text, encoding="utf-8")
    for label, online in (("2021", None), ("2023", web[0]), ("2025", web[1])):
        lines = ["overall,how" if online is not None else "overall"]
        for number in range(100):
            on_web = online is not None and number < online
            mark = (8 if on_web else 7) + (number % 10 == 0)
            lines.append(f"{mark},{'web' if on_web else 'paper'}" if online is not None else str(mark))
        (place / "data" / f"desk-{label}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if chapter:
        for language in ("nl", "en"):
            (place / "chapters" / language).mkdir(parents=True)
            (place / "chapters" / language / "01-a.md").write_text(chapter, encoding="utf-8")
    return place


def context(place: Path, language: str = "en") -> Context:
    """Its published figures in a language."""
    study = peil.read_study(place)
    return Context(study, study.surveys["desk"], build_published(study, Run()), Language(language))


def account(where: Context) -> list[str]:
    """What the account of the method says of the modes."""
    first, *_ = pages("method", where)
    facts = next(block for block in first.blocks if isinstance(block, Facts))
    return [plain(line) for line in dict(facts.pairs)[where.language.text("Mode")]]


def test_a_shift_of_modes_is_told_with_what_is_left_of_the_change(tmp_path: Path) -> None:
    """30% to 60% online: 7.4 to 7.7, and nothing of it within the modes; since 2021 all of it too."""
    where = context(folder(tmp_path))
    assert [(one.earlier.label, one.mode, round(one.then, 9), round(one.now, 9)) for one in shifts(where)] == [
        ("2023", "web", 0.3, 0.6),
        ("2021", "web", 0.0, 0.6),
    ]
    told = account(where)
    assert told[:3] == ["2025: on paper 40%, online 60%", "2023: on paper 70%, online 30%", "2021: on paper"]
    assert told[3] == (
        "The share that answered online went from 30% in 2023 to 60% in 2025: a change between these waves can come of "
        "the mode."
    )
    assert told[4].startswith("With the same mix of modes in both waves the overall grade changed by 0.00 (±0.")
    assert told[4].endswith("since 2023, not by +0.30.")
    assert told[-1] == "Such a shift is told where the share of a mode moves by more than 10 percentage points."


def test_the_account_says_so_in_dutch(tmp_path: Path) -> None:
    """The same sentences, with Dutch numbers."""
    told = account(context(folder(tmp_path), "nl"))
    assert told[3] == (
        "Het aandeel dat online meedeed ging van 30% in 2023 naar 60% in 2025: een verschil tussen deze metingen kan "
        "ook door de methode komen."
    )
    assert told[4].startswith("Bij een gelijke verdeling over de methoden in beide metingen")


@pytest.mark.parametrize(
    ("web", "setting", "told"),
    [((30, 40), "hide up to: 29", []), ((30, 41), "hide up to: 29", ["2023"]), ((30, 41), "mode shift: 11", [])],
)
def test_the_limit_is_that_of_the_survey(tmp_path: Path, web: tuple[int, int], setting: str, told: list[str]) -> None:
    """Ten points is no more than ten points; eleven is, unless the survey says so."""
    where = context(folder(tmp_path, {"REPORT": setting}, web))
    assert [one.earlier.label for one in shifts(where) if one.earlier.label == "2023"] == told


@pytest.mark.parametrize(
    ("changes", "chapter", "remedy"),
    [
        ({}, "", "Show `::: trend overall by mode`, the trend within each mode"),
        ({}, "# Grades\n\n## By mode\n\n::: trend overall by mode\n", "The chapters show figures by `mode`"),
        ({"BREAKS": "  none: {of: how}"}, "", "Show `::: trend overall by none`"),
        ({"BREAKS": OTHER}, "", "Make a break of it, `breaks: {mode: {of: how}}`"),
    ],
)
def test_a_full_check_says_so_and_how_to_show_the_trend_within_modes(
    tmp_path: Path, changes: dict[str, str], chapter: str, remedy: str
) -> None:
    """No fault: the report is made all the same."""
    found = check_fully(folder(tmp_path, changes, chapter=chapter))
    assert found.problems == ()
    assert [str(one).partition(", expected")[0] for one in found.shifted] == [
        "desk.yaml:7: desk, wave 2025: found 60% by web, in 2023 30%: more than 10 points apart (`report: mode shift`)",
        "desk.yaml:7: desk, wave 2025: found 60% by web, in 2021 0%: more than 10 points apart (`report: mode shift`)",
    ]
    assert remedy in str(found.shifted[0])


def test_that_nobody_knows_how_many_answered_in_each_mode_is_told(tmp_path: Path) -> None:
    """A wave of two modes without a question of modes: whether the mix shifted cannot be said."""
    place = folder(tmp_path, {"MODES": "each wave: {mode: [paper, web]}", "BREAKS": "  how: {of: how}"})
    where = context(place)
    assert shares(where, where.this) is None
    assert account(where)[-1].startswith("How many answered in each mode is not known of 2023 and 2025")
    assert "Name the question that holds how each respondent answered" in str(check_fully(place).shifted[0])


def test_waves_of_one_mode_each_need_no_question(tmp_path: Path) -> None:
    """Paper, then online alone: all of the respondents moved."""
    where = context(folder(tmp_path, {"MODES": "each wave: {mode: web}", "BREAKS": "  how: {of: how}"}))
    assert [(one.earlier.label, one.then, one.now) for one in shifts(where)] == [("2021", 0.0, 1.0)]
    assert account(where)[-1].startswith("Such a shift is told")


def test_nothing_is_said_where_the_modes_stay(tmp_path: Path) -> None:
    """One mode in all waves."""
    place = folder(tmp_path, {"MODES": "", "BREAKS": "  how: {of: how}"})
    text = (place / "desk.yaml").read_text(encoding="utf-8").replace(".csv}", ".csv, mode: paper}")
    (place / "desk.yaml").write_text(text, encoding="utf-8")
    assert account(context(place)) == ["on paper"]
    assert check_fully(place).shifted == ()
