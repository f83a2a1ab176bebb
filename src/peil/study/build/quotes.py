"""The rule for quotes of a survey, and the quotes in quotes/SURVEY.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from peil.study.build.directory import Directory, Entry
from peil.study.build.lists import file_beside
from peil.study.build.modes import is_single
from peil.study.model import Break, Grade, Multiple, Open, Single
from peil.study.positions import read_document
from peil.study.quotes import QuoteEntry, QuoteRules
from peil.study.shape import shape
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.forms import LANGUAGE_CODE
from peil.study.written.questions import WrittenMultiple, WrittenSingle
from peil.study.written.quotes import QuotesFile, WrittenQuote, WrittenQuoteRules

FOLDER = "quotes"


def themes_of(entry: Entry, spot: Spot, listing: Directory) -> str | None:
    """The open question whose answers were sorted into the answers of this one."""
    name = entry.written.themes_of if isinstance(entry.written, WrittenMultiple | WrittenSingle) else None
    if name is None:
        return None
    listing.find(name, spot / "themes of", lambda found: isinstance(found.kind, Open), "open question")
    return name


def quote_rules(listing: Directory, split: Mapping[str, Break], folder: Path) -> QuoteRules | None:
    """By which rule quotes are taken; None when the survey has none."""
    file, spot = listing.context.file, listing.context.root / "quotes"
    written = file.quotes
    if written is None:
        return None
    if written.groups_of not in split and ("breaks", written.groups_of) not in listing.context.broken:
        expected = f"a break: {listed(split) or 'there is none'}"
        (spot / "groups of").problem(repr(written.groups_of), expected, suggestion(written.groups_of, split))
    if written.group_size <= file.report.hide_up_to:
        found = f"{written.group_size}, of which figures are hidden (`hide up to: {file.report.hide_up_to}`)"
        (spot / "group size").problem(found, f"{file.report.hide_up_to + 1} or more", "Raise it, or leave it out.")
    if written.language_question is not None:
        _check_language(listing.find(written.language_question, spot / "language question", is_single,
                                     "single question"), spot / "language question")  # fmt: skip
    shortest, longest = _ends(written.length, (20, 240), spot / "length")
    return QuoteRules(
        break_id=written.groups_of,
        grades=_grades(written, spot / "grades", listing),
        bands=_bands(written, spot / "bands", listing),
        group_size=written.group_size,
        language_size=written.language_size,
        shortest=shortest,
        longest=longest,
        most=written.most,
        language=written.language_question,
        names=_names(written.names, spot / "names", folder),
        case_numbers=tuple(_patterns(written.case_numbers or [], spot / "case numbers")),
    )


def _check_language(entry: Entry | None, spot: Spot) -> None:
    if entry is None or not isinstance(entry.kind, Single):
        return
    strange = [answer.id for answer in entry.kind.answers if not re.fullmatch(LANGUAGE_CODE, answer.id)]
    if strange:
        remedy = "Give the answers these ids; `code` says what stands in the data."
        spot.problem(f"a question with the answer {strange[0]!r}", "answers called nl, en, ar and so on", remedy)


def _grades(written: WrittenQuoteRules, spot: Spot, listing: Directory) -> dict[str, str]:
    """By open question its grade; a question without themes cannot be quoted."""
    themed = {
        entry.written.themes_of
        for entry in listing.entries.values()
        if isinstance(entry.written, WrittenMultiple | WrittenSingle)
    }
    for name, grade in written.grades.items():
        found = listing.find(name, spot / name, lambda one: isinstance(one.kind, Open), "open question")
        if found is not None and name not in themed:
            remedy = f"Write `themes of: {name}` at the question that holds its themes."
            (spot / name).problem(f"{name!r}, without themes", "an open question whose answers have themes", remedy)
        listing.find(grade, spot / name, lambda one: isinstance(one.kind, Grade) and one.per is None, "grade")
    return dict(written.grades)


def _bands(written: WrittenQuoteRules, spot: Spot, listing: Directory) -> tuple[tuple[int, int], ...]:
    """Bands of grades: as written, or three of the scale (1-5, 6-7, 8-10 of 1-10)."""
    if written.bands is not None:
        return tuple(_ends(band, (1, 10), spot / number) for number, band in enumerate(written.bands))
    kinds = (entry.kind for name in written.grades.values() if (entry := listing.entries.get(name)))
    scale = next((kind for kind in kinds if isinstance(kind, Grade)), Grade())
    low, high = scale.low, scale.high
    middle, upper = low + (high - low + 1) // 2, high - (high - low + 1) // 4
    return ((low, middle - 1), (middle, upper - 1), (upper, high))


def _ends(span: tuple[float | None, float | None] | None, usual: tuple[int, int], spot: Spot) -> tuple[int, int]:
    low, high = span or usual
    if low is None or high is None or low > high or low != int(low) or high != int(high):
        spot.problem("a range without two whole ends", f"a range like {usual[0]}-{usual[1]}")
        return usual
    return int(low), int(high)


def _names(name: str | None, spot: Spot, folder: Path) -> tuple[str, ...]:
    text = file_beside(folder, name, spot) if name is not None else None
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())


def _patterns(patterns: list[str], spot: Spot) -> Iterator[str]:
    for number, pattern in enumerate(patterns):
        try:
            empty = re.compile(pattern).search("")
        except re.error as error:
            (spot / number).problem(repr(pattern), "a regular expression", f"{error.msg[:1].upper()}{error.msg[1:]}.")
            continue
        if empty:
            (spot / number).problem(repr(pattern), "a pattern that does not fit an empty text", "Ask for one sign.")
        else:
            yield pattern


# The quotes.


def quotes(rules: QuoteRules | None, split: Mapping[str, Break], folder: Path, listing: Directory) -> tuple[
    QuoteEntry, ...
]:  # fmt: skip
    """The quotes of the survey, in the order of their file; none when there is no file."""
    survey, root = listing.context.file.survey, listing.context.root
    path = folder / FOLDER / f"{survey}.yaml"
    if not path.is_file():
        return ()
    document = read_document(path, f"{FOLDER}/{survey}.yaml")
    root.problems.extend(document.problems)
    if document.value is None:
        return ()
    spot = Spot(document, root.problems)
    if rules is None:
        spot.problem("quotes of a survey without a rule for quotes", f"`quotes:` in {root.document.file}")
        return ()
    written = shape(QuotesFile, document, {"survey": survey}, root.problems).model
    if written is None:
        return ()
    if written.survey != survey:
        (spot / "survey").problem(repr(written.survey), repr(survey), "The file is called after its survey.")
    checked = _Checked(rules, split, listing)
    return tuple(
        one for number, entry in enumerate(written.quotes) if (one := checked.entry(entry, spot / "quotes" / number))
    )


class _Checked:
    """Entries against the survey; every id stands once."""

    def __init__(self, rules: QuoteRules, split: Mapping[str, Break], listing: Directory) -> None:
        self._listing, self._rules = listing, rules
        division = split.get(rules.break_id)
        self._groups = [division.key(group) for group in division.groups] if division else []
        self._seen: dict[str, int] = {}

    def entry(self, written: WrittenQuote, spot: Spot) -> QuoteEntry | None:
        """The entry, or None where something in it is wrong, which is put down."""
        parts = written.id.split("/")
        survey, waves = self._listing.context.file.survey, self._listing.context.file.waves
        if len(parts) != 4 or parts[0] != survey or parts[1] not in waves or parts[2] not in self._rules.grades:
            example = f"{survey}/{next(reversed(waves))}/{next(iter(self._rules.grades))}/..."
            (spot / "id").problem(repr(written.id), f"an id that `peil quotes` wrote, as {example}")
            return None
        line = self._seen.setdefault(written.id, spot.place.line)
        if line != spot.place.line:
            (spot / "id").problem(f"{written.id!r} a second time (first on line {line})", "every quote once")
        themes = self._themes(parts[2])
        fits = self._known(written.theme, themes, "theme", spot) and self._known(
            written.group, self._groups, "group", spot
        )
        if not fits:
            return None
        return QuoteEntry(
            written.id, parts[1], parts[2], written.theme, written.group, written.grades or "",
            written.language or "", written.status, written.text, spot.place,
        )  # fmt: skip

    def _themes(self, question: str) -> list[str]:
        return [
            answer.id
            for entry in self._listing.entries.values()
            if isinstance(entry.written, WrittenMultiple | WrittenSingle) and entry.written.themes_of == question
            if isinstance(entry.kind, Single | Multiple)
            for answer in entry.kind.answers
        ]

    def _known(self, name: str, known: list[str], what: str, spot: Spot) -> bool:
        if name not in known:
            (spot / what).problem(repr(name), f"a {what}: {listed(known)}", suggestion(name, known))
        return name in known
