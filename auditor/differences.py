"""The difference between two runs, as a person reads it and as a program does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from auditor.auditing.comparing import Difference, FindingChange, Judged, VerdictChange
from auditor.model.phrasing import count as counted
from auditor.model.visible import json_text
from auditor.printing import lines, table

KINDS = ("new", "resolved", "changed")


def as_text(found: Difference) -> str:
    """A sentence with the numbers, then a table for each kind of change that there is."""
    counts = ", ".join(f"{len(found.of_kind(kind))} {kind}" for kind in KINDS)
    first = f"From {found.earlier} to {found.later}: findings {counts}, {found.unchanged} unchanged; {counted(len(found.verdicts), 'verdict')} or dates changed."
    said = "\n".join([first, *_judged(found)])
    return "\n\n".join([lines(said), *_tables(found)])


def as_json(found: Difference) -> str:
    """The same as one JSON object; pairs are [before, after]."""
    return json_text(
        {
            "earlier": found.earlier,
            "later": found.later,
            "judged": [_plain(one) for one in found.judged],
            **{kind: [_plain(one) for one in found.of_kind(kind)] for kind in KINDS},
            "unchanged": found.unchanged,
            "verdicts": [_plain(one) for one in found.verdicts],
        }
    )


def _judged(found: Difference) -> Iterator[str]:
    """Where the two runs were judged otherwise: what changed may then come from that, and not from the data."""
    before, after = found.judged
    if before.policy != after.policy:
        yield f"Judged by other rules: {before.policy}, then {after.policy}."
    elif before.policy_sha256 != after.policy_sha256:
        yield f"Judged by another text of {after.policy}."
    if before.as_of != after.as_of:
        yield f"Judged on another day: as of {before.as_of}, then {after.as_of}."
    if before.version != after.version:
        yield f"Judged by another version of this program: {before.version}, then {after.version}."


def _tables(found: Difference) -> Iterator[str]:
    for kind in KINDS:
        if own := found.of_kind(kind):
            named = (f"{kind} finding", "severity", "status", "rule", "client", "day", "what")
            yield table(named, map(_finding, own))
    if found.verdicts:
        header = ("client", "freelancer", "platform", "verdict", "free on")
        yield table(header, map(_verdict, found.verdicts))


def _finding(one: FindingChange) -> tuple[str, ...]:
    day = one.occurred_on.isoformat()
    return (
        one.finding_id, _pair(one.severity), _pair(one.status), one.rule_id, one.client_id, day, one.explanation
    )  # fmt: skip


def _verdict(one: VerdictChange) -> tuple[str, ...]:
    return (one.client_id, one.freelancer_id, one.platform or "-", _pair(one.verdict), _pair(one.eligible_on))


def _pair(pair: tuple[str | date | None, str | date | None]) -> str:
    before, after = (str(one) if one is not None else "-" for one in pair)
    return before if before == after else f"{before} -> {after}"


def _plain(one: FindingChange | VerdictChange | Judged) -> dict[str, object]:
    def plain(value: object) -> object:
        if isinstance(value, tuple):
            return [plain(part) for part in value]
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(value) for name, value in asdict(one).items()}
