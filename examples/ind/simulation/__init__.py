"""The simulation of the respondents of the reference study; `simulate.py` runs it and README.md explains it."""
