"""What a guessed profile leaves to a person, as long as its line stands there."""

from __future__ import annotations

import re

from auditor.profiles.problems import Problem

LINE = re.compile(r"# TO DECIDE: ((?:channel|column '.*'): .*)")


def undecided(text: str) -> tuple[Problem, ...]:
    """How money came and which rows are income, where a guess could not know it."""
    found = ((number, LINE.match(line)) for number, line in enumerate(text.splitlines(), start=1))
    return tuple(
        Problem("", f"not decided yet: {one[1]}", "write it in the profile, then delete this line", number)
        for number, one in found
        if one
    )
