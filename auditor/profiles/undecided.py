"""What a guessed profile leaves to a person, as long as its line stands there."""

from __future__ import annotations

import re

from auditor.profiles.problems import Problem

LINE = re.compile(r"# TO DECIDE: (.*)")
OF_MONEY = re.compile(r"(?:channel|column '.*'): ")


def undecided(text: str) -> tuple[Problem, ...]:
    """All that a guess left to decide, at its line."""
    found = ((number, LINE.match(line)) for number, line in enumerate(text.splitlines(), start=1))
    return tuple(
        Problem("", f"not decided yet: {one[1]}", "write it in the profile, then delete this line", number)
        for number, one in found
        if one
    )


def undecided_money(text: str) -> tuple[Problem, ...]:
    """Of these, how money came and which rows are income: no reading of a file can tell that a guess was wrong there."""
    said = {number for number, line in enumerate(text.splitlines(), start=1) if _is_of_money(line)}
    return tuple(one for one in undecided(text) if one.line in said)


def _is_of_money(line: str) -> bool:
    found = LINE.match(line)
    return found is not None and OF_MONEY.match(found[1]) is not None
