"""How strictly partners' figures are protected: one small object, checked when it is made."""

from __future__ import annotations

import attrs

from safetykit.errors import InputError
from safetykit.stats.disclosure import DEFAULT_THRESHOLD

__all__ = ["DisclosurePolicy"]


def _require_threshold(_: object, __: object, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < DEFAULT_THRESHOLD:
        hint = "The threshold can be raised, and not lowered."
        expected = f"a whole number of {DEFAULT_THRESHOLD} or more"
        raise InputError("policy.threshold", value, expected, hint=hint)


@attrs.frozen(kw_only=True)
class DisclosurePolicy:
    """How figures of partners are protected; it changes nothing for figures that are public.

    Attributes:
        threshold: Counts of 1 to the threshold less 1 are small. Counts of 1 and 2 are unsafe
            everywhere, and 3 and 4 for small or sensitive groups; some bodies ask for 10. It can
            be raised, and not lowered below 5.
        rounding: A base to which every count is rounded instead of hiding small ones, the
            threshold or more; None to hide.

    Raises:
        InputError: The threshold or the base is too low.

    Examples:
        >>> DisclosurePolicy(threshold=10).threshold
        10
    """

    threshold: int = attrs.field(default=DEFAULT_THRESHOLD, validator=_require_threshold)
    rounding: int | None = attrs.field(default=None)

    @rounding.validator
    def _base_hides_small_counts(self, _: object, value: object) -> None:
        if value is None:
            return
        if not isinstance(value, int) or isinstance(value, bool) or value < self.threshold:
            hint = "A smaller base would let small counts show."
            expected = f"a whole number of {self.threshold} or more, the threshold"
            raise InputError("policy.rounding", value, expected, hint=hint)
