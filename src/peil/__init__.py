"""Peil: the open system behind a recurring customer-satisfaction study.

    import peil

    study = peil.read_study("examples/minimal")
    data = peil.read_data(study)
    results = peil.tabulate(study, data)
    results = peil.explain(study, data, results)
    published = peil.publish(study, results)
    report = peil.compose(study, published)
    peil.render(report, "build/minimal")

`peil.build_results(study)` does what stands between the study and its results in one call, and reads approved quotes;
with `engine="blocks"` it does so for data that do not fit in memory.

The verbs are loaded when they are first used, so that `peil --help` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peil.workflow import (
        build_results,
        compose,
        draft,
        explain,
        for_group,
        publish,
        quote,
        read_data,
        read_study,
        render,
        tabulate,
        verify,
    )

__version__ = "0.1.0"
__all__ = [
    "build_results",
    "compose",
    "draft",
    "explain",
    "for_group",
    "publish",
    "quote",
    "read_data",
    "read_study",
    "render",
    "tabulate",
    "verify",
]


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    if name in __all__:
        from peil import workflow

        return getattr(workflow, name)
    raise AttributeError(f"module 'peil' has no attribute {name!r}")
