"""Prose: chapters in Markdown in which every number is computed and every claim is checked."""
