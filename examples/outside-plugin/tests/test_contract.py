"""Harbourtown keeps the contract that every toolkit module keeps."""

import datetime as dt

import attrs

from safetykit.testing import ModuleContract
from safetykit.toolkit.checks import sample_plan

SAMPLE = sample_plan()
LADDERS = attrs.evolve(SAMPLE.actions[0], title="Ladders on the quay")


class TestHarbourtown(ModuleContract):
    """Every rule over a module, as safetykit's own modules are held to it."""

    module = "harbourtown"
    as_of = dt.date(2026, 11, 22)
    plans = (attrs.evolve(SAMPLE, actions=(LADDERS,)),)  # the rule asks of actions on quays
