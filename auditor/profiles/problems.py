"""One thing that is wrong with a profile."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """`key` is where it stands, as 'columns.amount.how' or 'apart 2.test'; `line` is 1-based, 0 when there is none."""

    key: str
    problem: str
    remedy: str
    line: int = 0

    def said(self, file: str) -> str:
        """The problem with its place, and what to do."""
        place = f"{file}:{self.line}" if self.line else file
        where = f"{place}: {self.key}" if self.key else place
        return f"{where}: {self.problem} -> {self.remedy}"


def shown(value: object) -> str:
    """A value of the file, short and on one line."""
    text = "".join(character if character.isprintable() else "?" for character in str(value))
    return f"'{text[:SHOWN_CHARACTERS]}…'" if len(text) > SHOWN_CHARACTERS else f"'{text}'"
