"""Details over several messages, and what of a thread they make superfluous: parts of them, taken for details of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.model.words import Category
from auditor.scanning.finding import Found

_SUPERSEDED = frozenset((Category.URL, Category.PHONE, Category.EMAIL))


@dataclass(frozen=True, slots=True)
class Joined:
    """A detail over several messages: `found` in offsets of the last of them; `ids` and `rows` of all, in order."""

    found: Found
    rows: tuple[int, ...]
    replaced: tuple[tuple[int, int, int], ...]


def supersedes(joined: Joined, row: int, found: Found) -> bool:
    """Whether a detection in one message is only a part of the joined one."""
    same = found.category is joined.found.category or found.category in _SUPERSEDED
    return same and any(row == at and found.start < end and start < found.end for at, start, end in joined.replaced)


def without_parts(every: Sequence[Joined]) -> list[Joined]:
    """The same without those that are the beginning of a longer one: lea@yahoo.com of "lea", "@", "yahoo", ".", "fr"."""
    by_row: dict[int, list[Joined]] = {}
    for one in every:
        for row in one.rows:
            by_row.setdefault(row, []).append(one)
    return [one for one in every if not any(_is_part(one, other) for row in one.rows for other in by_row[row])]


def _is_part(one: Joined, other: Joined) -> bool:
    if one.found.category is Category.URL and other.found.category is Category.EMAIL:
        return _share(one, other)
    if one.found.category is not other.found.category:
        return False
    if (other.found.normalized or "").startswith(f"{one.found.normalized}@"):
        return one.rows[-1] in other.rows
    if _is_known(one) != _is_known(other):
        # Of two readings of the same digits the one that somebody would dial holds: "four. two oh two" begins with no 4.
        return _is_known(other) and _share(one, other)
    if not set(one.rows) < set(other.rows):
        return False
    return all(
        any(row == at and start < last and first < end for at, first, last in other.replaced)
        for row, start, end in one.replaced
    )


def _share(one: Joined, other: Joined) -> bool:
    return any(
        row == at and start < last and first < end
        for row, start, end in one.replaced
        for at, first, last in other.replaced
    )


def _is_known(one: Joined) -> bool:
    """Whether it is a number that is dialled somewhere, or no number."""
    return one.found.category is not Category.PHONE or (one.found.normalized or "").startswith("+")
