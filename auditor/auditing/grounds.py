"""What a user's own rule returned, held against the store: relationships and rows that there are, facts of a readable length."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from auditor.auditing import wording
from auditor.engines.duckdb import Engine
from auditor.model.results import Evidence, Finding
from auditor.model.rules import Heuristic

LONGEST_EXPLANATION = 1_000
# Shorter values stand inside ordinary words.
SHORTEST_VALUE = 4
Shown = Mapping[str, Sequence[Evidence]]
Values = Mapping[tuple[str, str], Sequence[tuple[str, str, str]]]
QUOTED = re.compile("“([^”]+)”")
VALUES = """
SELECT DISTINCT m.client_id, m.freelancer_id, d.value, d.category, d.normalized
FROM detections AS d JOIN messages AS m ON d.message_id = m.message_id
WHERE d.normalized IS NOT NULL"""
_SIGNS = re.compile(r"[^\w]+")


def sound(
    rule: Heuristic,
    frame: pl.DataFrame,
    shown: Shown,
    engine: Engine,
    known: Collection[tuple[Any, ...]] | None = None,
) -> tuple[pl.DataFrame, str]:
    """The rows that findings can be made of, and a sentence about the first of those that were refused ("" = none).

    `known` are the relationships that there are, where the shapes are those of one account (None: those of the shapes).
    """
    known = set(engine.rows("SELECT platform, client_id, freelancer_id FROM pair")) if known is None else known
    faults = {
        number: fault
        for number, row in enumerate(frame.iter_rows(named=True))
        if (fault := next(_faults(rule, row, shown, known), ""))
    }
    if not faults:
        return frame, ""
    kept = frame.filter(~pl.int_range(pl.len()).is_in(list(faults)))
    first, fault = next(iter(faults.items()))
    many = f"; {len(faults)} rows refused in all" if len(faults) > 1 else ""
    return kept, f"row {first + 1} of {frame.height} is refused: {fault}{many}"


def _faults(rule: Heuristic, row: Mapping[str, Any], shown: Shown, known: Collection[tuple[Any, ...]]) -> Iterator[str]:
    who = (row["platform"], row["client_id"], row["freelancer_id"])
    if who not in known:
        names = ", ".join(repr(text[:60]) for text in who)
        yield f"no relationship is {names} -> return platform, client_id and freelancer_id as the shapes have them"
    for mark in row["evidence"]:
        if not shown.get(mark):
            yield f"there is no row {mark[:80]!r} -> evidence names rows of the store, such as 'payments:' || payment_id"
    length = len(wording.fill(rule, row["facts"]))
    if length > LONGEST_EXPLANATION:
        yield f"its explanation has {length:,} characters, more than {LONGEST_EXPLANATION:,} -> quote shorter facts"


def veiled(frame: pl.DataFrame, shown: Shown, engine: Engine) -> dict[str, Sequence[Evidence]]:
    """The evidence by its first mark, where a text among the facts holds a contact or payment value of the messages: the
    text is then noted as that value, so that redaction takes it as a whole, however it was put together."""
    values = values_of(engine) if any(_texts(facts) for facts in frame["facts"].to_list()) else {}
    noted = dict[str, Sequence[Evidence]]()
    for row in frame.iter_rows(named=True):
        own = values.get((row["client_id"], row["freelancer_id"]), ())
        held = tuple(one for text in _texts(row["facts"]) if (one := _held(text, own)))
        if held:
            mark = row["evidence"][0]
            first, *others = noted.get(mark) or shown[mark]
            noted[mark] = (replace(first, details=(*first.details, *held)), *others)
    return noted


def values_of(engine: Engine) -> Values:
    """The contact and payment values of the messages by client and freelancer."""
    values = defaultdict(list)
    for client, freelancer, value, category, normalized in engine.rows(VALUES):
        values[client, freelancer].append((value, category, normalized))
    return values


def held_in(found: Finding, values: Values) -> tuple[tuple[str, str, str], ...]:
    """The texts that an explanation quotes and that hold such a value of the same two, each noted as that value."""
    own = values.get((found.client_id, found.freelancer_id), ())
    return tuple(one for text in QUOTED.findall(found.explanation) if (one := _held(text, own)))


def _texts(facts: Mapping[str, Any]) -> list[str]:
    every = [one for fact in facts.values() for one in (fact if isinstance(fact, list) else [fact])]
    return [text for text in every if isinstance(text, str) and len(text) >= SHORTEST_VALUE]


def _held(text: str, values: Sequence[tuple[str, str, str]]) -> tuple[str, str, str] | None:
    plain = _plain(text)
    for value, category, normalized in values:
        forms = [form for form in (_plain(value), _plain(normalized)) if len(form) >= SHORTEST_VALUE]
        if any(form in plain for form in forms):
            return text, category, normalized
    return None


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
