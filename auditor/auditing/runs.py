"""The memory of runs: what each one said, so that two can be compared, and which are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.errors import UsageError

REMEMBER = (
    "INSERT INTO run_findings SELECT $run_id, finding_id, severity, status FROM findings",
    "DELETE FROM known_findings WHERE finding_id IN (SELECT finding_id FROM findings)",
    "INSERT INTO known_findings SELECT finding_id, rule_id, platform, client_id, freelancer_id, occurred_at, explanation FROM findings",
    "INSERT INTO run_verdicts SELECT $run_id, platform, client_id, freelancer_id, verdict, eligible_on FROM eligibility",
)
PLACE = "UPDATE runs SET output_place = $place WHERE run_id = $run_id"
# How the id of a report ends that tells the last run again: its outputs are remembered, and it is compared with nothing.
REPORT = "-report"
# In the order in which they were kept: a clock may be set back between two runs. A report goes with the run that it tells.
OLDEST = """
SELECT run_id, output_place FROM (
    SELECT
        rowid AS place_no, run_id, output_place, ends_with(run_id, $report) AS is_report,
        count(CASE WHEN NOT ends_with(run_id, $report) THEN 1 END) OVER (ORDER BY rowid DESC) AS runs
    FROM runs
) AS counted
WHERE runs + cast(is_report AS INTEGER) > $keep
ORDER BY place_no
"""
FORGET = (
    """INSERT OR IGNORE INTO output_places
       SELECT DISTINCT output_place FROM runs
       WHERE output_place IS NOT NULL AND list_contains($runs::VARCHAR[], run_id)""",
    "DELETE FROM runs WHERE list_contains($runs::VARCHAR[], run_id)",
    "DELETE FROM run_findings WHERE list_contains($runs::VARCHAR[], run_id)",
    "DELETE FROM run_verdicts WHERE list_contains($runs::VARCHAR[], run_id)",
    "DELETE FROM known_findings WHERE finding_id NOT IN (SELECT finding_id FROM run_findings)",
)
OWN = "SELECT json_extract(summary, '$.own_sql') FROM runs WHERE NOT ends_with(run_id, $report) ORDER BY rowid DESC LIMIT 1"
WORDS = {"last": 0, "previous": 1}


def remember(engine: Engine, run_id: str, out: Path) -> None:
    """Keep what the findings and verdicts of the store were in this run; call it when they are stored."""
    for statement in REMEMBER:
        engine.execute(statement, {"run_id": run_id})
    place(engine, run_id, out)


def place(engine: Engine, run_id: str, out: Path) -> None:
    """Keep where the outputs of a run lie."""
    engine.execute(PLACE, {"run_id": run_id, "place": str(out.resolve())})


def prune(engine: Engine, keep: int) -> list[tuple[str, Path | None]]:
    """Take all but the latest `keep` runs out of the store; return their ids and where their outputs were written."""
    old = engine.rows(OLDEST, {"keep": keep, "report": REPORT})
    if old:
        for statement in FORGET:
            engine.execute(statement, {"runs": [run_id for run_id, _ in old]})
    return [(run_id, Path(place) if place else None) for run_id, place in old]


def run_ids(engine: Engine) -> list[str]:
    """The runs that can be compared, the latest first."""
    listed = engine.rows(
        "SELECT run_id FROM runs WHERE output_place IS NOT NULL AND NOT ends_with(run_id, $report) ORDER BY rowid DESC",
        {"report": REPORT},
    )
    return [run_id for (run_id,) in listed]


def own_rules(engine: Engine) -> dict[str, str]:
    """The user's own rules of the last run by id, each with the text of its file as it ran."""
    rows = engine.rows(OWN, {"report": REPORT})
    return dict(json.loads(rows[0][0])) if rows and rows[0][0] else {}


def named(runs: Sequence[str], name: str) -> str:
    """The run that a person means: an id, the beginning of one, `last` or `previous`. Raises UsageError."""
    if name in WORDS:
        found = list(runs[WORDS[name] : WORDS[name] + 1])
        if not found:
            has = "no run" if not runs else "one run"
            raise UsageError(f"{name}: the store has {has} to compare so far -> audit again, and there is one")
    else:
        found = [run_id for run_id in runs if run_id.startswith(name)]
    if len(found) != 1:
        kept = ", ".join(runs[:10]) or "none"
        raise UsageError(f"{name}: {len(found)} runs of this store are called so -> name one of these: {kept}")
    return found[0]
