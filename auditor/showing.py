"""How policies are shown: as a table, whole, and side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from auditor.model.policies import FeeRule, Policy

MEANING = {"P": "read on the platform's own page", "S": "quoted by others", "?": "not established"}
UNKNOWN = "unknown"


def listed(policy: Policy) -> tuple[str, ...]:
    """One line of the list: name, version, from when, where, period, what it counts from, fee, tag."""
    return (
        policy.name,
        policy.version,
        _from(policy),
        ", ".join(policy.platforms) or "any",
        f"{policy.window.months} months" if policy.window.months else UNKNOWN,
        ", ".join(policy.window.anchors) or UNKNOWN,
        policy.tag,
        policy.fee.rule if policy.fee.is_known else f"{UNKNOWN}: {policy.fee.rule}",
    )


LISTED = ("policy", "version", "applies from", "platform", "period", "counts from", "tag", "exit fee")


def facts(policy: Policy) -> dict[str, Any]:
    """All that a version says, as plain values; what it leaves unknown is "unknown"."""
    window, fee = policy.window, policy.fee
    return {
        "name": policy.name,
        "version": policy.version,
        "title": policy.title,
        "effective_from": _from(policy),
        "extends": policy.extends,
        "source": policy.source,
        "tag": f"{policy.tag} ({MEANING[policy.tag]})",
        "platforms": ", ".join(policy.platforms) or "any",
        "currency": policy.currency,
        "window.months": window.months or UNKNOWN,
        "window.anchors": ", ".join(window.anchors) or UNKNOWN,
        "window.resets": UNKNOWN if window.resets is None else ", ".join(window.resets) or "nothing",
        **_fee(fee),
        "contact.rule": policy.contact_rule or UNKNOWN,
        "contact.exemptions": "; ".join(policy.exemptions) or "none stated",
        "contact.penalty": policy.penalty,
        "other readings": ", ".join(f"{one.months} months from {one.anchor}" for one in policy.others) or "none",
        **{f"clauses.{name}": text for name, text in policy.clauses.items()},
        **{f"parameters.{rule}": dict(values) for rule, values in policy.parameters.items()},
        **{f"severities.{rule}": severity for rule, severity in policy.severities.items()},
        "unknown": "; ".join(policy.unknown) or "nothing",
        "sha256": policy.sha256,
    }


def _fee(fee: FeeRule) -> dict[str, Any]:
    if not fee.is_known:
        return {"fee.kind": UNKNOWN, "fee.rule": fee.rule}
    names = (
        "amount", "waived_from_fees_paid", "share", "hours", "rate", "billed_share", "service_fee_months", "floor", "cap",
        "interest",
    )  # fmt: skip
    values = {f"fee.{name}": getattr(fee, name) for name in names}
    if fee.share is None:
        del values["fee.rate"]
    after = UNKNOWN if fee.after is None else fee.after
    return {"fee.kind": fee.kind, "fee.rule": fee.rule, **values, "fee.after": after}


def _from(policy: Policy) -> str:
    if policy.effective_from:
        return policy.effective_from.isoformat()
    return f"{UNKNOWN}, in force by {policy.in_force_by}" if policy.in_force_by else UNKNOWN


def whole(policy: Policy) -> str:
    """A version as lines of term and text, those that say nothing left out."""
    return "\n".join(f"{name}: {value}" for name, value in facts(policy).items() if value is not None)


def differences(first: Policy, second: Policy) -> Iterable[tuple[str, str, str]]:
    """What two versions say differently: term, the one, the other."""
    one, other = facts(first), facts(second)
    for name in [*one, *(name for name in other if name not in one)]:
        if one.get(name) != other.get(name):
            yield name, _cell(one, name), _cell(other, name)


def _cell(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return "-" if value is None else str(value)
