"""A page in the place of a waterfall that cannot be had: what is known of the change, and why it is not told apart."""

from __future__ import annotations

from collections.abc import Iterator

from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import key_of
from peil.report.blocks.pages import page
from peil.report.blocks.titles import overall_name, titled
from peil.report.model import Page, Paragraph, Run
from peil.results.model import ALL, Decomposition
from peil.stats.importance import MOST


def instead(context: Context, request: Request, subject: Subject, whole: Decomposition | None) -> Iterator[Page]:
    """One page with a sentence; none for a question that is not the overall grade of a survey with aspects."""
    if subject.question is None or subject.question is not context.overall or not context.survey.aspects:
        return
    key = key_of(request.within)
    named = [wave for wave in request.waves if wave is not context.this]
    earlier = named[0] if named else context.earlier[-1] if context.earlier else None
    if whole is not None:
        label = whole.earlier
    elif earlier is not None:
        label = earlier.label
    else:
        return
    block_id = f"{context.survey.id}/{subject.id}/waterfall" + ("" if key == ALL else f"/{key}")
    where = group_name(context, *request.within) if request.within is not None else subject.label
    title = titled(context.language.text("{label} since {wave}: not told apart by aspects", label=where, wave=label))
    why = _why(context, f"{context.survey.id}/{context.this.label}/{subject.id}/mean/{key}", label, whole)
    # Beside other figures of the page there is no title that tells of whom this is said.
    whose = (Run(f"{where}: ", True),) if request.within is not None else ()
    said = Paragraph((*whose, Run(why)))
    waves = tuple(wave for wave in context.waves if wave.label in (label, context.this.label))
    shown = Shown((subject,), (subject.question,), waves, group=request.within)
    measure = context.language.text("What the aspects carry of the change, in points")
    yield page(context, block_id, title, measure, (said,), shown)


def too_small_a_group(context: Context) -> str:
    """Why a change is not told apart over the groups of a break: it would tell of one of them."""
    return context.language.text(
        "One of the groups is so small that it could be recognised: the change is therefore not told apart."
    )


def _why(context: Context, now: str, earlier: str, whole: Decomposition | None) -> str:
    language, smallest = context.language, context.survey.settings.drivers.smallest_group
    if whole is None:
        return _no_row(context, now, earlier)
    reasons = {
        "small group": language.text(
            "Fewer than {smallest} respondents gave an {overall} in both waves together: too few to tell what the "
            "aspects carry.",
            smallest=smallest,
            overall=overall_name(context),
        ),
        "no aspects": language.text("No aspect was graded often enough, and not always alike, in both waves."),
        "few together": language.text(
            "Hardly anyone graded two of the aspects both, so that nothing tells how these go together."
        ),
        "many aspects": language.text(
            "There are more than {most} aspects, too many to take into account in all orders.", most=MOST
        ),
        "no common group": language.text(
            "None of the groups occurs in both waves: all of the change is another mix of respondents."
        ),
        "privacy": too_small_a_group(context),
        "not settled": language.text(
            "Too few gave the same pairs of grades: the answers do not fix what single aspects carry."
        ),
    }
    return reasons[whole.why]


def _no_row(context: Context, now: str, earlier: str) -> str:
    """Why a change was not looked at."""
    language = context.language
    contrast = context.published.contrasts_by_id.get(f"{now}~{earlier}")
    if contrast is None:
        return language.text(
            "There is no {overall} that may be shown and compared in both {wave} and {now}.",
            wave=earlier,
            now=context.this.label,
            overall=overall_name(context),
        )
    if not contrast.p < context.survey.settings.level:
        return language.text(
            "The grade did not demonstrably change since {wave}: there is no change to tell apart.", wave=earlier
        )
    return language.text(
        "Only the latest wave is told apart, against the one before and the first; not against {wave}.", wave=earlier
    )
