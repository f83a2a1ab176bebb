"""NOUN answered: the only place that knows the data-frame library."""
