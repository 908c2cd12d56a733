"""Where one telephone number ends and the next digits begin: a second number, an hour, a floor, a count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

# What digits of a number may not touch; scripts without blanks between words may.
_EDGE = r"[a-z0-9\u00c0-\u05ff]"
_BETWEEN = r"(?:[^\w+%$€£@&?]|_){1,5}"
# Digits with up to five separators between them; a group that letters follow (10am, 2nd) is none of them.
RUN = re.compile(
    rf"(?<!{_EDGE})(?<![\d/.=&?#-])(?:\+|(?<!\d\s)\+\s|\(\+|00)?[\s(]{{0,2}}\d++(?!{_EDGE})(?:{_BETWEEN}\d++(?!{_EDGE}))*+(?!\.\d)"
)
# A word with digits that is written together with the run, as in an id: 4155-5526-7112-9abc.
_GLUED = re.compile(rf"(?:[^\w\s+%$€£@&?,;]|_){{1,5}}\d+{_EDGE}")
_GROUP = re.compile(r"\d+")
# Between two things that are said, seldom inside of a number; and what may stand between two or inside of one.
_PAUSE = re.compile(r"[,;|\n#]|[.:!]\s|\s[/–—-]\s")
# An area's digits stand in brackets too, behind the country's: +55 (11), 1 (415).
_BRACKET = re.compile(r"[\s)]\(")
_BLANK = re.compile(r"[\s/]")
# An hour behind a number: "0151 23456789 12 Uhr".
_HOUR = re.compile(
    r"\s(?:uhr|h|hrs?|hours?|o'?clock|[ap]\.?m|horas?|heures?|ore|godz\w*|noon|jam|gio|baje|saat\w*)\b|\sчас|\sгод(?:ин|\.)|\s?[点點时時]|\sबजे|\sالساعه"
)
_LAST_HOUR = re.compile(r"\d(?P<hour>[^\w+]{1,3}[0-2]?\d)$")
# What is dialled before an area within a country: 8 (916).
_TRUNK = re.compile(r"[0178]")
SHORTEST, LONGEST = 9, 15
MOST_GROUPS, MOST_LEFT, PAIR = 24, 4, 2

Span = tuple[int, int]


def runs(text: str) -> Iterator[Span]:
    """Stretches of digits and separators, none of them a part of a longer word."""
    for one in RUN.finditer(text):
        if _GLUED.match(text, one.end()) is None:
            start, end = one.span()
            hour = _LAST_HOUR.search(text, max(start, end - 6), end) if _HOUR.match(text, end) else None
            yield start, hour.start("hour") if hour else end


def cut(text: str, start: int, end: int, is_full: Callable[[int, int], bool], told: bool, joined: bool) -> list[Span]:
    """The numbers of a run, or the run as it stands where it is one number or none.

    `is_full` tells whether a stretch is one that can be dialled, `told` that the run is called a number, or is all that
    there is, and `joined` that the text is put together of messages, between which no number need end.
    """
    groups = [one.span() for one in _GROUP.finditer(text, start, end)]
    if len(groups) == 1:
        return [(start, end)]
    groups[0] = (start, groups[0][1])
    blocks = _blocks(text, groups)
    whole = _digits(groups)
    full = whole <= LONGEST and is_full(start, end)
    if whole <= SHORTEST or (full and (joined or len(blocks) == 1)):
        return [(start, end)]
    if len(blocks) > 1:
        found = [] if full and _begins_with_code(text, blocks[0]) else _paused(blocks, is_full, told)
        if found or full:
            return found or [(start, end)]
    return (_spaced(text, groups, is_full) if told else []) or [(start, end)]


def _blocks(text: str, groups: list[Span]) -> list[list[Span]]:
    blocks = [[groups[0]]]
    digits = _digits(blocks[0])
    for before, one in pairwise(groups):
        bracket = digits >= SHORTEST and _BRACKET.search(text, before[1], one[0])
        if bracket or _PAUSE.search(text, before[1], one[0] + 1):
            last = blocks[-1][-1]
            trunk = bracket and digits > SHORTEST and _TRUNK.fullmatch(text, *last) is not None
            blocks.append([blocks[-1].pop()] if trunk else [])
            digits = int(bool(trunk))
        blocks[-1].append(one)
        digits += one[1] - one[0]
    return blocks


def _digits(groups: list[Span]) -> int:
    return sum(end - start for start, end in groups)


def _begins_with_code(text: str, block: list[Span]) -> bool:
    """Whether a country code stands before the first pause: +44, 7911 123456."""
    return "+" in text[block[0][0] : block[0][0] + 2] and _digits(block) < SHORTEST


def _paused(blocks: list[list[Span]], is_full: Callable[[int, int], bool], told: bool) -> list[Span]:
    """Blocks between pauses that are numbers by themselves, and what else between them is long enough to be one. Several
    that nothing calls numbers are ids more often."""
    found: list[Span] = []
    rest: list[Span] = []
    full = 0
    for block in [*blocks, None]:
        stands = block is not None and _digits(block) >= SHORTEST and is_full(block[0][0], block[-1][1])
        if block is not None and not stands:
            rest += block
            continue
        if _digits(rest) > SHORTEST:
            found.append((rest[0][0], rest[-1][1]))
        rest = []
        if block is not None:
            full += 1
            found.append((block[0][0], block[-1][1]))
    return found if full == 1 or (full and told) else []


def _spaced(text: str, groups: list[Span], is_full: Callable[[int, int], bool]) -> list[Span]:
    """Numbers between blanks, with hardly anything left over beside them."""
    if len(groups) > MOST_GROUPS or all(end - start == MOST_LEFT for start, end in groups):
        return []
    if all(end - start <= PAIR for start, end in groups) and not any(text[start] in "0+" for start, _ in groups):
        return []  # pairs of digits one after another are a row, of which any five would make a number
    if halves := _alike(text, groups, is_full):
        return halves
    found: list[Span] = []
    at = left = 0
    while at < len(groups):
        after = _longest(text, groups, at, is_full)
        if after:
            found.append((groups[at][0], groups[after - 1][1]))
            at, left = after, 0
            continue
        left += groups[at][1] - groups[at][0]
        if left > MOST_LEFT:
            return []
        at += 1
    return found


def _alike(text: str, groups: list[Span], is_full: Callable[[int, int], bool]) -> list[Span]:
    """Both halves of a run whose groups are as long in the one as in the other, and which is too long for one number:
    06 12 34 56 78 06 98 76 54 32."""
    half, odd = divmod(len(groups), 2)
    sizes = [len(_GROUP.findall(text[start:end])[-1]) for start, end in groups]
    if odd or half < 2 or _digits(groups) <= LONGEST or sizes[:half] != sizes[half:]:
        return []
    both = [(part[0][0], part[-1][1]) for part in (groups[:half], groups[half:])]
    if any(is_full(*one) for one in both):
        return both
    return both if {sum(sizes[:half])} <= _USUAL_DIGITS and not _is_even(sizes) else []


# Digits of a number that no country known here has.
_USUAL_DIGITS = frozenset((9, 10, 11))


def _is_even(sizes: list[int]) -> bool:
    """Whether all groups are pairs: figures are written so as well."""
    return max(sizes) <= PAIR


def _longest(text: str, groups: list[Span], at: int, is_full: Callable[[int, int], bool]) -> int:
    """Behind which group the longest number that begins with this one ends, or 0."""
    if at and not _BLANK.search(text, groups[at - 1][1], groups[at][0]):
        return 0
    ends, digits = [], 0
    for after in range(at, len(groups)):
        digits += groups[after][1] - groups[after][0]
        if digits > LONGEST:
            break
        last = after + 1 == len(groups) or _BLANK.search(text, groups[after][1], groups[after + 1][0])
        if digits >= SHORTEST and last and (at or after + 1 < len(groups)):
            ends.append(after + 1)
    return next((after for after in reversed(ends) if is_full(groups[at][0], groups[after - 1][1])), 0)
