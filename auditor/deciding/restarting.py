"""Sentences on freedom that was reached and lost again, and on what would move a date but does not: contracts without a payment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.deciding.standing import STATED_ROW, Standing
from auditor.deciding.words import ANCHORS, day, months_after
from auditor.model.policies import Anchor, Policy
from auditor.model.words import State


def restarted(one: Standing) -> Iterator[str]:
    """What started a new window after freedom had been reached, with its day and id, and the message that counts in it."""
    if one.freed_on and one.restarted_on and one.state in (State.WAITING, State.BLOCKED_ACTIVE_CONTRACT):
        yield f"Free from {day(one.freed_on)} until {_cause(one)} started a new window on {day(one.restarted_on)}{_message(one)}."


def unpaid(one: Standing, policy: Policy) -> Iterator[str]:
    """Says of a contract that ended later than what governs why it does not count, and the date if it did."""
    if one.state not in (State.ELIGIBLE, State.WAITING) or Anchor.CONTRACT_END not in policy.window.anchors:
        return
    if one.unpaid_end_on and one.anchor_on and one.unpaid_end_on > one.anchor_on and policy.window_months:
        # Freedom is not taken back that was not reached, and a message in the new window may have put it off.
        taken = one.eligible_on is not None and one.unpaid_end_on >= one.eligible_on and one.state is State.ELIGIBLE
        kept = ", nor does it take freedom back once it has ended" if taken else ""
        then = day(_stricter(one.unpaid_end_on, one.last_message_on, policy.window_months))
        yield (
            f"Contract {one.unpaid_row}, which ended on {day(one.unpaid_end_on)}, has no payment in the data, so its end does not count{kept}: "
            f"{policy.label} is read here as counting the ends of paid contracts alone. Had it been paid, or by a stricter reading in which any "
            f"contract starts a new window, the date would be {then} or later: load the payments if any are missing, or wait for that day to be sure."
        )


def by_letter(one: Standing, policy: Policy, as_of: date) -> Iterator[str]:
    """Where the end of an unpaid contract counts: the day by the reading in which it would not, if that is another one."""
    if one.state not in (State.ELIGIBLE, State.WAITING) or one.told or one.eligible_on is None or one.letter_on is None:
        return
    if one.letter_contract_on is None or one.letter_anchor_on is None or one.letter_anchor is None:
        return
    is_later = one.letter_on > one.eligible_on
    if not is_later and one.payments_to is None:
        # Without any payments loaded the contract may well have been paid, and its end counts by either reading.
        return
    advice = "load the payments if any are missing"
    if is_later:
        advice = "wait for that day to be sure" if one.letter_on > as_of else "that day has come too"
    counted = f"{policy.window_months} months after {ANCHORS[Anchor(one.letter_anchor)]} on {day(one.letter_anchor_on)}"
    yield (
        f"Contract {one.letter_row}, which ended on {day(one.letter_contract_on)}, has no payment in the data; its end counts here all the same, "
        f"so that neither a message nor a payment more can bring the date nearer. By another reading of {policy.label}, in which only the ends of "
        f"paid contracts count, the date would be {day(one.letter_on)} ({counted}): {advice}."
    )


def _stricter(ended_on: date, last_message_on: date | None, months: int) -> date:
    """The day of freedom if the end of an unpaid contract counted, and a message in the window that it would start."""
    then = months_after(ended_on, months)
    if last_message_on and ended_on < last_message_on < then:
        return months_after(last_message_on, months)
    return then


def _cause(one: Standing) -> str:
    if one.restart_contract:
        return f"contract {one.restart_contract}"
    return f"payment {one.restart_payment}" if one.restart_payment else "a new contract or payment"


def _message(one: Standing) -> str:
    """The message that the new window makes count, where it is what governs."""
    if one.governing_anchor != Anchor.LAST_MESSAGE or not one.anchor_on:
        return ""
    named = "the contact that you state" if one.anchor_row == STATED_ROW else f"message {one.anchor_row}"
    if one.restarted_on and one.anchor_on < one.restarted_on:
        return f", since when {named} of {day(one.anchor_on)} counts again"
    return f", in which {named} of {day(one.anchor_on)} counts"
