"""From the words of an expression to what they name: the survey, the question, the waves, the group."""

from __future__ import annotations

from dataclasses import dataclass

from peil.report.prose.facts import Scope, survey_named
from peil.report.prose.groups import find_group
from peil.report.prose.lookup import Subject, answers_of, any_estimate, find_estimate
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import CLAUSES, MEASURES, Expression, Form, check_form
from peil.report.prose.waves import RELATIVE, find_wave, waves_with
from peil.results.model import ALL, Estimate
from peil.study.model import Date, Grade, Number, Open, Survey


@dataclass(frozen=True)
class Query:
    """An expression looked up. `subject` None: the survey as a whole, or what is named has `parts`.

    `parts`: the answers and nets of a question that is named as a whole, or the items of a grid. `group`: key of the
    group, "all" = total.
    """

    expression: Expression
    scope: Scope
    survey: Survey
    subject: Subject | None
    waves: tuple[str, ...]
    group: str = ALL
    parts: tuple[Subject, ...] = ()

    @property
    def asked(self) -> Subject:
        """The subject, for words that need one."""
        assert self.subject is not None
        return self.subject

    def estimate(self, wave: str | None = None, group: str | None = None) -> Estimate:
        """The figure of the query, in another wave or group where given; refused when it may not be told."""
        return find_estimate(self.asked, wave or self.waves[-1], self.group if group is None else group, self.scope)

    def any_estimate(self) -> Estimate:
        """The same, on a small base too."""
        return any_estimate(self.asked, self.waves[-1], self.group, self.scope)

    def by_break(self, wave: str | None = None) -> tuple[Estimate, ...]:
        """The figures, shown or not, of the groups of the break after `by`; with `for`, those within that group."""
        name = " ".join(self.expression.clause("by"))
        if name not in self.survey.breaks:
            raise Refused(f"break `{name}`", "a break of the survey", suggestion(name, self.survey.breaks))
        asked = self.asked
        key = (self.survey.id, wave or self.waves[-1], asked.question, asked.answer, asked.measure, name)
        groups = self.scope.facts.of_break(key)
        found = tuple(one for one in groups if self.group in (ALL, one.within))
        if not found:
            raise Refused(
                f"no figures of `{asked.name}` by `{name}` in {key[1]}", "a break that is reported for this question"
            )
        return found


def resolve(expression: Expression, form: Form, scope: Scope) -> Query:
    """Look up everything that the expression names; refuse what does not exist, with the nearest name."""
    form = form.meant_by(expression)
    check_form(expression, form)
    survey = survey_named(expression.survey, scope)
    subject, parts, names = _subject(expression, form, survey)
    having: tuple[str, ...]
    if subject is None and not parts:
        having = tuple(one.wave for one in scope.published.accounts if one.survey == survey.id)
    else:
        having = tuple(
            wave for one in (subject, *parts) if one for wave in waves_with(survey, one.question, one.answer, scope)
        )
    having = tuple(wave.label for wave in survey.waves if wave.label in having)
    _refuse_unknown_wave(names, survey)
    fewest, most = form.waves
    if names and not fewest <= len(names) <= most:
        count = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        raise Refused(f"{len(names)} waves (`{' '.join(names)}`)", f"{count}, as in `{form.pattern}`")
    waves = tuple(find_wave(word, survey, having, scope) for word in names or form.usual)
    words = expression.clause("for")
    if words and subject is None and not parts:
        raise Refused(f"`for` with `{form.word}` of the survey", f"`{form.pattern}`")
    group = find_group(words, scope.facts.groups.get(survey.id, ())) if words else ALL
    return Query(expression, scope, survey, subject, waves, group, parts)


_Subject = tuple[Subject | None, tuple[Subject, ...], tuple[str, ...]]


def _subject(expression: Expression, form: Form, survey: Survey) -> _Subject:
    """The question that the names begin with, or the parts of what they name; and the names that remain: waves."""
    names = expression.names
    if form.subject == "none":
        return None, (), names
    if form.subject == "benchmark":
        return None, (), names[1:]
    if not names:
        if form.subject == "optional":
            return None, (), names
        named_so = form.word in survey.questions
        remedy = f"The question that is called `{form.word}` is written `mean {form.word}`." if named_so else ""
        raise Refused("no question", f"`{form.pattern}`", remedy)
    is_question = names[0].partition("=")[0] in survey.questions
    if form.subject == "optional" and not is_question and _is_wave(names[0], survey):
        return None, (), names
    measure = form.word if form.word in MEASURES else expression.measure
    if form.subject == "whole" or (form.subject == "or grid" and names[0] in survey.grids):
        return None, find_parts(names[0], survey, measure), names[1:]
    return find_subject(names[0], survey, measure), (), names[1:]


def _is_wave(name: str, survey: Survey) -> bool:
    return name in RELATIVE or any(wave.label == name for wave in survey.waves)


def _refuse_unknown_wave(names: tuple[str, ...], survey: Survey) -> None:
    """What stands after the question is a wave, or a typing error in one or in `for`, `than` or `by`."""
    known = (*(wave.label for wave in survey.waves), *RELATIVE)
    for name in names:
        if name not in known:
            raise Refused(f"`{name}`", "a wave, `for`, `than` or `by`", suggestion(name, (*known, *CLAUSES[:-1])))


def find_parts(name: str, survey: Survey, measure: str = "") -> tuple[Subject, ...]:
    """The answers and nets of a question, each with its share, or the items of a grid of grades, each with its mean."""
    if name in survey.grids:
        items = survey.grids[name].items
        if not all(isinstance(survey.questions[item].kind, Grade | Number) for item in items):
            raise Refused(f"`{name}`, a grid without means", "a question with answers, or a grid of grades")
        return tuple(find_subject(item, survey, measure) for item in items)
    question_id, _, answer = name.partition("=")
    known = {*survey.questions, *survey.grids}
    if question_id not in known:
        raise Refused(f"`{question_id}`", f"a question of survey `{survey.id}`", suggestion(question_id, known))
    if answer:
        raise Refused(f"`{name}`, one answer", f"the question as a whole, `{question_id}`: its answers are compared")
    answers = answers_of(survey.questions[question_id])
    if not answers:
        raise Refused(f"`{question_id}`, without answers", "a question with answers, or a grid of grades")
    return tuple(find_subject(f"{question_id}={one}", survey, measure) for one in answers)


def find_subject(name: str, survey: Survey, measure: str) -> Subject:
    """The question and answer that a name means (`overall`, `website=visited`), measured in the usual way."""
    question_id, _, answer = name.partition("=")
    if question_id in survey.grids:
        items = ", ".join(survey.grids[question_id].items)
        raise Refused(f"`{question_id}`, a grid", f"one of its items: {items}")
    if question_id not in survey.questions:
        raise Refused(
            f"`{question_id}`", f"a question of survey `{survey.id}`", suggestion(question_id, survey.questions)
        )
    question = survey.questions[question_id]
    if isinstance(question.kind, Date | Open):
        raise Refused(f"`{question_id}`", "a question with a mean or shares")
    answers = answers_of(question)
    if answer and answer not in answers:
        raise Refused(f"answer `{answer}`", f"an answer or net of `{question_id}`", suggestion(answer, answers))
    has_mean = isinstance(question.kind, Grade | Number)
    if not answer and (measure == "share" or not has_mean):
        example = answers[0] if answers else "ANSWER"
        raise Refused(
            f"`{question_id}` without an answer",
            f"the answer whose share is told, as in `{question_id}={example}`",
            suggestion("", answers),
        )
    if answer and measure not in ("", "share"):
        raise Refused(f"`{measure}` of the answer `{name}`", f"`{measure} {question_id}` or `share {name}`")
    return Subject(survey, question_id, answer, "share" if answer else measure or "mean")
