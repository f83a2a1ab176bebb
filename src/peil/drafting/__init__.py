"""Drafting: published results become chapters with generated findings, in every language of the study."""

from peil.drafting.book import draft, draft_group
from peil.drafting.model import DraftChapter, Piece
from peil.drafting.shelf import Drafted, is_drafted, refuse_unsafe, write_draft
from peil.drafting.themes import without_quotes
from peil.drafting.update import Updated

__all__ = [
    "DraftChapter",
    "Drafted",
    "Piece",
    "Updated",
    "draft",
    "draft_group",
    "is_drafted",
    "refuse_unsafe",
    "without_quotes",
    "write_draft",
]
