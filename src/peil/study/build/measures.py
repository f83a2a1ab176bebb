"""What is counted of a question beside the usual: nets of the ends of a scale, quantiles and spread."""

from __future__ import annotations

from collections.abc import Mapping

from peil.study.build.kinds import Context
from peil.study.model import Grade, Kind, Net, Number, Text
from peil.study.spot import Spot
from peil.study.wording import listed
from peil.study.written.questions import (
    WrittenGrade,
    WrittenGradeGrid,
    WrittenIndex,
    WrittenNumber,
    WrittenQuestion,
)

ENDS = ("top", "bottom")


def boxes(asked: WrittenQuestion, kind: Kind, spot: Spot, context: Context) -> tuple[Net, ...]:
    """The ends of a grade's scale as nets: those of the question itself, else those of the survey that fit its scale.

    The label is the marks themselves, "8–10": it reads the same in every language.
    """
    if not isinstance(kind, Grade) or not isinstance(asked, WrittenGrade | WrittenGradeGrid):
        return ()
    chosen: dict[str, tuple[int, int]] = {}
    for name in ENDS:
        own, usual = getattr(asked, name), getattr(context.file.report, name)
        box = own or usual
        taken = name in (asked.nets or {})
        if own and not _fits(own, kind):
            (spot / name).problem(_written(own), f"marks of the scale {kind.low}-{kind.high}")
        elif own and taken:
            found = f"a net that is called {name!r} too"
            (spot / name).problem(found, f"`{name}` or a net `{name}`", "Remove one of the two, or rename the net.")
        elif box and _fits(box, kind) and not taken:
            chosen[name] = box
    if len(chosen) == 2 and chosen["bottom"][1] >= chosen["top"][0] and (asked.top or asked.bottom):
        (spot / ("bottom" if asked.bottom else "top")).problem(*_overlapping(chosen))
        return ()
    return tuple(_box(name, box, context) for name, box in chosen.items())


def check_survey_boxes(kinds: Mapping[str, Kind], context: Context) -> None:
    """The ends that the survey sets for all grades fit at least one, and do not overlap."""
    report, spot = context.file.report, context.root / "report"
    for name in ENDS:
        box = getattr(report, name)
        if box and not any(isinstance(kind, Grade) and _fits(box, kind) for kind in kinds.values()):
            scales = sorted({f"{kind.low}-{kind.high}" for kind in kinds.values() if isinstance(kind, Grade)})
            (spot / name).problem(_written(box), f"marks of the scale of a grade: {listed(scales) or 'there is none'}")
    if report.top and report.bottom and report.bottom[1] >= report.top[0]:
        (spot / "bottom").problem(*_overlapping({"top": report.top, "bottom": report.bottom}))


def _overlapping(ends: Mapping[str, tuple[int, int]]) -> tuple[str, str]:
    found = f"{_written(ends['bottom'])} as bottom and {_written(ends['top'])} as top"
    return found, "a bottom that lies below the top"


def _fits(box: tuple[int, int], kind: Grade) -> bool:
    return kind.low <= box[0] and box[1] <= kind.high


def _written(box: tuple[int, int], dash: str = "-") -> str:
    return str(box[0]) if box[0] == box[1] else f"{box[0]}{dash}{box[1]}"


def _box(name: str, box: tuple[int, int], context: Context) -> Net:
    text = Text(dict.fromkeys(context.texts.languages, _written(box, "–")))
    return Net(name, text, tuple(str(mark) for mark in range(box[0], box[1] + 1)))


def measures_of(asked: WrittenQuestion, kind: Kind, per: str | None, spot: Spot, context: Context) -> tuple[str, ...]:
    """What is counted of a grade or a number beside the mean: as the question says, else as the survey says."""
    if not isinstance(asked, WrittenGrade | WrittenGradeGrid | WrittenNumber | WrittenIndex):
        return ()
    if per is not None:
        if asked.measures:
            remedy = "Remove `measures`: of several grades a respondent only means and shares are counted."
            (spot / "measures").problem(f"{listed(asked.measures, 'and')} of a question with `per`", "none", remedy)
        return ()
    if not isinstance(kind, Grade | Number):
        return ()
    return tuple(context.file.report.measures or () if asked.measures is None else asked.measures)
