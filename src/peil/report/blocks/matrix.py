"""`::: matrix [SURVEY] [by BREAK] [for GROUP]`: aspects by rating and importance, in four parts.

On all pages of a block the axes are the same: those of everyone and of all groups of the break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor, isfinite

from peil.report.blocks.arguments import Request
from peil.report.blocks.borders import lines_of
from peil.report.blocks.context import Context, Subject, group_name, main_subject, of_ten
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import Owned, groups_of, key_of
from peil.report.blocks.importances import (
    has_none,
    importance_step,
    importance_text,
    importance_title,
    without_any,
    without_place,
)
from peil.report.blocks.marks import mark
from peil.report.blocks.matrixdetails import CORNERS, Details
from peil.report.blocks.matrixtexts import (
    corners,
    extra_notes,
    family_name,
    listed_notes,
    seldom_notes,
    seldom_text,
    summary,
    title,
    unsure_text,
)
from peil.report.blocks.owntitles import named_title
from peil.report.blocks.pages import page
from peil.report.blocks.titles import overall_name
from peil.report.model import Axis, Mark, Matrix, MatrixPoint, Page, Paragraph, Run
from peil.results.model import ALL, Driver, DriverFit, Move, estimate_id
from peil.study.model import Grade, Wave

_LOOKS = {"process": 0, "human": 1, "communication": 2, "other": 3}
CHANCE = 0.9  # of the part where an aspect stands, below which it bears a ring
_FEWEST = 3  # aspects with a place; with fewer a matrix says nothing
_AIR = 0.06  # of an axis, beyond the outermost aspect
_GRADE_STEP = 0.1
_MOST_TICKS = 9


@dataclass(frozen=True)
class _Place:
    """An aspect with a place: its driver now, and the one of the last wave when it had a place then."""

    subject: Subject
    driver: Driver
    before: Driver | None

    move: Move | None

    @property
    def earlier(self) -> tuple[float, float] | None:
        """Rating and importance then, as they are drawn within the lines of now."""
        if self.before is None:
            return None
        known = self.move is not None and isfinite(self.move.importance_then)
        importance = self.move.importance_then if self.move is not None and known else self.before.importance
        return self.before.rating, importance

    @property
    def spots(self) -> Iterable[tuple[float, float]]:
        """Rating and importance, now and before."""
        yield self.driver.rating, self.driver.importance
        if self.earlier is not None:
            yield self.earlier


def matrix(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages: of everyone, of one group, or of everyone and each group of a break."""
    whom: list[Owned | None] = [request.within]
    scale: list[Owned | None] = [request.within]
    if request.break_ is not None:
        whom = scale = [None, *groups_of(request.break_, request.within)]
    elif request.within is not None:
        scale = [None, *groups_of(request.within[0])]
    spots: dict[str, list[tuple[float, float]]] = {}
    for owned in scale:
        for place in _places(context, key_of(owned)):
            # Importances of two kinds have no axis in common.
            spots.setdefault(place.driver.method, []).extend(place.spots)
    made = [(owned, _page(context, request, owned, spots)) for owned in whom]
    pages = tuple(one for _, one in made if one is not None)
    without = [owned for owned, one in made if owned is not None and one is None]
    if not pages:
        return tuple(_instead(context, request))
    return (_with_those_left_out(context, pages[0], without), *pages[1:]) if without else pages


def _fit(context: Context, owned: Owned | None) -> DriverFit | None:
    """How importance was found in a group, in this wave."""
    name = context.overall.id if context.overall is not None else ""
    found = estimate_id(context.survey.id, context.this.label, name, "", "importance", key_of(owned))
    return context.published.fits_by_id.get(found)


def _instead(context: Context, request: Request) -> Iterator[Page]:
    """Where no aspect has an importance: a page that says so, and why."""
    fit = _fit(context, request.within)
    if fit is None or not has_none(fit):
        return
    block_id = f"{context.survey.id}/matrix" + (f"/{key_of(request.within)}" if request.within is not None else "")
    title = (Run(context.language.text("There is no matrix of the aspects")),)
    said = Paragraph((Run(without_any(context, fit)),))
    shown = Shown((), (), (context.this,), group=request.within)
    yield page(context, block_id, title, context.language.text("Rating and importance of the aspects"), (said,), shown)


def _with_those_left_out(context: Context, first: Page, groups: Sequence[Owned]) -> Page:
    """The first page, which says of which groups there is none."""
    language = context.language
    fits = [_fit(context, owned) for owned in groups]
    alike = [fit is not None and fit.why == "overall always the same" for fit in fits]
    names = [group_name(context, *owned) for owned in groups]
    notes = []
    if same := [name for name, one in zip(names, alike, strict=True) if one]:
        told = language.joined(same)
        text = "No matrix, for everyone gave the same {overall}: {names}."
        notes.append(language.text(text, overall=overall_name(context), names=told))
    if few := [name for name, one in zip(names, alike, strict=True) if not one]:
        text = "No matrix, for fewer than {count} aspects were graded often enough, and not always alike: {names}."
        notes.append(language.text(text, count=_FEWEST, names=language.joined(few)))
    return replace(first, foot=replace(first.foot, notes=(*first.foot.notes, *notes)))


def _places(context: Context, group: str) -> list[_Place]:
    """The aspects of a group that have a place and may be shown; the most important first within each part."""
    found = []
    for question in context.survey.aspects:
        now = _driver(context, question.id, context.this, group)
        if now is not None:
            before = _driver(context, question.id, context.earlier[-1], group) if context.earlier else None
            alike = before is not None and before.method == now.method
            label = context.earlier[-1].label if context.earlier else ""
            move = context.published.moves_by_id.get(f"{now.id}~{label}")
            found.append(_Place(main_subject(context, question), now, before if alike else None, move))
    return sorted(found, key=lambda one: (_corner(one.driver), -one.driver.importance, one.driver.id))


def _driver(context: Context, aspect: str, wave: Wave, group: str) -> Driver | None:
    name = f"{context.survey.id}/{wave.label}/{aspect}/importance/{group}"
    found = context.published.drivers_by_id.get(name)
    return found if found is not None and found.shown and found.quadrant is not None else None


def _corner(driver: Driver) -> int:
    return CORNERS.index(driver.quadrant) if driver.quadrant is not None else 0


def _page(
    context: Context, request: Request, owned: Owned | None, spots: Mapping[str, Sequence[tuple[float, float]]]
) -> Page | None:
    group = key_of(owned)
    every = _places(context, group)
    seldom = [place for place in every if _seldom(context, place.driver)]
    listed = seldom if context.survey.settings.drivers.often_not_graded_aspects == "listed" else []
    places = [place for place in every if place not in listed]
    if len(places) < _FEWEST:
        return None
    break_ = f"/{request.break_.id}" if request.break_ is not None else ""
    block_id = f"{context.survey.id}/matrix{break_}" + (f"/{group}" if group != ALL else "")
    figure = _figure(context, block_id, places, group, spots[places[0].driver.method])
    subjects = tuple(place.subject for place in every)
    before = [place.before for place in places if place.before is not None]
    told = [(place.subject, place.driver) for place in seldom]
    others = (*(listed_notes if listed else seldom_notes)(context, told), *_left_out(context, subjects, group))
    extra = extra_notes(context, [place.driver for place in every], before, others)
    shown = Shown(subjects, (), (context.this,), wording=_wording(context, subjects), extra=extra, group=owned)
    measure = context.language.text("Rating and importance of the aspects")
    made = title(context, [(place.subject, place.driver) for place in places])
    if owned is not None and owned == context.own:
        made = named_title(context, owned, made)
    return page(context, block_id, made, measure, (figure,), shown)


def _left_out(context: Context, shown: Sequence[Subject], group: str) -> Iterable[str]:
    """Aspects without a place by their labels, a sentence per reason."""
    ids = {one.id for one in shown}
    missing = [
        question
        for question in context.survey.aspects
        if question.id not in ids and question is not context.overall and context.this.label in question.sources
    ]
    survey, wave = context.survey.id, context.this.label
    found = [context.published.drivers_by_id.get(f"{survey}/{wave}/{one.id}/importance/{group}") for one in missing]
    return without_place(context, found, [context.told(one.label) for one in missing])


def _figure(
    context: Context, block_id: str, places: Sequence[_Place], group: str, spots: Sequence[tuple[float, float]]
) -> Matrix:
    language, first = context.language, places[0].driver
    families = _families(context, places)
    told = [Details(context, place.driver).columns() for place in places]
    kept = [column for column in range(len(told[0])) if any(row[column][1] for row in told)]
    points = tuple(
        replace(_point(context, place, group, families), details=tuple(row[column][1] for column in kept))
        for place, row in zip(places, told, strict=True)
    )
    moved = context.language.text("place in {wave}", wave=context.earlier[-1].label) if context.earlier else ""
    decimals = context.survey.settings.decimals
    rating, importance = lines_of([place.driver for place in places])
    borders = (
        (rating, language.number(first.rating_border, decimals)),
        (importance, importance_text(context, first.method, first.importance_border)),
    )
    grade = partial(language.number, decimals=1)
    return Matrix(
        block_id,
        points,
        tuple((family_name(context, name), look) for name, look in families.items()),
        corners(context),
        _axis([rating for rating, _ in spots], _GRADE_STEP, grade, _rating(context)),
        _axis(
            [each for _, each in spots],
            importance_step(context, first.method),
            partial(importance_text, context, first.method, short=True),
            importance_title(context, first.method),
        ),
        borders,
        moved if any(point.earlier for point in points) else "",
        language.text("Part of the matrix"),
        summary(context, [(place.subject, place.driver) for place in places]),
        unsure_text(context, CHANCE) if any(point.unsure for point in points) else "",
        seldom_text(context) if any(point.seldom for point in points) else "",
        tuple(told[0][column][0] for column in kept),
    )


def _families(context: Context, places: Sequence[_Place]) -> dict[str, int]:
    """The dimensions that occur, each with its look: the four of the trade keep theirs, others follow."""
    names = {place.subject.question.dimension or "" for place in places if place.subject.question is not None}
    known = {name: look for name, look in _LOOKS.items() if name in names}
    own = [name for name in (*context.survey.dimensions, "") if name in names and name not in known]
    return known | {name: (len(_LOOKS) if known else 0) + i for i, name in enumerate(own)}


def _point(context: Context, place: _Place, group: str, families: dict[str, int]) -> MatrixPoint:
    question, driver = place.subject.question, place.driver
    rating = mark(context, place.subject, context.this, group)
    if rating is None or rating.value is None:
        rating = Mark(driver.rating, context.value_text(place.subject, driver.rating), driver.id, driver.n)
    small = driver.status == "small base"
    standing = context.published.standings_by_id.get(driver.id)
    text = importance_text(context, driver.method, driver.importance)
    importance = Mark(driver.importance, text, driver.id, driver.n, small=small)
    family = list(families).index((question.dimension if question is not None else None) or "")
    unsure = standing is not None and standing.chance < CHANCE
    return MatrixPoint(
        place.subject.label,
        family,
        _corner(driver),
        rating,
        importance,
        place.earlier,
        unsure,
        _seldom(context, driver),
    )


def _seldom(context: Context, driver: Driver) -> bool:
    """Whether many did not grade it."""
    return driver.graded < context.survey.settings.drivers.often_not_graded


def _axis(values: Sequence[float], step: float, text: Callable[[float], str], title: str) -> Axis:
    """From just below the lowest to just above the highest, with round ticks in between."""
    known = [value for value in values if isfinite(value)]
    low, high = min(known), max(known)
    room = max((high - low) * _AIR, step / 5)
    low, high = low - room, high + room
    while (high - low) / step > _MOST_TICKS:
        # 1, 2, 5, 10 and so on: round numbers.
        step *= 2.5 if f"{step:e}".startswith("2") else 2
    marks = [i * step for i in range(ceil(low / step), floor(high / step) + 1)]
    return Axis(low, high, tuple((value, text(value)) for value in marks), title)


def _rating(context: Context) -> str:
    """What the ratings of the aspects are: grades out of ten, or scores on another scale."""
    if all(of_ten(aspect) for aspect in context.survey.aspects):
        return context.language.text("rating: mean grade")
    return context.language.text("rating: mean on the scale")


def _wording(context: Context, subjects: Sequence[Subject]) -> str:
    """The questions above the aspects, and that of the overall grade."""
    grids = [context.survey.grids.get(one.question.grid or "") for one in subjects if one.question is not None]
    texts = [context.told(grid.text) for grid in grids if grid is not None]
    overall = context.overall
    if overall is not None and isinstance(overall.kind, Grade):
        texts.append(context.told(overall.wording(context.this.label)))
    # Texts that are labels rather than sentences would run into one another.
    between = " " if all(text.endswith((".", "?", "!", ":", ")")) for text in texts) else " · "
    return between.join(dict.fromkeys(texts))
