"""One value, one stand-in: numbers for values in a fixed order, whatever they were taken for in one text or another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Key = tuple[str, str]
# What a value is called only while nothing better is known of it.
VAGUE = ("contact detail", "payer", "handle")
PHONE, EMAIL = "phone", "e-mail"
# A number without its country is the one that ends so, from this length on.
LEAST_DIGITS = 9


def number(keys: Iterable[Key]) -> dict[Key, str]:
    """The stand-in of each (label, normalized value); keys that mean the same value share it."""
    every = sorted(set(keys))
    meant = _meant(every)
    numbers: dict[Key, str] = {}
    counts: dict[str, int] = {}
    for key in every:
        if meant[key] == key:
            counts[key[0]] = counts.get(key[0], 0) + 1
            numbers[key] = f"[{key[0]} {counts[key[0]]}]"
    return {key: numbers[meant[key]] for key in every}


def _meant(keys: Iterable[Key]) -> Mapping[Key, Key]:
    """The key that speaks for each: of equal values that of the plainest label, one that is never itself spoken for."""
    groups: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        groups[_value(key[1])].append(key)
    whole = {value for value in groups if value.isdigit() and any(label == PHONE for label, _ in groups[value])}
    endings: dict[str, list[str]] = defaultdict(list)
    for value in whole:
        for length in range(LEAST_DIGITS, len(value)):
            endings[value[-length:]].append(value)
    meant: dict[Key, Key] = {}
    for value, own in groups.items():
        longer = endings.get(value.lstrip("0"), []) if value.isdigit() else []
        best = _best(groups[longer[0]]) if len(longer) == 1 and longer[0] not in endings else None
        for key in own:
            meant[key] = (best or _best(own)) if _may_join(key, own) else key
    return meant


def _value(normalized: str) -> str:
    plain = normalized.casefold().lstrip("@+")
    digits = "".join(mark for mark in plain if mark not in " -().")
    return digits if digits.isdigit() else plain


def _best(own: list[Key]) -> Key:
    return min(own, key=lambda key: (key[0] in VAGUE, key[0] not in (EMAIL, PHONE), key))


def _may_join(key: Key, own: list[Key]) -> bool:
    """The same handle on two services is two values; an address, a number or a vague word is one, whatever it is called."""
    return key[0] in VAGUE or "@" in key[1].lstrip("@") or _value(key[1]).isdigit() or len(own) == 1
