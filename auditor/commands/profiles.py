"""Which exports can be read, what each must hold, and how to read one that nobody has seen before."""

from __future__ import annotations

import json
from pathlib import Path

import click

from auditor import kinds, options
from auditor.model.visible import json_shown

FILE = click.Path(path_type=Path)
TABLES = ("contracts", "payments", "messages", "relationships", "reports")
encoding = click.option(
    "--encoding", type=kinds.Encoding(), help="Of a file that is not UTF-8, for example windows-1252."
)


@click.group("profiles")
def profiles() -> None:
    """List, show, guess and check the export formats that can be read.

    \b
    Example:
      auditor profiles list
      auditor profiles guess payouts.csv
      auditor profiles check payouts.profile.toml --sample payouts.csv
    """


@profiles.command("list")
@options.out_format
def list_profiles(out_format: str) -> None:
    """List all export profiles: name, table, title.

    \b
    Example:
      auditor profiles list
    """
    from auditor.ingesting.describing import profile_lines, profile_records

    click.echo(_json(profile_records()) if out_format == "json" else "\n".join(profile_lines()))


@profiles.command("show")
@click.argument("name", metavar="NAME|FILE")
@options.out_format
def show_profile(name: str, out_format: str) -> None:
    """Show what an export of the profile NAME, or of the profile in FILE, must hold and what becomes of it.

    \b
    Example:
      auditor profiles show canonical
    """
    from auditor import printing
    from auditor.ingesting.describing import describe, described_records

    if out_format == "json":
        click.echo(_json(described_records(name)))
    else:
        click.echo("\n".join(map(printing.safe, describe(name))))


@profiles.command("guess")
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, help="The profile to write.  [default: FILE's name with .profile.toml, here]")
@click.option("--force", is_flag=True, help="Overwrite it.")
@click.option("--table", type=click.Choice(TABLES), help="What the rows are, instead of the table that fits best.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy"]), help="Write this down where the dates cannot tell.")
@encoding
@options.out_format
def guess_profile(
    file: Path,
    out: Path | None,
    force: bool,
    table: str | None,
    date_order: str | None,
    encoding: str | None,
    out_format: str,
) -> None:
    """Propose how an unknown FILE (CSV, TSV, JSON, JSON Lines) could be read, and write that as a profile to edit.

    Each column comes with a confidence (0-1) and what it rests on. Nothing is loaded.

    \b
    Example:
      auditor profiles guess payouts.csv
      auditor audit payouts.csv --profile payouts.profile.toml
    """
    from auditor import printing
    from auditor.ingesting.guessing.from_file import check_target, guess_file, profile_path, write_profile
    from auditor.ingesting.guessing.telling import guess_lines, guess_record

    target = out or profile_path(file)
    check_target(target, force)
    guessed, known_as = guess_file(file, table, date_order, encoding)
    write_profile(guessed, target)
    if out_format == "json":
        click.echo(_json(guess_record(guessed, target, known_as)))
    else:
        click.echo("\n".join(map(printing.safe, guess_lines(guessed, file, target, known_as))))


@profiles.command("check")
@click.argument("file", type=FILE)
@click.option("--sample", type=FILE, help="An export to read with it, in memory.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy"]), help="How 03/04/2026 is to be read.")
@encoding
@click.option("--currency", metavar="CODE", help="Of a sample that does not say it, for example EUR.")
@options.out_format
def check_profile(
    file: Path,
    sample: Path | None,
    date_order: str | None,
    encoding: str | None,
    currency: str | None,
    out_format: str,
) -> int:
    """Check the profile in FILE; with --sample, read that export with it and show what comes out. Nothing is loaded.

    \b
    Exit status: 0 all is well; 1 problems were found, or rows of the sample were set aside; 2 the command line is
    wrong; 4 nothing of the sample can be read.

    \b
    Example:
      auditor profiles check payouts.profile.toml --sample payouts.csv
    """
    from auditor import printing
    from auditor.ingesting.checking_profiles import check_file, checked_lines, checked_record
    from auditor.settings import IngestOptions

    reading = IngestOptions(date_order=date_order, encoding=encoding, currency=currency)
    checked = check_file(file, sample, reading)
    if out_format == "json":
        click.echo(_json(checked_record(checked)))
    else:
        click.echo("\n".join(map(printing.safe, checked_lines(checked))))
    return 0 if checked.is_sound else 1


def _json(value: object) -> str:
    return json_shown(json.dumps(value, ensure_ascii=False, indent=1))


COMMAND = profiles
