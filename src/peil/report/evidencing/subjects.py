"""What was measured, as a reader is told: from question, answer and measure to a label, the wording and the base."""

from __future__ import annotations

from peil.report.blocks.axes import unit
from peil.report.blocks.context import Context, Subject, answers
from peil.report.blocks.feet import base_text, wordings
from peil.report.blocks.pages import measure_text
from peil.report.blocks.titles import overall_name
from peil.report.evidence import Asked, Wording
from peil.study.model import Grade, Question

IMPORTANCE = "importance"


def subject_of(context: Context, asked: str, measure: str) -> Subject | None:
    """The subject of an id; None when the survey knows no such question, answer or measure.

    Importance is told of the mean: the question is the same, only the figure is another one.
    """
    name, _, answer = asked.partition("=")
    question = context.survey.questions.get(name)
    label = _answer(context, name, question, answer) if answer else context.told(question.label) if question else None
    if label is None:
        return None
    match measure:
        case "importance":
            return Subject(name, label, "mean", answer, question)
        case "dependence":
            return None
        case _:
            return Subject(name, label, measure, answer, question)


def _answer(context: Context, name: str, question: Question | None, answer: str) -> str | None:
    """An answer, a net of answers, or a group of a break that is told as a share."""
    given: dict[str, str] = {}
    if question is not None:
        given = answers(context, question) | {net.id: context.told(net.text) for net in question.nets}
    if name in context.survey.breaks:
        given |= {group.id: context.told(group.label) for group in context.survey.breaks[name].groups}
    return given.get(answer)


def asked_of(context: Context, subject: Subject, measure: str) -> Asked:
    """The subject with everything that a reader may want to know of it."""
    question = subject.question
    told = measure_text(context, subject)
    if measure == IMPORTANCE:
        told = context.language.text("Importance for the {overall}", overall=overall_name(context))
        if context.survey.settings.drivers.importance == "stated":
            told = context.language.text("Importance")
    base = base_text(context, question)
    return Asked(
        context.survey.id,
        f"{subject.key}/{measure}",
        context.told(question.label) if subject.answer and question is not None else "",
        subject.label,
        told,
        tuple(_wordings(context, question)) if question is not None else (),
        base[:1].upper() + base[1:],
        _scale(context, subject, measure),
    )


def _wordings(context: Context, question: Question) -> list[Wording]:
    found = wordings(context, question, context.waves)
    if len(found) == 1:
        return [Wording("", text) for text in found]
    return [Wording(context.language.joined(labels), text) for text, labels in found.items()]


def _scale(context: Context, subject: Subject, measure: str) -> str:
    """What figures must share to stand on one axis."""
    kind = subject.question.kind if subject.question is not None else None
    if measure == "mean" and isinstance(kind, Grade):
        return f"{kind.low}–{kind.high}"
    return f"{measure} {unit(context, subject)}".strip()
