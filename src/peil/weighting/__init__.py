"""VERB weight: respondents get the weights the study asks for."""

from peil.weighting.weigh import weigh

__all__ = ["weigh"]
