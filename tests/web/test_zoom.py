"""Charts can be looked at closer, by keys, buttons and dragging, and come back to the whole."""

from __future__ import annotations

import pytest

from tests.web.browser import Browser

PLACES = """[...document.querySelectorAll(".zoomable circle")].map((c) =>
  [parseFloat(c.getAttribute("cx")), parseFloat(c.getAttribute("cy"))])"""
CIRCLES = "[...document.querySelectorAll('.strip circle')].map((c) => parseFloat(c.getAttribute('cx')))"
LABELS = "[...document.querySelectorAll('.zoomable [data-axis] text')].map((t) => t.textContent).join(' | ')"
KEY = (
    "document.querySelector('.zoom').dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}))"
)


@pytest.mark.parametrize("page", ["/figures", "/timeline", "/dossier"])
def test_keys_zoom_and_lead_back(demo: str, browser: Browser, page: str) -> None:
    browser.look(1280)
    browser.open(demo + page)
    whole, labels = browser.run(PLACES), browser.run(LABELS)
    browser.run(KEY % "+")
    browser.run(KEY % "ArrowRight")
    assert browser.run(PLACES) != whole
    assert browser.run(LABELS) != labels and "NaN" not in browser.run(LABELS)
    assert "Invalid" not in browser.run(LABELS)
    for key in ("-", "-", "0"):
        browser.run(KEY % key)
    assert browser.run(PLACES) == whole
    assert browser.run(LABELS) == labels


def test_a_stretch_that_is_dragged_over_fills_the_chart(demo: str, browser: Browser) -> None:
    browser.look(1280)
    browser.open(f"{demo}/timeline")
    script = """(() => {
      const svg = document.querySelector(".strip svg"), box = svg.getBoundingClientRect();
      const at = (type, share) => (type === "pointerdown" ? svg : window).dispatchEvent(new PointerEvent(type,
        {bubbles: true, button: 0, pointerType: "mouse", clientX: box.left + share * box.width}));
      at("pointerdown", 0.5); at("pointermove", 0.7); at("pointermove", 1); at("pointerup", 1);
      return [...svg.querySelectorAll("circle")].map((c) => parseFloat(c.getAttribute("cx")));
    })()"""
    before = browser.run(CIRCLES)
    after = browser.run(script)
    assert after == pytest.approx([(at - 50) * 2 for at in before], abs=0.1)
    assert browser.run("document.querySelectorAll('.band').length") == 0
    browser.run("document.querySelector('.strip .zoom button:first-child').click()")
    assert browser.run(CIRCLES) == before
