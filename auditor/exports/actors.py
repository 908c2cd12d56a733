"""actors.csv: accounts with open findings or shared contact values, each with its risk over all relationships."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.exports.forms.texts import csv_bytes, day
from auditor.model.reporting import Export
from auditor.model.results import AuditResult

FIELDS = (
    "actor", "platform", "client_id", "freelancer_id", "risk", "relationships", "involved", "findings", "critical", "high",
    "medium", "low", "rules", "first_on", "last_on", "cluster", "cluster_accounts", "cluster_name",
)  # fmt: skip
NUMBERS = frozenset(
    {
        "risk",
        "relationships",
        "involved",
        "findings",
        "critical",
        "high",
        "medium",
        "low",
        "cluster",
        "cluster_accounts",
    }
)


def render(result: AuditResult) -> bytes:
    """One row per account, the gravest first: a client's row has no freelancer, a freelancer's row no client."""
    frame = result.frames.get("actors")
    found = [] if frame is None else [_row(row) for row in frame.iter_rows(named=True)]
    return csv_bytes(FIELDS, found, NUMBERS)


def _row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    days = {name: day(row[name]) for name in ("first_on", "last_on")}
    return {**{name: row.get(name) for name in FIELDS}, **days, "cluster_name": cluster_name(row)}


def cluster_name(row: Mapping[str, Any]) -> str:
    """What a cluster is called; past a size it is a public address, and a public address is no person."""
    if row["cluster"] is None:
        return ""
    shared = f"{row['cluster_values']} shared contact or payment value{'' if row['cluster_values'] == 1 else 's'}"
    text = f"{row['cluster_accounts']} {row['actor']} accounts with {shared}"
    return f"{text}: a public address rather than one person" if row["cluster_is_public"] else text


EXPORT = Export("actors.csv", "accounts with findings, by risk over all their relationships", render)
