"""A report of 100,000 relationships: at most 2 MB, opened in less than a second, and it says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.model.results import AuditResult
from auditor.report.building import MOST_BYTES, build_report
from tests import invented
from tests.support.browser import browser, opened

MANY = 100_000


def seconds_of_opening(page: Any) -> float:
    """Processor time of the page's own thread for opening it once more: on a busy machine the clock tells of others."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.reload()
    page.wait_for_load_state("load")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def large() -> AuditResult:
    """100,000 relationships and findings; the first thousand relationships have contracts, payments and messages."""
    rows = tuple(invented.relationship(number) for number in range(MANY))
    small = invented.result(1000, MANY)
    return replace(small, eligibility=rows, replies={})


def test_a_report_of_100000_relationships_has_at_most_two_megabytes_and_opens_within_a_second(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_bytes(build_report(large()))
    assert place.stat().st_size <= MOST_BYTES
    with browser() as running, opened(running, place, viewport={"width": 1440, "height": 900}) as (page, _):
        seconds = seconds_of_opening(page)
        words = page.locator("main").inner_text()
    assert 0 < seconds < 1, seconds
    assert "eligibility.csv has all 100000" in words
    assert "findings.csv and findings.jsonl have all 100000" in words
