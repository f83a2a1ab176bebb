"""Passages that stand in the reports of groups alone: `::: for asylum` or `::: for directorate`, up to a line `:::`.

In a passage for all groups of a break, `group` between braces is the group of the report, and `#` between brackets
stands for its number. A paragraph, item, title or row of a table is a unit: it is told of every group of which all of
it holds. One that holds for no group is a fault, as a false claim is elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from markdown_it.tree import SyntaxTreeNode

from peil.errors import Place, Problem
from peil.report.prose.facts import Scope, survey_named
from peil.report.prose.groups import find_group, short
from peil.report.prose.inlines import Told
from peil.report.prose.markdown import Parsed, Span
from peil.report.prose.refusal import Refused, suggestion
from peil.study.model import Survey

OPENS = "for"
USAGE = "::: for GROUP, or ::: for BREAK, and a line ::: where the passage ends"


@dataclass(frozen=True)
class Passage:
    """A passage: its first and its last line, counted from 0; the survey and the keys of the groups it is for.

    `named`: the one group that it names; "" where it is for every group of a break. `words`: as it was written.
    """

    first: int
    last: int
    survey: str
    keys: tuple[str, ...]
    words: str
    named: str = ""

    def holds(self, line: int) -> bool:
        """Whether a line of the file, counted from 0, lies in it."""
        return self.first <= line <= self.last


@dataclass(frozen=True)
class Passages:
    """The passages of a chapter, seen from one report. `own`: those that stand in it; `left_out`: first lines of the
    units that do not hold for its group; `name`: what the group is called."""

    every: tuple[Passage, ...] = ()
    own: tuple[Passage, ...] = ()
    left_out: frozenset[int] = frozenset()
    name: str = ""

    def at(self, line: int) -> Passage | None:
        """The passage in which a line lies."""
        return next((one for one in self.every if one.holds(line)), None)

    def skips(self, line: int) -> bool:
        """Whether a block or unit that begins at a line is no part of the report."""
        passage = self.at(line)
        return passage is not None and (passage not in self.own or line in self.left_out)


def find_passages(parsed: Parsed, scope: Scope) -> tuple[tuple[Passage, ...], list[Problem]]:
    """The passages of a chapter, and what is wrong with the lines that open and close them."""
    found: list[Passage] = []
    problems: list[Problem] = []
    opened: SyntaxTreeNode | None = None
    for node in parsed.tree.children:
        if node.type != "directive":
            continue
        place = parsed.source.place_of_line(_line(node))
        if _opens(node) and opened is None:
            opened = node
        elif _opens(node):
            problems.append(Problem(place, f"::: {node.content}", "a passage within a passage", USAGE))
        elif not node.content and opened is not None:
            _add(found, problems, opened, (_line(node), parsed.source.place_of_line(_line(opened))), scope)
            opened = None
        elif not node.content:
            problems.append(
                Problem(
                    place,
                    "`:::`",
                    "no passage that it closes",
                    USAGE,
                    "A directive is one line and needs no closing line.",
                )
            )
    if opened is not None:
        place = parsed.source.place_of_line(_line(opened))
        problems.append(Problem(place, f"::: {opened.content}", "no line `:::` behind it", USAGE))
    return tuple(found), problems


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map is not None else 0


def _opens(node: SyntaxTreeNode) -> bool:
    return node.content.split(" ", 1)[0] == OPENS


def _add(
    found: list[Passage], problems: list[Problem], node: SyntaxTreeNode, ends: tuple[int, Place], scope: Scope
) -> None:
    last, place = ends
    words = node.content.removeprefix(OPENS).strip()
    prefix, colon, rest = words.partition(":")
    try:
        survey = survey_named(prefix.strip() if colon else "", scope)
        keys, named = _groups((rest if colon else words).split(), survey, scope)
    except Refused as refused:
        problems.append(Problem(place, f"::: {node.content}", refused.found, refused.expected, refused.remedy))
        # What stands in it is not judged: one wrong name is one message.
        found.append(Passage(_line(node), last, "", (), words))
        return
    found.append(Passage(_line(node), last, survey.id, keys, words, named))


def _groups(words: list[str], survey: Survey, scope: Scope) -> tuple[tuple[str, ...], str]:
    """The keys of the groups that some words mean, those that are large enough for a report; and the one named."""
    known = scope.facts.groups.get(survey.id, frozenset())
    if not words:
        raise Refused("no group and no break", USAGE, suggestion("", survey.breaks))
    break_ = survey.breaks.get(" ".join(words))
    named = "" if break_ is not None else _named(words, known, survey)
    keys = [named] if break_ is None else [key for one in break_.groups if (key := break_.key(one)) in known]
    return tuple(key for key in keys if scope.facts.may_report(survey, key)), named


def _named(words: list[str], known: frozenset[str], survey: Survey) -> str:
    try:
        return find_group(tuple(words), known)
    except Refused as refused:
        groups = (name for key in known for name in (short(key), key))
        remedy = suggestion(" ".join(words), (*survey.breaks, *groups))
        raise Refused(refused.found, "a group or a break of the survey", remedy) from None


Judge = Callable[[Span, Scope], Told | Problem]


@dataclass
class Outcome:
    """What came of the spans in passages: those told in this report, units that are left out of it, faults."""

    told: dict[Span, Told] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def judge_passages(parsed: Parsed, passages: Iterable[Passage], scope: Scope, judge: Judge) -> Outcome:
    """Judge every passage for each of its groups; what is told is that of the group of the report."""
    outcome = Outcome()
    for passage in passages:
        units: dict[int, list[Span]] = {}
        for span in parsed.spans:
            if passage.holds(span.block):
                units.setdefault(span.block, []).append(span)
        own = scope.whom.get(passage.survey, "")
        for line, spans in units.items():
            _judge_unit(outcome, passage, own, (line, spans), scope, judge)
    return outcome


def _judge_unit(
    outcome: Outcome, passage: Passage, own: str, unit: tuple[int, list[Span]], scope: Scope, judge: Judge
) -> None:
    line, spans = unit
    found: dict[str, Mapping[Span, Told | Problem]] = {
        key: {span: judge(span, replace(scope, group=key)) for span in spans} for key in passage.keys
    }
    faults = {key: [one for one in told.values() if isinstance(one, Problem)] for key, told in found.items()}
    if passage.named:
        outcome.problems += faults.get(passage.named, [])
    elif faults and all(faults.values()):
        outcome.problems += [_of_none(passage, key, one) for key, each in list(faults.items())[:1] for one in each]
    if own in found and not faults[own]:
        outcome.told |= {span: one for span, one in found[own].items() if isinstance(one, Told)}
    elif own in found:
        outcome.left_out.add(line)


def _of_none(passage: Passage, key: str, problem: Problem) -> Problem:
    """A fault that holds for every group, told of the first."""
    text = f"It can be told of none of the groups of `{passage.words}`; this is `{key}`."
    return replace(problem, remedy=f"{text} {problem.remedy}".strip())
