"""What the loop over all subsets is compiled with, known to those who use it without numba."""

# Problems side by side: a multiple of what a processor takes at once, few enough for the blocks to stay near it.
LANES = 64
# A predictor whose variance, given those taken in, is below this (on the scale of correlations) adds nothing to them.
TOLERANCE = 1e-9
