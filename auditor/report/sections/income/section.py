"""Income, fees and refunds by year, client and currency; and how much hangs on whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from auditor.model.phrasing import amount
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult
from auditor.report import pictures
from auditor.report.wording import client_label

COLUMNS = ("billed", "refunds", "fees", "net", "outside", "exit_fees")


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """One table of sums by year and currency and one by client."""
    frame = result.frames.get("income_by_year")
    found = [] if frame is None else [_amounts(row) for row in frame.iter_rows(named=True)]
    names = {row.client_id: client_label(row) for row in result.eligibility}
    by_client = sorted(found, key=lambda row: (-row["year"], row["currency"], -row["billed"], row["client_id"]))
    return {
        "years": _years(found),
        "rows": [_shown(row, names) for row in by_client[: limits.relationships]],
        "more": max(0, len(by_client) - limits.relationships),
        # A report on one client has no income by month.
        "charts": pictures.charts(result, limits, "income") if "income_by_month" in result.frames else [],
    }


def _amounts(row: Mapping[str, Any]) -> dict[str, Any]:
    refunds = row.get("refunds") or Decimal(0)
    return {
        **row,
        "refunds": refunds,
        "billed": row["gross"] + refunds,
        "exit_fees": row.get("exit_fees") or Decimal(0),
    }


def _years(found: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """Sums by year and currency, the latest year first; nothing is added across currencies."""
    parts: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        parts[row["year"], row["currency"]].append(row)
    return [
        {"year": year, "cells": [_cell(_sum(parts[year, currency], name), currency) for name in COLUMNS]}
        for year, currency in sorted(parts, key=lambda key: (-key[0], key[1]))
    ]


def _sum(rows: list[dict[str, Any]], name: str) -> Decimal | None:
    """The sum of a column; not known as soon as one part of it is not."""
    values = [row[name] for row in rows]
    return None if None in values else sum(values, Decimal(0))


def _cell(value: Decimal | None, currency: str) -> str:
    return "not known" if value is None else amount(value, currency)


def _shown(row: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "year": row["year"],
        "client": names.get(row["client_id"], row["client_id"]) or "no known client",
        "platform": row["platform"],
        "cells": [_cell(row[name], row["currency"]) for name in COLUMNS],
    }


SECTION = Section(66, "Income, for taxes and disputes", context)
