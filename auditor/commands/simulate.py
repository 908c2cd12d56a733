"""auditor simulate: a marketplace of which it is known who did what."""

from __future__ import annotations

from pathlib import Path

import click

from auditor import options
from auditor.model.visible import safe


@click.command(short_help="Write a simulated marketplace and the truth about it.")
@click.option("--messages", type=click.IntRange(1), default=100_000, show_default=True, help="How many messages.")
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=7, show_default=True, help="The same seed, the same files."
)
@click.option(
    "--prevalence",
    type=click.FloatRange(0, 1),
    default=0.05,
    show_default=True,
    help="Share of relationships on a road out.",
)
@click.option(
    "--lookalikes",
    type=click.FloatRange(0, 1),
    default=0.3,
    show_default=True,
    help="Share of the others that look like it.",
)
@click.option("--mix", multiple=True, metavar="NAME=WEIGHT", help="Weight of a road or look-alike; may be given often.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the files.")
@options.running
def COMMAND(  # noqa: N802
    messages: int,
    seed: int,
    prevalence: float,
    lookalikes: float,
    mix: tuple[str, ...],
    out: Path,
    quiet: bool,
    progress: bool,
) -> None:
    """Write contracts.csv, payments.csv, messages.csv, relationships.csv, reports.csv and truth.jsonl.

    Roads are contact_early, disguised, fee_talk, slow_drain, sudden_stop, bait_and_switch, repeat_pressure,
    shared_identity, afterlife, late_return, asking_around, lending, short_billing, vanishing, false_origin and
    reported; look-alikes are holiday, project_finished, client_broke, rate_change, retainer_to_fixed, bot_project,
    friendly_talk, scope_cut, call_and_done and met_before. An audit ignores truth.jsonl.

    \b
    Example:
      auditor simulate --messages 100000 --seed 7 --prevalence 0.05 --out world
    """
    from auditor.simulating import World, simulate
    from auditor.watching import watched_by

    world = World(messages, seed, prevalence, lookalikes, dict(_weight(one) for one in mix))
    with watched_by(progress and not quiet) as report:
        written = simulate(world, out, report)
    for name, rows in () if quiet else written.rows.items():
        click.echo(safe(f"{out / name}: {rows:,} rows"))


def _weight(text: str) -> tuple[str, float]:
    name, _, weight = text.partition("=")
    try:
        return name, float(weight)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no weight -> write it as holiday=2", param_hint="--mix") from None
