"""The first part of the main job, for those who want no more: inputs into the store, every row accounted for.

It stands by itself, so that `auditor ingest` need not load what judges, draws and writes.
"""

from __future__ import annotations

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.settings import Progress, Settings, no_progress


def planned(settings: Settings) -> ingesting.InputPlan:
    """The files of the inputs, those left out that the store has seen as they are. Raises as `ingesting.plan` does."""
    seen = {} if settings.verify else ingesting.seen_files(settings.db, settings.ingest)
    return ingesting.plan(settings.inputs, settings.ingest, seen)


def load(settings: Settings, progress: Progress = no_progress) -> ingesting.IngestReport:
    """Load the inputs into the store and stop there."""
    plan = planned(settings)
    with Engine.open(settings.db) as engine:
        return ingesting.ingest(engine, plan, progress)


def retry_quarantine(settings: Settings) -> ingesting.IngestReport:
    """Load the rows of quarantine.csv that a person has repaired. Raises UsageError where there is no store."""
    if not settings.db.exists():
        raise UsageError(f"{settings.db}: there is no store here -> name the one that the audit used with --db")
    with Engine.open(settings.db) as engine:
        return ingesting.retry(engine, settings.inputs)
