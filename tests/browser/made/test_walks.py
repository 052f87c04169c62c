"""Guides are walked with the keyboard alone, with script and without."""

from __future__ import annotations

from typing import Any

import pytest

GUIDES = ("site/guide.html", "handout-guides.html", "pack.html")
CHOICES = ".choices a, .safetykit-choices a"
TABS = 60
FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    return {
        choice: e.matches(".choices a, .safetykit-choices a"),
        button: e.matches("button[name=answer]"),
        words: e.textContent.trim(),
        leads: e.getAttribute("href"),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight,
    };
}"""
ARRIVED = """leads => {
    if (location.hash !== leads) return false;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = target && target.getBoundingClientRect();
    return box && box.top < innerHeight && box.bottom > 0;
}"""
TARGET = """() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return {
        choices: target.querySelectorAll(".choices a, .safetykit-choices a").length,
        words: target.innerText,
    };
}"""


def tab_to(page: Any, wanted: str) -> dict[str, Any]:
    """Press Tab until what has the focus is of a kind; every stop on the way can be seen."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        at: dict[str, Any] = page.evaluate(FOCUS)
        if at["words"]:
            assert at["ring"], f"no ring around {at['words']!r}"
        if at[wanted]:
            assert at["inside"]
            return at
    raise AssertionError(f"no {wanted} within {TABS} presses of Tab")


@pytest.mark.parametrize("name", GUIDES)
@pytest.mark.parametrize("answer", ["first", "second"])
def test_a_guide(name: str, answer: str, address: str, window: Any) -> None:
    """Tab and Enter lead from question to question, to an ending with the emergency number."""
    page = window.open(f"{address}/{name}", reduced_motion="reduce")
    for _ in range(20):
        choice = tab_to(page, "choice")
        if answer == "second":
            choice = tab_to(page, "choice")
        page.keyboard.press("Enter")
        page.wait_for_function(ARRIVED, arg=choice["leads"], timeout=30_000)
        at = page.evaluate(TARGET)
        if not at["choices"]:
            break

    assert not at["choices"]
    assert "999" in at["words"]


@pytest.mark.parametrize("name", GUIDES)
def test_less_motion(name: str, address: str, window: Any) -> None:
    """A reader who asked for less motion is taken to an answer without scrolling there."""
    page = window.open(f"{address}/{name}", reduced_motion="reduce")

    assert "auto" == page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_without_script(name: str, address: str, window: Any) -> None:
    """Each answer leads to a part of the page that is there, without any script."""
    page = window.open(f"{address}/{name}", java_script_enabled=False)
    found = page.locator(CHOICES)
    targets = [found.nth(i).get_attribute("href") for i in range(found.count())]
    found.last.click()

    assert targets
    assert all(page.locator(f'[id="{target[1:]}"]').count() == 1 for target in targets)
    assert page.url.endswith(targets[-1])


@pytest.mark.parametrize("script", [True, False])
def test_the_application(script: bool, app_address: str, window: Any) -> None:
    """From the first page to an ending with Tab and Enter, the last answer chosen each time."""
    page = window.open(app_address, java_script_enabled=script)
    page.locator("a", has_text="England").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/scam/england")
    for _ in range(20):
        buttons = page.locator("button[name=answer]")
        if not buttons.count():
            break
        buttons.last.focus() if not script else None
        while script and tab_to(page, "button")["words"] != buttons.last.inner_text():
            pass
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert "999" in page.locator("ol li").first.inner_text()
    assert "?" not in page.url
