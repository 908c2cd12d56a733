"""Rows written by hand for tests of SQL; how they get into a store is the auditor's own way of trying rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from auditor.auditing.trying import DEFAULTS, fill

__all__ = ["DEFAULTS", "contract", "fill", "message", "payment"]


def contract(start: str, end: str | None = None, number: int = 1) -> dict[str, Any]:
    """A contract of client c."""
    return {"contract_id": f"k{number}", "client_id": "c", "started_at": start, "ended_at": end}


def payment(day: str, **more: Any) -> dict[str, Any]:
    """A payment of client c for contract k1: 80, with 8 of fees."""
    return {"client_id": "c", "contract_id": "k1", "paid_at": day, "amount": Decimal("80"), "fee": Decimal("8"), **more}


def message(sent: str, number: int = 1, **more: Any) -> dict[str, Any]:
    """A message of client c."""
    return {"message_id": f"m{number}", "client_id": "c", "sent_at": sent, **more}
