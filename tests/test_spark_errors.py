"""What a person is told when a worker of a cluster stops: the reason, not the trace of Java (no Spark needed)."""

from __future__ import annotations

import pytest

from peil.spark import reason

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
