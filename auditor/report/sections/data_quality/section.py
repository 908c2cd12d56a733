"""What was read, what was set aside, and what that means for the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from auditor.model.phrasing import count
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult, FileAccount
from auditor.model.visible import shorten

MOST_REASONS = 40
STATUSES = {"loaded": "read", "known": "read before", "refused": "not read"}


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The accounting of every file, faults by kind, warnings, and rows that lie after as-of."""
    files = sorted(result.files, key=lambda one: (one.status != "refused", one.path, one.table, one.sha256))
    faults = Counter((one.file, one.table, one.column, one.reason) for one in result.quarantine)
    kinds = sorted(faults.items(), key=lambda item: (-item[1], item[0]))
    return {
        "sentence": _sentence(result),
        "files": [_file(one, limits) for one in files[: limits.files]],
        "more_files": max(0, len(files) - limits.files),
        "faults": [
            (number, *(shorten(one, limits.snippet_characters) for one in kind))
            for kind, number in kinds[:MOST_REASONS]
        ],
        "more_faults": max(0, len(kinds) - MOST_REASONS),
        "warnings": [shorten(one, 2 * limits.snippet_characters) for one in result.warnings[: limits.warnings]],
        "more_warnings": max(0, len(result.warnings) - limits.warnings),
        "later": _later(result),
    }


def _sentence(result: AuditResult) -> str:
    read, aside = (sum(getattr(one, name) for one in result.files) for name in ("rows_read", "rows_quarantined"))
    refused = sum(one.status == "refused" for one in result.files)
    text = f"{count(read, 'row')} read from {count(len(result.files), 'file')}; "
    text += f"{count(aside, 'row')} set aside." if aside else "no row was set aside."
    return f"{text} {count(refused, 'file')} could not be read." if refused else text


def _file(one: FileAccount, limits: Limits) -> Mapping[str, Any]:
    counts = (one.rows_loaded, one.rows_updated, one.rows_quarantined, one.rows_known)
    return {
        "path": shorten(one.path, limits.snippet_characters),
        "table": one.table or "–",
        "profile": one.profile or "–",
        "numbers": [f"{number:,}" for number in (one.rows_read, *counts)],
        "adds_up": one.rows_read == sum(counts),
        "status": STATUSES.get(one.status, one.status),
        "message": shorten(one.message, limits.snippet_characters),
    }


def _later(result: AuditResult) -> list[str]:
    frame = result.frames.get("after_as_of")
    rows = [] if frame is None else frame.sort("table_name").iter_rows(named=True)
    return [f"{count(row['rows_later'], 'row')} of {row['table_name']}" for row in rows if row["rows_later"]]


SECTION = Section(70, "Data quality", context)
