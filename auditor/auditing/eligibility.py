"""Runs sql/eligibility/ over the shapes: one row per relationship, before verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from auditor import rooms
from auditor.auditing.shapes import in_order, make, read_shapes, shape_parameters
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy


def make_standing(engine: Engine, as_of: date, policy: Policy) -> None:
    """Create the temp tables of sql/eligibility/; `standing` is the last of them."""
    params = standing_parameters(as_of, policy)
    for shape in in_order(read_shapes(rooms.sql_folder() / "eligibility")):
        make(engine, shape.name, shape.sql, params)


def standing_parameters(as_of: date, policy: Policy) -> Mapping[str, Any]:
    """The parameters of shapes, and the fee of the policy."""
    fee = {"fee_amount": policy.fee.amount, "fee_waived_from": policy.fee.waived_from_fees_paid}
    return {**shape_parameters(as_of, policy), **fee}


def standings(engine: Engine) -> pl.DataFrame:
    """All relationships with state, date and figures, in the order of platform, client, freelancer."""
    return engine.frame("SELECT * FROM standing ORDER BY platform, client_id, freelancer_id")
