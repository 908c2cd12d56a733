"""Columns that a file's layout does not have say nothing of its rows.

Exports of one platform come in wider and narrower layouts, and a user's own tables with and without a column. A row told
again by a narrower one keeps what the wider one told, whichever of the two is read first.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.engines.duckdb import Engine
from auditor.ingesting.mapping import is_told, places_of
from auditor.ingesting.staging import Origin, hash_sql, key_sql
from auditor.model.profiles import Profile
from auditor.model.tables import Table

_OF = "map_entries(coalesce({0}.extra, '{{}}')::JSON::MAP(VARCHAR, JSON))"
_NEW = "coalesce(t.extra, '{}')::JSON::MAP(VARCHAR, JSON)"
# What stood in columns that this header has too is as the incoming row says; the order stays, so that equal texts are equal.
EXTRA = f"""CASE WHEN s.extra IS NULL THEN t.extra ELSE nullif(to_json(map_from_entries(list_concat(
        list_transform(list_filter({_OF.format("s")},
            lambda e: NOT list_contains($labels::VARCHAR[], e.key) OR map_contains({_NEW}, e.key)),
            lambda e: {{'key': e.key, 'value': coalesce(({_NEW})[e.key], e.value)}}),
        list_filter({_OF.format("t")},
            lambda e: NOT map_contains(s.extra::JSON::MAP(VARCHAR, JSON), e.key)))))::VARCHAR, '{{}}') END"""


def lacking(table: Table, profile: Profile, header: Sequence[str]) -> tuple[str, ...]:
    """The columns of `table` that a file with this header does not tell by this profile; whose row it is, is known apart."""
    places = places_of(header)
    told = {name for name, source in profile.columns.items() if is_told(source, places)}
    return tuple(name for name in table.names if name not in told and name != "freelancer_id")


def fill_incoming(engine: Engine, table: Table, profile: Profile, header: Sequence[str], origin: Origin) -> None:
    """Fill `typed` from rows of the same keys in the store, where this file's layout lacks the column.

    Tables that a person states are left alone: there, what is no longer written is taken back.
    """
    names = [name for name in lacking(table, profile, header) if name != "client_id" or origin.client_given]
    if table.stated:
        return
    key = key_sql(table, profile)
    filled = [f"bool_or({name} IS NOT NULL)" for name in (*names, "extra")]
    ((*held,),) = engine.rows(
        f"SELECT {', '.join(filled)} FROM {table.name} WHERE row_key IN (SELECT {key} FROM typed WHERE apart IS NULL)"
    )
    chosen = [name for name, one in zip(names, held, strict=False) if one]
    sets = [f"{name} = coalesce(t.{name}, s.{name})" for name in _with_precision(table, chosen)]
    params: dict[str, object] = {}
    if held[-1]:
        sets.append(f"extra = {EXTRA}")
        params["labels"] = [name.strip() for name in header]
    if sets:
        engine.execute(
            f"""UPDATE typed_rows AS t SET {", ".join(sets)}
                FROM (SELECT row_key, {", ".join((*_with_precision(table, chosen), "extra"))} FROM {table.name}) AS s,
                     (SELECT row_no, {key} AS key FROM typed WHERE apart IS NULL) AS k
                WHERE t.rowid = k.row_no AND k.key = s.row_key""",
            params,
        )


def fill_stored(engine: Engine, table: Table, profile: Profile, header: Sequence[str]) -> None:
    """The same the other way round, for stored rows that stay because their file has the later event.

    Only a file read by the same profile tells what it lacked; of another one it is not known.
    """
    if table.stated:
        return
    files = engine.rows(
        f"""SELECT file_no, json_extract_string(options, '$.header')::VARCHAR[] FROM ledger
            WHERE json_extract_string(options, '$.profile') = $profile AND file_no IN (
                SELECT s.file_no FROM overlap JOIN {table.name} s USING (row_key) WHERE NOT newer AND NOT same)""",
        {"profile": profile.identity},
    )
    mine = set(lacking(table, profile, header))
    for file_no, other in files:
        names = [name for name in lacking(table, profile, other or ()) if name not in mine and name != "client_id"]
        if names:
            sets = [f"{name} = coalesce(s.{name}, t.{name})" for name in _with_precision(table, names)]
            engine.execute(
                f"""UPDATE {table.name} AS s SET {", ".join(sets)} FROM overlap o JOIN typed t USING (row_no)
                    WHERE s.row_key = o.row_key AND s.file_no = $file_no AND NOT o.newer AND NOT o.same""",
                {"file_no": file_no},
            )
            engine.execute(
                f"UPDATE {table.name} SET row_hash = {hash_sql(table)} WHERE file_no = $file_no", {"file_no": file_no}
            )


def _with_precision(table: Table, names: Sequence[str]) -> list[str]:
    return [*names, *(f"{name}_precision" for name in names if name in table.times)]
