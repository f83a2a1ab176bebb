"""`::: table QUESTION or GRID [measure MEASURE ...] [by BREAK] [for GROUP] [waves WAVE ...]
[pairs or changes]`.

A plain table of every measure that is counted: means, medians and other percentiles, standard deviations, promoters,
answers. Groups, or answers, can be compared two by two, with letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from peil.report.blocks.answertitles import about
from peil.report.blocks.arguments import Request
from peil.report.blocks.aspects import grid_wording
from peil.report.blocks.bars import sums_note
from peil.report.blocks.changetable import change_pages
from peil.report.blocks.context import (
    Context,
    Subject,
    answer_subjects,
    group_name,
    main_subject,
    measures_of,
    net_subjects,
)
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import key_of, side_by_side
from peil.report.blocks.letters import answer_cell, group_cells, letters_explained, letters_of
from peil.report.blocks.marks import cell
from peil.report.blocks.pages import measure_name, measure_text, scale_text, share_text
from peil.report.blocks.sheets import Sheet, asked_waves, sheet_pages, shown_in
from peil.report.blocks.tables import Row, count, group_columns, over_waves, pages_of_tables, wave_columns
from peil.report.blocks.titles import in_sentence, titled
from peil.report.model import Inlines, Page, Table, TableRow
from peil.results.model import ALL
from peil.study.model import Multiple, Question, Single

# More measures than this are not named in a title.
_NAMED = 3


def table(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages of the table: its measures over waves, by group, or both; or this wave with letters for pairs. Of a
    grid every measure has pages of its own, with the items as rows."""
    if request.grid is not None and len(request.measures) > 1:
        each = [replace(request, measures=(name,)) for name in request.measures]
        return tuple(page for one in each for page in table(context, one))
    rows = list(_rows(context, request))
    waves = asked_waves(context, request, [row.subject for row in rows])
    rows = [one for one in rows if any(context.estimate(one.subject, wave) for wave in waves)]
    if not rows:
        return ()
    subjects = [row.subject for row in rows]
    shown = shown_in(context, request, subjects, waves)
    if request.grid is not None:
        shown = replace(shown, wording=grid_wording(context, request.grid, subjects))
    elif request.question is not None and any(one.measure == "share" for one in subjects):
        shown = replace(shown, extra=sums_note(context, request.question))
    measure, title = _measure(context, request, subjects), _title(context, request, subjects, shown)
    caption, corner = _caption(context, measure, shown), _corner(context, request, rows)
    sheet = Sheet(_id(context, request), caption, corner, tuple(rows))
    if request.changes:
        return change_pages(context, sheet, request, shown, _label(context, request, shown))
    if not request.pairs:
        return sheet_pages(context, sheet, title, measure, shown)
    made = _group_pairs(context, sheet, shown) if request.break_ else _answer_pairs(context, sheet, shown)
    return pages_of_tables(context, (made,), title, measure)


def _questions(context: Context, request: Request) -> tuple[Question, ...]:
    if request.grid is not None:
        return tuple(context.survey.questions[name] for name in request.grid.items)
    return (request.question,) if request.question is not None else ()


def _rows(context: Context, request: Request) -> Iterator[Row]:
    """A row per measure of a question, or per item of a grid."""
    group = key_of(request.within) if request.break_ is None else ALL
    for question in _questions(context, request):
        usual = measures_of(question)[:1] if request.grid is not None else measures_of(question)
        for name in request.measures or usual:
            if name in measures_of(question):
                for subject in _subjects(context, question, name):
                    is_own = name == "share" or request.grid is not None
                    yield Row(subject, subject.label if is_own else measure_name(context, name), group)


def _subjects(context: Context, question: Question, measure: str) -> Iterator[Subject]:
    if measure != "share":
        yield replace(main_subject(context, question), measure=measure)
        return
    yield from net_subjects(context, question)
    if isinstance(question.kind, Single | Multiple):
        yield from answer_subjects(context, question)


def _id(context: Context, request: Request) -> str:
    about_ = request.grid or request.question
    parts = [context.survey.id, about_.id if about_ is not None else "", "table"]
    return "/".join([*parts, *request.measures, *(["pairs"] if request.pairs else [])])


def _corner(context: Context, request: Request, rows: Sequence[Row]) -> str:
    if request.grid is not None:
        return context.language.text("Aspect")
    every = all(row.subject.measure == "share" for row in rows)
    return context.language.text("Answer") if every else context.language.text("Measure")


def _measure(context: Context, request: Request, subjects: Sequence[Subject]) -> str:
    """What is measured: the one measure with its scale, or the scale that several share."""
    kinds = dict.fromkeys(one.measure for one in subjects)
    if list(kinds) == ["share"]:
        return share_text(context, request.question)
    if len(kinds) == 1:
        return measure_text(context, subjects[0])
    told = scale_text(context, subjects[0])
    return told[:1].upper() + told[1:]


def _title(context: Context, request: Request, subjects: Sequence[Subject], shown: Shown) -> Inlines:
    """What the table shows: it says nothing of what was found, for that differs by measure."""
    language = context.language
    names = [measure_name(context, name) for name in dict.fromkeys(one.measure for one in subjects) if name != "share"]
    label = _label(context, request, shown)
    words = {"label": label.rstrip(":?")}  # a whole question goes on behind its colon
    if names and len(names) <= _NAMED:
        words["measures"] = language.joined([name[:1].lower() + name[1:] for name in names])
    if shown.break_ is not None:
        words["break_title"] = in_sentence(context, context.told(shown.break_.title))
    match ("measures" in words, shown.break_ is not None):
        case (True, True):
            return titled(language.text("{label}: {measures}, by {break_title}", **words))
        case (True, False):
            return titled(language.text("{label}: {measures}", **words))
        case (False, True):
            return titled(language.text("{label} by {break_title}", **words))
        case _:
            return titled(label)


def _label(context: Context, request: Request, shown: Shown) -> str:
    """What the table is about: the question, or the aspects."""
    asked = request.question
    name = context.told(asked.label) if asked is not None else context.language.text("Aspects")
    return about(context, name, shown.alone)


def _caption(context: Context, measure: str, shown: Shown) -> str:
    language = context.language
    if shown.break_ is None:
        return language.text("{measure}, by wave", measure=measure)
    title = in_sentence(context, context.told(shown.break_.title))
    if shown.compared == "waves":
        return language.text("{measure}, by {break_title} and wave", measure=measure, break_title=title)
    return language.text("{measure}, by {break_title}", measure=measure, break_title=title)


def _group_pairs(context: Context, sheet: Sheet, shown: Shown) -> tuple[Table, Shown]:
    """Groups in this wave, each with a letter, and behind its figures the letters of the groups below it."""
    assert shown.break_ is not None
    groups = side_by_side(context, shown.break_, (context.this,), shown.group)
    own = [(owner, group) for owner, group in groups if (owner, group) != shown.group]
    letters = letters_of([owner.key(group) for owner, group in own])
    rows = tuple(
        TableRow(
            row.label,
            (
                replace(cell(context, row.subject, context.this, key_of(shown.group)), align="left"),
                *group_cells(context, row.subject, letters),
                count(context, row.subject, key_of(shown.group)),
            ),
            row.level,
        )
        for row in sheet.rows
    )
    total = context.language.text("Total") if shown.group is None else group_name(context, *shown.group)
    named = [f"{group_name(context, owner, group)} ({letters[owner.key(group)]})" for owner, group in own]
    columns = (total, *named, group_columns(context, ())[-1])
    pairs = context.survey.settings.compared.groups.get(shown.break_.id, ())
    keys = {group.id: owner.key(group) for owner, group in own}
    made = [(keys[one], keys[two]) for one, two in pairs if one in keys and two in keys]
    told = replace(shown, compared="nothing", marks=tuple(letters_explained(context, letters, made)))
    within = f"/{shown.group[1].id}" if shown.group is not None else ""
    name = f"{sheet.id}/{shown.break_.id}{within}"
    return Table(name, sheet.caption, sheet.corner, columns, rows, opening=1), told


def _answer_pairs(context: Context, sheet: Sheet, shown: Shown) -> tuple[Table, Shown]:
    """Answers over waves, each with a letter; behind the figure of this wave the letters of the answers below it."""
    letters = letters_of([row.subject.answer for row in sheet.rows])
    others = [(row.subject, letters[row.subject.answer]) for row in sheet.rows]
    rows = []
    for row in sheet.rows:
        made = over_waves(context, row, shown.waves)
        *figures, n = (replace(one, flag=0) for one in made.cells)
        cells = [
            answer_cell(context, row.subject, row.group, others) if wave is context.this else replace(one, align="left")
            for wave, one in zip(shown.waves, figures, strict=True)
        ]
        label = f"{row.label} ({letters[row.subject.answer]})"
        rows.append(replace(made, label=label, cells=(*cells, n)))
    question = sheet.rows[0].subject.id
    pairs = context.survey.settings.compared.answers.get(question, ())
    told = replace(shown, compared="nothing", marks=tuple(letters_explained(context, letters, pairs)))
    name = sheet.id + (f"/{shown.group[1].id}" if shown.group is not None else "")
    return Table(name, sheet.caption, sheet.corner, wave_columns(context, shown.waves), tuple(rows)), told
