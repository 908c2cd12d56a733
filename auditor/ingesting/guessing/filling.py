"""What no export column gives: ids made of the row, a currency that the header names, rows to keep apart, what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.ingesting.guessing.choosing import is_derivable
from auditor.ingesting.guessing.looks import is_currency
from auditor.ingesting.guessing.naming import says
from auditor.ingesting.guessing.proposal import Because, Missing, Proposed
from auditor.ingesting.guessing.sampling import Sample
from auditor.ingesting.guessing.sides import went
from auditor.ingesting.guessing.signed import given_back, leaves_negative
from auditor.ingesting.guessing.sources import Found
from auditor.ingesting.guessing.statements import channel_of, is_statement
from auditor.ingesting.guessing.writers import by_writers
from auditor.model.profiles import Apart, How, Source
from auditor.model.tables import ColumnType, Table
from auditor.profiles.checking_columns import EITHER, line_for

WORD = re.compile(r"[A-Za-z]{3}")
SIGNS = {"€": ("EUR", 0.9), "£": ("GBP", 0.85), "$": ("USD", 0.5)}


def filled_in(found: Found, proposed: Mapping[str, Proposed]) -> dict[str, Proposed]:
    """Columns that are filled without an export column of their own."""
    more: dict[str, Proposed] = {}
    key = found.table.key[0]
    if key not in proposed and is_derivable(found.table, key):
        check = "no column holds an id: it is made of all that the row says"
        more[key] = Proposed(key, Source(How.ROW_DIGEST), 0.6, Because.NONE, check)
    money = [one for one in found.table.columns if one.type is ColumnType.MONEY and one.name in proposed]
    if "currency" in found.table.names and "currency" not in proposed:
        more |= _currency([proposed[one.name] for one in money], found)
    if found.table.name == "payments":
        more |= _channel(found, proposed)
    if "counterparty" in found.table.names and "counterparty" not in proposed and found.companions.address is not None:
        more |= _address(found, "client_id" in proposed)
    if found.table.name == "messages":
        more |= by_writers(found, {**proposed, **more})
    if found.table.name == "payments" and not {"client_id", "counterparty", "contract_id"} & {*proposed, *more}:
        more |= _payer(found, proposed)
    return more


def _payer(found: Found, proposed: Mapping[str, Proposed]) -> dict[str, Proposed]:
    """Many banks name the payer in the text of the booking alone."""
    text = proposed.get("description")
    if text is None or not text.source.take or not is_statement(found, proposed):
        return {}
    check = "no column names the payer: the text is taken, in which names of clients are looked for"
    return {"counterparty": Proposed("counterparty", Source(How.FIRST, text.source.take), 0.4, Because.NONE, check)}


def _currency(money: list[Proposed], found: Found) -> dict[str, Proposed]:
    texts = [name for one in money for name in one.source.take]
    for text in texts:
        codes = [word for word in WORD.findall(text) if word.isupper() and is_currency(word)]
        if codes:
            return {"currency": _value("currency", codes[0], 0.85, f"as the column '{text}' says")}
    samples = [
        *texts,
        *(cell for index, name in found.names.items() if name in texts for cell in found.cells[index].texts),
    ]
    for sign, (code, sureness) in SIGNS.items():
        if any(sign in text for text in samples):
            return {"currency": _value("currency", code, sureness, f"as the sign {sign} says; others use it too")}
    return {}


def _channel(found: Found, proposed: Mapping[str, Proposed]) -> dict[str, Proposed]:
    """Money of a statement came by a bank or a provider; of a list of a platform's payments nothing is said."""
    if "channel" in proposed or not is_statement(found, proposed):
        return {}
    check = "money of a statement is taken for paid outside the platform: name the provider, or write 'platform'"
    return {"channel": _value("channel", channel_of(found), 0.5, check)}


def _address(found: Found, has_client: bool) -> dict[str, Proposed]:
    assert found.companions.address is not None
    name = found.names[found.companions.address]
    sureness = says(name, "address") * (0.7 if has_client else 0.8)
    return {"counterparty": Proposed("counterparty", Source(How.PERSON, (name,)), sureness, Because.BOTH)}


def _value(column: str, value: str, confidence: float, check: str) -> Proposed:
    return Proposed(column, Source(How.VALUE, value=value), confidence, Because.NONE, check)


def apart_rules(sample: Sample, found: Found, proposed: Mapping[str, Proposed]) -> tuple[Apart, ...]:
    """Rows of a statement that are no income: money out, by its own column, by the side that a column names, or by its sign."""
    if found.table.name != "payments" or "amount" not in proposed:
        return ()
    (name,) = proposed["amount"].source.take
    place = next(index for index, one in found.names.items() if one == name)
    rules = []
    if found.companions.debit is not None and found.cells[place].filled < 1:
        rules.append(Apart("outgoing", "empty", (name,)))
    side = found.companions.side
    if side is not None:
        rules.append(Apart("outgoing", "in", (found.names[side],), went(found.cells[side])))
    kind = proposed.get("kind")
    if leaves_negative(sample, name, kind):
        rules.append(Apart("outgoing", "negative", (name,), spares_refunds=bool(given_back(kind)[0])))
    return tuple(rules)


def missing_of(table: Table, columns: tuple[Proposed, ...]) -> tuple[Missing, ...]:
    """Columns that every row needs and that nothing was found for."""
    there = {one.column for one in columns}
    missing = [Missing(name, line_for(table, name)) for name in table.required if name not in there]
    either = EITHER.get(table.name, ())
    if either and not there & set(either):
        missing.append(Missing(" or ".join(either), f'{either[0]} = {{ take = ["…"] }}'))
    return tuple(missing)
