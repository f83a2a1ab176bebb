"""Spark in local mode gives what memory gives. Run by `make test-spark`, for it needs Java and PySpark (500 MB)."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from peil import workflow
from peil.engine import Spark, on_cluster
from peil.errors import PeilError
from peil.spark import Workers
from test_engine import ASKED, STUDY, SURVEY, people, tables, with_quotes

TARGETS = "weights: {area: {north: 30, south: 70}}"


def write(folder: Path, survey: str) -> Path:
    """Two waves in Parquet files."""
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "desk.yaml").write_text(survey, encoding="utf-8")
    people(1, 217).write_parquet(folder / "one.parquet")
    people(2, 180).write_parquet(folder / "two.parquet")
    return folder


@pytest.mark.parametrize("weights", ["weights: {column: w}", TARGETS])
def test_workers_give_what_memory_gives(tmp_path: Path, weights: str) -> None:
    """Every table, in parts of fifty rows, by weights that came and by weights to targets (two passes)."""
    study = workflow.read_study(write(tmp_path, SURVEY.replace("weights: {column: w}", weights) + ASKED))
    whole = tables(workflow.build_results(study), tmp_path / "memory")
    parts = tables(on_cluster(study, None, Spark("local[2]", 50)).results, tmp_path / "spark")
    assert parts.keys() == whole.keys()
    for name, table in whole.items():
        assert_frame_equal(parts[name], table, rel_tol=1e-9, abs_tol=1e-12)


def test_workers_find_the_quotes_that_memory_finds(tmp_path: Path) -> None:
    """And what is wrong with the others; for a text that was edited they go through the answers once more."""
    study = workflow.read_study(with_quotes(write(tmp_path, SURVEY)))
    memory, spark = (workflow.count(study, workflow.Run(engine=one)) for one in ("memory", "spark:local[2]"))
    assert (spark.results.quotes, spark.unquoted) == (memory.results.quotes, memory.unquoted)
    assert (len(spark.results.quotes), len(spark.unquoted)) == (2, 4)


def test_a_problem_that_a_worker_meets_is_told(tmp_path: Path) -> None:
    """With file and row, as in memory; by the text that a person writes."""
    write(tmp_path, SURVEY)
    grades = people(2, 180).with_columns(
        pl.when(pl.int_range(180) == 179).then(77).otherwise("overall").alias("overall")
    )
    grades.write_parquet(tmp_path / "two.parquet")
    with pytest.raises(PeilError, match=r"two\.parquet: column overall: .*grade 77 \(row 180\)"):
        workflow.build_results(workflow.read_study(tmp_path), engine="spark:local[2]")


def test_a_worker_that_stops_is_told_in_a_sentence() -> None:
    """An error that is not of the study (here: no memory): the reason and what a worker needs, without Java's trace."""

    def fails(share: int) -> int:
        raise MemoryError(f"share {share}")

    with Workers("local[1]") as workers, pytest.raises(PeilError) as told:
        workers.summed(fails, [1, 2], lambda one, two: one + two)
    assert str(told.value).startswith("engine spark: a worker stopped: MemoryError: share 1. Every worker must have")
    assert "\n" not in str(told.value)
