"""The ways of `auditor review`: walking through findings, deciding at once, taking in, handing out, counting."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path

import click

from auditor import options
from auditor.auditing import findings as stored
from auditor.engines.duckdb import Engine
from auditor.errors import InterruptedRunError, UsageError
from auditor.heeding import heed_interrupts
from auditor.model.filtering import Wanted
from auditor.model.phrasing import count as counted
from auditor.model.results import Finding
from auditor.model.visible import json_text, made_whole
from auditor.model.words import FindingStatus
from auditor.printing import safe, table
from auditor.reviewing import baseline_text, history, holding, in_force, to_review
from auditor.reviewing.desk import decision, keep, rules_known, surroundings, take_in
from auditor.reviewing.precision import Precision, precision
from auditor.reviewing.sharing import export_text, read_export
from auditor.reviewing.telling import told
from auditor.reviewing.walking import Desk, walk

DECIDED = {
    "confirm": FindingStatus.CONFIRMED,
    "dismiss": FindingStatus.DISMISSED,
    "accept": FindingStatus.ACCEPTED,
}
PRINTED = Path("-")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of a review."""

    findings: tuple[str, ...]
    wanted: Wanted
    db: Path
    reviewer: str | None
    decide: str | None
    until: date | None
    note: str
    imports: tuple[Path, ...]
    export: Path | None
    baseline: Path | None
    stats: bool
    out_format: str


def run(asked: Asked) -> Iterator[str]:
    """Do what was asked and yield what is to be printed. Raises UsageError for what does not fit together."""
    _check(asked)
    if asked.stats:
        yield from _statistics(asked)
    elif asked.imports:
        yield from _imported(asked)
    elif asked.export or asked.baseline:
        yield from _written(asked)
    elif asked.decide:
        yield from _decided(asked, asked.decide)
    else:
        yield from _walked(asked)


def _check(asked: Asked) -> None:
    if (asked.decide == "accept") != (asked.until is not None):
        raise UsageError("--until and --decide accept belong together -> name the last day on which it may stay so")
    if asked.decide and not asked.findings:
        raise UsageError(
            "--decide needs the findings that it is about -> name their ids; 'auditor findings' lists them"
        )
    ways = [
        asked.stats or bool(asked.imports),
        asked.export is not None,
        asked.baseline is not None,
        bool(asked.decide),
    ]
    if sum(ways) > 1:
        raise UsageError("--import, --export, --baseline and --decide are ways of their own -> one at a time")


def _walked(asked: Asked) -> Iterator[str]:
    found, today = _waiting(asked)
    reviewer = _reviewer(asked)
    if isinstance(sys.stdin, TextIOWrapper):
        # Where a terminal speaks UTF-8, a typed byte that is no text would end the session with an error.
        sys.stdin.reconfigure(errors="replace")

    kept: list[str] = []

    def ask(prompt: str) -> str | None:
        heed_interrupts()
        click.echo(prompt, nl=False)
        line = sys.stdin.readline()
        return line if line else None

    def store(one: Finding, status: FindingStatus, until: date | None, note: str) -> None:
        keep(asked.db, [decision(one, status, reviewer, _now(), until, note)])
        kept.append(one.finding_id)

    def show(one: Finding) -> Sequence[str]:
        return list(told(one, *surroundings(asked.db, one)))

    # Line by line: what stands in a message must not be able to draw on the terminal; its line ends are the session's.
    desk = Desk(lambda line: click.echo("\n".join(map(safe, line.split("\n")))), ask, show, store)
    try:
        decided, skipped = walk(found, desk, today)
    except KeyboardInterrupt as error:
        click.echo()
        raise InterruptedRunError(
            f"interrupted -> {counted(len(kept), 'decision')} made before, kept in the store; 'auditor review' goes on with the rest"
        ) from error
    left = len(found) - decided
    yield f"\n{decided} decided, {skipped} skipped, {left} left to review."


def _waiting(asked: Asked) -> tuple[list[Finding], date]:
    with Engine.open(asked.db, read_only=True) as engine:
        found, today = stored.load(engine), stored.last_as_of(engine)
        decided, wanted = in_force(history(engine)), options.found_in(engine, asked.wanted)
    if asked.findings:
        return _named(found, asked.findings), today
    return [one for one in to_review(found, decided, today) if wanted.takes(one)], today


def _named(found: Sequence[Finding], names: Sequence[str]) -> list[Finding]:
    named: dict[str, Finding] = {}
    for name in names:
        own = [one for one in found if one.finding_id.startswith(name)]
        if len(own) != 1:
            raise UsageError(f"{name}: {len(own)} findings begin so -> 'auditor findings' lists their ids")
        named[own[0].finding_id] = own[0]
    return list(named.values())


def _decided(asked: Asked, word: str) -> Iterator[str]:
    found, today = _waiting(asked)
    if asked.until is not None and asked.until < today:
        raise UsageError(f"--until {asked.until} has passed -> name a day from {today} on")
    reviewer, at = _reviewer(asked), _now()
    keep(asked.db, [decision(one, DECIDED[word], reviewer, at, asked.until, asked.note) for one in found])
    yield f"{counted(len(found), 'finding')} {DECIDED[word].value} by {safe(made_whole(reviewer))}."


def _imported(asked: Asked) -> Iterator[str]:
    # All files are read before the store is touched: one bad line, and nothing is taken in.
    at, rules = _now(), rules_known(asked.db)
    exports = [(path, read_export(path, at, rules)) for path in asked.imports]
    for path, decisions in exports:
        done = take_in(asked.db, decisions)
        known = done.read - done.added
        yield safe(
            f"{path}: {counted(done.read, 'decision')} read, {done.added} new, {known} known already, {done.unused} about findings that the last run does not have"
        )


def _written(asked: Asked) -> Iterator[str]:
    with Engine.open(asked.db, read_only=True) as engine:
        past = history(engine)
        decided = in_force(past)
        held = holding(stored.load(engine), decided, stored.last_as_of(engine)) if asked.baseline else past
    text = export_text(past) if asked.export else baseline_text(held)
    target = asked.export or asked.baseline or PRINTED
    if target == PRINTED:
        yield text.removesuffix("\n")
        return
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{target}: {error.strerror} -> name a file that can be written") from error
    yield safe(f"{counted(len(held), 'decision')} written to {target}")
    if asked.baseline and (left := len(decided) - len(held)):
        yield f"{counted(left, 'decision')} left out: run out, made before the finding changed, or about none of the last run"


def _statistics(asked: Asked) -> Iterator[str]:
    at, rules = _now(), rules_known(asked.db) if asked.imports else {}
    past = [one for path in asked.imports for one in read_export(path, at, rules)]
    if asked.db.exists() or not past:
        with Engine.open(asked.db, read_only=True) as engine:
            past = [*history(engine), *past]
    found = precision(past)
    if asked.out_format == "json":
        yield json_text([_plain(one) for one in found])
        return
    header = ("rule", "right", "wrong", "disputed", "precision", "95 % interval", "labelled twice", "agreed")
    yield table(header, map(_cells, found)) if found else "No decisions yet -> 'auditor review' makes some."


def _cells(one: Precision) -> tuple[str, ...]:
    share, interval = one.share, one.interval
    return (
        one.rule_id,
        str(one.right),
        str(one.wrong),
        str(one.disputed),
        "-" if share is None else f"{share:.2f}",
        "-" if interval is None else f"{interval[0]:.2f}-{interval[1]:.2f}",
        str(one.labelled_twice),
        str(one.agreed),
    )


def _plain(one: Precision) -> dict[str, object]:
    return {
        "rule_id": one.rule_id, "right": one.right, "wrong": one.wrong, "disputed": one.disputed,
        "precision": one.share, "interval_95": one.interval, "labelled_twice": one.labelled_twice, "agreed": one.agreed,
    }  # fmt: skip


def _reviewer(asked: Asked) -> str:
    if asked.reviewer is not None:
        if not asked.reviewer.strip():
            raise UsageError("--reviewer has no letter in it -> say who decides")
        return asked.reviewer
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("nobody knows who decides -> name yourself with --reviewer") from error


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
