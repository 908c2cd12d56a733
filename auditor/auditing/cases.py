"""Who did it: findings grouped by account over all its relationships, and accounts linked by what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from auditor import rooms
from auditor.auditing.ruling import make
from auditor.auditing.shapes import in_order, limit, read_shapes
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.words import Severity

# What a policy sets for the rule on shared values holds for the clusters of its accounts as well.
LINKED_BY = "identity.contact_reuse"
OPEN: dict[str, Any] = {
    **dict.fromkeys(
        ("finding_id", "rule_id", "severity", "platform", "client_id", "freelancer_id", "actor"), pl.String
    ),
    "weight": pl.Float64,
    "confidence": pl.Float64,
    "occurred_at": pl.Datetime("us"),
}
# What sql/cases/cluster.sql returns, and the shapes that only it needs.
CLUSTER = (
    "actor VARCHAR, platform VARCHAR, client_id VARCHAR, freelancer_id VARCHAR, cluster BIGINT, accounts BIGINT, "
    "shared_values BIGINT, is_public BOOLEAN, public_values BIGINT, public_users BIGINT"
)
LINKING = ("shared", "shared_value", "component", "cluster")
ORDERED = {
    "actors": "SELECT * FROM actors ORDER BY case_no",
    "victims": "SELECT * FROM victims ORDER BY case_no, worst_weight DESC, platform, client_id, freelancer_id",
    "clusters": "SELECT * FROM cluster ORDER BY cluster, actor, platform, client_id, freelancer_id",
}


def link_parameters(policy: Policy) -> Mapping[str, Any]:
    """From how many accounts on a value links them, and from how many on it may be a public address."""
    return {
        "shared_by": limit(policy, LINKED_BY, "accounts_from"),
        "public_accounts": limit(policy, LINKED_BY, "public_from"),
    }


def case_frames(
    engine: Engine, found: Sequence[Finding], as_of: date, policy: Policy, clusters: pl.DataFrame | None = None
) -> dict[str, pl.DataFrame]:
    """Frames by name: `actors` (one row an account, the gravest first, `case_no` its place), `victims` (the relationships
    of each case), `clusters` (accounts that share contact or payment values). The shapes must have been made.

    `clusters` are those that were found elsewhere, over more rows than there are here.
    """
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE open_finding (finding_id VARCHAR, rule_id VARCHAR, severity VARCHAR, platform VARCHAR, "
        "client_id VARCHAR, freelancer_id VARCHAR, actor VARCHAR, weight DOUBLE, confidence DOUBLE, occurred_at TIMESTAMP)"
    )
    engine.append("open_finding", _open(found, as_of))
    if clusters is not None:
        engine.execute(f"CREATE OR REPLACE TEMP TABLE cluster ({CLUSTER})")
        engine.append("cluster", clusters)
    bound = link_parameters(policy)
    for shape in in_order(read_shapes(rooms.sql_folder() / "cases")):
        if clusters is not None and shape.name in LINKING:
            continue
        make(engine, shape.name, shape.sql, bound)
    return {name: engine.frame(sql) for name, sql in ORDERED.items()}


def _open(found: Sequence[Finding], as_of: date) -> pl.DataFrame:
    counted = [one for one in found if one.severity is not Severity.INFO and one.is_open(as_of)]
    columns = {name: [getattr(one, name) for one in counted] for name in OPEN if name != "weight"}
    columns["weight"] = [one.severity.weight for one in counted]
    for name in ("severity", "actor"):
        columns[name] = [word.value for word in columns[name]]
    return pl.DataFrame(columns, schema=OPEN)
