"""A whole study, from its text files on, in which every label, note, answer and chapter tries to be more than text."""

from __future__ import annotations

import json
from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
OVERRIDE = "\u202e7,4\u2066"
HOSTILE = f"{SCRIPT} {IMAGE} {OVERRIDE} {{{{ 7 * 7 }}}}"

CHAPTER = """---
survey: desk
---
# Chapter {hostile}

## Finding {hostile}: a [{grade}]{{overall}}

Running text {hostile} and a [good link](https://example.org/?a=<b>).

- *item* {hostile}

> quotation {hostile}
>
> – someone {hostile}

::: trend overall by visit

{more}
"""


def write_hostile_study(folder: Path, more: str = "", preface: str = "") -> Path:
    """A study of two waves and two languages; `more` is added to its chapter, `preface` to its preface."""
    text = json.dumps(dict.fromkeys(("nl", "en"), f"text {HOSTILE}"))
    foreword = json.dumps(dict.fromkeys(("nl", "en"), f"{HOSTILE}\n\n{preface}"))
    plain = json.dumps(f"name {HOSTILE}")
    (folder / "study.yaml").write_text(
        f"study: hostile\ntitle: {text}\nsubtitle: {text}\nclient: {plain}\nresearcher: {plain}\nbanner: {text}\n"
        f"note: {text}\npreface: {foreword}\ncopyright: {plain}\nlanguages: [nl, en]\n"
        f"contacts:\n  - {{name: {plain}, role: {text}, organisation: {plain}}}\n",
        encoding="utf-8",
    )
    (folder / "desk.yaml").write_text(
        f"survey: desk\ntitle: {text}\nnote: {text}\nwaves:\n"
        f"  2023: {{data: data.csv, sent: 100, note: {text}}}\n  2025: {{data: data.csv, sent: 100}}\n"
        f"questions:\n  overall: {{kind: grade, text: {text}, label: {text}, note: {text}}}\n"
        f"  visit:\n    kind: single\n    text: {text}\n    note: {text}\n    answers:\n"
        f"      desk: {{nl: {plain}, en: {plain}, note: {text}}}\n      phone: {text}\n"
        f"  why: {{kind: open, text: {text}}}\nbreaks:\n  visit: {{of: visit}}\n",
        encoding="utf-8",
    )
    rows = [
        f'{i},{5 + i % 5},{"desk" if i % 2 else "phone"},"{HOSTILE.replace(chr(34), chr(34) * 2)}"' for i in range(80)
    ]
    (folder / "data.csv").write_text("\n".join(["respondent,overall,visit,why", *rows]) + "\n", encoding="utf-8")
    for language, grade in (("nl", "7,0"), ("en", "7.0")):
        chapters = folder / "chapters" / language
        chapters.mkdir(parents=True)
        chapter = CHAPTER.format(hostile=f"{SCRIPT} {IMAGE} {OVERRIDE}", grade=grade, more=more)
        (chapters / "01.md").write_text(chapter, encoding="utf-8")
    return folder
