"""auditor completion: what a shell needs to complete commands, options and names of rules."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(short_help="Print the completion script for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def COMMAND(shell: str) -> None:  # noqa: N802
    """Print a script that completes commands, options, their values and the names of rules.

    \b
    Example:
      auditor completion bash > ~/.local/share/bash-completion/completions/auditor
      auditor completion zsh > "${fpath[1]}/_auditor"
      auditor completion fish > ~/.config/fish/completions/auditor.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    # The script alone: asking for its source would also run the shell, to complain about its version.
    completer = kind(click.Group("auditor"), {}, "auditor", "_AUDITOR_COMPLETE")
    click.echo(completer.source_template % completer.source_vars())
