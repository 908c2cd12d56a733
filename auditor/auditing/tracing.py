"""From a finding back to the files: which line of which export each row of its evidence came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.model.results import Evidence, Finding

SOURCES = {
    "messages": "SELECT source_file, source_line FROM messages WHERE message_id = $id",
    "payments": "SELECT source_file, source_line FROM payments WHERE payment_id = $id",
    "contracts": "SELECT source_file, source_line FROM contracts WHERE contract_id = $id",
    "relationships": "SELECT source_file, source_line FROM relationships WHERE client_id || '/' || freelancer_id = $id",
    "reports": "SELECT source_file, source_line FROM reports WHERE report_id = $id",
}


@dataclass(frozen=True, slots=True)
class Traced:
    """One row of evidence and where it stands: `file` and 1-based `line`, None where the store does not know them."""

    evidence: Evidence
    file: str | None
    line: int | None


def find(found: Sequence[Finding], name: str) -> Finding:
    """The one finding whose id is `name` or begins with it.

    Raises UsageError when there is none, or when several begin so.
    """
    matching = [one for one in found if one.finding_id.startswith(name)]
    if len(matching) == 1:
        return matching[0]
    problem = "no finding has this id" if not matching else f"{len(matching)} findings begin so"
    raise UsageError(f"{name}: {problem} -> 'auditor findings' lists them with their ids")


def trace(engine: Engine, finding: Finding) -> tuple[Traced, ...]:
    """Every row of the finding's evidence with its file and line, in the order of the evidence."""
    return tuple(_traced(engine, item) for item in finding.evidence)


def _traced(engine: Engine, item: Evidence) -> Traced:
    rows = engine.rows(SOURCES[item.table], {"id": item.id}) if item.table in SOURCES else []
    file, line = rows[0] if rows else (None, None)
    return Traced(item, file, line)


def line_of(row: Traced) -> str:
    """One line of text: the row, where it stands, and what was found there."""
    item = row.evidence
    place = f" ({row.file}:{row.line})" if row.file else ""
    value = f" {item.value!r} at {item.start}-{item.end}:" if item.value else ""
    return f"  {item.table} {item.id}{place}:{value} {item.snippet or ''}".rstrip()
