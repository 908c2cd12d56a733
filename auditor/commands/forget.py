"""auditor forget: erase a person's data, with a receipt."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from auditor import options

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Erase a client's data from the store and its copies, with a receipt.")
@click.argument("client", required=False)
@click.option(
    "--keep-days",
    type=options.KEPT_DAYS,
    metavar="N",
    help="Erase all clients without a trace for N days, whether their window still runs or not.",
)
@click.option("--backup", "backups", type=FILE, multiple=True, help="Also from this copy of the store.")
@click.option("--outputs", is_flag=True, help="Also remove all outputs of earlier runs that name them.")
@click.option("--receipt", type=FILE, help="Write the receipt to a file, as JSON.")
@click.option("--dry-run", is_flag=True, help="Say what would be erased; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask; needed without a terminal.")
@options.db
@options.as_of
@options.out_format
def COMMAND(  # noqa: N802
    client: str | None,
    keep_days: int | None,
    backups: tuple[Path, ...],
    outputs: bool,
    receipt: Path | None,
    dry_run: bool,
    yes: bool,
    db: Path,
    as_of: date | None,
    out_format: str,
) -> None:
    """Erase CLIENT (an id or a stated name) from the store and the copies of it beside it: rows, messages, what was
    found and decided. The files are written anew, so that nothing stays in them. The receipt names nobody: it holds a
    digest by which you can show later that this client was erased, and lists what is left elsewhere.

    \b
    Example:
      auditor forget cl-harborpine --dry-run
      auditor forget cl-harborpine --yes --receipt receipt.json
      auditor forget --keep-days 1095 --yes
    """
    from auditor import forgets
    from auditor.errors import UsageError
    from auditor.model.visible import json_text

    if (client is None) == (keep_days is None):
        raise UsageError("whom? -> name a client, or say --keep-days N")
    if not (yes or dry_run):
        _confirm(client or f"all clients without a trace for {keep_days} days")
    today = options.settings(db, as_of).as_of
    done = forgets.forget(forgets.Asked(client, keep_days, today, db, backups, outputs, dry_run))
    record = json_text(forgets.as_record(done))
    if receipt is not None:
        try:
            receipt.write_text(f"{record}\n", encoding="utf-8")
        except OSError as error:
            click.echo(record)
            raise UsageError(f"{receipt}: {error.strerror}; the receipt stands above -> keep it") from error
    for line in [record] if out_format == "json" else forgets.as_text(done):
        click.echo(line)


def _confirm(whom: str) -> None:
    from auditor.errors import UsageError
    from auditor.heeding import heed_interrupts
    from auditor.printing import safe

    if not sys.stdin.isatty():
        raise UsageError("erasing cannot be taken back -> say --yes, or look first with --dry-run")
    heed_interrupts()
    click.confirm(f"Erase {safe(whom)}? This cannot be taken back.", abort=True)
