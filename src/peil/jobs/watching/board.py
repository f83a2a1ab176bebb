"""The board: what the builder last made of every language, for the threads that answer the browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from peil.errors import Problem


@dataclass(frozen=True)
class Fault:
    """Why there is no newer report. `problems` are empty where `headline` says all."""

    headline: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What there is to see in one language. `page`: the last report that could be made, b"" before there is one, and
    `number` which one it is; `made`: at what time of day, `took`: in how many seconds."""

    page: bytes = b""
    number: int = 0
    made: str = ""
    took: float = 0.0
    fault: Fault | None = None

    def told(self) -> Mapping[str, object]:
        """The same but for the page, as JSON has it."""
        lines = [
            {"place": str(one.place), "text": str(replace(one, place=replace(one.place, file="")))}
            for one in (self.fault.problems if self.fault else ())
        ]
        fault = {"headline": self.fault.headline, "problems": lines} if self.fault else None
        return {"number": self.number, "made": self.made, "took": round(self.took, 1), "fault": fault}


@dataclass
class Board:
    """By language what is shown, and `version`, which goes up with every change. `busy`: the language that is being
    made, "" when none is; `wanted`: the one that someone looks at, "" before anyone does."""

    languages: dict[str, Shown] = field(default_factory=dict)
    version: int = 0
    busy: str = ""
    wanted: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def good(self, language: str, page: bytes, took: float) -> None:
        """A report was made: nothing is wrong."""
        before = self.languages.get(language, Shown())
        made = time.strftime("%H:%M:%S")
        self._post({language: Shown(page, before.number + 1, made, took)})

    def bad(self, languages: tuple[str, ...], fault: Fault) -> None:
        """None could be made in these languages: the last good one stays."""
        self._post({one: replace(self.languages.get(one, Shown()), fault=fault) for one in languages})

    def still_good(self, language: str) -> None:
        """The last report is that of the files as they are now: what was wrong meanwhile was taken back."""
        self._post({language: replace(self.languages.get(language, Shown()), fault=None)})

    def making(self, language: str) -> None:
        """This language is being made now; "" when none is."""
        with self.changed:
            self.busy = language
            self.version += 1
            self.changed.notify_all()

    def only(self, languages: tuple[str, ...]) -> None:
        """Forget what is no language of the study."""
        with self.changed:
            self.languages = {one: self.languages.get(one, Shown()) for one in languages}

    def state(self, known: int, patience: float) -> Mapping[str, object]:
        """What is on the board as soon as it is newer than the version that is known, or when patience is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != known, patience)
            languages = {language: one.told() for language, one in self.languages.items()}
            return {"version": self.version, "busy": self.busy, "languages": languages}

    def _post(self, news: Mapping[str, Shown]) -> None:
        with self.changed:
            self.languages |= news
            self.version += 1
            self.changed.notify_all()
