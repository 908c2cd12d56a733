"""The first part of the main job, for those who want no more: inputs into the store, every row accounted for.

It stands by itself, so that `auditor ingest` need not load what judges, draws and writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.model.results import FileAccount
from auditor.settings import Progress, Settings, no_progress


def planned(settings: Settings) -> ingesting.InputPlan:
    """The files of the inputs, those left out that the store has seen as they are. Raises as `ingesting.plan` does."""
    seen = {} if settings.verify else ingesting.seen_files(settings.db, settings.ingest)
    return ingesting.plan(settings.inputs, settings.ingest, seen)


def load(settings: Settings, progress: Progress = no_progress) -> ingesting.IngestReport:
    """Load the inputs into the store and stop there."""
    plan = planned(settings)
    with Engine.open(settings.db, resources=settings.resources) as engine:
        return ingesting.ingest(engine, plan, progress)


def retry_quarantine(settings: Settings) -> ingesting.IngestReport:
    """Load the rows of quarantine.csv that a person has repaired. Raises UsageError where there is no store."""
    if not settings.db.exists():
        raise UsageError(f"{settings.db}: there is no store here -> name the one that the audit used with --db")
    with Engine.open(settings.db, resources=settings.resources) as engine:
        said = ingesting.Said(settings.ingest.date_order, settings.ingest.freelancer)
        return ingesting.retry(engine, settings.inputs, said)


def not_read(settings: Settings, files: Sequence[FileAccount]) -> Iterator[str]:
    """A sentence for each file that could not be read, or of which more rows than allowed lie in quarantine."""
    yield from (f"{one.path}: not read: {one.message}" for one in files if one.status == "refused")
    for one in files:
        if one.rows_read and one.rows_quarantined / one.rows_read > settings.max_quarantine:
            share = f"more than {settings.max_quarantine:.0%}"
            yield f"{one.path}: {one.rows_quarantined} of {one.rows_read} rows lie in quarantine, {share}"
