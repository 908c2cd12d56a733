"""Income at risk and dependence: what losing the account would cost, and on whom the income hangs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from auditor.deciding.exposure import Exposure, exposures, largest_first, refunded
from auditor.model.phrasing import amount, count, long_day
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult
from auditor.report.wording import FRESH_DAYS, client_label

# The sum of squared shares: five equal clients give 0.2, two give 0.5.
SPREAD, NARROW = 0.2, 0.5
# So many freelancers get a line, those with the most income.
MOST_FREELANCERS = 30


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """One entry for each currency of the income of the last 12 months; of several freelancers one line for each of them."""
    names = {row.client_id: client_label(row) for row in result.eligibility}
    paid_to = max((row.coverage.payments_to for row in result.eligibility if row.coverage.payments_to), default=None)
    ends = (
        ""
        if paid_to is None or (result.as_of - paid_to).days <= FRESH_DAYS
        else f" (the payments that were loaded end on {long_day(paid_to)})"
    )
    found = sorted(exposures(result.frames), key=_weight)
    if len({row.freelancer_id for row in result.eligibility}) > 1:
        return {"entries": [], "ends": ends, **_each(found, names, result.eligibility[0].fee_currency)}
    return {"freelancers": [], "entries": [_entry(one, names, ends) for one in found]}


def _each(found: Sequence[Exposure], names: Mapping[str, str], currency: str) -> Mapping[str, Any]:
    """A line for each freelancer: whoever loses an account loses the income of that account and of no other."""
    shown, more = largest_first(found, currency, MOST_FREELANCERS)
    return {"freelancers": [_line(one, names) for one in shown], "more": more}


def _line(one: Exposure, names: Mapping[str, str]) -> Mapping[str, Any]:
    balance = one.balance or Decimal(0)
    lying = f", {amount(balance, one.currency)} of it not withdrawn" if balance else ""
    given_back = f" ({text})" if (text := refunded(one)) else ""
    return {
        "freelancer": one.freelancer_id or "no id",
        "at_stake": f"{amount(one.income + balance, one.currency)}{lying}{given_back}",
        "converted": one.is_converted,
        "clients": one.clients,
        "largest": f"{names.get(one.client_id, one.client_id)}, {one.largest_share:.0%}" if one.clients else "",
        "platform": f"{one.platform or 'not named'}, {one.platform_share:.0%}" if one.clients else "",
        "spread": f"{one.herfindahl:.2f}: {_spread(one.herfindahl)}" if one.clients else "",
        "fresh": f"{one.new_client_months} of 12",
    }


def _weight(one: Exposure) -> tuple[bool, int, str]:
    return (not one.is_converted, -one.clients, one.currency)


def _entry(one: Exposure, names: Mapping[str, str], ends: str) -> Mapping[str, Any]:
    balance = one.balance or Decimal(0)
    given_back = f"; {text}" if (text := refunded(one)) else ""
    facts = [("Income of the last 12 months on the platform", f"{amount(one.income, one.currency)}{given_back}{ends}")]
    if one.clients:
        facts += _shares(one, names)
    whose = f"from {count(one.clients, 'client')} " if one.clients else ""
    if one.balance is not None and one.balance_on is not None:
        facts.insert(1, ("Not withdrawn yet", f"{amount(one.balance, one.currency)} on {long_day(one.balance_on)}"))
    return {
        "heading": "All currencies, converted" if one.is_converted else one.currency,
        "sentence": f"If you lost this account, {amount(one.income + balance, one.currency)} "
        f"{whose}would be at stake{given_back}{ends}.",
        "facts": facts,
    }


def _shares(one: Exposure, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """On whom the income hangs; of no income there are no shares."""
    of_what = "it" if one.income else "what was not given back"
    return [
        ("Clients who paid", str(one.clients)),
        ("Largest client", f"{names.get(one.client_id, one.client_id)}, {one.largest_share:.0%} of {of_what}"),
        ("Largest platform", f"{one.platform or 'not named'}, {one.platform_share:.0%} of {of_what}"),
        ("How concentrated", f"{one.herfindahl:.2f} (Herfindahl index): {_spread(one.herfindahl)}"),
        ("Months with income from new clients", f"{one.new_client_months} of 12"),
    ]


def _spread(herfindahl: float) -> str:
    if herfindahl <= SPREAD:
        return "spread over many clients"
    return "hangs on a few clients" if herfindahl < NARROW else "hangs on one or two clients"


SECTION = Section(64, "Income at risk, and on whom it hangs", context)
