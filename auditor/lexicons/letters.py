"""Whether a pattern can match a text without a letter of the scripts whose words have no ends: hardly one of those can that are
for such scripts, and most texts hold no such letter."""

from __future__ import annotations

import re._constants as signs
import re._parser as parser
from collections.abc import Iterable
from typing import Any

from auditor.lexicons.reading import NO_BOUNDARIES


def does_without(pattern: str) -> bool:
    """Whether the pattern could match a text without any such letter."""
    return _all(parser.parse(pattern))


def _all(items: Iterable[tuple[Any, Any]]) -> bool:
    return all(_one(sign, given) for sign, given in items)


def _one(sign: Any, given: Any) -> bool:
    if sign is signs.LITERAL:
        return not _is_letter(given)
    if sign is signs.IN:
        return given[0][0] is signs.NEGATE or not all(_is_letters(*one) for one in given)
    if sign is signs.BRANCH:
        return any(_all(one) for one in given[1])
    if sign is signs.SUBPATTERN:
        return _all(given[-1])
    if sign in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
        return given[0] == 0 or _all(given[2])
    # Look-arounds and boundaries, and whatever else asks for no letter of its own.
    return True


def _is_letters(sign: Any, given: Any) -> bool:
    if sign is signs.RANGE:
        return all(map(_is_letter, range(given[0], given[1] + 1)))
    return sign is signs.LITERAL and _is_letter(given)


def _is_letter(code: int) -> bool:
    return NO_BOUNDARIES.match(chr(code)) is not None
