"""Read published.csv and claims.csv of a study: what a printed report says. Every problem of both files at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from peil.errors import Place, PrintedError, Problem
from peil.results.model import ALL
from peil.study.model import Break, Grade, Number, Question, Study, Survey
from peil.study.questions import answer_ids
from peil.study.wording import listed, suggestion
from peil.verifying.figures import MEASURES, Measure, wave_pair
from peil.verifying.model import CLASSES, LOST, MADE, NO_MARK, Made, MissClass, Printed, PrintedClaim, PrintedFigure
from peil.verifying.rows import Columns, Row, read_rows
from peil.verifying.words import known_words, unknown_words, words_of

FIGURES, CLAIMS = "published.csv", "claims.csv"
_REMARKS = ("made", "class", "reason")
FIGURE_COLUMNS = Columns(("survey", "wave", "group", "question", "answer", "measure", "printed", "heading"), _REMARKS)
CLAIM_COLUMNS = Columns(("survey", "claim", "says", "heading"), _REMARKS)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_WHOLE = re.compile(r"\d+")
_RELATIVE = ("this", "previous", "first")
Checker = Callable[[Row, Survey], Iterator[Problem]]
Name = TypeVar("Name", bound=str)


def read_printed(study: Study) -> Printed:
    """What the two files of a study say; one of them may be absent. PrintedError with every problem of both."""
    problems: list[Problem] = []
    files = [study.folder / name for name in (FIGURES, CLAIMS)]
    if not any(file.is_file() for file in files):
        raise PrintedError([_neither(study)])
    figures, claims = (
        read_rows(file, columns, problems) if file.is_file() else ()
        for file, columns in zip(files, (FIGURE_COLUMNS, CLAIM_COLUMNS), strict=True)
    )
    problems.extend(_problems(figures, study, _figure_problems))
    problems.extend(_twice(figures))
    problems.extend(_problems(claims, study, _claim_problems))
    problems.extend(_claims_twice(claims))
    if problems:
        raise PrintedError(problems)
    return Printed(tuple(_figure(row) for row in figures), tuple(_claim(row) for row in claims))


def _neither(study: Study) -> Problem:
    return Problem(
        Place(study.folder.as_posix()),
        "a printed report to compare with",
        f"neither {FIGURES} nor {CLAIMS}",
        "one of them",
        f"{FIGURES} lists the figures that a report prints, {CLAIMS} its statements; docs/verify.md shows both.",
    )


def _figure(row: Row) -> PrintedFigure:
    made, given, reason = _remarks(row)
    return PrintedFigure(
        survey=row["survey"], wave=row["wave"], group=row["group"], question=row["question"], answer=row["answer"],
        measure=row["measure"], printed=row["printed"], heading=row["heading"],
        made=made, given=given, reason=reason, place=row.place,
    )  # fmt: skip


def _claim(row: Row) -> PrintedClaim:
    made, given, reason = _remarks(row)
    return PrintedClaim(row["survey"], row["claim"], row["says"], row["heading"], made, given, reason, row.place)


def _remarks(row: Row) -> tuple[Made, MissClass | None, str]:
    """How the data relate to it (`free` when it is not said), and the miss that is expected."""
    return _named(row["made"], MADE) or "free", _named(row["class"], CLASSES), row["reason"]


def _named(text: str, known: tuple[Name, ...]) -> Name | None:
    return next((name for name in known if name == text), None)


def _problems(rows: tuple[Row, ...], study: Study, check: Checker) -> Iterator[Problem]:
    """What is wrong with each row by itself. Without its survey nothing in it can be looked up."""
    for row in rows:
        yield from _remark_problems(row)
        survey = study.surveys.get(row["survey"])
        if survey is None:
            surveys = listed(study.surveys)
            yield row.problem("survey", f"a survey of the study: {surveys}", suggestion(row["survey"], study.surveys))
        else:
            yield from check(row, survey)


def _remark_problems(row: Row) -> Iterator[Problem]:
    for column, known in (("made", MADE), ("class", CLASSES)):
        if row[column] and row[column] not in known:
            yield row.problem(column, f"{listed(known)}, or nothing", suggestion(row[column], known))
    if row["class"] and not row["reason"]:
        yield row.problem("reason", f"why the figure cannot agree, for the class `{row['class']}`")
    if row["reason"] and not row["class"] and row["measure"] != LOST:
        yield row.problem("class", "the class of the miss that `reason` explains", f"Known: {listed(CLASSES, 'and')}.")


def _figure_problems(row: Row, survey: Survey) -> Iterator[Problem]:
    if row["measure"] == LOST:
        yield from _lost_problems(row)
        return
    measure = MEASURES.get(row["measure"])
    if measure is None:
        known = (*MEASURES, LOST)
        yield row.problem("measure", listed(known), suggestion(row["measure"], known))
        return
    yield from _wave_problems(row, survey, measure)
    yield from _group_problems(row, survey, measure)
    yield from _asked_problems(row, survey, measure)
    yield from _printed_problems(row, measure)


def _lost_problems(row: Row) -> Iterator[Problem]:
    for column in ("printed", "class"):
        if row[column]:
            yield row.problem(column, f"nothing for the measure `{LOST}`: it is listed and never counted")


def _wave_problems(row: Row, survey: Survey, measure: Measure) -> Iterator[Problem]:
    labels = [wave.label for wave in survey.waves]
    if measure.pair and wave_pair(row["wave"], survey) == ("", ""):
        yield row.problem("wave", f"two waves with a - between them, of {listed(labels)}")
    elif not measure.pair and row["wave"] not in labels:
        yield row.problem("wave", f"a wave of survey {survey.id}: {listed(labels)}", suggestion(row["wave"], labels))


def _group_problems(row: Row, survey: Survey, measure: Measure) -> Iterator[Problem]:
    """Each part of a group exists; whether the results have a figure for parts together is seen later."""
    if row["group"] == ALL:
        if measure.grouped == "must":
            yield row.problem("group", f"a group, for the measure `{row['measure']}`")
        return
    if measure.grouped == "no":
        yield row.problem("group", f"`{ALL}`, for the measure `{row['measure']}`")
        return
    keys = (break_.key(group) for break_ in survey.breaks.values() for group in break_.groups)
    known = dict.fromkeys(part for key in keys for part in key.split(","))
    for part in row["group"].split(","):
        if part not in known:
            expected = f"`{ALL}`, or a group as in the ids of estimates: break=group"
            yield replace(row.problem("group", expected, suggestion(part, known)), found=f"`{part}`")


def _asked_problems(row: Row, survey: Survey, measure: Measure) -> Iterator[Problem]:
    """The question and the answer exist, and are of a kind that has this measure."""
    name, answer = row["question"], row["answer"]
    if measure.asked == "nothing":
        for column in ("question", "answer"):
            if row[column]:
                yield row.problem(column, f"nothing, for the measure `{row['measure']}`")
        return
    if not name and measure.asked == "anything":
        if answer:
            yield row.problem("question", f"the question to which `{answer}` is an answer")
        return
    question, break_ = survey.questions.get(name), survey.breaks.get(name)
    if question is None and break_ is None:
        yield _unknown_question(row, survey)
        return
    answers = _answers(question, break_)
    if answer and answer not in answers:
        expected = f"an answer, net or group of `{name}`: {listed(answers) or 'it has none'}"
        yield row.problem("answer", expected, suggestion(answer, answers))
    elif answer and measure.asked == "question":
        yield row.problem("answer", f"nothing, for the measure `{row['measure']}`")
    elif not answer and measure.asked == "answer":
        yield row.problem("answer", f"the answer to `{name}` whose share is printed: {listed(answers)}")
    elif not answer and measure.asked != "anything" and not _has_mean(question, row["measure"]):
        kind = "a grade from 0 to 10" if row["measure"] == "nps" else "a grade or a number, or an answer"
        yield row.problem("question", kind)


def _unknown_question(row: Row, survey: Survey) -> Problem:
    name = row["question"]
    if name in survey.grids:
        return row.problem("question", f"one item of the grid: {listed(survey.grids[name].items)}")
    return row.problem("question", f"a question of survey {survey.id}", suggestion(name, survey.questions))


def _answers(question: Question | None, break_: Break | None) -> tuple[str, ...]:
    """Ids of everything that has a share: answers, nets, and the groups of a break that is no question."""
    found: tuple[str, ...] = ()
    if question is not None:
        found = answer_ids(question.kind) + tuple(net.id for net in question.nets)
    if break_ is not None:
        found += tuple(group.id for group in break_.groups)
    return tuple(dict.fromkeys(found))


def _has_mean(question: Question | None, measure: str) -> bool:
    match question.kind if question is not None else None:
        case Grade(low=low, high=high):
            return measure != "nps" or (low, high) == (0, 10)
        case Number():
            return measure != "nps"
        case _:
            return False


def _printed_problems(row: Row, measure: Measure) -> Iterator[Problem]:
    text = row["printed"]
    match measure.printed:
        case "mark":
            if text not in ("+", "-", NO_MARK):
                yield row.problem("printed", f"`+`, `-` or `{NO_MARK}`")
        case "whole number":
            if not _WHOLE.fullmatch(text):
                yield row.problem("printed", "a whole number, in digits only")
        case _:
            if not _NUMBER.fullmatch(text):
                yield row.problem("printed", "a number such as 7.7 or 19", "With a decimal point, and without % sign.")


def _twice(rows: tuple[Row, ...]) -> Iterator[Problem]:
    """A figure that is printed on several pages stands here once, unless the pages differ."""
    seen: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("survey", "wave", "group", "question", "answer", "measure"))
        for other in seen.get(key, ()):
            same_print = row["printed"] == other["printed"] and row["measure"] != LOST
            if same_print or row["heading"] == other["heading"]:
                yield _second(row, other, "A figure stands here once; only another print of it is listed apart.")
                break
        seen.setdefault(key, []).append(row)


def _claims_twice(rows: tuple[Row, ...]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row["survey"], " ".join(row["claim"].split()))
        if key in seen:
            yield _second(row, seen[key], "Name the second heading behind a / in the first row.")
        seen.setdefault(key, row)


def _second(row: Row, other: Row, remedy: str) -> Problem:
    return Problem(row.place, "the row", f"what line {other.place.line} lists too", "everything once", remedy)


def _claim_problems(row: Row, survey: Survey) -> Iterator[Problem]:
    """A statement names its waves: what a report said of 2013 it said for ever."""
    words = words_of(row["claim"])
    labels = [wave.label for wave in survey.waves]
    moving = [word for word in words if word in _RELATIVE]
    if row["made"] == "input":
        yield row.problem("made", "`calibrated`, `free` or nothing for a statement")
    if not words:
        yield row.problem("claim", "a claim in the language of prose, such as `rises overall 2011 2013`")
    elif moving:
        yield row.problem("claim", f"the label of a wave instead of `{moving[0]}`: {listed(labels)}")
    elif not any(word in labels for word in words):
        yield row.problem("claim", f"the wave that it is about: {listed(labels)}")
    for word in unknown_words(row["claim"], survey):
        if word not in _RELATIVE:
            expected = f"a word of docs/prose.md, or a name of survey {survey.id}"
            yield replace(row.problem("claim", expected, suggestion(word, known_words(survey))), found=f"`{word}`")
