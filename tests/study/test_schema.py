"""The JSON Schema accepts what Peil accepts, and explains every key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from peil.study.schema import study_schema, survey_schema
from study.studies import ROOT

STUDIES = [ROOT / "examples" / name for name in ("minimal", "ind", "sfo")] + [
    ROOT / "tests/studies" / name for name in ("broken", "rich", "stated")
]
FILES = [path for folder in STUDIES for path in sorted(folder.glob("*.yaml"))]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """What a validator would say, for the keywords that the schemas use; keys as editors see them, all texts."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            tried = [faults(value, one, root, at) for one in schema[several]]
            return [] if [] in tried else min(tried, key=len)
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, TYPES[one]) for one in types):
        return [f"{at}: {value!r} is no {types}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    if "const" in schema and value != schema["const"]:
        return [f"{at}: {value!r} is not {schema['const']}"]
    found: list[str] = []
    if isinstance(value, list) and "items" in schema:
        found += [one for n, item in enumerate(value) for one in faults(item, schema["items"], root, f"{at}/{n}")]
    if isinstance(value, dict):
        found += [f"{at}: lacks {key}" for key in schema.get("required", []) if key not in value]
        for key, item in value.items():
            inner = inside(str(key), schema)
            found += [f"{at}: {key} is unknown"] if inner is None else faults(item, inner, root, f"{at}/{key}")
    return found


def inside(key: str, schema: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of a key; None when it may not be there."""
    if key in schema.get("properties", {}):
        return dict(schema["properties"][key])
    for pattern, inner in schema.get("patternProperties", {}).items():
        if re.search(pattern, key):
            return dict(inner)
    extra = schema.get("additionalProperties", True)
    return None if extra is False else {} if extra is True else dict(extra)


def as_an_editor_reads(path: Path) -> Any:
    """The file with numbers and truth values, as the YAML support of an editor sees it; dates stay texts."""

    class Loader(yaml.CSafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
        for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text("utf-8"), Loader)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_schema_accepts_every_study_of_ours(path: Path) -> None:
    """Nothing that Peil reads without a problem is underlined in an editor."""
    schema: dict[str, Any] = dict(study_schema() if path.name == "study.yaml" else survey_schema())
    assert faults(as_an_editor_reads(path), schema, schema) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kind: grade", "kind: grad", "grad"),
        ("waves:", "wavs:", "wavs"),
        ("sent: 400", "send: 400", "send"),
        ("{nl: Hoe kwam u?, en: How did you come?}", "{nl: Hoe kwam u?, english: How?}", "english"),
    ],
)
def test_the_schema_refuses_a_slip_of_the_pen(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """An unknown key, kind or language is underlined."""
    text = (ROOT / "examples/minimal/desk.yaml").read_text("utf-8")
    (tmp_path / "desk.yaml").write_text(text.replace(old, new, 1), "utf-8")
    schema: dict[str, Any] = dict(survey_schema())
    assert any(fault in one for one in faults(as_an_editor_reads(tmp_path / "desk.yaml"), schema, schema))


@pytest.mark.parametrize("schema", [study_schema(), survey_schema()], ids=["study", "survey"])
def test_every_key_is_explained(schema: dict[str, Any]) -> None:
    """A hover shows what a key is for; keys have spaces, as in the files."""
    parts = [schema, *schema["$defs"].values()]
    unexplained = [
        key
        for part in parts
        for key, inner in part.get("properties", {}).items()
        if "description" not in inner and key != "kind"
    ]
    assert unexplained == []
    assert not any("_" in key for part in parts for key in part.get("properties", {}))
    assert json.loads(json.dumps(schema)) == schema
