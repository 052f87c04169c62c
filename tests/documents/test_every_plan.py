"""What holds for every plan among the examples: it comes back, is honest, and is not accused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from safetykit.documents import dump, dumps, format_text, load, loads
from safetykit.evaluation import Family, Severity, audit
from safetykit.model import Plan
from safetykit.serial import Text

FOLDER = Path(__file__).parents[2] / "examples" / "plans"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
CONTRADICTED = {"city-of-london.yaml"}
MADE_UP = {"saltmere-2025.yaml"}


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a plan's file."""
    return str(request.param)


@pytest.fixture
def plan(name: str) -> Plan:
    """The plan in that file."""
    return load(FOLDER / name)


def test_there_are_five_plans_a_stub_and_a_model() -> None:
    """The five plans of the sources are there, the stub of one's predecessor, and a model."""
    assert 7 == len(FILES)


@pytest.fixture(params=sorted(set(FILES) - MADE_UP))
def transcribed(request: pytest.FixtureRequest) -> Plan:
    """A plan that somebody's text is behind."""
    return load(FOLDER / str(request.param))


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_written_and_read_again(kind: str, plan: Plan) -> None:
    """A plan comes back equal from both formats."""
    assert plan == loads(dumps(plan, format=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_what_is_written_is_in_canonical_layout(kind: str, plan: Plan) -> None:
    """A plan that the library wrote is one that `format` would leave as it is."""
    written = dumps(plan, format=kind)  # type: ignore[arg-type]

    assert written == format_text(Text(content=written))


@pytest.mark.parametrize("target", ["plan.yaml", "plan.json"])
def test_saved_and_loaded_again(target: str, plan: Plan, tmp_path: Path) -> None:
    """A plan comes back equal from both kinds of file."""
    assert plan == load(dump(plan, tmp_path / target))


def test_says_what_it_was_made_from(transcribed: Plan) -> None:
    """A transcription says that it may be incomplete, and what of the original is not held."""
    made = transcribed.transcription
    assert made is not None

    assert any(word in made.note.casefold() for word in ("transcri", "stub"))
    assert made.document
    assert made.not_held


def test_audit_begins_with_its_caution(transcribed: Plan) -> None:
    """The first thing that an audit says is that no organisation is assessed."""
    found = audit(transcribed, as_of=dt.date(2018, 1, 1))

    assert "transcription that may be incomplete" in found.preamble[0]
    assert "not an assessment of" in found.preamble[0]


def test_no_false_contradiction(name: str, plan: Plan) -> None:
    """Only the plan whose own stated figures contradict each other is told so."""
    errors = audit(plan, as_of=dt.date(2018, 1, 1)).reaching(Severity.ERROR)

    assert (name in CONTRADICTED) is bool(errors)


def test_every_finding_has_a_place_in_the_file(name: str, plan: Plan) -> None:
    """Each finding names the file and a line in it."""
    for finding in audit(plan, as_of=dt.date(2018, 1, 1)).findings:
        assert name == Path(finding.place.file or "").name
        assert finding.place.line


def test_every_family_is_asked(plan: Plan) -> None:
    """The audit asks every plan the same questions, and says which had no finding."""
    families = {check.family for check in audit(plan, as_of=dt.date(2018, 1, 1)).checks}

    assert set(Family) == families
