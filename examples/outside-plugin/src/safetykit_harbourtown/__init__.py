"""What the partnership of Harbourtown states and asks of plans.

What belongs here: the names that other programs import. Harbourtown is invented.
"""

from safetykit_harbourtown.quays import QUAY_LIGHTS, may_swim, quay_actions

__all__ = ["QUAY_LIGHTS", "may_swim", "quay_actions"]
