"""Community Speed Watch: whether a planned session keeps to the rules that its force has set.

What belongs here: what must hold before volunteers go out. What does not: how fast is too fast, and
any word that a session carries no risk: the force approves a session, and no program does.
"""

from __future__ import annotations

from typing import Final

import attrs

from safetykit.errors import InputError

__all__ = ["ForcePolicy", "SpeedWatchCheck", "SpeedWatchSession", "check_speed_watch"]

_CAVEATS: Final = (
    "This checks what was written down. The police approve sites and sessions; follow them.",
    "Never step into the road, stop traffic or argue with drivers. In danger, leave and call 999.",
)


@attrs.frozen(kw_only=True)
class ForcePolicy:
    """The rules of one force; the defaults are typical of published schemes, not of any force.

    `max_limit_mph` is the highest speed limit of a road at which sessions are held. It cannot be
    set above 40, and the team cannot be set below 3: no scheme seen goes further.
    """

    force: str
    max_limit_mph: int = 40
    min_present: int = 3
    min_trained_in_group: int = 6

    def __attrs_post_init__(self) -> None:
        if not 20 <= self.max_limit_mph <= 40:
            hint = "Volunteers do not stand beside faster roads."
            raise InputError("max_limit_mph", self.max_limit_mph, "20, 30 or 40", hint=hint)
        if self.min_present < 3:
            raise InputError("min_present", self.min_present, "at least 3 people")


@attrs.frozen(kw_only=True)
class SpeedWatchSession:
    """A planned session. What is None is not known, and counts as not done."""

    limit_mph: int
    present: int
    all_trained: bool | None = None
    trained_in_group: int | None = None
    daylight: bool | None = None
    site_approved: bool | None = None
    risk_assessed: bool | None = None
    high_visibility: bool | None = None


@attrs.frozen(kw_only=True)
class SpeedWatchCheck:
    """What speaks against a session, and what to bear in mind; it never approves one."""

    force: str
    problems: tuple[str, ...]
    caveats: tuple[str, ...]

    @property
    def may_be_put_to_the_force(self) -> bool:
        """Whether nothing that was written down speaks against asking the force to approve it."""
        return not self.problems


_MUST_HOLD: Final = {
    "risk_assessed": "No risk assessment of the site is recorded.",
    "site_approved": "The force's approval of the site is not recorded.",
    "all_trained": "It is not recorded that everybody present is trained.",
    "daylight": "It is not recorded that the session is in daylight.",
    "high_visibility": "It is not recorded that everybody wears high-visibility clothing.",
}


def check_speed_watch(session: SpeedWatchSession, policy: ForcePolicy) -> SpeedWatchCheck:
    """Say what speaks against a session by the rules of its force.

    Whatever is not known counts as not done.

    Args:
        session: The session that is planned.
        policy: The rules of the force.

    Returns:
        All that speaks against it.

    Raises:
        InputError: A number is not a whole number above 0.

    Examples:
        >>> check = check_speed_watch(
        ...     SpeedWatchSession(limit_mph=60, present=3), ForcePolicy(force="Any")
        ... )
        >>> check.may_be_put_to_the_force, check.problems[0]
        (False, 'The limit is 60 mph; sessions are held at 40 mph or less.')
    """
    for field in ("limit_mph", "present"):
        value = getattr(session, field)
        if type(value) is not int or value < 1:
            raise InputError(field, value, "a whole number above 0")
    problems = []
    if session.limit_mph > policy.max_limit_mph:
        problems.append(
            f"The limit is {session.limit_mph} mph; sessions are held at {policy.max_limit_mph} "
            "mph or less."
        )
    if session.present < policy.min_present:
        problems.append(f"{session.present} present; at least {policy.min_present} are needed.")
    if (session.trained_in_group or 0) < policy.min_trained_in_group:
        problems.append(f"A group needs {policy.min_trained_in_group} trained people.")
    problems += [text for field, text in _MUST_HOLD.items() if getattr(session, field) is not True]
    return SpeedWatchCheck(force=policy.force, problems=tuple(problems), caveats=_CAVEATS)
