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
spacetime       where and when events cluster: near repeats, concentration, hot spots
before_after    counts of two periods, and what was to be expected of the second
disproportionality relative rates with their base, two by two tables, stages
planning        power, sample sizes and detectable effects, before there are data
reoffending     who offends again, and how soon; the binary rate
speed           percentiles of speeds, stopping distances, speed and crashes
comparison      treated units against others over time
```

Each method stands in the module of its name: `from safetykit.stats.rates import rate`. A module is
loaded when it is first asked for. Throughout, nan means "not reported", which is never 0.
"""
# ruff: noqa: E402  numpy is asked for first, so that its absence is explained.

from typing import TYPE_CHECKING, Final

from safetykit._late import late_names
from safetykit.extras import need

need("numpy", wanted_by="safetykit.stats")

from safetykit.stats.estimate import CheckResult, Estimate, FloatOrArray, SignificanceTest

if TYPE_CHECKING:
    from safetykit.stats import before_after as before_after
    from safetykit.stats import comparison as comparison
    from safetykit.stats import disclosure as disclosure
    from safetykit.stats import displacement as displacement
    from safetykit.stats import disproportionality as disproportionality
    from safetykit.stats import economics as economics
    from safetykit.stats import harm as harm
    from safetykit.stats import interrupted as interrupted
    from safetykit.stats import overdispersion as overdispersion
    from safetykit.stats import planning as planning
    from safetykit.stats import rates as rates
    from safetykit.stats import reoffending as reoffending
    from safetykit.stats import spacetime as spacetime
    from safetykit.stats import speed as speed
    from safetykit.stats import synthesis as synthesis
    from safetykit.stats import variation as variation

__all__ = ["CheckResult", "Estimate", "FloatOrArray", "SignificanceTest"]

_MODULES: Final = (
    "before_after",
    "comparison",
    "disclosure",
    "displacement",
    "disproportionality",
    "economics",
    "harm",
    "interrupted",
    "overdispersion",
    "planning",
    "rates",
    "reoffending",
    "spacetime",
    "speed",
    "synthesis",
    "variation",
)


if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    __getattr__, __dir__ = late_names(__name__, {"": _MODULES}, __all__)
