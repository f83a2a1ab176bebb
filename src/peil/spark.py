"""A Spark cluster: functions go to its workers, and what they give is added up. It knows nothing of studies."""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

from peil.errors import PeilError

T = TypeVar("T")
Tell = Callable[[str], None]
# After so many seconds in which a cluster does nothing a person is told what is waited for.
_TOLD_AFTER = 5.0
# A master that is just starting is waited for this long.
PATIENCE = 30.0
_AGAIN = 1.0
_LONGEST = 5.0
_ADDRESS = re.compile(r"(?P<host>\[[^\]]+\]|[^:,/\[\]]+):(?P<port>\d{1,5})")
# A line that names an error, of Python or of Java ("java.lang.OutOfMemoryError: Java heap space").
_NAMED = re.compile(r"^(?:Caused by: )?((?:[A-Za-z_]\w*\.)*)(_?[A-Z]\w*(?:Error|Exception|Interrupt))(?:: (.*))?$")
_OF_JAVA = ("java.", "org.", "py4j.", "scala.", "pyspark.")


class Workers:
    """The workers of a cluster, as long as they are needed. PeilError where PySpark is not installed, where no cluster
    answers, and where a worker stops."""

    def __init__(self, master: str, tell: Tell = lambda _: None) -> None:
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
        self._tell, self._master = tell, master
        await_master(master, tell)
        try:
            with _telling(
                tell, lambda: f"engine spark: waiting until {master} takes this program, for a minute at most"
            ):
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
            with _telling(self._tell, self._idle):
                found, problem = rows.reduce(both)
        except self._stopped as error:
            if self._context._jsc.sc().isStopped():
                raise PeilError(
                    f"engine spark: {self._master} did not take this program, or ended it. Check that what listens "
                    "there is a Spark master of the same version, and its web page for the reason."
                ) from error
            raise PeilError(
                f"engine spark: a worker stopped: {reason(str(error))}. Every worker must have this version of peil "
                "and its libraries, see the files at the same paths, and have memory for its rows: docs/cluster.md."
            ) from error
        if problem:
            raise PeilError(problem)
        result: T = found
        return result

    def _idle(self) -> str:
        """What is waited for, where no worker has the work yet; empty where one has."""
        tracker = self._context.statusTracker()
        stages = [tracker.getStageInfo(one) for one in tracker.getActiveStageIds()]
        if any(stage.numActiveTasks or stage.numCompletedTasks for stage in stages if stage is not None):
            return ""
        return f"engine spark: no worker of {self._master} has the work yet: all are busy, or none runs; waiting"


@contextmanager
def _telling(tell: Tell, what: Callable[[], str]) -> Iterator[None]:
    """Tell what is waited for, once, where this takes long; an empty text is not told."""

    def told() -> None:
        if text := what():
            tell(text)

    timer = threading.Timer(_TOLD_AFTER, told)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def reason(trace: str) -> str:
    """What a person can use of a trace of Java and Python: the last error of Python in it, else the last of Java."""
    named = [found for line in trace.splitlines() if (found := _NAMED.match(line.strip())) is not None]
    python = [found for found in named if not found[1].startswith(_OF_JAVA)]
    if not named:
        return next((line.strip() for line in trace.splitlines() if line.strip()), "no reason given").rstrip(".")
    last = (python or named)[-1]
    return f"{last[2]}: {last[3]}".removesuffix(": None").rstrip(".")


def await_master(master: str, tell: Callable[[str], None], patience: float = PATIENCE) -> None:
    """Return when something accepts a connection at `spark://HOST:PORT` (one of several, with commas between them).

    Spark itself says nothing for a minute or two. Tells at the first refusal that it waits. PeilError, with the reason,
    when nothing answers within `patience` seconds, and for an address that is none. Other masters (`local[2]`, `yarn`)
    are not looked at.
    """
    if not master.startswith("spark://"):
        return
    addresses = [_address(master, text) for text in master.removeprefix("spark://").split(",")]
    end, told = time.monotonic() + patience, False
    while True:
        refused = [why for one in addresses if (why := _refusal(one, end))]
        if len(refused) < len(addresses):
            return
        if time.monotonic() + _AGAIN > end:
            raise PeilError(
                f"engine spark: no cluster at {master}: {refused[0]}, tried for {patience:.0f} s. Check the address "
                "and the port (Spark's own master listens on 7077), that it runs, and that no firewall is between."
            )
        if not told:
            tell(f"engine spark: waiting for the master at {master} ({refused[0]}), for {patience:.0f} s at most")
            told = True
        time.sleep(_AGAIN)


def _address(master: str, text: str) -> tuple[str, int]:
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found["port"]) > 65535:
        raise PeilError(
            f"engine spark: {master}: found {text or 'nothing'}, expected HOST:PORT as in spark://host:7077"
        )
    return found["host"].strip("[]"), int(found["port"])


def _refusal(address: tuple[str, int], end: float) -> str:
    """Why there is no connection; empty where there is one."""
    try:
        socket.create_connection(address, timeout=max(0.1, min(_LONGEST, end - time.monotonic()))).close()
    except OSError as error:
        return (error.strerror or str(error) or type(error).__name__).lower()
    return ""
