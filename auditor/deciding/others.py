"""What other versions that could apply say of a relationship, and the words for it where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from auditor.deciding.fees import NO_FEE, other_working, owed
from auditor.deciding.standing import Standing
from auditor.deciding.words import day
from auditor.model.phrasing import cents
from auditor.model.policies import Anchor, Policy
from auditor.model.results import Alternative
from auditor.model.words import State
from auditor.policies import Reading

UNTOLD = {
    Anchor.FIRST_CONTACT: ("the first contact", "--first-contact DATE"),
    Anchor.FIRST_CONTRACT: ("the first contract", "--first-contract DATE"),
    Anchor.UNBROKEN_CONTRACT: ("a contract open for so long", "--first-contract DATE"),
    Anchor.ACCOUNT_END: ("the day you left the platform", "--left-on DATE"),
}
# Said of a day that counts messages where none is known.
UNHEARD = "no message is known, and a later one would move this day"


@dataclass(frozen=True, slots=True)
class Book:
    """The readings by which a store is judged: `readings` in the order in which SQL numbers them.

    `told` means that the facts were given on the command line: what is missing is then an option, and no file.
    """

    readings: Sequence[Reading]
    told: bool = False

    @property
    def asked(self) -> Policy:
        """The policy that was asked for, in one of its versions."""
        return self.readings[0].policy

    def governing(self, one: Standing) -> Policy:
        """The version that governs a relationship, by the day on which it began."""
        return self.readings[one.governing_no or 0].policy

    def name(self, one: Standing) -> str:
        """What the governing policy is called: with its version, where dates chose between several."""
        policy, group = self.governing(one), self.readings[one.governing_no or 0].group
        several = sum(reading.governs_from is not None and reading.group == group for reading in self.readings) > 1
        return policy.label if several else policy.name


def alternatives(one: Standing, book: Book, as_of: date) -> tuple[Alternative, ...]:
    """One for each other version and anchor that could apply; a fee or day that is not known is None, and `rule` says why."""
    found = []
    for other in one.others:
        reading, on, fee = book.readings[other["reading_no"]], other["eligible_on"], other["fee"]
        rule = other_working(one, reading.policy, as_of, on is not None and on <= as_of, book.asked.currency)
        if on is None:
            rule = f"{_no_day(one, reading)}; {rule if rule.startswith('no fee') else f'fee: {rule}'}"
        elif one.messages_to is None and Anchor.LAST_MESSAGE in reading.window.anchors:
            rule = f"{rule}; {UNHEARD}"
        found.append(
            Alternative(
                reading.label, _anchor(reading, other["anchor_rank"]), on, _cents(fee), rule, reading.policy.currency
            )
        )
    return tuple(found)


def _anchor(reading: Reading, rank: int | None) -> str:
    """What the day counts from: SQL ranks the events in the order of Anchor where several could have moved it."""
    if reading.window.moves:
        return "unknown" if rank is None else tuple(Anchor)[rank - 1].value
    return reading.window.anchors[0].value if reading.window.anchors else "unknown"


def _no_day(one: Standing, reading: Reading) -> str:
    if reading.window.months is None:
        return "no end of the period is known"
    if not reading.window.anchors:
        return "what the period counts from is not known"
    if one.active_contracts and reading.window.moves:
        return "no day while a contract is open"
    if reading.window.anchors[0] is Anchor.UNBROKEN_CONTRACT and one.first_contract_on:
        return "no contract was open for so long"
    return untold(reading.window.anchors) if one.told else "nothing in the data dates it yet"


def untold(anchors: Sequence[Anchor]) -> str:
    """What no day was told of on which a period rests, with the option that tells it."""
    what, option = UNTOLD.get(anchors[0], ("what it counts from", "--last-paid DATE"))
    return f"{what} is not told ({option})"


def disagreement(one: Standing, found: Sequence[Alternative], book: Book, as_of: date) -> str:
    """The other versions of the same platform that name another day or fee, as the end of a sentence; empty if none does."""
    own = set(book.governing(one).platforms)
    near = {reading.label for reading in book.readings if not own or own & set(reading.policy.platforms)}
    differing = [
        _said(other, as_of) for other in found if other.policy in near and not one.free_by_all and _differs(one, other)
    ]
    return f"; other readings differ: {', '.join(differing)}" if differing else ""


def _differs(one: Standing, other: Alternative) -> bool:
    same_fee = other.exit_fee == _cents(one.exit_fee_today)
    # Once the fee is paid the day is that of the payment: others differ where they ask for more.
    return not same_fee if one.state is State.FEE_PAID else other.eligible_on != one.window_end_on or not same_fee


def _said(other: Alternative, as_of: date) -> str:
    fee = (
        "exit fee not known"
        if other.exit_fee is None
        else f"exit fee {owed(other.exit_fee, other.currency, other.rule)}"
    )
    if f"{NO_FEE}:" in other.rule:
        fee = NO_FEE
    if other.eligible_on is None:
        return f"{other.policy} gives no day ({fee})"
    since = "since" if other.eligible_on <= as_of else "from"
    unheard = f"; {UNHEARD}" if other.rule.endswith(UNHEARD) else ""
    return f"{other.policy} {since} {day(other.eligible_on)} ({fee}{unheard})"


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else cents(amount)
