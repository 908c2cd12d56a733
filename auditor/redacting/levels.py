"""The levels of redaction: `none` shows all, `partial` masks values, `full` also takes names, ids and message text.

Offsets of evidence stay under `partial`: they point into the message in the owner's own export and say nothing
without it. Under `full` they go, together with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import polars as pl

from auditor.crew import ALONE, Crew
from auditor.model.calendars import Entry
from auditor.model.ordering import relationship_key
from auditor.model.results import AuditResult, Eligibility, Evidence, FileAccount, Finding, Moved, QuarantineRow
from auditor.model.words import Redaction
from auditor.redacting import gathering
from auditor.redacting.ids import apart, joined
from auditor.redacting.names import Names, anchor_table, make_names
from auditor.redacting.standins import Masker, make_masker

OF_FILE = re.compile(r"“[^”]*”")
Text = Callable[[str], str]
Of = TypeVar("Of", Moved, Entry)


@dataclass(frozen=True, slots=True)
class Eraser:
    """How each kind of string is rewritten: running text, ids by what they name, evidence, paths, finding ids."""

    text: Text
    platform: Text
    client: Text
    freelancer: Text
    contract: Text
    row: Callable[[str, str], str]
    path: Text
    finding_id: Text
    evidence: Callable[[Evidence], Evidence]
    client_name: Callable[[Eligibility], str | None]
    message: Text
    own_words: Text
    anchor: Callable[[Eligibility], str]


def redact(result: AuditResult, level: Redaction, crew: Crew = ALONE) -> AuditResult:
    """The result at that level. Raw text of quarantined rows is left out at every level but `none`.

    Equal results give equal stand-ins, whatever the order in which rows were read.
    """
    if level is Redaction.NONE:
        return replace(result, redaction=level)
    ids = set(gathering.ids(result))
    masker = make_masker(
        gathering.texts(result), gathering.known_values(result.findings), ids, gathering.details(result.findings), crew,
        gathering.stems(result),
    )  # fmt: skip
    eraser = _partial(masker, ids) if level is Redaction.PARTIAL else _full(make_names(result, masker), masker)
    return replace(_erased(result, eraser), redaction=level)


def _partial(masker: Masker, ids: set[str]) -> Eraser:
    """Our own sentences about files lose what they quote of them: a file without a header has data in that place."""

    def unquoted(text: str) -> str:
        return OF_FILE.sub("“…”", masker.mask(text))

    masked = apart({one: masker.mask_id(one) for one in sorted(ids)})

    def one_id(text: str) -> str:
        return joined(text, masked) or masked.get(text) or masker.mask_id(text)

    def evidence(item: Evidence) -> Evidence:
        value, snippet = (
            None if text is None else masker.mask_with(text, item.details) for text in (item.value, item.snippet)
        )
        return replace(item, id=one_id(item.id), value=value, snippet=snippet, details=())

    return Eraser(
        masker.mask, one_id, one_id, one_id, one_id, lambda _, text: one_id(text), masker.mask, str, evidence,
        lambda row: None if row.client_name is None else masker.mask(row.client_name), unquoted, masker.mask, lambda row: one_id(row.anchor_row or ""),
    )  # fmt: skip


def _full(names: Names, masker: Masker) -> Eraser:
    def evidence(item: Evidence) -> Evidence:
        value = None if item.value is None else masker.mask(item.value)
        # A stand-in says which values are the same; any other value is message text.
        stand_in = value if value in names.stand_ins else None
        return replace(
            item,
            id=names.row(item.table, item.id),
            value=stand_in,
            snippet=None,
            start=None,
            end=None,
            details=(),
            client_id=None,
        )

    def client_name(row: Eligibility) -> str | None:
        return None if row.client_name is None else names.client(row.client_id)

    return Eraser(
        names.text, names.platform, names.client, names.freelancer, names.contract, names.row, names.path, names.finding,
        evidence, client_name, names.text, lambda _: "", lambda row: names.row(anchor_table(row), row.anchor_row or ""),
    )  # fmt: skip


def _erased(result: AuditResult, eraser: Eraser) -> AuditResult:
    return replace(
        result,
        files=tuple(_file(one, eraser) for one in result.files),
        quarantine=tuple(_fault(one, eraser) for one in result.quarantine),
        warnings=tuple(eraser.message(one) for one in result.warnings),
        alarms=tuple(eraser.message(one) for one in result.alarms),
        reasons=tuple(eraser.message(one) for one in result.reasons),
        findings=tuple(_finding(one, eraser) for one in result.findings),
        eligibility=tuple(_row(one, eraser) for one in result.eligibility),
        resolved=tuple(eraser.finding_id(one) for one in result.resolved),
        reviews=result.reviews.renamed(eraser.finding_id, eraser.own_words),
        moved=tuple(_moved(one, eraser) for one in result.moved),
        entries=tuple(_moved(one, eraser) for one in result.entries),
        about=_about(result, eraser),
        # A policy of the user's own may say anything.
        policy=replace(
            result.policy,
            source=eraser.text(result.policy.source),
            unknown=tuple(map(eraser.text, result.policy.unknown)),
        ),
        replies=_replies(result, eraser),
        frames={name: _frame(frame, eraser) for name, frame in result.frames.items()},
        contributions=_frame(result.contributions, eraser),
        # A user's own rule may name people in its SQL, and an error of it may quote a row.
        failed=tuple(replace(one, message=eraser.text(one.message), sql=eraser.text(one.sql)) for one in result.failed),
    )


def _about(result: AuditResult, eraser: Eraser) -> str:
    """The client that the result is about, as its rows name them."""
    if not result.about or not result.eligibility:
        return ""
    row = result.eligibility[0]
    return eraser.client_name(row) or eraser.client(row.client_id)


def _replies(result: AuditResult, eraser: Eraser) -> dict[tuple[str, str, str], str]:
    """The replies to clients as their rows name them, be the name a word like any other."""
    named = {relationship_key(row): (row.client_name, eraser.client_name(row)) for row in result.eligibility}
    told = {}
    for key, reply in result.replies.items():
        name, instead = named.get(key, (None, None))
        text = eraser.text(reply)
        if name and instead and name != instead:
            # Not in a stand-in: a name may be the word "client".
            text = re.sub(rf"(?<![\w\[]){re.escape(name)}(?!\w)(?! \d)", instead.replace("\\", r"\\"), text)
        told[eraser.platform(key[0]), eraser.client(key[1]), eraser.freelancer(key[2])] = text
    return told


def _moved(one: Of, eraser: Eraser) -> Of:
    return replace(
        one,
        platform=eraser.platform(one.platform),
        client_id=eraser.client(one.client_id),
        freelancer_id=eraser.freelancer(one.freelancer_id),
    )


def _file(one: FileAccount, eraser: Eraser) -> FileAccount:
    return replace(one, path=eraser.path(one.path), message=eraser.message(one.message))


def _fault(one: QuarantineRow, eraser: Eraser) -> QuarantineRow:
    reason, column = eraser.text(one.reason), eraser.text(one.column)
    return replace(one, file=eraser.path(one.file), column=column, reason=reason, raw="")


def _finding(one: Finding, eraser: Eraser) -> Finding:
    return replace(
        one,
        finding_id=eraser.finding_id(one.finding_id),
        platform=eraser.platform(one.platform),
        client_id=eraser.client(one.client_id),
        freelancer_id=eraser.freelancer(one.freelancer_id),
        title=eraser.text(one.title),
        explanation=eraser.text(one.explanation),
        policy_clause=eraser.text(one.policy_clause),
        evidence=tuple(eraser.evidence(item) for item in one.evidence),
        action=eraser.text(one.action),
    )


def _row(one: Eligibility, eraser: Eraser) -> Eligibility:
    shown: dict[str, Any] = {
        "client_name": eraser.client_name(one),
        "platform": eraser.platform(one.platform),
        "client_id": eraser.client(one.client_id),
        "freelancer_id": eraser.freelancer(one.freelancer_id),
        "blockers": tuple(eraser.text(text) for text in one.blockers),
        "moved_by": eraser.text(one.moved_by),
        "exit_fee_rule": eraser.text(one.exit_fee_rule),
        "under": eraser.text(one.under),
        "stand_in": eraser.text(one.stand_in),
        "reply_costs": eraser.text(one.reply_costs),
        "verdict_reasons": _reasons(one, eraser),
        "anchor_row": None,
        "named_rows": (),
    }
    changed = {name: value for name, value in shown.items() if value != getattr(one, name)}
    # Most rows hold nothing to mask, and there may be a hundred thousand of them.
    return replace(one, **changed) if changed else one


def _reasons(one: Eligibility, eraser: Eraser) -> tuple[str, ...]:
    """The reasons rewritten, the id of the row that dates the relationship too: an id may be a word like any other."""
    told = tuple(eraser.text(text) for text in one.verdict_reasons)
    if not one.anchor_row:
        return told
    row, instead = one.anchor_row, eraser.anchor(one)
    last = "the last of them"
    return tuple(
        text.replace(f"({row})", f"({instead})").replace(f"{last} {row}:", f"{last} {instead}:") for text in told
    )


def _frame(frame: pl.DataFrame, eraser: Eraser) -> pl.DataFrame:
    by_name = {
        "platform": eraser.platform, "client_id": eraser.client, "freelancer_id": eraser.freelancer,
        "contract_id": eraser.contract, "finding_id": eraser.finding_id,
    }  # fmt: skip
    columns = [*gathering.text_columns(frame), *(name for name in ("finding_id",) if name in frame.columns)]
    shown = {name: _rewritten(frame[name], by_name.get(name, eraser.text)) for name in columns}
    if {"row_table", "row_id"} <= set(frame.columns):
        rows = [eraser.row(*one) if one[1] else one[1] for one in frame.select("row_table", "row_id").iter_rows()]
        shown["row_id"] = pl.Series("row_id", rows, dtype=pl.String)
    return frame.with_columns(shown.values())


def _rewritten(column: pl.Series, rewrite: Text) -> pl.Series:
    old = column.drop_nulls().unique().sort()
    new = pl.Series([rewrite(text) for text in old.to_list()], dtype=pl.String)
    return column.replace_strict(old, new, default=None, return_dtype=pl.String) if len(old) else column
