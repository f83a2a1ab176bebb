"""Data files of every kind become one table of texts, and a file that would be read wrongly is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from data.sheets import write_xlsx
from peil.data.files import RawTable, read_file
from peil.data.labels import MultipleSet
from peil.data.savsets import with_sets
from peil.errors import DataError


def table(folder: Path, content: bytes, name: str = "x.csv") -> RawTable:
    """A file with this content, read."""
    path = folder / name
    path.write_bytes(content)
    return read_file(path, name)


def column(found: RawTable, name: str) -> list[str]:
    """The cells of a column."""
    return found.texts(found.positions(name)[0]).to_list()


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,x y\n",
        b"a;b\n1;x y\n",
        b"a\tb\n1\tx y\n",
        b"\xef\xbb\xbfa,b\r\n1,x y\r\n",
        b"sep=;\r\na;b\r\n1;x y\r\n",
        b'"a","b"\n"1","x y"',
        b" a ,b\n 1 , x y \n",
        b"*a,b\n1,x y\n",
    ],
)
def test_any_usual_form_of_csv_gives_the_same_cells(tmp_path: Path, content: bytes) -> None:
    """Comma, semicolon, tab, byte-order mark, Windows line ends, quotes, blanks and an asterisk make no difference."""
    found = table(tmp_path, content)
    assert (column(found, "a"), column(found, "b")) == (["1"], ["x y"])


def test_a_newline_in_quotes_stays_in_its_cell_and_lines_are_counted(tmp_path: Path) -> None:
    """A row begins on the line of the file on which its first cell stands, also after a cell of two lines."""
    found = table(tmp_path, b'a,b\n1,"x\ny"\n2,z\n')
    assert column(found, "b") == ["x\ny", "z"]
    assert found.lines.tolist() == [2, 4]


def test_the_exact_name_goes_before_a_trimmed_one(tmp_path: Path) -> None:
    """A file that has both `q` and `q ` is not ambiguous; one that has only `q ` is understood."""
    found = table(tmp_path, b"q ,q\n1,2\n")
    assert column(found, "q") == ["2"]
    assert column(found, "q ") == ["1"]


def test_capitals_make_no_other_column_unless_the_file_has_both(tmp_path: Path) -> None:
    """`Q9BOARDING` finds `Q9Boarding `; in a file with `Q9a` and `q9A` the name `Q9A` is not decided by guessing."""
    found = table(tmp_path, b"Q9Boarding ,Q9a,q9A\n1,2,3\n")
    assert column(found, "Q9BOARDING") == ["1"]
    assert column(found, "q9A") == ["3"]
    assert found.positions("Q9A") == [1, 2]


def test_a_text_with_another_letter_set_is_refused_with_its_place(tmp_path: Path) -> None:
    """A file in Windows-1252 names the byte, its position and line, and how to convert."""
    with pytest.raises(DataError) as caught:
        table(tmp_path, "a\nx\ncafé\n".encode("cp1252"))
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.found) == (3, "byte 0xE9 at byte position 7")
    assert "iconv" in problem.remedy


def test_a_long_file_is_counted_the_same_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells per row are counted in blocks of bytes; where the blocks end makes no difference."""
    content = b"a,b,c\n" + b'1,"x,\ny",3\n' * 40 + b"1,2\n" + b"1,2,3\n" * 40
    for size in (1, 7, 64, 1 << 20):
        monkeypatch.setattr("peil.data.csvfile._BLOCK", size)
        with pytest.raises(DataError) as caught:
            table(tmp_path, content)
        assert [problem.found for problem in caught.value.problems] == ["2 cells in row 82"]


def test_excel_cells_are_written_as_a_person_writes_them(tmp_path: Path) -> None:
    """8 stays 8, 7.5 keeps its fraction, an empty cell is empty, and rows are numbered as in the sheet."""
    path = tmp_path / "x.xlsx"
    write_xlsx(path, {"Data": [["q1", "q2"], [8, 7.5], [None, "x "]]})
    found = read_file(path, "x.xlsx", "Data")
    assert (column(found, "q1"), column(found, "q2")) == (["8", ""], ["7.5", "x"])
    assert found.lines.tolist() == [2, 3]


def test_the_named_sheet_is_read(tmp_path: Path) -> None:
    """Without a name the first sheet is read; with a name that one."""
    path = tmp_path / "x.xlsx"
    write_xlsx(path, {"Notes": [["n"], ["look"]], "Data": [["q1"], [3]]})
    assert read_file(path).names == ("n",)
    assert read_file(path, sheet="Data").names == ("q1",)


def test_parquet_types_become_texts(tmp_path: Path) -> None:
    """Whole floats lose their fraction, dates are ISO, truths are 1 and 0, nothing is an empty text."""
    frame = pl.DataFrame(
        {"f": [8.0, None, float("nan")], "d": [date(2013, 12, 5), None, None], "b": [True, False, None], "i": [1, 2, 3]}
    )
    frame.write_parquet(tmp_path / "x.parquet")
    found = read_file(tmp_path / "x.parquet")
    assert column(found, "f") == ["8", "", ""]
    assert column(found, "d") == ["2013-12-05", "", ""]
    assert column(found, "b") == ["1", "0", ""]
    assert column(found, "i") == ["1", "2", "3"]


def test_spss_user_missing_codes_stay_visible(tmp_path: Path) -> None:
    """A code that SPSS takes for missing is a code like others here, and the labels say that it is missing."""
    pyreadstat.write_sav(
        pl.DataFrame({"q": [8.0, 99.0, None], "s": ["a", "", "b"]}),
        tmp_path / "x.sav",
        column_labels={"q": "Grade"},
        variable_value_labels={"q": {99.0: "Don't know"}},
        missing_ranges={"q": [95, 97, 99]},
    )
    found = read_file(tmp_path / "x.sav")
    assert column(found, "q") == ["8", "99", ""]
    assert column(found, "s") == ["a", "", "b"]
    assert found.label("q").label == "Grade"
    assert found.label("q").values == {"99": "Don't know"}
    assert found.label("q").is_missing("99")
    assert not found.label("q").is_missing("8")


def test_multiple_response_sets_survive_a_round_trip(tmp_path: Path) -> None:
    """A set put into an SPSS file is read back with its columns, label and counted value, long names included."""
    names = ("contact_by_telephone", "contact_by_letter")
    frame = pl.DataFrame({"open": ["a" * 300, "b"], names[0]: [1.0, 0.0], names[1]: [0.0, 1.0]})
    labels = {names[0]: {0.0: "no", 1.0: "yes, by telephone"}}
    path = tmp_path / "x.sav"
    pyreadstat.write_sav(
        frame, path, variable_value_labels=labels, missing_ranges={names[0]: [99]}, note="A note of some length"
    )
    one = MultipleSet("contact", "Contact é", names, "1")
    path.write_bytes(with_sets(path.read_bytes(), [one, MultipleSet("again", "", names[:1], "1")]))
    found = read_file(path)
    assert found.sets == (one, MultipleSet("again", "", names[:1], "1"))
    assert column(found, names[1]) == ["0", "1"]
    assert column(found, "open") == ["a" * 300, "b"]


def test_nine_real_waves_are_read(shared_data: Path) -> None:
    """All raw files of the airport survey are digested, with every respondent and names as the study writes them."""
    rows = {}
    for path in sorted((shared_data / "sfo").glob("20*.csv")):
        found = read_file(path, path.name)
        rows[path.name[:4]] = found.rows
        assert len(found.positions("RESPNUM")) == 1, path.name
    assert rows == {
        "2010": 3234, "2011": 3872, "2012": 3521, "2013": 3535, "2014": 2818,
        "2015": 2958, "2016": 3087, "2017": 2831, "2018": 2809,
    }  # fmt: skip
    newest = read_file(sorted((shared_data / "sfo").glob("2018*.csv"))[0])
    assert len(newest.positions("NETPRO")) == 1


def test_a_real_workbook_is_read(shared_data: Path) -> None:
    """The airport's data dictionary, an Excel workbook, is a table of texts."""
    found = read_file(shared_data / "sfo" / "sfo_2018_Data_Dictionary_DataSF.xlsx")
    assert found.names[:2] == ("Field", "Question/Description")
    assert found.rows > 600
