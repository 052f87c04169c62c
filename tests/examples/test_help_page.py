"""The web page of the examples: every walk ends, no script is needed, hostile input stays text."""

from __future__ import annotations

import datetime as dt
import html
import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("flask")
pytest.importorskip("hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.content import Jurisdiction
from safetykit.testing import strategies

FOLDER = Path(__file__).parents[2] / "examples" / "apps" / "help_page"
HOSTILE = st.sampled_from(
    ["<script>alert(1)</script>", "{{7*7}}", '"><img src=x>', "'; DROP TABLE", "\x00", "Yes" * 99]
)


def make_app() -> Any:
    """Import the example, and make its application for one day."""
    spec = importlib.util.spec_from_file_location("help_page_example", FOLDER / "app.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.create_app(today=lambda: dt.date(2026, 11, 22))


CLIENT = make_app().test_client()


def labels(page: str) -> list[str]:
    """Return the answers that a page offers."""
    return [
        html.unescape(label) for label in re.findall(r'<button name="answer" value="(.*?)"', page)
    ]


@pytest.mark.parametrize("nation", Jurisdiction)
def test_every_walk_ends_with_whom_to_turn_to(nation: Jurisdiction) -> None:
    """Whatever a reader answers, the walk ends in routes, the emergency number first."""
    waiting: list[list[str]] = [[]]
    endings = 0
    while waiting:
        answers = waiting.pop()
        page = CLIENT.post(f"/scam/{nation.value}", data={"answer": answers}).text
        if offered := labels(page):
            waiting += [[*answers, label] for label in offered]
        else:
            endings += 1
            first = re.search(r"<ol>\s*<li>.*?<strong>(.*?)</strong>", page, re.S)
            assert first is not None
            assert first[1] == "999"

    assert endings > 5


def test_answers_are_in_no_address_and_no_cookie() -> None:
    """What somebody answers is kept nowhere, and the page runs no script."""
    answer = CLIENT.post("/scam/england", data={"answer": ["No"]})

    assert '<form method="post">' in answer.text
    assert 'type="hidden" name="answer" value="No"' in answer.text
    assert "<script" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@settings(deadline=None, max_examples=40)
@given(
    nation=st.sampled_from(Jurisdiction) | HOSTILE | strategies.texts(),
    answers=st.lists(st.sampled_from(["Yes", "No"]) | HOSTILE | strategies.texts(), max_size=4),
)
def test_hostile_answers_are_refused_and_shown_as_text(nation: str, answers: list[str]) -> None:
    """Nothing that a reader sends breaks the page, or comes back as markup."""
    path = re.sub(r"[^\w<>{}*]", "", str(getattr(nation, "value", nation))) or "x"
    answer = CLIENT.post(f"/scam/{path}", data={"answer": answers})

    assert answer.status_code in (200, 400, 404)
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert ">49<" not in answer.text


@pytest.mark.parametrize(("surface", "metres"), [("dry", "23"), ("wet", "46")])
def test_stopping_distance(surface: str, metres: str) -> None:
    """The figure, what it means and its source are on the page."""
    page = CLIENT.get(f"/stopping?speed=30&surface={surface}").text

    assert f"<strong>{metres} metres</strong>" in page
    assert "Highway Code" in page


@settings(deadline=None, max_examples=30)
@given(
    speed=strategies.texts() | HOSTILE | st.integers().map(str), surface=HOSTILE | st.just("dry")
)
def test_other_speeds_are_refused(speed: str, surface: str) -> None:
    """A speed or a road that the table does not hold is refused in words."""
    answer = CLIENT.get("/stopping", query_string={"speed": speed, "surface": surface})
    known = speed in ("20", "30", "40", "50", "60", "70") and surface == "dry"

    assert answer.status_code == (200 if known else 400)
    assert known or "expected" in answer.text


def test_long_forms_are_refused() -> None:
    """A form that no reader sends is not read."""
    assert CLIENT.post("/scam/england", data={"answer": "x" * 30_000}).status_code == 413
    assert CLIENT.post("/scam/england", data={"answer": ["No"] * 500}).status_code == 400


def test_home_leads_to_every_nation() -> None:
    """The first page asks where the reader is."""
    page = CLIENT.get("/").text

    assert all(f"/scam/{nation.value}" in page for nation in Jurisdiction)
