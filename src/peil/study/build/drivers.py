"""How the importance of aspects is measured: the settings, and which item asked of which aspect how important it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from peil.study.build.directory import Directory, Entry
from peil.study.drivers import DriverSettings, Stated
from peil.study.model import Grade, Multiple, Single
from peil.study.questions import answer_ids
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.drivers import WrittenDrivers, WrittenStated

_KINDS = "a grid of grades, a grid of singles or a multiple question"


def driver_settings(listing: Directory) -> DriverSettings:
    """The settings of a survey, with what is wrong with them put down."""
    written, spot = listing.context.file.report.drivers, listing.context.root / "report" / "drivers"
    if written.importance == "stated" and written.stated is None:
        remedy = "Write `stated: {question: ...}`, or `importance: lmg`."
        (spot / "importance").problem("stated, of which no question is named", "the question that asked it", remedy)
    if written.errors == "bootstrap" and listing.context.file.cluster is not None:
        remedy = "Leave `errors` out: influence values know of clusters."
        (spot / "errors").problem("bootstrap, in a survey with clusters", "a sample of single respondents", remedy)
    _check_borders(written, spot, listing)
    stated = None if written.stated is None else _stated(written.stated, spot / "stated", listing)
    if written.stated is None or stated is not None:
        _check_unused(listing, "" if stated is None else stated.question)
    return DriverSettings(
        importance=written.importance,
        missing=written.missing,
        smallest_group=written.smallest_group,
        seldom_graded=written.seldom_graded / 100,
        often_not_graded=written.often_not_graded / 100,
        often_not_graded_aspects=written.often_not_graded_aspects,
        rating_border=written.rating_border,
        importance_border=written.importance_border,
        borders_kept_over=tuple(dict.fromkeys(written.keep_borders_over)),
        stated=stated,
        errors=written.errors,
        replicates=written.replicates,
        seed=written.seed,
    )


def _check_borders(written: WrittenDrivers, spot: Spot, listing: Directory) -> None:
    """A border that was set lies where an aspect can: outside it all of them stand on one side."""
    scales = [entry.kind for entry in listing.entries.values() if entry.aspect and isinstance(entry.kind, Grade)]
    rating, importance = written.rating_border, written.importance_border
    if isinstance(rating, float) and scales:
        low, high = min(one.low for one in scales), max(one.high for one in scales)
        if not low <= rating <= high:
            (spot / "rating border").problem(f"{rating:g}", f"a grade on the scale of the aspects, {low} to {high}")
    least = {"lmg": 0, "correlation": -1}.get(written.importance)
    if isinstance(importance, float) and least is not None and not least <= importance <= 1:
        remedy = "Write 5% as 0.05." if least == 0 else ""
        (spot / "importance border").problem(f"{importance:g}", f"a number from {least} to 1", remedy)


def _stated(written: WrittenStated, spot: Spot, listing: Directory) -> Stated | None:
    name = written.question
    rows = {key: entry for key, entry in listing.entries.items() if entry.grid == name}
    entry = next(iter(rows.values()), None) or listing.entries.get(name)
    kind = _kind(entry) if entry is not None else None
    if entry is None or kind is None:
        fitting = [one.grid or key for key, one in listing.entries.items() if _kind(one) is not None]
        if ("questions", name) not in listing.context.broken:
            remedy = suggestion(name, dict.fromkeys(fitting))
            (spot / "question").problem(repr(name), f"the id of {_KINDS}", remedy)
        return None
    items = _answers(entry, listing) if kind == "share" else _rows(rows, listing)
    if not items:
        found = f"{name!r}, which asks about no aspect"
        aspects = [key for key, one in listing.entries.items() if one.aspect]
        expected = f"answers with the ids of aspects: {listed(aspects)}" if kind == "share" else "items with `about`"
        (spot / "question").problem(found, expected)
    return Stated(name, kind, items, _scores(written, kind, entry, spot))


def _kind(entry: Entry) -> Literal["grade", "score", "share"] | None:
    """What importance is when this question asked it; None when it cannot have."""
    if entry.per is not None:
        return None
    if entry.grid is None:
        return "share" if isinstance(entry.kind, Multiple) else None
    return "grade" if isinstance(entry.kind, Grade) else "score"


def _answers(entry: Entry, listing: Directory) -> dict[str, str]:
    """The answers that are called as aspects are."""
    names = answer_ids(entry.kind)
    return {name: name for name in names if (one := listing.entries.get(name)) is not None and one.aspect}


def _rows(rows: Mapping[str, Entry], listing: Directory) -> dict[str, str]:
    """By aspect the item that asks about it."""
    found: dict[str, str] = {}
    aspects = [key for key, one in listing.entries.items() if one.aspect]
    for key, entry in rows.items():
        about = entry.item.about if entry.item else None
        if about is None:
            continue
        if about not in aspects:
            if about not in listing.excused:
                expected = f"an aspect, a grade with a dimension: {listed(aspects)}"
                (entry.spot / "about").problem(repr(about), expected, suggestion(about, aspects))
        elif about in found:
            (entry.spot / "about").problem(f"{about!r}, which {found[about]!r} is about too", "one item per aspect")
        else:
            found[about] = key
    return found


def _scores(written: WrittenStated, kind: str, entry: Entry, spot: Spot) -> Mapping[str, float]:
    scores = written.scores or {}
    if kind != "score":
        if written.scores is not None:
            found = "scores of a question whose answers need none"
            (spot / "scores").problem(found, "scores of a grid of singles only", "Remove `scores`.")
        return {}
    answers = entry.kind.answers if isinstance(entry.kind, Single) else ()
    names = [answer.id for answer in answers]
    for name in scores:
        if name not in names:
            (spot / "scores" / name).problem(repr(name), f"an answer of it: {listed(names)}", suggestion(name, names))
    if len(set(scores.values())) < 2:
        found = "no scores" if not scores else "scores that are all the same"
        remedy = "Write what each answer counts for, as `scores: {very: 2, rather: 1, not: 0}`."
        (spot / "scores" if scores else spot).problem(found, "a score per answer that counts", remedy)
    return dict(scores)


def _check_unused(listing: Directory, question: str) -> None:
    """Items that say `about` outside the question that asked about importance would be read by nobody."""
    for entry in listing.entries.values():
        if entry.item is not None and entry.item.about is not None and entry.grid != question:
            found = f"`about` in {entry.grid!r}"
            expected = "an item of the question that asked how important aspects are"
            remedy = f"Write `stated: {{question: {entry.grid}}}` under `report > drivers`, or remove it."
            (entry.spot / "about").problem(found, expected, remedy)
