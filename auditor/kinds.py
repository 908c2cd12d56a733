"""The kinds of values that options take, each refused with a sentence that says how to write it."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click

# What the tables take for a sound amount, too.
MOST_MONEY = 10_000_000
# Commas between thousands alone: taken for anything else, 1240,50 would be a hundred times as much.
_AMOUNT = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d{1,2})?", re.ASCII)
# Below this DuckDB cannot hold one block of each column of a file.
LEAST_MEMORY_MB = 256
FIRST_YEAR, LAST_YEAR = 1900, 2999


class Day(click.ParamType[date]):
    """A calendar day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day -> write it as YYYY-MM-DD, for example 2026-01-31", param, ctx)
        # Periods are added to days, and a calendar ends with the year 9999.
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value!r} is out of range -> give a day of the years {FIRST_YEAR} to {LAST_YEAR}", param, ctx)
        return day


class Amount(click.ParamType[Decimal]):
    """An amount of money from 0 on, in cents at the finest, without a currency: 1240.50 or 1,240.50.

    `above_zero` is for what is not told at all where there is none of it: a rate, a year's billing.
    """

    name = "amount"

    def __init__(self, above_zero: bool = False) -> None:
        self.above_zero = above_zero

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        text = str(value).strip()
        if not _AMOUNT.fullmatch(text):
            self.fail(
                f"{value!r} is no amount -> write it as 1240.50, with a point before the cents and without a currency: amounts are in that of the policy",
                param,
                ctx,
            )
        amount = Decimal(text.replace(",", ""))
        if amount > MOST_MONEY:
            self.fail(f"{value!r} is more than {MOST_MONEY:,} -> correct it", param, ctx)
        if self.above_zero and not amount:
            self.fail(f"{value!r} says that there is none -> leave it out, or give what it was", param, ctx)
        return amount


class Size(click.ParamType[int]):
    """An amount of memory in megabytes, written 500MB or 2GB."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s*([MGT])B?", str(value).strip(), re.I)
        megabytes = int(float(found[1]) * {"M": 1, "G": 1000, "T": 1_000_000}[found[2].upper()]) if found else 0
        if megabytes < LEAST_MEMORY_MB:
            self.fail(f"{value!r} is no size from {LEAST_MEMORY_MB}MB up -> write it as 500MB or 2GB", param, ctx)
        return megabytes


class Zone(click.ParamType[str]):
    """An IANA time zone name."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(str(value)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail(f"{value!r} is no time zone -> use a name such as Europe/Berlin or UTC", param, ctx)


class Encoding(click.ParamType[str]):
    """A text encoding, under the name that the summary shows."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        import codecs

        try:
            name = codecs.lookup(str(value)).name
            # Some codecs write text in other words, and are not what a file is written in.
            if (
                name.startswith(("idna", "punycode", "undefined", "unicode", "raw"))
                or "1,a\n".encode(name).decode(name) != "1,a\n"
            ):
                raise LookupError
        except (LookupError, UnicodeError):
            self.fail(f"{value!r} is no text encoding -> name one such as utf-8, utf-16, windows-1252", param, ctx)
        return {"cp1252": "windows-1252", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)
