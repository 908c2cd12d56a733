"""Which exports can be read, and what each of them must hold."""

from __future__ import annotations

import click


@click.group("profiles")
def profiles() -> None:
    """List the export formats that can be read, or show one.

    \b
    Example:
      auditor profiles list
      auditor profiles show paypal_statement
    """


@profiles.command("list")
def list_profiles() -> None:
    """List all export profiles: name, table, title.

    \b
    Example:
      auditor profiles list
    """
    from auditor.ingesting.describing import profile_lines

    click.echo("\n".join(profile_lines()))


@profiles.command("show")
@click.argument("name")
def show_profile(name: str) -> None:
    """Show what an export of the profile NAME must hold and what becomes of it.

    \b
    Example:
      auditor profiles show canonical
    """
    from auditor.ingesting.describing import describe

    click.echo("\n".join(describe(name)))


COMMAND = profiles
