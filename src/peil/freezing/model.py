"""What is written down of a closed wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from peil.data.paths import data_path
from peil.results.model import Published
from peil.study.model import Study, Survey, Wave

# Files that a version control system may write with other ends of lines on another machine.
_TEXTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class Again:
    """That a wave was frozen anew: on which day, why, and how many of its figures had changed."""

    on: str
    reason: str
    changed: int


@dataclass(frozen=True)
class Frozen:
    """A closed wave. `data`: its data file as the study names it, "" where it has none, and `checksum`, the SHA-256 of
    what the file holds; `figures`: by id of an estimate the value and n that were published; `on`: the day; `again`:
    when and why it was frozen anew."""

    survey: str
    wave: str
    on: str
    data: str
    checksum: str
    figures: Mapping[str, tuple[float, int]]
    again: tuple[Again, ...] = ()

    @property
    def name(self) -> str:
        """As the files are called."""
        return f"{self.survey}-{self.wave}"


def frozen_of(study: Study, published: Published, survey: Survey, wave: Wave, on: str, folder: Path | None) -> Frozen:
    """A wave as it is now: all figures that may be shown, and the data file. `folder`: where data are, if elsewhere."""
    figures = {
        name: (value, n)
        for name, of_survey, of_wave, value, n, status in published.estimate_table.each(
            "id", "survey", "wave", "estimate", "n", "status"
        )
        if of_survey == survey.id and of_wave == wave.label and status in ("ok", "small base")
    }
    return Frozen(survey.id, wave.label, on, wave.data or "", checksum(study, wave, folder), figures)


def checksum(study: Study, wave: Wave, folder: Path | None) -> str:
    """SHA-256 of what the data file of a wave holds, "" where there is none; ends of lines do not count."""
    path = data_path(study, wave, folder)
    if path is None:
        return ""
    content = path.read_bytes()
    if path.suffix.lower() in _TEXTS:
        content = content.replace(b"\r\n", b"\n")
    return sha256(content).hexdigest()
