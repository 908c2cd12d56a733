"""Which files tell a stored row as it stands: a row is as late as the latest of them, whichever was read first.

Without it, exports that say open, paused, open would end as open or as paused by the order of reading.
"""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.ingesting.superseding import NEWER
from auditor.model.tables import Table

# The latest event of the files that tell the stored row s as it stands: l is the ledger row of the one that it came from.
CONFIRMED = """LEFT JOIN (
        SELECT row_key, max(latest_event) AS latest_event FROM confirmed JOIN ledger USING (file_no)
        WHERE confirmed.table_name = $table AND ledger.status = 'loaded' GROUP BY row_key) AS told ON told.row_key = s.row_key"""
LATEST = "greatest(l.latest_event, told.latest_event)"
NEWER_THAN_ALL = NEWER.replace("l.latest_event", LATEST)
LATER = f"coalesce($latest > {LATEST}, false)"


def confirm(engine: Engine, table: Table, file_no: int) -> None:
    """Note the rows of `overlap` that this file tells as they stand, and later; to be called behind the merge.

    A file that a person states is left out: each version of it says anew which rows are its own.
    """
    if table.stated or not engine.rows("SELECT 1 FROM overlap WHERE same AND later LIMIT 1"):
        return
    told = {"table": table.name}
    engine.execute(
        "DELETE FROM confirmed WHERE table_name = $table AND row_key IN (SELECT row_key FROM overlap WHERE same AND later)",
        told,
    )
    engine.execute(
        "INSERT INTO confirmed SELECT DISTINCT $table, row_key, $file_no FROM overlap WHERE same AND later",
        {**told, "file_no": file_no},
    )
