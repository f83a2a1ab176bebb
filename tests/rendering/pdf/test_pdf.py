"""The sample report as PDF: everything is in it, nothing is cut off, the same bytes each time."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from peil.errors import RenderError
from peil.rendering.pdf.cutting import cut
from peil.rendering.pdf.render import render_pdf
from peil.rendering.pdf.tables import Sizes, by_columns, height, sizes
from peil.report.model import (
    Bullets,
    Facts,
    Figure,
    KeyFigures,
    Page,
    Paragraph,
    Report,
    Run,
    Table,
    TableCell,
    TableRow,
    plain,
)  # fmt: skip
from rendering.sample import aspect_table, sample_report
from rendering.sample_figures import Words

GRID_HEIGHT, GRID_WIDTH = 540, 960


@pytest.fixture(scope="module", params=["nl", "en"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The sample in each language, rendered once."""
    report = sample_report(request.param)
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    render_pdf(report, path)
    return report, path


def pages_of(path: Path) -> list[str]:
    """The text of every sheet, with single spaces."""
    document = pypdfium2.PdfDocument(path)
    return [_page_text(document, i) for i in range(len(document))]


def _page_text(document: pypdfium2.PdfDocument, i: int) -> str:
    text = document[i].get_textpage().get_text_range()
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\ufffe", ""))


def texts_of(report: Report) -> Iterator[str]:
    """Every text of the report that must be read somewhere: all but what is drawn in figures."""
    yield from (report.title, report.subtitle, report.client, report.researcher, report.banner, report.date_line)
    for section in report.sections:
        yield from (section.title, section.survey)
        for page in section.pages:
            yield from (plain(page.title), page.subtitle)
            yield from (*page.foot.question, *page.foot.base, *page.foot.marks, *page.foot.notes)
            for block in page.blocks:
                match block:
                    case Paragraph():
                        yield plain(block.content)
                    case Bullets():
                        yield from (plain(item) for item, _ in block.items)
                    case KeyFigures():
                        yield from (part for f in block.figures for part in (f.value, f.label, f.detail, f.change))
                    case Table():
                        yield from (row.label for row in block.rows)
                        yield from (cell.text for row in block.rows for cell in row.cells)
                    case Facts():
                        yield from (plain(text) for _, texts in block.pairs for text in texts)
                    case _:
                        continue


def one_page(*blocks: Paragraph | Bullets | Table | Figure, title: str = "Titel") -> Report:
    """A report of a single page."""
    report = sample_report("nl")
    page = Page("only", (Run(title),), "Ondertitel", blocks)
    return replace(report, sections=(replace(report.sections[0], pages=(page,)),))


def test_every_text_and_number_is_in_the_pdf(made: tuple[Report, Path]) -> None:
    """Titles, prose, feet, tables and key figures, as they were written."""
    report, path = made
    whole = " ".join(pages_of(path))
    joined = whole.replace(" ", "")
    missing = [text for text in texts_of(report) if re.sub(r"\s+", "", text) not in joined]
    assert missing == []


def test_numbers_drawn_in_figures_are_text(made: tuple[Report, Path]) -> None:
    """The first and the last values of a trend can be searched and copied."""
    report, path = made
    page = next(text for text in pages_of(path)[2:] if plain(report.sections[1].pages[1].title) in text)
    assert ("7,9" if report.language == "nl" else "7.9") in page


def test_page_numbers_and_the_banner_stand_on_every_page(made: tuple[Report, Path]) -> None:
    """Cover and chapters excepted."""
    report, path = made
    chapters = {section.title for section in report.sections}
    for number, text in enumerate(pages_of(path), start=1):
        plain_page = number > 1 and not any(text.endswith(title) or len(text) < 120 for title in chapters)
        if plain_page:
            assert report.banner in text
            assert str(number) in text


def test_nothing_stands_outside_the_page_or_on_the_bottom_line(made: tuple[Report, Path]) -> None:
    """Every character lies within the margins; the body ends above the line at the bottom."""
    _, path = made
    document = pypdfium2.PdfDocument(path)
    for i in range(len(document)):
        text = document[i].get_textpage()
        for rectangle in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(rectangle)
            assert left >= 40
            assert right <= GRID_WIDTH - 40
            assert bottom >= 8
            assert top <= GRID_HEIGHT - 8


def test_lines_of_text_do_not_overlap(made: tuple[Report, Path]) -> None:
    """Bounding boxes of the characters of different lines share no height and width at once."""
    _, path = made
    document = pypdfium2.PdfDocument(path)
    for i in range(len(document)):
        text = document[i].get_textpage()
        boxes = sorted(text.get_rect(k) for k in range(text.count_rects()))
        for one, other in ((a, b) for k, a in enumerate(boxes) for b in boxes[k + 1 :]):
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            assert not (wide > 1 and high > 2.5), (i + 1, one, other)


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    """Twice, in different folders."""
    paths = [tmp_path / "one.pdf", tmp_path / "other" / "two.pdf"]
    paths[1].parent.mkdir()
    for path in paths:
        render_pdf(sample_report("nl"), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from /proc")
def test_a_second_report_takes_little_more_memory_than_the_first() -> None:
    """Typst lets go of the pages of a report before it sets those of the next."""
    code = """
from pathlib import Path
from peil.rendering.pdf.document import document
from peil.rendering.pdf.typeset import typeset
from rendering.sample import sample_report
def used():
    return int(next(line for line in Path("/proc/self/status").open() if line.startswith("VmRSS")).split()[1])
reports = [sample_report(language) for language in ("nl", "en")]
documents = [document(report, report.sections) for report in reports]
start = used()
for made in documents:
    typeset(*made)
    print(used() - start)
"""
    tests = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tests)
    first, second = map(int, told.stdout.split())
    assert second < 1.3 * first


def test_the_pdf_is_tagged_and_says_its_language(made: tuple[Report, Path]) -> None:
    """PDF/UA-1: title, language and a structure tree."""
    report, path = made
    content = path.read_bytes()
    assert b"/StructTreeRoot" in content
    assert f"/Lang({report.language})".encode() in content.replace(b"/Lang (", b"/Lang(")
    assert b"pdfuaid:part" in content


@pytest.mark.parametrize("language", ["nl", "en"])
def test_long_prose_goes_on_with_the_same_title(language: str, tmp_path: Path) -> None:
    """The title says that the page is continued."""
    report = sample_report(language)
    page = report.sections[0].pages[2]
    path = tmp_path / "long.pdf"
    render_pdf(report, path)
    titled = [text for text in pages_of(path) if plain(page.title) in text and "2" not in text[:2]]
    word = "(vervolg)" if language == "nl" else "(continued)"
    assert sum(word in text for text in titled) >= 1


def test_hostile_texts_come_out_as_text(tmp_path: Path) -> None:
    """Typst's and HTML's markup is printed as it was written; long words stay on the page."""
    texts = (
        "#set page(width: 1pt)",
        "$x^2$",
        "a\\b",
        "*vet* _cursief_",
        "<script>alert(1)</script>",
        "@label <label>",
        "// /* x */",
    )
    word = "Hottentottententententoonstellingsmakersopleidingsinstituut" * 4
    table = Table("t", "c", "#kop", ("$1",), (TableRow("#let x = 1", (TableCell("#x"),)),))
    report = one_page(table, *(Paragraph((Run(text),)) for text in (*texts, word)), title="#panic(1) $")
    path = tmp_path / "hostile.pdf"
    render_pdf(report, path)
    joined = "".join(pages_of(path)).replace(" ", "")
    for text in (*texts, word, "#panic(1) $", "#let x = 1", "#x"):
        assert text.replace(" ", "") in joined


def test_a_page_that_cannot_be_set_is_named(tmp_path: Path) -> None:
    """A character that no shipped font has stops the build with the page and its title; no file is left."""
    report = one_page(Paragraph((Run("Prima \U00010330"),)), title="Reacties")
    path = tmp_path / "bad.pdf"
    with pytest.raises(RenderError, match="page 'only' \\('Reacties'\\)"):
        render_pdf(report, path)
    assert not path.exists()


def test_a_very_long_table_is_cut_into_parts_that_fit() -> None:
    """All rows, in order, no part too high, none ending with a heading."""
    table = aspect_table(Words("nl"))
    long = replace(table, rows=table.rows * 5)
    at = sizes(long, 400)
    parts = cut(long, at, 300, "vervolg")
    rows = [row for part in parts for row in part.rows if "(vervolg)" not in row.label]
    assert rows == list(long.rows)
    assert all(height(part, at) <= 300 for part in parts)
    assert all(part.rows[-1].kind != "part" for part in parts)


def test_a_wide_table_keeps_to_the_page() -> None:
    """Labels and text cells give way; figures keep their width."""
    row = TableRow("Een heel lang label " * 6, (TableCell("tekst " * 30, align="left"), TableCell("1.234")))
    at = sizes(Table("t", "c", "", ("A", "B"), (row,)), 300)
    assert at.total <= 301
    assert isinstance(at, Sizes)
    assert at.columns[1] > 36


def test_a_table_of_twenty_waves_is_cut_by_columns(tmp_path: Path) -> None:
    """Every wave is printed, within the page, and headings over columns go along."""
    waves = tuple(str(year) for year in range(1995, 2015))
    row = TableRow("Totaaloordeel van alle vreemdelingen en referenten", tuple(TableCell("7,5") for _ in waves))
    table = Table("t", "c", "Groep", waves, (row,), spans=(("Eerste jaren", 4), ("Latere jaren", 16)))
    parts = by_columns(table, 860)
    assert [wave for part in parts for wave in part.columns] == list(waves)
    assert all(sum(count for _, count in part.spans) == len(part.columns) for part in parts)
    assert all(sizes(part, 860).total <= 861 for part in parts)
    path = tmp_path / "wide.pdf"
    render_pdf(one_page(table), path)
    assert all(wave in " ".join(pages_of(path)) for wave in waves)


def test_a_page_of_many_rows_goes_on_instead_of_running_over(tmp_path: Path) -> None:
    """Ninety rows: every label is printed, on more than one sheet."""
    rows = tuple(TableRow(f"Groep nummer {i}", (TableCell(f"{i},5"),)) for i in range(190))
    path = tmp_path / "rows.pdf"
    render_pdf(one_page(Table("t", "c", "Groep", ("2013",), rows)), path)
    sheets = pages_of(path)
    found = [int(n) for text in sheets for n in re.findall(r"Groep nummer (\d+) ", text)]
    assert sorted(found) == list(range(190))
    assert all(earlier != later for earlier, later in pairwise(found))
    assert sum("Titel" in text for text in sheets[3:-1]) >= 2
