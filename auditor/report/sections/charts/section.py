"""All charts, each with its description and its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from auditor import rooms
from auditor.model.reporting import Chart, Limits, Section
from auditor.model.results import AuditResult

MOST_TABLE_ROWS = 120


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """Every chart of auditor/charts, in the order of their names."""
    charts: Mapping[str, Chart] = rooms.discover("auditor.charts", "CHART")
    return {"charts": [_chart(name, chart, result, limits) for name, chart in charts.items()]}


def _chart(name: str, chart: Chart, result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    draw = limits.drawings.get(name) or chart.drawing(result)
    table = chart.table(result)
    cut = len(table.rows) - MOST_TABLE_ROWS
    return {
        "name": name.replace("_", "-"),
        "title": chart.title,
        "description": chart.description(result),
        # The chart's own writer has escaped every text in it.
        "svg": Markup(draw()),
        "columns": table.columns,
        "rows": table.rows[:MOST_TABLE_ROWS],
        "note": f"and {cut} more rows" if cut > 0 else table.note,
    }


SECTION = Section(50, "In pictures", context)
