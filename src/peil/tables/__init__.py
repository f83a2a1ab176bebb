"""VERB tabulate: answers become estimates and contrasts."""
