"""Synthesis: what several studies say together.

What belongs here: effect sizes, pooled effects, heterogeneity and small-study effects. What does
not: the effect of one study in time or space, which is in `interrupted`, `before_after` and
`comparison`.

```text
pooling         meta_analysis: the pooled effect and its prediction
sensitivity     leave_one_out: the pooled effect without each study
heterogeneity   tau2, Q, I2: DerSimonian-Laird, REML, Paule-Mandel and others
small_studies   Egger's regression, Begg's rank test
effect_sizes    effects from tables, counts and intervals; conversions: to other scales
```
"""

from safetykit.stats.synthesis.conversions import as_ratio, convert_effects
from safetykit.stats.synthesis.effect_sizes import (
    EffectSizes,
    effects_from_2x2,
    effects_from_intervals,
    relative_incident_rate_ratio,
)
from safetykit.stats.synthesis.pooling import MetaAnalysis, meta_analysis
from safetykit.stats.synthesis.sensitivity import leave_one_out
from safetykit.stats.synthesis.small_studies import EggerTest, begg_test, egger_test

__all__ = [
    "EffectSizes",
    "EggerTest",
    "MetaAnalysis",
    "as_ratio",
    "begg_test",
    "convert_effects",
    "effects_from_2x2",
    "effects_from_intervals",
    "egger_test",
    "leave_one_out",
    "meta_analysis",
    "relative_incident_rate_ratio",
]
