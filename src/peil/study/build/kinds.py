"""Kinds of question: scales, answers and their codes, nets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peil.study.build.calendar import NONE, Calendar
from peil.study.build.texts import Texts
from peil.study.model import Answer, Date, Grade, Kind, Multiple, Net, Number, Open, Single, Text
from peil.study.positions import Trail
from peil.study.questions import answer_ids
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.forms import span_of
from peil.study.written.questions import (
    WrittenAnswer,
    WrittenDate,
    WrittenGrade,
    WrittenGradeGrid,
    WrittenIndex,
    WrittenMultiple,
    WrittenNet,
    WrittenNumber,
    WrittenOpen,
    WrittenQuestion,
    WrittenSingle,
    WrittenSingleGrid,
)
from peil.study.written.survey import SurveyFile


@dataclass(frozen=True)
class Context:
    """What building any part of a survey needs: the file, where it stands, its texts and its waves."""

    file: SurveyFile
    root: Spot
    texts: Texts
    calendar: Calendar
    broken: frozenset[Trail]

    def faulty_inside(self, *trail: str | int) -> bool:
        """Whether something at or below this trail was taken out because of its shape."""
        return any(one[: len(trail)] == trail for one in self.broken)


def kind_of(asked: WrittenQuestion, spot: Spot, context: Context) -> Kind:
    """The kind of a question, or of the items of a grid."""
    match asked:
        case WrittenGrade() | WrittenGradeGrid():
            return _grade(asked, spot, context)
        case WrittenSingle() | WrittenSingleGrid():
            return Single(_coded_answers(asked.answers, spot / "answers", context), asked.ordered)
        case WrittenMultiple():
            return _multiple(asked, spot / "answers", context)
        case WrittenNumber() | WrittenIndex():
            return _number(asked, spot, context)
        case WrittenDate():
            if "%" not in asked.format:
                remedy = "Write %d for the day, %m for the month and %Y for the year."
                (spot / "format").problem(repr(asked.format), "a format like %d-%m-%Y", remedy)
            return Date(asked.format)
        case WrittenOpen():
            return Open()


def _number(asked: WrittenNumber | WrittenIndex, spot: Spot, context: Context) -> Number:
    """A quantity; the range of an index follows from its grades, when these are known."""
    if isinstance(asked, WrittenIndex):
        return Number()
    low, high = asked.range or (None, None)
    return Number(low, high, context.texts.maybe(asked.unit, spot / "unit"))


def _multiple(asked: WrittenMultiple, spot: Spot, context: Context) -> Multiple:
    """Codes have to differ only where they stand in one column."""
    if asked.columns is None:
        return Multiple(_answers(asked.answers, spot, context))
    return Multiple(_coded_answers(asked.answers, spot, context), "spread")


def _coded_answers(written: Mapping[str, WrittenAnswer], spot: Spot, context: Context) -> tuple[Answer, ...]:
    answers = _answers(written, spot, context)
    _check_codes(written, answers, spot, context)
    return answers


def _grade(asked: WrittenGrade | WrittenGradeGrid, spot: Spot, context: Context) -> Grade:
    low, high = asked.scale
    labels: dict[str, Text] = {}
    for mark, words in (asked.labels or {}).items():
        if not (mark.lstrip("-").isdigit() and low <= int(mark) <= high):
            (spot / "labels" / mark).problem(repr(mark), f"a mark from {low} to {high}")
        labels[mark] = context.texts.text(words, spot / "labels" / mark)
    return Grade(low, high, context.texts.maybe(asked.ends, spot / "ends"), labels)


def _answers(written: Mapping[str, WrittenAnswer], spot: Spot, context: Context) -> tuple[Answer, ...]:
    return tuple(_answer(key, answer, spot / key, context) for key, answer in written.items())


def _answer(key: str, answer: WrittenAnswer, spot: Spot, context: Context) -> Answer:
    context.calendar.between(answer.since, answer.until, spot)
    text = context.texts.beside(answer, spot)
    note = context.texts.maybe(answer.note, spot / "note")
    shared = _in_every_wave(codes_by_wave(key, answer, spot, context.calendar), context.calendar.labels)
    return Answer(key, text, shared, answer.since, answer.until, note)


def codes_by_wave(key: str, answer: WrittenAnswer, spot: Spot, calendar: Calendar) -> dict[str, tuple[str, ...]]:
    """By wave what stands in the data for an answer; a wave that is not in it has no code for the answer."""
    if answer.code is None:
        return dict.fromkeys(calendar.labels, (key,))
    resolved = calendar.resolve(answer.code, spot / "code")
    return {label: tuple(codes) for label, codes in resolved.items() if codes != [NONE]}


def _in_every_wave(by_wave: Mapping[str, tuple[str, ...]], labels: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that mean the answer whatever the wave."""
    return tuple(code for code in by_wave.get(labels[-1], ()) if all(code in by_wave.get(one, ()) for one in labels))


def waves_of(answer: Answer, calendar: Calendar) -> tuple[str, ...]:
    """The waves in which an answer could be given; what is wrong with them has been put down."""
    labels = calendar.labels
    first = labels.index(answer.since) if answer.since in labels else 0
    last = labels.index(answer.until) if answer.until in labels else len(labels) - 1
    return labels[first : last + 1]


def _check_codes(
    written: Mapping[str, WrittenAnswer], answers: tuple[Answer, ...], spot: Spot, context: Context
) -> None:
    """A code stands for one answer in a wave."""
    owners: dict[tuple[str, str], str] = {}
    told: set[tuple[str, str]] = set()
    for answer in answers:
        codes = codes_by_wave(answer.id, written[answer.id], (spot / answer.id).quiet, context.calendar)
        for label in waves_of(answer, context.calendar):
            for code in codes.get(label, ()):
                owner = owners.setdefault((label, code), answer.id)
                if owner != answer.id and (answer.id, code) not in told:
                    told.add((answer.id, code))
                    line = (spot / owner).place.line
                    when = "" if code in answer.codes else f" in {label}"
                    found = f"code {code!r}{when}, which {owner!r} has too (line {line})"
                    (spot / answer.id).problem(found, "a code of its own for every answer", "Change one of the two.")


def nets_of(asked: WrittenQuestion, kind: Kind, spot: Spot, context: Context) -> tuple[Net, ...]:
    """The nets of a question, in the order of the file."""
    if isinstance(asked, WrittenNumber | WrittenIndex | WrittenDate | WrittenOpen) or asked.nets is None:
        return ()
    return tuple(_net(key, net, kind, spot / "nets" / key, context) for key, net in asked.nets.items())


def _net(key: str, net: WrittenNet, kind: Kind, spot: Spot, context: Context) -> Net:
    ids = answer_ids(kind)
    if key in ids:
        spot.problem("the id of an answer", "an id of its own for the net", "Rename the net.")
    answers_trail = (*spot.trail[:2], "answers")
    chosen: dict[str, None] = {}
    for number, written in enumerate(net.of):
        for answer in _marks(written, kind, ids):
            if answer in ids:
                chosen[answer] = None
            elif (*answers_trail, answer) not in context.broken:
                (spot / "of" / number).problem(repr(answer), f"an answer: {listed(ids)}", suggestion(answer, ids))
    return Net(key, context.texts.beside(net, spot), tuple(chosen))


def _marks(written: str, kind: Kind, ids: Sequence[str]) -> tuple[str, ...]:
    """The marks of a grade that `1-6` or `1..6` stands for; anything else, also what leaves the scale, as it is."""
    span = span_of(written) if isinstance(kind, Grade) and written not in ids else None
    if span is None or span[0] is None or span[1] is None:
        return (written,)
    marks = tuple(str(mark) for mark in range(int(span[0]), int(span[1]) + 1))
    return marks if marks and {marks[0], marks[-1]} <= set(ids) else (written,)
