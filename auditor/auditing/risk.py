"""Risk of a relationship: 100 × (1 − Π(1 − weight × confidence)) over its open findings, the strongest one per rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from auditor.model.results import Finding

KEY = ("platform", "client_id", "freelancer_id")
SCHEMA = {
    **dict.fromkeys((*KEY, "rule_id", "finding_id"), pl.String),
    "weight": pl.Float64,
    "confidence": pl.Float64,
    "part": pl.Float64,
    "points": pl.Float64,
}


def contributions(found: Sequence[Finding], as_of: date) -> pl.DataFrame:
    """One row per relationship and rule: the finding that counts, its weight and confidence, its `part` (0-1) and `points`.

    Parts together make the risk as the formula says. `points` are what each adds to it, the largest part first: they sum
    up to the risk, so that a waterfall, a table and a text say the same.
    """
    strongest: dict[tuple[str, str, str, str], Finding] = {}
    for one in found:
        key = (one.platform, one.client_id, one.freelancer_id, one.rule_id)
        if one.is_open(as_of) and (key not in strongest or _strength(one) > _strength(strongest[key])):
            strongest[key] = one
    rows = [
        (*key, one.finding_id, one.severity.weight, one.confidence, _strength(one)[0], 0.0)
        for key, one in strongest.items()
    ]
    ordered = pl.DataFrame(rows, schema=SCHEMA, orient="row").sort(
        *KEY, "part", "rule_id", descending=[False, False, False, True, False]
    )
    left = (1 - pl.col("part")).cum_prod().over(KEY)
    before = left.shift(1, fill_value=1.0).over(KEY)
    return ordered.with_columns((100 * before * pl.col("part")).alias("points")).sort(*KEY, "rule_id")


def risks(parts: pl.DataFrame) -> dict[tuple[str, str, str], float]:
    """Risk 0-100 by relationship, rounded to a tenth, halves up: once, here, and shown so everywhere.

    sql/cases/actors.sql rounds the risk of accounts in the same way.
    """
    whole = pl.col("points").sum().round(9)
    summed = parts.group_by(*KEY).agg(whole.round(1, mode="half_away_from_zero").alias("risk"))
    return {(row[0], row[1], row[2]): row[3] for row in summed.iter_rows()}


def _strength(one: Finding) -> tuple[float, str]:
    # The id breaks ties, so that the same finding counts whatever the order of rows.
    return (one.severity.weight * one.confidence, one.finding_id)
