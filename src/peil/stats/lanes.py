"""What the loop over all subsets is compiled with, known to those who use it without numba."""

# Problems side by side: many, for a loop over them takes some steps to begin with; few enough for the blocks to stay
# near the processor.
LANES = 128
# A predictor whose variance, given those taken in, is below this (on the scale of correlations) adds nothing to them.
TOLERANCE = 1e-9
# Predictors at the end whose subsets are taken together.
LAST = 3
