"""The charts that belong to no other section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult
from auditor.report import pictures


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """Every chart that names no section of its own."""
    return {"charts": pictures.charts(result, limits, "charts")}


SECTION = Section(55, "In pictures", context)
