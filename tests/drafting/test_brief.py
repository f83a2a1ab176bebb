"""The findings of a summary are chosen once, for all languages."""

from __future__ import annotations

from math import inf

import pytest

from peil.drafting.brief import Finding, chosen


def named(nl: dict[str, str], en: dict[str, str], most: int, **evidence: float) -> dict[str, list[str]]:
    """By language the names of what is chosen of findings with these texts; they always stand unless `evidence`."""
    found = {
        language: [Finding("groups", name, text, evidence.get(name, inf)) for name, text in texts.items()]
        for language, texts in (("nl", nl), ("en", en))
    }
    return {language: [one.name for one in kept] for language, kept in chosen(found, most).items()}


def test_what_is_too_long_in_one_language_is_left_out_of_all() -> None:
    """The weakest evidence goes first, in English too, where everything would fit."""
    nl = {"ends": "x" * 40, "only": "x" * 40, "apart": "x" * 40}
    en = dict.fromkeys(nl, "x" * 20)
    assert named(nl, en, 90, only=3.0, apart=5.0) == {"nl": ["ends", "apart"], "en": ["ends", "apart"]}
    assert named(nl, en, 125, only=3.0, apart=5.0)["en"] == ["ends", "only", "apart"]


@pytest.mark.parametrize("lacks", ["nl", "en"])
def test_what_cannot_be_said_in_one_language_is_said_in_none(lacks: str) -> None:
    """A template that a checker refuses gives no text."""
    texts = {"nl": {"ends": "a", "only": "b"}, "en": {"ends": "a", "only": "b"}}
    texts[lacks]["only"] = ""
    assert named(texts["nl"], texts["en"], 100) == {"nl": ["ends"], "en": ["ends"]}


def test_one_finding_stays_however_long_it_is() -> None:
    """A remark of nothing is no remark."""
    assert named({"ends": "x" * 99}, {"ends": "x"}, 10)["nl"] == ["ends"]
