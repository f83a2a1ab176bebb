"""Loops over arrays that run as machine code (`machine`): plain functions, of what numba knows of Python."""
