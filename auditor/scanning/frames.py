"""A batch of messages in, a batch of detections out; no state beyond a thread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import polars as pl
import pyarrow as pa

from auditor.model.detections import DetectionHit, Scope
from auditor.model.words import Category
from auditor.scanning import gate as gates
from auditor.scanning.agreeing import add_answers
from auditor.scanning.answered import add_names
from auditor.scanning.around import Around
from auditor.scanning.asked import add_asked
from auditor.scanning.carving import carved
from auditor.scanning.correcting import add_corrections
from auditor.scanning.dialects import dial_alone
from auditor.scanning.drafts import settle_work
from auditor.scanning.elsewhere import add_there
from auditor.scanning.figures import drop_figures
from auditor.scanning.finding import Found
from auditor.scanning.gluing import joined
from auditor.scanning.halves import halves
from auditor.scanning.implied import implied
from auditor.scanning.joining import carrying, chains, spread
from auditor.scanning.of_work import settle_answers
from auditor.scanning.overlapping import supersedes, without_parts
from auditor.scanning.runs import over, runs, sentence
from auditor.scanning.tails import add_tails
from auditor.scanning.turns import Rows, add_payments
from auditor.scanning.workers import Asked, Finder, find_here

COLUMNS: dict[str, Any] = {
    "message_id": pl.String, "category": pl.String, "kind": pl.String, "value": pl.String, "normalized": pl.String,
    "start_offset": pl.Int32, "end_offset": pl.Int32, "confidence": pl.Float64, "obfuscated": pl.Boolean,
    "stance": pl.String, "message_ids": pl.List(pl.String),
}  # fmt: skip
SCHEMA = pl.Schema(COLUMNS)


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
        table = _table(frame, keys)
        around = Around(table, bodies)
        _spread(around, scope, found, everything)
        _over(table, bodies, scope, found, everything)
        dial_alone(around, scope.regions, found)
        drop_figures(around, found)
        settle_work(around, found)
        add_names(frame, bodies, scope, found)
        add_tails(frame, bodies, found)
        add_corrections(frame, bodies, found)
        add_there(frame, bodies, found)
        settle_answers(around, found)
        add_asked(around, found)
        add_answers(frame, bodies, found)
        add_payments(frame, bodies, found)
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


def _single(bodies: pl.Series, keys: pl.Series, scope: Scope, everything: bool, finder: Finder) -> Rows:
    """What each message holds by itself, by row number."""
    hits = _found(bodies, keys, scope, everything, finder=finder)
    return {row: [(one, (row,)) for one in own] for row, own in hits.items()}


def _found(
    bodies: pl.Series,
    keys: pl.Series,
    scope: Scope,
    everything: bool,
    phrases: bool = True,
    finder: Finder = find_here,
    sounds: bool = True,
) -> dict[int, list[Found]]:
    """What stands in each text that the gate lets pass (`everything`: in each text), by row number. Without `sounds` none is
    weighed for an ask that no phrase knows."""
    # The same text is common in templates and greetings, and holds the same things wherever it stands.
    first = bodies.arg_unique()
    # Values of a column are read ten times as fast as a list of them.
    texts = bodies.gather(first).to_list()
    if everything:
        asked = [Asked(text, asks=phrases, sounds=sounds) for text in texts]
    else:
        passed = gates.passing(keys.gather(first), phrases)
        texts = [texts[one.row] for one in passed]
        asked = [
            Asked(text, one.names, one.phrases, one.readings, phrases, sounds and one.sounds)
            for one, text in zip(passed, texts, strict=True)
        ]
    known = {text: own for text, own in zip(texts, finder(asked, scope), strict=True) if own}
    rows = pl.select(bodies.is_in(pl.Series("body", list(known), dtype=pl.String).implode()).arg_true()).to_series()
    return {row: known[text] for row, text in zip(rows.to_list(), bodies.gather(rows).to_list(), strict=True)}


def _table(frame: pl.DataFrame, keys: pl.Series) -> pl.DataFrame:
    """The messages as chains and runs take them: row, id, thread, sender, sent_at, key."""
    columns = frame.select("id", "thread", "sender", "sent_at").with_columns(keys.alias("key"))
    return columns.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))


def _over(table: pl.DataFrame, bodies: pl.Series, scope: Scope, found: Rows, everything: bool) -> None:
    """Adds asks that only several messages together make."""
    groups = list(runs(table))
    parts = [[bodies[row] for row in rows] for rows in groups]
    texts = pl.Series("body", [sentence(one) for one in parts], dtype=pl.String)
    # What lines of several messages sound like together, nobody has taught the weights.
    hits = _found(texts, gates.keys(texts), scope, everything, sounds=False)
    for number in sorted(hits):
        for one, rows in over(parts[number], groups[number], hits[number]):
            if not any(hit.category is one.category for row in rows for hit, _ in found.get(row, ())):
                found.setdefault(rows[-1], []).append((one, rows))


def _spread(around: Around, scope: Scope, found: Rows, everything: bool) -> None:
    """Adds details spread over messages, and drops the parts of them that were taken for details of their own."""
    table, bodies, keys = around.table, around.bodies, around.table["key"]
    seen: set[tuple[tuple[int, ...], Category, str | None]] = set()
    groups = _with_carriers(list(chains(table)), keys)
    parts = [[bodies[row] for row in rows] for rows in groups]
    merged = [joined(one) for one in parts]
    plain = len(groups)
    for rows, chain in (*carved(table, bodies), *implied(table, bodies), *halves(table, bodies)):
        groups.append(rows)
        parts.append([bodies[row] for row in rows])
        merged.append(chain)
    texts = pl.Series("body", [one.text for one in merged], dtype=pl.String)
    hits = _found(texts, gates.keys(texts), Scope(scope.regions, joined=True), everything, phrases=False)
    around.load([groups[number][0] for number in hits])
    every = [
        one
        for number in sorted(hits)
        for one in spread(
            parts[number], groups[number], merged[number], hits[number], around, scope, carved=number >= plain
        )
    ]
    for one in without_parts(every):
        key = (one.rows, one.found.category, one.found.normalized)
        if key in seen:
            continue
        seen.add(key)
        for row in one.rows:
            found[row] = [
                (hit, ids) for hit, ids in found.get(row, []) if len(ids) > 1 or not supersedes(one, row, hit)
            ]
        longer = any(
            set(one.rows) < set(ids) and hit.category is one.found.category for hit, ids in found.get(one.rows[-1], ())
        )
        if not longer:
            found.setdefault(one.rows[-1], []).append((one.found, one.rows))


def _with_carriers(groups: list[list[int]], keys: pl.Series) -> list[list[int]]:
    """The chains, and of each in which somebody chatted in between, what is left without that."""
    every: list[list[int]] = []
    for rows in groups:
        every.append(rows)
        kept = [rows[at] for at in carrying([keys[row] for row in rows])]
        if 1 < len(kept) < len(rows):
            every.append(kept)
    return every


def _out(ids: pl.Series, bodies: pl.Series, found: Rows) -> pl.DataFrame:
    names, rows = ids.to_list(), sorted(found)
    out: list[tuple[Any, ...]] = []
    parts: list[list[str]] = []
    for row, body in zip(rows, bodies.gather(rows).to_list(), strict=True):
        for one, every in found[row]:
            out.append((names[row], one.category.value, one.kind, body[one.start : one.end], one.normalized, one.start,
                        one.end, one.confidence, one.obfuscated, one.stance.value))  # fmt: skip
            parts.append([names[at] for at in every])
    columns = zip(*out, strict=True) if out else ([] for _ in list(SCHEMA)[:-1])
    told = dict(zip(SCHEMA, [*map(list, columns), _lists(parts)], strict=True))
    return pl.DataFrame(told, schema=SCHEMA).sort(
        "message_id", "start_offset", "end_offset", "category", maintain_order=True
    )


def _lists(parts: Sequence[Sequence[str]]) -> pl.Series:
    """A column of lists of texts; made of Python's lists one by one it takes longer than all the rest."""
    ends = pa.array([0, *accumulate(map(len, parts))], pa.int64())
    flat = pa.array([one for every in parts for one in every], pa.large_string())
    return pl.Series(pa.LargeListArray.from_arrays(ends, flat))
