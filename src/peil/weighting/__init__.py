"""VERB weight: respondents get the weights the study asks for."""
