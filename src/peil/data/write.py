"""Write the harmonised, weighted data of a survey for other programs: SPSS (.sav) and Parquet.

Reasons for no answer stay apart. In SPSS they are user-missing values, 95-99 (or 995-999 where the values reach that
far): 99 not answered, 98 don't know, 97 does not apply, 96 not asked, 95 not in this wave. In Parquet they are -1 to
-5 in the same order, and the file's metadata (key `peil`, JSON) holds every column's label, codes and reasons.
"""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pyreadstat

from peil.data.export import Variable, variables
from peil.data.labels import MultipleSet
from peil.data.model import Data, SurveyData
from peil.data.savsets import with_sets
from peil.errors import DataError, Place, Problem
from peil.language import Language
from peil.study.model import Study


def write_data(study: Study, data: Data, survey: str, path: Path, language: str | None = None) -> None:
    """Write one survey's data, labelled in a language of the study (default: its first); the suffix says which kind.

    An existing file is replaced.
    """
    tongue = Language(language or study.languages[0])
    answers = data.surveys[survey]
    match path.suffix.lower():
        case ".sav":
            _write_sav(study, answers, path, tongue)
        case ".parquet":
            _write_parquet(study, answers, path, tongue)
        case suffix:
            expected = "a file that ends in .sav or .parquet"
            raise DataError([Problem(Place(path.as_posix()), "kind of file", suffix or "no ending", expected)])


def _write_sav(study: Study, answers: SurveyData, path: Path, language: Language) -> None:
    columns = variables(study, answers, language, "sav")
    pyreadstat.write_sav(
        pl.DataFrame({column.name: _spss_cells(column) for column in columns}),
        path,
        file_label=study.surveys[answers.survey].title(language.code)[:64],
        column_labels={column.name: column.label[:255] for column in columns},
        variable_value_labels={
            column.name: {float(code): label[:120] for code, label in {**column.values, **column.reasons}.items()}
            for column in columns
            if column.values or column.reasons
        },
        missing_ranges={
            column.name: [{"lo": float(min(column.reasons)), "hi": float(max(column.reasons))}]
            for column in columns
            if column.reasons
        },
        variable_measure={column.name: column.measure for column in columns},
        variable_format={column.name: "F8.0" for column in columns if column.cells.dtype.is_integer()},
    )
    path.write_bytes(with_sets(path.read_bytes(), _sets(study, answers, columns, language)))


def _spss_cells(column: Variable) -> pl.Series:
    """SPSS knows one kind of number."""
    return column.cells.cast(pl.Float64) if column.cells.dtype.is_numeric() else column.cells


def _sets(study: Study, answers: SurveyData, columns: list[Variable], language: Language) -> list[MultipleSet]:
    sets: dict[str, list[str]] = {}
    for column in columns:
        if column.chosen_in:
            sets.setdefault(column.chosen_in, []).append(column.name)
    questions = study.surveys[answers.survey].questions
    return [MultipleSet(name, questions[name].label(language.code), tuple(names), "1") for name, names in sets.items()]


def _write_parquet(study: Study, answers: SurveyData, path: Path, language: Language) -> None:
    columns = variables(study, answers, language, "parquet")
    described = {
        column.name: {
            "label": column.label,
            "values": {str(code): label for code, label in column.values.items()},
            "reasons": {str(code): label for code, label in column.reasons.items()},
        }
        for column in columns
    }
    frame = pl.DataFrame({column.name: column.cells for column in columns})
    frame.write_parquet(path, metadata={"peil": json.dumps(described, ensure_ascii=False)})
