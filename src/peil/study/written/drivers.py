"""How importance is measured and where borders lie, as it is written."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from peil.study.written.forms import Decimal, Id, Name, Whole, Written, decimal
from peil.study.written.refusal import refused

_BORDER: dict[str, Any] = {"anyOf": [{"enum": ["mean", "median"]}, {"type": "number"}]}


def _parse_border(value: object) -> object:
    if value in ("mean", "median"):
        return value
    try:
        return decimal(value)
    except ValueError as error:
        raise refused("mean, median or a number, as 7") from error


Border = Annotated[Literal["mean", "median"] | float, BeforeValidator(_parse_border), WithJsonSchema(_BORDER)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class WrittenStated(Written):
    """Which question asked how important aspects are."""

    question: Name = Field(
        description="A grid whose items say `about` which aspect they are, or a multiple question whose answers are "
        "called as aspects are"
    )
    scores: dict[Id, Decimal] | None = Field(None, description="Of a grid of answers: what each counts for, by answer")


class WrittenDrivers(Written):
    """How the importance of aspects is measured, and the borders of the improvement matrix."""

    importance: Literal["lmg", "correlation", "stated"] = Field(
        "lmg", description="lmg (exact shares of R²), correlation, or stated (what respondents said)"
    )
    stated: WrittenStated | None = Field(None, description="Which question asked how important aspects are")
    missing: Literal["as if everyone", "as it is"] = Field(
        "as if everyone", description="Importance as if everyone had graded every aspect, or for the grade as it is"
    )
    smallest_group: Annotated[Whole, Field(ge=30)] = Field(
        100, description="With fewer overall grades a group, and all groups of its break, go by correlation"
    )
    seldom_graded: Percent = Field(10, description="Aspects that fewer per cent graded take no part")
    often_not_graded: Percent = Field(50, description="Aspects that fewer per cent graded are drawn hollow, or listed")
    often_not_graded_aspects: Literal["hollow", "listed"] = Field(
        "hollow", description="hollow: drawn so; listed: not drawn, named below the matrix with their figures"
    )
    rating_border: Border = Field("mean", description="mean or median over the aspects, or a grade, as 7")
    importance_border: Border = Field("mean", description="mean or median over the aspects, or a number")
    keep_borders_over: list[Literal["waves", "groups"]] = Field(
        ["waves", "groups"],
        description="waves: borders of the latest wave hold in earlier ones; groups: those of everyone hold in groups; "
        "[]: every matrix has its own",
    )
    errors: Literal["influence", "bootstrap"] = Field(
        "influence", description="How sure places are: by influence values, or by bootstrap samples (slow)"
    )
    replicates: Annotated[Whole, Field(ge=100, le=10_000)] = Field(500, description="Bootstrap samples of every wave")
    seed: Annotated[Whole, Field(ge=0)] = Field(1, description="Where the bootstrap samples start")
