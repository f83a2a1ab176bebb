"""The build catches what is done to the reference study, and the page that says so is about these mutations."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from mutations import closed, data, studies, texts
from mutations.__main__ import MUTATIONS, PAGE
from mutations.build import Build
from mutations.model import Kind, Mutation
from peil.report.prose import read_chapters

# Of each kind that changes figures one or two, and the slips that are found before anything is counted.
SOME = (
    "one grade keyed 1 for 10", "one respondent left out", "a code that no answer has", "two aspects swapped",
    "weights lost", "two waves with each other's file", "a question without its English text",
    "a chapter left out of one language", "a page left out of one language", "a word of a quote changed",
    "a benchmark mistyped", "an old file in another order",
)  # fmt: skip


def test_the_sound_study_has_nothing_to_catch(build: Build) -> None:
    """What is refused below is refused for its mutation."""
    for language in build.study.languages:
        read_chapters(build.study, build.published, language)


@pytest.mark.parametrize("mutation", texts.MUTATIONS, ids=lambda one: one.name)
def test_a_slip_in_a_chapter_is_caught(build: Build, mutation: Mutation) -> None:
    """And named with its file and line."""
    before = next(one.text for one in build.study.chapters if one.file == mutation.file).split("\n")
    after = (mutation.change("\n".join(before)) or "").split("\n")
    line = next(number for number, (old, new) in enumerate(zip(before, after, strict=False), start=1) if old != new)
    messages = build.caught(mutation)
    assert messages
    assert messages[0].startswith((f"{mutation.file}:{line}: ", f"{mutation.file}:{line + 1}: "))


@pytest.mark.parametrize(
    "mutation",
    [one for one in (*data.MUTATIONS, *studies.MUTATIONS, *closed.MUTATIONS) if one.name in SOME],
    ids=lambda one: one.name,
)
def test_a_slip_elsewhere_is_caught(build: Build, mutation: Mutation) -> None:
    """In data, settings, translations, quotes and benchmarks; `make mutations` tries all of them."""
    assert build.caught(mutation)


def test_the_page_tells_of_these_mutations_and_that_all_were_caught() -> None:
    """Kinds, numbers and names; sixty or more."""
    page = PAGE.read_text("utf-8")
    counted = Counter(one.kind for one in MUTATIONS)
    for kind in get_args(Kind):
        assert f"| {kind} | {counted[kind]} | {counted[kind]} |" in page
    assert f"| **all** | **{len(MUTATIONS)}** | **{len(MUTATIONS)}** |" in page
    assert len(MUTATIONS) >= 60
    told = re.findall(r"^\| (.*?) \| \d+ \| (?!\d+ \|$).*\|$", page, re.MULTILINE)
    assert told == [one.name for kind in get_args(Kind) for one in MUTATIONS if one.kind == kind]
    assert "not caught" not in page


def test_every_name_is_used_once() -> None:
    """A mutation is told by its name."""
    names = [one.name for one in MUTATIONS]
    assert len(set(names)) == len(names)
