"""Words above and below tables and figures: in the order of the author, and never alone on a sheet without need."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from peil.report.model import Block, Bullets, Paragraph, Run
from rendering import sample_figures as sample
from rendering.pdf.test_pages import SENTENCE, made_of, page_of, table_of
from rendering.sample_figures import Words

FIRST, SECOND = "Eerst dit. ", "Daarna dat. "


def words(text: str, sentences: int = 1) -> Paragraph:
    """A paragraph that can be found by its first words."""
    return Paragraph((Run(text + SENTENCE * sentences),))


def rows_on(sheet: str) -> int:
    """How many rows of a table stand on a sheet."""
    return len(re.findall(r"Aspect nummer \d+", sheet))


@pytest.mark.parametrize("rows", [15, 20, 27, 28, 33, 41])
@pytest.mark.parametrize("columns", [3, 6])
def test_no_row_stands_apart(rows: int, columns: int, tmp_path: Path) -> None:
    """A table with words: whatever its length, no sheet and no second table holds only a row or three."""
    sheets, clashes = made_of(tmp_path, page_of(words(FIRST), table_of(rows, columns)))
    counts = [rows_on(sheet) for sheet in sheets]
    assert sum(counts) == rows
    assert min(counts) > 3
    assert clashes == []
    heads = [len(re.findall(r"Aspect 2009", sheet)) for sheet in sheets]
    assert all(head == 1 or count >= 8 for head, count in zip(heads, counts, strict=True))


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("rows", [27, 40])
def test_words_share_a_sheet_with_a_table_of_two_sheets(rows: int, above: bool, tmp_path: Path) -> None:
    """As many rows as a sheet can hold, or more, and four sentences: two sheets; the words on the first when they were
    written above the table, on the last when below it."""
    table = table_of(rows, 12)
    blocks: list[Block] = [words(FIRST, 4), table] if above else [table, words(FIRST, 4)]
    sheets, clashes = made_of(tmp_path, page_of(*blocks))
    assert [rows_on(sheet) > 3 for sheet in sheets] == [True, True]
    assert [FIRST.strip() in sheet for sheet in sheets] == [above, not above]
    assert clashes == []


@pytest.mark.parametrize("rows", [5, 27])
def test_a_table_under_the_subtitle_of_another_says_its_own(rows: int, tmp_path: Path) -> None:
    """Once above it, and on every sheet that it goes on over; nothing lies over the foot."""
    second = replace(table_of(rows, 6), id="t2", subtitle="Percentage van de respondenten")
    sheets, clashes = made_of(tmp_path, page_of(table_of(5, 6), second))
    assert clashes == []
    told = [len(re.findall("Percentage van de respondenten", sheet)) for sheet in sheets]
    assert sum(told) == (1 if rows == 5 else 2 - (len(sheets) == 2))
    assert sum(rows_on(sheet) for sheet in sheets) == 5 + rows


def test_long_words_above_a_figure_stay_above_it(tmp_path: Path) -> None:
    """More than fits beside the figure: the words come first, the figure behind them."""
    figure = sample.dots_by_group(Words("nl"))
    paragraphs = [words(f"Alinea {i}. ", 4) for i in range(9)]
    sheets, clashes = made_of(tmp_path, page_of(*paragraphs, figure))
    whole = " ".join(sheets)
    assert [whole.index(f"Alinea {i}.") for i in range(9)] == sorted(whole.index(f"Alinea {i}.") for i in range(9))
    assert whole.index("Alinea 8.") < whole.index(figure.rows[0].label)
    assert clashes == []


def test_words_between_figures_stay_between_them(tmp_path: Path) -> None:
    """A table, words, a table, words: read in that order."""
    one, two = table_of(5, 3, "Vroeger"), table_of(5, 3, "Later")
    sheets, _ = made_of(tmp_path, page_of(one, words(FIRST), two, words(SECOND)))
    whole = " ".join(sheets)
    places = [whole.index(text) for text in ("Vroeger 4", FIRST.strip(), "Later 0", SECOND.strip())]
    assert places == sorted(places)


def test_two_figures_each_stand_under_their_own_words(tmp_path: Path) -> None:
    """Words, figure, words, figure: one sheet, two columns, the second words not before the first."""
    one, two = sample.dots_by_group(Words("nl")), sample.stack_of_status(Words("nl"))
    sheets, clashes = made_of(tmp_path, page_of(words(FIRST), one, words(SECOND), two))
    assert len(sheets) == 1
    assert sheets[0].index(FIRST.strip()) < sheets[0].index(SECOND.strip())
    assert clashes == []


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_findings_that_open_in_bold_become_cards(count: int, ordered: bool, tmp_path: Path) -> None:
    """All of them on one sheet, each text complete and in its place, nothing over another."""
    items = tuple(((Run(f"Kop {i}.", strong=True), Run(f" {SENTENCE}")), ()) for i in range(count))
    sheets, clashes = made_of(tmp_path, page_of(Bullets(items, ordered)))
    assert len(sheets) == 1
    assert all(f"Kop {i}." in sheets[0] for i in range(count))
    assert sheets[0].count(SENTENCE.split(maxsplit=1)[0]) == count
    assert clashes == []
