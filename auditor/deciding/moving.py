"""What would move the day of freedom of a relationship, by the policy that governs it."""

from __future__ import annotations

from datetime import date

from auditor.deciding.standing import Standing
from auditor.deciding.words import ANCHORS, day, months_after
from auditor.model.policies import Anchor, Policy
from auditor.model.words import State


def moved_by(one: Standing, policy: Policy) -> str:
    """What would move the date of this relationship."""
    fixed = {
        State.FEE_PAID: "Nothing: the exit fee frees from its day on.",
        State.EXEMPT_ORIGIN: "A platform contact from before the day you met would put the origin in dispute.",
        State.ORIGIN_DISPUTED: "Proof of the day you first met, earlier than the first contact on the platform.",
        State.ENTERPRISE_AGREEMENT: "The client's own agreement with the platform; ask the client for its terms.",
        State.NEVER_CONTRACTED: "A first contract on the platform; until then there is no date.",
    }
    if one.is_exempt and one.active_contracts:
        return f"The end of the open contract frees, because you met elsewhere. {fixed[State.EXEMPT_ORIGIN]}"
    if one.state in fixed:
        return fixed[one.state]
    if not policy.window.moves:
        return _unmoved(one, policy)
    months, moving = policy.window_months, _moving(policy)
    if one.state is State.BLOCKED_ACTIVE_CONTRACT:
        closed = (
            f"closed today, the date would be {day(one.if_closed_today)}"
            if one.if_closed_today
            else "then a date exists"
        )
        return f"The end of the open contract starts the clock: {closed}. Later on {moving} moves it on."
    if one.state is State.WAITING:
        return f"{moving[0].upper()}{moving[1:]} starts the {months} months anew."
    since = _restarted(policy)
    if one.messages_to is None and one.eligible_on and Anchor.LAST_MESSAGE in policy.window.anchors:
        unknown = f"A message from before {day(one.eligible_on)} that is not known yet would move it"
        return f"{unknown}; since then: {since[0].lower()}{since[1:]}"
    return since


def restart(one: Standing, policy: Policy, as_of: date) -> str:
    """What a message sent today would do to the day of this relationship; empty where it moves nothing."""
    window = policy.window
    if one.state is not State.WAITING or not window.moves or Anchor.LAST_MESSAGE not in window.anchors:
        return ""
    months = policy.window_months
    if one.eligible_on is None or months is None:
        return ""
    new = months_after(as_of, months)
    if new <= one.eligible_on:
        return ""
    return f"Sending this restarts the {months} months: from {day(one.eligible_on)} to {day(new)}."


def _moving(policy: Policy) -> str:
    """The events from which the period counts anew, as the beginning of a sentence."""
    events = {Anchor.LAST_MESSAGE: "a message by either side", Anchor.CONTRACT_END: "a new contract", Anchor.LAST_PAYMENT: "a payment on the platform"}  # fmt: skip
    return _either([text for anchor, text in events.items() if anchor in policy.window.anchors])


def _restarted(policy: Policy) -> str:
    """What takes freedom back once it was reached."""
    resets = policy.window.resets
    if resets is None:
        return f"Not known: {policy.label} does not say what starts a new window."
    events = {"contract": "a new contract", "payment": "a payment on the platform"}
    named = _either([events[one] for one in events if one in resets])
    return f"Only {named} starts a new window; a message does not." if named else "Nothing: freedom once reached stays."


def _either(texts: list[str]) -> str:
    return " or ".join(part for part in (", ".join(texts[:-1]), *texts[-1:]) if part)


def _unmoved(one: Standing, policy: Policy) -> str:
    if not policy.window.anchors or policy.window_months is None:
        return f"Not known: {policy.label} does not say what the period counts from, or when it ends."
    text = f"{_counted_once(policy)}{_anew(policy)}"
    return f"{text} The open contract has to end first." if one.active_contracts else text


def _counted_once(policy: Policy) -> str:
    """What a day rests on that comes once, and what could still show another one."""
    months, anchor = policy.window_months, policy.window.anchors[0]
    if anchor is Anchor.ACCOUNT_END:
        return f"Leaving the platform later moves it, and so does a later payment or contract there: the {months} months count from {ANCHORS[anchor]}. A message does not."
    shows = {Anchor.FIRST_CONTACT: "a message, contract or payment from before it", Anchor.FIRST_CONTRACT: "a contract from before it"}  # fmt: skip
    other = shows.get(anchor, "a contract that was open as long before it")
    return f"No new message, payment or contract moves it: the {months} months count from {ANCHORS[anchor]} alone. Only {other}, missing so far, would show another day."


def _anew(policy: Policy) -> str:
    return (
        ""
        if policy.window.resets is not None
        else f" Whether something else starts them anew is not known of {policy.label}."
    )
