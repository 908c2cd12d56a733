"""Reads the table [fee] of a policy file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from auditor.model.policies import FeeRule
from auditor.policies import forms
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


def fee_rule(value: Any) -> FeeRule:
    """The fee of a policy. Raises FormError and FaultsError that name the key."""
    data = forms.table("fee", value)
    forms.refuse_unknown("fee.", data, COMMON)
    kind = forms.one_of("fee.kind", forms.needed("fee.", data, "kind"), KINDS)
    made = each({
        **{f"fee.{key}": partial(forms.needed, "fee.", data, key) for key in sorted(KINDS[kind])},
        "rate": lambda: forms.one_of("fee.rate", data.get("rate", "highest"), ("highest", "last")),
        "rule": lambda: forms.text("fee.rule", forms.needed("fee.", data, "rule")),
        "unknown": lambda: forms.texts("fee.unknown", data.get("unknown", [])),
        **{name: partial(_if_there, forms.amount, data, name) for name in ("amount", "waived_from_fees_paid", "floor", "cap")},
        **{name: partial(_if_there, forms.share, data, name) for name in ("share", "billed_share", "interest")},
        **{name: partial(_if_there, _count, data, name) for name in ("hours", "service_fee_months")},
        "after": lambda: _after(kind, data),
    })  # fmt: skip
    floor, cap = made["floor"], made["cap"]
    if floor is not None and cap is not None and floor > cap:
        raise forms.FormError(f"fee.floor {floor} lies above fee.cap {cap} -> correct one of them")
    return FeeRule(
        kind=kind,
        less_fees_paid=kind == "flat_less_fees_paid",
        estimates=kind == "share_of_earnings",
        **{name: value for name, value in made.items() if not name.startswith("fee.")},
    )


def _if_there(form: Callable[[str, Any], Any], data: Mapping[str, Any], key: str) -> Any:
    return form(f"fee.{key}", data[key]) if key in data else None


def _count(key: str, value: Any) -> int:
    return forms.whole(key, value, 1, 99_999)


def _after(kind: str, data: Mapping[str, Any]) -> Decimal | None:
    """What is due once the period is over; None where it is not known."""
    if kind == forms.UNKNOWN or data.get("after") == forms.UNKNOWN:
        return None
    return forms.amount("fee.after", data.get("after", 0)) or Decimal(0)
