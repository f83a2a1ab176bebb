"""A directive as it is asked for: what it may name (`Form`), what it names (`Request`), and why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from peil.errors import Place, Problem
from peil.report.blocks.context import Context, Subject
from peil.report.blocks.groups import Owned
from peil.report.model import Page
from peil.study.model import Benchmark, Break, Grid, Group, Question, Survey, Wave

Takes = Literal["question", "open", "grid", "either", "break", "survey", "surveys", "nothing"]


@dataclass(frozen=True)
class Request:
    """A block that is asked for. What the directive does not name is None or empty, and the block chooses.

    `subject`: the figure of a question that has one of its own: its mean, or an answer that was named. `outer`: the
    break of `group`, which `for GROUP` names. `surveys`: those named by a block that may be about several. `theme`:
    which quotes; `most`: how many of them, or of figures beside the grade, at most. `benchmarks`: figures from outside
    to draw beside them, each with the survey that cites it. `measures`: those of a table, by their names in ids;
    `pairs`: groups, or answers, are compared two by two; `changes`: changes of groups with those of the rest.
    """

    question: Question | None = None
    subject: Subject | None = None
    grid: Grid | None = None
    profiled: Break | None = None
    break_: Break | None = None
    outer: Break | None = None
    group: Group | None = None
    waves: tuple[Wave, ...] = ()
    over_waves: bool = False
    surveys: tuple[Survey, ...] = ()
    theme: str = ""
    most: int | None = None
    benchmarks: tuple[tuple[Survey, Benchmark], ...] = ()
    measures: tuple[str, ...] = ()
    pairs: bool = False
    changes: bool = False

    @property
    def within(self) -> Owned | None:
        """The group that `for` names, with its break."""
        return (self.outer, self.group) if self.outer is not None and self.group is not None else None

    def beside(self, this: Wave) -> bool:
        """Whether groups stand beside waves: a break with other waves than this one alone."""
        return self.break_ is not None and (self.over_waves or (bool(self.waves) and self.waves != (this,)))


Build = Callable[[Context, Request], tuple[Page, ...]]


@dataclass(frozen=True)
class Form:
    """A directive: what it takes as subject, which clauses may follow, which must, and the function that makes it.

    `empty`: what is found, expected and to be done where there is nothing to show. `own`: how it becomes a block of the
    group that a report is for; None where it cannot. `account`: it tells of the study, whomever the report is for.
    """

    usage: str
    build: Build
    takes: Takes = "question"
    clauses: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    answer_needed_by: bool = False
    empty: tuple[str, str, str] = ("nothing to show", "published figures", "Check the waves of the question.")
    own: Callable[[Context, Request], Request | None] | None = None
    account: bool = False


class Refused(Exception):
    """A directive cannot be read; `problem` tells why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Reading:
    """A directive that is being read: its words, its form, where it stands."""

    name: str
    form: Form
    place: Place

    def refuse(self, found: str, expected: str, known: Iterable[str] = ()) -> Refused:
        """A refusal that names the nearest known name."""
        near = get_close_matches(found, list(known), n=1, cutoff=0.5)
        remedy = f"Did you mean {near[0]!r}?" if near else f"Write: ::: {self.form.usage}"
        return Refused(Problem(self.place, f"::: {self.name}", repr(found) if found else "nothing", expected, remedy))
