"""What an audit hands to exports, charts and report: plain values, ready to be shown or redacted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import polars as pl

from auditor.model.calendars import Entry
from auditor.model.review_standing import ReviewStanding
from auditor.model.rules import RuleFailure
from auditor.model.words import Actor, FindingStatus, Redaction, Severity, State, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row that a finding rests on: `table` and `id` name the row of the store; `value` is what was found there, `snippet` a stretch of the message or a one-line description of the row;
    `start` and `end` are code points of `value` in the message body (None for rows that are no messages). For redaction and no output: `details`, the
    contact and payment values in the snippet (each as written, its category, its normalized form), and `is_phrase`: `value` is words, and no such value; `client_id`: whose row it is.
    """

    table: str
    id: str
    value: str | None = None
    snippet: str | None = None
    start: int | None = None
    end: int | None = None
    details: tuple[tuple[str, str, str], ...] = ()
    is_phrase: bool = False
    client_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, with the fields of findings.jsonl in their order."""

    finding_id: str
    rule_id: str
    severity: Severity
    confidence: float
    platform: str
    client_id: str
    freelancer_id: str
    occurred_at: datetime
    actor: Actor
    title: str
    explanation: str
    policy_clause: str
    evidence: tuple[Evidence, ...]
    action: str
    reply: str | None
    status: FindingStatus
    first_seen_run: str
    accepted_until: date | None = None

    def is_open(self, as_of: date) -> bool:
        """Open = new, open, confirmed, or accepted until a day that has passed."""
        if self.status is FindingStatus.ACCEPTED:
            return self.accepted_until is not None and self.accepted_until < as_of
        return self.status is not FindingStatus.DISMISSED

    def is_new(self, run_id: str) -> bool:
        """Whether that run was the first to have it; a reviewer may have spoken of it before all the same."""
        return self.status is FindingStatus.NEW or (
            self.status is not FindingStatus.OPEN and self.first_seen_run == run_id
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which data an eligibility row rests on; `contracts` is "given" or "inferred"."""

    messages_from: date | None
    messages_to: date | None
    payments_to: date | None
    contracts: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another reading or version would say of the same relationship; a day or fee that is None is not known, or not
    due; `rule` says how the fee comes about, in `currency`, and what is unknown."""

    policy: str
    anchor: str
    eligible_on: date | None
    exit_fee: Decimal | None
    rule: str = ""
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One relationship: state, date, fee and verdict, with the fields of eligibility.json in their order.
    `client_name`, `risk` (0-100), `open_findings` and `policy` (the version that governs this relationship) are for people and stand in the report only, and so do
    `under` (that policy's name in sentences) and `stand_in` (whose rules these are where those of the platform are not known here, else empty); `anchor_row` is the id of
    the row that dates it, if one does, and `named_rows` are (table, id) of the other rows that the reasons name: for redaction and no output;
    `reply_costs` says what sending the reply would do to the day, else empty; `anchor_on` is the day that the period counts from; `told`: no file stands behind it; `fee_currency` is that of the exit fee."""

    platform: str
    client_id: str
    freelancer_id: str
    state: State
    eligible_on: date | None
    days_left: int | None
    governing_anchor: str | None
    last_paid_on: date | None
    last_message_on: date | None
    first_contact_on: date | None
    first_contract_on: date | None
    active_contracts: int
    if_closed_today: date | None
    blockers: tuple[str, ...]
    coverage: Coverage
    moved_by: str
    fees_paid: Decimal | None
    lifetime_billed: Decimal | None
    currency: str | None
    exit_fee_today: Decimal | None
    exit_fee_rule: str
    alternatives: tuple[Alternative, ...]
    verdict: Verdict
    verdict_reasons: tuple[str, ...]
    reply: str | None
    client_name: str | None = None
    risk: float = 0.0
    open_findings: int = 0
    policy: str = ""
    under: str = ""
    stand_in: str = ""
    anchor_row: str | None = None
    named_rows: tuple[tuple[str, str], ...] = ()
    reply_costs: str = ""
    anchor_on: date | None = None
    told: bool = False
    fee_currency: str = "USD"


@dataclass(frozen=True, slots=True)
class FileAccount:
    """The accounting of one input file: rows_read = rows_loaded + rows_updated + rows_quarantined + rows_known.

    `status` is "loaded", "known" (the same bytes were loaded before) or "refused"; `message` says why, with the remedy.
    """

    path: str
    sha256: str
    profile: str
    table: str
    encoding: str
    physical_lines: int
    rows_read: int
    rows_loaded: int
    rows_updated: int
    rows_quarantined: int
    rows_known: int
    status: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One fault of one row that was set aside; `raw` is the physical text, byte for byte."""

    file: str
    line: int
    table: str
    column: str
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class PolicyName:
    """The policy that governed a run; `tag` says how its text is known, `unknown` what of it is not."""

    name: str
    version: str
    sha256: str
    source: str = ""
    tag: str = ""
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A relationship of which the last run said something else: what it said then. `verdict` is None where it did not know the relationship; the days are those of its row then."""

    platform: str
    client_id: str
    freelancer_id: str
    verdict: Verdict | None
    eligible_on: date | None
    last_message_on: date | None
    last_paid_on: date | None


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Everything that one audit found. Exports, charts and sections are functions of this and nothing else.

    `frames` holds the results of sql/report/*.sql by file stem; `contributions` the parts of each relationship's risk (columns: platform, client_id,
    freelancer_id, rule_id, finding_id, weight, confidence, part, points). `clock` maps step to wall seconds. `resolved` are ids of
    findings of the last run that are no longer there. `alarms` are those of the warnings that need a person even if all went well.
    `redaction` says how much of people's data has been taken out. `failed` are rules that could not be run to their end, `own_rules` the
    user's rules that ran, by id, each with its text. `last_as_of` is the day of the run before this one, `last_policy` its policy (None: there was none), `moved` what
    it said otherwise. `erased` is how many clients the run erased (--keep-days). `about` is the client of a report on one client alone, else empty. `fail_on` and `only_new` are what was asked of the exit status; `entries` are what earlier calendars hold otherwise. `is_kept` says whether a store remembers the run.
    """

    run_id: str
    version: str
    as_of: date
    started_at: datetime
    policy: PolicyName
    files: tuple[FileAccount, ...]
    quarantine: tuple[QuarantineRow, ...]
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...]
    eligibility: tuple[Eligibility, ...]
    resolved: tuple[str, ...]
    replies: Mapping[tuple[str, str, str], str]
    exit_status: int
    reasons: tuple[str, ...]
    clock: Mapping[str, float]
    peak_memory_bytes: int
    beyond_named: bool = False
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    contributions: pl.DataFrame = field(default_factory=pl.DataFrame)
    redaction: Redaction = Redaction.NONE
    failed: tuple[RuleFailure, ...] = ()
    alarms: tuple[str, ...] = ()
    reviews: ReviewStanding = field(default_factory=ReviewStanding)
    last_as_of: date | None = None
    last_policy: PolicyName | None = None
    own_rules: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    about: str = ""
    fail_on: Severity | None = None
    only_new: bool = False
    entries: tuple[Entry, ...] = ()
    erased: int = 0
    is_kept: bool = True

    @property
    def new(self) -> int:
        """Findings that the last run did not have, whatever a baseline says of them; all others were there before."""
        return sum(one.is_new(self.run_id) for one in self.findings)
