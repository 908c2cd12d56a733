"""Reads the table [fee] of a policy file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from auditor.model.policies import FeeRule
from auditor.policies.faults import each

# Which keys each kind needs; those of COMMON may stand in all of them.
KINDS = {
    "flat_less_fees_paid": {"amount"},
    "share_of_hours": {"share", "hours"},
    "share_of_earnings": {"share", "hours"},
    "greatest_of": set[str](),
    "unknown": set[str](),
}
COMMON = {
    "kind", "rule", "amount", "waived_from_fees_paid", "share", "hours", "rate", "billed_share", "service_fee_months",
    "floor", "cap", "after", "interest", "unknown",
}  # fmt: skip


def fee_rule(data: Mapping[str, Any]) -> FeeRule:
    """The fee of a policy. Raises KeyError and ValueError that name the key."""
    refuse_unknown("fee.", data, COMMON)
    kind = data["kind"]
    if kind not in KINDS:
        raise ValueError(f"fee.kind must be one of {', '.join(KINDS)}, not {kind!r}")
    made = each({
        **{f"fee.{key}": partial(_needed, data, key) for key in sorted(KINDS[kind])},
        "rate": lambda: _rate(data),
        "rule": lambda: str(data["rule"]),
        **{name: partial(_amount, data, name) for name in ("amount", "waived_from_fees_paid", "floor", "cap")},
        **{name: partial(_share, data, name) for name in ("share", "billed_share", "interest")},
        **{name: partial(_whole, data, name) for name in ("hours", "service_fee_months")},
        "after": lambda: None if kind == "unknown" or data.get("after") == "unknown" else _amount(data, "after") or Decimal(0),
    })  # fmt: skip
    floor, cap = made["floor"], made["cap"]
    if floor is not None and cap is not None and floor > cap:
        raise ValueError(f"fee.floor {floor} lies above fee.cap {cap}")
    return FeeRule(
        kind=kind,
        less_fees_paid=kind == "flat_less_fees_paid",
        estimates=kind == "share_of_earnings",
        unknown=tuple(data.get("unknown", ())),
        **{name: value for name, value in made.items() if not name.startswith("fee.")},
    )


def _needed(data: Mapping[str, Any], key: str) -> None:
    if key not in data:
        raise KeyError(f"fee.{key}")


def _rate(data: Mapping[str, Any]) -> str:
    rate = data.get("rate", "highest")
    if rate not in ("highest", "last"):
        raise ValueError(f"fee.rate must be highest or last, not {rate!r}")
    return str(rate)


def refuse_unknown(place: str, data: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise ValueError for keys that no policy has: a misspelt one would be without effect, and unseen."""
    if unknown := sorted(set(data) - set(known)):
        raise ValueError(f"unknown keys {', '.join(place + key for key in unknown)}")


def _amount(data: Mapping[str, Any], key: str) -> Decimal | None:
    if key not in data:
        return None
    value = data[key]
    # A float would bring its own digits along.
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError(f'fee.{key} must be an amount in quotes such as "2999.00", not {value!r}')
    amount = Decimal(value)
    if not amount.is_finite() or amount < 0 or amount >= 10**12:
        raise ValueError(f"fee.{key} must be an amount of at least 0, not {value!r}")
    return amount


def _share(data: Mapping[str, Any], key: str) -> Decimal | None:
    share = _amount(data, key)
    if share is not None and share > 1:
        raise ValueError(f'fee.{key} must be a share such as "0.12", not {share}')
    return share


def _whole(data: Mapping[str, Any], key: str) -> int | None:
    value = data.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 100_000):
        raise ValueError(f"fee.{key} must be a whole number above 0, not {value!r}")
    return value
