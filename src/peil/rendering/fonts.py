"""The type families that travel with the package, the scripts they are for, and which way a text runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from unicodedata import bidirectional

FONT_FAMILY = "Inter"
FONT_FOLDER = Path(__file__).parent.parent / "assets" / "fonts"


@dataclass(frozen=True)
class Script:
    """A script beside Latin: its family in print, what that is called in a page and the file which a page with it
    carries, and its characters as ranges."""

    family: str
    in_page: str
    file: str
    ranges: tuple[tuple[int, int], ...]

    def stands_in(self, text: str) -> bool:
        """Whether a text has a character of this script."""
        return re.search(f"[{''.join(f'{chr(low)}-{chr(high)}' for low, high in self.ranges)}]", text) is not None


# In the order in which a family is asked for a character that those before it lack.
SCRIPTS = (
    Script(FONT_FAMILY, "Inter Cyrillic", "Inter-Regular.cyrillic.woff2", ((0x400, 0x52F),)),
    Script(FONT_FAMILY, "Inter Greek", "Inter-Regular.greek.woff2", ((0x370, 0x3FF),)),
    Script(
        "Noto Sans Arabic", "Noto Sans Arabic", "NotoSansArabic-Regular.arabic.woff2", ((0x600, 0x6FF), (0x750, 0x77F))
    ),
    Script("Noto Sans Ethiopic", "Noto Sans Ethiopic", "NotoSansEthiopic-Regular.ethiopic.woff2", ((0x1200, 0x139F),)),
)
FAMILIES = tuple(dict.fromkeys((FONT_FAMILY, *(script.family for script in SCRIPTS))))
FAMILIES_IN_PAGE = (FONT_FAMILY, *(script.in_page for script in SCRIPTS))


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Which way most letters of a text run: what was masked in another script does not turn it."""
    kinds = [bidirectional(character) for character in text]
    right = sum(kind in ("R", "AL") for kind in kinds)
    return "rtl" if right > kinds.count("L") else "ltr"


def language_tag(code: str) -> str:
    """The code of a language as a browser and a reader of PDF know it; "" where it is none, as the answer `other`."""
    return code if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else ""
