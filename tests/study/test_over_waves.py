"""What is the same over waves is said once, and what differs stands at its own place: rows, lists, codes, each wave."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from peil.study.model import Multiple, Reason, Single
from peil.study.written.rows import row
from study.studies import GRADE, messages, read

GRID = """\
  aspects:
    kind: grid of grades
    text: {{nl: Cijfer voor ...?, en: Grade for ...?}}
    columns: {columns}
    items:
      art: {{nl: Kunst, en: Art}}
      wifi: {{nl: Wifi, en: WiFi, since: 2011}}
      shops: {{nl: Winkels, en: Shops, column: {{2013: SHOP}}}}
"""
THEMES = """\
  themes:
    kind: multiple
    text: {nl: Thema, en: Theme}
    columns: {2009: C1..C3, otherwise: [D1, D2]}
    answers:
      food: {nl: Eten, en: Food, code: {2009: 1..3, otherwise: [101..103, 7]}}
      signs: {nl: Borden, en: Signs, code: {2009: [4, 7], otherwise: [201, 7a]}}
      other: {nl: Anders, en: Other, code: [8, 99]}
    recode: {2013: {99: not answered, 300..302: signs, 301: food}}
"""


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Q6A..Q6D", ("Q6A", "Q6B", "Q6C", "Q6D")),
        ("51..54", ("51", "52", "53", "54")),
        ("08..11", ("08", "09", "10", "11")),
        ("Under 18 .. Under 20", ("Under 18", "Under 19", "Under 20")),
        ("Q8-1..Q8-2", ("Q8-1", "Q8-2")),
        ("5..5", ("5",)),
    ],
)
def test_a_row_stands_for_every_name_between_its_ends(written: str, names: tuple[str, ...]) -> None:
    """What stands before the last number or letter is the same at both ends."""
    assert row(written) == names


@pytest.mark.parametrize("name", ["Q6A", "18-24", "a..b..c", "Q6A..R6D", "...", "1. 2", "St. John"])
def test_a_name_that_is_no_row_stays_itself(name: str) -> None:
    """Dots alone make no row."""
    assert row(name) == (name,)


@pytest.mark.parametrize("written", ["9..3", "Q6D..Q6A", "1..5000", "A..3", "a..C"])
def test_a_row_that_cannot_be_meant_is_refused(written: str) -> None:
    """Backwards, endless, or from a letter to a number."""
    with pytest.raises(PydanticCustomError):
        row(written)


def test_a_grid_takes_the_columns_of_its_items_from_one_list(tmp_path: Path) -> None:
    """Only the items of the wave count; a column of an item itself goes before the list."""
    questions = read(tmp_path, GRID.format(columns="{2009: Q6A..Q6B, 2011-2013: [V1, V2, V3]}")).questions
    columns = {key: {wave: source.columns for wave, source in one.sources.items()} for key, one in questions.items()}
    assert columns == {
        "art": {"2009": ("Q6A",), "2011": ("V1",), "2013": ("V1",)},
        "wifi": {"2011": ("V2",), "2013": ("V2",)},
        "shops": {"2009": ("Q6B",), "2011": ("V3",), "2013": ("SHOP",)},
    }


def test_a_grid_without_a_list_in_a_wave_keeps_the_ids_of_its_items(tmp_path: Path) -> None:
    """`none` for a wave, or in the place of one item, says that it was not asked."""
    questions = read(tmp_path, GRID.format(columns="{2009: none, 2011: [V1, none, V3]}")).questions
    columns = {key: {wave: source.columns for wave, source in one.sources.items()} for key, one in questions.items()}
    assert columns == {
        "art": {"2011": ("V1",), "2013": ("art",)},
        "wifi": {"2013": ("wifi",)},
        "shops": {"2011": ("V3",), "2013": ("SHOP",)},
    }


def test_a_list_of_the_wrong_length_is_told_once(tmp_path: Path) -> None:
    """It names the wave, the columns and the items, and not every item again."""
    (message,) = messages(tmp_path, GRID.format(columns="[V1, V2]"))
    assert "found 2 columns in 2011: V1 and V2, expected a column for each of the 3 items of 2011" in message
    assert "art, wifi and shops" in message


def test_the_codes_of_an_answer_may_differ_by_wave(tmp_path: Path) -> None:
    """A code means what its own wave says; one that means the same in all waves is a code of the answer."""
    themes = read(tmp_path, THEMES).questions["themes"]
    assert isinstance(themes.kind, Multiple)
    assert [answer.codes for answer in themes.kind.answers] == [(), (), ("8", "99")]
    assert themes.sources["2009"].columns == ("C1", "C2", "C3")
    assert themes.sources["2009"].recode == {"1": "food", "2": "food", "3": "food", "4": "signs", "7": "signs"}
    since = {"101": "food", "102": "food", "103": "food", "7": "food", "201": "signs", "7a": "signs"}
    assert themes.sources["2011"].recode == since


def test_a_code_on_its_own_goes_before_a_row_of_codes(tmp_path: Path) -> None:
    """In a recode 300..302 leaves 301 to the key that names it."""
    recode = read(tmp_path, THEMES).questions["themes"].sources["2013"].recode
    assert {code: recode[code] for code in ("99", "300", "301", "302")} == {
        "99": Reason.NOT_ANSWERED,
        "300": "signs",
        "301": "food",
        "302": "signs",
    }


def test_a_code_of_one_wave_that_is_no_answer_has_to_be_told_apart(tmp_path: Path) -> None:
    """Also when it is an answer in a single wave."""
    question = (
        "  q:\n    kind: single\n    text: {nl: a, en: b}\n"
        "    answers: {one: {nl: a, en: a, code: {2009: 0, otherwise: 1}}, two: {nl: b, en: b, code: 2}}\n"
    )
    (message,) = messages(tmp_path, question, "no answer: {0: not answered}\n")
    assert "found '0' as an answer, which `no answer` calls 'not answered'" in message


def test_an_answer_without_a_code_in_a_wave_cannot_be_given_there(tmp_path: Path) -> None:
    """A code that stands in another wave's list has no meaning in this one."""
    question = (
        "  q:\n    kind: single\n    text: {nl: a, en: b}\n"
        "    answers: {one: {nl: a, en: a, code: {2011-2013: 1}}, two: {nl: b, en: b, code: 2}}\n"
    )
    asked = read(tmp_path, question).questions["q"]
    assert isinstance(asked.kind, Single)
    assert asked.kind.answers[0].codes == ()
    assert {wave: source.recode for wave, source in asked.sources.items()} == {
        "2009": {},
        "2011": {"1": "one"},
        "2013": {"1": "one"},
    }


def test_what_every_wave_has_is_said_once(tmp_path: Path) -> None:
    """A wave that says otherwise keeps its own, and one of published figures gets no data file."""
    waves = (
        "  2007: {published: [{question: overall, measure: mean, value: 7, source: p. 1}]}\n"
        '  2009: {field: 2009-05}\n  2011: {mode: web, data: "own-{wave}.csv"}\n'
    )
    each = 'each wave: {data: "data/{wave}.csv", mode: paper, languages: [nl, en]}\n'
    survey = read(tmp_path, GRADE, rest=each, waves=waves)
    assert {wave.label: (wave.data, wave.modes, wave.languages) for wave in survey.waves} == {
        "2007": (None, ("paper",), ("nl", "en")),
        "2009": ("data/2009.csv", ("paper",), ("nl", "en")),
        "2011": ("own-2011.csv", ("web",), ("nl", "en")),
    }
