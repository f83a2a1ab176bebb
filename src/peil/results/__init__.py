"""NOUN found: estimates, contrasts and accounts. Plain values; no computing."""
