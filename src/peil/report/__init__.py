"""NOUN told: a small closed set of blocks and figures, and the prose that joins them."""
