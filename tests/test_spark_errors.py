"""What a person is told when a worker of a cluster stops: the reason, not the trace of Java (no Spark needed)."""

from __future__ import annotations

import socket

import pytest

from peil.errors import PeilError
from peil.spark import await_master, reason

WORKER = """An error occurred while calling z:org.apache.spark.api.python.PythonRDD.collectAndServe.
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 0.0 failed 1 times, most recent \
failure: Lost task 0.0 in stage 0.0 (TID 0): org.apache.spark.api.python.PythonException: Traceback
  File "worker.py", line 1247, in main
    process()
  File "numpy/_core/numeric.py", line 329, in full
    a = empty(shape, dtype, order)
numpy._core._exceptions._ArrayMemoryError: Unable to allocate 7.20 GiB for an array
\tat org.apache.spark.api.python.BasePythonRunner.handlePythonException(PythonRunner.scala:581)
Caused by: org.apache.spark.api.python.PythonException: Traceback
"""
IMPORTS = """: org.apache.spark.SparkException: Job aborted
pyspark.errors.exceptions.base.PySparkRuntimeError: [PYTHON_VERSION_MISMATCH] other
Traceback (most recent call last):
  File "serializers.py", line 460, in loads
    return cloudpickle.loads(obj, encoding=encoding)
ModuleNotFoundError: No module named 'peil'
\tat java.base/java.lang.Thread.run(Thread.java:840)
"""


@pytest.mark.parametrize(
    ("trace", "told"),
    [
        (IMPORTS, "ModuleNotFoundError: No module named 'peil'"),
        ("\nMemoryError\n\tat org.apache.spark.Task.run(Task.scala:141)\n", "MemoryError"),
        (
            ": org.apache.spark.SparkException: Job aborted.\nCaused by: java.lang.OutOfMemoryError: Java heap space\n",
            "OutOfMemoryError: Java heap space",
        ),
        ("[JAVA_GATEWAY_EXITED] Java gateway process exited.", "[JAVA_GATEWAY_EXITED] Java gateway process exited"),
        ("", "no reason given"),
    ],
)
def test_the_reason_is_the_last_error_of_python_else_of_java(trace: str, told: str) -> None:
    """A missing package, too little memory on a worker or in Java, no Java at all."""
    assert reason(trace) == told


def test_errors_of_libraries_are_named_without_their_module() -> None:
    """Too little memory on a worker, as numpy says it."""
    assert reason(WORKER) == "_ArrayMemoryError: Unable to allocate 7.20 GiB for an array"


def closed_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def test_a_master_that_does_not_answer_is_told_at_once_and_given_up_after_a_while() -> None:
    """First that it is waited for, and how long; then an error with the address, the reason and what to look at."""
    told: list[str] = []
    master = f"spark://127.0.0.1:{closed_port()}"
    with pytest.raises(PeilError, match=r"tried for 1 s\. Check the address and the port") as refused:
        await_master(master, told.append, 1.2)
    assert str(refused.value).startswith(f"engine spark: no cluster at {master}: ")
    (once,) = told
    assert once.startswith(f"engine spark: waiting for the master at {master} (")
    assert once.endswith("), for 1 s at most")


def test_one_of_several_masters_that_answers_is_enough() -> None:
    """As where a second one stands by; nothing is told."""
    told: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        await_master(f"spark://127.0.0.1:{closed_port()},127.0.0.1:{port}", told.append)
    assert not told


@pytest.mark.parametrize("master", ["local[2]", "yarn", "k8s://https://host:6443"])
def test_masters_of_another_kind_are_not_looked_at(master: str) -> None:
    """Spark knows how to reach them."""
    await_master(master, pytest.fail)


@pytest.mark.parametrize("address", ["host", "host:", "host:99999", ":7077", ""])
def test_an_address_that_is_none_is_refused_at_once(address: str) -> None:
    """With what one looks like."""
    with pytest.raises(PeilError, match="expected HOST:PORT as in spark://host:7077"):
        await_master(f"spark://{address}", pytest.fail)
