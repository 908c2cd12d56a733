"""The versions of policies as the temp table `reading`, so that SQL asks all of them about all relationships at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.model.policies import Anchor, Policy
from auditor.policies import Reading

MOVING = """CREATE OR REPLACE TEMP TABLE moving (
    reading_no INTEGER, relation_no BIGINT, eligible_on DATE, anchor_rank INTEGER
)"""
# `anchor` is "moving" where several events or repeating ones date the period, NULL where it is not known what does.
COLUMNS = {
    "reading_no": "INTEGER", "group_no": "INTEGER", "anchor": "VARCHAR", "months": "INTEGER", "platforms": "VARCHAR[]",
    "counts_ends": "BOOLEAN", "counts_messages": "BOOLEAN",
    "governs_from": "DATE", "governs_until": "DATE", "known_until": "DATE", "fee_known": "BOOLEAN",
    "currency": "VARCHAR", "reckoned": "BOOLEAN",
    "amount": "DECIMAL(18, 2)", "less_fees_paid": "BOOLEAN", "waived_from": "DECIMAL(18, 2)", "share": "DECIMAL(6, 5)",
    "hours": "DECIMAL(6, 0)", "rate_kind": "VARCHAR", "estimates": "BOOLEAN", "billed_share": "DECIMAL(6, 5)",
    "service_fee_months": "INTEGER", "floor": "DECIMAL(18, 2)", "cap": "DECIMAL(18, 2)", "fee_after": "DECIMAL(18, 2)",
}  # fmt: skip


def load_readings(engine: Engine, policy: Policy, readings: Sequence[Reading]) -> None:
    """Create the temp table `reading`; `reading_no` is the place in `readings`."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    engine.execute(f"CREATE OR REPLACE TEMP TABLE reading ({columns})")
    told = rows(readings, policy.currency)
    if not told:
        return
    # One statement for all: each is planned anew, and an account has a dozen readings.
    places = ", ".join("(" + ", ".join(f"${name}_{number}" for name in COLUMNS) + ")" for number in range(len(told)))
    values = {f"{name}_{number}": value for number, row in enumerate(told) for name, value in row.items()}
    engine.execute(f"INSERT INTO reading VALUES {places}", values)


def rows(readings: Sequence[Reading], currency: str) -> list[dict[str, Any]]:
    """The values of the table `reading`, in the order of COLUMNS; `currency` is the governing policy's."""
    return [_row(number, one, currency) for number, one in enumerate(readings)]


def _row(number: int, one: Reading, currency: str) -> dict[str, Any]:
    fee, window = one.policy.fee, one.window
    return {
        "reading_no": number,
        "group_no": one.group,
        "anchor": "moving" if window.moves else window.anchors[0].value if window.anchors else None,
        "months": window.months,
        "platforms": list(one.policy.platforms),
        "counts_ends": Anchor.CONTRACT_END in window.anchors,
        "counts_messages": Anchor.LAST_MESSAGE in window.anchors,
        "governs_from": one.governs_from,
        "governs_until": one.governs_until,
        "known_until": one.known_until,
        "fee_known": fee.is_known,
        "currency": one.policy.currency,
        # What fees are reckoned from stands in the governing policy's currency.
        "reckoned": one.policy.currency == currency,
        "amount": fee.amount,
        "less_fees_paid": fee.less_fees_paid,
        "waived_from": fee.waived_from_fees_paid,
        "share": fee.share,
        "hours": fee.hours,
        "rate_kind": fee.rate,
        "estimates": fee.estimates,
        "billed_share": fee.billed_share,
        "service_fee_months": fee.service_fee_months,
        "floor": fee.floor,
        "cap": fee.cap,
        "fee_after": fee.after,
    }
