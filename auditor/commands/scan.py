"""auditor scan: what one file's messages hold, without a store."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Show contact details and asks in the messages of one file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--text", metavar="COLUMN", help="The column with the text.  [default: body, else text]")
@click.option(
    "--id",
    "identity",
    metavar="COLUMN",
    help="The column with the id.  [default: message_id, else id, else the row's number]",
)
@click.option("--format", "out_format", type=click.Choice(["jsonl", "text"]), default="text", show_default=True)
@click.option(
    "--regions",
    metavar="XX,YY",
    default="US,GB,IN",
    show_default=True,
    help="Countries of telephone numbers without a country code.",
)
def COMMAND(file: Path, text: str | None, identity: str | None, out_format: str, regions: str) -> None:  # noqa: N802
    """Scan a CSV, TSV, JSON or JSONL file (each also .gz); nothing is stored.

    Columns thread_id, client_id, freelancer_id, sender and sent_at are used where the file has them.

    \b
    Example:
      auditor scan messages.csv --format jsonl
    """
    from auditor.scanning.frames import scan_frame
    from auditor.scanning.printing import as_json, as_text, checked_regions
    from auditor.scanning.reading import read_messages

    messages = read_messages(file, text, identity)
    found = scan_frame(messages.filter(messages["sender"].fill_null("") != "system"), checked_regions(regions))
    for line in as_json(found) if out_format == "jsonl" else as_text(found):
        click.echo(line)
