"""The charts of a section and the pictures of single relationships, each with its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from auditor import rooms
from auditor.charts.relationship import history, risk
from auditor.model.phrasing import long_day, tenth
from auditor.model.reporting import Chart, Drawing, Limits
from auditor.model.results import AuditResult
from auditor.report.picking import looked_into, rule_titles
from auditor.report.wording import client_label

MOST_TABLE_ROWS, MOST_EVENTS = 120, 60
SHADED = "Shaded: the period that has to pass without contact or payment."


def charts(result: AuditResult, limits: Limits, section: str) -> list[Mapping[str, Any]]:
    """Every chart of auditor/charts that belongs to a section, in the order of their names."""
    found: Mapping[str, Chart] = rooms.discover("auditor.charts", "CHART")
    return [_chart(name, chart, result, limits) for name, chart in found.items() if chart.section == section]


def _chart(name: str, chart: Chart, result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    draw = limits.drawings.get(name) or chart.drawing(result)
    table = chart.table(result)
    cut = len(table.rows) - MOST_TABLE_ROWS
    note = f"and {cut} more rows" if cut > 0 else table.note
    return picture(
        name.replace("_", "-"), chart.title, chart.description(result), draw, table.columns, table.rows[:MOST_TABLE_ROWS], note
    )  # fmt: skip


def picture(
    name: str,
    title: str,
    description: str,
    draw: Drawing,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    note: str = "",
) -> Mapping[str, Any]:
    """What chart.html.j2 shows: the SVG, its words, and the same as a table."""
    return {
        "name": name, "title": title, "description": description, "columns": columns, "rows": rows, "note": note,
        # The chart's own writer has escaped every text in it.
        "svg": Markup(draw()),
    }  # fmt: skip


def relationship_drawings(result: AuditResult, limits: Limits) -> dict[str, Drawing]:
    """What draws the pictures of single relationships, by the names under which `relationship_pictures` looks for them."""
    chosen = looked_into(result, limits)
    found: dict[str, Drawing] = {}
    for place, (row, shown) in enumerate(zip(chosen, history.histories(result, chosen), strict=True), 1):
        if not shown.is_empty:
            found[f"history-{place}"] = shown.drawing(f"history-{place}", client_label(row))
    for place, (row, parts) in enumerate(zip(chosen, risk.steps(result, chosen, rule_titles(result)), strict=True), 1):
        if parts.parts:
            found[f"risk-{place}"] = parts.drawing(f"risk-{place}", client_label(row))
    return found


def relationship_pictures(result: AuditResult, limits: Limits) -> list[list[Mapping[str, Any]]]:
    """The pictures of each relationship that is looked into, in their order."""
    chosen = looked_into(result, limits)
    drawings = relationship_drawings(result, limits)
    return [
        [*_history(f"history-{place}", shown, drawings), *_risk(f"risk-{place}", parts, drawings)]
        for place, (shown, parts) in enumerate(
            zip(history.histories(result, chosen), risk.steps(result, chosen, rule_titles(result)), strict=True), 1
        )
    ]  # fmt: skip


def _history(name: str, shown: history.History, drawings: Mapping[str, Drawing]) -> list[Mapping[str, Any]]:
    if shown.is_empty:
        return []
    events = shown.events()
    rows = [(long_day(day), words) for day, words in events[-MOST_EVENTS:]]
    note = f"and {len(events) - MOST_EVENTS} earlier ones" if len(events) > MOST_EVENTS else ""
    about = "One mark for each month." + (f" {SHADED}" if shown.window else "")
    return [picture(name, history.TITLE, about, drawings[name], ("Day", "What"), rows, note)]


def _risk(name: str, parts: risk.Steps, drawings: Mapping[str, Drawing]) -> list[Mapping[str, Any]]:
    if not parts.parts:
        return []
    rows = [(words, f"+{points}") for words, points in parts.shown()] + [("Risk", f"{tenth(parts.risk)} of 100")]
    about = f"Risk {tenth(parts.risk)} of 100: each open finding adds its part, the gravest and surest the most."
    return [picture(name, risk.TITLE, about, drawings[name], ("Finding", "Points"), rows)]
