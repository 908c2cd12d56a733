"""Facts of the command line in place of a store: what can be told, what contradicts itself, and what is missing to answer at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from auditor.auditing.telling import Told, told_days
from auditor.errors import UsageError
from auditor.policies import versions

FACTS = (
    "last_paid", "last_message", "first_contact", "first_contract", "contract_ended", "contract_open", "fees_paid", "rate",
    "billed", "platform", "met_on", "origin", "enterprise", "fee_paid_on", "left_on", "fees_year",
    "asked",
)  # fmt: skip
# Whatever else is told, without one of these there is no client of whom anything could be said.
OF_A_CLIENT = ("last_paid", "last_message", "first_contact", "first_contract", "contract_ended", "met_on", "origin", "enterprise", "fee_paid_on", "left_on", "asked")  # fmt: skip
OF_WORK = ("last_paid", "contract_ended", "first_contract")
MONEY = ("fees_paid", "rate", "billed", "fees_year")
# A call or an address asked for is the one ask that may be told beside a store: messages do not always show it.
CALL = ("contact",)


def told(facts: Mapping[str, Any]) -> Told:
    """The facts of the command line; the platform's name in the form of the exports."""
    given = {name: value for name, value in facts.items() if value is not None}
    platform = (given.get("platform") or "").strip().lower()
    # Who knows the name of a pack means the platform of which it speaks.
    given["platform"] = next((one.platforms[0] for one in versions(platform) if one.platforms), platform)
    return Told(**given)


def refuse_contradictions(client: str | None, facts: Mapping[str, Any], as_of: date, of_a_store: Mapping[str, Any]) -> None:  # fmt: skip
    """Raise UsageError for facts beside a client of the store, for none at all, and for facts that cannot be.

    `of_a_store` holds the values of options that only a store can answer, by name.
    """
    named = [name for name in FACTS if facts[name] and (name, facts[name]) != ("asked", CALL)]
    if client is not None:
        if named:
            raise UsageError(f"{_option(named[0])}: facts are for questions without files, {client} is in the store -> leave out one of both")  # fmt: skip
        return
    for fault in (*_missing(facts, of_a_store), *_impossible(facts, as_of), *_miscounted(facts)):
        raise UsageError(fault)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _missing(facts: Mapping[str, Any], of_a_store: Mapping[str, Any]) -> Iterator[str]:
    """What there is no answer without."""
    given = [name for name in FACTS if facts[name] or (name in MONEY and facts[name] is not None)]
    if not given:
        yield "name a client of the store, or give facts -> for example --last-paid 2025-03-01 --last-message 2025-04-15"
        return
    for name, value in of_a_store.items():
        if value:
            yield f"{_option(name)}: facts without files are those of one freelancer with one client -> leave it out, or name a client of the store"
    if facts["contract_open"] and not (facts["first_contract"] or facts["last_paid"]):
        yield "--contract-open: since when is not told -> give --first-contract DATE, and --last-paid DATE where the client has paid"
    elif not any(facts[name] for name in OF_A_CLIENT):
        yield f"{_option(given[0])} alone tells no day of this client -> give --last-paid DATE, --last-message DATE, or --first-contact DATE if there was no contract"
    if facts["first_contract"] and not (facts["contract_open"] or facts["contract_ended"] or facts["last_paid"]):
        yield "--first-contract: whether that contract is still open is not told -> give --contract-open, or --contract-ended DATE, or --last-paid DATE"


def _impossible(facts: Mapping[str, Any], as_of: date) -> Iterator[str]:
    """Days that cannot be."""
    for late in [one for one in told_days(told(facts)) if one > as_of][:1]:
        yield f"{late} lies after {as_of} -> facts lie in the past; ask for the future by --if-message-on or --if-contract-ends, or set --as-of"
    if facts["contract_open"] and facts["contract_ended"]:
        yield "--contract-open and --contract-ended contradict each other -> give one of them"
    begun, ended = facts["first_contract"], facts["contract_ended"]
    if begun and ended and ended < begun:
        yield f"--contract-ended {ended} lies before --first-contract {begun} -> correct one of them"


def _miscounted(facts: Mapping[str, Any]) -> Iterator[str]:
    """Amounts of which the rest says that they cannot be, or that nothing can be made of them."""
    given = [name for name in MONEY if facts[name] is not None]
    if given and not any(facts[name] for name in OF_WORK):
        yield f"{_option(given[0])}: no contract and no payment of this client is told -> give --last-paid DATE, or --contract-ended DATE"
    billed, year, ever = facts["billed"], facts["fees_year"], facts["fees_paid"]
    if (billed is not None or year is not None) and not facts["last_paid"]:
        yield f"{_option('fees_year' if billed is None else 'billed')}: of the 12 months to the last payment, whose day is not told -> give --last-paid DATE"
    if year is not None and billed is None:
        yield "--fees-year: fees on what was billed in 12 months, which is not told -> give --billed N"
    if year is not None and billed is not None and year > billed:
        yield f"--fees-year {year} is more than the {billed} billed in those 12 months (--billed) -> correct one of them"
    if year is not None and ever is not None and year > ever:
        yield f"--fees-year {year} is more than all platform fees ever paid with this client (--fees-paid {ever}) -> correct one of them"
