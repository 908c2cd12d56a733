"""Accounts of files after joining: a row that another file tells with more facts was known, or its twin an update."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from auditor.engines.duckdb import Engine
from auditor.ingesting.ledger import list_of
from auditor.model.results import FileAccount

COUNTED = "recounted"


def recount(engine: Engine) -> None:
    """Count the files again that were read since the last time; with rows of one key it is the same.

    What was read later and lost was known, what was read later and won is an update.
    """
    ((after,),) = engine.rows("SELECT coalesce(max(value::INTEGER), 0) FROM meta WHERE key = $key", {"key": COUNTED})
    known = _moved(engine, after, "t.file_no > p.file_no", "t.file_no", "t.row_key")
    updated = _moved(engine, after, "p.file_no > t.file_no", "p.file_no", "p.row_key")
    for number in sorted(known | updated):
        _count_again(engine, number, known.get(number, 0), updated.get(number, 0))
    engine.execute("DELETE FROM meta WHERE key = $key", {"key": COUNTED})
    engine.execute("INSERT INTO meta SELECT $key, coalesce(max(file_no), 0)::VARCHAR FROM ledger", {"key": COUNTED})


def recounted(engine: Engine, accounts: Iterable[FileAccount]) -> list[FileAccount]:
    """The accounts of this run as the ledger has them now."""
    now = {"loaded": _as_in_ledger, "known": _as_known}
    return [now[one.status](engine, one) if one.status in now else one for one in accounts]


def _moved(engine: Engine, after: int, later: str, number: str, row: str) -> dict[int, int]:
    return dict(
        engine.rows(
            f"""SELECT {number}, count(DISTINCT {row}) FROM twins t JOIN payments p ON p.row_key = t.kept_key
                WHERE {later} AND {number} > $after GROUP BY {number}""",
            {"after": after},
        )
    )


def _count_again(engine: Engine, number: int, lost: int, won: int) -> None:
    # Most of them were counted as loaded; the versions of earlier rows among them as updated.
    ((loaded, updated, known),) = engine.rows(
        "SELECT rows_loaded, rows_updated, rows_known FROM ledger WHERE file_no = $number", {"number": number}
    )
    from_loaded = min(lost, loaded)
    to_updated = min(won, loaded - from_loaded)
    counts = {
        "loaded": loaded - from_loaded - to_updated,
        "updated": updated - (lost - from_loaded) + to_updated,
        "known": known + lost,
    }
    engine.execute(
        """UPDATE ledger SET rows_loaded = $loaded, rows_updated = $updated, rows_known = $known
           WHERE file_no = $number""",
        {**counts, "number": number},
    )


def _as_in_ledger(engine: Engine, account: FileAccount) -> FileAccount:
    rows = engine.rows(
        """SELECT rows_loaded, rows_updated, rows_quarantined, rows_known FROM ledger
           WHERE path = $path AND sha256 = $sha256 AND status = 'loaded'
           ORDER BY file_no DESC LIMIT 1""",
        {"path": account.path, "sha256": account.sha256},
    )
    # Another file may have told a row soundly that was set aside here: it is known now.
    ((loaded, updated, aside, known),) = rows
    return replace(account, rows_loaded=loaded, rows_updated=updated, rows_quarantined=aside, rows_known=known)


def _as_known(engine: Engine, account: FileAccount) -> FileAccount:
    """Nothing of it was read now, but rows of it may have been lifted by a file that was."""
    rows = engine.rows(
        """SELECT rows_quarantined FROM ledger
           WHERE sha256 = $sha256 AND status = 'loaded' AND coalesce(json_extract_string(options, '$.part'), '') = $part
           ORDER BY file_no DESC LIMIT 1""",
        {"sha256": account.sha256, "part": list_of(account.path)},
    )
    aside = rows[0][0] if rows else account.rows_quarantined
    return replace(account, rows_quarantined=aside, rows_known=account.rows_read - aside)
