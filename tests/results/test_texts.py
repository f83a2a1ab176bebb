"""Columns of texts that are held as numbers: to who reads them they are the texts."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

from peil.results.model import WaveFlag
from peil.results.table import ByName, Table
from peil.results.texts import Texts, repeated

HEADS, KEYS = Texts.of(["vr/2011/", "vr/2013/"]), Texts.of(["all", "role=sponsor", "all"])
LINE, GROUP = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 2])
IDS = HEADS[LINE] + KEYS[GROUP] + "~rest"
PLAIN = ["vr/2011/all~rest", "vr/2011/role=sponsor~rest", "vr/2013/role=sponsor~rest", "vr/2013/all~rest"]


def test_a_text_is_its_parts_behind_one_another() -> None:
    """All at once, or one of them; with a column behind it, or the same word."""
    assert IDS.objects.tolist() == PLAIN
    assert [IDS.item(place) for place in (2, -1)] == PLAIN[2:]
    assert len(IDS) == 4


def test_rows_are_chosen_by_a_mask_by_position_and_by_slice() -> None:
    """As those of an array."""
    assert IDS[np.array([True, False, False, True])].objects.tolist() == [PLAIN[0], PLAIN[3]]
    assert IDS[np.array([3, 0])].objects.tolist() == [PLAIN[3], PLAIN[0]]
    assert IDS[1:3].objects.tolist() == PLAIN[1:3]
    assert IDS[:0].objects.tolist() == []


@pytest.mark.parametrize("times", [1, 30])
def test_pieces_with_fewer_or_other_parts_are_put_behind_one_another(times: int) -> None:
    """Words of few rows stay in parts; of many rows they are put together, which changes no text."""
    pieces = [IDS, repeated("vr/2013/all", 2), Texts.of([]), HEADS[LINE] + "none"] * times
    joined = Texts.joined(pieces)
    told = [*PLAIN, "vr/2013/all", "vr/2013/all", *(f"{name[:8]}none" for name in PLAIN)]
    assert joined.objects.tolist() == told * times
    assert len(joined.parts) == (3 if times == 1 else 1)


def test_equal_texts_have_equal_numbers_however_they_are_put_together() -> None:
    """`ab` and `c` is `a` and `bc`; a word that is there twice is one."""
    texts = Texts.of(["ab", "a", "a"]) + Texts.of(["c", "bc", "b"])
    words, numbers = texts.whole
    assert numbers[0] == numbers[1] != numbers[2]
    assert [words[number] for number in numbers] == ["abc", "abc", "ab"]
    twice = Texts([(("x", "y", "x"), np.array([0, 1, 2], np.int32))])
    assert twice.whole[1].tolist() == [0, 1, 0]
    assert texts.among(["abc", "b"]).tolist() == [True, True, False]
    assert texts.among([]).tolist() == [False] * 3


def test_texts_cannot_be_changed_and_a_copy_is_equal() -> None:
    """What was found stays what was found, in another process too."""
    with pytest.raises(ValueError, match="read-only"):
        IDS.objects[0] = "vr/2013/all"
    table = Table(WaveFlag, {"estimate": IDS, "rule": repeated("previous", 4), "flag": np.arange(4)})
    assert pickle.loads(pickle.dumps(table)) == copy.deepcopy(table) == table


def test_a_table_reads_alike_however_its_texts_are_held() -> None:
    """As numbers or as objects: rows, columns, comparisons; and pieces of both kinds go behind one another."""
    held = Table(WaveFlag, {"estimate": IDS, "rule": repeated("previous", 4), "flag": np.arange(4)})
    plain = Table.of(WaveFlag, [WaveFlag(name, "previous", at) for at, name in enumerate(PLAIN)])
    assert held == plain == tuple(held)
    assert held[1] == plain[1] == WaveFlag(PLAIN[1], "previous", 1)
    assert held.column("estimate").tolist() == plain.column("estimate").tolist() == PLAIN
    assert list(held.each("estimate", "flag")) == list(plain.each("estimate", "flag"))
    assert held.at(2, "estimate", "rule") == (PLAIN[2], "previous")
    for some in (PLAIN[1:2], []):
        assert held.among("estimate", some).tolist() == plain.among("estimate", some).tolist()
    assert [one.tolist() for one in held.numbered("estimate")] == [one.tolist() for one in plain.numbered("estimate")]
    assert held.where(np.array([3, 1])) == plain.where(np.array([3, 1]))
    assert Table.joined(WaveFlag, [held.columns, plain.columns]) == (*plain, *held)


@pytest.mark.parametrize("names", [IDS, Texts.of(PLAIN), PLAIN], ids=["as the rows", "in another way", "as texts"])
@pytest.mark.parametrize("more", [1, 40])
def test_rows_are_found_by_id_however_it_is_put_together(names: Texts | list[str], more: int) -> None:
    """Few rows and many; the same id twice; a name that is not there is an error."""
    others = HEADS[np.repeat([0, 1], more)] + Texts.of(map(str, range(more)))[np.tile(np.arange(more), 2)]
    ids = Texts.joined([IDS, others + "~rest"])
    found = Table(WaveFlag, {"estimate": ids, "rule": repeated("first", len(ids)), "flag": np.zeros(len(ids))})
    by_id = ByName(found, "estimate")
    assert by_id.find(names).tolist() == [0, 1, 2, 3]
    assert by_id.find((others + "~rest")[::-1]).tolist() == list(range(len(ids) - 1, 3, -1))
    assert by_id.find(IDS[np.array([2, 2])]).tolist() == [2, 2]
    with pytest.raises(KeyError, match="vr/2011/all~2011"):
        by_id.find(HEADS[LINE] + KEYS[GROUP] + "~2011")


def test_a_text_that_was_made_is_not_made_again() -> None:
    """Rows that are kept share the texts of their columns: each would otherwise hold its own."""
    held = IDS[:]
    assert held.item(1) is not held.item(1)
    assert held.objects.item(1) is held.item(1)
