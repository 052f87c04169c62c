"""Pure methods on numbers and arrays, each with its uncertainty and its source.

What belongs here: published statistical methods over scalars and arrays, batched where several
series or counts are given, that answer with an interval, the method's name, its assumptions and
its checks. What does not: anything that prints or plots, reads a file, or knows what a plan, an
area or an offence is. Importing this package needs the `evaluate` extra.

```text
estimate        Estimate, CheckResult: what a method answers
rates           one count, two counts, standardised rates, surveys, funnels
variation       control charts, run charts and their rules; the season; false signals
overdispersion  how much more counts vary than chance makes them
displacement    effects on a place and on the ring around it
disclosure      small counts in tables with totals: suppression, rounding, attacks
interrupted     did a series change at a stated time, and by how much
harm            harm-weighted totals; the weights are data with a version
economics       unit costs, price years, discounting, the benefit-cost ratio
synthesis       what several studies say together
```

Throughout, nan means "not reported", which is never 0.
"""
# ruff: noqa: E402  numpy is asked for first, so that its absence is explained.

from safetykit.extras import need

need("numpy", wanted_by="safetykit.stats")

from safetykit.stats.displacement import (
    DisplacementDifference,
    DisplacementQuotient,
    PhiCoefficient,
    harm_weighted_displacement_difference,
    phi_coefficient,
    relative_effect_size,
    weighted_displacement_difference,
    weighted_displacement_quotient,
)
from safetykit.stats.estimate import CheckResult, Estimate, FloatOrArray, SignificanceTest
from safetykit.stats.interrupted import (
    SegmentedFit,
    compare_with_control,
    counterfactual,
    newey_west,
    placebo_dates,
    residual_autocorrelation,
    segmented_regression,
)
from safetykit.stats.overdispersion import (
    Dispersion,
    check_dispersion,
    choose_dispersion,
    dispersion,
    seasonal_dispersion,
)
from safetykit.stats.rates import (
    FunnelLimits,
    FunnelSpread,
    StandardisedRatio,
    SurveyEstimate,
    difference_of_proportions,
    directly_standardised_rate,
    funnel_limits,
    funnel_overdispersion,
    funnel_significance_ratio,
    indirectly_standardised_ratio,
    percentage_change,
    poisson_e_test,
    proportion,
    rate,
    rate_ratio,
    rate_ratio_test,
    weighted_survey_estimate,
)
from safetykit.stats.synthesis import (
    MetaAnalysis,
    as_ratio,
    convert_effects,
    effects_from_2x2,
    egger_test,
    leave_one_out,
    meta_analysis,
)
from safetykit.stats.variation import (
    NHS_RULES,
    Assurance,
    AttributeChart,
    CusumChart,
    EwmaChart,
    FalseSignals,
    Rebase,
    RebasedChart,
    Rule,
    RunChart,
    SeasonalExpectation,
    SeasonalFit,
    Signals,
    XmrChart,
    anhoej_limits,
    assurance,
    c_chart,
    cusum,
    ewma,
    expected_false_signals,
    fit_seasonal,
    outside_limits,
    p_chart,
    p_prime_chart,
    rebased_xmr,
    run_chart,
    seasonal_adjust,
    seasonal_expectation,
    shift,
    trend,
    two_of_three,
    u_chart,
    u_prime_chart,
    xmr,
)

__all__ = [
    "NHS_RULES",
    "Assurance",
    "AttributeChart",
    "CheckResult",
    "CusumChart",
    "Dispersion",
    "DisplacementDifference",
    "DisplacementQuotient",
    "Estimate",
    "EwmaChart",
    "FalseSignals",
    "FloatOrArray",
    "FunnelLimits",
    "FunnelSpread",
    "MetaAnalysis",
    "PhiCoefficient",
    "Rebase",
    "RebasedChart",
    "Rule",
    "RunChart",
    "SeasonalExpectation",
    "SeasonalFit",
    "SegmentedFit",
    "Signals",
    "SignificanceTest",
    "StandardisedRatio",
    "SurveyEstimate",
    "XmrChart",
    "anhoej_limits",
    "as_ratio",
    "assurance",
    "c_chart",
    "check_dispersion",
    "choose_dispersion",
    "compare_with_control",
    "convert_effects",
    "counterfactual",
    "cusum",
    "difference_of_proportions",
    "directly_standardised_rate",
    "dispersion",
    "effects_from_2x2",
    "egger_test",
    "ewma",
    "expected_false_signals",
    "fit_seasonal",
    "funnel_limits",
    "funnel_overdispersion",
    "funnel_significance_ratio",
    "harm_weighted_displacement_difference",
    "indirectly_standardised_ratio",
    "leave_one_out",
    "meta_analysis",
    "newey_west",
    "outside_limits",
    "p_chart",
    "p_prime_chart",
    "percentage_change",
    "phi_coefficient",
    "placebo_dates",
    "poisson_e_test",
    "proportion",
    "rate",
    "rate_ratio",
    "rate_ratio_test",
    "rebased_xmr",
    "relative_effect_size",
    "residual_autocorrelation",
    "run_chart",
    "seasonal_adjust",
    "seasonal_dispersion",
    "seasonal_expectation",
    "segmented_regression",
    "shift",
    "trend",
    "two_of_three",
    "u_chart",
    "u_prime_chart",
    "weighted_displacement_difference",
    "weighted_displacement_quotient",
    "weighted_survey_estimate",
    "xmr",
]
