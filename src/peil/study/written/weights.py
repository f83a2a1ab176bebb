"""The weights of a survey as they are written: targets per cell, targets per margin, a column, or none."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from peil.study.written.forms import OTHERWISE, Decimal, NameByWave, Span, Words, Written
from peil.study.written.refusal import refused

Treatment = Literal["stop", "weight 1", "leave out"]
_TRIM = re.compile(r"^(\d+(?:\.\d+)?) times the (mean|median)$")
_SHARES: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "number"}}
_MARGIN: dict[str, Any] = {"anyOf": [_SHARES, {"type": "object", "additionalProperties": _SHARES}]}


def _trim(value: object) -> tuple[float, str]:
    """(times, mean or median) of `4 times the median`."""
    found = _TRIM.match(" ".join(value.split())) if isinstance(value, str) else None
    if found is None:
        raise refused("a limit like `4 times the mean` or `4 times the median`")
    if float(found[1]) <= 1:
        raise refused("more than 1 time", "A limit below the mean would cut what is not large.")
    return float(found[1]), found[2]


Trim = Annotated[
    tuple[float, Literal["mean", "median"]],
    BeforeValidator(_trim),
    WithJsonSchema({"type": "string", "examples": ["4 times the mean", "4 times the median"]}),
]
"""How large a weight may be."""


class WrittenColumnWeights(Written):
    """Weights that came with the data."""

    column: NameByWave = Field(description="Column that holds the weight, by wave; none = that wave has no weights")
    trim: Trim | None = Field(None, description="How large a weight may be: 4 times the mean, or the median")
    respondents_without_a_weight: Treatment = Field(
        "stop", description="What becomes of a respondent whose weight is empty"
    )
    note: Words | None = Field(None, description="Footnote")


def _targets(value: object) -> object:
    if not isinstance(value, dict) or not value:
        remedy = "The key is a question, `question within answer`, or `respondents without a cell`."
        raise refused("targets in per cent, as {answer: 40, other: 60}", remedy)
    return value


Targets = Annotated[dict[str, Annotated[Decimal, Field(gt=0, le=100)]], BeforeValidator(_targets)]


class WrittenCellWeights(Written):
    """Fixed targets in per cent: `directorate: {...}`, then `role within asylum: {...}`."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"additionalProperties": {"type": "object", "additionalProperties": {"type": "number"}}},
    )
    __pydantic_extra__: dict[str, Targets] = Field(init=False)
    start_from: NameByWave | None = Field(
        None, description="Column with the design weights to start from, by wave; default: equal weights"
    )
    trim: Trim | None = Field(None, description="How large a weight may be: 4 times the mean, or the median")
    respondents_without_a_cell: Treatment = Field(
        "stop", description="What becomes of a respondent who has no cell, or no start weight"
    )
    note: Words | None = Field(None, description="Footnote")

    @property
    def targets(self) -> dict[str, dict[str, float]]:
        """By heading (`directorate`, `role within asylum`) the targets in per cent, by answer."""
        return self.__pydantic_extra__


def _margin_by_wave(value: object) -> object:
    """`{man: 49, woman: 51}` for all waves, or `{2011: {man: 50, woman: 50}, otherwise: {...}}`."""
    if not isinstance(value, dict) or not value:
        raise refused("targets, as {answer: 40, other: 60}, or by wave, as {2013: {answer: 40, other: 60}}")
    return value if any(isinstance(inner, dict) for inner in value.values()) else {OTHERWISE: value}


Margin = Annotated[
    dict[str, dict[str, Annotated[Decimal, Field(gt=0)]]],
    BeforeValidator(_margin_by_wave),
    WithJsonSchema(_MARGIN),
]
"""Of a single question the targets in per cent, by wave and answer."""
Margins = dict[str, Margin]
NumberTarget = Annotated[dict[str, dict[str, Decimal]], BeforeValidator(_margin_by_wave), WithJsonSchema(_MARGIN)]
"""The same, or of a number its mean, or its total and the size of the population, by wave."""
Totals = dict[str, NumberTarget]


class _Marginal(Written):
    """What weighting to margins has in common."""

    start_from: NameByWave | None = Field(
        None, description="Column with the design weights to start from, by wave; default: equal weights"
    )
    bounds: Span | None = Field(
        None, description="Lowest and highest factor on a start weight: 0.3-3; default: without bounds"
    )
    trim: Trim | None = Field(None, description="How large a weight may be: 4 times the mean, or the median")
    respondents_without_a_value: Treatment = Field(
        "stop", description="What becomes of a respondent who lacks one of the answers, or a start weight"
    )
    note: Words | None = Field(None, description="Footnote")


class WrittenRakedWeights(_Marginal):
    """Targets per question, apart: raking."""

    rake: Margins = Field(description="By single question the targets in per cent, by wave where they differ")


class WrittenCalibratedWeights(_Marginal):
    """Targets per question and for numbers: calibration (GREG)."""

    calibrate: Totals = Field(
        description="By single question the targets in per cent; of a number {mean: 44.1} or {total: 120000, of: 4500}"
    )
    distance: Literal["linear", "raking", "logit"] = Field(
        "linear", description="How far weights are from the start weights: linear, raking, logit (which needs bounds)"
    )


_KEYS = {"column": "weights from a column", "rake": "raking", "calibrate": "calibration"}


def _one_way(value: Any) -> Any:
    ways = [f"`{key}`" for key in _KEYS if isinstance(value, dict) and key in value]
    if len(ways) > 1:
        raise refused("one of `rake`, `calibrate` and `column`", f"It has {' and '.join(ways)}: keep one of them.")
    return value


def _kind_of_weights(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((kind for key, kind in _KEYS.items() if key in value), "target cells")
    return "no weights" if isinstance(value, str) else None


WrittenWeights = Annotated[
    Annotated[Literal["none"], Tag("no weights")]
    | Annotated[WrittenColumnWeights, Tag("weights from a column")]
    | Annotated[WrittenRakedWeights, Tag("raking")]
    | Annotated[WrittenCalibratedWeights, Tag("calibration")]
    | Annotated[WrittenCellWeights, Tag("target cells")],
    Discriminator(_kind_of_weights),
    BeforeValidator(_one_way),
]
