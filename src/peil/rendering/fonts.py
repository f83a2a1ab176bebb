"""The one type family that travels with the package: its name and the folder it stands in."""

from pathlib import Path

FONT_FAMILY = "Inter"
FONT_FOLDER = Path(__file__).parent.parent / "assets" / "fonts"
