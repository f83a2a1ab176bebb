"""What a person sees in the terminal: progress, what was written, problems. Colours only in a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from peil.errors import Problem

_BOLD, _RED, _DIM, _END = "\x1b[1m", "\x1b[31m", "\x1b[2m", "\x1b[0m"


@dataclass
class Console:
    """Prints for a person: results on standard output, progress and problems on standard error."""

    quiet: bool = False
    verbose: bool = False
    stages: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Say that a stage runs, and how long it took."""
        live = not self.quiet and sys.stderr.isatty()
        if live:
            print(f"  {name} …", end="", file=sys.stderr, flush=True)
        start = time.perf_counter()
        yield
        took = time.perf_counter() - start
        self.stages.append((name, took))
        if not self.quiet:
            before = "\r\x1b[2K" if live else ""
            print(f"{before}  {name:<28}{took:6.2f} s", file=sys.stderr, flush=True)

    def reused(self, name: str) -> None:
        """Say that what a stage made before still holds."""
        if not self.quiet:
            print(f"  {name:<28} as before", file=sys.stderr)

    def note(self, text: str) -> None:
        """Something that stops nothing, but should be known."""
        if not self.quiet:
            print(f"  note: {text}", file=sys.stderr)

    def problem(self, text: str) -> None:
        """Something that went wrong and stops nothing; told to whoever wants problems only as well."""
        print(f"  problem: {text}", file=sys.stderr)

    def listed(self, thing: str, problems: Sequence[Problem]) -> int:
        """All problems of a thing, one a line; the exit code that goes with them."""
        if problems:
            noun = "problem" if len(problems) == 1 else "problems"
            self.error("\n".join([f"{thing}: {len(problems)} {noun}", *(f"  {problem}" for problem in problems)]))
        return 1 if problems else 0

    def say(self, text: str) -> None:
        """Something worth knowing."""
        if not self.quiet:
            print(text)

    def detail(self, text: str) -> None:
        """Something for whoever asked for more."""
        if self.verbose:
            print(self._painted(text, _DIM, sys.stdout.isatty()))

    def wrote(self, files: tuple[Path, ...]) -> None:
        """The files that were written, and in all how long it took."""
        for file in files:
            self.say(f"wrote {self._painted(str(file), _BOLD, sys.stdout.isatty())}")
        if self.stages:
            self.say(f"in {sum(took for _, took in self.stages):.1f} s")

    def error(self, text: str) -> None:
        """Why it stopped."""
        head, _, rest = text.partition("\n")
        print(self._painted(head, _RED, sys.stderr.isatty()), file=sys.stderr)
        if rest:
            print(rest, file=sys.stderr)

    def _painted(self, text: str, colour: str, terminal: bool) -> str:
        return f"{colour}{text}{_END}" if terminal and "NO_COLOR" not in os.environ else text
