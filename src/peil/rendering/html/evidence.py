"""The evidence inside the page, as JSON: what a reader opens from a figure, and the figures of a chosen group.

Short rows instead of names, for there are thousands of them; assets/evidence.js reads them, and says what stands where.
A number on the page names its evidence by a `Refs`: the place of its series, of its wave, and of a test.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from peil.report.evidence import Asked, Evidence, Figured, Part, Source

# Numbers to draw by are whole ones of so many parts of one.
_PARTS = 1000
# What could end the script element, or a line of a script, is written as an escape.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def evidence_json(evidence: Evidence) -> str:
    """The evidence as JSON that can stand in a page: no text in it ends the element around it."""
    tables = _Tables()
    tables.texts.place("")
    tables.hidden.place("", "")
    rows = [
        [one.asked, one.part, *(_figure(figure, tables) if figure else 0 for figure in one.figures)]
        for one in evidence.series
    ]
    made = {
        "sources": [_source(one) for one in evidence.sources],
        "asked": [_asked(one, tables.texts) for one in evidence.asked],
        "parts": [_part(one) for one in evidence.parts],
        "series": rows,
        "texts": [text for (text,) in tables.texts.rows],
        "compared": tables.compared.rows,
        "hidden": tables.hidden.rows,
        "remarks": [[one.id, one.label, one.text, one.lines] for one in evidence.remarks],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


class _Table:
    """Rows that come back often are written once, and meant by their position."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], int] = {}

    def place(self, *row: str) -> int:
        """The position of a row."""
        return self._places.setdefault(row, len(self._places))

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The rows in the order of their positions."""
        return list(self._places)


@dataclass(frozen=True)
class _Tables:
    """Texts; what figures are compared with: suffix and words; what stands where a figure is hidden: text and note.

    The first text and the first hidden figure are none, so that 0 can mean nothing.
    """

    texts: _Table = field(default_factory=_Table)
    compared: _Table = field(default_factory=_Table)
    hidden: _Table = field(default_factory=_Table)


class Refs:
    """How the page names what a number rests on: `12.2`, series and wave; `12.2~0`, a test of it; `r3`, a remark."""

    def __init__(self, evidence: Evidence) -> None:
        self._by_id = {one.id: f"r{place}" for place, one in enumerate(evidence.remarks)}
        waves = {one.key: one.waves for one in evidence.sources}
        for place, one in enumerate(evidence.series):
            asked, part = evidence.asked[one.asked], evidence.parts[one.part]
            for i, (wave, figure) in enumerate(zip(waves[asked.source], one.figures, strict=True)):
                if figure is None:
                    continue
                name, ref = f"{asked.source}/{wave}/{asked.key}/{part.key}", f"{place}.{i}"
                self._by_id[name] = ref
                self._by_id |= {f"{name}~{test.suffix}": f"{ref}~{j}" for j, test in enumerate(figure.tests)}

    def of(self, ids: Iterable[str]) -> str:
        """The references to these estimates and contrasts; a contrast that has no test is meant by its estimate."""
        found = (self._by_id.get(one) or self._by_id.get(one.partition("~")[0]) for one in ids)
        return " ".join(dict.fromkeys(ref for ref in found if ref))


def _source(one: Source) -> list[object]:
    return [
        one.key,
        one.title,
        one.waves,
        one.this,
        one.confidence,
        one.tests,
        one.headings or one.waves,
        one.unweighted,
    ]


def _asked(one: Asked, texts: _Table) -> list[object]:
    wordings = [[wording.waves, texts.place(wording.text)] for wording in one.wordings]
    topic, measure, base = (texts.place(text) for text in (one.topic, one.measure, one.base))
    return [one.source, one.key, topic, one.label, measure, wordings, base, one.scale]


def _part(one: Part) -> list[object]:
    return [one.source, one.key, one.label, one.break_title, int(one.offered)]


def _figure(one: Figured, tables: _Tables) -> list[object] | int:
    """A row, or the place of a hidden figure: of those there are many, and few that differ."""
    if one == Figured(one.text, "", note=one.note):
        return tables.hidden.place(one.text, one.note)
    tests = [
        [
            tables.compared.place(test.suffix, test.against),
            tables.texts.place(test.difference),
            test.statistic,
            tables.texts.place(test.p),
            test.verdict,
        ]
        for test in one.tests
    ]
    texts, places = tables.texts, [round(place * _PARTS) for place in one.places]
    interval, note = texts.place(one.interval), texts.place(one.note)
    return _shortened([one.text, one.n, one.effective, interval, places, note, one.flag, tests])


def _shortened(row: Sequence[object]) -> list[object]:
    """The row without the empty values at its end."""
    kept = list(row)
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept


@dataclass(frozen=True)
class Choice:
    """A break that a reader may choose from: its title, and its groups, each with its place among the parts."""

    title: str
    groups: tuple[tuple[int, str], ...]


def choices(evidence: Evidence) -> tuple[Choice, ...]:
    """The groups that are offered, by break; behind the title stands the survey where there are several."""
    titles = {one.key: one.title for one in evidence.sources}
    found: dict[str, list[tuple[int, str]]] = {}
    for place, part in enumerate(evidence.parts):
        if part.offered:
            title = f"{part.break_title} · {titles[part.source]}" if len(titles) > 1 else part.break_title
            found.setdefault(title, []).append((place, part.label))
    return tuple(Choice(title, tuple(groups)) for title, groups in found.items())
