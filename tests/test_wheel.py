"""The wheel carries everything that Peil needs at run time."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# The real waves are for reading in the checkout; every other example can be tried from the wheel.
LEFT_OUT = {"sfo"}
EXAMPLES = sorted(f.name for f in (ROOT / "examples").iterdir() if f.is_dir() and f.name not in LEFT_OUT)
CARRIED = {"src/peil": "peil", **{f"examples/{name}": f"peil/examples/{name}" for name in EXAMPLES}}


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this checkout, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("peil-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize(("folder", "inside"), CARRIED.items())
def test_the_wheel_carries_every_file_of_the_folder(wheel_names: set[str], folder: str, inside: str) -> None:
    """Fonts, templates, style sheets, message catalogues and examples are in the wheel, not modules only."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    kept = {name for name in listing.stdout.decode().split("\0") if name and (ROOT / name).is_file()}
    assert kept, f"{folder} is empty"
    assert {inside + name.removeprefix(folder) for name in kept} - wheel_names == set()


def test_the_wheel_carries_the_licences(wheel_names: set[str]) -> None:
    """The licence, the notice and the fonts' licence travel with the code."""
    licences = {name.rpartition("/")[2] for name in wheel_names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE", "OFL.txt", "OFL-Noto.txt"}
