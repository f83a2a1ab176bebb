"""What the documents say to type is typed here."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from peil.cli import main
from peil.report.blocks.registry import BLOCKS

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(document: str, language: str) -> list[str]:
    """The fenced blocks of a document in a language."""
    text = (ROOT / document).read_text("utf-8")
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def commands(document: str) -> list[str]:
    """Lines of shell blocks that call peil, without their comments."""
    lines = [line for block in blocks(document, "sh") for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines if line.startswith("peil ")]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, to run documented commands in."""
    shutil.copytree(ROOT / "examples" / "minimal", tmp_path / "examples" / "minimal")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_readme_run(checkout: Path) -> None:
    """Every `peil` line of the README that names an example of this repository ends with exit code 0; but for the one
    that does not end by itself (tests/jobs/test_watching.py runs that)."""
    found = [command for command in commands("README.md") if "examples/minimal" in command and "--watch" not in command]
    assert len(found) >= 4
    for command in found:
        assert main(shlex.split(command)[1:]) == 0, command
    assert (checkout / "build" / "minimal" / "minimal-nl.html").is_file()
    assert (checkout / "build" / "tables" / "estimates.csv").is_file()


def test_the_python_of_the_readme_runs(checkout: Path) -> None:
    """The Python example writes a report."""
    (source,) = blocks("README.md", "python")
    exec(compile(source, "README.md", "exec"), {})
    assert list((checkout / "build" / "python").glob("*.pdf"))


def test_the_survey_of_the_readme_is_the_one_of_the_example() -> None:
    """The ten lines in the README are examples/minimal/desk.yaml, to the letter."""
    (shown,) = blocks("README.md", "yaml")
    assert shown == (ROOT / "examples" / "minimal" / "desk.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "document", sorted(str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    """A link in a document that is not on the web points at a file that is there."""
    path = ROOT / document
    targets = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
    missing = [target for target in targets if "://" not in target and not (path.parent / target).exists()]
    assert not missing


def test_every_block_is_explained_with_the_line_that_it_takes() -> None:
    """docs/blocks.md holds the form of every directive, to the letter."""
    page = (ROOT / "docs" / "blocks.md").read_text("utf-8")
    assert [name for name, form in BLOCKS.items() if f"`::: {form.usage}`" not in page] == []
