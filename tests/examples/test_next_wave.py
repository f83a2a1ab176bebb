"""The next wave of the reference study: a few lines, refreshed chapters, and a list of what is no longer true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from examples.next_wave import DROPPED, NEW, REWORDED, prepare, weighted_mean
from peil.errors import ProseError
from peil.freezing import faults, read_frozen
from peil.jobs.chapters import refresh_chapters
from peil.jobs.proposals import propose_quotes
from peil.language import Language, round_half_away
from peil.report.prose import Refreshed
from peil.results.model import Results
from peil.study.read import check_study, read_study
from peil.workflow import build_results, compose, publish


@dataclass(frozen=True)
class Rehearsal:
    """The study with its new wave, before and after its chapters were refreshed."""

    folder: Path
    lines: int
    refused: ProseError
    refreshed: tuple[Refreshed, ...]
    results: Results


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    """The wave is added, the report is refused, the chapters are refreshed."""
    folder = tmp_path_factory.mktemp("next") / "ind"
    lines = prepare(folder)
    assert not check_study(folder)
    study = read_study(folder)
    results = build_results(study)
    published = publish(study, results)
    with pytest.raises(ProseError) as caught:
        compose(study, published, "nl")
    return Rehearsal(folder, lines, caught.value, refresh_chapters(folder), results)


def test_the_study_grows_by_a_few_lines(rehearsal: Rehearsal) -> None:
    """A wave, a new aspect, one that is dropped and one that is worded anew: fewer than ten lines."""
    assert rehearsal.lines < 10


def test_the_closed_waves_are_what_they_were(rehearsal: Rehearsal) -> None:
    """Those of 2009 and 2011 are frozen; a new wave, an aspect that stops and one that is asked otherwise change none
    of their figures, or the chapters could not have been refreshed."""
    frozen = read_frozen(rehearsal.folder)
    assert {one.name for one in frozen} == {"vr-2009", "vr-2011", "boak-2009", "boak-2011"}
    assert faults(read_study(rehearsal.folder), rehearsal.results, frozen) == []


def test_the_old_text_is_refused_for_the_new_wave(rehearsal: Rehearsal) -> None:
    """Every number and claim that is not right any more is listed, with its file and line."""
    assert len(rehearsal.refused.problems) > 20
    assert all(problem.place.line for problem in rehearsal.refused.problems)


def test_numbers_are_rewritten_and_claims_are_listed(rehearsal: Rehearsal) -> None:
    """What can be computed is written into the chapters; what a person must mend is told."""
    changed = [change for chapter in rehearsal.refreshed for change in chapter.changes]
    broken = [problem for chapter in rehearsal.refreshed for problem in chapter.broken_claims]
    assert changed
    assert broken
    assert any("rises" in str(problem) for problem in broken)


def test_a_rewritten_number_is_the_mean_of_the_new_respondents(rehearsal: Rehearsal) -> None:
    """The duration in the summary is what its grades in the new file give, computed here."""
    mean = round_half_away(weighted_mean(rehearsal.folder, "throughput"), 1)
    text = (rehearsal.folder / "chapters" / "nl" / "01-summary.md").read_text(encoding="utf-8")
    told = re.search(r"\[(\d,\d)\]\{vr: throughput\}", text)
    assert told is not None
    assert told[1] == Language("nl").number(float(mean), 1)


def test_a_dropped_aspect_is_told_and_left_alone(rehearsal: Rehearsal) -> None:
    """There is no figure of this wave for it: its sentence is listed, its number stays."""
    left = [problem for chapter in rehearsal.refreshed for problem in chapter.unresolved]
    assert any(DROPPED in str(problem) and "2015" in str(problem) for problem in left)


def test_a_new_and_a_reworded_aspect_are_not_compared(rehearsal: Rehearsal) -> None:
    """Neither has a test against an earlier wave: the one has no past, the other no comparable one."""
    found = rehearsal.results
    for aspect in (NEW, REWORDED):
        left = f"vr/2015/{aspect}/mean/all"
        assert left in found.by_id
        assert not [one for one in found.contrasts if one.left == left and one.kind == "wave"]
    assert [one for one in found.contrasts if one.left == "vr/2015/expert/mean/all" and one.kind == "wave"]


def test_the_list_is_complete(rehearsal: Rehearsal) -> None:
    """When every listed claim is put in plain words, every listed value taken out and the quotes of the new wave are
    approved, the report is made."""
    for chapter in rehearsal.refreshed:
        listed = {
            (problem.place.line, _span(problem.thing)) for problem in (*chapter.broken_claims, *chapter.unresolved)
        }
        file = rehearsal.folder / chapter.file
        if not listed or not file.is_file():
            continue
        lines = file.read_text(encoding="utf-8").split("\n")
        for line, span in listed:
            assert span in lines[line - 1], span
            lines[line - 1] = lines[line - 1].replace(span, re.sub(r"^\[(.*)\]\{.*\}$", r"\1", span))
        file.write_text("\n".join(lines), encoding="utf-8")
    for file in propose_quotes(rehearsal.folder)[0]:
        file.write_text(
            file.read_text(encoding="utf-8").replace("status: proposed", "status: approved"), encoding="utf-8"
        )
    study = read_study(rehearsal.folder)
    published = publish(study, build_results(study))
    for language in study.languages:
        report = compose(study, published, language)
        assert report.sections


def _span(thing: str) -> str:
    found = re.match(r"\[.*?\]\{.*?\}", thing)
    assert found is not None, thing
    return found[0]
