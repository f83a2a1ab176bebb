"""What each stage rests on: the keys under which its outcome is kept.

results      the surveys, the content of the data files, the engine, and the code up to the results
published    the results, and that code with the rules of disclosure; what is withheld the same
tables       what is published, and what the files of the tables hold
report       what is published, the whole study with the chapters of one language (of a group: of all), and all code
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from peil.data.paths import data_files
from peil.store.fingerprint import AFTER_PUBLISHED, AFTER_RESULTS, fingerprint, of_code, of_file
from peil.study.model import Study


@dataclass(frozen=True)
class Key:
    """The input of a stage. `find`: makes the fingerprint of the input as it is now."""

    stage: str
    find: Callable[[], str]

    @cached_property
    def name(self) -> str:
        """The fingerprint of the input as it was when first asked for."""
        return self.find()

    def holds(self) -> bool:
        """Whether the input is still the same: a data file may be saved while it is counted."""
        return self.find() == self.name


@dataclass(frozen=True)
class Keys:
    """The keys of the stages of a study. `data`: where its data are, if elsewhere; `engine`: who counts; `compared`:
    files that the results were compared with."""

    study: Study
    data: Path | None
    engine: str
    compared: tuple[Path, ...] = ()

    @cached_property
    def results(self) -> Key:
        """Of the study only the surveys: their texts too, because a data file may hold answers in words, and the places
        in their files, because notes about the data name them. Chapters and title page are told, not counted."""
        return Key(
            "results",
            lambda: fingerprint(
                _surveys(_This(self.study)), self._files(), self.engine, of_code(AFTER_RESULTS), self._sums()
            ),
        )

    @cached_property
    def published(self) -> Key:
        """What may be handed out of the results."""
        return Key("published", lambda: fingerprint(self.results.find(), of_code(AFTER_PUBLISHED)))

    @cached_property
    def withheld(self) -> Key:
        """What may not be handed out of them."""
        return Key("withheld", self.published.find)

    def tables(self, files: Sequence[Path]) -> Key:
        """The tables as they stand in these files: with other content, or none, it is another key."""
        return Key("tables", lambda: fingerprint(self.published.find(), _contents(files), of_code(AFTER_PUBLISHED)))

    def report(self, language: str, group: str = "") -> Key:
        """The files of the report in one language; `group`: of one group only, by what its files are called."""
        chapters = self.study.chapters
        told = replace(self.study, chapters=tuple(one for one in chapters if one.language == language), folder=Path())
        mine = fingerprint(told, {one.language for one in chapters}, language)
        stage = f"report ({group}, {language})" if group else f"report ({language})"
        # A group takes drafted pages from a draft of the whole study, chapters of the other language included.
        drafted = (group, replace(self.study, folder=Path())) if group else ()
        return Key(stage, lambda: fingerprint(self.published.find(), mine, drafted, of_code()))

    def _sums(self) -> tuple[str, ...]:
        return tuple(of_file(path) for path in self.compared)

    def _files(self) -> tuple[tuple[str, str, str], ...]:
        return tuple((name, path.suffix, of_file(path)) for name, path in data_files(self.study, self.data))


@dataclass(frozen=True, eq=False)
class _This:
    """A study that is known again by being the same object: to see that another is equal takes as long as to look at
    all that it holds."""

    study: Study

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.study is self.study

    def __hash__(self) -> int:
        return id(self.study)


@lru_cache(maxsize=1)
def _surveys(this: _This) -> str:
    """Looked at once, whoever asks for keys of a study: nothing in it changes."""
    return fingerprint(this.study.id, this.study.languages, this.study.surveys)


def _contents(files: Sequence[Path]) -> tuple[str, ...]:
    # Reading and hashing go without the interpreter's lock.
    with ThreadPoolExecutor() as pool:
        return tuple(pool.map(lambda path: of_file(path) if path.is_file() else "", files))
