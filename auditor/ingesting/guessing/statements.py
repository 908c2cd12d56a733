"""What only a person can say of a statement: how its money came, and which of its rows are income."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from auditor.ingesting.guessing.naming import is_of_account, normal, says
from auditor.ingesting.guessing.proposal import Proposed
from auditor.ingesting.guessing.sources import Found
from auditor.model.profiles import Apart, How

PROVIDERS = ("paypal", "payoneer", "wise", "stripe", "revolut", "skrill")
STATES = frozenset({"status", "state", "estado", "statut", "stato", "stan", "durum", "статус", "状态", "状態"})
TYPES = frozenset({"type", "typ", "art", "tipo", "transaction type", "rodzaj", "тип", "类型", "category", "kategorie"})
OF_A_PLATFORM = ("client_id", "contract_id", "freelancer_id")
MOST_VALUES, SHOWN_VALUES = 30, 12
CHANNEL = "channel"


def is_statement(found: Found, proposed: Collection[str]) -> bool:
    """Whether the rows are those of an account: a balance or day of value, money out, somebody's address or a payer, or nobody's ids."""
    if found.table.name != "payments":
        return False
    is_account = any(is_of_account(name) for name in found.names.values()) or not (
        found.companions.debit is None and found.companions.side is None
    )
    has_payer = "counterparty" in proposed or found.companions.address is not None
    return is_account or has_payer or not any(name in proposed for name in OF_A_PLATFORM)


def channel_of(found: Found) -> str:
    """The provider that the header names, PayPal where it is written as theirs; else the bank."""
    words = {word for name in found.names.values() for word in normal(name).split()}
    named = next((provider for provider in PROVIDERS if provider in words), None)
    marks = (found.companions.clock, found.companions.zone, found.companions.address)
    return named or ("paypal" if None not in marks else "bank")


def to_decide(found: Found, proposed: Mapping[str, Proposed], apart: tuple[Apart, ...]) -> Iterator[str]:
    """Lines for the profile, each of which `profiles check` holds against it until it is deleted."""
    one = proposed.get(CHANNEL)
    if one is not None and one.source.how is How.VALUE:
        yield (
            f"{CHANNEL}: this looks like a statement, and its money is taken for paid outside the platform by '{one.source.value}'"
            " -> write bank, paypal or another provider, or 'platform' where the platform paid it"
        )
    yield from (_kind_to_decide(name, values) for name, values in kinds_to_decide(found, proposed, apart))


def kinds_to_decide(
    found: Found, proposed: Mapping[str, Proposed], apart: tuple[Apart, ...]
) -> Iterator[tuple[str, list[str]]]:
    """Columns whose words may tell rows that are no income from others, with these words."""
    judged = {name for rule in apart for name in rule.columns}
    known = {name for one in proposed.values() if one.column == "kind" and not one.check for name in one.source.take}
    of_types = TYPES if is_statement(found, proposed) else frozenset()
    for place, name in found.names.items() if found.table.name == "payments" else ():
        values = sorted(set(found.cells[place].texts))
        says_kind = normal(name) in STATES | of_types or (bool(of_types) and says(name, "kind") == 1.0)
        if says_kind and name not in judged | known and 1 < len(values) <= MOST_VALUES:
            yield name, values


def _kind_to_decide(name: str, values: list[str]) -> str:
    shown = json.dumps(values[:SHOWN_VALUES], ensure_ascii=False)
    more = f" and {len(values) - SHOWN_VALUES} more" if len(values) > SHOWN_VALUES else ""
    rule = f'test = "in", columns = [{json.dumps(name, ensure_ascii=False)}], words = […]'
    return f"column '{name}': it holds {shown}{more} -> keep rows apart that are no money earned, or none yet: [[apart]] with a reason, {rule}"
