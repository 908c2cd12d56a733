"""Sentences on what is missing: data that end too early, and what was not paid of an exit fee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money
from auditor.model.phrasing import count
from auditor.model.policies import Policy
from auditor.model.words import State

# Data that end longer than this before they would have to may miss what moves a date.
FRESH_DAYS = 30


def stale(one: Standing, as_of: date) -> Iterator[str]:
    """Says that the data end before the day up to which they would have to reach, and which export is missing."""
    if one.told:
        return
    needed = min(as_of, one.eligible_on) if one.state is State.ELIGIBLE and one.eligible_on else as_of
    ends = max((on for on in (one.messages_to, one.payments_to) if on), default=as_of)
    if one.messages_to and one.messages_to < ends and (needed - one.messages_to).days > FRESH_DAYS:
        yield f"The messages that were loaded end on {day(one.messages_to)}: a later one would move the date, so export the messages up to {day(as_of)} and audit again."
    if (as_of - ends).days > FRESH_DAYS:
        what = (
            "a message, contract or payment"
            if one.messages_to and one.messages_to < needed
            else "a contract or payment"
        )
        yield f"The data end on {day(ends)}: {what} since then would change this, so export contracts, payments and messages up to {day(as_of)} and audit again."


def incomplete(one: Standing, refused: Sequence[str], held_by: Sequence[str]) -> Iterator[str]:
    """Says what of the data was not read: rows in quarantine, files, contracts."""
    if one.rows_aside:
        yield f"In quarantine: {count(one.rows_aside, 'row')} {_of_this(one)}{_first_aside(one)}; repair what lies there (private/quarantine.csv), load it with auditor ingest --retry-quarantine, and audit again."
    if refused:
        yield f"Could not be read, and may hold rows of this client: {', '.join(refused)}. Load it repaired, or begin a new store without it."
    if held_by:
        yield _held_by(one, held_by)
    if one.inferred:
        aside = "; a row that lies in quarantine may be it" if one.rows_aside else ""
        yield f"No contract of this client was read{aside}: it is inferred from payments, so its dates are approximate."


def _held_by(one: Standing, others: Sequence[str]) -> str:
    """Says whose the open contracts of the client are, while none of the freelancer's own was read."""
    return (
        f"The open contracts of this client belong to {' and '.join(others)}, and none of {one.freelancer_id} was read: if both are "
        f"one person, audit again with --freelancer {others[0]}; if not, load the contracts of {one.freelancer_id}."
    )


def _of_this(one: Standing) -> str:
    """A row that names nobody may be anybody's on its platform."""
    if one.rows_perhaps == one.rows_aside:
        return "that may be of this relationship"
    return f"of this relationship{f' ({one.rows_perhaps} of them perhaps)' if one.rows_perhaps else ''}"


def _first_aside(one: Standing) -> str:
    if one.aside_file is None or one.aside_line is None:
        return ""
    return f", {'the first of them ' if one.rows_aside > 1 else ''}{one.aside_file}, line {one.aside_line}"


def part_paid(one: Standing, policy: Policy) -> str:
    """What was paid of the exit fee, and what is missing: a part of it frees nobody."""
    assert one.fee_part_on is not None
    stated = "state exit_fee_paid_on if the platform has confirmed that it is settled"
    on = f"on {day(one.fee_part_on)}"
    if one.fee_part is None:
        return f"An exit fee stands among the payments ({on}), in a currency without a rate to {policy.currency}: give --rates, or {stated}; until then it does not free."
    paid = f"Of the exit fee {money(one.fee_part, policy.currency)} was paid by then ({on})"
    if one.fee_due is None:
        return f"{paid}; what was due is not known, so it does not free by itself: {stated}."
    return f"{paid}, due were {money(one.fee_due, policy.currency)}: {money(one.fee_due - one.fee_part, policy.currency)} are missing, so it does not free yet; {stated}."


def no_message(one: Standing, policy: Policy) -> str:
    """That no message is known, and what one could change."""
    would = (
        "what was written before that day may hold findings of its own"
        if one.state is State.FEE_PAID
        else "one from before you met would put the origin in dispute"
        if one.state is State.EXEMPT_ORIGIN
        else "a later message would move the date"
        if policy.window.moves
        else "what you wrote may show another first contact"
    )
    if one.told:
        return f"when either of you last wrote is not told (--last-message DATE): {would}"
    return f"no message of {one.freelancer_id} on this platform was ever loaded: {would}"
