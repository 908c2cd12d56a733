"""The report in a real browser: silent, by keyboard, at 390 and 1440 px, dark, on paper, and accessible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.report.building import build_report
from tests import invented
from tests.support.browser import axe_source, browser, opened

WIDE, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# A sheet of letter paper, the lower one, without its margins, at 96 dots an inch.
PAPER = {"width": 740, "height": 970}
LOOKS = [(size, scheme) for size in (WIDE, TELEPHONE) for scheme in ("light", "dark")]
NAMES = [f"{size['width']} px, {scheme}" for size, scheme in LOOKS]
EVERYTHING = "() => { document.querySelectorAll('details').forEach(one => { one.open = true; }); }"


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("report") / "report.html"
    place.write_bytes(build_report(invented.result(14, 40)))
    return place


@pytest.fixture
def page(running: Any, report: Path) -> Iterator[Any]:
    with opened(running, report, viewport=WIDE) as (one, _):
        yield one


def shown(page: Any) -> list[str]:
    """The titles of the findings that can be seen, from top to bottom."""
    return [str(one) for one in page.locator("article.finding:visible .what").all_inner_texts()]


@pytest.mark.parametrize(("size", "scheme"), LOOKS, ids=NAMES)
def test_the_page_opens_without_a_message_or_a_request(running: Any, report: Path, size: Any, scheme: Any) -> None:
    with opened(running, report, viewport=size, color_scheme=scheme) as (page, seen):
        page.evaluate(EVERYTHING)
        page.get_by_label("Search").fill("details")
    assert seen.nothing, seen


@pytest.mark.parametrize(("size", "scheme"), LOOKS, ids=NAMES)
def test_nothing_sticks_out_of_the_page(running: Any, report: Path, size: Any, scheme: Any) -> None:
    with opened(running, report, viewport=size, color_scheme=scheme) as (page, _):
        page.evaluate(EVERYTHING)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize(("size", "scheme"), LOOKS, ids=NAMES)
def test_axe_finds_nothing(running: Any, report: Path, size: Any, scheme: Any) -> None:
    source = axe_source()
    with opened(running, report, viewport=size, color_scheme=scheme) as (page, _):
        page.evaluate(EVERYTHING)
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]} (and {len(one['nodes']) - 1} more)"
        for one in found["violations"]
    ]
    assert told == []


def test_dark_is_dark(running: Any, report: Path) -> None:
    with opened(running, report, color_scheme="dark") as (page, _):
        colours = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
    assert colours == ["rgb(19, 21, 24)", "rgb(232, 233, 234)"]


def test_search_severity_and_rule_filter_the_findings_and_clear_brings_them_back(page: Any) -> None:
    every = len(shown(page))
    page.locator("[name=severity]").select_option("high")
    assert set(shown(page)) == {"Contact details before a contract"} and 0 < len(shown(page)) < every
    page.get_by_label("Search").fill("no such words")
    assert shown(page) == [] and page.locator("#finding-count").inner_text() == f"0 of {every} shown"
    page.get_by_role("button", name="Clear").click()
    page.get_by_text(f"{every} of {every} shown", exact=True).wait_for()
    page.locator("[name=rule]").select_option("scam.bait_and_switch")
    assert set(shown(page)) == {"The first job was bait"}
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Search").fill("first job")
    plain = shown(page)
    page.get_by_label("Search").fill("FÍRST JÖB")
    assert shown(page) == plain and 0 < len(plain) < every


def test_findings_are_sorted_by_day_and_by_client(page: Any) -> None:
    for order, field, number in (("newest", "time", True), ("oldest", "time", True), ("client", "client", False)):
        page.locator("[name=order]").select_option(order)
        values = page.evaluate(f"[...document.querySelectorAll('article.finding')].map(one => one.dataset.{field})")
        keys = [int(one) for one in values] if number else values
        assert keys == sorted(keys, reverse=order == "newest")


def test_a_permalink_opens_its_finding_even_when_a_filter_hides_it(running: Any, report: Path) -> None:
    with opened(running, report, viewport=WIDE) as (page, _):
        page.goto(f"{report.as_uri()}#finding-f000000000000001")
        assert page.locator("#finding-f000000000000001 details").get_attribute("open") is not None
        assert page.locator("#finding-f000000000000001 summary").is_visible()
        page.locator("[name=severity]").select_option("info")
        page.evaluate("location.hash = '#finding-f000000000000003'")
        page.wait_for_selector("#finding-f000000000000003 details[open]")


COVERED = """() => [...document.querySelectorAll('.acts button')].flatMap(button => {
  const top = button.getBoundingClientRect();
  return [...button.closest('.act').querySelectorAll('p')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.height && box.left < top.right && top.left < box.right && box.top < top.bottom && top.top < box.bottom;
  }).map(text => text.textContent);
})"""


@pytest.mark.parametrize("size", [{"width": 390, "height": 800}, {"width": 1280, "height": 800}])
def test_no_button_lies_over_a_sentence(running: Any, size: Any, tmp_path: Path) -> None:
    costs = (
        "Sending this restarts the 24 months: from 20 August 2027 to 30 June 2028. A request can be left unanswered."
    )
    result = invented.result(14, 40)
    rows = tuple(replace(row, reply_costs=costs) for row in result.eligibility)
    place = tmp_path / "report.html"
    place.write_bytes(build_report(replace(result, eligibility=rows)))
    page = running.new_page(viewport=size)
    page.goto(place.as_uri())
    assert page.locator(".acts button").count() > 0
    assert page.evaluate(COVERED) == []
    page.close()


def test_a_reply_is_copied_at_a_click(running: Any, report: Path) -> None:
    with opened(running, report, viewport=WIDE) as (page, _):
        button = page.get_by_role("button", name="Copy reply").first
        wanted = page.locator("#reply-1").inner_text()
        page.evaluate(
            "() => { window.kept = ''; navigator.clipboard.writeText = text => { window.kept = text; return Promise.resolve(); }; }"
        )
        button.click()
        page.get_by_text("The reply is copied.", exact=True).wait_for(state="attached")
        assert page.evaluate("window.kept") == wanted and wanted.startswith("Hi Quick Riches Media,")


def test_the_keyboard_alone_reaches_everything_that_can_be_used(page: Any) -> None:
    wanted = page.evaluate(
        """() => { const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
             .filter(one => one.checkVisibility()); all.forEach((one, place) => { one.dataset.reach = place; }); return all.length; }"""
    )
    page.evaluate("document.activeElement.blur()")
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        place, outline = page.evaluate(
            "[document.activeElement.dataset.reach ?? null, getComputedStyle(document.activeElement).outlineStyle]"
        )
        if place is None:
            break
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        reached.add(int(place))
    assert reached == set(range(wanted))


def test_a_finding_opens_and_a_link_is_followed_by_keyboard(page: Any) -> None:
    page.locator("article.finding summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("article.finding details").first.get_attribute("open") is not None
    page.locator("nav a").nth(3).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#dossiers"


def test_without_javascript_everything_is_there_and_nothing_that_needs_it(running: Any, report: Path) -> None:
    with opened(running, report, viewport=WIDE, java_script_enabled=False) as (page, seen):
        assert not page.locator("#finding-filter").is_visible()
        assert page.get_by_role("button", name="Copy reply").count() == 0
        page.locator("article.finding summary").first.click()
        assert page.locator("article.finding .evidence").first.is_visible()
    assert seen.nothing


def test_on_paper_everything_is_open_and_nothing_is_lost(running: Any, report: Path) -> None:
    with opened(running, report, viewport=WIDE) as (page, _):
        page.locator("[name=severity]").select_option("critical")
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("article.finding:visible").count() == 40
        assert page.locator("details:not([open])").count() == 0
        assert not page.locator("nav").is_visible()
        assert page.locator(".chart td").count() == page.locator(".chart td:visible").count() > 40
        wide = page.evaluate(
            "[...document.querySelectorAll('table, svg')].filter(one => one.getBoundingClientRect().right > innerWidth).length"
        )
        assert wide == 0
        pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") > 5


def test_on_paper_what_is_folded_away_on_a_screen_stands_across_the_page(running: Any, report: Path) -> None:
    with opened(running, report, viewport=WIDE) as (page, _):
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        shares = page.evaluate(
            "[...document.querySelectorAll('.cards details')].map(one => one.clientWidth / one.closest('.cards').clientWidth)"
        )
    # In the column of the verdict each took one to two pages, most of them white.
    assert len(shares) == 14 and min(shares) > 0.9


def test_on_paper_no_picture_is_higher_than_a_page_and_leaves_its_heading_alone(running: Any, tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_bytes(build_report(invented.result(40, 40)))
    with opened(running, place, viewport=PAPER) as (page, _):
        page.emulate_media(media="print")
        high = page.evaluate(
            "[...document.querySelectorAll('figure.chart')].map("
            "one => one.querySelector('svg').getBoundingClientRect().bottom - one.getBoundingClientRect().top)"
        )
    assert len(high) > 3 and max(high) < PAPER["height"]
