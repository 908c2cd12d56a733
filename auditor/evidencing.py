"""The evidence pack of one client, for an appeal or a report to the platform: parts, hashes, a manifest, in one .zip."""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from auditor import __version__, ingesting, policies, rooms
from auditor.auditing import rates
from auditor.auditing.absent import why_nobody
from auditor.deciding.stated import of_statements
from auditor.engines.duckdb import Engine
from auditor.errors import AuditorError, UsageError
from auditor.exports.forms import eligibility as eligibility_form
from auditor.exports.forms import findings as findings_form
from auditor.exports.forms.texts import csv_bytes, encoded, json_bytes, json_rows
from auditor.judging import Judgement, governing_policy, judge
from auditor.model.clients import one_client
from auditor.model.phrasing import count
from auditor.model.policies import Policy
from auditor.model.results import AuditResult, Eligibility, FileAccount, Finding, PolicyName
from auditor.model.words import Redaction
from auditor.redacting import redact
from auditor.settings import Settings

# Rules that record good conduct: what speaks for the one who appeals.
CONDUCT = ("conduct.declined", "conduct.reported")
# What a verdict says rests on findings too.
OF_FINDINGS = ("verdict", "verdict_reasons", "reply")
FRAMES = ("timeline", "payments")
MADE_BY = "auditor "
# Zip files begin in 1980; a fixed day makes equal contents equal bytes.
DAY = (1980, 1, 1, 0, 0, 0)
README = """Evidence of one client relationship, made by auditor {version} from exports of the platform and statements of the freelancer.

As of {as_of}. Policy asked for: {asked}.
{governing}Redaction: {redaction}.
It rests on the files in sources.csv, each with its SHA-256; manifest.json has the SHA-256 of every part of this archive.
A reading of published rules, not legal advice.
"""


class EvidenceError(AuditorError):
    """The archive could not be written; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The parts of an archive by name, each with what it is and how many rows it has."""

    parts: Mapping[str, bytes]
    about: Mapping[str, str]


def gather(settings: Settings, client: str, freelancer: str | None, with_findings: bool) -> Pack:
    """Everything that goes into the archive of one client, redacted as the report is; nothing is written.

    Raises UsageError when the store has no such client.
    """
    policy = governing_policy(settings)
    loaded_rates = rates.read(settings.rates, policy.currency)
    with Engine.open(settings.db, read_only=True) as engine:
        engine.harden()
        judged = judge(engine, settings, policy, loaded_rates)
        meant = one_client(client, ((row.client_id, row.client_name) for row in judged.eligibility), client)
        known = [row.freelancer_id for row in judged.eligibility if row.client_id == meant]
        if meant is None or not known or freelancer not in (None, *known):
            raise UsageError(why_nobody(engine, client, freelancer, known, settings))
        frames = _frames(engine, settings, meant, freelancer)
        result = _result(settings, policy, judged, frames, ingesting.latest_accounts(engine))
    return _pack(_of(redact(result, settings.redact), result, meant, freelancer), with_findings)


def _frames(engine: Engine, settings: Settings, client_id: str, freelancer: str | None) -> dict[str, pl.DataFrame]:
    asked = {"as_of": settings.as_of, "client": client_id, "freelancer": freelancer}
    scripts = rooms.files(rooms.sql_folder() / "evidence", ".sql")
    return {name: engine.frame(scripts[name].read_text(encoding="utf-8"), asked) for name in FRAMES}


def _result(
    settings: Settings,
    policy: Policy,
    judged: Judgement,
    frames: Mapping[str, pl.DataFrame],
    files: Sequence[FileAccount],
) -> AuditResult:
    """The whole store as a result, so that stand-ins are numbered as those of its report."""
    return AuditResult(
        run_id="", version=__version__, as_of=settings.as_of, started_at=datetime.combine(settings.as_of, datetime.min.time()),
        policy=PolicyName(policy.name, policy.version, policy.sha256, policy.source, policy.tag, policy.unknown),
        files=tuple(files), quarantine=(), warnings=(), findings=judged.findings, eligibility=judged.eligibility,
        resolved=(), replies={}, exit_status=0, reasons=(), clock={}, peak_memory_bytes=0,
        frames={**judged.frames, **frames}, contributions=judged.contributions,
    )  # fmt: skip


def _of(shown: AuditResult, plain: AuditResult, client: str, freelancer: str | None) -> AuditResult:
    """The redacted result of that client alone; rows keep their places in redaction, so the plain ones tell whose they are."""
    rows = [
        (row, masked)
        for row, masked in zip(plain.eligibility, shown.eligibility, strict=True)
        if row.client_id == client and freelancer in (None, row.freelancer_id)
    ]
    keys = {(row.platform, row.client_id, row.freelancer_id) for row, _ in rows}
    found = [
        masked
        for one, masked in zip(plain.findings, shown.findings, strict=True)
        if (one.platform, one.client_id, one.freelancer_id) in keys
    ]
    frames = {name: shown.frames[name] for name in FRAMES}
    if shown.redaction is Redaction.FULL:
        frames = {name: _without_texts(frame) for name, frame in frames.items()}
    return replace(shown, eligibility=tuple(masked for _, masked in rows), findings=tuple(found), frames=frames)


def _without_texts(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame without free text."""
    free = pl.col("row_table").is_in(["reports", "payments"]) & pl.col("detail").is_not_null()
    return frame.with_columns(pl.when(free).then(pl.lit("")).otherwise(pl.col("detail")).alias("detail"))


def _pack(result: AuditResult, with_findings: bool) -> Pack:
    conduct = [one for one in result.findings if one.rule_id in CONDUCT]
    others = [one for one in result.findings if one.rule_id not in CONDUCT]
    timeline, payments = (result.frames[name] for name in FRAMES)
    rows = [_standing(one, with_findings) for one in result.eligibility]
    told = "dates, fees and verdict" if with_findings else "dates and fees"
    parts = {
        "README.txt": (encoded(_readme(result)), "what this is and what it rests on"),
        "timeline.csv": (_table(timeline), f"{count(timeline.height, 'event')} in the order of time, messages without their text"),
        "payments.csv": (_table(payments), f"{count(payments.height, 'payment')} on the platform, with file and line"),
        "conduct.json": (json_rows(map(findings_form.row, conduct)), f"{count(len(conduct), 'record')} of good conduct: asks declined, reports made"),
        "eligibility.json": (json_rows(rows), f"{count(len(rows), 'relationship')} with {told}"),
        "sources.csv": (_sources(result.files), f"{count(len(result.files), 'file')} that this rests on, with SHA-256"),
    }  # fmt: skip
    if with_findings:
        included = f"{count(len(others), 'finding')} about this client, those against the freelancer included"
        parts["findings.json"] = (json_rows(map(findings_form.row, _ordered(others))), included)
    contents = {name: content for name, (content, _) in parts.items()}
    contents["manifest.json"] = _manifest(result, contents)
    about = {name: text for name, (_, text) in parts.items()} | {"manifest.json": "SHA-256 and size of every part"}
    return Pack(contents, about)


def _standing(one: Eligibility, with_findings: bool) -> Mapping[str, Any]:
    """One relationship; what its verdict says rests on findings as well, and goes in with them alone."""
    row = {**eligibility_form.row(one), "policy": one.policy}
    if with_findings:
        return row
    kept = {name: value for name, value in row.items() if name not in OF_FINDINGS}
    kept["stated"] = of_statements(one.verdict_reasons)
    return kept | {"blockers": [name for name in row["blockers"] if name != "open_findings"]}


def _ordered(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: (one.occurred_at, one.rule_id, one.finding_id))


def _readme(result: AuditResult) -> str:
    policy = result.policy
    governing = "".join(f"Policy that governs: {one.label} ({one.source}).\n" for one in _governing(result))
    return README.format(
        version=result.version, as_of=result.as_of, asked=f"{policy.name} {policy.version} ({policy.source})",
        governing=governing, redaction=result.redaction.value,
    )  # fmt: skip


def _governing(result: AuditResult) -> list[Policy]:
    """The versions by which these relationships are judged, where they are others than the one that was asked for: by
    their dates, or because their platform has rules of its own."""
    labels = {row.policy for row in result.eligibility} - {f"{result.policy.name} {result.policy.version}"}
    return [one for one in policies.shipped().values() if one.label in labels]


def _table(frame: pl.DataFrame) -> bytes:
    rows = ({name: None if value is None else str(value) for name, value in row.items()} for row in frame.iter_rows(named=True))  # fmt: skip
    return csv_bytes(frame.columns, rows, frozenset({"amount", "fee", "line"}))


def _sources(files: Sequence[FileAccount]) -> bytes:
    names = ("path", "sha256", "profile", "table", "rows_read", "rows_quarantined", "status")
    ordered = sorted(files, key=lambda one: (one.path, one.table, one.sha256))
    return csv_bytes(names, ({name: getattr(one, name) for name in names} for one in ordered))


def _manifest(result: AuditResult, contents: Mapping[str, bytes]) -> bytes:
    parts: list[dict[str, Any]] = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(contents.items())
    ]
    policy = {"name": result.policy.name, "version": result.policy.version, "sha256": result.policy.sha256}
    about = {
        "made_by": f"{MADE_BY}{result.version}",
        "as_of": result.as_of.isoformat(),
        "redaction": result.redaction.value,
    }
    governing = [{"name": one.name, "version": one.version, "sha256": one.sha256} for one in _governing(result)]
    return json_bytes({**about, "policy": policy, "governing": governing, "parts": parts})


def refuse_another(out: Path) -> None:
    """Raise UsageError where `out` is a file that is no evidence archive: a newer archive may replace an older one, and nothing else."""
    if not out.is_file():
        return
    try:
        with zipfile.ZipFile(out) as archive:
            made_by = json.loads(archive.read("manifest.json"))["made_by"]
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError):
        made_by = ""
    if not str(made_by).startswith(MADE_BY):
        raise UsageError(
            f"--out {out}: there is a file already that is no evidence archive of auditor -> name another one, or move it away"
        )


def write(pack: Pack, out: Path) -> None:
    """Write the archive under a temporary name, sync and rename it, mode 0600. Raises EvidenceError when it cannot be."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(pack.parts.items()):
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    temporary = out.with_name(f".auditor-tmp-{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(buffer.getvalue())
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(out)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise EvidenceError(
            f"--out {out}: {error.strerror or error} -> name a file in a folder that can be written"
        ) from error
