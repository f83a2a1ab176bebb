"""The folder of what is kept: whatever happens to it, the outcome of a run is that of a run without it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from peil.outcomes import Rendered
from peil.store import Later, Store, made
from peil.store.keys import Key
from store.watching import Listener

VALUE = Rendered({"a.html": b"<p>7,4</p>", "a.pdf": bytes(range(256))}, ("a note",))
OTHER = Rendered({"a.html": b"<p>7,7</p>"}, ())


def key(name: str = "0123", stage: str = "report (nl)") -> Key:
    """The key of an input that does not change."""
    return Key(stage, lambda: name)


def store(folder: Path, watcher: Listener | None = None, *, fresh: bool = False, most: int = 10**8) -> Store:
    """The store in a folder of a study."""
    return Store(folder / ".peil", watcher or Listener(), fresh, most)


def entry(folder: Path) -> Path:
    """The one file that is kept."""
    (file,) = (folder / ".peil").glob("*.kept")
    return file


def test_what_is_kept_is_found_again_by_its_key_alone(tmp_path: Path) -> None:
    """By another run; not under another key, and not for another stage."""
    store(tmp_path).keep(key(), VALUE)
    listener = Listener()
    assert store(tmp_path, listener).kept(key(), Rendered) == VALUE
    assert listener.again == ["report (nl)"]
    assert store(tmp_path).kept(key("0124"), Rendered) is None
    assert store(tmp_path).kept(key(stage="report (en)"), Rendered) is None


def test_the_folder_hides_itself_from_version_control(tmp_path: Path) -> None:
    """Its own .gitignore, whether or not the study has one."""
    store(tmp_path).keep(key(), VALUE)
    assert (tmp_path / ".peil" / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"


def test_a_stage_runs_once(tmp_path: Path) -> None:
    """`made` runs what makes a value where nothing is kept, and never again; when all is to be fresh it does."""
    runs: Iterator[int] = count(1)

    def make() -> Rendered:
        return Rendered({}, (f"run {next(runs)}",))

    said = [made(store(tmp_path), key(), Rendered, make).notes for _ in range(3)]
    assert said == [("run 1",)] * 3
    assert made(store(tmp_path, fresh=True), key(), Rendered, make).notes == ("run 2",)
    assert made(store(tmp_path), key(), Rendered, make).notes == ("run 2",)


def test_what_is_kept_later_is_there_when_the_work_is_done(tmp_path: Path) -> None:
    """Also where the work ended with an error; what cannot be kept at all is an error of its own."""
    with Later(store(tmp_path)) as stages:
        assert stages.kept(key(), Rendered) is None
        stages.keep(key(), VALUE)
    assert store(tmp_path).kept(key(), Rendered) == VALUE

    def broken_off() -> None:
        with Later(store(tmp_path)) as stages:
            stages.keep(key("0124"), OTHER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert store(tmp_path).kept(key("0124"), Rendered) == OTHER
    with pytest.raises(TypeError, match="object: such a value cannot be packed"), Later(store(tmp_path)) as stages:
        stages.keep(key(), object())


def cut(file: Path) -> None:
    """As when a disk was full."""
    file.write_bytes(file.read_bytes()[:-40])


def flipped(file: Path) -> None:
    """One bit of the content."""
    content = bytearray(file.read_bytes())
    content[-300] ^= 1
    file.write_bytes(content)


def foreign(file: Path) -> None:
    """Something that is not of Peil."""
    file.write_bytes(b"\x80\x04cos\nsystem\n")


def empty(file: Path) -> None:
    """As after a crash."""
    file.write_bytes(b"\n")


def swapped(file: Path) -> None:
    """A sound entry under the name of another: of a figure that was."""
    store(file.parent.parent).keep(key("9999"), OTHER)
    (file.parent / "report-nl-9999.kept").replace(file)


@pytest.mark.parametrize("spoil", [cut, flipped, foreign, empty, swapped])
def test_a_damaged_or_foreign_entry_is_made_again_with_a_note(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """It is never used, whoever watches is told which file it was, and afterwards it is sound."""
    store(tmp_path).keep(key(), VALUE)
    file = entry(tmp_path)
    spoil(file)
    listener = Listener()
    assert made(store(tmp_path, listener), key(), Rendered, lambda: VALUE) == VALUE
    assert listener.again == []
    assert len(listener.notes) == 1
    assert file.name in listener.notes[0]
    assert store(tmp_path).kept(key(), Rendered) == VALUE


def test_an_entry_that_holds_another_class_is_made_again(tmp_path: Path) -> None:
    """Whole, under its own name, but not what the stage makes."""
    store(tmp_path).keep(key(), ("a", "b"))
    listener = Listener()
    assert store(tmp_path, listener).kept(key(), Rendered) is None
    assert "found a packed tuple, expected Rendered" in listener.notes[0]


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """Here a file stands in its place. Only who asks for more hears of it."""
    (tmp_path / ".peil").write_text("not a folder", encoding="utf-8")
    listener = Listener()
    assert made(store(tmp_path, listener), key(), Rendered, lambda: VALUE) == VALUE
    assert listener.notes == []
    assert any("report (nl) not kept for the next time" in text for text in listener.details)
    assert (tmp_path / ".peil").read_text("utf-8") == "not a folder"


def test_input_that_changed_meanwhile_leaves_nothing_behind(tmp_path: Path) -> None:
    """A data file saved while it was counted: the outcome belongs to neither the old content nor surely to the new."""
    states = iter(["old", "new"])
    listener = Listener()
    moving = Key("results", lambda: next(states))
    assert made(store(tmp_path, listener), moving, Rendered, lambda: VALUE) == VALUE
    assert not (tmp_path / ".peil").exists()
    assert "a data file was saved meanwhile" in listener.details[0]


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """There is room for three. The oldest was used again just now, so the next one goes; the newest never goes."""
    for place in range(3):
        store(tmp_path).keep(key(str(place)), VALUE)
        file = tmp_path / ".peil" / f"report-nl-{place}.kept"
        os.utime(file, (place, place))
    assert store(tmp_path).kept(key("0"), Rendered) == VALUE
    room = 3 * file.stat().st_size + 10
    store(tmp_path, most=room).keep(key("3"), VALUE)
    left = sorted(file.stem for file in (tmp_path / ".peil").glob("*.kept"))
    assert left == ["report-nl-0", "report-nl-2", "report-nl-3"]
    store(tmp_path, most=1).keep(key("4"), VALUE)
    assert entry(tmp_path).stem == "report-nl-4"


def test_what_was_begun_and_never_finished_is_cleared_away(tmp_path: Path) -> None:
    """After an hour; what another run is writing now is left alone."""
    folder = tmp_path / ".peil"
    folder.mkdir()
    old, new = folder / "old.begun", folder / "new.begun"
    for file, age in ((old, 7200), (new, 5)):
        file.write_bytes(b"half")
        os.utime(file, (time.time() - age,) * 2)
    store(tmp_path).keep(key(), VALUE)
    assert not old.exists()
    assert new.exists()


def test_many_runs_at_once_never_read_half_an_entry(tmp_path: Path) -> None:
    """Four at a time write and read the same entry, with room for one only: each finds a whole one or none."""

    def run(_: int) -> list[str]:
        listener = Listener()
        one = store(tmp_path, listener, most=1)
        for place in range(15):
            one.keep(key(str(place % 3)), VALUE)
            assert one.kept(key(str(place % 3)), Rendered) in (VALUE, None)
        return listener.notes

    with ThreadPoolExecutor(4) as runs:
        assert list(runs.map(run, range(4))) == [[]] * 4
    assert list((tmp_path / ".peil").glob("*.begun")) == []
