"""A Spark cluster: functions go to its workers, and what they give is added up. It knows nothing of studies."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, TypeVar

from peil.errors import PeilError

T = TypeVar("T")


class Workers:
    """The workers of a cluster, as long as they are needed. PeilError where PySpark is not installed."""

    def __init__(self, master: str) -> None:
        try:
            from pyspark import SparkConf, SparkContext
        except ImportError as error:
            raise PeilError(
                "engine spark: PySpark is not installed, expected the extra `spark`: pip install 'peil[spark]', "
                "and Java 17."
            ) from error
        # In local mode the workers are this Python; on a cluster PYSPARK_PYTHON names theirs.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        conf = (
            SparkConf().setAppName("peil").set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
        )
        self._context: Any = SparkContext.getOrCreate(conf.setMaster(master))
        self._context.setLogLevel("ERROR")

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.stop()

    def summed(self, work: Callable[[Any], T], shares: Sequence[Any], add: Callable[[T, T], T]) -> T:
        """What `work` gives for every share, added up. The problem of the first share that has one is raised here."""

        def tried(share: Any) -> tuple[T | None, str]:
            try:
                return work(share), ""
            except PeilError as error:
                return None, str(error)

        def both(one: Any, two: Any) -> Any:
            return one if one[1] else two if two[1] else (add(one[0], two[0]), "")

        found, problem = self._context.parallelize(list(shares), len(shares)).map(tried).reduce(both)
        if problem:
            raise PeilError(problem)
        result: T = found
        return result
