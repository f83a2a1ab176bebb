"""What stands behind a directive, read into a Request: one small grammar for all blocks.

    ::: trend overall by directorate
    ::: trend website=visited for asylum waves 2011 2013
    ::: bars vr: overall by directorate waves this previous
    ::: aspects aspects over waves
    ::: aspects aspects by directorate waves previous this
    ::: profile directorate by role

First an optional survey (`vr:`), then a subject (a question, an answer or net of it, a grid, a break, a survey),
then clauses in any order: `by BREAK`, `for GROUP`, `over waves`, `waves WAVE ...` (labels, `this`, `previous`, `first`,
`all`); of quotes `theme THEME`; of quotes and key figures `most NUMBER`; of tables `measure MEASURE ...`, `pairs` and
`changes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from peil.errors import Place
from peil.report.blocks.changes import against_rest_asked
from peil.report.blocks.context import Context, Subject, answers, main_subject, measures_of
from peil.report.blocks.groups import lies_within
from peil.report.blocks.request import Form, Reading, Refused, Request, Takes
from peil.study.model import Benchmark, Break, Grade, Group, Multiple, Number, Question, Single, Survey, Wave

__all__ = ["Form", "Refused", "Request", "read"]

T = TypeVar("T")
_WHAT: Mapping[Takes, str] = {
    "question": "a question",
    "open": "an open question",
    "grid": "a grid",
    "either": "a question or a grid",
    "break": "a break",
    "survey": "a survey",
}
CLAUSES = ("by", "for", "waves", "over", "benchmark")


def read(context: Context, name: str, form: Form, words: list[str], place: Place) -> tuple[Context, Request]:
    """The context (for the survey named) and the request. Raises Refused with the first thing that is wrong."""
    reading = Reading(name, form, place)
    context, words = _survey(context, reading, words)
    head, clauses = _clauses(reading, words)
    context, request = _subject(context, reading, head)
    for clause, values in clauses.items():
        request = _clause(context, reading, request, clause, values)
    by_question = request.break_ is not None and request.subject is None
    if form.answer_needed_by and by_question and request.question is not None:
        known = answers(context, request.question)
        raise reading.refuse(request.question.id, f"an answer behind it ({_listed(known)}), to compare groups")
    _refuse_break_outside(context, reading, request)
    if request.pairs:
        _refuse_pairs(context, reading, request)
    if request.changes:
        _refuse_changes(context, reading, request)
    return context, request


def _refuse_pairs(context: Context, reading: Reading, request: Request) -> None:
    """Pairs are those that the survey asks for: of the groups of the break, or without one of the answers."""
    compared, by = context.survey.settings.compared, request.break_
    if by is not None and not compared.groups.get(by.id):
        asks = f"`report: {{compare: {{groups: {{{by.id}: every pair}}}}}}`"
        raise reading.refuse("pairs", f"a break whose groups the survey compares in pairs: {asks}")
    if by is not None and request.beside(context.this):
        raise reading.refuse("pairs", "pairs of groups in this wave alone, without `waves`")
    if by is None:
        name = request.question.id if request.question is not None else ""
        if not compared.answers.get(name):
            asks = f"`report: {{compare: {{answers: {{{name or 'QUESTION'}: every pair}}}}}}`"
            raise reading.refuse(
                "pairs", f"`by BREAK`, or a question whose answers the survey compares in pairs: {asks}"
            )


def _refuse_changes(context: Context, reading: Reading, request: Request) -> None:
    """Changes are those of the groups of a break that the survey compares with the rest, since one earlier wave."""
    by, earlier = request.break_, [wave for wave in request.waves if wave is not context.this]
    if by is None:
        raise reading.refuse("changes", "`by BREAK`: the changes of its groups are compared with those of the rest")
    if not against_rest_asked(context, by):
        asks = f"`report: {{compare: {{changes: {{{by.id}: the rest}}}}}}`"
        raise reading.refuse("changes", f"a break of which the survey compares changes with the rest: {asks}")
    if request.pairs or request.over_waves or len(earlier) > 1:
        raise reading.refuse("changes", "changes since one earlier wave, as in `changes waves 2011`, without `pairs`")


def _refuse_break_outside(context: Context, reading: Reading, request: Request) -> None:
    """A break beside a group divides that group: its groups lie in it."""
    by, within = request.break_, request.within
    if by is None or within is None or lies_within(by, *within):
        return
    nested = [one.id for one in context.survey.breaks.values() if lies_within(one, *within)]
    known = f": {_listed(nested)}" if nested else "; the study has none: make one with `of:` and `then:`"
    raise reading.refuse(by.id, f"a break that divides {within[0].key(within[1])}{known}", nested)


def _survey(context: Context, reading: Reading, words: list[str]) -> tuple[Context, list[str]]:
    if not words or ":" not in words[0]:
        return context, words
    name, _, rest = words[0].partition(":")
    return context.of(_named(reading, name, context.study.surveys, "a survey")), [*([rest] if rest else []), *words[1:]]


def _clauses(reading: Reading, words: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    head: list[str] = []
    clauses: dict[str, list[str]] = {}
    current = head
    for word in words:
        if "over" in clauses and current is clauses["over"] and not current:
            current.append(word)
        elif word in CLAUSES or word in reading.form.clauses:
            if word not in reading.form.clauses:
                instead = (
                    "`for GROUP`, a block for each group" if word == "by" and "for" in reading.form.clauses else ""
                )
                raise reading.refuse(word, instead or f"no such clause: {reading.form.usage}")
            if word in clauses:
                raise reading.refuse(word, "each clause once")
            current = clauses.setdefault(word, [])
        else:
            current.append(word)
    for clause in reading.form.needed:
        if clause not in clauses:
            raise reading.refuse(" ".join(words), f"`{clause}` and a name")
    return head, clauses


def _subject(context: Context, reading: Reading, head: list[str]) -> tuple[Context, Request]:
    takes = reading.form.takes
    if takes == "nothing" and head:
        raise reading.refuse(head[0], "nothing")
    if takes == "nothing" or (takes in ("survey", "surveys") and not head):
        return context, Request()
    if takes == "surveys":
        named = tuple(_named(reading, name, context.study.surveys, "a survey") for name in head)
        if len(set(head)) < len(head):
            raise reading.refuse(" ".join(head), "each survey once")
        return context.of(named[0]), Request(surveys=named)
    what = _WHAT[takes]
    if not head:
        raise reading.refuse("", what)
    name, *rest = head
    measure = rest.pop(0) if rest and rest[0] == "nps" and takes == "question" else ""
    if rest:
        raise reading.refuse(rest[0], f"one of {', '.join(reading.form.clauses) or 'nothing'}")
    if takes == "survey":
        return context.of(_named(reading, name, context.study.surveys, what)), Request()
    context = _where(context, name, takes)
    return context, _named_subject(context, reading, name, measure)


def _named_subject(context: Context, reading: Reading, name: str, measure: str) -> Request:
    """The subject itself, now that its survey is known."""
    takes, what = reading.form.takes, _WHAT[reading.form.takes]
    if takes == "grid" or (takes == "either" and name in context.survey.grids):
        return Request(grid=_named(reading, name, context.survey.grids, what))
    if takes == "open":
        return Request(_open_question(context, reading, name))
    if takes == "break":
        return Request(profiled=_named(reading, name, context.survey.breaks, what))
    return _question(context, reading, name, measure)


def _where(context: Context, name: str, takes: Takes) -> Context:
    """The survey that knows the name: this one, or the only other that does."""

    def names(survey: Survey) -> Iterable[str]:
        if takes == "either":
            return {*survey.questions, *survey.grids}
        return {"grid": survey.grids, "break": survey.breaks}.get(takes, survey.questions)

    wanted = name.partition("=")[0]
    if wanted in names(context.survey):
        return context
    others = [survey for survey in context.study.surveys.values() if wanted in names(survey)]
    return context.of(others[0]) if len(others) == 1 else context


def _open_question(context: Context, reading: Reading, name: str) -> Question:
    """A question whose answers may be quoted."""
    rules = context.survey.quote_rules
    known = {one: context.survey.questions[one] for one in (rules.grades if rules is not None else ())}
    if not known:
        raise reading.refuse(name, f"an open question that is quoted; survey {context.survey.id} has no `quotes:`")
    return _named(reading, name, known, "an open question that is quoted")


def _question(context: Context, reading: Reading, name: str, measure: str) -> Request:
    wanted, _, answer = name.partition("=")
    question = _named(reading, wanted, context.survey.questions, "a question")
    if measure:
        kind = question.kind
        if not isinstance(kind, Grade) or not kind.has_promoters:
            found = f"{measure} of a grade from {kind.low} to {kind.high}" if isinstance(kind, Grade) else measure
            raise reading.refuse(found, "a grade from 0 to 10 before `nps`")
        return Request(question, replace(main_subject(context, question), measure="nps"))
    if not answer:
        has_mean = isinstance(question.kind, Grade | Number)
        return Request(question, main_subject(context, question) if has_mean else None)
    known = answers(context, question) | {net.id: context.told(net.text) for net in question.nets}
    label = _named(reading, answer, known, f"an answer of {wanted}")
    return Request(question, Subject(question.id, label, "share", answer, question))


def _clause(context: Context, reading: Reading, request: Request, clause: str, values: list[str]) -> Request:
    if clause in ("over", "pairs", "changes"):
        return _bare(reading, request, clause, values)
    if clause in ("waves", "benchmark", "measure"):
        return _clause_of_many(context, reading, request, clause, values)
    if len(values) != 1:
        raise reading.refuse(" ".join(values), f"one name behind `{clause}`")
    return _with_name(context, reading, request, clause, values[0])


def _bare(reading: Reading, request: Request, clause: str, values: list[str]) -> Request:
    """A clause that needs nothing behind it: `over waves`, `pairs`, `changes`."""
    if clause == "over":
        if values != ["waves"]:
            raise reading.refuse(" ".join(values), "`over waves`")
        return replace(request, over_waves=True)
    if values:
        raise reading.refuse(values[0], f"nothing behind `{clause}`")
    return replace(request, pairs=True) if clause == "pairs" else replace(request, changes=True)


def _with_name(context: Context, reading: Reading, request: Request, clause: str, name: str) -> Request:
    """A clause with one name behind it."""
    if clause == "most":
        if not name.isdecimal() or int(name) < 1:
            raise reading.refuse(name, "a whole number behind `most`")
        return replace(request, most=int(name))
    if clause == "theme":
        return replace(request, theme=_theme(context, reading, request, name))
    if clause == "by":
        return replace(request, break_=_named(reading, name, context.survey.breaks, "a break"))
    break_, group = _group(context, reading, name)
    return replace(request, outer=break_, group=group)


def _clause_of_many(context: Context, reading: Reading, request: Request, clause: str, values: list[str]) -> Request:
    """A clause behind which several names may stand."""
    if clause == "waves":
        return replace(request, waves=_waves(context, reading, values))
    if clause == "benchmark":
        return replace(request, benchmarks=_benchmarks(context, reading, request, values))
    return replace(request, measures=_measures(context, reading, request, values))


def _measures(context: Context, reading: Reading, request: Request, names: list[str]) -> tuple[str, ...]:
    """Measures that the question, or a question of the grid, has."""
    asked = [request.question] if request.question is not None else []
    asked += [context.survey.questions[name] for name in (request.grid.items if request.grid is not None else ())]
    known = dict.fromkeys(name for question in asked for name in measures_of(question))
    if not names:
        raise reading.refuse("", f"a measure behind `measure`, one of {_listed(known)}")
    for name in names:
        if name not in known:
            wanted = "standard deviation" if name == "sd" else name
            remedy = f"; others must be asked for in the survey file: `measures: [{wanted}]`"
            raise reading.refuse(name, f"a measure that is counted, one of {_listed(known)}{remedy}", known)
    return tuple(dict.fromkeys(names))


def _theme(context: Context, reading: Reading, request: Request, name: str) -> str:
    """A theme of the open question that the block is about."""
    wanted = request.question.id if request.question is not None else ""
    coded = (one.kind for one in context.survey.questions.values() if one.themes_of == wanted)
    known = {answer.id: answer.id for kind in coded if isinstance(kind, Single | Multiple) for answer in kind.answers}
    return _named(reading, name, known, f"a theme of {wanted}")


def _group(context: Context, reading: Reading, name: str) -> tuple[Break, Group]:
    """The group that `for` names: by its id when one break has it, or as `break=group`."""
    survey = context.survey
    known: dict[str, tuple[Break, Group]] = {}
    short: dict[str, list[tuple[Break, Group]]] = {}
    for break_ in survey.breaks.values():
        for group in break_.groups:
            known[break_.key(group)] = (break_, group)
            short.setdefault(group.id, []).append((break_, group))
    if name in known:
        return known[name]
    found = short.get(name, [])
    if len(found) > 1:
        keys = ", ".join(break_.key(group) for break_, group in found)
        raise reading.refuse(name, f"one of {keys}")
    if not found:
        raise reading.refuse(name, f"a group of {survey.id}", [*short, *known])
    return found[0]


def _waves(context: Context, reading: Reading, names: list[str]) -> tuple[Wave, ...]:
    """The waves that are named, oldest first."""
    known: dict[str, tuple[Wave, ...]] = {wave.label: (wave,) for wave in context.waves}
    known |= {"this": (context.this,), "first": context.waves[:1], "all": context.waves}
    known["previous"] = context.earlier[-1:]
    chosen = {wave.label for name in names for wave in _named(reading, name, known, "a wave")}
    if not chosen:
        raise reading.refuse(" ".join(names), "at least one wave")
    return tuple(wave for wave in context.waves if wave.label in chosen)


def _benchmarks(
    context: Context, reading: Reading, request: Request, names: list[str]
) -> tuple[tuple[Survey, Benchmark], ...]:
    """The benchmarks that are named, of the measure that is drawn."""
    found = []
    known = sorted({name for one in context.study.surveys.values() for name in one.benchmarks})
    if not names:
        raise reading.refuse("", "a benchmark", known)
    for name in names:
        cited = context.study.benchmark(name, context.survey)
        if cited is None:
            raise reading.refuse(
                name, f"a benchmark, one of {_listed(known) or 'none: the survey has no `benchmarks:`'}", known
            )
        measure = "share" if cited[1].share else "mean"
        if request.subject is None or request.subject.measure != measure:
            raise reading.refuse(name, f"a benchmark of what is drawn; `{name}` is a {measure}")
        found.append(cited)
    return tuple(found)


def _named(reading: Reading, name: str, known: Mapping[str, T], what: str) -> T:
    if name not in known:
        raise reading.refuse(name, f"{what}, one of {_listed(known)}", known)
    return known[name]


def _listed(known: Iterable[str], most: int = 12) -> str:
    names = list(known)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
