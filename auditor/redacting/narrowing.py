"""A report on one client alone: nothing of anybody else stays in the result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import polars as pl

from auditor.errors import UsageError
from auditor.model.clients import one_client
from auditor.model.grave import grave
from auditor.model.ordering import relationship_key
from auditor.model.phrasing import count
from auditor.model.results import AuditResult, Evidence, FileAccount, Finding
from auditor.redacting.gathering import pairs, paths
from auditor.redacting.phrases import Phrases, replaced

ANOTHER_CLIENT, ANOTHER_FREELANCER = "another client", "another freelancer"
UNREAD = (
    "some file, row or rule could not be read or run, of this client or of others -> auditor report without --about "
    "says which"
)
# Frames that speak of all clients together, or of several.
OF_ALL = ("dependence", "actors", "victims", "clusters")
# The sentences that set an offer against the income from everybody.
OF_INCOME = ("The client asked to leave or to pay outside:", "You offered to leave or to be paid outside:")


def only(result: AuditResult, client: str) -> AuditResult:
    """The relationships of one client, by id or name, with their findings, marks and replies.

    Other clients and their freelancers are named nowhere; what is told of all together (income, warnings, rows set aside)
    is left out. Raises UsageError when there is no such client, or several of the name.
    """
    meant = one_client(client, ((row.client_id, row.client_name) for row in result.eligibility), f"--about {client}")
    rows = [row for row in result.eligibility if row.client_id == meant]
    if not rows:
        raise UsageError(
            f"--about {client}: there is no such client in the store -> 'auditor eligibility' lists them all"
        )
    keys = {relationship_key(row) for row in rows}
    others = _others(result, keys)

    def told(text: str) -> str:
        return replaced(text, list(others.spans(text)))

    own = tuple(_finding(one, others, rows[0].client_id) for one in result.findings if relationship_key(one) in keys)
    return replace(
        result,
        about=rows[0].client_name or rows[0].client_id,
        eligibility=tuple(
            replace(
                row, verdict_reasons=tuple(told(one) for one in row.verdict_reasons if not one.startswith(OF_INCOME))
            )
            for row in rows
        ),
        findings=own,
        # A note may name anybody.
        reviews=result.reviews.of({one.finding_id for one in own}).renamed(str, told),
        replies={key: told(text) for key, text in result.replies.items() if key in keys},
        moved=tuple(one for one in result.moved if (one.platform, one.client_id, one.freelancer_id) in keys),
        entries=tuple(one for one in result.entries if one.client_id == meant),
        frames={name: _frame(frame, keys) for name, frame in result.frames.items() if _is_of_one(name, frame)},
        contributions=_frame(result.contributions, keys) if len(result.contributions) else result.contributions,
        files=tuple(_file(number, one) for number, one in enumerate(result.files, 1)),
        quarantine=(),
        warnings=(),
        # A reason may name any file, rule or client; the exit status is that of the whole all the same.
        reasons=_reasons(result, keys),
        resolved=(),
        failed=(),
    )


def _reasons(result: AuditResult, keys: set[tuple[str, str, str]]) -> tuple[str, ...]:
    """Why the run ended with a sign, without a name of anybody or anything else."""
    own = [one for one in grave(result) if relationship_key(one) in keys]
    said = [UNREAD] if result.exit_status == 3 else []
    if result.fail_on and own:
        which = "new or reopened" if result.only_new else "open"
        said.append(f"{count(len(own), f'{which} finding')} of this client at or above {result.fail_on.value}")
    return tuple(said)


def _others(result: AuditResult, keys: set[tuple[str, str, str]]) -> Phrases:
    """Names and ids of everybody else, and what stands in their place."""
    clients, freelancers = {key[1] for key in keys}, {key[2] for key in keys}
    named = {
        row.client_name: ANOTHER_CLIENT
        for row in result.eligibility
        if row.client_id not in clients and row.client_name
    }
    own = {row.client_name for row in result.eligibility if row.client_id in clients}
    found = {name: instead for name, instead in named.items() if name not in own}
    for _, client_id, freelancer_id in sorted(pairs(result)):
        if client_id not in clients:
            found[client_id] = ANOTHER_CLIENT
        if freelancer_id not in freelancers:
            found[freelancer_id] = ANOTHER_FREELANCER
    # A reason may tell where a row lies, and the name of a file may be anybody's.
    shown = [file.path for file in result.files]
    for number, path in enumerate((*shown, *sorted(paths(result) - set(shown))), 1):
        found |= {PurePosixPath(path).name: f"file {number}", path: f"file {number}"}
    return Phrases(found)


def _finding(one: Finding, others: Phrases, client_id: str) -> Finding:
    """The finding with the rows of this client, and of nobody, that it rests on; what others wrote is theirs."""
    kept = tuple(item for item in one.evidence if item.client_id in (None, client_id))
    left = len(one.evidence) - len(kept)
    beside = f" ({count(left, 'row')} of other clients that it rests on too stay out of this report.)" if left else ""

    def told(text: str | None) -> str | None:
        return None if text is None else replaced(text, list(others.spans(text)))

    def shown(item: Evidence) -> Evidence:
        # An id may be made of a client's, as that of a stated relationship is.
        return replace(item, id=told(item.id) or item.id, value=told(item.value), snippet=told(item.snippet))

    return replace(
        one,
        title=told(one.title) or "",
        explanation=(told(one.explanation) or "") + beside,
        action=told(one.action) or "",
        evidence=tuple(shown(item) for item in kept),
    )


def _file(number: int, one: FileAccount) -> FileAccount:
    """A file without its name and without what is said of it: both may name anybody."""
    return replace(one, path=f"file {number}", message="could not be read" if one.status == "refused" else "")


def _is_of_one(name: str, frame: pl.DataFrame) -> bool:
    return name not in OF_ALL and "client_id" in frame.columns


def _frame(frame: pl.DataFrame, keys: set[tuple[str, str, str]]) -> pl.DataFrame:
    clients = [key[1] for key in sorted(keys)]
    own = pl.col("client_id").is_in(clients)
    # Ways of payment stand in no output by themselves, and a payment that names no client may be this one's.
    return frame.filter(own | pl.col("client_id").is_null() if "channel" in frame.columns else own)
