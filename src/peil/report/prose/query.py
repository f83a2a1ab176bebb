"""From the words of an expression to what they name: the survey, the question, the waves, the group."""

from __future__ import annotations

from dataclasses import dataclass

from peil.report.prose.facts import Scope, survey_named
from peil.report.prose.groups import find_group
from peil.report.prose.lookup import Subject, answers_of, any_estimate, find_estimate
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import MEASURES, Expression, Form, check_form
from peil.report.prose.waves import RELATIVE, find_wave, waves_with
from peil.results.model import ALL, Estimate
from peil.study.model import Date, Grade, Number, Open, Survey


@dataclass(frozen=True)
class Query:
    """An expression looked up. `subject` None: the survey as a whole. `group`: key of the group, "all" = total."""

    expression: Expression
    scope: Scope
    survey: Survey
    subject: Subject | None
    waves: tuple[str, ...]
    group: str = ALL

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


def resolve(expression: Expression, form: Form, scope: Scope) -> Query:
    """Look up everything that the expression names; refuse what does not exist, with the nearest name."""
    check_form(expression, form)
    survey = survey_named(expression.survey, scope)
    subject, names = _subject(expression, form, survey)
    having: tuple[str, ...]
    if subject is None:
        having = tuple(one.wave for one in scope.published.accounts if one.survey == survey.id)
        having = tuple(wave.label for wave in survey.waves if wave.label in having)
    else:
        having = waves_with(survey, subject.question, subject.answer, scope)
    _refuse_unknown_wave(names, survey)
    fewest, most = form.waves
    if names and not fewest <= len(names) <= most:
        count = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        raise Refused(f"{len(names)} waves (`{' '.join(names)}`)", f"{count}, as in `{form.pattern}`")
    waves = tuple(find_wave(word, survey, having, scope) for word in names or form.usual)
    words = expression.clause("for")
    if words and subject is None:
        raise Refused(f"`for` with `{form.word}` of the survey", f"`{form.pattern}`")
    group = find_group(words, scope.facts.groups.get(survey.id, ())) if words else ALL
    return Query(expression, scope, survey, subject, waves, group)


def _subject(expression: Expression, form: Form, survey: Survey) -> tuple[Subject | None, tuple[str, ...]]:
    """The question that the names begin with, and the names that remain: waves."""
    names = expression.names
    if form.subject == "none":
        return None, names
    if not names:
        if form.subject == "optional":
            return None, names
        named_so = form.word in survey.questions
        remedy = f"The question that is called `{form.word}` is written `mean {form.word}`." if named_so else ""
        raise Refused("no question", f"`{form.pattern}`", remedy)
    is_question = names[0].partition("=")[0] in survey.questions
    if form.subject == "optional" and not is_question and _is_wave(names[0], survey):
        return None, names
    measure = form.word if form.word in MEASURES else expression.measure
    return find_subject(names[0], survey, measure), names[1:]


def _is_wave(name: str, survey: Survey) -> bool:
    return name in RELATIVE or any(wave.label == name for wave in survey.waves)


def _refuse_unknown_wave(names: tuple[str, ...], survey: Survey) -> None:
    """What stands after the question is a wave, or a typing error in one or in `for`, `than` or `by`."""
    known = (*(wave.label for wave in survey.waves), *RELATIVE)
    for name in names:
        if name not in known:
            raise Refused(f"`{name}`", "a wave, `for`, `than` or `by`", suggestion(name, (*known, "for", "than", "by")))


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
    if answer and measure in ("mean", "nps"):
        raise Refused(f"`{measure}` of the answer `{name}`", f"`{measure} {question_id}` or `share {name}`")
    return Subject(survey, question_id, answer, "share" if answer else measure or "mean")
