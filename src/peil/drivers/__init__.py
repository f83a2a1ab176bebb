"""VERB explain: which aspects matter for the overall grade, and where each stands in the improvement matrix."""

from peil.drivers.explain import Fits, explain, fit

__all__ = ["Fits", "explain", "fit"]
