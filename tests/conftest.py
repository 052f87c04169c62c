"""Settings of the test run: how many examples Hypothesis tries, if it is installed."""

from __future__ import annotations

import os

try:
    from hypothesis import settings
except ModuleNotFoundError:  # a bare install runs tests/unit alone
    collect_ignore = ["property"]
else:
    settings.register_profile("dev", max_examples=50, deadline=None)
    settings.register_profile(
        "ci", max_examples=300, deadline=None, print_blob=True, derandomize=True
    )
    settings.register_profile("nightly", max_examples=5000, deadline=None, print_blob=True)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
