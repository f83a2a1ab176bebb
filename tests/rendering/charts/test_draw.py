"""Figures of the sample report as drawings: nothing overlaps, nothing is lost, nothing is made up."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from peil.rendering.charts import ChartStyle, draw, draw_scene
from peil.rendering.charts.scene import Box, Dot, Line, Scene, Words
from peil.rendering.charts.trend import draw_trend
from peil.rendering.theme import GREY, INK, PALE, WHITE
from peil.report.model import BarRow, Bars, Figure, Mark, Reference, Stack, StackRow, Trend, TrendSeries
from rendering import sample_figures as sample
from rendering.sample_figures import Words as Language

LEAD = "#1F4E79"
FIGURES: tuple[Callable[[Language], Figure], ...] = (
    sample.trend_by_directorate, sample.trend_of_nine_waves, sample.dots_by_group, sample.bars_of_contact,
    sample.bars_of_many_groups, sample.stack_of_information, sample.stack_of_status,
    sample.matrix_of_aspects, sample.waterfall_of_naturalisation,
)  # fmt: skip
SIZES = {
    "print": ChartStyle("nl", LEAD, 560, "wide", "print"),
    "print, low": ChartStyle("nl", LEAD, 860, "wide", "print", 300),
    "half a page": ChartStyle("nl", LEAD, 412, "wide", "print", 300),
    "screen": ChartStyle("nl", LEAD, 760),
    "phone": ChartStyle("nl", LEAD, 340, "narrow"),
}
each_figure = pytest.mark.parametrize("make", FIGURES, ids=lambda make: make.__name__)
each_size = pytest.mark.parametrize("style", SIZES.values(), ids=SIZES.keys())
each_language = pytest.mark.parametrize("language", ["nl", "en"])


def words_of(scene: Scene) -> list[Words]:
    """All texts that are drawn."""
    return [item for item in scene.items if isinstance(item, Words) and item.text]


def texts_of(scene: Scene) -> str:
    """All texts that are drawn, in one string."""
    return "\n".join(words.text for words in words_of(scene))


@each_figure
@each_size
@each_language
def test_no_two_texts_overlap(make: Callable[[Language], Figure], style: ChartStyle, language: str) -> None:
    """Measured with the widths of the font, at every size."""
    scene = draw_scene(make(Language(language)), style)
    clashes = [
        (one.text, other.text) for one, other in combinations(words_of(scene), 2) if one.bounds.meets(other.bounds)
    ]
    assert clashes == []


@each_figure
@each_size
@each_language
def test_everything_stands_within_the_figure(
    make: Callable[[Language], Figure], style: ChartStyle, language: str
) -> None:
    """No text, dot or bar is cut off at the edge."""
    scene = draw_scene(make(Language(language)), style)
    for words in words_of(scene):
        bounds = words.bounds
        assert bounds.left >= -0.5, words.text
        assert bounds.right <= scene.width + 0.5, words.text
        assert bounds.top >= -0.5, words.text
        assert bounds.bottom <= scene.height + 0.5, words.text
    for item in scene.items:
        if isinstance(item, Box | Dot):
            assert 0 <= item.x <= scene.width
            assert 0 <= item.y <= scene.height


@each_figure
def test_the_same_figure_gives_the_same_bytes(make: Callable[[Language], Figure]) -> None:
    """Drawn anew, past the cache."""
    figure, style = make(Language("nl")), SIZES["print"]
    assert draw.__wrapped__(figure, style) == draw.__wrapped__(figure, style)


@each_figure
def test_a_dutch_figure_has_its_summary_and_no_english(make: Callable[[Language], Figure]) -> None:
    """One image with one label; the renderer's own English words are gone."""
    figure = make(Language("nl"))
    root = ElementTree.fromstring(draw(figure, SIZES["screen"]))
    assert root.get("role") == "img"
    assert root.get("aria-label") == figure.summary
    assert root.get("lang") == "nl"
    for element in root.iter():
        if element is not root:
            assert not {"role", "aria-label", "aria-roledescription"} & element.attrib.keys()


def test_ids_differ_between_figures_and_modes() -> None:
    """Several figures, each wide and narrow, can stand in one page."""
    roots = [
        ElementTree.fromstring(draw(make(Language("nl")), style))
        for make in FIGURES
        for style in (SIZES["screen"], SIZES["phone"])
    ]
    ids = [element.get("id") for root in roots for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == len(roots)


def test_marks_carry_the_id_of_their_estimate() -> None:
    """So that a page can lead from a mark to its base and its test."""
    figure = sample.dots_by_group(Language("nl"))
    shown = {m.evidence for row in figure.rows for m in row.marks if m is not None and m.value is not None}
    root = ElementTree.fromstring(draw(figure, SIZES["screen"]))
    assert shown <= {element.get("data-evidence") for element in root.iter()}


@pytest.mark.parametrize("make", [sample.dots_by_group, sample.bars_of_contact, sample.bars_of_many_groups])
@each_size
def test_every_value_of_rows_is_printed(make: Callable[[Language], Bars], style: ChartStyle) -> None:
    """As often as it occurs, a dash for what is hidden or was not asked."""
    figure = make(Language("nl"))
    drawn = [words.text.removesuffix(" +").removesuffix(" −") for words in words_of(draw_scene(figure, style))]
    wanted = [mark.text if mark else "–" for row in figure.rows for mark in row.marks]
    assert all(drawn.count(text) >= wanted.count(text) for text in set(wanted))


def test_flags_are_bold_and_have_a_sign() -> None:
    """Never by colour alone."""
    scene = draw_scene(sample.bars_of_contact(Language("nl")), SIZES["print"])
    flagged = {words.text: words.weight for words in words_of(scene) if words.text[-1] in "+−"}
    assert flagged == {"41% +": 600, "31% −": 600, "19% +": 600, "8% +": 600}


def test_small_bases_are_hollow() -> None:
    """White inside, the colour of the wave around."""
    figure = sample.dots_by_group(Language("nl"))
    small = {mark.evidence for row in figure.rows for mark in row.marks if mark is not None and mark.small}
    dots = [item for item in draw_scene(figure, SIZES["print"]).items if isinstance(item, Dot) and item.evidence]
    assert small
    assert {dot.evidence for dot in dots if dot.fill == WHITE} == small


def test_a_trend_prints_the_last_value_and_name_of_every_line() -> None:
    """Eight lines within half a point; the first values too."""
    figure = sample.trend_of_nine_waves(Language("nl"))
    drawn = texts_of(draw_scene(figure, SIZES["print"])).split("\n")
    lasts = [series.marks[-1].text for series in figure.series if series.marks[-1]]
    firsts = [series.marks[0].text for series in figure.series if series.marks[0]]
    assert all(drawn.count(text) >= lasts.count(text) for text in lasts)
    assert all(text in drawn for text in firsts)
    assert "Ambassades en consulaten" in drawn


def test_a_break_is_a_gap() -> None:
    """No line runs from the moment before a new series to its first moment."""
    marks = tuple(Mark(value, str(value), f"e{value}") for value in (6.5, 6.6, 7.0, 7.1))
    axis = sample.grade_axis(Language("nl"), 6, 8)
    moments = tuple((str(2010 + i), 2010.0 + i) for i in range(4))
    whole = Trend("t", moments, (TrendSeries("A", False, marks),), axis, "s")
    broken = replace(whole, series=(replace(whole.series[0], breaks=(2,)),))

    def pieces(figure: Trend) -> int:
        lines = [item for item in draw_trend(figure, SIZES["print"]).items if isinstance(item, Line)]
        return sum(line.width == 1.4 for line in lines)

    assert pieces(whole) == 3
    assert pieces(broken) == 2


def test_no_two_lines_look_alike() -> None:
    """Colour, marker and dash together tell eight lines apart; marker and dash alone tell them apart in grey."""
    figure = sample.trend_of_nine_waves(Language("nl"))
    scene = draw_scene(figure, SIZES["print"])
    keys = [(item.shape, item.fill) for item in scene.items if isinstance(item, Dot) and not item.evidence]
    assert len(keys) == len(figure.series) == len(set(keys))


def test_waves_stand_by_their_date() -> None:
    """Six years take three times as much room as two."""
    marks = tuple(Mark(7.0, "7,0", f"e{i}") for i in range(3))
    moments = (("2005", 2005.0), ("2007", 2007.0), ("2013", 2013.0))
    figure = Trend("t", moments, (TrendSeries("A", False, marks),), sample.grade_axis(Language("nl"), 6, 8), "s")
    x = [item.x for item in draw_trend(figure, SIZES["print"]).items if isinstance(item, Dot) and item.evidence]
    assert x[2] - x[1] == pytest.approx(3 * (x[1] - x[0]))


def test_a_hidden_row_of_a_stack_says_so() -> None:
    """A dash, not an empty bar."""
    figure = sample.stack_of_status(Language("nl"))
    hidden = StackRow("Ambassades", tuple(Mark(None, "–", "e") for _ in figure.segments), n="n=12")
    scene = draw_scene(Stack("s", figure.segments, (hidden,), False, "s"), SIZES["print"])
    assert "–" in texts_of(scene)


def test_text_in_segments_reads_or_is_left_out() -> None:
    """It stands within its segment."""
    scene = draw_scene(sample.stack_of_information(Language("nl")), SIZES["print"])
    boxes = {item.evidence: item for item in scene.items if isinstance(item, Box) and item.evidence}
    inside = [words for words in words_of(scene) if words.evidence]
    assert len(inside) >= 12
    for words in inside:
        box = boxes[words.evidence]
        assert words.bounds.left >= box.x
        assert words.bounds.right <= box.x + box.width


def test_hostile_texts_come_out_as_text() -> None:
    """Markup in a label is drawn as it was written and adds no element."""
    figure = sample.bars_of_contact(Language("nl"))
    text = '<script>alert("1")</script> & $x$ #set'
    evil = replace(figure, summary=text, rows=(replace(figure.rows[0], label=text), *figure.rows[1:]))
    root = ElementTree.fromstring(draw(evil, SIZES["screen"]))
    drawn = " ".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
    assert "<script>" in drawn
    assert root.get("aria-label") == text
    assert not [element for element in root.iter() if element.tag.endswith("script")]


def test_twelve_rows_of_three_waves_fit_on_a_low_page() -> None:
    """Thin bars, with every value in a column of its own; texts keep their size."""
    style = replace(SIZES["print"], height=255)
    figure = sample.bars_of_contact(Language("nl"))
    row = BarRow("Aanmeldcentrum", tuple(Mark(0.1 * i, f"{10 * i}%", f"e{i}") for i in (1, 2, 3)))
    figure = replace(figure, columns=("2009", "2011", "2013"), rows=(row,) * 12)
    scene = draw_scene(figure, style)
    assert scene.height <= 255
    assert texts_of(scene).split("\n").count("20%") == 12
    assert min(words.size for words in words_of(scene)) >= 8.5
    assert min(item.height for item in scene.items if isinstance(item, Box)) >= 3.5


def _first_two(figure: Bars | Stack) -> Bars | Stack:
    if isinstance(figure, Bars):
        return replace(figure, rows=figure.rows[:2])
    return replace(figure, rows=figure.rows[:2])


@pytest.mark.parametrize("make", [sample.dots_by_group, sample.bars_of_contact, sample.stack_of_information])
def test_few_rows_use_the_room_they_have(make: Callable[[Language], Bars | Stack]) -> None:
    """Two rows on a high page stand further apart than twice as many on half of it, up to a handsome measure."""
    figure = make(Language("nl"))
    few = _first_two(figure)
    low = draw_scene(few, replace(SIZES["print"], height=100)).height
    high = draw_scene(few, replace(SIZES["print"], height=330)).height
    assert low * 1.3 < high < 260


def test_a_line_without_any_point_is_named_under_the_others() -> None:
    """In grey, without a leader, directly below the last name."""
    axis = sample.grade_axis(Language("nl"), 2, 5)
    moments = (("2017", 2017.0), ("2018", 2018.0))
    shown = tuple(
        TrendSeries(name, False, tuple(Mark(value, f"{value}", f"{name}{i}") for i in range(2)))
        for name, value in (("Engels", 4.1), ("Spaans", 4.0), ("Chinees", 3.9))
    )
    hidden = TrendSeries("Japans", False, (Mark(None, "–", "j0"), Mark(None, "–", "j1")))
    scene = draw_trend(Trend("t", moments, (hidden, *shown), axis, "s"), SIZES["print"])
    places = {words.text: words for words in words_of(scene)}
    last = max(places[series.label].y for series in shown)
    assert 0 < places["Japans"].y - last < 20
    assert places["Japans"].colour == GREY


def test_a_trend_on_a_phone_has_half_its_width_for_the_lines() -> None:
    """However long the names are: they stand in a key above the plot, each whole."""
    figure = sample.trend_by_directorate(Language("nl"))
    names = ("Onderwijsinstellingen", "Vreemdelingen in afwachting", "Ketenpartners")
    series = tuple(replace(one, label=name) for one, name in zip(figure.series, names, strict=False))
    scene = draw_scene(replace(figure, series=series), replace(SIZES["phone"], width=296))
    dots = [item for item in scene.items if isinstance(item, Dot) and item.evidence]
    assert max(dot.x for dot in dots) - min(dot.x for dot in dots) > 0.5 * scene.width
    assert all(series[i].label in texts_of(scene) for i in range(len(series)))


def test_the_total_beside_the_group_of_a_report_is_grey_and_the_group_stands_out() -> None:
    """The eye finds the group first; in a report for everyone that is the total, in ink."""
    marks = (Mark(7.0, "7,0", "a"), Mark(7.4, "7,4", "b"))
    axis = sample.grade_axis(Language("nl"), 6, 8)
    total, group = TrendSeries("Totaal", True, marks, beside=True), TrendSeries("Asiel", False, marks)
    moments = (("2011", 2011.0), ("2013", 2013.0))

    def looks(*series: TrendSeries) -> tuple[object, list[int]]:
        scene = draw_trend(Trend("t", moments, series, axis, "s"), SIZES["print"])
        dots = {item.stroke for item in scene.items if isinstance(item, Dot) and item.shape == "circle"}
        weights = {words.text: words.weight for words in words_of(scene)}
        return dots, [weights["Totaal"], weights["Asiel"]]

    assert looks(total, group) == ({GREY}, [400, 600])
    assert looks(replace(total, beside=False), group) == ({INK}, [600, 400])


def test_a_stack_of_less_than_everyone_is_drawn_to_scale() -> None:
    """36% and 15% are 51% of the bar; the rest of it is pale, and stays so on every row."""
    marks = (Mark(0.36, "36%", "a", 100), Mark(0.15, "15%", "b", 100))
    figure = Stack("s", ("A", "B"), (StackRow("Totaal", marks, True),), False, "S")
    boxes = {box.evidence: box for box in draw_scene(figure, SIZES["screen"]).items if isinstance(box, Box)}
    rest = next(box for box in draw_scene(figure, SIZES["screen"]).items if isinstance(box, Box) and box.fill == PALE)
    bar = rest.x + rest.width - boxes["a"].x
    assert abs((boxes["a"].width + 1.5) / bar - 0.36) < 0.005
    assert abs(rest.width / bar - 0.49) < 0.005


def test_first_values_of_a_trend_with_benchmarks_keep_their_room_on_a_phone() -> None:
    """The lines from outside have no first value, and do not count when there is to be room for those."""
    trend = replace(
        sample.trend_by_directorate(Language("nl")),
        references=(Reference("Keten (2013)", 6.8, "6,8", "a"), Reference("Alleen (2013)", 7.1, "7,1", "b")),
    )
    words = words_of(draw_scene(trend, SIZES["phone"]))
    assert "7,9" in [one.text for one in words]
    assert min(one.bounds.left for one in words) >= 0


def test_the_ground_of_names_in_a_matrix_breaks_neither_tint_nor_borders() -> None:
    """No patch of the tint lies beside the part that is tinted; the borders are drawn above the patches of names."""
    style = replace(SIZES["screen"], language="en")
    items = draw_scene(sample.matrix_of_aspects(Language("en")), style).items
    tinted, *patches = [one for one in items if isinstance(one, Box) and one.fill == style.theme.pale]
    right, bottom = tinted.x + tinted.width, tinted.y + tinted.height
    assert max(one.x + one.width for one in patches) <= right
    assert max(one.y + one.height for one in patches) <= bottom
    border = next(
        i for i, one in enumerate(items) if isinstance(one, Line) and all(abs(x - right) < 0.01 for x, _ in one.points)
    )
    assert len([one for one in items[border:] if isinstance(one, Box)]) == 4  # under the names of the parts


@pytest.mark.parametrize("border", [6.2, 7.3, 7.6, 7.9])
@pytest.mark.parametrize("size", ["phone", "screen"])
def test_no_name_of_a_part_lies_over_a_border(border: float, size: str) -> None:
    """Nor over the edge of the tint; "Randvoorwaarden" is wider than what a phone leaves it right of a high border."""
    figure = sample.matrix_of_aspects(Language("nl"))
    figure = replace(figure, borders=((border, f"{border}"), figure.borders[1]))
    style = SIZES[size]
    items = draw_scene(figure, style).items
    names = [one for one in items if isinstance(one, Words) and one.text in figure.corners][:4]
    assert sorted(one.text for one in names) == sorted(figure.corners)
    lines = [one.points for one in items if isinstance(one, Line) and one.width == 0.8 and len(one.points) == 2]
    tint = next(one for one in items if isinstance(one, Box) and one.fill == style.theme.pale)
    lines.append(((tint.x + tint.width, tint.y), (tint.x + tint.width, tint.y + tint.height)))
    assert not [one.text for one in names for line in lines if one.bounds.meets_line(*line)]
    assert min(one.size for one in names) >= style.small


def test_a_value_near_the_top_of_a_trend_stands_below_its_line() -> None:
    """Above a line at 99% it would be cut off at the edge of the figure."""
    axis = sample.share_axis(Language("en"))
    moments = (("2009", 2009.0), ("2011", 2011.0), ("2013", 2013.0))

    def marks(*values: float) -> tuple[Mark, ...]:
        return tuple(Mark(value / 100, f"{value:.0f}%", f"{value}") for value in values)

    total = TrendSeries("Total", True, marks(70, 75, 80), beside=True)
    group = TrendSeries("Education", False, marks(93, 99, 100))
    found = draw_trend(Trend("t", moments, (total, group), axis, "s"), SIZES["print"])
    assert "99%" in texts_of(found)
    assert all(words.bounds.top >= 0 for words in words_of(found))
