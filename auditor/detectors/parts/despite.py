"""Asks made in spite of a ban that is named beside them: "the rules forbid it, but can you ...", "..., but nobody checks"."""

from __future__ import annotations

from auditor.lexicons.cues import cue

# What is asked all the same may have its "me" within the ask itself.
_FOLLOWS = 20
# So far behind a ban it is set aside.
_SHRUG = 60


def clause_start(text: str, left: int, start: int) -> int:
    """Where the clause of text[start:] begins: after the "but" that turns from a ban named after `left`, else `left`."""
    around = text[left : start + _FOLLOWS]
    turns = [one.end() for one in cue("in_spite").finditer(around) if left + one.end() <= start]
    return left + turns[-1] if turns and cue("bans").search(around[: turns[-1]]) else left


def is_set_aside(after: str, ban_end: int) -> bool:
    """Whether what follows a ban in `after` sets it aside."""
    return cue("shrugs").search(after, ban_end, ban_end + _SHRUG) is not None


def since_turn(text: str, left: int, start: int, before: str) -> str:
    """Of `before`, which begins at `left`, what stands behind the word that turns from a ban: "not allowed, but" denies nothing that follows."""
    turned = clause_start(text, left, start)
    return before[turned - left :]
