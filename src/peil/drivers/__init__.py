"""VERB explain: which aspects matter for the overall grade, and where each stands in the improvement matrix."""

from peil.drivers.explain import explain

__all__ = ["explain"]
