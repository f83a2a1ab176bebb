"""JSON Schemas of the files, for editors: completion, and what a key means when one hovers over it."""

from __future__ import annotations

from pydantic import BaseModel

from peil.study.written.study import StudyFile
from peil.study.written.survey import SurveyFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def study_schema() -> dict[str, object]:
    """The schema of study.yaml."""
    return _schema(StudyFile, "Peil: study.yaml")


def survey_schema() -> dict[str, object]:
    """The schema of a survey file."""
    return _schema(SurveyFile, "Peil: a survey file")


def _schema(model: type[BaseModel], title: str) -> dict[str, object]:
    return {"$schema": DIALECT, **model.model_json_schema(by_alias=True), "title": title}
