"""What the report of a group shows in a study without chapters: the same blocks as anyone's, question by question."""

from __future__ import annotations

from collections.abc import Iterator

from peil.errors import Place
from peil.report.blocks.aspects import grid_questions
from peil.report.blocks.context import Context
from peil.report.blocks.groups import Owned
from peil.report.model import Run
from peil.report.prose.model import CheckedChapter, CheckedPage, Directive
from peil.study.model import Grade, Multiple, Number, Single

_HERE = Place()


def standard_chapters(context: Context) -> tuple[CheckedChapter, ...]:
    """A chapter per survey that knows the group, of directives alone; their titles follow from what they show."""
    chapters = []
    for survey in context.told_surveys:
        one = context.of(survey)
        if one.own is not None:
            pages = tuple(CheckedPage((), (_directive(line),), _HERE) for line in _lines(one, one.own))
            title = (Run(context.told(survey.title)),)
            about = survey.id if len(context.study.surveys) > 1 else ""
            chapters.append(CheckedChapter("", survey.id, context.language.code, about, title, (), pages, _HERE))
    return tuple(chapters)


def _directive(line: str) -> Directive:
    name, _, arguments = line.partition(" ")
    return Directive(name, arguments, _HERE)


def _lines(context: Context, own: Owned) -> Iterator[str]:
    """The overall grade, each grid over waves and against the others, the matrix, every other question."""
    survey, overall = context.survey, context.overall
    prefix = f"{survey.id}: "
    if overall is not None:
        yield f"trend {prefix}{overall.id}"
        yield f"answers {prefix}{overall.id}"
    gridded = set[str]()
    for grid in survey.grids.values():
        gridded |= {one.id for one in grid_questions(context, grid)}
        yield f"aspects {prefix}{grid.id} over waves"
        yield f"aspects {prefix}{grid.id} by {own[0].id}"
    if any(one.group == own[1].id and one.quadrant is not None for one in context.published.drivers):
        yield f"matrix {survey.id}"
    for question in survey.questions.values():
        asked = (survey.id, context.this.label, question.id) in context.asked
        told = question.id in gridded or question is overall or question.grid in survey.grids
        if not asked or told or question.per is not None or question.id == own[0].question:
            continue
        if isinstance(question.kind, Single | Multiple):
            yield f"answers {prefix}{question.id}"
        elif isinstance(question.kind, Grade | Number):
            yield f"trend {prefix}{question.id}"
