"""What is built when: the language that someone looks at first, then the others, then what takes longer."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from peil.errors import PeilError, ProblemsError
from peil.jobs.reports import languages_of
from peil.jobs.watching.board import Board, Fault
from peil.jobs.watching.files import Looked, State
from peil.jobs.watching.server import serving
from peil.store import FOLDER, Remembered
from peil.study.model import Study
from peil.watcher import Silent
from peil.workflow import Run, build_published, compose, keys_of, labelled, read_study, render

_LOOK = 0.2  # seconds between two looks at the files
_SETTLE = 0.05  # seconds in which nothing may change any more: an editor may write in two strokes
# Seconds without a change before what nobody looks at is made: another language, a PDF. Who saves meanwhile would wait.
_SOON, _LATER = 0.8, 4.0


@dataclass(frozen=True)
class Watching:
    """How it is watched. `languages`: only these; `pdf`: PDFs too; `port`: of the address, None = the usual one."""

    languages: tuple[str, ...] = ()
    pdf: bool = False
    port: int | None = None
    browser: bool = True


@dataclass(frozen=True)
class Step:
    """A file to make, and how long nothing may have been saved before it is begun."""

    kind: str
    language: str
    after: float


@dataclass
class _Told(Silent):
    """Passes on a note once, and keeps the rest to itself: what is built every few seconds is told in one line."""

    say: Callable[[str], None]
    known: set[str] = field(default_factory=set)

    def note(self, text: str) -> None:
        """Once."""
        if text not in self.known:
            self.known.add(text)
            self.say(f"  note: {text}")

    def problem(self, text: str) -> None:
        """Once."""
        if text not in self.known:
            self.known.add(text)
            self.say(f"  problem: {text}")


class Builder:
    """Builds one file at a time, and posts what came of it. `languages`: of the study when it was last read."""

    def __init__(self, folder: Path, out: Path, how: Watching, run: Run, say: Callable[[str], None]) -> None:
        self.folder, self.out, self.how, self.say = folder, out, how, say
        self.run = replace(run, watcher=_Told(say), stages=Remembered(run.stages))
        self.board = Board()
        self.languages: tuple[str, ...] = how.languages
        self._faults: dict[str, Fault] = {}
        self._made: dict[tuple[str, str], str] = {}

    def steps(self) -> Iterator[Step]:
        """What there is to make after a change."""
        try:
            study = read_study(self.folder)
            self.languages = languages_of(study, self.how.languages)
        except PeilError as error:
            self._bad(self.languages or ("",), error)
            return
        self.board.only(self.languages)
        looked_at = self.board.wanted if self.board.wanted in self.languages else self.languages[0]
        others = tuple(language for language in self.languages if language != looked_at)
        yield Step("html", looked_at, 0)
        yield from (Step("html", language, _SOON) for language in others)
        if self.how.pdf:
            yield from (Step("pdf", language, _LATER) for language in (looked_at, *others))

    def make(self, step: Step) -> None:
        """One file, from the study as it is now; nothing where that is what it was made of the last time."""
        self.board.making(step.language)
        start = time.perf_counter()
        try:
            study = labelled(read_study(self.folder), self.run)
            key = keys_of(study, self.run).report(step.language).name
            file = None if self._made.get((step.kind, step.language)) == key else self._file(study, step)
        except PeilError as error:
            self._bad((step.language,), error)
        else:
            took = time.perf_counter() - start
            self._good(step, file, took)
            self._made[step.kind, step.language] = key
        finally:
            self.board.making("")

    def _file(self, study: Study, step: Step) -> Path:
        report = compose(study, build_published(study, self.run), step.language)
        return render(report, self.out, (step.kind,))[0]

    def _good(self, step: Step, file: Path | None, took: float) -> None:
        mended = "mended" if self._faults.pop(step.language, None) else ""
        made = f"{file.name} in {took:.1f} s" if file else ""
        if told := ", ".join(filter(None, [mended, made])):
            self.say(f"{time.strftime('%H:%M:%S')}  {told}")
        if file is None:
            self.board.still_good(step.language)
        elif step.kind == "html":
            self.board.good(step.language, file.read_bytes(), took)

    def _bad(self, languages: Sequence[str], error: PeilError) -> None:
        problems = error.problems if isinstance(error, ProblemsError) else ()
        fault = Fault(str(error).partition("\n")[0] if problems else str(error), problems)
        if fault not in self._faults.values():
            self.say(f"{time.strftime('%H:%M:%S')}  {error}")
        self._faults |= dict.fromkeys(languages, fault)
        self.board.bad(tuple(languages), fault)


def watch(folder: Path, out: Path, how: Watching, run: Run, say: Callable[[str], None]) -> None:
    """Until it is interrupted: build what changed, and show it. `say`: is told in a line what happens."""
    builder = Builder(folder, out, how, run, say)
    looked = Looked((folder, *([run.data] if run.data else [])), (out, folder / FOLDER))
    with serving(builder.board, how.port) as address:
        say(f"the report is at {address}; save a file and look, Ctrl-C stops")
        if how.browser:
            webbrowser.open(address)
        try:
            _build_on(builder, looked)
        except KeyboardInterrupt:
            say("stopped; the files written so far are complete")


def _build_on(builder: Builder, looked: Looked) -> None:
    """A change drops what was still to be made of the state before."""
    seen: State | None = None
    steps: Iterator[Step] = iter(())
    step: Step | None = None
    since = time.monotonic()
    while True:
        now = looked.state()
        if now != seen:
            seen = _settled(looked, now)
            steps, since = builder.steps(), time.monotonic()
            step = next(steps, None)
        elif step is not None and time.monotonic() - since >= step.after:
            builder.make(step)
            step = next(steps, None)
        else:
            time.sleep(_LOOK)


def _settled(looked: Looked, now: State) -> State:
    while True:
        time.sleep(_SETTLE)
        later = looked.state()
        if later == now:
            return now
        now = later
