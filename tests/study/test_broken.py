"""Every broken study gives exactly its messages, and the page that shows them is up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from peil.errors import StudyError
from peil.study.read import check_study, read_study
from study.broken import BASE, DOCUMENT, Broken, cases, document

CASES = cases()


def test_the_study_that_is_broken_is_correct_itself() -> None:
    """Without an edit there is nothing to say."""
    assert check_study(BASE) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.part}: {case.fault}")
def test_a_broken_study_gives_its_messages(tmp_path: Path, case: Broken) -> None:
    """Each fault, and nothing else, is reported with file, line, what was found, and what to do."""
    assert case.messages(tmp_path / "study") == case.says


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.part}: {case.fault}")
def test_every_message_tells_what_to_do(case: Broken) -> None:
    """A message says what was expected, or ends in what to do; none speaks the language of a programmer."""
    assert case.says
    for message in case.says:
        assert ", expected " in message or ". " in message
        for jargon in ("NoneType", "dict", "Input should", "validation", "traceback", "mapping values", "token"):
            assert jargon not in message


def test_there_are_enough_faults_of_every_part() -> None:
    """At least 45 kinds of fault; a part of the language without any would be a hole."""
    assert len(CASES) >= 45
    assert len({case.part for case in CASES}) == 13
    assert len({(case.part, case.fault) for case in CASES}) == len(CASES)


def test_reading_a_broken_study_raises_all_its_problems_at_once(tmp_path: Path) -> None:
    """The error holds what `check_study` lists, the faults of both files."""
    case = next(case for case in CASES if case.fault == "several faults at once")
    place = case.make(tmp_path)
    with pytest.raises(StudyError, match="2 problems in the study") as caught:
        read_study(place)
    assert caught.value.problems == check_study(place)
    assert {problem.place.file for problem in caught.value.problems} == {"study.yaml", "vr.yaml"}


def test_the_page_of_messages_is_up_to_date() -> None:
    """docs/errors-study.md is what the table gives; `cd tests && python -m study.broken` writes it anew."""
    assert DOCUMENT.read_text("utf-8") == document()
