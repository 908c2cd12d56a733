"""The digits that number words spell, put together from what each of them stands for."""

from __future__ import annotations


def compose(values: list[str], language: str, units: bool = False) -> str:
    """Digits of a list of values: hundreds take the tens and units after them, tens the unit, x2 repeats the next, z is the
    zeros that the digit before counts, | is a pause. `units`: a single digit behind them is a unit as a word is."""
    if "m1000" in values and not _ends_in_thousands(values):
        return ""
    digits, held, times, many = "", 0, 1, False
    for at, value in enumerate([*values, "end"]):
        after = values[at + 1] if at + 1 < len(values) else ""
        if units and held and value[0] == "#" and len(value) == 2 and 0 < int(value[1]) < _room(held, language):
            digits, held = digits + str(held + int(value[1])), 0
            continue
        if value in ("end", "|") or value[0] in "#xz":
            if held:
                digits, held = digits + str(held), 0
            if value[0] == "z":
                digits = _zeros(digits)
            if value[0] == "#":
                digits, times = digits + value[1:] * times, 1
            elif value[0] == "x":
                times = int(value[1:])
            continue
        if value[0] == "m":
            if not many and int(value[1:]) < _room(held, language):
                held += int(value[1:])
            elif not many:  # it multiplies nothing, and stands for itself
                digits, held = digits + (str(held) if held else ""), int(value[1:])
            many = False
            continue
        many = after[:1] == "m" and len(value) == 1 and value != "0" and not (language == "tr" and after == "m10")
        number = int(value) * (int(after[1:]) if many else 1)
        if held and 0 < number < _room(held, language) and not _in_row(held, number, after, language):
            held += number
            continue
        if held:
            digits, held = digits + str(held), 0
        if number >= 20 and number % 10 == 0:
            held = number
        else:
            digits, times = digits + str(number) * times, 1
    return digits


def _ends_in_thousands(values: list[str]) -> bool:
    """Whether one unit of thousands is the end of a number; others are counts: "two thousand five hundred"."""
    return values.count("m1000") == 1 and values[-1] == "m1000" and len(values) > 1 and len(values[-2]) == 1


def _in_row(held: int, number: int, after: str, language: str) -> bool:
    """Whether a digit behind hundreds is one of a row of digits: in English "nine hundred one two three" is 900, 1, 2, 3."""
    return language == "en" and held % 100 == 0 and number < 10 and after.isdigit() and int(after) < 10


def _zeros(digits: str) -> str:
    """The digits, the last of which says how many zeros it stands for: "four zeros"."""
    count = int(digits[-1:] or 0)
    return digits[:-1] + "0" * count if 2 <= count <= 6 else digits + "0"


def _room(held: int, language: str) -> int:
    """What may be added to it: below a hundred to hundreds, a unit to tens; sixty and eighty count on in French."""
    if not held:
        return 0
    if language == "fr" and held in (60, 80):
        return 20
    return 100 if held % 100 == 0 else 10 if held % 10 == 0 else 0
