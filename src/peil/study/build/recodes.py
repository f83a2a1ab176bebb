"""Recodes: from what stands in the data to answers and reasons, and codes that mean two things at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic_core import PydanticCustomError

from peil.study.build.directory import Entry
from peil.study.build.kinds import Context, codes_by_wave, waves_of
from peil.study.model import Answer, Grade, Multiple, Number, Reason, Single
from peil.study.questions import answer_ids
from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.questions import WrittenMultiple, WrittenSingle, WrittenSingleGrid
from peil.study.written.rows import row

REASONS: Mapping[str, Reason] = {
    "not answered": Reason.NOT_ANSWERED,
    "don't know": Reason.DONT_KNOW,
    "does not apply": Reason.DOES_NOT_APPLY,
    "not asked": Reason.NOT_ASKED,
    "not in this wave": Reason.NOT_IN_WAVE,
}
_TICKS = {"chosen": "1", "not chosen": "0", "1": "1", "0": "0"}

RecodeByWave = dict[str, dict[str, str | Reason]]


def no_answer_codes(context: Context) -> dict[str, Reason]:
    """The codes that stand for no answer in the whole survey, each with its reason."""
    spot = context.root / "no answer"
    found: dict[str, Reason] = {}
    for code, reason in (context.file.no_answer or {}).items():
        if reason in REASONS:
            found[code.strip()] = REASONS[reason]
        else:
            (spot / code).problem(repr(reason), listed(REASONS), suggestion(reason, REASONS))
    return found


def recodes(entry: Entry, context: Context, no_answer: Mapping[str, Reason]) -> RecodeByWave:
    """By wave in which a question was asked: its own recode over that of its grid over its codes over the survey's."""
    own: RecodeByWave = {label: {} for label in entry.waves}
    layers = [(entry.written.recode, context.root / "questions" / (entry.grid or entry.id) / "recode")]
    if entry.item is not None:
        layers.append((entry.item.recode, entry.spot / "recode"))
    for written, spot in layers:
        checked = {
            when: _targets(recode, spot if set(written or ()) == {"otherwise"} else spot / when, entry)
            for when, recode in (written or {}).items()
        }
        for label, recode in context.calendar.resolve(checked, spot).items():
            if label in own:
                own[label].update(recode)
    _check_double_meanings(entry, own, context, no_answer)
    _check_answers_occur(entry, own, context)
    codes = _codes_of_waves(entry, context)
    return {label: {**no_answer, **codes.get(label, {}), **recode} for label, recode in own.items()}


def _codes_of_waves(entry: Entry, context: Context) -> dict[str, dict[str, str]]:
    """By wave the codes that mean an answer in that wave and not in every one."""
    found: dict[str, dict[str, str]] = {}
    for answer, by_wave in _answer_codes(entry, context):
        for label in waves_of(answer, context.calendar):
            ours = [code for code in by_wave.get(label, ()) if code not in answer.codes]
            found.setdefault(label, {}).update(dict.fromkeys(ours, answer.id))
    return found


def _answer_codes(entry: Entry, context: Context) -> Iterator[tuple[Answer, dict[str, tuple[str, ...]]]]:
    """Every answer with its codes by wave."""
    asked = entry.written
    if isinstance(entry.kind, Single | Multiple) and isinstance(
        asked, WrittenSingle | WrittenSingleGrid | WrittenMultiple
    ):
        root = context.root / "questions" / (entry.grid or entry.id) / "answers"
        for answer in entry.kind.answers:
            spot = (root / answer.id).quiet
            yield answer, codes_by_wave(answer.id, asked.answers[answer.id], spot, context.calendar)


def _targets(recode: Mapping[str, str], spot: Spot, entry: Entry) -> dict[str, str | Reason]:
    """What every code becomes; a code on its own goes before a row of codes (`1..17`)."""
    meanings: dict[str, str | Reason] = {}
    rows: dict[str, tuple[str, str | Reason]] = {}
    for code, target in recode.items():
        meaning = REASONS.get(target) or _value(target, entry)
        if meaning is None:
            allowed = _allowed(entry)
            expected = f"a reason ({listed(REASONS)}){' or ' + allowed if allowed else ''}"
            (spot / code).problem(repr(target), expected, suggestion(target, (*REASONS, *answer_ids(entry.kind))))
            continue
        codes = _codes(code, spot / code)
        if len(codes) == 1:
            meanings[codes[0]] = meaning
        for one in codes if len(codes) > 1 else ():
            if one in rows and rows[one][1] != meaning:
                found = f"code {one!r}, which also falls in {rows[one][0]!r}"
                (spot / code).problem(found, "one meaning for a code", "Let the rows of codes not overlap.")
                break
            rows[one] = (code, meaning)
    return {one: meaning for one, (_, meaning) in rows.items()} | meanings


def _codes(written: str, spot: Spot) -> tuple[str, ...]:
    """The codes of a key of a recode: one, or a row of them."""
    try:
        return row(written.strip())
    except PydanticCustomError as fault:
        context = fault.context or {}
        spot.problem(repr(written), context["expected"], context["remedy"])
        return ()


def _value(target: str, entry: Entry) -> str | None:
    """What a text in a recode stands for as an answer; None when it is none."""
    match entry.kind:
        case Multiple(layout="columns") if target in _TICKS:
            return _TICKS[target]
        case Single() | Multiple() | Grade():
            return target if target in answer_ids(entry.kind) else None
        case Number():
            return target if _number(target) is not None else None
        case _:
            return None


def _allowed(entry: Entry) -> str:
    match entry.kind:
        case Multiple(layout="columns"):
            return "`chosen` or `not chosen`"
        case Grade(low=low, high=high):
            return f"a mark from {low} to {high}"
        case Single() | Multiple():
            return f"an answer: {listed(answer_ids(entry.kind))}"
        case Number():
            return "a number"
        case _:
            return ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _check_double_meanings(entry: Entry, own: RecodeByWave, context: Context, no_answer: Mapping[str, Reason]) -> None:
    """A code is an answer or a reason for none; where `no answer` makes it both, the question has to say which."""
    line = (context.root / "no answer").place.line
    for code, reason in no_answer.items():
        if all(code in recode for recode in own.values()):
            continue
        for spot in _meanings(code, entry, context):
            name = _name(reason)
            found = f"{code!r} as an answer, which `no answer` calls {name!r} (line {line})"
            remedy = f"Say which it is: `recode: {{{code}: {name}}}`, or `recode: {{{code}: ...}}` with the answer."
            spot.problem(found, "one meaning for a code", remedy)


def _check_answers_occur(entry: Entry, own: RecodeByWave, context: Context) -> None:
    """An answer all of whose codes are recoded to a reason can never be given."""
    kind = entry.kind
    if not isinstance(kind, Single | Multiple) or (isinstance(kind, Multiple) and kind.layout == "columns"):
        return
    for answer in kind.answers:
        waves = [label for label in waves_of(answer, context.calendar) if label in own]
        reasons = [own[label].get(code) for label in waves for code in answer.codes]
        if reasons and all(isinstance(reason, Reason) for reason in reasons):
            found = f"code {answer.codes[0]!r}, which `recode` turns into {_name(reasons[0])!r}"
            spot = context.root / "questions" / (entry.grid or entry.id) / "answers" / answer.id
            spot.problem(found, "an answer that can occur", "Remove the answer or the recode.")


def _meanings(code: str, entry: Entry, context: Context) -> Iterable[Spot]:
    """Where a code of `no answer` is an answer to this question as well."""
    number = _number(code)
    asked = ("questions", entry.grid or entry.id)
    if context.faulty_inside(*asked, "range") or context.faulty_inside(*asked, "scale"):
        return []
    match entry.kind:
        case Multiple(layout="columns"):
            clash = code in ("0", "1")
        case Single() | Multiple():
            root = context.root / "questions" / (entry.grid or entry.id) / "answers"
            every = ((answer, set().union(*by_wave.values())) for answer, by_wave in _answer_codes(entry, context))
            return [root / answer.id for answer, codes in every if code in codes]
        case Grade(low=low, high=high):
            clash = number is not None and low <= number <= high
        case Number(low=lowest, high=highest):
            ends = (float("-inf") if lowest is None else lowest, float("inf") if highest is None else highest)
            clash = number is not None and ends[0] <= number <= ends[1]
        case _:
            clash = False
    return [entry.spot] if clash else []


def _name(reason: object) -> str:
    return next(name for name, other in REASONS.items() if other is reason)
