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
@click.option(
    "--mix",
    multiple=True,
    metavar="NAME=WEIGHT",
    help="Weight of a road or look-alike in place of its own; the others keep theirs. May be given often.",
)
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

    Roads, each with its weight, are contact_early 16, disguised 12, fee_talk 14, slow_drain 12, sudden_stop 14,
    bait_and_switch 12, repeat_pressure 10, shared_identity 10, afterlife 7, late_return 5, asking_around 12,
    lending 5, short_billing 7, vanishing 6, false_origin 5, reported 5; look-alikes are holiday 22,
    project_finished 22, client_broke 12, rate_change 12, retainer_to_fixed 10, bot_project 22, friendly_talk 14,
    scope_cut 8, call_and_done 8, met_before 6. A weight that --mix names takes the place of that road's own, and
    the others keep theirs: with slow_drain=24 it is twice as frequent as disguised, with 0 it is left out. The
    share of a road is its weight by the sum of all roads' weights, that of a look-alike by those of the
    look-alikes. An audit ignores truth.jsonl.

    \b
    Example:
      auditor simulate --messages 100000 --seed 7 --prevalence 0.05 --out world
      auditor simulate --prevalence 1 --mix slow_drain=40 --mix lending=0 --out drained
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
