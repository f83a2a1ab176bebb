"""The forms in which values are written: texts per language, values by wave, one or several, ranges, periods.

Every form accepts its shorthand and gives one shape: a plain text becomes `{"": text}`, a value for all waves becomes
`{"otherwise": value}`, one value becomes a list of one.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema

from peil.study.written.refusal import refused
from peil.study.written.rows import several

OTHERWISE = "otherwise"
"""The key, in a value by wave, for the waves that no other key names."""

PLAIN = ""
"""The language of a text that was written without one."""

LANGUAGE_CODE = r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$"
ID_PATTERN = r"^\w[\w.+-]*$"
_SPAN = re.compile(r"^(-?\d+(?:\.\d+)?)? *(?:-|\.\.) *(-?\d+(?:\.\d+)?)?$")
_WHOLE = re.compile(r"^[+-]?\d+$", re.ASCII)
_DECIMAL = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)$", re.ASCII)
_PERCENTILE = re.compile(r"^p[1-9]\d?$", re.ASCII)
_DAY = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")

_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_TEXT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "patternProperties": {LANGUAGE_CODE: _SCALAR}, "additionalProperties": False},
    ]
}


def spaced(name: str) -> str:
    """The key as it is written for the name of a field: `hide up to` for `hide_up_to`."""
    return name.replace("_", " ")


class Written(BaseModel):
    """Part of a file. Keys have spaces (`hide up to`), underscores will do; unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=spaced,
        validate_by_name=True,
        validate_by_alias=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
        defer_build=True,
    )


def _language_keys(schema: dict[str, Any]) -> None:
    schema["patternProperties"] = {LANGUAGE_CODE: _SCALAR}
    schema["additionalProperties"] = False


class InLanguages(Written):
    """Part of a file whose text stands among its other keys: `{nl: Proces, en: Process, since: 2011}`.

    The keys that are no field are the languages; whether they are languages of the study is checked when it is built.
    """

    model_config = ConfigDict(extra="allow", json_schema_extra=_language_keys)
    __pydantic_extra__: dict[str, Any] = Field(init=False)

    @property
    def words(self) -> dict[str, Any]:
        """The text by language, as it is written."""
        return self.__pydantic_extra__


def _one_text(value: object) -> object:
    return {PLAIN: value} if isinstance(value, str) else value


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _by_wave(value: object) -> object:
    return value if isinstance(value, dict) or value is None else {OTHERWISE: value}


def _recode_by_wave(value: object) -> object:
    """`{98: not answered}` for all waves, or `{2009: {98: not answered}}`."""
    if isinstance(value, dict) and not any(isinstance(inner, dict) for inner in value.values()):
        return {OTHERWISE: value}
    return value


def span_of(text: str) -> tuple[float | None, float | None] | None:
    """(low, high) of `18-29` or `18..29`; `60-` has no upper end; None when the text is no range."""
    found = _SPAN.match(text.strip())
    if found is None or not (found[1] or found[2]):
        return None
    return float(found[1]) if found[1] else None, float(found[2]) if found[2] else None


def _parse_span(value: object) -> tuple[float | None, float | None]:
    span = span_of(value) if isinstance(value, str) else None
    if span is None:
        raise refused("a range like 1-10", "Write the lowest and the highest value with a hyphen between them.")
    low, high = span
    if low is not None and high is not None and low >= high:
        raise refused("a range from low to high", "Turn the two ends around.")
    return span


def _parse_scale(value: object) -> tuple[int, int]:
    """(low, high) of a scale: whole numbers, both ends present."""
    low, high = _parse_span(value)
    if low is None or high is None or low != int(low) or high != int(high):
        raise refused("a scale of whole numbers like 1-10", "")
    return int(low), int(high)


def _parse_box(value: object) -> object:
    """(low, high) of the marks that are taken as one: `8-10`, or one mark, `10`."""
    if isinstance(value, str) and _WHOLE.match(value.strip()):
        return int(value), int(value)
    return _parse_scale(value)


def _parse_measures(value: object) -> list[str]:
    """Ids of measures: `standard deviation` is called sd, `p50` is the median."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list):
        raise refused("a list of measures, as [median, p10, standard deviation]")
    found = [_measure(name) for name in names]
    return list(dict.fromkeys(found))


def _measure(name: object) -> str:
    text = name.strip() if isinstance(name, str) else ""
    if text in ("median", "p50"):
        return "median"
    if text == "standard deviation":
        return "sd"
    if text == "nps":
        remedy = "Remove it: a grade on a scale of 0-10 always has its net promoter score, and no other scale has one."
        raise refused("measures out of median, p1 to p99 and standard deviation, not nps", remedy)
    if not _PERCENTILE.match(text):
        raise refused(f"measures out of median, p1 to p99 and standard deviation, not {text or name!r}")
    return text


def _parse_period(value: object) -> object:
    """First and last day of `2013-12/2014-01` or `2013-12-02/2014-01-17`; of one month, all its days."""
    ends = [_day(part.strip()) for part in value.split("/")] if isinstance(value, str) else []
    days = [day for day in ends if day is not None]
    if len(days) not in (1, 2) or len(days) != len(ends):
        remedy = "Write months or days, as year-month or year-month-day, with a / between the first and the last."
        raise refused("a field period like 2013-12/2014-01 or 2013-12-02/2014-01-17", remedy)
    first, last = days[0][0], days[-1][1]
    if first > last:
        raise refused("a field period whose first day is not after its last", "Turn the two ends around.")
    return first, last


def _day(text: str) -> tuple[date, date] | None:
    """The first and last day that a month or a day stands for; None when it is neither."""
    found = _DAY.match(text)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12 or year < 1:
        return None
    days = monthrange(year, month)[1]
    if found[3] is None:
        return date(year, month, 1), date(year, month, days)
    return (date(year, month, int(found[3])),) * 2 if 1 <= int(found[3]) <= days else None


def _whole(value: object) -> int:
    """A whole number in digits only: 6.000 is six thousand to one reader and six to another."""
    if not isinstance(value, str) or not _WHOLE.match(value.strip()):
        raise refused("a whole number", "Write digits only, without a sign for thousands.")
    return int(value)


def decimal(value: object) -> float:
    """A number, with a point; anything else is refused."""
    if not isinstance(value, str) or not _DECIMAL.match(value.strip()):
        raise refused("a number", "Write decimals with a point and no % sign.")
    return float(value)


def _flag(value: object) -> object:
    words = {"yes": True, "true": True, "no": False, "false": False}
    found = words.get(value.lower()) if isinstance(value, str) else None
    if found is None:
        raise refused("yes or no")
    return found


class _Once:
    """Makes the schema of a form once. Forms stand in hundreds of fields, and pydantic would make theirs for each."""

    def __init__(self) -> None:
        self._made: CoreSchema | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if self._made is None:
            self._made = handler(source)
        # What an editor is told is added to the notes of a schema: every field gets notes of its own.
        return {**self._made, "metadata": {**self._made.get("metadata", {})}}


def _schema_by_wave(one: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [one, {"type": "object", "additionalProperties": one}]})


_NAMES_SCHEMA: dict[str, Any] = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
_RECODE_SCHEMA: dict[str, Any] = {"type": "object", "additionalProperties": _SCALAR}

Name = Annotated[str, Field(min_length=1), _Once(), WithJsonSchema(_SCALAR)]
"""An id, a name, a code: a text as it stands in the file."""
Id = Annotated[str, Field(pattern=ID_PATTERN), _Once(), WithJsonSchema({"type": ["string", "number"]})]
"""What becomes part of the ids of figures: letters, digits, `_`, `-`, `.` and `+`."""
Words = Annotated[dict[str, Name], BeforeValidator(_one_text), _Once(), WithJsonSchema(_TEXT_SCHEMA)]
"""A text in the languages of the study."""
Names = Annotated[list[Name], Field(min_length=1), BeforeValidator(_several), _Once(), WithJsonSchema(_NAMES_SCHEMA)]
"""One name or several."""
Codes = Annotated[list[str], Field(min_length=1), BeforeValidator(several), _Once(), WithJsonSchema(_NAMES_SCHEMA)]
"""One code or several; a code may be empty, and `51..67` is a row of them."""
Columns = Annotated[list[Name], Field(min_length=1), BeforeValidator(several), _Once(), WithJsonSchema(_NAMES_SCHEMA)]
"""One column or several; `Q6A..Q6N` is a row of them."""
NamesOrNone = Annotated[list[Name], BeforeValidator(_several), _Once(), WithJsonSchema(_NAMES_SCHEMA)]
"""One name, several, or an empty list."""
NameByWave = Annotated[dict[str, Name], BeforeValidator(_by_wave), _Once(), _schema_by_wave(_SCALAR)]
ColumnsByWave = Annotated[dict[str, Columns], BeforeValidator(_by_wave), _Once(), _schema_by_wave(_NAMES_SCHEMA)]
CodesByWave = Annotated[dict[str, Codes], BeforeValidator(_by_wave), _Once(), _schema_by_wave(_NAMES_SCHEMA)]
Recode = Annotated[
    dict[str, dict[str, Name]], BeforeValidator(_recode_by_wave), _Once(), _schema_by_wave(_RECODE_SCHEMA)
]
Conditions = Annotated[
    dict[str, Names],
    Field(min_length=1),
    _Once(),
    WithJsonSchema({"type": "object", "additionalProperties": _NAMES_SCHEMA}),
]
"""By question the answers, or the range, that a respondent must have given; all must hold."""
Span = Annotated[
    tuple[float | None, float | None],
    BeforeValidator(_parse_span),
    _Once(),
    WithJsonSchema({"type": "string", "examples": ["18-110"]}),
]
Scale = Annotated[
    tuple[int, int], BeforeValidator(_parse_scale), _Once(), WithJsonSchema({"type": "string", "examples": ["1-10"]})
]
Box = Annotated[
    tuple[int, int],
    BeforeValidator(_parse_box),
    _Once(),
    WithJsonSchema({"type": ["string", "number"], "examples": ["8-10"]}),
]
"""Neighbouring marks of a grade, both ends included."""
Measures = Annotated[list[str], BeforeValidator(_parse_measures), _Once(), WithJsonSchema(_NAMES_SCHEMA)]
"""What is counted of a grade or a number beside what always is."""
FieldPeriod = Annotated[
    tuple[date, date],
    BeforeValidator(_parse_period),
    _Once(),
    WithJsonSchema({"type": "string", "examples": ["2013-12/2014-01", "2013-12-02/2014-01-17"]}),
]
Whole = Annotated[int, BeforeValidator(_whole), _Once(), WithJsonSchema({"type": "integer"})]
Decimal = Annotated[float, BeforeValidator(decimal), _Once(), WithJsonSchema({"type": "number"})]
YesNo = Annotated[bool, BeforeValidator(_flag), _Once(), WithJsonSchema({"enum": [True, False, "yes", "no"]})]
