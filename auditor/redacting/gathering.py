"""Which strings of a result can hold people's data, and which of them are known to be contact or payment values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import polars as pl

from auditor.model.ordering import relationship_key
from auditor.model.reporting import NAMED_FILES
from auditor.model.results import AuditResult, Eligibility, Finding
from auditor.redacting.standins import DETAIL, PAYER

ID_COLUMNS = ("platform", "client_id", "freelancer_id", "contract_id", "row_id")
# Columns of frames that hold our own words and codes.
CODE_COLUMNS = (
    "rule_id",
    "rules",
    "category",
    "actor",
    "severity",
    "worst",
    "finding_id",
    "currency",
    "table_name",
    "row_table",
)
# Rules whose message evidence is a contact or payment value, and not a phrase.
VALUE_RULES = frozenset(
    {
        "contact.before_contract", "contact.during_contract", "contact.after_contract", "contact.hidden",
        "payment.details_shared", "payment.counterparty_match", "identity.contact_reuse",
        "behaviour.silent_after_contact",
    }
)  # fmt: skip
_ENDING = re.compile(r"(?:\.(?:csv|tsv|jsonl?|ndjson|gz|zip|ofx|qfx))+(?=!|$)", re.I)
_AMOUNT = re.compile(r"[^\w]*[A-Za-z]{0,3}[^\w]*\d[\d.,\s]*\s?[A-Za-z]{0,3}")


def texts(result: AuditResult) -> Iterator[str]:
    """Every string that masking must look at, ids and names included."""
    yield from (
        *result.warnings,
        *result.reasons,
        *result.replies.values(),
        result.policy.source,
        *result.policy.unknown,
    )
    for failure in result.failed:
        yield from (failure.message, failure.sql)
    for file in result.files:
        yield from (file.path, file.message)
    yield from (text for said in result.reviews.said.values() for text in said[1:])
    for fault in result.quarantine:
        yield from (fault.file, fault.column, fault.reason)
    for finding in result.findings:
        yield from finding_texts(finding)
    for row in result.eligibility:
        yield from row_texts(row)
    yield from (key for keys in result.replies for key in keys)
    for frame in (*result.frames.values(), result.contributions):
        yield from frame_texts(frame)


def stems(result: AuditResult) -> Iterator[str]:
    """The names of files and of the folders they lie in, without their endings."""
    for path in paths(result):
        for part in PurePosixPath(path).parts:
            yield _ENDING.sub("", part)


def paths(result: AuditResult) -> set[str]:
    """The files that a result names; some of them were read in earlier runs only."""
    named = result.frames.get(NAMED_FILES)
    earlier = set() if named is None else set(named["source_file"].to_list())
    return {one.path for one in result.files} | {one.file for one in result.quarantine} | earlier


def finding_texts(one: Finding) -> Iterator[str]:
    """The strings of one finding."""
    yield from (
        one.platform,
        one.client_id,
        one.freelancer_id,
        one.title,
        one.explanation,
        one.policy_clause,
        one.action,
    )
    for item in one.evidence:
        yield from (item.id, item.value or "", item.snippet or "")


def row_texts(one: Eligibility) -> Iterator[str]:
    """The strings of one eligibility row."""
    yield from (one.platform, one.client_id, one.freelancer_id, one.client_name or "", one.moved_by, one.exit_fee_rule)
    yield from (one.under, one.stand_in, one.reply_costs, *one.blockers, *one.verdict_reasons)


def frame_texts(frame: pl.DataFrame) -> Iterator[str]:
    """The distinct strings of a frame, its codes left out."""
    for name in text_columns(frame):
        yield from frame[name].drop_nulls().unique().to_list()


def text_columns(frame: pl.DataFrame) -> list[str]:
    """Columns of a frame that can hold people's data."""
    return [name for name, kind in frame.schema.items() if kind == pl.String and name not in CODE_COLUMNS]


def ids(result: AuditResult) -> Iterator[str]:
    """Every id of a relationship, of evidence and of a contract."""
    for pair in pairs(result):
        yield from pair[1:]
    yield from (item.id for finding in result.findings for item in finding.evidence)
    for frame in (*result.frames.values(), result.contributions):
        for name in set(ID_COLUMNS) & set(frame.columns):
            yield from frame[name].drop_nulls().unique().to_list()


def pairs(result: AuditResult) -> set[tuple[str, str, str]]:
    """Every relationship that is named anywhere: platform, client and freelancer."""
    found = {relationship_key(row) for row in result.eligibility} | {relationship_key(one) for one in result.findings}
    moved = {(one.platform, one.client_id, one.freelancer_id) for one in result.moved}
    entered = {(one.platform, one.client_id, one.freelancer_id) for one in result.entries}
    return found | set(result.replies) | moved | entered


def known_values(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Values that the audit itself found to be details, with the label to use where their form does not tell."""
    for finding in findings:
        for item in finding.evidence:
            if item.value and item.table == "payments" and not _AMOUNT.fullmatch(item.value):
                yield (item.value, PAYER)
            elif item.value and item.table != "payments" and finding.rule_id in VALUE_RULES and not item.is_phrase:
                # A refusal that answers a detail is evidence of the same rules, and speaks for who refused.
                yield (item.value, DETAIL)


def details(findings: Iterable[Finding]) -> set[tuple[str, str, str]]:
    """What the scanner found in the messages that are shown: as written, category, normalized form."""
    return {one for finding in findings for item in finding.evidence for one in item.details}
