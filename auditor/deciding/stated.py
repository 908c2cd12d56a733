"""Sentences on what the user stated where the data say otherwise: which of both was taken, and why; and on stated days that are still to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money
from auditor.model.policies import Anchor, Policy
from auditor.model.words import State

# Each of these sentences begins so: an evidence pack takes them over, and nothing else of the reasons.
STATED = "You state "
ROWS = {"messages": "message", "contracts": "contract", "payments": "payment"}
WHAT = {
    "first_met_at": "the day you first met (first_met_at)",
    "last_contact_at": "a last contact (last_contact_at)",
    "exit_fee_paid_on": "an exit fee as paid (exit_fee_paid_on)",
    "left_on": "that you left the platform (left_on)",
}


def statements(one: Standing, policy: Policy, as_of: date) -> Iterator[str]:
    """What was stated and does not hold as stated: replaced by what the data show, or dated after `as_of`."""
    yield from _met(one, as_of)
    yield from _fee(one)
    yield from _left(one, policy)
    for later in sorted(one.stated_later or (), key=lambda told: str(told["named"])):
        yield f"{STATED}{WHAT[later['named']]} for {day(later['stated_on'])}, which lies after {day(as_of)}: it does not count yet; correct {later['named']} of {one.client_id} in your relationships file if the day is wrong."


def disputed(one: Standing, as_of: date) -> str:
    """Why a stated origin elsewhere is in dispute."""
    if one.first_met_on is None:
        add = "give it as --met-on DATE, and keep evidence" if one.told else "add first_met_at and evidence"
        return f"It is stated that you met elsewhere, but no day of that meeting is given: {add}."
    if one.first_met_on > as_of:
        return f"It is stated that you met on {day(one.first_met_on)}, which is still to come: correct first_met_at."
    first = day(one.first_contact_on) if one.first_contact_on else "unknown"
    row = f" ({first_row(one)})" if first_row(one) else ""
    return f"It is stated that you met on {day(one.first_met_on)}, but the first contact on the platform was on {first}{row}."


def over_in_dispute(one: Standing, policy: Policy, name: str) -> str:
    """That the period has passed whatever becomes of the origin, and what is due afterwards; `name` is the policy's."""
    assert one.window_end_on is not None
    due = "what is due afterwards is not known"
    if policy.fee.after is not None:
        due = f"for {money(policy.fee.after, policy.currency)}" if policy.fee.after else "with nothing to pay"
    return f"{name} frees since {day(one.window_end_on)}, {due}; correct the statement all the same"


def of_statements(reasons: Iterable[str]) -> list[str]:
    """Those of the reasons that speak of what was stated."""
    return [text for text in reasons if text.startswith(STATED)]


def first_row(one: Standing) -> str:
    """The row that shows the first contact, as a name in a sentence: "message m1"; empty where none is known."""
    return f"{ROWS[one.first_table]} {one.first_row}" if one.first_table and one.first_row else ""


def named_rows(one: Standing) -> tuple[tuple[str, str], ...]:
    """Every row that a reason names beside the one that dates the relationship, as (table, id), for redaction."""
    rows = (
        (one.first_table, one.first_row),
        ("payments", one.fee_row),
        ("payments", one.fee_payment),
        ("payments", one.early_row),
        ("payments", one.restart_payment),
        ("contracts", one.restart_contract),
        ("contracts", one.unpaid_row),
        ("contracts", one.letter_row),
    )
    return tuple((table, row) for table, row in rows if table and row)


def _met(one: Standing, as_of: date) -> Iterator[str]:
    met, first = one.first_met_on, one.first_contact_on
    if met is None or first is None or met == first or met > as_of or one.origin == "off_platform":
        return
    shown = first_row(one) or "the data"
    said = f"{STATED}that you first met on {day(met)}; "
    if met > first:
        yield f"{said}{shown} of {day(first)} is earlier, so {day(first)} is taken as the first contact."
    else:
        yield (
            f"{said}the first contact that the data show is {shown} of {day(first)}, and that day is taken, because what is only "
            f"stated brings no date nearer. Load the export that shows {day(met)}, or state origin off_platform if you met elsewhere."
        )


def _fee(one: Standing) -> Iterator[str]:
    told, shown = one.fee_told_on, one.fee_row_on
    if told is None or shown is None or told == shown:
        return
    taken = f"{day(one.fee_paid_on or shown)} is taken, the earlier of both"
    yield f"{STATED}the exit fee as paid on {day(told)}; among the payments it stands on {day(shown)} ({one.fee_row}): {taken}. Correct exit_fee_paid_on if it is wrong."


def _left(one: Standing, policy: Policy) -> Iterator[str]:
    counts = Anchor.ACCOUNT_END in policy.window.anchors and one.state in (State.WAITING, State.ELIGIBLE)
    if not counts or one.left_told_on is None or one.anchor_on is None or one.anchor_on <= one.left_told_on:
        return
    row = "payment" if one.last_paid_on == one.anchor_on else "contract"
    row = f"the {row}" if one.told else f"{row} {one.anchor_row}"
    correct = "--left-on" if one.told else "left_on"
    yield f"{STATED}that you left the platform on {day(one.left_told_on)}; {row} of {day(one.anchor_on)} came through it later, so that day is taken, to be on the safe side. Correct {correct} if it is wrong."
