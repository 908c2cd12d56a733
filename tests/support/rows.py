"""Puts hand-written canonical rows straight into a store, so that SQL is tested without files or scanner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from auditor.engines.duckdb import Engine

TIMES = {
    "contracts": ("started_at", "ended_at"),
    "payments": ("paid_at",),
    "messages": ("sent_at",),
    "relationships": ("first_met_at", "exit_fee_paid_on", "left_on", "last_contact_at"),
    "reports": ("reported_at",),
}
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "contracts": {"freelancer_id": "fl", "platform": "upwork", "kind": "hourly", "status": "active", "currency": "USD"},
    "payments": {"freelancer_id": "fl", "currency": "USD", "kind": "hourly", "client_given": True},
    "messages": {"freelancer_id": "fl", "sender": "client", "body": "Hello."},
    "relationships": {"freelancer_id": "fl", "origin": "unknown"},
    "reports": {"freelancer_id": "fl", "reporter": "client"},
    "detections": {
        "confidence": 0.9,
        "obfuscated": False,
        "stance": "offer",
        "start_offset": 0,
        "end_offset": 1,
        "value": "x",
    },
}


def fill(engine: Engine, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Insert rows by table name; a time written as a date alone gets day precision, an offset is honoured."""
    for table, rows in tables.items():
        for row in rows:
            _insert(engine, table, {**DEFAULTS.get(table, {}), **row})


def contract(start: str, end: str | None = None, number: int = 1) -> dict[str, Any]:
    """A contract of client c."""
    return {"contract_id": f"k{number}", "client_id": "c", "started_at": start, "ended_at": end}


def payment(day: str, **more: Any) -> dict[str, Any]:
    """A payment of client c for contract k1: 80, with 8 of fees."""
    return {"client_id": "c", "contract_id": "k1", "paid_at": day, "amount": Decimal("80"), "fee": Decimal("8"), **more}


def message(sent: str, number: int = 1, **more: Any) -> dict[str, Any]:
    """A message of client c."""
    return {"message_id": f"m{number}", "client_id": "c", "sent_at": sent, **more}


def _insert(engine: Engine, table: str, row: Mapping[str, Any]) -> None:
    values: dict[str, Any] = dict(row)
    for column in TIMES.get(table, ()):
        if values.get(column):
            values[f"{column}_precision"] = "second" if "T" in str(values[column]) else "day"
            values[column] = _utc(str(values[column]))
    if table == "detections":
        values.setdefault("message_ids", [values["message_id"]])
    if table == "payments":
        values.setdefault("payment_id", f"{values.get('client_id')}-{values['paid_at']:%Y%m%d}-{values['kind']}")
    names = list(values)
    holes = ", ".join(f"${name}" for name in names)
    engine.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holes})", values)


def _utc(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
