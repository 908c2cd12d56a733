"""Options that several commands share, and the Settings built from them; flag before environment before default."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from auditor.kinds import Day, Encoding, Size, Zone

if TYPE_CHECKING:
    from auditor.engines.duckdb import Engine
    from auditor.model.filtering import Wanted
    from auditor.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])
SEVERITIES = ("none", "low", "medium", "high", "critical")
STATUSES = ("new", "open", "confirmed", "dismissed", "accepted")
# A hundred years: more days than that lead to no date.
KEPT_DAYS = click.IntRange(1, 36_500)


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Names of the rules that begin so, for the shell."""
    from auditor import rooms

    names = rooms.files(rooms.sql_folder() / "heuristics", ".sql")
    return [name for name in names if name.startswith(incomplete)]


def _stack(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def apply(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return apply


db = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="AUDITOR_DB",
    default=Path("auditor.duckdb"),
    show_default="$AUDITOR_DB, else auditor.duckdb here",
    help="The store.",
)
as_of = click.option("--as-of", type=Day(), metavar="DATE", help="The day that counts as today.  [default: today]")
policy = click.option("--policy", metavar="NAME|FILE", default="upwork-guide", show_default=True, help="The policy.")
rates = click.option(
    "--rates", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV date,currency,rate to USD."
)
rules = click.option(
    "--rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Your own rules, run beside the shipped ones.",
)
out_format = click.option(
    "--format", "out_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
one_account = click.option(
    "--as-one-account", "one_account", is_flag=True, help="All freelancers are one party: one clock per client."
)
max_quarantine = click.option(
    "--max-quarantine",
    type=click.FloatRange(0, 1),
    default=0.05,
    show_default=True,
    help="Exit with 3 above this share of a file's rows.",
)
baseline = click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Decisions from 'auditor review --baseline FILE'.",
)
question = _stack(db, as_of, policy, rates, one_account, baseline, out_format)

wanted = _stack(
    click.option(
        "--rule",
        multiple=True,
        metavar="ID",
        shell_complete=complete_rules,
        help="Only these; contact.* for a family.",
    ),
    click.option("--client", multiple=True, metavar="CLIENT", help="Only these clients, by id or name."),
    click.option("--severity", type=click.Choice(("info", *SEVERITIES[1:])), help="Only this severity and above."),
    click.option("--status", multiple=True, type=click.Choice(STATUSES), help="Only this status; may be given again."),
    click.option("--since", type=Day(), metavar="DATE", help="Only what happened on this day or later."),
)

reading = _stack(
    click.option(
        "--profile",
        "profiles",
        multiple=True,
        metavar="NAME|FILE",
        help="Read each file that has its columns by this profile, or by one of your own (FILE.toml); "
        "others are recognised by their header. May be given again.",
    ),
    click.option("--freelancer", metavar="ID", help="Whose rows these are, where a file does not say."),
    click.option("--timezone", type=Zone(), default="UTC", show_default=True, help="For times without an offset."),
    click.option("--date-order", type=click.Choice(["dmy", "mdy"]), help="How 03/04/2026 is to be read."),
    click.option("--encoding", type=Encoding(), help="Of files that are not UTF-8, for example windows-1252."),
    click.option("--currency", metavar="CODE", help="Of statements that do not say it, for example EUR."),
    click.option("--verify", is_flag=True, help="Read files again whose size, time and inode have not changed."),
)

resources = _stack(
    click.option(
        "--memory-limit",
        "memory_mb",
        type=Size(),
        metavar="SIZE",
        help="What the engine may hold in memory; the rest goes to the disk beside the store.  [default: 2GB]",
    ),
    click.option(
        "--threads",
        type=click.IntRange(min=1, max=1024),
        metavar="N",
        help="Threads and processes.  [default: one per core]",
    ),
)

running = _stack(
    click.option("--quiet", is_flag=True, help="Print nothing but errors."),
    click.option("--progress/--no-progress", default=True, help="Progress on standard error (terminals only)."),
)


_NO_STORE = "keeps no store of earlier runs -> leave it out, or use --engine duckdb"
# By the names of Click's parameters: what would have no effect there.
REFUSED_ON_SPARK = {
    "only_new": ("--only-new", _NO_STORE),
    "baseline": ("--baseline", _NO_STORE),
    "keep": ("--keep", _NO_STORE),
    "keep_days": ("--keep-days", _NO_STORE),
    "one_account": ("--as-one-account", _NO_STORE),
    "db": ("--db", _NO_STORE),
    "wait_seconds": ("--wait", _NO_STORE),
    "verify": ("--verify", "reads every file each time -> leave it out"),
    "rule_seconds": ("--rule-seconds", "gives up no rule for its time -> leave it out, or use --engine duckdb"),
    "memory_mb": (
        "--memory-limit",
        "has limits of its own -> --spark-conf spark.executor.memory=6g, or spark.driver.memory",
    ),
    "threads": ("--threads", "has cores of its own -> --master 'local[4]', or --spark-conf spark.executor.cores=4"),
}


def _on_command_line() -> frozenset[str]:
    """The parameters that were given there; what the environment says is meant for all audits."""
    told = click.get_current_context()
    return frozenset(name for name in told.params if told.get_parameter_source(name) is ParameterSource.COMMANDLINE)


def wanted_of(values: dict[str, Any]) -> Wanted:
    """Take the values of the options `wanted` out of `values`."""
    from auditor.model.filtering import Wanted
    from auditor.model.words import FindingStatus, Severity

    least, statuses = Severity(values.pop("severity") or "info"), values.pop("status")
    return Wanted(
        values.pop("rule"), values.pop("client"), least, tuple(map(FindingStatus, statuses)), values.pop("since")
    )


def found_in(engine: Engine, wanted: Wanted) -> Wanted:
    """The same with clients by their ids, who may be named. Raises UsageError for a rule or a client that there is not: an
    empty answer would look like good news."""
    from dataclasses import replace

    from auditor import rules
    from auditor.errors import UsageError
    from auditor.model.clients import one_client

    # A rule of the user's own that found nothing stands with the runs in which it ran.
    ran = """SELECT rule_id FROM findings
        UNION SELECT unnest(json_extract_string(summary, '$.own_rules[*]')) FROM runs"""
    known = {row[0] for row in engine.rows(ran)} | set(rules.available(None))
    for rule in wanted.rules:
        if not any(fnmatchcase(one, rule) for one in known):
            raise UsageError(f"--rule {rule}: there is no such rule -> 'auditor rules list' names them all")
    clients = engine.rows("SELECT client_id, NULL FROM findings UNION SELECT client_id, client_name FROM eligibility")
    meant = tuple(one_client(client, clients, f"--client {client}") for client in wanted.clients)
    for client, found in zip(wanted.clients, meant, strict=True):
        if found is None:
            raise UsageError(
                f"--client {client}: there is no such client in the store -> 'auditor eligibility' lists them"
            )
    return replace(wanted, clients=tuple(one for one in meant if one is not None))


def today() -> date:
    """The only place where the clock decides anything: the UTC day, as every date in the audit is."""
    return datetime.now(UTC).date()


def settings(db: Path, as_of: date | None, policy: str = "upwork-guide", **others: Any) -> Settings:
    """Build the Settings of a run from the values that Click parsed."""
    from auditor.settings import IngestOptions, Settings

    profiles: tuple[str, ...] = others.pop("profiles", ())
    ingest = IngestOptions(
        timezone=others.pop("timezone", "UTC"),
        date_order=others.pop("date_order", None),
        freelancer=others.pop("freelancer", None),
        profile=next(iter(profiles), None),
        encoding=others.pop("encoding", None),
        currency=others.pop("currency", None),
        more_profiles=profiles[1:],
    )
    memory_mb, threads = others.pop("memory_mb", None), others.pop("threads", None)
    if threads is not None:
        # Read by polars when it is imported, which no command has done yet.
        os.environ["POLARS_MAX_THREADS"] = str(threads)
    from auditor.model.resources import MEMORY_MB, Resources

    resources = Resources(memory_mb or MEMORY_MB, threads)
    return Settings(db=db, as_of=as_of or today(), policy=policy, ingest=ingest, resources=resources, **others)


def cluster(settings: Settings, master: str | None, conf: tuple[str, ...]) -> tuple[str, dict[str, str]] | None:
    """The cluster of --engine spark and its settings by name; None for the engine of this machine.

    Raises UsageError for options that do not go together: what rests on a store, or is Spark's own to decide.
    """
    from auditor.errors import UsageError

    if settings.engine != "spark":
        if master or conf:
            raise UsageError(
                f"{'--master' if master else '--spark-conf'}: only --engine spark has it -> add that, or leave it out"
            )
        return None
    given = _on_command_line()
    for name, (option, reason) in REFUSED_ON_SPARK.items():
        if name in given:
            raise UsageError(f"{option}: --engine spark {reason}")
    for one in conf:
        if "=" not in one:
            raise UsageError(f"--spark-conf {one}: no NAME=VALUE -> write it as spark.executor.memory=4g")
    return master or "local[*]", dict(one.split("=", 1) for one in conf)
