"""Accounts of files after joining: a row that another file tells with more facts was known, or its twin an update."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from auditor.engines.duckdb import Engine
from auditor.model.results import FileAccount


def recount(engine: Engine, accounts: Iterable[FileAccount], after: int) -> list[FileAccount]:
    """The accounts, with those of files whose ledger number is above `after` counted again, here and in the ledger.

    As with rows of one key: what was read later and lost was known, what was read later and won is an update.
    """
    known = dict(engine.rows(_counted("t.file_no > p.file_no", "t.file_no"), {"after": after}))
    updated = dict(engine.rows(_counted("p.file_no > t.file_no", "p.file_no"), {"after": after}))
    numbers = {
        (path, sha256): number
        for number, path, sha256 in engine.rows(
            "SELECT file_no, path, sha256 FROM ledger WHERE file_no > $after AND status = 'loaded'", {"after": after}
        )
    }
    return [_recounted(engine, one, numbers.get((one.path, one.sha256)), known, updated) for one in accounts]


def _counted(later: str, number: str) -> str:
    row = "t.row_key" if number.startswith("t.") else "p.row_key"
    return f"""SELECT {number}, count(DISTINCT {row}) FROM twins t JOIN payments p ON p.row_key = t.kept_key
               WHERE {later} AND {number} > $after GROUP BY {number}"""


def _recounted(
    engine: Engine, account: FileAccount, number: int | None, known: dict[int, int], updated: dict[int, int]
) -> FileAccount:
    if number is None or account.status != "loaded" or number not in known | updated:
        return account
    lost, won = known.get(number, 0), updated.get(number, 0)
    from_loaded = min(lost, account.rows_loaded)
    counts = {
        "rows_known": account.rows_known + lost,
        "rows_updated": account.rows_updated - (lost - from_loaded),
        "rows_loaded": account.rows_loaded - from_loaded,
    }
    moved = min(won, counts["rows_loaded"])
    counts["rows_loaded"] -= moved
    counts["rows_updated"] += moved
    assignments = ", ".join(f"{name} = ${name}" for name in counts)
    engine.execute(f"UPDATE ledger SET {assignments} WHERE file_no = $number", {**counts, "number": number})
    return replace(
        account,
        rows_loaded=counts["rows_loaded"],
        rows_updated=counts["rows_updated"],
        rows_known=counts["rows_known"],
    )
