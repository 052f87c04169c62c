"""Working out a grade of risk by a scheme that an area supplies, and raising it.

What belongs here: applying somebody's own scheme, with its version. No scheme is shipped, because
there is no national one. A grade can be raised by hand and never lowered, and some answers lead
to a conversation with a person whatever the grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from safetykit.content import parse_choice
from safetykit.errors import InputError, suggest
from safetykit.plugins.antisocial_behaviour.case_review import Flag

__all__ = ["Assessment", "Override", "RiskQuestion", "RiskScheme", "assess"]


@attrs.frozen(kw_only=True)
class RiskQuestion:
    """A question of a scheme, and the points of each of its answers."""

    code: str
    ask: str
    points: Mapping[str, int] = attrs.field(converter=dict)


@attrs.frozen(kw_only=True)
class RiskScheme:
    """An area's scheme: whose it is, which version, its questions and its grades.

    `grades` pairs the least points with the name of each grade, the lowest first, from 0 points.
    """

    name: str
    version: str
    owner: str
    questions: tuple[RiskQuestion, ...]
    grades: tuple[tuple[int, str], ...]

    def __attrs_post_init__(self) -> None:
        bounds = [least for least, _ in self.grades]
        if not bounds or bounds[0] != 0 or sorted(set(bounds)) != bounds:
            expected = "grades from 0 points up, each with more points than the one before"
            raise InputError("grades", list(self.grades), expected)
        if not self.version.strip():
            raise InputError("version", self.version, "the version that the owner gives it")


@attrs.frozen(kw_only=True)
class Override:
    """A grade set by a person, with the reason."""

    grade: str
    reason: str
    by_role: str

    def __attrs_post_init__(self) -> None:
        if not self.reason.strip():
            raise InputError("override.reason", self.reason, "why the grade is raised")


@attrs.frozen(kw_only=True)
class Assessment:
    """The grade of a case by a scheme: it guides who acts and when, and is not for the public."""

    grade: str
    by_scheme: str
    scheme: str
    unanswered: tuple[str, ...]
    talk_to_a_person: bool
    override: Override | None


def assess(
    answers: Mapping[str, str],
    scheme: RiskScheme,
    *,
    override: Override | None = None,
    flags: Iterable[Flag | str] = (),
) -> Assessment:
    """Return the grade that a scheme gives a case; a person may raise it, and never lower it.

    Args:
        answers: The answer to each question, by its code; what is not answered is listed, and a
            person is asked for.
        scheme: The area's own scheme.
        override: A higher grade that a person sets, with the reason.
        flags: Self-harm, hate or a child at risk always lead to a person.

    Raises:
        InputError: An answer or a question is not of the scheme; the override lowers the grade,
            or names none of the scheme.
    """
    codes = {question.code: question for question in scheme.questions}
    total = 0
    for code, answer in answers.items():
        if code not in codes:
            expected = f"a question of {scheme.name} {scheme.version}"
            raise InputError("answers", code, expected, hint=suggest(code, codes))
        points = codes[code].points
        if answer not in points:
            raise InputError(f"answers.{code}", answer, "one of " + ", ".join(points))
        total += points[answer]
    names = [name for _, name in scheme.grades]
    found = [name for least, name in scheme.grades if total >= least][-1]
    missing = tuple(code for code in codes if code not in answers)
    marks = [parse_choice(Flag, flag, field="flags") for flag in flags]
    return Assessment(
        grade=_raised(found, override, names),
        by_scheme=found,
        scheme=f"{scheme.name}, version {scheme.version}, of {scheme.owner}",
        unanswered=missing,
        talk_to_a_person=bool(marks or missing),
        override=override,
    )


def _raised(found: str, override: Override | None, names: list[str]) -> str:
    if override is None:
        return found
    if override.grade not in names:
        raise InputError("override.grade", override.grade, "one of " + ", ".join(names))
    if names.index(override.grade) < names.index(found):
        hint = "A grade may be raised and never lowered."
        raise InputError("override.grade", override.grade, f"{found} or higher", hint=hint)
    return override.grade
