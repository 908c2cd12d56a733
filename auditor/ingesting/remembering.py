"""Remembers which broken lines a person has repaired, so that a longer export with the same line does not ask again.

Kept in `meta`: 'repaired/DIGEST' names the row that a text became; 'repairing/FILE/LINE/DIGEST' leads from a text that is
still wrong back to the one in the export.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.engines.duckdb import Engine
from auditor.ingesting.lifting import ROWS_ASIDE
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.repairs import Repair
from auditor.ingesting.staging import key_sql, line_join, line_sql, place_lines
from auditor.model.results import FileAccount
from auditor.model.tables import Table

REPAIRED, REPAIRING = "repaired/", "repairing/"


def remember(
    engine: Engine,
    table: Table,
    file: PlannedFile,
    raw: RawRows,
    file_no: int,
    freelancer: str | None,
    repairs: Sequence[Repair],
) -> None:
    """Note what `repairs` became. To be called behind the merge of them, in its transaction."""
    keys, aside = _keys(engine, table, file, raw, file_no), _aside(engine, file_no)
    for one in repairs:
        digest = _digest(file, one.raw)
        digests = [digest, *_earlier(engine, file_no, one.line, digest)]
        if one.line in aside:
            for text in aside[one.line]:
                key = f"{REPAIRING}{file_no}/{one.line}/{_digest(file, text)}"
                _note(engine, key, digests[-1])
        elif keys.get(one.line):
            row = {"file_no": file_no, "row_key": keys[one.line].pop(0), "freelancer": freelancer}
            _note(engine, REPAIRED + digests[-1], json.dumps(row))


def recall(
    engine: Engine, table: Table, file: PlannedFile, account: FileAccount, file_no: int, freelancer: str | None
) -> tuple[FileAccount, dict[str, int]]:
    """Take lines that were repaired before out of the quarantine of a file just read; they count as known.

    Returns the account, and the keys of the rows that they became with the lines.
    """
    if not account.rows_quarantined or not engine.rows(f"SELECT 1 FROM meta WHERE key LIKE '{REPAIRED}%' LIMIT 1"):
        return account, {}
    lines = _aside(engine, file_no)
    known = [
        (line, str(row["row_key"]))
        for line, _, row in _matched(engine, file, freelancer, lines)
        if _is_there(engine, table, file_no, int(str(row["file_no"])), str(row["row_key"]))
    ]
    # Several rows may stand on one line of JSON; only a line that is known as a whole is lifted.
    per_line = Counter(line for line, _ in known)
    lifted = [line for line, count in per_line.items() if count == len(lines[line])]
    engine.execute(
        "DELETE FROM quarantine WHERE file_no = $file_no AND list_contains($lines::BIGINT[], line)",
        {"file_no": file_no, "lines": lifted},
    )
    rows = sum(per_line[line] for line in lifted)
    account = replace(account, rows_quarantined=account.rows_quarantined - rows, rows_known=account.rows_known + rows)
    return account, {key: line for line, key in known if line in lifted}


def _matched(
    engine: Engine, file: PlannedFile, freelancer: str | None, lines: dict[int, list[str]]
) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Each text that was repaired before with the row it became; a text that stands twice needs two repairs."""
    remembered: dict[str, list[dict[str, object]]] = {}
    for key, value in engine.rows(f"SELECT key, value FROM meta WHERE key LIKE '{REPAIRED}%' ORDER BY value"):
        row = json.loads(value)
        # A run that names no freelancer contradicts none.
        if freelancer is None or row.get("freelancer") in (None, freelancer):
            remembered.setdefault(key.removeprefix(REPAIRED), []).append(row)
    for line, texts in sorted(lines.items()):
        for text in texts:
            rows = remembered.get(_digest(file, text))
            if rows:
                yield line, text, rows.pop(0)


def _is_there(engine: Engine, table: Table, current: int, file_no: int, row_key: str) -> bool:
    """Whether the store has the repaired row, no row of this file is it, and this file goes on with the one it was of."""
    ((stored,),) = engine.rows(
        f"""SELECT EXISTS (SELECT 1 FROM {table.name} WHERE row_key = $key AND file_no <> $current)
                OR EXISTS (SELECT 1 FROM set_apart WHERE row_key = $key AND file_no <> $current)""",
        {"key": row_key, "current": current},
    )
    if not stored:
        # Then the file may have gone in without `incoming`.
        return False
    ((goes_on,),) = engine.rows(
        f"""SELECT NOT EXISTS (SELECT 1 FROM incoming WHERE row_key = $key)
               AND (NOT EXISTS (SELECT 1 FROM {table.name} WHERE file_no = $file_no AND row_key <> $key)
                    OR EXISTS (SELECT 1 FROM {table.name} AS stored JOIN incoming USING (row_key)
                               WHERE stored.file_no = $file_no))""",
        {"key": row_key, "file_no": file_no},
    )
    return bool(goes_on)


def _keys(engine: Engine, table: Table, file: PlannedFile, raw: RawRows, file_no: int) -> dict[int, list[str]]:
    """The keys of the repaired rows by the line that they stood on."""
    place_lines(engine, raw)
    rows = engine.rows(
        f"""SELECT line, row_key FROM (
                SELECT {line_sql(raw)}, {key_sql(table, file.profile)} AS row_key, row_no
                FROM typed {line_join(raw)} WHERE apart IS NULL AND row_no NOT IN (SELECT row_no FROM unsound))
            UNION ALL SELECT source_line, row_key FROM set_apart WHERE file_no = $file_no ORDER BY 1, 2""",
        {"file_no": file_no} if raw.lines.first_line is None
        else {"file_no": file_no, "first_line": raw.lines.first_line},
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    for line, key in rows:
        found.setdefault(line, []).append(key)
    return found


def _aside(engine: Engine, file_no: int) -> dict[int, list[str]]:
    """The texts of each line of a file that are set aside, one for each row."""
    found: dict[int, list[str]] = {}
    for line, text, rows in engine.rows(
        f"SELECT line, raw, rows FROM ({ROWS_ASIDE}) WHERE file_no = $file_no ORDER BY line, raw",
        {"file_no": file_no},
    ):
        found.setdefault(line, []).extend([text] * rows)
    return found


def _earlier(engine: Engine, file_no: int, line: int, digest: str) -> list[str]:
    """The digest of the text in the export, where the row was repaired in several steps."""
    key = {"key": f"{REPAIRING}{file_no}/{line}/{digest}"}
    return [value for (value,) in engine.rows("SELECT value FROM meta WHERE key = $key LIMIT 1", key)]


def _note(engine: Engine, key: str, value: str) -> None:
    engine.execute("INSERT INTO meta VALUES ($key, $value)", {"key": key, "value": value})


def _digest(file: PlannedFile, text: str) -> str:
    scope = json.dumps([file.profile.name, file.profile.table, text])
    return hashlib.sha256(scope.encode()).hexdigest()
