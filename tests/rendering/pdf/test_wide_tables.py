"""Tables of groups and waves on a printed page: fifteen columns and more, cut between groups where they must be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from peil.rendering.charts import ChartStyle, draw_scene
from peil.rendering.charts.scene import Words
from peil.rendering.charts.text import width
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.render import render_pdf
from peil.rendering.pdf.split import fitting
from peil.rendering.pdf.tables import by_columns, data, sizes
from peil.report.model import Axis, BarRow, Bars, Foot, Mark, Page, Run, Stack, StackRow, Table, TableCell, TableRow
from rendering.sample import sample_report

NAMES = ("Totaal", "Bedrijven", "Onderwijsinstellingen", "Ketenpartners 1", "Ketenpartners 2", "Erkend referenten")
LABELS = ("Vriendelijkheid medewerker", "Duidelijk welke gegevens nodig zijn", "Leges")
STYLE = ChartStyle("nl", "#1F4E79", int(GRID.column), "wide", "print", 300)


def table_of(groups: int, waves: int, text: str = "7,5") -> Table:
    """The total and further groups, so many in all, over so many waves."""
    names = tuple(NAMES[i] if i < len(NAMES) else f"Groep {i}" for i in range(groups))
    cells = tuple(TableCell(text, flag=1) for _ in range(groups * waves))
    columns = tuple(str(2013 - 2 * i) for i in reversed(range(waves))) * groups
    rows = tuple(TableRow(label, cells) for label in LABELS)
    return Table("t", "c", "Aspect", columns, rows, tuple((name, waves) for name in names), opening=waves)


def test_fifteen_figures_stand_side_by_side_in_the_type_of_other_tables() -> None:
    """Five groups over three waves, and no label wraps."""
    at = sizes(table_of(5, 3), GRID.measure)
    assert by_columns(table_of(5, 3), GRID.measure) == [table_of(5, 3)]
    assert at.total <= GRID.measure
    assert at.type == GRID.table
    assert at.label > max(width(label, at.type) for label in LABELS) + 8


def test_eighteen_figures_still_fit() -> None:
    """The total and five groups over three waves, in type of at least nine and a half points."""
    at = sizes(table_of(6, 3), GRID.measure)
    assert at.total <= GRID.measure + 1
    assert at.type >= 9.5


@pytest.mark.parametrize(("groups", "waves"), [(9, 3), (12, 2), (6, 9)])
def test_a_table_that_is_too_wide_is_cut_between_groups_with_the_total_in_each_part(groups: int, waves: int) -> None:
    """No group is torn apart and none is lost or told twice."""
    parts = by_columns(table_of(groups, waves), GRID.measure)
    assert len(parts) > 1
    assert {part.spans[0] for part in parts} == {("Totaal", waves)}
    assert all(count == waves for part in parts for _, count in part.spans)
    told = [name for part in parts for name, _ in part.spans[1:]]
    assert told == [name for name, _ in table_of(groups, waves).spans[1:]]
    assert all(len(part.columns) == waves * len(part.spans) == len(part.rows[0].cells) for part in parts)


def test_the_name_of_a_group_keeps_its_distance_from_the_next() -> None:
    """The line under a name ends before the next one begins; the first has nothing on its left."""
    spans = data(table_of(3, 2), sizes(table_of(3, 2), GRID.measure))["spans"]
    assert isinstance(spans, list)
    assert [span["gap"] > 0 for span in spans] == [False, True, True]


def test_every_figure_and_name_is_printed(tmp_path: Path) -> None:
    """On one sheet, with long names in two lines."""
    table = table_of(6, 2, "7,4")
    long = replace(table, spans=tuple((f"{name} (Regulier economisch)", 2) for name, _ in table.spans))
    page = Page("only", (Run("Titel"),), "Ondertitel", (long,), Foot())
    report = sample_report("nl")
    file = tmp_path / "wide.pdf"
    render_pdf(replace(report, sections=(replace(report.sections[0], pages=(page,)),)), file)
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(file)]
    (found,) = [text for text in sheets if "Aspect" in text]
    assert found.count("7,4") == 36
    assert found.count("Regulier") == 6
    assert all(word in found for name in NAMES for word in name.split())


def stack_of(groups: int, waves: int) -> Stack:
    """The total and so many groups, a bar per wave."""
    marks = tuple(Mark(0.5, "50%", "id") for _ in range(2))
    names = [("Totaal", True), *((f"Groep {i}", False) for i in range(groups))]
    rows = tuple(
        StackRow(f"{name} {2009 + 2 * wave}", marks, total, "n=180", follows=wave > 0)
        for name, total in names
        for wave in range(waves)
    )
    return Stack("s", ("Ja", "Nee"), rows, False, "")


@pytest.mark.parametrize("groups", [5, 7, 8])
def test_bars_of_one_group_stay_together_below_the_total_of_every_wave(groups: int) -> None:
    """In every part of a figure that is too high."""
    parts = fitting(stack_of(groups, 3), GRID.column, 300.0, STYLE)
    assert len(parts) > 1
    for part in parts:
        assert isinstance(part, Stack)
        assert [row.label for row in part.rows[:3]] == ["Totaal 2009", "Totaal 2011", "Totaal 2013"]
        assert not part.rows[3].follows
        assert len(part.rows) % 3 == 0
    told = [row.label for part in parts if isinstance(part, Stack) for row in part.rows[3:]]
    assert told == [row.label for row in stack_of(groups, 3).rows[3:]]


def test_bars_of_one_group_stand_closer_than_those_of_two() -> None:
    """So that the eye takes them together."""
    scene = draw_scene(stack_of(2, 2), replace(STYLE, width=int(GRID.measure)))
    places = {item.text: item.y for item in scene.items if isinstance(item, Words)}
    within = places["Groep 0 2011"] - places["Groep 0 2009"]
    between = places["Groep 1 2009"] - places["Groep 0 2011"]
    assert between > within


@pytest.mark.parametrize("style", ["dots", "bars"])
def test_the_title_of_an_axis_is_not_cut_off_behind_long_names(style: str) -> None:
    """It begins further to the left where it must."""
    title = "gemiddelde op een schaal van 1–10; de as loopt van 6 tot 9"
    rows = tuple(BarRow("Onderwijsinstellingen (n=121)", (Mark(7.5, "7,5", "id", 121),), level=1) for _ in range(3))
    axis = Axis(6.0, 9.0, ((6.0, "6"), (9.0, "9")), title)
    figure = Bars("b", ("2013",), rows, axis, "dots" if style == "dots" else "bars", "")
    scene = draw_scene(figure, STYLE)
    (words,) = [item for item in scene.items if isinstance(item, Words) and item.text == title]
    assert words.bounds.left >= 0
    assert words.bounds.right <= scene.width
