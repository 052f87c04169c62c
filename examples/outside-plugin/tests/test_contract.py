"""Harbourtown keeps the contract that every toolkit module keeps."""

import datetime as dt

from safetykit.testing import ModuleContract


class TestHarbourtown(ModuleContract):
    """Every rule over a module, as safetykit's own modules are held to it."""

    module = "harbourtown"
    as_of = dt.date(2026, 11, 22)
