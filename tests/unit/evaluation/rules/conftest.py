"""What the tests of several rules ask with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from safetykit.evaluation import Check
from safetykit.model import Claim, Plan


@pytest.fixture
def judge(
    make_plan: Callable[..., Plan], find: Callable[[Plan, str], Check]
) -> Callable[[str, Sequence[Claim]], Check]:
    """Return a judge of claims under the code of one check."""

    def check(code: str, claims: Sequence[Claim]) -> Check:
        return find(make_plan(claims=tuple(claims)), code)

    return check
