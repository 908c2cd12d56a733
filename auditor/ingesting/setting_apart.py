"""Rows of statements that are no income: kept with their reason, counted as loaded, never a payment.

A row can change sides between two exports (a pending payment is completed, a completed one denied); as everywhere,
the version from the file with the latest event wins, and the other one goes to `superseded`.
"""

from __future__ import annotations

from datetime import datetime

from auditor.engines.duckdb import Engine
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.staging import Origin, key_sql, line_join, line_sql
from auditor.ingesting.superseding import NEWER, supersede_apart, supersede_stored
from auditor.model.profiles import Profile
from auditor.model.tables import Table


def set_apart(
    engine: Engine, table: Table, profile: Profile, raw: RawRows, origin: Origin, latest: datetime | None
) -> tuple[int, int, int]:
    """Keep the rows of the file that the profile sets apart; returns (loaded, updated, known)."""
    if not profile.apart:
        return 0, 0, 0
    _stage(engine, table, profile, raw)
    _compare(engine, table, origin, latest)
    _keep_losers(engine, origin)
    supersede_stored(engine, table, "row_key IN (SELECT row_key FROM apart_rows WHERE action = 'updated')")
    supersede_apart(engine, "row_key IN (SELECT row_key FROM apart_rows WHERE action = 'updated')")
    values = ", ".join(_values(profile))
    engine.execute(
        f"""INSERT INTO set_apart (row_key, row_hash, reason, content, profile, source_file, source_line, file_no,
                                   platform, {values})
            SELECT row_key, hash(content), reason, content, $profile, $file, line, $file_no, $platform, {values}
            FROM apart_rows WHERE action <> 'known' ORDER BY line""",
        {"profile": profile.name, "file": origin.name, "file_no": origin.file_no, "platform": origin.platform},
    )
    return _counts(engine)


def _values(profile: Profile) -> tuple[str, ...]:
    # Only rows with a role are joined to others, and need more than their content.
    joined = any(rule.role for rule in profile.apart)
    return ("role", "paid_on", "amount", "currency", "counterparty", *profile.joints) if joined else ("role",)


def _stage(engine: Engine, table: Table, profile: Profile, raw: RawRows) -> None:
    labels = {f"apart_label_{number}": name.strip() for number, name in enumerate(raw.header)}
    pairs = ", ".join(f"${label}::VARCHAR, raw.c{number}" for number, label in enumerate(labels))
    # Without an id of its own a row is told from its like by all that it says.
    key = f"{key_sql(table, profile)} || CASE WHEN {table.key[0]} IS NULL THEN '/' || md5(content) ELSE '' END"
    values = "".join(f", {_typed(name)}" for name in _values(profile)[1:])
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE apart_rows AS
            SELECT apart AS reason, json_object({pairs})::VARCHAR AS content, {key} AS row_key, {line_sql(raw)},
                   'loaded' AS action, role{values}
            FROM typed {line_join(raw)} JOIN raw ON raw.rowid = row_no WHERE apart IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY row_key, content ORDER BY row_no DESC) = 1""",
        {**labels, "first_line": raw.lines.first_line},
    )


def _typed(name: str) -> str:
    return "CAST(paid_at AS DATE) AS paid_on" if name == "paid_on" else name


def _keep_losers(engine: Engine, origin: Origin) -> None:
    # A version that does not win is kept, once, whichever of the two files is read first.
    engine.execute(
        """INSERT INTO superseded
           SELECT 'set_apart', row_key, $file_no, $file, line, content FROM apart_rows a
           WHERE action = 'known' AND NOT EXISTS (
                   SELECT 1 FROM set_apart s WHERE s.row_key = a.row_key AND s.content = a.content)
               AND NOT EXISTS (
                   SELECT 1 FROM superseded s
                   WHERE s.table_name = 'set_apart' AND s.row_key = a.row_key AND s.content = a.content)
           ORDER BY line""",
        {"file_no": origin.file_no, "file": origin.name},
    )


def _compare(engine: Engine, table: Table, origin: Origin, latest: datetime | None) -> None:
    engine.execute(
        f"""UPDATE apart_rows SET action = CASE WHEN o.same OR NOT o.newer THEN 'known' ELSE 'updated' END
            FROM (SELECT a.row_key, a.content, bool_or(coalesce(s.content = a.content, false)) AS same,
                         bool_and({NEWER}) AS newer
                  FROM apart_rows a
                  JOIN (SELECT row_key, content, file_no FROM set_apart
                        UNION ALL SELECT row_key, NULL, file_no FROM {table.name}) s USING (row_key)
                  LEFT JOIN ledger l ON l.file_no = s.file_no
                  GROUP BY a.row_key, a.content) o
            WHERE o.row_key = apart_rows.row_key AND o.content = apart_rows.content""",
        {"latest": latest, **origin.bound()},
    )


def _counts(engine: Engine) -> tuple[int, int, int]:
    ((total, loaded, updated),) = engine.rows(
        """SELECT (SELECT count(*) FROM typed WHERE apart IS NOT NULL), count(*) FILTER (WHERE action = 'loaded'),
                  count(*) FILTER (WHERE action = 'updated') FROM apart_rows"""
    )
    return int(loaded), int(updated), int(total - loaded - updated)
