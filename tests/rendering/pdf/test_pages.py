"""Pages under stress: many chapters, high feet, long tables, short and long texts; none overprints."""

import re
from collections.abc import Sequence
from ctypes import c_int, create_string_buffer
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from peil.language import Language
from peil.rendering.charts.text import width
from peil.rendering.pdf.cutting import PITCHES, fitted
from peil.rendering.pdf.foot import MOST_LINES, foot_columns
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.prose import in_columns, pieces, text_page
from peil.rendering.pdf.render import render_pdf
from peil.rendering.pdf.room import top_margin
from peil.rendering.pdf.tables import FLAG, sizes
from peil.report.model import (
    Block,
    Bullets,
    Facts,
    Foot,
    Heading,
    KeyFigure,
    KeyFigures,
    Page,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
    TableCell,
    TableRow,
)  # fmt: skip
from rendering.sample import sample_report
from rendering.sample_figures import Words, matrix_of_aspects, trend_by_directorate

SENTENCE = "Klanten vinden dat zij fatsoenlijk worden behandeld en dat er naar hen wordt geluisterd. "
Rect = tuple[float, float, float, float]


def report_of(*pages: Page) -> Report:
    """A report of one chapter with these pages."""
    report = sample_report("nl")
    return replace(report, sections=(replace(report.sections[0], pages=pages),))


def page_of(*blocks: Block, foot: Foot | None = None, title: str = "Titel van de pagina") -> Page:
    """A page with these blocks."""
    return Page("only", (Run(title),), "Ondertitel", blocks, foot or Foot())


def table_of(rows: int, columns: int = 3, label: str = "Aspect nummer") -> Table:
    """A table of so many rows and columns of figures."""
    cells = tuple(TableCell("7,5") for _ in range(columns))
    made = tuple(TableRow(f"{label} {i}", cells) for i in range(rows))
    return Table("t", "c", "Aspect", tuple(str(2009 + i) for i in range(columns)), made)


def texts(path: Path) -> list[str]:
    """The text of every sheet."""
    document = pypdfium2.PdfDocument(path)
    found = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    return [re.sub(r"\s+", " ", text) for text in found]


def rects(path: Path, sheet: int) -> list[Rect]:
    """The boxes around the texts of a sheet."""
    text = pypdfium2.PdfDocument(path)[sheet].get_textpage()
    return [text.get_rect(i) for i in range(text.count_rects())]


def font_of(text: pypdfium2.PdfTextPage, place: int) -> str:
    """The name of the font of a character."""
    name = create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text, place, name, len(name), c_int())
    return name.value.decode()


def clashes(boxes: Sequence[Rect]) -> list[tuple[Rect, Rect]]:
    """Pairs of boxes that share height and width."""
    return [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 2.5
    ]


def made_of(tmp_path: Path, *pages: Page) -> tuple[list[str], list[tuple[Rect, Rect]]]:
    """The sheets of these pages without cover, contents, chapter and last page; and all clashes on them."""
    path = tmp_path / "pages.pdf"
    render_pdf(report_of(*pages), path)
    sheets = texts(path)[3:-1]
    return sheets, [clash for i in range(len(sheets)) for clash in clashes(rects(path, i + 3))]


def chapters(count: int, pages: int) -> tuple[Section, ...]:
    """Chapters with pages that are called after their chapter."""
    made = []
    for i in range(count):
        titles = [
            f"Bevinding {k} van {i}: de klant waardeert vooral dat er goed wordt geluisterd" for k in range(pages)
        ]
        inside = tuple(replace(page_of(title=title), id=f"p{i}-{k}") for k, title in enumerate(titles))
        made.append(Section(f"s{i}", f"Hoofdstuk {i}", inside))
    return tuple(made)


def test_the_contents_of_eight_chapters_fit_on_one_page(tmp_path: Path) -> None:
    """Eight chapters of four pages: the sheet behind the contents is the first chapter."""
    path = tmp_path / "contents.pdf"
    render_pdf(replace(sample_report("nl"), sections=chapters(8, 4)), path)
    sheets = texts(path)
    assert all(f"Hoofdstuk {i}" in sheets[1] for i in range(8))
    assert "Inhoud" not in sheets[2]
    assert clashes(rects(path, 1)) == []


def test_contents_of_many_chapters_go_on_under_the_same_title(tmp_path: Path) -> None:
    """Fourteen chapters of nine pages: every sheet of the contents has a title, no chapter is parted from its pages."""
    path = tmp_path / "contents.pdf"
    render_pdf(replace(sample_report("nl"), sections=chapters(14, 9)), path)
    sheets = [text for text in texts(path)[1:] if "Inhoud" in text]
    assert len(sheets) >= 2
    assert all("Inhoud (vervolg)" in text for text in sheets[1:])
    whole = " ".join(sheets)
    assert all(f"Bevinding {k} van {i}" in whole for i in range(14) for k in range(9))
    for i in range(14):
        assert any(re.search(rf"Hoofdstuk {i} (\d+ )?Bevinding 0 van {i}", text) for text in sheets), i
    assert all(clashes(rects(path, i + 1)) == [] for i in range(len(sheets)))


def test_the_halves_of_a_table_share_their_rows(tmp_path: Path) -> None:
    """A label of two lines in one half makes the row of the other half as high: figures stand at the same heights."""
    table = table_of(26)
    long = "Een aspect met een naam die niet op een enkele regel van een halve pagina past, en dus twee regels krijgt"
    rows = tuple(replace(row, label=long) if i in {3, 17} else row for i, row in enumerate(table.rows))
    path = tmp_path / "halves.pdf"
    foot = Foot(("Vraag",), ("Alle respondenten",) * 4)
    render_pdf(report_of(page_of(replace(table, rows=rows), foot=foot)), path)
    text = pypdfium2.PdfDocument(path)[3].get_textpage()
    boxes = [text.get_rect(i) for i in range(text.count_rects())]
    figures = [box for box in boxes if text.get_text_bounded(*box).strip().startswith("7,5")]
    left = sorted({round(box[1]) for box in figures if box[2] < GRID.width / 2})
    right = sorted({round(box[1]) for box in figures if box[0] > GRID.width / 2})
    assert len(left) == len(right) == 13
    assert left == right


def test_a_column_of_text_keeps_its_distance_from_the_figures_before_it(tmp_path: Path) -> None:
    """Figures end where the text behind them begins: a slot for a flag is too little between them."""
    cells = (TableCell("7,7"), TableCell("Toelichting", align="left"))
    table = Table("t", "Tabel", "Wie", ("Cijfer", "Waarom"), (TableRow("Asiel", cells),))
    render_pdf(report_of(page_of(table)), tmp_path / "behind.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "behind.pdf")
    text = next(found for one in document if "Toelichting" in (found := one.get_textpage()).get_text_range())
    ends = [text.get_rect(i) for i in range(text.count_rects())]
    placed = {text.get_text_bounded(*box).strip(): box for box in ends}
    assert placed["Toelichting"][0] - placed["7,7"][2] >= 20
    assert placed["Waarom"][0] == pytest.approx(placed["Toelichting"][0], abs=1.5)


def test_a_cell_that_is_bold_in_part_is_printed_so(tmp_path: Path) -> None:
    """What is bold has another font than the rest of the cell."""
    content = (Run("Vooral", strong=True), Run(" bij asiel"))
    cell = TableCell("Vooral bij asiel", align="left", content=content)
    table = Table("t", "Tabel", "Wie", ("Waar",), (TableRow("Klanten", (cell,)),))
    render_pdf(report_of(page_of(table)), tmp_path / "bold.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "bold.pdf")
    (text,) = (found for one in document if "Vooral bij asiel" in (found := one.get_textpage()).get_text_range())
    start = text.get_text_range().index("Vooral bij asiel")
    bold, rest, usual = (font_of(text, i) for i in (start, start + 8, text.get_text_range().index("Ondertitel")))
    assert bold != rest
    assert rest == usual


def test_a_table_fills_its_sheets() -> None:
    """As few sheets as fit, and rows so far apart that less than a row more would not fit."""
    table = table_of(27, 6)
    room = 262.0
    fit = fitted(table, sizes(table, GRID.measure), room, "vervolg")
    assert [len(part.rows) for part in fit.parts] == [14, 13]
    assert fit.at.pitch > PITCHES[-1]
    assert 14 * (fit.at.pitch + 2) > room - 30


@pytest.mark.parametrize("rows", range(15, 60, 4))
def test_no_part_of_a_table_is_a_short_remainder(rows: int) -> None:
    """However many rows: never one to three of them alone on a sheet."""
    table = table_of(rows, 6)
    fit = fitted(table, sizes(table, GRID.measure), 262.0, "vervolg")
    assert sum(len(part.rows) for part in fit.parts) == rows
    assert min(len(part.rows) for part in fit.parts) > 3


def test_a_list_is_divided_over_both_columns() -> None:
    """Ten items of three lines: five in each column, the numbers going on."""
    items = tuple((((Run(SENTENCE * 2),)), ()) for _ in range(10))
    (part,) = in_columns(pieces([Bullets(items, ordered=True)]), 400.0)
    columns = part["columns"]
    assert isinstance(columns, list)
    assert [len(column[0]["items"]) for column in columns] == [5, 5]
    assert [column[0]["start"] for column in columns] == [1, 6]


def test_a_heading_stays_with_what_follows_it() -> None:
    """It never ends a column."""
    blocks: list[Block] = []
    for i in range(9):
        blocks += [Heading((Run(f"Kop {i}"),)), Paragraph((Run(SENTENCE * (1 + i % 4)),))]
    for room in range(150, 420, 15):
        for part in in_columns(pieces(blocks), room):
            columns = part.get("columns", [])
            assert isinstance(columns, list)
            assert all(column[-1]["kind"] != "heading" for column in columns if column)


def test_a_short_text_stands_in_one_wide_column_of_larger_type() -> None:
    """Three sentences."""
    (part,) = text_page([Paragraph((Run(SENTENCE * 3),))], 400.0)
    columns = part["columns"]
    assert isinstance(columns, list)
    assert (part["type"], part["width"], len(columns)) == ("lead", GRID.lead_measure, 1)


@pytest.mark.parametrize("notes", [1, 8, 40])
def test_a_foot_takes_a_third_of_the_page_at_most(notes: int) -> None:
    """What does not fit is left to the page of notes, and that is said."""
    foot = Foot(("Vraag",), ("Basis",), ("+: hoger",), tuple(f"Aspect {i}: {SENTENCE}" for i in range(notes)))
    made = foot_columns(foot, Language("nl"))
    printed = [text for _, text in (*made.left, *made.right)]
    assert made.lines <= MOST_LINES
    assert ("Meer noten: zie Noten" in printed) == (notes == 40)
    assert {"Vraag", "Basis", "+: hoger"} <= set(printed)


def test_a_foot_of_notes_alone_stands_in_both_columns() -> None:
    """Eight notes beside one question: the page gets the room of four lines; short ones stay where they are."""
    notes = tuple(f"Noot {i}" for i in range(8))
    made = foot_columns(Foot(("Vraag",), (), (), notes), Language("nl"))
    assert [text for _, text in (*made.left, *made.right)] == ["Vraag", *notes]
    assert made.lines == 5
    assert len(foot_columns(Foot(("Vraag",), (), (), notes[:2]), Language("nl")).left) == 1


def test_the_plan_of_a_page_knows_how_many_lines_its_title_takes(tmp_path: Path) -> None:
    """Titles of about one line, by our widths: what stands below begins where the plan of the page has it."""
    titles = [_title_of(over) for over in (-0.5, 0.2, 1.0, 2.9, 5.0)]
    pages = [replace(page_of(table_of(2, 2), title=title), id=f"p{i}") for i, title in enumerate(titles)]
    path = tmp_path / "titles.pdf"
    render_pdf(report_of(*pages), path)
    under = [GRID.height - _foot_of("Ondertitel", path, i + 3) for i in range(len(pages))]
    planned = [top_margin(page) - 18 for page in pages]
    assert [abs(one - other) < 1.5 for one, other in zip(under, planned, strict=True)] == [True] * 5, (under, planned)
    assert planned[3] < planned[4]


def _title_of(over: float) -> str:
    """A title that is so many per cent wider than the line, by our widths."""
    words = SENTENCE.split() * 2
    wished = GRID.measure * (1 + over / 100)
    title = next(
        t for t in (" ".join(words[:i]) for i in range(3, 30)) if width(t + " ontevreden", GRID.title, 600) > wished
    )
    while width(title + "i", GRID.title, 600) < wished:
        title += "i"
    return title


def _foot_of(word: str, path: Path, sheet: int) -> float:
    """How high above the lower edge of a sheet do the letters of this word stand?"""
    text = pypdfium2.PdfDocument(path)[sheet].get_textpage()
    found = text.search(word).get_next()
    assert found is not None
    return float(text.get_charbox(found[0])[1])


def test_a_single_endless_note_is_cut_to_whole_lines() -> None:
    """With an ellipsis, and the word where the rest is."""
    made = foot_columns(Foot(notes=(SENTENCE * 40,)), Language("nl"))
    printed = [text for _, text in (*made.left, *made.right)]
    assert made.lines <= MOST_LINES
    assert any(text.endswith("…") for text in printed)


def test_a_page_with_an_endless_foot_keeps_its_table_together(tmp_path: Path) -> None:
    """Fourteen rows and thirty notes: two sheets at most, and no text over another."""
    notes = tuple(f"Aspect nummer {i}: {SENTENCE}" for i in range(30))
    foot = Foot(("Vraag " * 30,), ("Basis " * 90,), ("+ of −: hoger of lager",), notes)
    sheets, overprinted = made_of(tmp_path, page_of(table_of(14, 6), foot=foot, title="Een titel van twee regels " * 4))
    assert len(sheets) <= 2
    assert overprinted == []
    assert all("Meer noten: zie Noten" in text for text in sheets)


@pytest.mark.parametrize("count", range(1, 8))
def test_key_figures_and_findings_do_not_overprint(count: int, tmp_path: Path) -> None:
    """One to seven figures with long labels, and four findings."""
    figure = KeyFigure("7,7", "Naturalisatie: laagste cijfer naar klantdirectie", "marge ±0,2, n=241",
                       "+0,3 ten opzichte van 2011 (7,4), significant", 1, ())  # fmt: skip
    findings = Bullets(tuple(((Run(SENTENCE),), ()) for _ in range(4)))
    foot = Foot(("Vraag",), ("Basis",) * 5)
    sheets, overprinted = made_of(tmp_path, page_of(KeyFigures("k", (figure,) * count), findings, foot=foot))
    assert len(sheets) <= 2
    assert overprinted == []


def test_the_first_page_keeps_figures_and_findings_on_one_sheet(tmp_path: Path) -> None:
    """Four figures beside the hero, three findings and a foot of five lines."""
    figure = KeyFigure("7,5", "Naturalisatie: laagste cijfer naar klantdirectie", "marge ±0,21, n=241",
                       "7,7 in 2011, geen aantoonbaar verschil", 0, ())  # fmt: skip
    findings = Bullets(tuple(((Run(SENTENCE),), ()) for _ in range(3)))
    foot = Foot(("Vraag",), ("Basis",) * 4)
    sheets, overprinted = made_of(tmp_path, page_of(KeyFigures("k", (figure,) * 5), findings, foot=foot))
    assert len(sheets) == 1
    assert overprinted == []


def test_surveys_of_several_chapters_are_parts_with_a_title_page(tmp_path: Path) -> None:
    """A summary, two chapters about clients, two about partners: each survey opens once and names its chapters."""
    made = chapters(5, 2)
    surveys = ("", "Klanten", "Klanten", "Partners", "Partners")
    sections = tuple(replace(section, survey=survey) for section, survey in zip(made, surveys, strict=True))
    path = tmp_path / "parts.pdf"
    report = replace(sample_report("nl"), sections=sections)
    render_pdf(report, path)
    sheets = [text.replace(report.banner, "") for text in texts(path)]
    # Cover, contents, 5 chapters of 2 pages, 2 title pages, imprint.
    assert len(sheets) == 15
    assert "Klanten" in sheets[1]
    assert re.fullmatch(r"\W*Klanten 2 Hoofdstuk 1 3 Hoofdstuk 2\W*", sheets[4])
    assert re.fullmatch(r"\W*Partners 4 Hoofdstuk 3 5 Hoofdstuk 4\W*", sheets[9])
    assert "1 Hoofdstuk 0" in sheets[2]
    assert all(clashes(rects(path, i)) == [] for i in range(len(sheets)))


def test_a_chapter_that_names_its_survey_does_not_name_it_twice(tmp_path: Path) -> None:
    """In the line above the pages of the chapter about the group, in the report of a group in two surveys."""
    made = chapters(3, 1)
    named = replace(made[1], title="Asiel: klanten van het loket", survey="Klanten van het loket")
    other = replace(made[2], survey="Partners")
    report = replace(sample_report("nl"), sections=(made[0], named, other), group="Asiel")
    render_pdf(report, tmp_path / "group.pdf")
    sheets = texts(tmp_path / "group.pdf")
    *_, sheet = (text for text in sheets if "2 Asiel: klanten van het loket" in text)  # behind contents and the part
    assert "Klanten van het loket" not in sheet
    assert any("Partners · 3 Hoofdstuk 2" in text for text in sheets)


def test_chapters_of_a_single_survey_keep_their_title_pages(tmp_path: Path) -> None:
    """Without parts to tell apart, a chapter opens with its own page."""
    sections = tuple(replace(section, survey="Klanten") for section in chapters(3, 1))
    path = tmp_path / "chapters.pdf"
    render_pdf(replace(sample_report("nl"), sections=sections), path)
    assert len(texts(path)) == 9


def test_six_figures_and_two_findings_keep_to_one_sheet(tmp_path: Path) -> None:
    """The odd one over two columns is lower than the others; two findings stand below them on the same sheet."""
    figure = KeyFigure("7,5", "Ketenpartners 1: hoogste cijfer naar klantgroep", "marge ±0,27, n=132",
                       "+0,7 ten opzichte van 2011 (6,0), significant", 1, ())  # fmt: skip
    findings = Bullets(
        tuple(((Run(text),), ()) for text in ("Het totaaloordeel stijgt bij Ketenpartners 2.", SENTENCE))
    )
    foot = Foot(("Vraag",), ("Basis",) * 4)
    sheets, overprinted = made_of(tmp_path, page_of(KeyFigures("k", (figure,) * 6), findings, foot=foot))
    assert len(sheets) == 1
    assert overprinted == []


def test_headings_of_columns_do_not_touch() -> None:
    """A long word in large type: its column is as wide as the word, whatever room the others need."""
    table = replace(
        table_of(7, 6), columns=("Totaal", "Bedrijven", "Onderwijsinstellingen", "Partners 1", "Partners 2", "n")
    )
    for kind in (GRID.table, GRID.body):
        at = sizes(table, GRID.measure, kind)
        assert at.columns[2] >= width("Onderwijsinstellingen", at.type, 600) + FLAG


@pytest.mark.parametrize("surveys", [("", "Klanten", "Klanten", "Partners"), ("Klanten",) * 4])
def test_the_banner_stands_on_every_sheet(tmp_path: Path, surveys: tuple[str, ...]) -> None:
    """On title pages of parts and of chapters too: a simulated figure is never without its label."""
    made = chapters(4, 1)
    sections = tuple(replace(section, survey=survey) for section, survey in zip(made, surveys, strict=True))
    path = tmp_path / "banner.pdf"
    render_pdf(replace(sample_report("nl"), sections=sections, banner="Alleen een voorbeeld"), path)
    assert [number for number, text in enumerate(texts(path)) if "Alleen een voorbeeld" not in text] == []


def test_a_matrix_among_other_figures_has_a_sheet_and_its_whole_width(tmp_path: Path) -> None:
    """Between two trends: three sheets, and its names stand beside their points as where it is alone."""
    words = Words("nl")
    trend, matrix = trend_by_directorate(words), matrix_of_aspects(words)
    around, _ = made_of(tmp_path, page_of(trend, matrix, replace(trend, id="again")))
    alone, _ = made_of(tmp_path, page_of(matrix))
    assert len(around) == 3
    names = [point.label.split()[0] for point in matrix.points]
    assert all(name in around[1] for name in names)
    assert len(around[1]) - len(alone[0]) < 20


def test_an_explanation_that_is_higher_than_a_sheet_goes_on_on_the_next(tmp_path: Path) -> None:
    """Thirty sentences about one term: none over the foot or lost, the term on each sheet."""
    told = tuple((Run(f"Regel {i}: klanten vinden dat er naar hen wordt geluisterd."),) for i in range(30))
    facts = Facts("f", (("Weging", ((Run(SENTENCE),),)), ("Toetsen", told)))
    sheets, overprinted = made_of(tmp_path, page_of(facts))
    assert overprinted == []
    assert sum("Toetsen" in text for text in sheets) == len(sheets) - ("Toetsen" not in sheets[0])
    assert all(sum(f"Regel {i}:" in text for text in sheets) == 1 for i in range(30))


def test_explanations_are_set_smaller_where_that_saves_a_sheet(tmp_path: Path) -> None:
    """Of fourteen, the last two would stand alone on a third sheet."""
    pairs = tuple((f"Term {i}", ((Run(SENTENCE),), (Run(SENTENCE),))) for i in range(14))
    sheets, overprinted = made_of(tmp_path, page_of(Facts("f", pairs)))
    assert (len(sheets), overprinted) == (2, [])
