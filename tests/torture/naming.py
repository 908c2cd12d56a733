"""The command as it is, but for one thing: temporary files of outputs bear names that are known before, so that their writing can fail.

Run as `python -m tests.torture.naming audit …`.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from auditor import cli, publishing

MOST = 24
NUMBERS = count()


class _Counted:
    """Stands where the outputs ask for a name that nobody can guess."""

    @staticmethod
    def token_hex(_: int) -> str:
        return f"{next(NUMBERS)}"


def temporaries(out: Path) -> list[Path]:
    """Every path under which this command may write an output before it has its name."""
    return [
        place / f"{publishing.TEMPORARY}{number}" for place in (out, out / publishing.PRIVATE) for number in range(MOST)
    ]


if __name__ == "__main__":
    publishing.secrets = _Counted  # type: ignore[assignment]
    cli.main()
