"""The ledger of input files, and what the store holds of accounts and quarantine."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.model.results import FileAccount, QuarantineRow
from auditor.profiles.own import identity
from auditor.settings import IngestOptions

# A "#" may stand in any name; behind such an ending it parts the file from a list in it.
_DOCUMENT = re.compile(r"(.+?\.(?:jsonl?|ndjson|csv|tsv|txt)(?:\.gz)?)#", re.IGNORECASE)
COLUMNS = """path, sha256, profile, table_name, encoding, physical_lines, rows_read, rows_loaded, rows_updated,
    rows_quarantined, rows_known, status, message"""


def file_of(path: str) -> str:
    """The file of an account: all of its name but the list of a document, which stands behind the ending and a "#"."""
    found = _DOCUMENT.match(path)
    return path if found is None else found[1]


def list_of(path: str) -> str:
    """The list of a document that an account is of, "" for a file that is one."""
    return path[len(file_of(path)) + 1 :]


def description(options: IngestOptions, path: Path, layout: Mapping[str, Any]) -> str:
    """How a file was read and where it lay (as a digest), as JSON for the ledger; `layout` is what a row of it needs."""
    return json.dumps({"read": reading(options), "place": place_of(path), **layout}, sort_keys=True)


def place_of(path: Path) -> str:
    """Where a file lies, as a digest: the store tells nobody about folders."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]


def reading(options: IngestOptions) -> str:
    """The options as one text; equal texts read a file alike."""
    return json.dumps(
        [
            options.timezone,
            options.date_order,
            options.freelancer,
            identity(options.profile),
            options.encoding,
            options.currency,
            *map(identity, options.more_profiles),
        ]
    )


def known_accounts(
    engine: Engine, sha256: str, options: IngestOptions, name: str, part: str | None = None
) -> tuple[FileAccount, ...]:
    """The accounts of the same bytes, last loaded with the same options, as what a second reading finds: all known.

    With `part`, only that of one list of a document; "" is a file that is one list.
    """
    rows = engine.rows(
        f"""SELECT {COLUMNS} FROM (
                SELECT * FROM ledger WHERE sha256 = $sha256 AND status = 'loaded'
                QUALIFY row_number() OVER (PARTITION BY coalesce(json_extract_string(options, '$.part'), '') ORDER BY file_no DESC) = 1)
            WHERE json_extract_string(options, '$.read') = $reading
            ORDER BY file_no""",
        {"sha256": sha256, "reading": reading(options)},
    )
    accounts = [FileAccount(*row) for row in rows]
    return tuple(_as_known(one, name) for one in accounts if part is None or list_of(one.path) == part)


def _as_known(account: FileAccount, name: str) -> FileAccount:
    part = list_of(account.path)
    return replace(
        account,
        path=f"{name}#{part}" if part else name,
        rows_loaded=0,
        rows_updated=0,
        rows_known=account.rows_read - account.rows_quarantined,
        status="known",
    )


def is_stated(engine: Engine, sha256: str, path: Path) -> bool:
    """Whether the store holds what these bytes state: they were read last at this place, or the place is new and they
    were read last at another one (a folder that was moved or copied states nothing anew)."""
    rows = engine.rows(
        """WITH latest AS (
               SELECT json_extract_string(options, '$.place') AS place, arg_max(sha256, file_no) AS sha256
               FROM ledger WHERE status = 'loaded' GROUP BY ALL)
           SELECT sha256 = $sha256 FROM latest
           WHERE place = $place OR (sha256 = $sha256 AND $place NOT IN (SELECT place FROM latest WHERE place IS NOT NULL))""",
        {"sha256": sha256, "place": place_of(path)},
    )
    return rows != [] and all(same for (same,) in rows)


def next_file_no(engine: Engine) -> int:
    """A number for the next file."""
    ((number,),) = engine.rows("SELECT coalesce(max(file_no), 0) + 1 FROM ledger")
    return int(number)


def write(
    engine: Engine, file_no: int, account: FileAccount, size_bytes: int, latest: datetime | None, options: str
) -> None:
    """Add one file to the ledger."""
    values = {
        "file_no": file_no,
        "size_bytes": size_bytes,
        "latest": latest,
        "options": options,
        **{name: getattr(account, name) for name in FileAccount.__slots__},
    }
    engine.execute(
        f"""INSERT INTO ledger (file_no, {COLUMNS}, size_bytes, latest_event, options)
            VALUES ($file_no, $path, $sha256, $profile, $table, $encoding, $physical_lines, $rows_read, $rows_loaded,
                    $rows_updated, $rows_quarantined, $rows_known, $status, $message, $size_bytes, $latest, $options)""",
        values,
    )


def later(engine: Engine, file_no: int, latest: datetime | None) -> datetime | None:
    """The later of `latest` and the latest event that the ledger knows of the file, where it is there."""
    ((moment,),) = engine.rows(
        "SELECT greatest(max(latest_event), $latest::TIMESTAMP) FROM ledger WHERE file_no = $file_no",
        {"file_no": file_no, "latest": latest},
    )
    return moment if isinstance(moment, datetime) else None


def correct(engine: Engine, file_no: int, retried: int, account: FileAccount, latest: datetime | None) -> None:
    """Bring the account of a file up to date after `retried` rows of its quarantine were read again as `account` says."""
    engine.execute(
        """UPDATE ledger SET rows_read = rows_read - $retried + $read, rows_loaded = rows_loaded + $loaded,
               rows_updated = rows_updated + $updated, rows_known = rows_known + $known,
               rows_quarantined = rows_quarantined - $retried + $quarantined,
               latest_event = greatest(latest_event, $latest::TIMESTAMP)
           WHERE file_no = $file_no""",
        {
            "file_no": file_no,
            "retried": retried,
            "read": account.rows_read,
            "loaded": account.rows_loaded,
            "updated": account.rows_updated,
            "known": account.rows_known,
            "quarantined": account.rows_quarantined,
            "latest": latest,
        },
    )


def file_accounts(engine: Engine) -> tuple[FileAccount, ...]:
    """The accounts of all files that were ever loaded into the store, in the order in which they were read."""
    return tuple(
        FileAccount(*row)
        for row in engine.rows(f"SELECT {COLUMNS} FROM ledger WHERE status <> 'replaced' ORDER BY file_no")
    )


def latest_accounts(engine: Engine) -> tuple[FileAccount, ...]:
    """The same of the latest reading of each file: an export that grew since then is one file and not two."""
    return tuple(
        FileAccount(*row)
        for row in engine.rows(
            f"""WITH placed AS (
                SELECT *, coalesce(json_extract_string(options, '$.place'), path) AS place
                FROM ledger WHERE status <> 'replaced'
            ), latest AS (
                SELECT * FROM placed QUALIFY sha256 = arg_max(sha256, file_no) OVER (PARTITION BY place)
            )
            SELECT {COLUMNS} FROM latest AS r
            WHERE r.status <> 'refused' OR NOT EXISTS (
                SELECT 1 FROM placed AS l
                WHERE l.status = 'loaded' AND (l.sha256 = r.sha256 OR (l.path = r.path AND l.file_no > r.file_no))
            )
            ORDER BY file_no"""
        )
    )


def unread_files(engine: Engine) -> tuple[str, ...]:
    """Files that may hold rows of a table and could not be read, until the same path is read at last."""
    rows = engine.rows(
        """SELECT DISTINCT path FROM ledger AS r
           WHERE r.status = 'refused' AND coalesce(r.table_name, '') <> ''
               AND NOT EXISTS (
                   SELECT 1 FROM ledger AS l
                   WHERE l.status = 'loaded' AND (l.sha256 = r.sha256 OR (l.path = r.path AND l.file_no > r.file_no))
               )
           ORDER BY path"""
    )
    return tuple(path for (path,) in rows)


def quarantine_rows(engine: Engine) -> tuple[QuarantineRow, ...]:
    """All faults of all rows that are set aside now, by file and line."""
    rows = engine.rows(
        """SELECT file, line, table_name, column_name, reason, raw FROM quarantine
           ORDER BY file, line, column_name, reason"""
    )
    return tuple(QuarantineRow(*row) for row in rows)


def write_refused(engine: Engine, account: FileAccount) -> None:
    """Note a refused file, once for the same bytes and the same reason."""
    seen = engine.rows(
        "SELECT 1 FROM ledger WHERE status = 'refused' AND path = $path AND sha256 = $sha256 AND message = $message",
        {"path": account.path, "sha256": account.sha256, "message": account.message},
    )
    if not seen:
        write(engine, next_file_no(engine), account, 0, None, "{}")
