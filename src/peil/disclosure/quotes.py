"""Which quotes may be handed out: those of groups that are large enough and that the tables show as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from peil.results.model import Results, Status, estimate_id
from peil.results.quote import Quote
from peil.results.status import is_shown
from peil.study.model import Study


def quotes_shown(study: Study, results: Results, statuses: Mapping[str, Status]) -> Iterator[Quote]:
    """The quotes whose group has at least `group size` respondents, `language size` of them in its language.

    A quote names one group and no other. Where the share of its theme in that group is hidden, so is the quote: it
    would tell that the share is not zero. `statuses`: of the published estimates by id.
    """
    for one in results.quotes:
        quote, survey = one.quote, study.surveys[one.quote.survey]
        rules = survey.quote_rules
        large = rules is not None and one.group_n >= rules.group_size and one.language_n >= rules.language_size
        themes = (question.id for question in survey.questions.values() if question.themes_of == quote.question)
        ids = (estimate_id(survey.id, quote.wave, theme, quote.theme, "share", quote.group) for theme in themes)
        if large and all(is_shown(statuses[name]) for name in ids if name in statuses):
            yield quote
