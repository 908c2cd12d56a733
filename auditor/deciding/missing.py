"""Sentences on what is missing: data that end too early, and what was not paid of an exit fee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from auditor.deciding.cases import Case
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


def incomplete(case: Case) -> Iterator[str]:
    """Says what was not read, is no longer there or was not looked for: rows in quarantine, files, contracts, what was erased, rules."""
    one, refused, held_by, erased = case.standing, case.refused, case.held_by, case.erased
    if case.not_run:
        yield f"Could not run, so that what {'it' if len(case.not_run) == 1 else 'they'} would find is not known: {', '.join(case.not_run)}. Audit again, with a larger --rule-seconds where time ran out."
    if erased:
        yield f"This client was erased from this store and is back from {', '.join(erased)}: rows that were read before are missing, so the dates may be wrong. Take the client out of the export and run auditor forget again, or audit all exports in a new store."
    if one.rows_aside:
        yield f"In quarantine: {count(one.rows_aside, 'row')} {_of_this(one)}{_first_aside(one)}; repair what lies there (private/quarantine.csv), load it with auditor ingest --retry-quarantine private/quarantine.csv, and audit again."
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
    """What was paid of the exit fee where the data do not show that it was all, with both figures, and what to do."""
    assert one.fee_part_on is not None
    keep = "keep the platform's confirmation of the amount"
    paid = f"The exit fee that was paid ({fee_payment(one)})"
    frees = "it frees from its day on all the same"
    if one.fee_part is None:
        return f"{paid} stands in a currency without a rate to {policy.currency}, so whether it was all that was due is not known; {frees}. Give --rates, and {keep}."
    amount = money(one.fee_part, policy.currency)
    by = "" if one.fee_part_on == one.fee_payment_on else f" by {day(one.fee_part_on)}"
    if one.fee_due is None:
        return f"{paid} was {amount}{by}; what was due is not known; {frees}: {keep}."
    short = money(one.fee_due - one.fee_part, policy.currency)
    return f"{paid} was {amount}{by}, and {money(one.fee_due, policy.currency)} were due by what the data show, {short} more; {frees}: {keep}, and ask the platform about the rest if it confirmed another one."


def fee_payment(one: Standing) -> str:
    """The payment that was the exit fee, or the first of several, by its id and day."""
    on = day(one.fee_payment_on) if one.fee_payment_on else "an unknown day"
    return f"payment {one.fee_payment} of {on}" if one.fee_payment else f"payment of {on}"


def no_message(one: Standing, policy: Policy) -> str:
    """That no message is known, and what one could change."""
    would = (
        "what was written before that day may hold findings of its own"
        if one.state is State.FEE_PAID
        else "one from before you met would put the origin in dispute"
        if one.state is State.EXEMPT_ORIGIN
        else "a message in the months before that day would move the date"
        if one.told and one.last_message_on and policy.window.moves
        else "a later message would move the date"
        if policy.window.moves
        else "what you wrote may show another first contact"
    )
    if one.told:
        # A message in free time is told, and none from before it.
        freed = one.state is State.ELIGIBLE and one.last_message_on and one.window_end_on
        before = f" before {day(one.window_end_on)}" if freed and one.window_end_on else ""
        return f"when either of you last wrote{before} is not told (--last-message DATE): {would}"
    return f"no message of {one.freelancer_id} on this platform was ever loaded: {would}"
