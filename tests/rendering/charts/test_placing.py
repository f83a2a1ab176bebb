"""Names beside points: the promise that none touches another, measured from outside."""

from itertools import combinations
from math import dist

import numpy as np
import pytest

from peil.rendering.charts import ChartStyle, draw_scene
from peil.rendering.charts.placing import Field, Name, nearest, place
from peil.rendering.charts.scene import Bounds, Dot, Words
from peil.report.model import Matrix
from rendering import sample_figures as sample

PLOT = Bounds(0.0, 0.0, 860.0, 300.0)
CORNER = Bounds(760.0, 0.0, 860.0, 16.0)


def cloud(seed: int, count: int = 26) -> tuple[Name, ...]:
    """Points as in a real matrix: most of them in one corner, names of 60 to 160 points wide in one or two lines."""
    dice = np.random.default_rng(seed)
    x, y = dice.normal(560, 130, count).clip(8, 852), dice.normal(110, 60, count).clip(8, 292)
    wide = dice.uniform(60, 160, count)
    return tuple(
        Name((float(a), float(b)), ((float(w), 11.0), (float(w) * 0.6, 22.0)))
        for a, b, w in zip(x, y, wide, strict=True)
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_is_placed_without_a_clash_touches_nothing(seed: int) -> None:
    """No other name, no point of another, no name of a part; all of it within the plot."""
    names, field = cloud(seed), Field(PLOT, 4.0, (CORNER,))
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


def test_most_crowded_clouds_of_26_names_come_out_clean() -> None:
    """At least ten of twelve."""
    assert sum(place(cloud(seed), Field(PLOT, 4.0, (CORNER,))).clashes == 0 for seed in range(12)) >= 10


def test_the_same_names_stand_at_the_same_spots() -> None:
    """Reports of the same figures have the same bytes."""
    field = Field(PLOT, 4.0)
    assert place.__wrapped__(cloud(3), field) == place.__wrapped__(cloud(3), field)


BORDERS = (((430.0, 0.0), (430.0, 300.0)), ((0.0, 150.0), (860.0, 150.0)))


def test_a_name_stays_in_the_part_of_its_point_where_there_is_room() -> None:
    """Close to a border, with room on its own side only far away: a leader line rather than the other part."""
    taken = (Bounds(330.0, 0.0, 430.0, 150.0),)
    (spot,) = place((Name((424.0, 100.0), ((120.0, 11.0),)),), Field(PLOT, 4.0, taken, BORDERS)).spots
    assert spot.far
    assert spot.box.right <= 330
    assert spot.box.bottom <= 150


def test_a_name_that_would_read_as_that_of_another_point_has_a_line_to_its_own() -> None:
    """In a cluster, a name without a line is nearest to its own point."""
    ats = tuple((300.0 + 14 * i, 150.0 + 13 * k) for i in range(3) for k in range(3))
    placed = place(tuple(Name(at, ((110.0, 11.0),)) for at in ats), Field(PLOT, 4.0))
    assert placed.clashes == 0
    for at, spot in zip(ats, placed.spots, strict=True):
        gaps = {one: dist(one, nearest(spot.box, one)) for one in ats}
        assert spot.far or min(gaps, key=lambda one: gaps[one]) == at


def test_a_name_keeps_off_the_history_lines_of_other_points() -> None:
    """A line that ends at a name reads as its leader line: the name goes further from its point."""
    lines = tuple(((300.0 + by, 130.0), (300.0 + by, 170.0)) for by in (-30.0, -20.0, 20.0, 30.0))
    (spot,) = place((Name((300.0, 150.0), ((100.0, 11.0),)),), Field(PLOT, 4.0, slants=lines)).spots
    assert not any(spot.box.meets_line(*line) for line in lines)


def matrix() -> Matrix:
    """The sample."""
    return sample.matrix_of_aspects(sample.Words("nl"))


@pytest.mark.parametrize(
    "style",
    [
        ChartStyle("nl", "#1F4E79", 860, "wide", "print", 300),
        ChartStyle("nl", "#1F4E79", 412, "wide", "print", 300),
        ChartStyle("nl", "#1F4E79", 296, "narrow"),
    ],
    ids=["page", "half a page", "phone"],
)
def test_every_aspect_is_named_and_none_is_cut(style: ChartStyle) -> None:
    """Beside its point, on one line or two, or in a key with its number; every point is drawn."""
    scene = draw_scene(matrix(), style)
    texts = " ".join(item.text for item in scene.items if isinstance(item, Words))
    for point in matrix().points:
        assert all(word in texts for word in point.label.split())
    drawn = [item.evidence for item in scene.items if isinstance(item, Dot) and item.evidence]
    assert sorted(drawn) == sorted(point.importance.evidence for point in matrix().points)


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
