"""NOUN asked: the study as a researcher wrote it, checked and normalised."""
