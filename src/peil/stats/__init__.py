"""Arithmetic: numpy arrays in, frozen dataclasses out. Knows nothing of surveys; checked against R.

moments     one pass over the rows: n, Σw, Σw² per cell, group and answer
kernel      the loop of that pass, by numpy or compiled
loops       what runs as machine code: machine calls it, compiling makes it once, kept finds it again
processors  work that is divided over the processors
sums        sums over all rows, also of rows that come in blocks
sparse      sums of some numbers among thousands
distributions tails and quantiles of t, the normal, F and chi-square distribution
design      strata, weighting cells, populations
variance    Taylor linearisation from the moments
estimates   means and shares with their errors
freedom     from how many degrees of freedom a test starts
contrasts   group against rest, group against group, wave against wave, by one of four methods
odds        shares compared by their log odds
equivalence whether two figures are the same, to within a margin
change      a change between waves as real change and change in the mix
pairs       sides that share something: two answers, overlapping groups, two changes
spread      standard deviations with their errors
reach       which targets can be reached at all, and which one stands in the way
quantiles   medians and other quantiles with their intervals
promoters   the net promoter score with an interval of its own
independence one test of a whole table
clustered   rows that belong together: several rows per respondent, households, units that return
correlation many items with one overall score, in all groups at once
em, imputed means and covariances where answers are missing; eminfluence: what each respondent moves them
importance  what each item explains of an overall score, exactly; subsets: its loop; orders: its gradients
carried     what changes of items carry of a change of the overall score
asymmetry   whether a low grade costs more than a high one brings
joint       the covariance of many estimates of one wave
placing     how sure the places of items by importance and rating are
scales      on which the errors of a figure are even
response    respondents against the list they were drawn from
flags       marks, many tests at once, rules over waves
weights     cell weights, and what weights cost
fitting     weights that meet margins and means: start weights, raking or calibration, trimming
targets, raking, calibration, trimming    its parts
tally       respondents by what weighting looks at, for rows that come in blocks
least_change the cheapest change of numbers that keeps their sums
"""

from peil.stats.asymmetry import asymmetry
from peil.stats.calibration import Bounded
from peil.stats.change import ChangeSplit, Sample, split_change
from peil.stats.clustered import Held
from peil.stats.contrasts import (
    Contrast,
    between_waves,
    from_published,
    from_published_share,
    group_against_group,
    group_against_rest,
    groups_against,
    groups_and_rest,
    margin,
    shares_by_score,
    together,
)
from peil.stats.correlation import FEWEST, Correlations, Lack, PairSums, collect_pairs, correlate, correlation_influence
from peil.stats.design import Design, Frame, Margins, describe, describe_clustered, weights_only
from peil.stats.eminfluence import em_influence
from peil.stats.estimates import Estimated, Estimates, Summary, estimate, estimate_groups, linear_mean, summarise
from peil.stats.fitting import Fitted, calibrate, rake, residuals_on
from peil.stats.flags import (
    benjamini_hochberg,
    bonferroni,
    each_earlier,
    first,
    flag,
    others_together,
    previous,
)
from peil.stats.freedom import tested_df
from peil.stats.imputed import imputed_influence, mean_imputed
from peil.stats.independence import TableTest, rao_scott
from peil.stats.joint import joint_covariance, mean_influence, variances
from peil.stats.moments import Layout, Moments, collect, collect_clustered, collect_many, stack
from peil.stats.options import Options
from peil.stats.orders import attribution_gradients, share_gradients
from peil.stats.pairs import answer_against_answer, between_changes, between_changes_of_units, overlapping_groups
from peil.stats.placing import placing
from peil.stats.promoters import estimate_promoters, promoter_interval
from peil.stats.quantiles import estimate_quantile
from peil.stats.response import ResponseTest, response_by_stratum
from peil.stats.scales import SCALES, Scale, small_sample
from peil.stats.spread import estimate_spread, linear_spread, spread_against_group, spread_against_rest, spreads_against
from peil.stats.tally import Tally, tally
from peil.stats.targets import Margin, Quantity, percent
from peil.stats.trimming import Trim, trim_weights
from peil.stats.variance import Linearised
from peil.stats.weights import WeightSummary, cell_factors, cell_weights, summary

__all__ = [
    "FEWEST",
    "SCALES",
    "Bounded",
    "ChangeSplit",
    "Contrast",
    "Correlations",
    "Design",
    "Estimated",
    "Estimates",
    "Fitted",
    "Frame",
    "Held",
    "Lack",
    "Layout",
    "Linearised",
    "Margin",
    "Margins",
    "Moments",
    "Options",
    "PairSums",
    "Quantity",
    "ResponseTest",
    "Sample",
    "Scale",
    "Summary",
    "TableTest",
    "Tally",
    "Trim",
    "WeightSummary",
    "answer_against_answer",
    "asymmetry",
    "attribution_gradients",
    "benjamini_hochberg",
    "between_changes",
    "between_changes_of_units",
    "between_waves",
    "bonferroni",
    "calibrate",
    "cell_factors",
    "cell_weights",
    "collect",
    "collect_clustered",
    "collect_many",
    "collect_pairs",
    "correlate",
    "correlation_influence",
    "describe",
    "describe_clustered",
    "each_earlier",
    "em_influence",
    "estimate",
    "estimate_groups",
    "estimate_promoters",
    "estimate_quantile",
    "estimate_spread",
    "first",
    "flag",
    "from_published",
    "from_published_share",
    "group_against_group",
    "group_against_rest",
    "groups_against",
    "groups_and_rest",
    "imputed_influence",
    "joint_covariance",
    "linear_mean",
    "linear_spread",
    "margin",
    "mean_imputed",
    "mean_influence",
    "others_together",
    "overlapping_groups",
    "percent",
    "placing",
    "previous",
    "promoter_interval",
    "rake",
    "rao_scott",
    "residuals_on",
    "response_by_stratum",
    "share_gradients",
    "shares_by_score",
    "small_sample",
    "split_change",
    "spread_against_group",
    "spread_against_rest",
    "spreads_against",
    "stack",
    "summarise",
    "summary",
    "tally",
    "tested_df",
    "together",
    "trim_weights",
    "variances",
    "weights_only",
]
