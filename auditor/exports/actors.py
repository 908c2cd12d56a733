"""actors.csv: accounts with open findings or shared contact values, each with its risk over all relationships."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import polars as pl

from auditor.exports.forms.texts import csv_bytes, day
from auditor.model.phrasing import public_addresses
from auditor.model.reporting import Export
from auditor.model.results import AuditResult

FIELDS = (
    "actor", "platform", "client_id", "freelancer_id", "risk", "relationships", "involved", "findings", "critical", "high",
    "medium", "low", "rules", "first_on", "last_on", "cluster", "cluster_accounts", "cluster_name", "with", "shares_with",
)  # fmt: skip
MOST_SHARING = 20
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
    """One row per account, first those with the most risk in the most relationships: a client's row has no freelancer, a
    freelancer's row no client, and `platform` names all platforms of the account: an id is one account over all of them. `with` is
    a JSON list of all accounts on the other side in whose relationships something was found, `shares_with` one of the accounts that
    share contact or payment values with this one, the first MOST_SHARING of them (`cluster_accounts` counts all, this one among
    them: a list of all in each row would grow with their square); of a public address there is none, since its accounts have
    nothing else in common, and an account that shares another value with a few belongs to those, whatever public address it uses
    beside it.
    Findings of which the data do not say who did it stand under no account."""
    frame, victims = result.frames.get("actors"), result.frames.get("victims")
    others = {} if victims is None else _others(victims)
    members = _members(result.frames.get("clusters"))
    found = [] if frame is None else [_row(row, others, members) for row in frame.iter_rows(named=True)]
    return csv_bytes(FIELDS, found, NUMBERS)


def _row(
    row: Mapping[str, Any], victims: Mapping[int, Sequence[tuple[str, str]]], members: Mapping[int, Sequence[str]]
) -> Mapping[str, Any]:
    days = {name: day(row[name]) for name in ("first_on", "last_on")}
    side = 1 if row["actor"] == "client" else 0
    # Who works with the other on two platforms stands in two relationships.
    attached = dict.fromkeys(pair[side] for pair in victims.get(row["case_no"], ()))
    own = row["client_id"] or row["freelancer_id"]
    others = (one for one in members.get(row["cluster"], ()) if one != own)
    sharing = [] if row["cluster_is_public"] else list(islice(others, MOST_SHARING))
    return {
        **{name: row.get(name) for name in FIELDS},
        **days,
        "cluster_name": cluster_name(row),
        "with": json.dumps(list(attached), ensure_ascii=False),
        "shares_with": json.dumps(sharing, ensure_ascii=False),
    }


def _members(clusters: pl.DataFrame | None) -> Mapping[int, Sequence[str]]:
    """The ids of the accounts of each cluster; one is of clients or of freelancers, never of both."""
    found = defaultdict(list)
    if clusters is not None:
        for number, client, freelancer in clusters.select("cluster", "client_id", "freelancer_id").iter_rows():
            found[number].append(client or freelancer)
    return found


def _others(victims: pl.DataFrame) -> Mapping[int, Sequence[tuple[str, str]]]:
    found = defaultdict(list)
    for number, client, freelancer in victims.select("case_no", "client_id", "freelancer_id").iter_rows():
        found[number].append((client, freelancer))
    return found


def cluster_name(row: Mapping[str, Any]) -> str:
    """What a cluster is called; a value that many share is a public address, and a public address is no person."""
    if row["cluster"] is None:
        return ""
    shared = f"{row['cluster_values']} shared contact or payment value{'' if row['cluster_values'] == 1 else 's'}"
    text = f"{row['cluster_accounts']} {row['actor']} accounts with {shared}"
    if row["cluster_is_public"]:
        return f"{text}: a public address rather than one person"
    beside = public_addresses(row["public_values"], row["public_users"])
    return f"{text}; beside that {beside}" if beside else text


EXPORT = Export("actors.csv", "accounts with findings, by risk over all their relationships", render)
