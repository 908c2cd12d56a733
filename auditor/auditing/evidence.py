"""Turns marks ('messages:m1#10-25', 'payments:p3') into evidence that shows what stands there; few queries for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from auditor.detectors.parts.strict import strict_in
from auditor.engines.duckdb import Engine
from auditor.model.attachments import text_of
from auditor.model.results import Evidence

SNIPPET_LENGTH = 160
# What a finding keeps of messages that it merely counted; `auditor explain` reads all of them anew.
MOST_COUNTED = 100

# One line that describes a row which is no message; the day first, so that rows read as a list.
DESCRIBED = {
    "payments": (
        "SELECT p.payment_id AS id, strftime(p.paid_at, '%Y-%m-%d') || ': ' || regexp_replace(p.amount::VARCHAR, '(\\.\\d\\d\\d*?)0+$', '\\1') || ' ' || coalesce(p.currency, '') "
        "|| coalesce(' ' || p.kind, '') || ' via ' || coalesce(nullif(p.channel, ''), 'the platform') "
        "|| coalesce(', from ' || p.counterparty, '') AS text, p.client_id FROM payments AS p JOIN wanted AS w ON p.payment_id = w.id"
    ),
    "contracts": (
        "SELECT c.contract_id AS id, strftime(c.started_at, '%Y-%m-%d') || ' to ' "
        "|| coalesce(strftime(c.ended_at, '%Y-%m-%d'), 'now') || coalesce(': ' || c.title, '') AS text, c.client_id "
        "FROM contracts AS c JOIN wanted AS w ON c.contract_id = w.id"
    ),
    "relationships": (
        "SELECT r.client_id || '/' || r.freelancer_id AS id, 'stated origin ' || coalesce(r.origin, 'unknown') "
        "|| coalesce(', met on ' || strftime(r.first_met_at, '%Y-%m-%d'), '') || coalesce(', ' || r.evidence, '') AS text, r.client_id "
        "FROM relationships AS r JOIN wanted AS w ON r.client_id || '/' || r.freelancer_id = w.id"
    ),
    "reports": (
        "SELECT r.report_id AS id, strftime(r.reported_at, '%Y-%m-%d') || ': reported by the ' || r.reporter "
        "|| coalesce(': ' || r.reason, '') AS text, r.client_id FROM reports AS r JOIN wanted AS w ON r.report_id = w.id"
    ),
}
# A message that holds a part of a detail is hidden whole wherever values are: offsets are known of the last part only.
PIECES = """
SELECT d.message_ids, d.message_id, d.category, d.normalized
FROM detections AS d
WHERE len(d.message_ids) > 1 AND d.normalized IS NOT NULL
"""
TEXTS = """
SELECT m.message_id AS id, m.body, m.extra, m.client_id FROM messages AS m JOIN wanted AS w ON m.message_id = w.id
"""
FOUND = """
SELECT d.message_id, d.value, d.start_offset, d.end_offset, d.message_ids, d.category, d.normalized
FROM detections AS d JOIN wanted AS w ON d.message_id = w.id
"""


def row_of(mark: str) -> str:
    """The row that a mark names, without the place in it: 'messages:m1'."""
    return mark.rpartition("#")[0] if mark.startswith("messages:") and "#" in mark else mark


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a rule with their marks in a fixed order, the anchor first, each once; of messages that were merely
    counted the first hundred."""
    every, anchor = pl.col("evidence"), _anchors(frame)
    counted = pl.element().str.starts_with("messages:") & ~pl.element().str.contains("#")
    return frame.with_columns(
        pl.concat_list(
            anchor,
            every.list.eval(pl.element().filter(~counted).unique().sort()),
            every.list.eval(pl.element().filter(counted).unique().sort().head(MOST_COUNTED)),
        )
        .list.unique(maintain_order=True)
        .alias("evidence")
    )


def _anchors(frame: pl.DataFrame) -> pl.Series:
    """The first mark in each row that a finding hangs on. A rule names that row first, but the places in it in no order."""
    mark, anchor = pl.col("evidence"), pl.col("anchor")
    every = frame.select(mark, mark.list.first().alias("anchor")).with_row_index("place").explode("evidence")
    own = every.filter(_row(mark).eq_missing(_row(anchor)))
    return own.group_by("place", maintain_order=True).agg(mark.min())["evidence"]


def _row(mark: pl.Expr) -> pl.Expr:
    """As `row_of`, of a column."""
    return pl.when(mark.str.starts_with("messages:")).then(mark.str.replace("#[^#]*$", "")).otherwise(mark)


def gather(engine: Engine, marks: Iterable[str]) -> dict[str, Sequence[Evidence]]:
    """Evidence by mark, for all marks of a run at once; a joined detail gives one entry per message."""
    every = pl.Series("mark", marks if isinstance(marks, pl.Series) else list(marks), dtype=pl.String).unique().sort()
    by_table = every.to_frame().with_columns(table=pl.col("mark").str.extract("^([^:]*)"))
    shown: dict[str, Sequence[Evidence]] = {}
    for (table,), own in by_table.group_by("table", maintain_order=True):
        of_table = own["mark"]
        shown.update(_messages(engine, of_table) if table == "messages" else _rows(engine, str(table), of_table))
    return shown


def of_marks(marks: Sequence[str], shown: Mapping[str, Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """The evidence of one finding: its anchor row first, the others in the order of table, id and place."""
    if len(marks) == 1 and len(shown.get(marks[0], ())) == 1:
        return tuple(shown[marks[0]])
    found = [one for mark in marks for one in shown.get(mark, ())]
    if len({(one.table, one.id) for one in found}) < len(found):
        # Only what is of one row can be the same.
        found = list(dict.fromkeys(found))
    table, _, anchor = row_of(marks[0]).partition(":")
    found.sort(key=lambda one: ((one.table, one.id) != (table, anchor), one.table, one.id, one.start or 0))
    return tuple(found)


def _want(engine: Engine, ids: pl.Series) -> None:
    engine.execute("CREATE OR REPLACE TEMP TABLE wanted (id VARCHAR)")
    engine.append("wanted", pl.DataFrame({"id": ids.unique().sort()}))


def _rows(engine: Engine, table: str, marks: pl.Series) -> Iterator[tuple[str, Sequence[Evidence]]]:
    _want(engine, marks.str.slice(len(table) + 1))
    for row_id, text, client_id in engine.rows(DESCRIBED[table]):
        yield f"{table}:{row_id}", (Evidence(table, row_id, None, text, client_id=client_id),)


def _messages(engine: Engine, marks: pl.Series) -> dict[str, Sequence[Evidence]]:
    _want(engine, marks.to_frame("mark").select(_row(pl.col("mark")).str.slice(len("messages:")))["mark"])
    wanted, shown = set(marks), dict[str, Sequence[Evidence]]()
    texts = engine.frame(TEXTS)
    ids, clients = texts["id"].to_list(), texts["client_id"].to_list()
    bodies = [text_of(body or "", extra) for body, extra in zip(texts["body"], texts["extra"], strict=True)]
    found, pieces = defaultdict[str, list[Found]](list), _pieces(engine)
    for row in engine.rows(FOUND):
        found[row[0]].append(row[1:])
    by_id = dict(zip(ids, bodies, strict=True))
    by_id |= _other_bodies(engine, by_id, found)
    # Of the whole message: a snippet may begin behind the word that tells a bank's code from any other.
    for row_id, body, client_id, more in zip(ids, bodies, clients, strict_in(bodies), strict=True):
        whole, places = f"messages:{row_id}", found.get(row_id, ())
        values = _values(places, more) if places or more else ()
        parts = _parts(body, row_id, pieces)
        if whole in wanted:
            text, held = snippet(body, 0, 0, values)
            shown[whole] = (Evidence("messages", row_id, None, text, None, None, (*held, *parts), False, client_id),)
        for place in places:
            value, start, end, *_, normalized = place
            if (mark := f"{whole}#{start}-{end}") in wanted:
                text, held = snippet(body, start, end, values)
                # A detail has a normalized form, words have none.
                is_phrase = normalized is None
                own = Evidence("messages", row_id, value, text, start, end, (*held, *parts), is_phrase, client_id)
                shown[mark] = (own, *_others(row_id, place, by_id, client_id))
    return shown


# Of one detection: value, start and end, the messages that it stands in, category, normalized form.
Found = tuple[Any, ...]


def _others(row_id: str, place: Found, bodies: Mapping[str, str], client_id: str | None) -> Iterator[Evidence]:
    """The other messages of a detail in pieces; they are short, and nothing but pieces."""
    *_, message_ids, category, normalized = place
    for one in message_ids:
        if one != row_id:
            piece = snippet(bodies.get(one, ""), 0, 0)[0]
            told = ((piece, category, normalized or ""),)
            yield Evidence("messages", one, None, piece, details=told, client_id=client_id)


Pieces = Mapping[str, Sequence[tuple[str, str]]]


def _pieces(engine: Engine) -> Pieces:
    """Category and normalized form of every detail that a message holds a part of, but not the last."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for ids, last, category, normalized in engine.rows(PIECES):
        for one in ids:
            if one != last:
                found[one].append((category, normalized))
    return {one: sorted(parts) for one, parts in found.items()}


def _parts(text: str, row_id: str, pieces: Pieces) -> tuple[tuple[str, str, str], ...]:
    return tuple((text, category, normalized) for category, normalized in pieces.get(row_id, ())[:1])


Value = tuple[int, int, str, str]


def _values(places: Iterable[Found], more: Sequence[Value]) -> list[Value]:
    """Contact and payment values of a message: start, end, category, normalized form."""
    found = [
        (start, end, category, normalized)
        for _, start, end, _, category, normalized in places
        if normalized is not None
    ]
    for start, end, label, value in more:
        if not any(start < stop and begin < end for begin, stop, *_ in found):
            found.append((start, end, label, value))
    # Rows come in any order.
    return sorted(found)


def _other_bodies(engine: Engine, known: Mapping[str, str], found: Mapping[str, Sequence[Found]]) -> dict[str, str]:
    others = {one for places in found.values() for place in places for one in place[3] or ()} - set(known)
    if not others:
        return {}
    _want(engine, pl.Series(sorted(others), dtype=pl.String))
    return {one: text_of(body or "", extra) for one, body, extra, _ in engine.rows(TEXTS)}


def snippet(
    body: str, start: int, end: int, values: Sequence[Value] = ()
) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """About 160 characters around a place, cut between words and outside of values, with dots where something is left
    out; and the values that it holds."""
    if len(body) <= SNIPPET_LENGTH:
        return body, tuple((body[begin:stop], kind, value) for begin, stop, kind, value in values)
    spare = max(0, SNIPPET_LENGTH - (end - start)) // 2
    left, right = max(0, start - spare), min(len(body), end + spare)
    if left:
        left = min(start, body.find(" ", left, start) + 1 or left)
    if right < len(body):
        right = max(end, body.rfind(" ", end, right) if body.rfind(" ", end, right) > 0 else right)
    # Half a value would be shown whole where values are masked.
    left = min([left, *(begin for begin, stop, *_ in values if begin < left < stop)])
    right = max([right, *(stop for begin, stop, *_ in values if begin < right < stop)])
    held = tuple(
        (body[begin:stop], kind, value) for begin, stop, kind, value in values if left <= begin and stop <= right
    )
    return f"{'… ' if left else ''}{body[left:right]}{' …' if right < len(body) else ''}", held
