"""What the ingest tests share: small files, and one call that plans and ingests them into a store in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.model.results import FileAccount
from auditor.settings import IngestOptions, no_progress

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLES = SHARED / "samples"

CONTRACTS = "contract_id,client_id,freelancer_id,title,kind,status,started_at,ended_at,hourly_rate,currency,platform\n"
PAYMENTS = (
    "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,hours,kind,channel,counterparty\n"
)
MESSAGES = "message_id,client_id,freelancer_id,thread_id,contract_id,sender,sent_at,body\n"
CONTRACT = "k1,c1,fl,Site,hourly,active,2025-01-01,,40,USD,upwork\n"
PAYMENT = "p1,c1,fl,k1,2025-01-08T12:00:00Z,80.00,USD,8.00,2,hourly,,\n"
MESSAGE = "m1,c1,fl,t1,k1,client,2025-01-02T09:00:00Z,Hello there\n"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files below the folder, byte for byte."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def load(engine: Engine, *inputs: Path, **options: Any) -> ingesting.IngestReport:
    """Plan and ingest."""
    return ingesting.ingest(engine, ingesting.plan(inputs, IngestOptions(**options)), no_progress)


@contextmanager
def loaded(
    folder: Path, files: Mapping[str, str | bytes], **options: Any
) -> Iterator[tuple[Engine, ingesting.IngestReport]]:
    """A store in memory with these files in it, and the report of their ingest."""
    engine = Engine.in_memory()
    try:
        yield engine, load(engine, write(folder, files), **options)
    finally:
        engine.close()


def account(report: ingesting.IngestReport, path: str) -> FileAccount:
    """The account of one file."""
    (found,) = [file for file in report.files if file.path == path]
    return found


def balances(file: FileAccount) -> bool:
    """The accounting identity of the contract."""
    return file.rows_read == file.rows_loaded + file.rows_updated + file.rows_quarantined + file.rows_known


def snapshot(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All that the store holds, to compare two stores."""
    tables = [name for (name,) in engine.rows("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1")]
    return {table: engine.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
