"""The build that must catch a mutation: the whole line from the study's files to its checked chapters."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from mutations.model import Mutation
from peil.coding import faulty_quotes
from peil.errors import PeilError, Problem, ProblemsError, ProseError
from peil.freezing import faults, read_frozen
from peil.report.prose import read_chapters
from peil.results.model import Published
from peil.study.model import Study
from peil.study.translated import untranslated
from peil.workflow import build_results, publish, read_data, read_study, tabulate

REFERENCE = Path(__file__).resolve().parents[2] / "examples" / "ind"
_PARTS = ("*.yaml", "data/*.csv", "lists/*", "quotes/*.yaml", "frozen/*", "chapters/*/*.md")


class Build:
    """The reference study as it is, and what the build says of it after a mutation.

    The improvement matrix of the sound study is kept where rows change: importance is not counted anew for each.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def study(self) -> Study:
        """The sound study."""
        return read_study(REFERENCE)

    @cached_property
    def published(self) -> Published:
        """The figures of the sound study."""
        return publish(self.study, build_results(self.study))

    def caught(self, mutation: Mutation) -> tuple[str, ...]:
        """The messages of the build about a mutation; none when it slipped through."""
        try:
            return self._in_text(mutation) if mutation.in_text else self._in_files(mutation)
        except ProblemsError as error:
            return tuple(map(str, error.problems))
        except PeilError as error:
            return (str(error),)

    def _in_text(self, mutation: Mutation) -> tuple[str, ...]:
        name = mutation.file
        before = next(one for one in self.study.chapters if one.file == name)
        text = mutation.change(before.text)
        if text is None:
            return self._in_files(mutation)
        assert text != before.text, mutation.name
        chapters = tuple(replace(one, text=text) if one is before else one for one in self.study.chapters)
        apart = tuple(untranslated(chapters))
        only = tuple(one for one in chapters if one.file == name)
        return tuple(map(str, (*apart, *self._of_chapters(replace(self.study, chapters=only), self.published))))

    def _in_files(self, mutation: Mutation) -> tuple[str, ...]:
        folder = self._copied(mutation)
        study = read_study(folder)
        answers = read_data(study)
        if mutation.kind == "a closed wave":
            return tuple(map(str, faults(study, tabulate(study, answers), read_frozen(folder))))
        faulty = faulty_quotes(study, answers)
        sound = self.published
        found = replace(
            publish(study, tabulate(study, answers)),
            drivers=sound.drivers, moves=sound.moves, decompositions=sound.decompositions, carried=sound.carried,
        )  # fmt: skip
        return tuple(map(str, (*faulty, *self._of_chapters(study, found))))

    def _copied(self, mutation: Mutation) -> Path:
        folder = self._folder / "study"
        shutil.rmtree(folder, ignore_errors=True)
        for pattern in _PARTS:
            for source in REFERENCE.glob(pattern):
                target = folder / source.relative_to(REFERENCE)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        target = folder / mutation.file
        before = target.read_text("utf-8")
        after = mutation.change(before)
        assert after != before, mutation.name
        if after is None:
            target.unlink()
        else:
            target.write_text(after, "utf-8", newline="")
        return folder

    def _of_chapters(self, study: Study, published: Published) -> tuple[Problem, ...]:
        found: list[Problem] = []
        for language in study.languages:
            try:
                read_chapters(study, published, language)
            except ProseError as error:
                found += error.problems
        return tuple(found)
