"""Every chart: with nothing, with one and with 500 relationships, in a form that a strict page accepts."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from auditor import rooms
from auditor.charts import eligibility_timeline
from auditor.charts.relationship.history import FRAMES, _ticks, histories
from auditor.charts.relationship.risk import Steps
from auditor.charts.style.svg import clean
from auditor.model.reporting import Chart
from auditor.model.results import AuditResult
from tests import invented

CHARTS: dict[str, Chart] = rooms.discover("auditor.charts", "CHART")
HOSTILE_NAME = "$x^{$ <b>&\"' \u202e\x00 漢字 " + "long " * 30


def hostile() -> AuditResult:
    rows = tuple(invented.relationship(number, client_name=HOSTILE_NAME, client_id=HOSTILE_NAME) for number in range(3))
    found = tuple(invented.finding(number, title=HOSTILE_NAME, rule_id=f"own.{number}") for number in range(3))
    return invented.result(0, 0, eligibility=rows, findings=found, frames=invented.frames(rows))


WORLDS = {
    "nothing at all": invented.nothing(),
    "one relationship": invented.result(1, 1),
    "500 relationships": invented.result(500, 700),
    "hostile names": hostile(),
    "relationships without a single frame": replace(invented.result(5, 5), frames={}),
}
CASES = [(chart, world) for chart in CHARTS for world in WORLDS]


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, str], str]:
    return {(chart, world): CHARTS[chart].drawing(WORLDS[world])() for chart, world in CASES}


@pytest.mark.parametrize(("chart", "world"), [(chart, world) for chart, world in CASES if world != "500 relationships"])
def test_another_process_can_be_given_the_drawing(chart: str, world: str, drawn: dict[tuple[str, str], str]) -> None:
    assert pickle.loads(pickle.dumps(CHARTS[chart].drawing(WORLDS[world])))() == drawn[chart, world]


def test_there_are_at_least_three_charts() -> None:
    assert len(CHARTS) >= 3


@pytest.mark.parametrize(("chart", "world"), CASES)
def test_a_chart_is_one_svg_element_with_title_and_description(
    chart: str, world: str, drawn: dict[tuple[str, str], str]
) -> None:
    root = ET.fromstring(drawn[chart, world])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("role") == "img"
    names = {element.get("id"): element.text for element in root}
    title, description = (names[one] for one in str(root.get("aria-labelledby")).split())
    assert title == CHARTS[chart].title
    assert description == CHARTS[chart].description(WORLDS[world])


@pytest.mark.parametrize(("chart", "world"), CASES)
def test_a_chart_holds_nothing_that_a_strict_page_refuses(
    chart: str, world: str, drawn: dict[tuple[str, str], str]
) -> None:
    svg = drawn[chart, world]
    assert "<!DOCTYPE" not in svg and "<?xml" not in svg
    for element in ET.fromstring(svg).iter():
        assert "style" not in element.attrib
        assert element.tag.rsplit("}", 1)[-1] not in {"style", "script", "image", "foreignObject", "metadata"}
        assert not [key for key in element.attrib if key.lower().startswith("on")]
        assert all(value.startswith("#") for key, value in element.attrib.items() if key.endswith("href"))
    assert re.findall(r"https?://", svg) == ["http://"]  # the namespace of SVG, which is a name and no address


@pytest.mark.parametrize(("chart", "world"), [(chart, world) for chart, world in CASES if world != "500 relationships"])
def test_drawing_twice_gives_the_same_bytes(chart: str, world: str, drawn: dict[tuple[str, str], str]) -> None:
    assert CHARTS[chart].drawing(WORLDS[world])() == drawn[chart, world]


def test_ids_are_unique_across_the_charts_of_a_page_and_references_resolve(drawn: dict[tuple[str, str], str]) -> None:
    page = "".join(drawn[chart, "one relationship"] for chart in CHARTS)
    ids = Counter(re.findall(r'\bid="([^"]+)"', page))
    assert [one for one, times in ids.items() if times > 1] == []
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', page))
    assert used <= set(ids)


@pytest.mark.parametrize(("chart", "world"), CASES)
def test_a_chart_has_a_table_with_as_many_cells_as_columns(chart: str, world: str) -> None:
    table = CHARTS[chart].table(WORLDS[world])
    assert table.columns
    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert bool(table.rows) == (world != "nothing at all" and not (chart == "income_over_time" and "without" in world))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_of_500_relationships_stays_small(chart: str, drawn: dict[tuple[str, str], str]) -> None:
    assert len(drawn[chart, "500 relationships"]) < 250_000


def test_the_timeline_counts_what_it_leaves_out(drawn: dict[tuple[str, str], str]) -> None:
    assert (
        f"and {500 - eligibility_timeline.MOST_ROWS} more relationships"
        in drawn["eligibility_timeline", "500 relationships"]
    )


def test_names_stand_in_a_chart_as_text_and_hidden_marks_are_shown(drawn: dict[tuple[str, str], str]) -> None:
    words = "".join(ET.fromstring(drawn["eligibility_timeline", "hostile names"]).itertext())
    assert "$x^{$ <b>" in words and "⟨U+202E⟩"[:3] in words and "\u202e" not in words


def test_colours_follow_the_page(drawn: dict[tuple[str, str], str]) -> None:
    svg = drawn["findings_by_rule", "one relationship"]
    assert "#101112" not in svg and "currentColor" in svg


def test_matplotlib_is_loaded_only_when_a_chart_is_drawn() -> None:
    code = "import sys, auditor.publishing; from auditor import rooms; rooms.discover('auditor.charts', 'CHART'); print('matplotlib' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_what_hides_in_a_name_is_visible_in_the_text_of_a_chart_too() -> None:
    drawn = clean(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>', "one", "T", "of a\u202eb\u200bc\x1b"
    )
    assert "of a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩" in drawn


def test_a_title_stands_whole_in_the_picture_and_the_words_of_a_risk() -> None:
    title = "Working outside the platform was offered, asked for or accepted"
    shown = Steps(((title, 24.4),), 24.4)
    drawn = shown.drawing("risk-1", "Ada")()
    assert f">{title}<" in drawn and title in shown.describe("Ada")


NAMED = {
    "payment_app": ["Ways of payment named"],
    "payment_handle": ["Payment details"],
    "iban": ["Payment details"],
}


@pytest.mark.parametrize("category", NAMED)
def test_a_way_of_payment_that_is_only_named_is_no_payment_detail(category: str) -> None:
    row = invented.relationship(0)
    named = {"platform": row.platform, "client_id": row.client_id, "freelancer_id": row.freelancer_id,
             "category": category, "month_on": date(2025, 6, 1), "last_on": date(2025, 6, 30), "detections": 1}  # fmt: skip
    empty = {
        name: pl.DataFrame(schema=dict.fromkeys(("platform", "client_id", "freelancer_id"), pl.String))
        for name in FRAMES
    }
    (shown,) = histories(replace(invented.nothing(), frames=empty | {"detection_marks": pl.DataFrame([named])}), [row])
    assert list(shown.lanes) == NAMED[category]
    assert (date(2025, 6, 30), NAMED[category][0].lower()) in shown.events()
    drawn = shown.drawing("history-1", "Ada")()
    assert ("Payment details" in drawn) is (category != "payment_app")


def test_the_ticks_of_a_span_without_january_name_their_year() -> None:
    words = [one for _, one in _ticks(date(2026, 3, 5), date(2026, 8, 1))]
    assert words[0].endswith(" 2026") and words[1:] and not any("2026" in one for one in words[1:])
