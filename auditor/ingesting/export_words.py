"""Faults of a platform's or bank's export in the words of that export: its own columns, and what can be done about them there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting import no_times
from auditor.ingesting.ledger import file_of
from auditor.ingesting.mapping import places_of
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.staging import Origin
from auditor.model.phrasing import listed
from auditor.model.profiles import CLIENT_BY_SIDE, How, Profile, Source, plain

SHOWN_WRITERS = 5
# How it begins where a thread does not tell its client.
NO_CLIENT = "E101 the client is not known"
NO_REFUND = "E310 a negative amount that is no refund -> set kind to 'refund', or correct the sign"
DAY_AS = "as 2025-03-31"
TIME_AS = "as 14:05:00 (hours up to 23)"
ZONE_AS = "as UTC, Europe/Berlin or +02:00"


def in_export_words(told: pl.DataFrame, engine: Engine, profile: Profile, raw: RawRows, origin: Origin) -> pl.DataFrame:
    """The faults with those reasons said anew that speak of something that the export does not have."""
    said: dict[str, str] = {}
    for column, source in profile.columns.items():
        if source.how is How.CLOCK:
            said |= dict(of_clock(column, source))
        if source.how in CLIENT_BY_SIDE:
            begin = f"E101 {column} is missing"
            if told["reason"].str.starts_with(begin).any():
                writers = _writers(engine, raw, source.take[0])
                said[f"{begin} -> fill it in"] = _of_sides(source, writers, origin)
    amount = profile.columns.get("amount")
    if amount and profile.digest:
        said[NO_REFUND] = f"{NO_REFUND.partition(' -> ')[0]} -> {_of_negative(profile, amount)}"
    return told.with_columns(pl.col("reason").replace(said)) if said else told


def _of_negative(profile: Profile, amount: Source) -> str:
    """What can be done in the user's own profile about rows below zero: what they are, only the user knows."""
    kind = profile.columns.get("kind")
    place = json.dumps(list(kind.take[:1]), ensure_ascii=False) if kind and kind.take else '["…"]'
    refund = (
        f'kind = {{ how = "map", take = {place}, words = {{ "Order cancelled" = "refund", "*" = "" }} }} in [columns]'
    )
    if kind and kind.words:
        refund = f'the word that says so in {place[2:-2]} as one that means "refund", to kind in [columns]'
    outgoing = f'[[apart]] with reason = "outgoing", test = "negative" and columns = {json.dumps(amount.take[:1], ensure_ascii=False)}'
    return (
        f"correct the sign; or, where such rows are money that went out, add to the profile: {outgoing}; or, where they are money"
        f" given back to who had paid it (an order cancelled, a refund, a chargeback), add {refund}"
    )


def of_clock(column: str, source: Source) -> Iterator[tuple[str, str]]:
    """What was said of each kind of fault in a time, and what is said instead."""
    day, *more = source.take
    parts = [f"{name} {form}" for name, form in zip(more, (TIME_AS, ZONE_AS), strict=False)]
    whole = f"write {listed([f'{day} {DAY_AS}', *parts])}"
    remedies: Mapping[str, str] = {
        no_times.ORDER: f"write {day} {DAY_AS}",
        no_times.OTHER_ORDER: f"write {day} {DAY_AS}, or in the order of the other rows",
        no_times.DAY: f"correct the day, month or year in {day}, and write it {DAY_AS}",
        no_times.HOUR: f"write {listed(parts)}" if parts else f"write {day} {DAY_AS}",
        no_times.GAP: f"correct the hour{f' in {more[0]}' if more else ''}"
        + (f", or write the offset, as +02:00, into {more[1]}" if len(more) > 1 else ""),
        no_times.OTHER: whole,
        no_times.FORM: whole,
    }
    what = f"the time in {listed(source.take)}" if more else day
    for kind, one in no_times.KINDS.items():
        yield f"E201 {column} {one.problem} -> {one.remedy}", f"E201 {what} {one.problem} -> {remedies[kind]}"


def _writers(engine: Engine, raw: RawRows, name: str) -> list[str]:
    place = places_of(raw.header).get(plain(name))
    if place is None:
        return []
    sql = f"SELECT DISTINCT trim({place}) FROM {raw.relation} WHERE trim({place}) <> '' ORDER BY ALL"
    return [str(writer) for (writer,) in engine.rows(sql, raw.params)]


def _of_sides(source: Source, writers: list[str], origin: Origin) -> str:
    column = source.take[0]
    if origin.freelancer is not None and origin.freelancer not in writers:
        shown = listed(writers[:SHOWN_WRITERS], "or") + (" …" if len(writers) > SHOWN_WRITERS else "")
        return (
            f"{NO_CLIENT}, because {column} never holds '{origin.freelancer}', the freelancer of this run"
            f" -> see which of {shown} the freelancer is, and load this file by itself with that id:"
            f" auditor ingest {file_of(origin.name)} --freelancer ID"
        )
    if source.how is How.OTHER_END:
        return f"{NO_CLIENT}: neither {listed(source.take, 'nor')} is the freelancer, or both are -> correct the row"
    return (
        f"{NO_CLIENT}: beside the freelancer nobody writes in this thread, or several do ({column})"
        " -> write its messages into a messages.csv, which has a column client_id"
    )
