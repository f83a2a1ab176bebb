"""The example in docs/drafting.md is true of the small study on which the page about prose rests."""

from __future__ import annotations

import re
from pathlib import Path

from report.prose import small

PAGE = (Path(__file__).parent.parent.parent / "docs" / "drafting.md").read_text("utf-8")


def test_the_example_of_the_page_is_a_chapter_that_passes() -> None:
    """Its figures are those of the small study, its claims hold."""
    (example,) = re.findall(r"^```markdown draft\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert small.problems(f"# Title\n\n{example}", "en") == []
