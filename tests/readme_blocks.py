"""The generated parts of the README: help texts between `<!-- auditor … -->` and `<!-- end -->`.

    python tests/readme_blocks.py --write     (what `make docs` runs)

A test compares them, so that the README never shows options that the command does not have.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from click.testing import CliRunner

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCK = re.compile(r"<!-- auditor (?P<arguments>[^>]*?) -->\n.*?<!-- end -->", re.DOTALL)


def help_text(arguments: str) -> str:
    """What `auditor` with these arguments prints, the same on every terminal."""
    from auditor.cli import root

    ended = CliRunner().invoke(root, arguments.split(), prog_name="auditor", terminal_width=100)
    if ended.exit_code != 0:
        raise SystemExit(f"auditor {arguments} ended with {ended.exit_code}: {ended.output}")
    return "\n".join(line.rstrip() for line in ended.output.strip().splitlines())


def renewed(readme: str) -> str:
    """The README with every generated part written anew."""

    def block(match: re.Match[str]) -> str:
        arguments = match["arguments"]
        return f"<!-- auditor {arguments} -->\n```\n{help_text(arguments)}\n```\n<!-- end -->"

    return BLOCK.sub(block, readme)


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    if "--write" in sys.argv:
        README.write_text(renewed(text), encoding="utf-8")
    else:
        print(renewed(text))
