"""The forms of values in a policy file: each reads the value of one key, or says what it must be, as the file writes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

UNKNOWN = "unknown"
MOST_CHARACTERS = 60


class FormError(ValueError):
    """What is wrong with one key of a file, and what to do; one sentence."""


def shown(value: Any) -> str:
    """A value as a TOML file has it, a long one shortened."""
    if isinstance(value, dict | list):
        return f"a {'table' if isinstance(value, dict) else 'list'}"
    if isinstance(value, bool):
        return str(value).lower()
    text = value.isoformat() if isinstance(value, date | time | datetime) else str(value)
    text = f"{text[:MOST_CHARACTERS]}…" if len(text) > MOST_CHARACTERS else text
    return f'"{text}"' if isinstance(value, str) else text


def must_be(key: str, what: str, value: Any) -> FormError:
    """The fault of a value that is not what its key must be."""
    return FormError(f"{key} must be {what}, not {shown(value)} -> correct it")


def needed(place: str, data: Mapping[str, Any], key: str) -> Any:
    """The value of a key that has to be there; `place` is that of its table, such as "window."."""
    if key not in data:
        raise FormError(f"{place}{key} is missing -> add it")
    return data[key]


def table(key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise must_be(key, f"a table, [{key}]", value)
    return value


def tables(key: str, value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, list):
        raise must_be(key, f"tables, each headed [[{key}]]", value)
    for one in value:
        if not isinstance(one, dict):
            raise FormError(f"{key} must be tables, each headed [[{key}]], but holds {shown(one)} -> correct it")
    return value


def text(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise must_be(key, "a text in quotes", value)
    return value


def currency(key: str, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch("[A-Z]{3}", value):
        raise must_be(key, 'a code of three capitals such as "USD"', value)
    return value


def texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise must_be(key, "a list of texts", value)
    for one in value:
        if not isinstance(one, str):
            raise FormError(f"{key} must be a list of texts, but holds {shown(one)} -> correct it")
    return tuple(value)


def day(key: str, value: Any) -> date | None:
    """A day; None where it is said to be unknown."""
    if value == UNKNOWN:
        return None
    if type(value) is not date:
        raise must_be(key, f'a day without quotes such as 2025-10-01, or "{UNKNOWN}"', value)
    return value


def one_of(key: str, value: Any, known: Collection[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise must_be(key, f"one of {', '.join(known)}", value)
    return value


def whole(key: str, value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise must_be(key, f"a whole number of at least {least} and at most {most}", value)
    return value


def amount(key: str, value: Any) -> Decimal:
    # A float would bring its own digits along.
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise must_be(key, 'an amount in quotes such as "2999.00"', value)
    try:
        found = Decimal(value)
    except InvalidOperation as error:
        raise must_be(key, 'an amount in quotes such as "2999.00"', value) from error
    if not found.is_finite() or found < 0 or found >= 10**12:
        raise must_be(key, "an amount of at least 0 and below a million millions", value)
    return found


def share(key: str, value: Any) -> Decimal:
    found = amount(key, value)
    if found > 1:
        raise must_be(key, 'a share of at most 1 such as "0.12"', value)
    return found


def refuse_unknown(place: str, data: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise FormError for keys that no policy has: a misspelt one would be without effect, and unseen."""
    if unknown := sorted(set(data) - set(known)):
        raise FormError(
            f"unknown keys {', '.join(place + key for key in unknown)} -> correct their names or leave them out"
        )
