"""Reading the chapters of a report: every number and claim checked, all problems reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from peil.errors import Problem, ProseError
from peil.language import Language
from peil.report.prose.about import said_of
from peil.report.prose.check import ClaimFound, claim_problem, judge, refused_problem, value_problem
from peil.report.prose.document import DocumentBuilder
from peil.report.prose.facts import Facts, Scope, lay_out
from peil.report.prose.inlines import Told
from peil.report.prose.markdown import Parsed, Span, parse_chapter
from peil.report.prose.model import CheckedChapter
from peil.report.prose.passages import Passage, Passages, find_passages, judge_passages
from peil.report.prose.refusal import Refused, suggestion
from peil.results.model import Published
from peil.study.model import Chapter, Study


def read_chapters(
    study: Study, published: Published, language: str, whom: Mapping[str, str] = MappingProxyType({})
) -> tuple[CheckedChapter, ...]:
    """The chapters in one language, in the order of their files, checked against the published figures.

    `whom`: by survey the key of the group that the report is for, so that every value tells of whom it is said.
    Raises ProseError with every number that disagrees, claim that does not hold and span that cannot be read.
    """
    facts = lay_out(study, published)
    chapters, problems = [], list[Problem]()
    for chapter in sorted(study.chapters, key=lambda one: one.file):
        if chapter.language == language:
            checked, found = _read(chapter, facts, whom)
            chapters.append(checked)
            problems += found
    if problems:
        raise ProseError(problems)
    return tuple(chapters)


def scope_of(parsed: Parsed, facts: Facts, language: str) -> tuple[Scope, list[Problem]]:
    """What the spans of a chapter are read against; an unknown survey in the front matter is a problem."""
    survey = parsed.front.values.get("survey", "")
    if not survey or survey in facts.study.surveys:
        return Scope(facts, Language(language), survey), []
    place = parsed.source.place_of_line(0)
    surveys = facts.study.surveys
    problem = Problem(place, "front matter > survey", survey, "a survey of the study", suggestion(survey, surveys))
    # Judged as if it named none, so that one wrong name does not hide what else is wrong.
    return Scope(facts, Language(language)), [problem]


def _read(chapter: Chapter, facts: Facts, whom: Mapping[str, str]) -> tuple[CheckedChapter, list[Problem]]:
    parsed = parse_chapter(chapter.file, chapter.text)
    scope, problems = scope_of(parsed, facts, chapter.language)
    scope = replace(scope, whom=whom)
    every, unread = find_passages(parsed, scope)
    problems = [*parsed.problems, *problems, *unread]
    of_groups = judge_passages(parsed, every, scope, told_in_report)
    told, passages = dict(of_groups.told), _seen(every, of_groups.left_out, scope)
    for span in parsed.spans:
        if passages.at(span.block) is not None:
            continue
        outcome = told_in_report(span, scope)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            told[span] = outcome
    builder = DocumentBuilder(parsed, told, scope.language, passages)
    document = builder.build()
    return document, [*problems, *of_groups.problems, *builder.problems]


def _seen(every: tuple[Passage, ...], left_out: set[int], scope: Scope) -> Passages:
    """The passages as they are seen from the report."""
    own = tuple(one for one in every if scope.whom.get(one.survey, "") in one.keys)
    name = next((group_label(scope, one.survey) for one in own), "")
    return Passages(every, own, frozenset(left_out), name)


def group_label(scope: Scope, survey: str) -> str:
    """What the group of the report is called."""
    breaks = scope.facts.study.surveys[survey].breaks.values()
    labels = {one.key(group): group.label for one in breaks for group in one.groups}
    return labels[scope.whom[survey]](scope.language.code)


def told_in_report(span: Span, scope: Scope) -> Told | Problem:
    """What a span becomes in the report, or why it cannot stand."""
    try:
        found = judge(span, scope)
    except Refused as refused:
        return refused_problem(span, refused)
    if isinstance(found, ClaimFound):
        told = Told(found.verdict.evidence, whose=said_of(span.braces, scope))
        return told if found.verdict.holds else claim_problem(span, found)
    if not found.agrees:
        return value_problem(span, found, scope.language)
    return Told(found.figure.evidence, found.typed.text, found.number, said_of(span.braces, scope))
