"""Drafting: published results become chapters with generated findings, in every language of the study."""

from peil.drafting.book import draft, draft_group
from peil.drafting.model import DraftChapter, Piece
from peil.drafting.shelf import Drafted, refuse_unsafe, write_draft

__all__ = ["DraftChapter", "Drafted", "Piece", "draft", "draft_group", "refuse_unsafe", "write_draft"]
