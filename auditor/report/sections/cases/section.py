"""Cases: who did it, over all relationships; a large audit leads with them, a small one has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from auditor.model.phrasing import count, long_day, tenth
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult
from auditor.model.visible import shorten
from auditor.model.words import Actor, Severity
from auditor.report.picking import dossiers
from auditor.report.sections.cases.sharing import Sharing, folded
from auditor.report.sections.cases.telling import Told, told
from auditor.report.wording import client_label

# Below so many relationships the table of them says it better.
LARGE_FROM = 50
MOST_CASES, MOST_VICTIMS = 30, 12


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The gravest cases with the relationships that they touch; none in an audit of a few relationships."""
    actors = result.frames.get("actors")
    if actors is None or actors.is_empty() or len(result.eligibility) < LARGE_FROM:
        return {"cases": [], "more": 0, "nobody": ""}
    grave, left = folded(actors.filter(pl.col("findings") > 0))
    shown = grave.head(min(MOST_CASES, limits.acts))
    victims = result.frames["victims"].filter(pl.col("case_no").is_in(shown["case_no"].to_list()))
    findings, sharing = told(result, limits), Sharing(result, shown)
    names = {row.client_id: client_label(row) for row in result.eligibility if row.client_name}
    addresses = dossiers(result, limits)
    return {
        "cases": [
            {
                **_case(row, findings.get((row["actor"], _id(row)))),
                "name": names.get(row["client_id"], "") if row["actor"] == "client" else "",
                "cluster": sharing.sentence(row),
                **_victims(row, victims.filter(pl.col("case_no") == row["case_no"]), addresses),
            }
            for row in shown.iter_rows(named=True)
        ],
        "more": grave.height - shown.height,
        "folded": f"{count(left, 'further account')} with nothing but a public address" if left else "",
        "nobody": _nobody(result),
    }


def _id(row: Mapping[str, Any]) -> str:
    return str(row["client_id"] or row["freelancer_id"])


def _case(row: Mapping[str, Any], found: Told | None) -> Mapping[str, Any]:
    counts = [(row[name], name) for name in ("critical", "high", "medium", "low")]
    return {
        "who": f"{row['actor']} {_id(row)}",
        "platform": row["platform"],
        "risk": tenth(row["risk"]),
        "found": f"{count(row['findings'], 'finding')} in {row['involved']} of {count(row['relationships'], 'relationship')}",
        "severities": ", ".join(f"{number} {name}" for number, name in counts if number),
        "rules": row["rules"],
        "when": f"{long_day(row['first_on'])} to {long_day(row['last_on'])}",
        "gravest": found.gravest if found else "",
        "links": found.links if found else (),
    }


def _victims(row: Mapping[str, Any], victims: pl.DataFrame, addresses: Mapping[Any, str]) -> Mapping[str, Any]:
    """The accounts on the other side, each with the address of its part of the report ("" where it has none)."""
    other = "freelancer_id" if row["actor"] == "client" else "client_id"
    others: dict[str, str] = {}
    for one in victims.iter_rows(named=True):
        address = addresses.get((one["platform"], one["client_id"], one["freelancer_id"]), "")
        others[one[other]] = others.get(one[other]) or address
    return {"others": list(others.items())[:MOST_VICTIMS], "more": max(0, len(others) - MOST_VICTIMS)}


def _nobody(result: AuditResult) -> str:
    """What is in no case, since the data do not say which side did it."""
    left = [
        one
        for one in result.findings
        if one.actor is Actor.UNKNOWN and one.severity is not Severity.INFO and one.is_open(result.as_of)
    ]
    if not left:
        return ""
    titles = ", ".join(f"“{shorten(title, 80)}”" for title in sorted({one.title for one in left}))
    return f"{count(len(left), 'finding')} of which the data do not say who did it {'is' if len(left) == 1 else 'are'} in no case: {titles}."


SECTION = Section(15, "Who did it", context)
