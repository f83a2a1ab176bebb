"""From published results to the evidence that a report carries with it.

gather     which subjects and groups: what the report mentions, and every group a reader may choose   start here
mentioned  the ids in the blocks of a report
subjects   what an id measured: question, wording, base
figures    a figure in a wave with its tests, as texts
"""

from peil.report.evidencing.gather import gather
from peil.report.evidencing.mentioned import in_page

__all__ = ["gather", "in_page"]
