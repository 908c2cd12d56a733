"""Fills the explanation of a rule with its facts, written as people write numbers, money and days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from auditor import rooms
from auditor.errors import RoomError
from auditor.model.phrasing import cents
from auditor.model.rules import Heuristic

CATEGORIES = {
    "email": "an e-mail address",
    "phone": "a telephone number",
    "url": "a contact page",
    "messenger": "a messenger contact",
    "social": "a social profile",
    "meeting": "a meeting link",
    "postal_address": "a postal address",
    "payment_app": "a payment app",
    "payment_handle": "a payment handle",
    "iban": "a bank account",
    "card": "a card number",
    "crypto": "a wallet",
    "bank_transfer": "a bank transfer",
}

# Facts of these kinds name nobody.
_PLAIN = (date, Decimal, float, int)
_CODE = re.compile("[A-Z]{3}")
# A part of an explanation that is left out where one of its facts is not known.
_WHERE_KNOWN = re.compile(r"\[\[(.*?)\]\]")


def quoted(explanation: str) -> set[str]:
    """The facts that an explanation quotes. Raises ValueError for anything but names in braces."""
    return {name for _, name, _, _ in Formatter().parse(explanation) if name is not None}


@cache
def is_own(path: Path) -> bool:
    """Whether the rule in this file was written by the user; the shipped ones lie in the program."""
    return rooms.sql_folder() not in path.resolve().parents


def fill(rule: Heuristic, facts: Mapping[str, Any]) -> str:
    """The explanation with its numbers. Raises RoomError when it quotes a fact that the rule does not return."""
    own = is_own(rule.path)
    said = {name: _apart(name, value) if own else say(value) for name, value in facts.items()}
    try:
        return _known(rule.explanation, facts).format(**said)
    except (KeyError, IndexError, ValueError) as error:
        raise RoomError(
            f"{rule.path}: explanation quotes {error}, which is no fact of it -> name facts only"
        ) from error


def _known(explanation: str, facts: Mapping[str, Any]) -> str:
    """The explanation without the parts in [[…]] that quote a fact without a value."""
    if "[[" not in explanation:
        return explanation

    def told(part: re.Match[str]) -> str:
        absent = (name for name in quoted(part[1]) if name in facts and facts[name] is None)
        return "" if next(absent, None) else part[1]

    return _WHERE_KNOWN.sub(told, explanation)


def _apart(name: str, value: Any) -> str:
    """A fact of a user's own rule: a text may hold an id or a name in any form, and stands in quotation marks, which
    --redact full empties; days, numbers and the code of a currency hold none."""
    told = say(value)
    parts = value if isinstance(value, list) else [value]
    if all(one is None or isinstance(one, _PLAIN) for one in parts) or (name == "currency" and _CODE.fullmatch(told)):
        return told
    return f"“{re.sub('[“”]', chr(34), told)}”"


def say(value: Any) -> str:
    """A fact in words: 5 January 2026; 1,240.50; 6.5; a list as 'a, b and c'."""
    if value is None:
        return "unknown"
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, datetime):
        return f"{say(value.date())} at {value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Decimal):
        return f"{cents(value):,.2f}"
    if isinstance(value, float):
        return f"{value:,.1f}".removesuffix(".0")
    return str(value)


@lru_cache(maxsize=4096)
def _day(value: date) -> str:
    # The calendar asks the language of the machine each time, and findings name the same days.
    return f"{value.day} {calendar.month_name[value.month]} {value.year}"


def _listed(values: list[Any]) -> str:
    if not values:
        return "nothing"
    # Only lists hold categories; a single text is what somebody wrote, and stays as it is.
    said = {CATEGORIES.get(str(one)) or say(one): one for one in values}
    texts = sorted(said, key=lambda text: said[text].isoformat() if isinstance(said[text], date) else text)
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
