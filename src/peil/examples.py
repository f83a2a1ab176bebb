"""Where the examples are: inside the package when it came as a wheel, beside it in a checkout."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from peil.errors import PeilError

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "examples", _PACKAGE.parent.parent / "examples")


def example(name: str) -> Path:
    """The folder of an example study, by name."""
    for place in _PLACES:
        if (place / name / "study.yaml").is_file():
            return place / name
    raise PeilError(f"example {name!r} is not in this installation")


def copied(source: Path, target: Path) -> tuple[Path, ...]:
    """Copy a study, but for what was made of it; the files that were there already and are not the same, which stay."""
    kept = []
    for path in _files(source):
        place = target / path.relative_to(source)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        elif place.read_bytes() != path.read_bytes():
            kept.append(place)
    return tuple(kept)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in ("__pycache__", "report", ".peil"):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def own_name() -> str:
    """How this program was called, to be copied into a terminal."""
    called = Path(sys.argv[0])
    if called.stem == "peil":
        return shlex.quote(sys.argv[0])
    return f"{shlex.quote(sys.executable)} -m peil"
