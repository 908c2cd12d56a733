"""Which accounts share contact or payment values, and which values: told in full once a cluster, then by pointing there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from auditor.model.phrasing import count, public_addresses
from auditor.model.results import AuditResult, Finding
from auditor.model.visible import shorten

MOST_ACCOUNTS, MOST_VALUES = 10, 4
RULE = "identity.contact_reuse"


def folded(actors: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The cases without those that have nothing but a public address, of which each cluster keeps its first; how many go."""
    plain = pl.col("cluster_is_public") & (
        pl.col("rules")
        .str.split(", ")
        .list.eval((pl.element() == RULE) | pl.element().str.starts_with("contact."))
        .list.all()
    )
    first = pl.col("case_no") == pl.col("case_no").min().over("cluster")
    kept = actors.filter(~plain | first)
    return kept, actors.height - kept.height


class Sharing:
    """The clusters of the accounts that are shown. Asked case by case, in their order."""

    def __init__(self, result: AuditResult, shown: pl.DataFrame) -> None:
        """Gather the members and the values; what is redacted in the result is so here."""
        wanted = shown["cluster"].drop_nulls().unique().to_list()
        self._members: dict[int, list[tuple[str, str]]] = {}
        clusters = result.frames.get("clusters")
        rows = () if clusters is None else clusters.filter(pl.col("cluster").is_in(wanted)).iter_rows(named=True)
        for row in rows:
            self._members.setdefault(row["cluster"], []).append(
                (row["actor"], row["client_id"] or row["freelancer_id"])
            )
        self._values = _values(result)
        self._told: dict[int, str] = {}

    def sentence(self, row: Mapping[str, Any]) -> str:
        """With whom the account of this case shares what; "" where with nobody."""
        cluster, account = row["cluster"], (row["actor"], row["client_id"] or row["freelancer_id"])
        if cluster is None:
            return ""
        others = count(row["cluster_accounts"] - 1, "other account")
        public = ": rather a public address than one person" if row["cluster_is_public"] else _beside(row)
        values = "".join(f" {one}" for one in [self._listed(account)] if one)
        if before := self._told.get(cluster):
            return f"Linked by shared contact or payment values{values} to {others}, those of {before} above{public}."
        self._told[cluster] = f"{account[0]} {account[1]}"
        named = [one[1] for one in self._members.get(cluster, []) if one != account]
        more = row["cluster_accounts"] - 1 - len(named[:MOST_ACCOUNTS])
        listed = ", ".join(named[:MOST_ACCOUNTS]) + (f" and {more} more" if more and named else "")
        told = f" ({listed})" if listed else ""
        return f"Linked by shared contact or payment values{values} to {others}{told}{public}."

    def _listed(self, account: tuple[str, str]) -> str:
        values = self._values.get(account, {})
        shown = ", ".join(f"“{shorten(one, 80)}”" for one in list(values)[:MOST_VALUES])
        more = len(values) - MOST_VALUES
        return f"({shown}{f' and {more} more' if more > 0 else ''})" if shown else ""


def _beside(row: Mapping[str, Any]) -> str:
    """What an account of a small circle uses beside its values that links it to nobody."""
    named = public_addresses(row["public_values"], row["public_users"])
    return f"; beside that it uses {named}" if named else ""


def _values(result: AuditResult) -> dict[tuple[str, str], dict[str, None]]:
    """The values of each account, as they stand in its own messages: of what is told of it with the most confidence, since
    a public address links it to nobody where it shares another value with a few."""
    told = [(_account(one), one) for one in result.findings if one.rule_id == RULE]
    surest: dict[tuple[str, str], float] = {}
    for account, one in told:
        surest[account] = max(one.confidence, surest.get(account, 0.0))
    found: dict[tuple[str, str], dict[str, None]] = {}
    for account, one in told:
        if one.confidence < surest[account]:
            continue
        for item in one.evidence:
            if item.value and item.client_id in (None, one.client_id):
                found.setdefault(account, {})[item.value] = None
    return found


def _account(one: Finding) -> tuple[str, str]:
    side = one.actor.value
    return side, one.client_id if side == "client" else one.freelancer_id
