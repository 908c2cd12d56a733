"""A batch of messages in, a batch of detections out; no state beyond a thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from auditor.model.detections import DetectionHit, Scope
from auditor.model.words import Category, Stance
from auditor.scanning import gate as gates
from auditor.scanning.finding import Found
from auditor.scanning.joining import chains, joined_text, spread, supersedes
from auditor.scanning.replying import ASKED, answer
from auditor.scanning.workers import Asked, Finder, find_here

COLUMNS: dict[str, Any] = {
    "message_id": pl.String, "category": pl.String, "kind": pl.String, "value": pl.String, "normalized": pl.String,
    "start_offset": pl.Int32, "end_offset": pl.Int32, "confidence": pl.Float64, "obfuscated": pl.Boolean,
    "stance": pl.String, "message_ids": pl.List(pl.String),
}  # fmt: skip
SCHEMA = pl.Schema(COLUMNS)
ANSWER_DAYS = 7
Rows = dict[int, list[tuple[Found, tuple[int, ...]]]]


def scan_frame(
    frame: pl.DataFrame, regions: tuple[str, ...], everything: bool = False, finder: Finder = find_here
) -> pl.DataFrame:
    """Detections in a batch of messages.

    In: columns id, thread (null: belongs to none), sender, sent_at (datetime or null), body. Out: the columns of the
    table `detections`, ordered by id. A thread must be whole in its batch. `everything` leaves the gate out; the
    result is the same. `finder` reads the texts that passed (auditor.scanning.workers).
    """
    scope = Scope(regions)
    bodies = frame["body"].fill_null("")
    keys = gates.keys(bodies)
    found = _single(bodies, keys, scope, everything, finder)
    if frame["thread"].null_count() < len(frame):
        _spread(frame, bodies, keys, scope, found, everything)
        _answers(frame, bodies, found)
    return _out(frame["id"], bodies, found)


def find_values(texts: Sequence[str], finder: Finder = find_here) -> list[tuple[DetectionHit, ...]]:
    """Contact and payment values in free texts, for redaction: one tuple per text, in order of place, none overlapping."""
    bodies = pl.Series("body", list(texts), dtype=pl.String)
    found = _found(bodies, gates.keys(bodies), Scope(), everything=False, phrases=False, finder=finder)
    return [_values(texts[row], found.get(row, [])) for row in range(len(texts))]


def _values(text: str, found: list[Found]) -> tuple[DetectionHit, ...]:
    hits: list[DetectionHit] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, one.category)):
        if one.normalized is not None and (not hits or one.start >= hits[-1].end):
            hits.append(DetectionHit(one.category, one.kind, one.normalized, one.start, one.end))
    return tuple(hits)


def _single(bodies: pl.Series, keys: pl.DataFrame, scope: Scope, everything: bool, finder: Finder) -> Rows:
    """What each message holds by itself, by row number."""
    hits = _found(bodies, keys, scope, everything, finder=finder)
    return {row: [(one, (row,)) for one in own] for row, own in hits.items()}


def _found(
    bodies: pl.Series,
    keys: pl.DataFrame,
    scope: Scope,
    everything: bool,
    phrases: bool = True,
    finder: Finder = find_here,
) -> dict[int, list[Found]]:
    """What stands in each text that the gate lets pass (`everything`: in each text), by row number."""
    if everything:
        asked = {row: Asked(body, phrases=phrases) for row, body in enumerate(bodies)}
    else:
        asked = dict(_passed(bodies, gates.passing(keys, phrases), phrases))
    # The same text is common in templates and greetings, and holds the same things wherever it stands.
    unique = {one.text: one for one in asked.values()}
    known = dict(zip(unique, finder(list(unique.values()), scope), strict=True))
    return {row: known[one.text] for row, one in asked.items() if known[one.text]}


def _passed(bodies: pl.Series, passed: pl.DataFrame, phrases: bool) -> Iterator[tuple[int, Asked]]:
    names = [name for name in passed.columns if name not in ("row", gates.PHRASES, gates.READINGS)]
    texts = bodies.gather(passed["row"]).to_list()
    rows = passed.select("row", gates.PHRASES, gates.READINGS, *names).iter_rows()
    chosen: dict[tuple[bool, ...], frozenset[str]] = {}
    for text, (row, asks, others, *flags) in zip(texts, rows, strict=True):
        key = tuple(flags)
        if key not in chosen:
            chosen[key] = frozenset(name for name, flag in zip(names, flags, strict=True) if flag)
        yield row, Asked(text, chosen[key], asks and phrases, others)


def _spread(frame: pl.DataFrame, bodies: pl.Series, keys: pl.DataFrame, scope: Scope, found: Rows, everything: bool) -> None:  # fmt: skip
    """Adds details spread over messages, and drops the parts of them that were taken for details of their own."""
    table = (
        frame.select("id", "thread", "sender", "sent_at")
        .with_columns(keys["key"])
        .with_row_index("row")
        .with_columns(pl.col("row").cast(pl.Int64))
    )
    seen: set[tuple[tuple[int, ...], Category, str | None]] = set()
    groups = list(chains(table))
    parts = [[bodies[row] for row in rows] for rows in groups]
    texts = pl.Series("body", [joined_text(one) for one in parts], dtype=pl.String)
    hits = _found(texts, gates.keys(texts), Scope(scope.regions, joined=True), everything, phrases=False)
    for number in sorted(hits):
        for one in spread(parts[number], groups[number], hits[number]):
            key = (one.rows, one.found.category, one.found.normalized)
            if key in seen:
                continue
            seen.add(key)
            for row in one.rows:
                found[row] = [
                    (hit, ids) for hit, ids in found.get(row, []) if len(ids) > 1 or not supersedes(one, row, hit)
                ]
            longer = any(
                set(one.rows) < set(ids) and hit.category is one.found.category
                for hit, ids in found.get(one.rows[-1], ())
            )
            if not longer:
                found.setdefault(one.rows[-1], []).append((one.found, one.rows))


def _answers(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds what a bare yes or no says to an ask of the other side just before."""
    asks = {
        row: one.category
        for row, hits in found.items()
        for one, _ in hits
        if one.category in ASKED and one.stance in (Stance.OFFER, Stance.REQUEST)
    }
    if not asks:
        return
    threads = frame["thread"].gather(sorted(asks)).drop_nulls().unique()
    table = (
        frame.select("id", "thread", "sender", "sent_at")
        .with_row_index("row")
        .filter(pl.col("thread").is_in(threads.implode()))
    )
    ordered = table.sort("thread", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True)
    pending: tuple[str, str, object, Category] | None = None
    for row, thread, sender, at in ordered.select("row", "thread", "sender", "sent_at").iter_rows():
        if pending and (pending[0] != thread or (at and pending[2] and at - pending[2] > timedelta(days=ANSWER_DAYS))):
            pending = None
        if pending and sender != pending[1]:
            settled = any(one.stance in (Stance.DECLINE, Stance.ACCEPT) for one, _ in found.get(row, ()))
            if not settled and (reply := answer(bodies[row], pending[3])) is not None:
                found.setdefault(row, []).append((reply, (row,)))
            pending = None
        if row in asks:
            pending = (thread, sender, at, asks[row])


def _out(ids: pl.Series, bodies: pl.Series, found: Rows) -> pl.DataFrame:
    columns: dict[str, list[object]] = defaultdict(list)
    for row in sorted(found):
        for one, rows in sorted(found[row], key=lambda pair: (pair[0].start, pair[0].end, pair[0].category)):
            values = (ids[row], one.category.value, one.kind, bodies[row][one.start : one.end], one.normalized, one.start,
                      one.end, one.confidence, one.obfuscated, one.stance.value, [ids[at] for at in rows])  # fmt: skip
            for name, value in zip(SCHEMA, values, strict=True):
                columns[name].append(value)
    return pl.DataFrame({name: columns[name] for name in SCHEMA}, schema=SCHEMA).sort(
        "message_id", "start_offset", "end_offset", "category", maintain_order=True
    )
