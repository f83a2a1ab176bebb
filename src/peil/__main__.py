"""`python -m peil` is the command line."""

from peil.cli import process

process()
