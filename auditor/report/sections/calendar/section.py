"""The eligibility calendar: which day frees whom, month by month, if nothing new happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from auditor.model.ordering import relationship_key
from auditor.model.phrasing import count
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult, Eligibility
from auditor.report import pictures
from auditor.report.beside import beside
from auditor.report.picking import Key, dossiers
from auditor.report.wording import client_label


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The coming days by month, the next one first, and the picture of all relationships."""
    coming = sorted(
        ((row.eligible_on, row) for row in result.eligibility if row.eligible_on and row.eligible_on > result.as_of),
        key=lambda item: (item[0], relationship_key(item[1])),
    )
    shown, addresses = coming[: limits.relationships], dossiers(result, limits)
    return {
        "months": [
            {"name": f"{days[0][0]:%B %Y}", "days": [_day(day, row, result.as_of, addresses) for day, row in days]}
            for days in (list(group) for _, group in groupby(shown, key=lambda item: (item[0].year, item[0].month)))
        ],
        "shown": len(shown),
        "total": len(coming),
        "charts": pictures.charts(result, limits, "calendar"),
    }


def _day(day: date, row: Eligibility, as_of: date, addresses: Mapping[Key, str]) -> Mapping[str, str]:
    return {
        "day": f"{day.day} {day:%B}",
        "left": f"in {count((day - as_of).days, 'day')}",
        "client": client_label(row),
        "beside": beside(row),
        "address": addresses.get(relationship_key(row), ""),
    }


SECTION = Section(60, "Calendar: who is free when", context)
