"""Errors that a person can act on. Each message says what is wrong, where, and what to do next.

`cli.py` is the only place that catches them; a bug keeps its traceback.
"""

from __future__ import annotations

from pathlib import Path


class AuditorError(Exception):
    """Base of all expected errors; `exit_status` is what the process ends with.

    Each argument is a line of the message: a line end within one of them belongs to a name, and is shown and not obeyed.
    """

    exit_status = 4

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The message, line by line."""
        return tuple(map(str, self.args))


class UsageError(AuditorError):
    """The command line is wrong, a named path is missing, an option contradicts another: nothing was done."""

    exit_status = 2


class NothingToAuditError(AuditorError):
    """No input could be recognised, so nothing was audited and nothing changed."""


class StoreError(AuditorError):
    """The store is locked, full, damaged or of a newer version."""


class RoomError(AuditorError):
    """A rule, policy, profile or lexicon file breaks its contract; the message names the file and the remedy."""


class InputFileError(AuditorError):
    """One input file cannot be read as a whole; the others are still audited (exit status 3).

    Carries the file, the 1-based physical line (0 = the file as a whole), the column ("" = none) and a remedy, and which
    table's rows the file may hold: "unknown" when it could be any, "" when it is a file of something else.
    """

    exit_status = 3

    def __init__(
        self, file: Path | str, problem: str, remedy: str, line: int = 0, column: str = "", table: str = "unknown"
    ) -> None:
        self.file, self.line, self.column, self.table = str(file), line, column, table
        self.problem, self.remedy = problem, remedy
        place = f"{self.file}:{line}" if line else self.file
        where = f"{place}: column {column}" if column else place
        super().__init__(f"{where}: {problem} -> {remedy}")


class InterruptedRunError(AuditorError):
    """Ctrl-C or SIGTERM arrived: the store is as it was, or holds whole files more; no output was written."""

    exit_status = 130
