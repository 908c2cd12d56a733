"""The way of `audit --keep-days`: who is erased for their age, what is lost with them, and the receipt beside the outputs.

The store keeps a receipt from the moment of the erasure until it is written: whatever ends a run in between, the next
audit writes it, and none is ever written of what was not erased.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from auditor import receipts
from auditor.clearing import erase_from, erase_in, wanted
from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from auditor.forgetting import Erased, left_sentence
from auditor.forgetting.erasing import SHORTEST_WORD
from auditor.forgetting.places import beside, is_kept_before_update, words
from auditor.forgetting.spelling import sought
from auditor.ingesting import IngestReport
from auditor.judging import Judgement, judge
from auditor.model.phrasing import count as counted
from auditor.model.policies import Policy
from auditor.model.results import AuditResult, Eligibility
from auditor.model.rules import Heuristic
from auditor.model.visible import json_text
from auditor.model.words import Redaction, Severity, State
from auditor.receipts import Asked, OutputFolder, Receipt
from auditor.settings import Settings

# Nobody else should be at the store while its file is written anew.
REWRITE_SECONDS = 60.0
DUE = "receipt_due:"
# Free already, or of no window at all.
NO_WINDOW = (State.FEE_PAID, State.EXEMPT_ORIGIN, State.NEVER_CONTRACTED, State.ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Expired:
    """How many clients were erased from the store, what a person has to know of it, and what they were called."""

    clients: int = 0
    said: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def untold(self, report: IngestReport) -> IngestReport:
        """The report on what was read without what was said of the erased: it was said before they were."""
        pattern = sought(self.words)
        if pattern is None:
            return report
        warnings = tuple(one for one in report.warnings if not pattern.search(one))
        less = len(report.warnings) - len(warnings)
        files = tuple(replace(one, message="erased") if pattern.search(one.message) else one for one in report.files)
        said = (f"Left out: {counted(less, 'warning')} that named them.",) if less else ()
        return replace(report, files=files, warnings=(*warnings, *said))


@dataclass(frozen=True, slots=True)
class Due:
    """A receipt that is not written yet: of which run, of how many clients, and what it says."""

    run_id: str
    clients: int
    record: dict[str, Any]


def expire(
    engine: Engine,
    settings: Settings,
    policy: Policy,
    loaded_rates: pl.DataFrame | None,
    rules: Mapping[str, Heuristic],
    run_id: str,
    at: datetime,
) -> Expired:
    """Erase clients of whom nothing happened for longer than they are to be kept; call it when all messages are scanned."""
    asked = _asked(settings)
    clients = wanted(engine, asked) if asked.limit else []
    if not clients:
        return Expired()
    # Judged as they stand: what is about to be lost, nothing tells afterwards.
    lost = _lost(judge(engine, settings, policy, loaded_rates, run_id, own=rules), set(clients), settings.as_of)
    with engine.transaction():
        erased, outputs = erase_in(engine, clients, asked, at)
        kept = _elsewhere(outputs, settings.out)
        record = receipts.as_record(Receipt(at, asked, ((settings.db, erased),), (), kept))
        due = json.dumps({"clients": len(clients), "record": record})
        engine.execute("INSERT INTO meta VALUES ($key, $value)", {"key": f"{DUE}{run_id}", "value": due})
        called = tuple(word for word in words(engine) if not _is_number(word))
    head = (
        f"Erased from the store for good (--keep-days), without a trace since {asked.limit}: "
        f"{counted(len(clients), 'client')}. The receipt lies in private/ of the outputs."
    )
    return Expired(len(clients), (head, *lost, *_left(erased, kept, settings.redact)), called)


def _is_number(word: str) -> bool:
    # A short id of digits stands in every second sentence as a number of something else.
    return word.isdigit() and len(word) < SHORTEST_WORD


def due(engine: Engine) -> list[Due]:
    """Receipts that are not written yet, of this run and of earlier ones that were cut short."""
    found = engine.rows("SELECT key, value FROM meta WHERE starts_with(key, $due) ORDER BY key", {"due": DUE})
    return [Due(key.removeprefix(DUE), **json.loads(value)) for key, value in found]


def finish(settings: Settings, out: Path, run_id: str, at: datetime, owed: Sequence[Due]) -> tuple[str, ...]:
    """When store and outputs are in place: write the store's file anew, clean its copies, write the receipts.

    Returns what a person has to know. Raises StoreError and PublishError; the receipts stay due then.
    """
    if owed:
        Engine.rewrite(settings.db, REWRITE_SECONDS)
    copies, said = _clean_copies(settings, at, told=bool(owed)) if settings.keep_days else (None, [])
    texts = {one.run_id: one.record for one in owed}
    if copies is not None:
        texts[run_id] = _joined(
            texts.get(run_id), receipts.as_record(replace(copies, outputs=_elsewhere(copies.outputs, out)))
        )
    for name, record in texts.items():
        receipts.write(out, name, f"{json_text(record)}\n")
    if owed:
        with Engine.open(settings.db, wait_seconds=REWRITE_SECONDS) as engine:
            engine.execute("DELETE FROM meta WHERE starts_with(key, $due)", {"due": DUE})
    late = [one for one in owed if one.run_id != run_id]
    return (*said, *(_late(one) for one in late))


def told_by(result: AuditResult, said: Sequence[str], clients: int = 0) -> AuditResult:
    """The result with more that needs a person."""
    return replace(
        result,
        warnings=(*result.warnings, *said),
        alarms=(*result.alarms, *said),
        erased=result.erased + clients,
    )


def _asked(settings: Settings) -> Asked:
    return Asked(None, settings.keep_days, settings.as_of, settings.db)


def _lost(judged: Judgement, clients: Collection[str], as_of: date) -> Iterator[str]:
    """What the erased still had to them, by kind and number."""
    running = {row.client_id for row in judged.eligibility if row.client_id in clients and _runs(row, as_of)}
    grave = {
        one.client_id
        for one in judged.findings
        if one.client_id in clients and one.is_open(as_of) and one.severity.rank >= Severity.HIGH.rank
    }
    kinds = [
        *([f"{counted(len(running), 'client')} whose window still ran"] if running else []),
        *([f"{counted(len(grave), 'client')} with open findings, high or critical"] if grave else []),
    ]
    if kinds:
        yield (
            f"Among them {' and '.join(kinds)}: day, evidence and decisions are gone from this store -> keep their exports; "
            "audit these into a store of their own to see it all again; a larger --keep-days erases later"
        )


def _runs(row: Eligibility, as_of: date) -> bool:
    return row.state not in NO_WINDOW and (row.eligible_on is None or row.eligible_on > as_of)


def _left(erased: Erased, outputs: Sequence[OutputFolder], level: Redaction) -> Iterator[str]:
    if level is Redaction.FULL and erased.payers:
        # The name of a file may be a client's.
        many = counted(sum(number for *_, number in erased.payers), "payment")
        yield f"Left: {many} that may be theirs by the payer's name -> the receipt says where"
    else:
        yield from (f"Left: {left_sentence(*found)}" for found in erased.payers)
    if outputs:
        yield (
            f"Left: {counted(len(outputs), 'folder')} of earlier outputs that may name them, listed in the receipt -> "
            "write them anew with 'auditor report --out', or delete them"
        )


def _elsewhere(outputs: Sequence[OutputFolder], out: Path | None) -> tuple[OutputFolder, ...]:
    """The folders besides the one that this run writes anew."""
    return tuple(one for one in outputs if out is None or one.place != out.resolve())


def _clean_copies(settings: Settings, at: datetime, told: bool) -> tuple[Receipt | None, list[str]]:
    """Erase from the copies beside the store; the receipt of it, if there was anybody, and what is left to do."""
    asked, done, outputs, said = _asked(settings), [], [], []
    copies, unopened = beside(settings.db)
    for copy in (one for one in copies if not is_kept_before_update(one)):
        try:
            with Engine.open(copy, read_only=True) as engine:
                there = bool(wanted(engine, asked))
            erased, found = erase_from(copy, asked, at) if there else (None, [])
        except StoreError as error:
            unopened.append(copy)
            said.append(f"Left: a copy of the store that could not be cleaned: {error}")
            continue
        if erased is not None:
            done.append((copy, erased))
            outputs += found
    if done:
        said.insert(0, f"Erased from {counted(len(done), 'copy', 'copies')} of the store beside it as well.")
    if not (done or told):
        return None, said
    said += [
        f"Left: {one} looks like a copy of the store and could not be cleaned -> delete it, or unpack it and run "
        f"'auditor forget --keep-days {settings.keep_days} --backup' on it"
        for one in unopened
    ]
    return Receipt(at, asked, tuple(done), tuple(unopened), tuple({one.place: one for one in outputs}.values())), said


def _joined(record: dict[str, Any] | None, more: dict[str, Any]) -> dict[str, Any]:
    """The receipt of the store with what was done to its copies."""
    if record is None:
        return more
    known = {one["folder"] for one in record["outputs"]}
    return {
        **record,
        "stores": record["stores"] + more["stores"],
        "not_opened": record["not_opened"] + more["not_opened"],
        "outputs": record["outputs"] + [one for one in more["outputs"] if one["folder"] not in known],
    }


def _late(one: Due) -> str:
    return (
        f"An earlier run erased {counted(one.clients, 'client')} (--keep-days) and ended before it could say so: "
        "its receipt is written now, in private/ of the outputs."
    )
