"""Rows whose id holds their amount, exported again with another one: the corrected row takes the place of the first.

Such ids are made where those of an export repeat (`transaction` in a profile), and merging by key finds nothing to update.
A later reading of the same file tells which row is meant: it has the same id, kind and day, and the first amount no more.
Where the two stand in different files, nobody can tell a correction from a second movement; both count, and it is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from auditor.engines.duckdb import Engine
from auditor.ingesting.ledger import place_of
from auditor.ingesting.lifting import SAME_PLACE
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.superseding import supersede_apart, supersede_stored
from auditor.model.profiles import How
from auditor.model.results import FileAccount
from auditor.model.tables import Table

SHOWN = 5
# What tells rows of one id apart from each other, beside the amount.
ALIKE = {
    "payments": "new.ref_id = old.ref_id AND new.paid_at = old.paid_at AND new.kind IS NOT DISTINCT FROM old.kind",
    "set_apart": "new.ref_id = old.ref_id AND new.paid_on = old.paid_on AND new.reason = old.reason",
}
HERE = {"payments": "incoming", "set_apart": "apart_rows"}


@dataclass(frozen=True, slots=True)
class Corrected:
    """How many new rows took the place of earlier ones, and what is said of those that may have to."""

    rows: int
    warnings: tuple[str, ...]

    def counted(self, account: FileAccount) -> FileAccount:
        """The account with these rows as updates."""
        # A new row that replaced one of its own key too is an update already.
        rows = min(self.rows, account.rows_loaded)
        return replace(account, rows_loaded=account.rows_loaded - rows, rows_updated=account.rows_updated + rows)


def correct_amounts(
    engine: Engine, table: Table, file: PlannedFile, file_no: int, latest: datetime | None, recalled: Mapping[str, int]
) -> Corrected:
    """Take out rows that this file, just merged, has with another amount. `recalled` are keys that it has as before, broken
    and repaired by a person."""
    source = file.profile.columns.get("payment_id")
    if table.name != "payments" or source is None or source.how is not How.TRANSACTION:
        return Corrected(0, ())
    known = {"file_no": file_no, "profile": file.profile.name, "place": place_of(file.place), "part": file.part or ""}
    rows, said = 0, []
    for name, alike in ALIKE.items():
        if not _find(engine, name, alike, {**known, "latest": latest, "recalled": list(recalled)}):
            continue
        ((count,),) = engine.rows("SELECT count(DISTINCT new_key) FROM corrected WHERE sure")
        if count:
            gone = "row_key IN (SELECT row_key FROM corrected WHERE sure)"
            supersede_stored(engine, table, gone) if name == "payments" else supersede_apart(engine, gone)
            rows += count
        said += _doubts(engine, file, source.take[0])
    return Corrected(rows, tuple(said))


def _find(engine: Engine, name: str, alike: str, params: dict[str, object]) -> bool:
    """Make `corrected`: rows of earlier files that this one does not have, beside a new row of it that is alike but for the amount.

    It is `sure` that they were corrected where they are of this very file, no older version of it is read here, and nothing
    of it is set aside that could be the row itself.
    """
    pairs = f"""FROM {name} AS new JOIN {name} AS old ON {alike} AND old.file_no <> new.file_no
            AND old.row_key <> new.row_key AND old.amount IS DISTINCT FROM new.amount
        JOIN ledger AS l ON l.file_no = old.file_no
        WHERE new.file_no = $file_no AND l.profile = $profile AND l.status = 'loaded'"""
    told = {key: params[key] for key in ("file_no", "profile")}
    if not engine.rows(f"SELECT 1 {pairs} LIMIT 1", told):
        return False
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE corrected AS
            SELECT old.row_key, new.row_key AS new_key, old.ref_id, old.amount, new.amount AS new_amount, old.source_file,
                   old.source_line, new.source_line AS new_line,
                   coalesce({SAME_PLACE} AND coalesce($latest >= l.latest_event, true), false) AND NOT EXISTS (
                       SELECT 1 FROM quarantine AS q WHERE q.file_no = $file_no
                       AND (coalesce(q.row_key, '') = '' OR starts_with(q.row_key, old.ref_id || '/'))) AS sure
            {pairs} AND old.row_key NOT IN (SELECT row_key FROM {HERE[name]})
                AND NOT list_contains($recalled::VARCHAR[], old.row_key)""",
        params,
    )
    return True


def _doubts(engine: Engine, file: PlannedFile, column: str) -> list[str]:
    rows = engine.rows(
        """SELECT ref_id, amount, new_amount, source_file, source_line, new_line FROM corrected WHERE NOT sure
           ORDER BY new_line, source_file, source_line"""
    )
    said = [
        f"{file.name}:{new_line}: {column} {ref} stands here with {_money(new)}, and with {_money(old)}, kind and day alike, in {other}:{line};"
        " both are counted -> if one corrects the other, take the wrong row out of its file and read all files into a new store (--db)"
        for ref, old, new, other, line, new_line in rows
    ]
    more = len(said) - SHOWN
    return [*said[:SHOWN], f"{file.name}: {more} more such rows"] if more > 0 else said


def _money(amount: object) -> str:
    whole, _, part = f"{amount}".partition(".")
    return f"{whole}.{part.rstrip('0'):0<2}"
