"""Findings over time: what is new, what reviewers decided, what is no longer there; and how the store keeps them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import polars as pl

from auditor.auditing import grounds
from auditor.engines.duckdb import Engine
from auditor.model.phrasing import count
from auditor.model.results import Evidence, Finding
from auditor.model.reviews import Decision
from auditor.model.words import Actor, FindingStatus, Severity

SCHEMA: dict[str, Any] = {
    **{field.name: pl.String for field in fields(Finding)},
    "confidence": pl.Float64,
    "occurred_at": pl.Datetime("us"),
    "accepted_until": pl.Date,
}
# What redaction needs to know is found anew in each run.
EVIDENCE = tuple(field.name for field in fields(Evidence) if field.name not in ("details", "is_phrase", "client_id"))

# Said behind the explanation of a finding that nobody could look for again.
NOT_RUN = " (As an earlier audit found it: its rule could not run this time.)"
NOT_NAMED = " (As the audit found it: its rule is one of your own, and no --rules named it this time.)"


def settle(
    engine: Engine,
    found: Sequence[Finding],
    run_id: str,
    as_of: date,
    decided: Mapping[str, Decision] | None = None,
    again: str = "",
    not_run: Collection[str] = (),
    not_named: Collection[str] = (),
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Give each finding its status from the last run and from what was decided; return them, and the ids that are gone.

    What was new in the run that is told `again` is new. The last run's findings of rules that did `not_run` this time stay,
    and so do those of a user's own rules that were `not_named`.
    """
    before = dict(engine.rows("SELECT finding_id, first_seen_run FROM findings"))
    found = in_order([*found, *_left_standing(engine, found, not_run, not_named, as_of)])
    settled = tuple(_settled(one, before, decided or {}, run_id, as_of, again) for one in found)
    gone = tuple(sorted(set(before) - {one.finding_id for one in found}))
    return settled, gone


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in their fixed order."""
    return tuple(sorted(found, key=lambda one: (one.platform, one.client_id, one.freelancer_id, one.occurred_at, one.rule_id, one.finding_id)))  # fmt: skip


def _left_standing(
    engine: Engine, found: Sequence[Finding], not_run: Collection[str], not_named: Collection[str], as_of: date
) -> Iterator[Finding]:
    """What the last run had of rules that did not run now: nobody knows that it is no longer so."""
    standing = {*not_run, *not_named}
    seen = {one.finding_id for one in found} if standing else set()
    kept = [one for one in (load(engine) if standing else ()) if one.rule_id in standing and one.finding_id not in seen]
    hidden = grounds.values_of(engine) if any("“" in one.explanation for one in kept) else {}
    for one in kept:
        if one.occurred_at.date() <= as_of:
            # What in a snippet has to be masked is found by running the rule: without that it cannot be shown.
            held = grounds.held_in(one, hidden)
            rows = [replace(row, value=None, snippet=None, details=held) for row in one.evidence]
            plain = one.explanation.removesuffix(NOT_RUN).removesuffix(NOT_NAMED)
            said = f"{plain}{NOT_RUN if one.rule_id in not_run else NOT_NAMED}"
            yield replace(one, explanation=said, evidence=tuple(rows))


def kept_sentences(found: Sequence[Finding]) -> tuple[str, ...]:
    """Which rules of the user's own were not named, and how many of their findings stay as they were: a sentence each."""
    kept = Counter(one.rule_id for one in found if one.explanation.endswith(NOT_NAMED))
    return tuple(
        f"{rule_id} is a rule of your own and was not named this time: {count(many, 'finding')} of the last audit "
        f"{'stays as it was' if many == 1 else 'stay as they were'} -> add --rules DIR to run it again"
        for rule_id, many in sorted(kept.items())
    )


def store(engine: Engine, found: Sequence[Finding]) -> None:
    """Replace the findings of the store; call it inside a transaction."""
    engine.execute("DELETE FROM findings")
    engine.append("findings", _frame(found))


def load(engine: Engine) -> tuple[Finding, ...]:
    """The findings of the last run, in their fixed order."""
    frame = engine.frame(
        "SELECT * FROM findings ORDER BY platform, client_id, freelancer_id, occurred_at, rule_id, finding_id"
    )
    return tuple(_finding(row) for row in frame.iter_rows(named=True))


def last_as_of(engine: Engine) -> date:
    """The day that counted as today in the last run; without a run, the first day there is: nothing has expired."""
    rows = engine.rows("SELECT as_of FROM runs ORDER BY rowid DESC LIMIT 1")
    return rows[0][0] if rows else date.min


def _settled(
    one: Finding,
    before: dict[str, str],
    decided: Mapping[str, Decision],
    run_id: str,
    as_of: date,
    again: str,
) -> Finding:
    first, status = before.get(one.finding_id), FindingStatus.NEW
    until: date | None = None
    if first not in (None, again):
        status = FindingStatus.OPEN
    decision = decided.get(one.finding_id)
    if decision is not None and decision.holds_for(one.severity):
        until = decision.accepted_until
        # What was accepted until a day that has passed is open again, and its day says why.
        if until is None or until >= as_of:
            status = decision.decision
    return replace(one, status=status, first_seen_run=first or run_id, accepted_until=until)


def _frame(found: Sequence[Finding]) -> pl.DataFrame:
    # Column by column: a hundred thousand findings as rows take several times as long.
    columns = {name: [getattr(one, name) for one in found] for name in SCHEMA}
    columns["evidence"] = [_as_json(one.evidence) for one in found]
    return pl.DataFrame(columns, schema=SCHEMA)


def _as_json(evidence: Sequence[Evidence]) -> str:
    parts = [{name: getattr(one, name) for name in EVIDENCE} for one in evidence]
    return json.dumps(parts, ensure_ascii=False)


def _finding(row: dict[str, object]) -> Finding:
    values = dict(row)
    values["evidence"] = tuple(Evidence(**part) for part in json.loads(str(row["evidence"])))
    values["severity"], values["actor"] = Severity(str(row["severity"])), Actor(str(row["actor"]))
    values["status"] = FindingStatus(str(row["status"]))
    return Finding(**values)  # type: ignore[arg-type]
