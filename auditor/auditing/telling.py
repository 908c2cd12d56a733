"""Facts of the command line as rows of a store, so that they are judged like any export: no file, the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.model.phrasing import long_day

CLIENT, FREELANCER = "this client", "me"
# What a client's ask looks like to the scanner.
ASKS = {
    "leave": "Let us leave the platform and work together directly, outside of it.",
    "pay": "I would like to pay you outside the platform, directly to your PayPal account.",
    "contact": "Can we have a call? Please send me your phone number and your e-mail address.",
}
# The messages that are told, by their ids, as sentences name them; the others are ASKS.
MESSAGES = {"first contact": "the first contact", "last message": "the last message"}
MONEY = pl.Decimal(18, 4)
KINDS = {
    **dict.fromkeys(("amount", "fee", "hourly_rate"), MONEY),
    **dict.fromkeys(("started_at", "ended_at", "paid_at", "sent_at", "first_met_at", "exit_fee_paid_on", "left_on"), pl.Datetime("us")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says about one client; None = not said. Amounts are in `currency`.

    `asked` names what the client asks for today, keys of ASKS. `billed` is what was billed in the 12 months to the last payment,
    `fees_year` the platform fees on that; `fees_paid` are those of all time.
    """

    platform: str = ""
    last_paid: date | None = None
    last_message: date | None = None
    first_contact: date | None = None
    first_contract: date | None = None
    contract_ended: date | None = None
    contract_open: bool = False
    fees_paid: Decimal | None = None
    rate: Decimal | None = None
    billed: Decimal | None = None
    currency: str = "USD"
    met_on: date | None = None
    origin: str | None = None
    enterprise: bool = False
    fee_paid_on: date | None = None
    left_on: date | None = None
    fees_year: Decimal | None = None
    asked: tuple[str, ...] = ()


def tell(engine: Engine, told: Told, as_of: date) -> Mapping[str, str]:
    """Write what was told into an empty store; return the statements that take back what had to be made up.

    A payment needs an amount, a contract its start: where none was told, what rests on it is unknown.
    """
    rows: dict[str, list[dict[str, Any]]] = {
        "contracts": _contracts(told),
        "payments": _payments(told),
        "messages": _messages(told, as_of),
        "relationships": _relationships(told),
    }
    for table, found in rows.items():
        if found:
            kinds = {name: KINDS.get(name, pl.Boolean if isinstance(value, bool) else pl.String) for name, value in found[0].items()}  # fmt: skip
            engine.append(table, pl.DataFrame(found, schema=kinds))
    return taken_back(told, as_of)


def taken_back(told: Told, as_of: date) -> dict[str, str]:
    """Statements that take back what had to be made up, for an answer as of that day; who tells knows up to then."""
    # Fees of all time are none of those 12 months: what was not told of the year stays unknown.
    year = "NULL" if told.billed is None or told.fees_year is None else f"{told.fees_year}"
    billed = "" if told.billed is not None else ", billed_year = NULL, billed_now = NULL"
    changes = {"earning": f"UPDATE earning SET fees_year = {year}, fees_now = {year}{billed}"}
    if told.billed is None:
        changes["money"] = "UPDATE money SET lifetime_billed = NULL"
    # The contract has to begin some day; where that day was not told, nothing may rest on it.
    made_up = ["first_contract", "unbroken_contract"] if told.first_contract is None else []
    if told.first_contact is None and made_up:
        made_up.append("first_contact")
    if made_up:
        changes["governing"] = f"DELETE FROM governing WHERE list_contains({made_up}, governing_anchor)"
    unknown = ["unbroken_on" if one == "unbroken_contract" else f"{one}_on" for one in made_up]
    fees = "NULL" if told.fees_paid is None else f"{told.fees_paid}"
    known = Decimal(0) if told.fees_paid is None else told.fees_paid
    sets = [*(f"{name} = NULL" for name in unknown), f"fees_paid = {fees}", f"fees_known = {known}", "fees_untold = 0"]
    if told.first_contact is None:
        # No other day tells on which the relationship began, only by when.
        sets.append("begun_known = FALSE")
    sets += [
        f"messages_to = CASE WHEN {_talk_known(told)} THEN DATE '{as_of}' END",
        f"payments_to = CASE WHEN payments_to IS NOT NULL THEN DATE '{as_of}' END",
    ]
    changes["facts"] = f"UPDATE facts SET {', '.join(sets)}"
    return changes


def _talk_known(told: Told) -> str:
    """When the talk is known as far as it matters, as a condition on `facts`."""
    # The day of the first contact says nothing of later messages; where one met elsewhere, it is what matters.
    if not (told.last_message or told.asked or told.met_on):
        return "FALSE"
    # Who last wrote in free time may have written shortly before it, too, and then that time never came: only a last
    # message from before the day of freedom shows that none moved that day.
    before = f"window_end_on > DATE '{told.last_message}'" if told.last_message else "FALSE"
    counts = "governing_no IN (SELECT reading_no FROM reading WHERE counts_messages)"
    return f"messages_to IS NOT NULL AND (state <> 'eligible' OR NOT {counts} OR {before})"


def _pair(told: Told) -> dict[str, Any]:
    return {"client_id": CLIENT, "freelancer_id": FREELANCER, "profile_platform": told.platform}


def _contracts(told: Told) -> list[dict[str, Any]]:
    begun = [day for day in (told.first_contract, told.last_paid, told.contract_ended) if day]
    if not begun:
        return []
    ended = None if told.contract_open else told.contract_ended or told.last_paid or told.first_contract
    return [
        {
            **_pair(told), "contract_id": "contract", "kind": "hourly", "started_at": _at(min(begun)), "ended_at": _at(ended),
            "hourly_rate": told.rate, "currency": told.currency, "started_at_precision": "day", "ended_at_precision": "day",
        }
    ]  # fmt: skip


def _payments(told: Told) -> list[dict[str, Any]]:
    common = {**_pair(told), "currency": told.currency, "paid_at_precision": "day"}
    rows = []
    if told.last_paid:
        amount = told.billed or max(Decimal(1), told.fees_paid or Decimal(0))
        rows.append({**common, "payment_id": "last payment", "contract_id": "contract", "paid_at": _at(told.last_paid), "amount": amount, "fee": told.fees_paid, "kind": "hourly"})  # fmt: skip
    return rows


def _messages(told: Told, as_of: date) -> list[dict[str, Any]]:
    said = [
        ("first contact", "system", told.first_contact, ""),
        ("last message", "client", told.last_message, ""),
        *((f"ask {place}", "client", as_of, ASKS[kind]) for place, kind in enumerate(told.asked, start=1)),
    ]
    return [
        {**_pair(told), "message_id": name, "sender": sender, "sent_at": _at(day), "body": body, "sent_at_precision": "day"}
        for name, sender, day, body in said
        if day
    ]  # fmt: skip


def _relationships(told: Told) -> list[dict[str, Any]]:
    if not (told.met_on or told.origin or told.enterprise or told.fee_paid_on or told.left_on):
        return []
    origin = "off_platform" if told.met_on or told.origin else "unknown"
    return [
        {
            **_pair(told), "origin": origin, "origin_detail": told.origin, "first_met_at": _at(told.met_on),
            "first_met_at_precision": "day", "enterprise": told.enterprise, "exit_fee_paid_on": _at(told.fee_paid_on),
            "left_on": _at(told.left_on),
        }
    ]  # fmt: skip


def _at(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time())


def overruled(told: Told) -> tuple[str, ...]:
    """Sentences on days that were told and that other days told with them replace: which was taken, and why."""
    said = []
    worked = {"the first contract": told.first_contract, "a payment": told.last_paid, "the end of a contract": told.contract_ended}  # fmt: skip
    begun = _first({name: worked[name] for name in ("a payment", "the end of a contract")})
    if told.first_contract and begun and begun[1] < told.first_contract:
        said.append(
            f"You state the first contract for {long_day(told.first_contract)}, but {begun[0]} for {long_day(begun[1])}: a contract is taken to have begun on that day, because neither comes before its contract. Correct one of them if it is wrong."
        )
    shown = _first({**worked, "a message": told.last_message})
    if told.first_contact and shown and shown[1] < told.first_contact:
        said.append(
            f"You state the first contact for {long_day(told.first_contact)}, but {shown[0]} for {long_day(shown[1])}: that day is taken, because the first contact is the earliest of all. Correct one of them if it is wrong."
        )
    return tuple(said)


def _first(days: Mapping[str, date | None]) -> tuple[str, date] | None:
    known = [(name, day) for name, day in days.items() if day]
    return min(known, key=lambda one: one[1]) if known else None


def told_days(told: Told) -> list[date]:
    """Every day that was told, to be compared with today."""
    days = (told.last_paid, told.last_message, told.first_contact, told.first_contract, told.contract_ended, told.met_on, told.fee_paid_on, told.left_on)  # fmt: skip
    return [day for day in days if day]
