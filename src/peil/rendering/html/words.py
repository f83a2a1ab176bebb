"""The words of the page's script, by the names that it knows them by; what stands in {braces} the script fills in."""

from __future__ import annotations

from collections.abc import Mapping

from peil.language import Language


def live_words(language: Language) -> Mapping[str, str]:
    """Every word that assets/*.js ask for."""
    return _window(language) | _page(language)


def _window(language: Language) -> dict[str, str]:
    """Of the window behind a number."""
    return {
        "higher": language.text("significantly higher"),
        "lower": language.text("significantly lower"),
        "equal": language.text("no significant difference"),
        "small": language.text("significant, not marked"),
        "several": language.text("This rests on {count} figures", count="{count}"),
        "interval": language.text("{level} interval", level="{level}"),
        "n": language.text("Respondents (n)"),
        "effective": language.text("Effective base"),
        "question": language.text("Question"),
        "base": language.text("Base"),
        "wave": language.text("Wave"),
        "waves": language.text("All waves"),
        "value": language.text("Figure"),
        "tests": language.text("Tests"),
        "against": language.text("Compared with"),
        "difference": language.text("Difference"),
        "test": language.text("Test"),
        "conclusion": language.text("Conclusion"),
        "group": language.text("Group"),
        "groups": language.text("In every group"),
        "id": language.text("Id:"),
        "link": language.text("Copy link"),
    }


def _page(language: Language) -> dict[str, str]:
    """Of charts, search, groups and links."""
    return {
        "theme": language.text("Colours: {theme}", theme="{theme}"),
        "system": language.text("as the system has them"),
        "light": language.text("light"),
        "dark": language.text("dark"),
        "chart": language.text("chart"),
        "nodifference": language.text("No significant differences"),
        "notasked": language.text("no figure"),
        "versus": language.text("Compared with {against}", against="{against}"),
        "againstrest": language.text("+ or −: differs significantly from all others"),
        "total": language.text("Total"),
        "besidetotal": language.text("{group} beside the total", group="{group}"),
        "chosen": language.text("Every page shows {group} as well", group="{group}"),
        "everyone": language.text("All respondents"),
        "copied": language.text("Link copied"),
        "inbar": language.text("The link stands in the address bar"),
        "chapter": language.text("Chapter"),
        "page": language.text("Page"),
        "figure": language.text("Chart"),
        "table": language.text("Table"),
        "found": language.text("{count} places found", count="{count}"),
        "nothingfound": language.text("Nothing found"),
    }
