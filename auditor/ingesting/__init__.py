"""Files in, typed tables, quarantine and ledger out.

`plan` finds and recognises files without touching a store; `ingest` loads them, one transaction a file.
"""

from __future__ import annotations

from auditor.ingesting.freelancers import (
    SPLIT,
    split_sentences,
    split_warnings,
    unnamed,
    unnamed_sentences,
    unnamed_warnings,
)
from auditor.ingesting.joining import near_payers
from auditor.ingesting.ledger import file_accounts, latest_accounts, quarantine_rows, unread_files
from auditor.ingesting.planning import InputPlan, PlannedFile, plan
from auditor.ingesting.refusals import Refusal
from auditor.ingesting.retrying import Said, retry
from auditor.ingesting.running import IngestReport, ingest
from auditor.ingesting.seen import seen_files
from auditor.ingesting.warning import (
    CONTRACTLESS,
    EVENTS,
    contract_sentences,
    contract_warnings,
    dated_after,
    future_sentences,
    future_warnings,
)

__all__ = [
    "CONTRACTLESS",
    "EVENTS",
    "SPLIT",
    "IngestReport",
    "InputPlan",
    "PlannedFile",
    "Refusal",
    "Said",
    "contract_sentences",
    "contract_warnings",
    "dated_after",
    "file_accounts",
    "future_sentences",
    "future_warnings",
    "ingest",
    "latest_accounts",
    "near_payers",
    "plan",
    "quarantine_rows",
    "retry",
    "seen_files",
    "split_sentences",
    "split_warnings",
    "unnamed",
    "unnamed_sentences",
    "unnamed_warnings",
    "unread_files",
]
