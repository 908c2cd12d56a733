"""Full redaction: clients, freelancers, rows, files and findings get numbers in a fixed order, texts lose the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import polars as pl

from auditor.model.ordering import finding_order
from auditor.model.results import AuditResult, Eligibility
from auditor.redacting.gathering import known_values, pairs, paths
from auditor.redacting.phrases import Phrases, replaced
from auditor.redacting.services import known_channel, known_platform
from auditor.redacting.standins import PAYER, Masker

ROWS = {
    "messages": "message", "contracts": "contract", "payments": "payment", "relationships": "relationship",
    "reports": "report",
}  # fmt: skip
ANCHOR_TABLES = {"last_payment": "payments", "last_message": "messages", "first_contact": "messages"}
SUFFIXES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".gz", ".zip"})
# What a message or fault quotes of the data is left out; our own sentences around it stay.
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|`[^`]*`|(?<!\w)'[^']*'(?!\w)|(?<!\w)‘[^’]*’(?!\w)")

_TWICE = re.compile(r"\b(client|freelancer|contract|payment|message|report) (\1 \d+)\b")


@dataclass(frozen=True, slots=True)
class Names:
    """Stand-ins for everything that names somebody or something of theirs; `seen` remembers texts already rewritten."""

    masker: Masker
    phrases: Phrases
    platforms: Mapping[str, str]
    clients: Mapping[str, str]
    freelancers: Mapping[str, str]
    rows: Mapping[tuple[str, str], str]
    files: Mapping[str, str]
    findings: Mapping[str, str]
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def stand_ins(self) -> frozenset[str]:
        return frozenset(self.masker.numbers.values())

    def text(self, text: str) -> str:
        """Running text without values, names, ids and quotations."""
        if text not in self.seen:
            shown = replaced(text, [*self.phrases.spans(text), *self.masker.spans(text)])
            # A stand-in says what it stands for: "message m1" becomes "message 1".
            self.seen[text] = _TWICE.sub(r"\2", _QUOTED.sub("“…”", shown))
        return self.seen[text]

    def platform(self, text: str) -> str:
        return self.platforms.get(text, text)

    def client(self, text: str) -> str:
        return self.clients.get(text, "client ?") if text else text

    def freelancer(self, text: str) -> str:
        return self.freelancers.get(text, "freelancer ?") if text else text

    def contract(self, text: str) -> str:
        return self.row("contracts", text)

    def row(self, table: str, text: str) -> str:
        return self.rows.get((table, text), f"{ROWS.get(table, 'row')} ?")

    def path(self, text: str) -> str:
        return self.files.get(text, "file ?") if text else text

    def finding(self, text: str) -> str:
        return self.findings.get(text, "finding-unknown")


def make_names(result: AuditResult, masker: Masker) -> Names:
    """Number everything that has a name, in the order of those names."""
    named = pairs(result)
    platforms, channels = _services(result)
    clients = _numbered("client", {client for _, client, _ in named} | _column(result, "client_id"))
    freelancers = _numbered("freelancer", {freelancer for _, _, freelancer in named} | _column(result, "freelancer_id"))
    rows = _rows(result)
    files = {path: instead + _suffix(path) for path, instead in _numbered("file", paths(result)).items()}
    found = sorted(result.findings, key=finding_order)
    findings = _in_order("finding", [one.finding_id for one in found]) | _in_order("resolved", sorted(result.resolved))
    phrases = Phrases(
        platforms
        | channels
        | _texts_of(result, masker, clients, freelancers)
        | _row_phrases(rows)
        | _file_phrases(files)
    )
    return Names(masker, phrases, platforms, clients, freelancers, rows, files, findings)


def _services(result: AuditResult) -> tuple[dict[str, str], dict[str, str]]:
    """Stand-ins for platforms and ways of payment that nobody else calls so."""
    platforms = {key[0] for key in pairs(result)} | _column(result, "platform")
    unknown = _numbered("platform", (one for one in platforms if not known_platform(one)))
    return unknown, _numbered("channel", (one for one in _column(result, "channel") if not known_channel(one)))


def _texts_of(
    result: AuditResult, masker: Masker, clients: Mapping[str, str], freelancers: Mapping[str, str]
) -> dict[str, str]:
    """Phrases that name a person; the first that claims a phrase keeps it."""
    phrases = dict(freelancers) | dict(clients)
    for row in sorted(result.eligibility, key=lambda one: (one.client_name or "", one.client_id)):
        if row.client_name:
            phrases.setdefault(row.client_name, clients[row.client_id])
    payers = sorted({value for value, label in known_values(result.findings) if label == PAYER})
    return {**{value: masker.mask(value) for value in payers}, **phrases}


def _rows(result: AuditResult) -> dict[tuple[str, str], str]:
    keys = {(item.table, item.id) for one in result.findings for item in one.evidence}
    keys |= {(anchor_table(row), row.anchor_row) for row in result.eligibility if row.anchor_row}
    keys |= {named for row in result.eligibility for named in row.named_rows}
    keys |= {("contracts", contract) for contract in _column(result, "contract_id")}
    # Rows that a list alone names come last: the others keep the numbers that they have in the report.
    listed = {key for frame in result.frames.values() for key in _listed(frame)} - keys
    numbers: dict[tuple[str, str], str] = {}
    for table in sorted({table for table, _ in keys | listed}):
        known, more = (sorted(row_id for one, row_id in part if one == table and row_id) for part in (keys, listed))
        numbers |= {
            (table, row_id): f"{ROWS.get(table, 'row')} {number}" for number, row_id in enumerate([*known, *more], 1)
        }
    return numbers


def _listed(frame: pl.DataFrame) -> set[tuple[str, str]]:
    if not {"row_table", "row_id"} <= set(frame.columns):
        return set()
    return {(table, row_id) for table, row_id in frame.select("row_table", "row_id").unique().iter_rows() if row_id}


def anchor_table(row: Eligibility) -> str:
    """The table of the row that dates a relationship."""
    if row.governing_anchor == "account_end" and row.anchor_on == row.last_paid_on:
        return "payments"
    return ANCHOR_TABLES.get(row.governing_anchor or "", "contracts")


def _row_phrases(rows: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Ids as they stand in sentences; where rows of several tables have one id, the word before it says which is meant."""
    named = {row_id: instead for (_, row_id), instead in rows.items()}
    labelled = {
        f"{ROWS[table]} {row_id}": instead
        for (table, row_id), instead in rows.items()
        if table in ROWS and named[row_id] != instead
    }
    return named | labelled


def _file_phrases(files: Mapping[str, str]) -> dict[str, str]:
    return {PurePosixPath(path).name: instead for path, instead in files.items()} | dict(files)


def _column(result: AuditResult, name: str) -> set[str]:
    frames = (*result.frames.values(), result.contributions)
    return {one for frame in frames if name in frame.columns for one in frame[name].drop_nulls().unique().to_list()}


def _suffix(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def _numbered(label: str, values: Iterable[str]) -> dict[str, str]:
    known = sorted(value for value in set(values) if value)
    return {value: f"{label} {number}" for number, value in enumerate(known, 1)}


def _in_order(label: str, values: Iterable[str]) -> dict[str, str]:
    return {value: f"{label}-{number}" for number, value in enumerate(dict.fromkeys(values), 1)}
