"""A survey file as a Survey."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from peil.study.build.benchmarks import benchmarks, citations
from peil.study.build.breaks import breaks
from peil.study.build.calendar import NONE, calendar
from peil.study.build.clusters import clusters, frame_clusters
from peil.study.build.comparisons import compared, levels, unmarked
from peil.study.build.conditions import conditions
from peil.study.build.directory import Directory, Entry, directory
from peil.study.build.drivers import driver_settings
from peil.study.build.kinds import Context
from peil.study.build.modes import check_mode, is_single
from peil.study.build.published import Library, published
from peil.study.build.questions import grids, questions
from peil.study.build.quotes import quote_rules, quotes
from peil.study.build.texts import Texts
from peil.study.build.weights import weighting
from peil.study.model import Break, DataRules, Grade, Period, Settings, Survey, Wave
from peil.study.positions import Trail
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.survey import SurveyFile, WrittenWave

_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".sav", ".parquet")


def build_survey(
    file: SurveyFile, root: Spot, languages: tuple[str, ...], broken: frozenset[Trail], folder: Path
) -> Survey:
    """The survey, with everything that is wrong put down in `root.problems`."""
    texts = Texts(languages, broken)
    context = Context(file, root, texts, calendar(file.waves, root / "waves"), broken)
    listing = directory(context)
    split = breaks(listing, folder)
    library = Library(listing, split, folder)
    if file.stratum is not None:
        listing.find(file.stratum, root / "stratum", is_single, "single question")
    check_mode(listing)
    named = (context.calendar.resolve(file.key, root / "key"), clusters(listing))
    rules = quote_rules(listing, split, folder)
    return Survey(
        id=file.survey,
        title=texts.text(file.title, root / "title"),
        place=(root / "survey").place,
        population=texts.maybe(file.population, root / "population"),
        frame=texts.maybe(file.frame, root / "frame"),
        waves=tuple(_wave(label, wave, named, library) for label, wave in file.waves.items()),
        questions=questions(listing),
        grids=grids(context),
        breaks=split,
        weighting=weighting(listing),
        settings=_settings(listing, split),
        rules=_rules(file),
        dimensions={
            key: texts.text(words, root / "dimensions" / key) for key, words in (file.dimensions or {}).items()
        },
        stratum=file.stratum,
        mode=file.mode_question,
        units_return=file.units_return,
        note=texts.maybe(file.note, root / "note"),
        benchmarks=benchmarks(context),
        citations=citations(context),
        quote_rules=rules,
        quotes=quotes(rules, split, folder, listing),
    )


def _wave(
    label: str, written: WrittenWave, named: tuple[Mapping[str, str], Mapping[str, str]], library: Library
) -> Wave:
    """`named`: by wave the columns of the keys and of the clusters."""
    listing = library.directory
    context, texts = listing.context, listing.context.texts
    spot = context.root / "waves" / label
    _check_wave(written, spot)
    sent = _sent(written, spot / "sent by stratum")
    if not context.faulty_inside("waves", label, "dispositions") and not context.faulty_inside("waves", label, "sent"):
        _check_dispositions(written, sent, spot / "dispositions")
    _check_strata(written.strata, spot / "strata", listing)
    _check_strata(written.sent_by_stratum, spot / "sent by stratum", listing)
    key = named[0].get(label, NONE)
    return Wave(
        label=label,
        place=spot.place,
        title=texts.maybe(written.title, spot / "title"),
        data=written.data,
        sheet=written.sheet,
        key="" if key == NONE else key,
        cluster=named[1].get(label, ""),
        clusters=frame_clusters(written.clusters_in_the_frame, spot / "clusters in the frame", listing),
        published=published(written.published, spot / "published", library),
        field=Period(*written.field) if written.field else None,
        modes=tuple(written.mode or ()),
        languages=tuple(written.languages or ()),
        sent=sent,
        sent_by_stratum=dict(written.sent_by_stratum or {}),
        dispositions={str(name): count for name, count in (written.dispositions or {}).items()},
        strata=dict(written.strata or {}),
        where=conditions(written.where, spot / "where", listing),
        note=texts.maybe(written.note, spot / "note"),
    )


def _check_wave(written: WrittenWave, spot: Spot) -> None:
    if (written.data is None) == (written.published is None) and not _faulty(spot):
        found = "neither `data` nor `published`" if written.data is None else "both `data` and `published`"
        remedy = "Name the file with the answers, or list the figures that were published."
        spot.problem(found, "one of the two", remedy)
    if written.data is not None and not written.data.lower().endswith(_SUFFIXES):
        remedy = "Save the data as one of these."
        (spot / "data").problem(repr(written.data), f"a file that ends in {listed(_SUFFIXES)}", remedy)
    if written.sheet is not None and not (written.data or "").lower().endswith(".xlsx"):
        (spot / "sheet").problem("a sheet of a file that has none", "a sheet of an .xlsx file", "Remove `sheet`.")
    for number, code in enumerate(written.languages or ()):
        if not _LANGUAGE.match(code):
            (spot / "languages" / number).problem(repr(code), "a language code like nl, en or ar")


def _sent(written: WrittenWave, spot: Spot) -> int | None:
    """The gross sample: as written, or the sum over the strata."""
    if not written.sent_by_stratum:
        return written.sent
    total = sum(written.sent_by_stratum.values())
    if written.sent is not None and written.sent != total:
        remedy = "Correct a stratum, or leave `sent` out: it follows from the strata."
        spot.problem(f"strata that add up to {total}", f"{written.sent}, as `sent` says", remedy)
    return written.sent or total


def _check_dispositions(written: WrittenWave, sent: int | None, spot: Spot) -> None:
    total = sum((written.dispositions or {}).values())
    if written.dispositions and sent is not None and total != sent:
        found = f"dispositions that add up to {total}"
        remedy = f"They are {abs(total - sent)} {'above' if total > sent else 'short of'} `sent`."
        spot.problem(found, f"{sent}, as `sent` says", remedy)


def _faulty(spot: Spot) -> bool:
    """Whether the data or figures of the wave are written, but in a form that was refused already."""
    raw = spot.document.value
    for step in spot.trail:
        raw = raw[str(step)] if isinstance(raw, dict) else None
    return isinstance(raw, dict) and sum(raw.get(key) is not None for key in ("data", "published")) == 1


def _check_strata(sizes: Mapping[str, int] | None, spot: Spot, listing: Directory) -> None:
    if not sizes:
        return
    name = listing.context.file.stratum
    entry = listing.entries.get(name or "")
    if name is None:
        remedy = "Add `stratum` to the survey: the question that holds the stratum."
        spot.problem("sizes of strata in a survey without `stratum`", "a question to find the strata by", remedy)
    elif entry is not None:
        for stratum in sizes:
            listing.answer_is_there(entry, stratum, spot / stratum)


def _rules(file: SurveyFile) -> DataRules:
    rules = file.data_rules
    return DataRules(
        unknown_code=rules.unknown_codes,
        out_of_range=rules.grades_out_of_range,
        text_in_number=rules.text_in_a_number,
        duplicates=rules.duplicate_respondents,
        outside_routing=rules.answers_outside_routing,
    )


def _settings(listing: Directory, split: Mapping[str, Break]) -> Settings:
    written = listing.context.file.report
    spot = listing.context.root / "report"
    if written.mark_up_to < written.hide_up_to:
        found = f"{written.mark_up_to}, below `hide up to` ({written.hide_up_to})"
        key = "mark up to" if "mark_up_to" in written.model_fields_set else "hide up to"
        (spot / key).problem(
            found, f"{written.hide_up_to} or more", "What is hidden cannot be marked: raise `mark up to`."
        )
    level, strict = levels(listing)
    unmarked_breaks, unmarked_questions = unmarked(listing, split)
    return Settings(
        overall=_overall(listing),
        breaks=_shown_breaks(written.breaks, spot / "breaks", listing),
        hide_up_to=written.hide_up_to,
        mark_up_to=written.mark_up_to,
        privacy_below=written.privacy_below,
        compare_waves=written.compare_waves,
        level=level,
        strict_level=strict,
        compared=compared(listing, split),
        minimum=written.minimum_difference,
        minimum_share=written.minimum_difference_of_shares / 100,
        method=written.method,
        degrees_of_freedom=written.degrees_of_freedom,
        test_shares=written.test_shares,
        correction=written.correction,
        family=written.family,
        mode_shift=written.mode_shift / 100,
        unmarked_breaks=unmarked_breaks,
        unmarked_questions=unmarked_questions,
        decimals=written.decimals,
        pass_mark=written.pass_mark,
        axis=_axis(listing),
        drivers=driver_settings(listing),
    )


def _overall(listing: Directory) -> str | None:
    """The grade of the first page: the one that is named, or else a grade called `overall`."""
    name = listing.context.file.report.overall
    if name is None:
        usual = listing.entries.get("overall")
        return usual.id if usual is not None and _is_grade(usual) else None
    entry = listing.find(name, listing.context.root / "report" / "overall", _is_grade, "grade")
    return None if entry is None else entry.id


def _is_grade(entry: Entry) -> bool:
    return isinstance(entry.kind, Grade)


def _shown_breaks(names: list[str] | None, spot: Spot, listing: Directory) -> tuple[str, ...]:
    written = listing.context.file.breaks or {}
    for number, name in enumerate(names or ()):
        if name not in written and ("breaks", name) not in listing.context.broken:
            expected = f"a break: {listed(written) or 'there is none'}"
            (spot / number).problem(repr(name), expected, suggestion(name, written))
    return tuple(written) if names is None else tuple(name for name in names if name in written)


def _axis(listing: Directory) -> tuple[float, float] | None:
    axis = listing.context.file.report.axis
    if axis is None:
        return None
    low, high = axis
    if low is None or high is None:
        (listing.context.root / "report" / "axis").problem("one end", "a range with two ends like 4-9")
        return None
    return low, high
