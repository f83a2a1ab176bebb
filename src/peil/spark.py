"""A Spark cluster: functions go to its workers, and what they give is added up. It knows nothing of studies."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, TypeVar

from peil.errors import PeilError

T = TypeVar("T")
# A line that names an error, of Python or of Java ("java.lang.OutOfMemoryError: Java heap space").
_NAMED = re.compile(r"^(?:Caused by: )?((?:[A-Za-z_]\w*\.)*)(_?[A-Z]\w*(?:Error|Exception|Interrupt))(?:: (.*))?$")
_OF_JAVA = ("java.", "org.", "py4j.", "scala.", "pyspark.")


class Workers:
    """The workers of a cluster, as long as they are needed. PeilError where PySpark is not installed, where no cluster
    answers, and where a worker stops."""

    def __init__(self, master: str) -> None:
        try:
            from py4j.protocol import Py4JJavaError
            from pyspark import SparkConf, SparkContext
            from pyspark.errors import PySparkException
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
        self._stopped: type[Exception] = Py4JJavaError
        try:
            self._context: Any = SparkContext.getOrCreate(conf.setMaster(master))
        except (Py4JJavaError, PySparkException) as error:
            raise PeilError(
                f"engine spark: no cluster at {master}: {reason(str(error))}. Check the address, that the cluster "
                "runs, and that Java 17 or newer is there."
            ) from error
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

        rows = self._context.parallelize(list(shares), len(shares)).map(tried)
        try:
            found, problem = rows.reduce(both)
        except self._stopped as error:
            raise PeilError(
                f"engine spark: a worker stopped: {reason(str(error))}. Every worker must have this version of peil "
                "and its libraries, see the files at the same paths, and have memory for its rows: docs/cluster.md."
            ) from error
        if problem:
            raise PeilError(problem)
        result: T = found
        return result


def reason(trace: str) -> str:
    """What a person can use of a trace of Java and Python: the last error of Python in it, else the last of Java."""
    named = [found for line in trace.splitlines() if (found := _NAMED.match(line.strip())) is not None]
    python = [found for found in named if not found[1].startswith(_OF_JAVA)]
    if not named:
        return next((line.strip() for line in trace.splitlines() if line.strip()), "no reason given").rstrip(".")
    last = (python or named)[-1]
    return f"{last[2]}: {last[3]}".removesuffix(": None").rstrip(".")
