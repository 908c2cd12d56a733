"""auditor audit: the main job."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from auditor import options, telling_again, unchanged
from auditor.crew import ALONE, Crew, run_named


@click.command(short_help="Audit exported files: ingest, scan, judge, report.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the outputs.  [default: reports/<run id>]",
)
@options.db
@options.policy
@options.as_of
@click.option(
    "--fail-on",
    type=click.Choice(options.SEVERITIES),
    default="none",
    show_default=True,
    help="Exit with 1 for an open finding of this severity or above.",
)
@click.option("--only-new", is_flag=True, help="With --fail-on: only findings that the last run did not have.")
@options.max_quarantine
@click.option(
    "--redact",
    type=click.Choice(["none", "partial", "full"]),
    default="partial",
    show_default=True,
    help="What the outputs mask.",
)
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Keep the last N runs; older ones are removed.")
@click.option(
    "--keep-days",
    type=options.KEPT_DAYS,
    metavar="N",
    help="Erase clients without a trace for N days from the store and its copies, also those whose window still runs or "
    "who have open findings; that is said, with a receipt in private/ of --out. See 'auditor forget'.",
)
@click.option(
    "--wait",
    "wait_seconds",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    default=0.0,
    help="How long to wait for another audit of this store.  [default: not at all]",
)
@click.option("--brief", is_flag=True, help="One line on standard output; on standard error only what needs a person.")
@click.option(
    "--notify",
    multiple=True,
    metavar="URL",
    envvar="AUDITOR_NOTIFY",
    help="Send counts, names of rules and the report's place there, never content (apprise, an extra).",
)
@options.baseline
@options.out_format
@options.resources
@options.running
@options.reading
@options.rates
@options.one_account
@options.rules
@click.option(
    "--rule-seconds",
    type=click.FloatRange(min=0.1),
    default=60.0,
    show_default=True,
    help="Give up a rule after so long.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="Where the SQL runs. spark is an extra (pip install 'auditor[spark]', with Java 17): it reads the same files, Parquet best, "
    "keeps no store, and leaves tables as Parquet in private/tables of --out, by platform and month. What it has no use "
    "for is refused: --db, --wait, --verify, --threads, --memory-limit, --rule-seconds, and what rests on earlier runs "
    "(--only-new, --baseline, --keep, --keep-days, --as-one-account). See sql/scale.md.",
)
@click.option(
    "--master", metavar="URL", help="With --engine spark: the cluster, such as spark://host:7077.  [default: local[*]]"
)
@click.option(
    "--spark-conf",
    multiple=True,
    metavar="NAME=VALUE",
    help="With --engine spark: a setting of Spark's; may be given often.",
)
@click.pass_obj
def COMMAND(  # noqa: N802
    crew: Crew | None, /, paths: tuple[Path, ...], out_format: str, fail_on: str, redact: str, **values: Any
) -> int:
    """Audit files and folders of exports.

    \b
    Example:
      auditor audit my_exports --out reports/mine
    """
    if crew and values["engine"] == "duckdb" and not values["db"].exists():
        # There is something to scan, and what scans it takes as long to load as all else: both load at once.
        crew.begin(0 if values["threads"] == 1 else 1, [partial(run_named, "auditor.scanning", "warm")])
    from auditor.model.words import Redaction, Severity

    limit = None if fail_on == "none" else Severity(fail_on)
    master, conf = values.pop("master"), values.pop("spark_conf")
    settings = options.settings(inputs=paths, fail_on=limit, redact=Redaction(redact), **values)
    cluster = options.cluster(settings, master, conf)
    if unchanged.stands(settings):
        return telling_again.tell(settings, out_format)
    from auditor import notifying, pipeline, telling
    from auditor.watching import watched

    notifying.check(settings.notify)
    with watched(settings) as progress:
        if cluster:
            from auditor.distributing import running

            result, published = running.audit(settings, *cluster, progress)
        else:
            result, published = pipeline.audit(settings, progress, crew or ALONE)
    telling.tell(result, published, settings, out_format)
    return result.exit_status
