"""Cases: who did it, over all relationships; a large audit leads with them, a small one has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from auditor.model.phrasing import count, long_day, tenth
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult

# Below so many relationships the table of them says it better.
LARGE_FROM = 50
MOST_CASES, MOST_VICTIMS = 30, 12


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The gravest cases with the relationships that they touch; none in an audit of a few relationships."""
    actors = result.frames.get("actors")
    if actors is None or actors.is_empty() or len(result.eligibility) < LARGE_FROM:
        return {"cases": [], "more": 0}
    grave = actors.filter(pl.col("findings") > 0)
    shown = grave.head(min(MOST_CASES, limits.acts))
    victims = result.frames["victims"].filter(pl.col("case_no").is_in(shown["case_no"].to_list()))
    return {
        "cases": [
            _case(row, victims.filter(pl.col("case_no") == row["case_no"])) for row in shown.iter_rows(named=True)
        ],
        "more": grave.height - shown.height,
    }


def _case(row: Mapping[str, Any], victims: pl.DataFrame) -> Mapping[str, Any]:
    other = "freelancer_id" if row["actor"] == "client" else "client_id"
    counts = [(row[name], name) for name in ("critical", "high", "medium", "low")]
    return {
        "who": f"{row['actor']} {row['client_id'] or row['freelancer_id']}",
        "platform": row["platform"],
        "risk": tenth(row["risk"]),
        "found": f"{count(row['findings'], 'finding')} in {row['involved']} of {count(row['relationships'], 'relationship')}",
        "severities": ", ".join(f"{number} {name}" for number, name in counts if number),
        "rules": row["rules"],
        "when": f"{long_day(row['first_on'])} to {long_day(row['last_on'])}",
        "cluster": _cluster(row),
        "others": victims[other].head(MOST_VICTIMS).to_list(),
        "more": max(0, victims.height - MOST_VICTIMS),
    }


def _cluster(row: Mapping[str, Any]) -> str:
    if row["cluster"] is None:
        return ""
    text = f"Shares contact or payment values with {count(row['cluster_accounts'] - 1, 'other account')}"
    return f"{text}: rather a public address than one person." if row["cluster_is_public"] else f"{text}."


SECTION = Section(15, "Who did it", context)
