"""VERB weight: respondents get the weights the study asks for."""

from peil.weighting.weigh import ask, needs_all_rows, weigh

__all__ = ["ask", "needs_all_rows", "weigh"]
