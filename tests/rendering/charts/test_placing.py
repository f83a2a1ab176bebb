"""Names beside points: the promise that none touches another, measured from outside."""

from dataclasses import replace
from itertools import combinations
from math import dist

import numpy as np
import pytest

from peil.rendering.charts import ChartStyle, draw_scene
from peil.rendering.charts.placing import Field, Name, nearest, place
from peil.rendering.charts.scene import Bounds, Box, Dot, Line, Words
from peil.rendering.theme import SOFT, WHITE
from peil.report.model import Matrix
from rendering import sample_figures as sample
from rendering.matrixfaults import faults

PLOT = Bounds(0.0, 0.0, 860.0, 300.0)
CORNER = Bounds(760.0, 0.0, 860.0, 16.0)


def cloud(seed: int, count: int = 16) -> tuple[Name, ...]:
    """Points as in a real matrix: most of them in one corner, names of 60 to 160 points wide in one or two lines."""
    dice = np.random.default_rng(seed)
    x, y = dice.normal(560, 130, count).clip(8, 852), dice.normal(110, 60, count).clip(8, 292)
    wide = dice.uniform(60, 160, count)
    return tuple(
        Name((float(a), float(b)), ((float(w), 11.0), (float(w) * 0.6, 22.0)), PLOT)
        for a, b, w in zip(x, y, wide, strict=True)
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_is_placed_without_a_clash_touches_nothing(seed: int) -> None:
    """No other name, no point of another, no name of a part; all of it within the plot."""
    names, field = cloud(seed), Field(4.0, (CORNER,))
    placed = place(names, field)
    boxes = [spot.box for spot in placed.spots]
    touching = {i for i, k in combinations(range(len(boxes)), 2) if boxes[i].meets(boxes[k])}
    for i, box in enumerate(boxes):
        dots = [
            Bounds(x - 2.8, y - 2.8, x + 2.8, y + 2.8) for k, (x, y) in enumerate(one.at for one in names) if k != i
        ]
        inside = box.left >= 0 and box.right <= 860 and box.top >= 0 and box.bottom <= 300
        if not inside or box.meets(CORNER) or any(box.meets(dot) for dot in dots):
            touching.add(i)
    assert touching == set() or placed.clashes > 0


def test_crowded_clouds_of_16_names_come_out_clean() -> None:
    """All twelve."""
    assert [seed for seed in range(12) if place(cloud(seed), Field(4.0, (CORNER,))).clashes] == []


def test_a_clash_that_cannot_be_helped_is_counted() -> None:
    """Two names in a part with room for one; and a name, in a part that is narrower."""
    low = Bounds(0.0, 0.0, 110.0, 34.0)
    two = tuple(Name((x, 24.0), ((100.0, 11.0),), low) for x in (54.0, 55.0))
    assert place(two[:1], Field(4.0)).clashes == 0
    assert place(two, Field(4.0)).clashes > 0
    assert place((Name((54.0, 24.0), ((120.0, 11.0),), low),), Field(4.0)).clashes == 1


def test_the_same_names_stand_at_the_same_spots() -> None:
    """Reports of the same figures have the same bytes."""
    field = Field(4.0)
    assert place.__wrapped__(cloud(3), field) == place.__wrapped__(cloud(3), field)


def test_a_name_stays_in_its_part() -> None:
    """Close to a border it stands on its own side, where it would else stand on the other."""
    free, bound = (Name((424.0, 100.0), ((120.0, 11.0),), part) for part in (PLOT, Bounds(0.0, 0.0, 429.0, 149.0)))
    assert place((free,), Field(4.0)).spots[0].box.left > 424
    assert place((bound,), Field(4.0)).spots[0].box.right <= 429


def test_a_name_that_would_read_as_that_of_another_point_has_a_line_to_its_own() -> None:
    """In a cluster, a name without a line is nearest to its own point."""
    ats = tuple((300.0 + 14 * i, 150.0 + 13 * k) for i in range(3) for k in range(3))
    placed = place(tuple(Name(at, ((60.0, 11.0),), PLOT) for at in ats), Field(4.0))
    assert placed.clashes == 0
    for at, spot in zip(ats, placed.spots, strict=True):
        gaps = {one: dist(one, nearest(spot.box, one)) for one in ats}
        assert spot.far or min(gaps, key=lambda one: gaps[one]) == at


def test_a_name_keeps_off_the_history_lines_of_other_points() -> None:
    """A line that ends at a name reads as its leader line: the name goes further from its point."""
    lines = tuple(((300.0 + by, 130.0), (300.0 + by, 170.0)) for by in (-30.0, -20.0, 20.0, 30.0))
    (spot,) = place((Name((300.0, 150.0), ((100.0, 11.0),), PLOT),), Field(4.0, slants=lines)).spots
    assert not any(spot.box.meets_line(*line) for line in lines)


def matrix() -> Matrix:
    """The sample."""
    return sample.matrix_of_aspects(sample.Words("nl"))


STYLES = {
    "page": ChartStyle("nl", "#1F4E79", 860, "wide", "print", 290),
    "half a page": ChartStyle("nl", "#1F4E79", 412, "wide", "print", 300),
    "screen": ChartStyle("nl", "#1F4E79", 800),
    "tablet": ChartStyle("nl", "#1F4E79", 430, "narrow"),
    "phone": ChartStyle("nl", "#1F4E79", 296, "narrow"),
}
each_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())


@each_style
def test_every_aspect_is_named_and_none_is_cut(style: ChartStyle) -> None:
    """Beside its point, on one line or two, or in a key with its number; every point is drawn."""
    scene = draw_scene(matrix(), style)
    texts = " ".join(item.text for item in scene.items if isinstance(item, Words))
    for point in matrix().points:
        assert all(word in texts for word in point.label.split())
    drawn = [item.evidence for item in scene.items if isinstance(item, Dot) and item.evidence]
    assert sorted(drawn) == sorted(point.importance.evidence for point in matrix().points)


@each_style
@pytest.mark.parametrize("count", [3, 8, 13, 22])
def test_a_matrix_of_any_number_of_aspects_has_no_fault(count: int, style: ChartStyle) -> None:
    """Nothing lies over anything, no line crosses another or runs over a point, every name or number is in its part."""
    figure = replace(matrix(), points=matrix().points[:: 22 // count][:count])
    found = faults(figure, draw_scene(figure, style))
    assert found.all == 0
    assert found.longest <= 60.0


def test_few_points_have_names_and_many_have_numbers() -> None:
    """In a wide figure: eight names stand beside their points, twenty-two in a key in the order of their numbers."""
    few = replace(matrix(), points=matrix().points[::3])
    assert faults(few, draw_scene(few, STYLES["screen"])).named
    scene = draw_scene(matrix(), STYLES["page"])
    assert not faults(matrix(), scene).named
    right = max(item.x + item.width for item in scene.items if isinstance(item, Box))
    key = [item for item in scene.items if isinstance(item, Words) and item.x > right]
    numbers = [int(item.text) for item in key if item.text.isdigit()]
    assert numbers == list(range(1, 23))
    first = next(point.label for point in matrix().points)
    assert any(item.text == first.split(" welke")[0] or item.text == first for item in key)


def test_points_that_lie_over_each_other_are_told_apart() -> None:
    """A white edge around each, rings under all points, and lines over them to the middle of their own."""
    items = draw_scene(matrix(), STYLES["page"]).items
    points = [i for i, item in enumerate(items) if isinstance(item, Dot) and item.evidence]
    rings = [i for i, item in enumerate(items) if isinstance(item, Dot) and item.stroke == SOFT and item.fill == WHITE]
    lines = [i for i, item in enumerate(items) if isinstance(item, Line) and item.width == 0.5]
    assert max(i for i in rings if i > 20) < min(points)
    assert max(points) < min(lines)
    for i in points:
        edge, point = items[i - 1], items[i]
        assert isinstance(edge, Dot)
        assert isinstance(point, Dot)
        assert (edge.x, edge.y, edge.fill) == (point.x, point.y, WHITE)
        assert edge.size > point.size


def test_a_point_stands_in_its_part() -> None:
    """Left of the border when rated low, above it when it is important; hollow: a small base, or few graded it."""
    figure, scene = matrix(), draw_scene(matrix(), ChartStyle("nl", "#1F4E79", 860, "wide", "print", 300))
    dots = {item.evidence: item for item in scene.items if isinstance(item, Dot) and item.evidence}
    low = [dots[one.importance.evidence] for one in figure.points if one.corner in {0, 2}]
    high = [dots[one.importance.evidence] for one in figure.points if one.corner in {1, 3}]
    assert max(dot.x for dot in low) < min(dot.x for dot in high)
    important = [dots[one.importance.evidence] for one in figure.points if one.corner in {0, 1}]
    others = [dots[one.importance.evidence] for one in figure.points if one.corner in {2, 3}]
    assert max(dot.y for dot in important) < min(dot.y for dot in others)
    assert [dot.evidence for dot in dots.values() if dot.fill == "#ffffff"] == [
        "vr/2013/a20/importance/all", "vr/2013/a21/importance/all",
    ]  # fmt: skip
