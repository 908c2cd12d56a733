"""Ids behind their stand-ins: two are never made one, and one that is made of two stays so."""

from __future__ import annotations

from collections.abc import Mapping


def joined(text: str, masked: Mapping[str, str]) -> str:
    """An id that is made of two others, as that of a stated relationship is; empty where it is none."""
    ends = (place for place, character in enumerate(text) if character == "/")
    halves = ((text[:end], text[end + 1 :]) for end in ends)
    return next((f"{masked[one]}/{masked[two]}" for one, two in halves if one in masked and two in masked), "")


def apart(masked: dict[str, str]) -> dict[str, str]:
    """Two ids that are the same value written in two ways must not become one relationship."""
    seen: dict[str, int] = {}
    told = {}
    for one, instead in masked.items():
        seen[instead] = seen.get(instead, 0) + 1
        told[one] = instead if seen[instead] == 1 else f"{instead} ({seen[instead]})"
    return told
