"""Addresses of which a later message names the provider: "petra.lind", then "the yahoo one" or "at gmx, ending de".

A name that ends one message, digits perhaps in the next, and a short message of the same sender soon after that says
whose mail it is; what stands in between does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import polars as pl

from auditor.detectors.parts.domains import PROVIDERS, STRONG, endings
from auditor.detectors.parts.stopwords import STOP
from auditor.lexicons.cues import cue
from auditor.scanning.filenames import ENDINGS as FILES
from auditor.scanning.folding import fold
from auditor.scanning.gluing import Chain
from auditor.scanning.signs import AT_STRONG, AT_WEAK, DOT

NAME_STEPS, NAME_MINUTES, LETTERS, MOST_WORDS, BARE_WORDS = 3, 30, 64, 9, 3
_NAMED = re.compile(
    r"(?:^|(?<=[\s:,(]))(?P<name>[a-z][a-z0-9]{1,24}(?:[._][a-z0-9]{1,24}){1,3}|[a-z]{2,20}\d{1,6})[\s.,:]{0,3}$"
)
_WORD = re.compile(r"[a-z]{4,24}")
_DIGITS = re.compile(r"\d{1,4}")
_SOURCES = "[jt]sx?|s?css|less|py|php|rb|go|rs|java|vue|sql|sh|ya?ml|toml|log|env|bak|old|min|test|spec|config|conf"
# "The big g one, you know, mail": a provider in two halves.
_HALVES = r"\b(?:big |letter |capital )g\b[\w ,']{0,20}\bmail"


@cache
def _provider() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, PROVIDERS), key=len, reverse=True))
    leads = rf"(?:{AT_STRONG}|{AT_WEAK}|@|bei|on|su|sur|en|em|na|no|di|da|w|the|el|la|le|it'?s|is|mail|e-?mail)"
    ending = rf"(?:[^\w]{{0,3}}(?:{DOT}|endung|ending|ends in|estensione|terminacion|koncowka)[^\w]{{1,3}}|\s?\.\s?)(?P<ending>[a-z]{{2,4}}|كوم|ком|ру)(?![a-z])(?:\s(?:{DOT})\s(?P<country>[a-z]{{2}})(?![a-z]))?"
    return re.compile(
        rf"^\W{{0,3}}(?P<leads>(?:{leads}\W{{1,3}}){{0,4}})(?:(?P<halves>{_HALVES})|(?P<name>{names}))(?![\w@])(?:[\s,]{{1,3}}(?:{ending}))?(?P<rest>[^\n]*)"
    )


@cache
def _names_one() -> pl.Expr:
    """Whether a short message could name a provider."""
    key = pl.col("key")
    names = "|".join(sorted((re.escape(one) for one in PROVIDERS), key=len, reverse=True))
    return (key.str.len_chars() <= LETTERS) & key.str.contains(rf"(?:^|[^a-z0-9])(?:{names}|g\b.{{0,24}}mail)")


def implied(frame: pl.DataFrame, bodies: pl.Series) -> Iterator[tuple[list[int], Chain]]:
    """Rows whose messages hold one address between them, with the address as it is meant as their text.

    `frame` has columns row, thread, sender, sent_at, id, key; rows without thread take no part.
    """
    own = frame.filter(pl.col("thread").is_not_null())
    naming = own.filter(_names_one())
    if naming.is_empty():
        return
    ordered = own.join(
        naming.select("thread", "sender").unique(), on=["thread", "sender"], how="semi", nulls_equal=True
    ).sort("thread", "sender", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True)
    wanted = set(naming["row"].to_list())
    for rows, times in (
        ordered.group_by("thread", "sender", maintain_order=True)
        .agg("row", "sent_at")
        .select("row", "sent_at")
        .iter_rows()
    ):
        minutes = [(one - times[0]).total_seconds() / 60 if one and times[0] else 0.0 for one in times]
        for at, row in enumerate(rows):
            if row in wanted and (found := _address(rows, minutes, at, bodies)) is not None:
                yield found


def _address(
    rows: Sequence[int], minutes: Sequence[float], at: int, bodies: pl.Series
) -> tuple[list[int], Chain] | None:
    follows = [one for one in (at + 1,) if one < len(rows) and minutes[one] - minutes[at] <= NAME_MINUTES]
    names = _name(rows, minutes, at, bodies)
    if names is None:
        return None
    for after in (follows, []) if follows else ([],):
        chosen = [*names, *range(at, at + 1), *after]
        texts = [str(bodies[rows[one]]) for one in chosen]
        whole = _read(texts, len(names), has_more=bool(after))
        if whole is not None:
            return [rows[one] for one in chosen], whole
    return None


def _name(rows: Sequence[int], minutes: Sequence[float], at: int, bodies: pl.Series) -> list[int] | None:
    """The places of the messages before that end in a name: one, or a word and digits."""
    for one in range(at - 1, max(-1, at - 1 - NAME_STEPS), -1):
        if minutes[at] - minutes[one] > NAME_MINUTES:
            return None
        text = fold(str(bodies[rows[one]])).text.strip()
        if _DIGITS.fullmatch(text) and one and _is_word(fold(str(bodies[rows[one - 1]])).text.strip()):
            return [one - 1, one]
        if _is_name(_NAMED.search(text)):
            return [one]
    return None


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and text not in STOP and not cue("reply_word").fullmatch(text)


def _is_name(found: re.Match[str] | None) -> bool:
    """Whether it is a name, no domain and no file."""
    if found is None:
        return False
    last = re.split(r"[._]", found["name"])[-1]
    return "." not in found["name"] or not (
        last in endings() or re.fullmatch(rf"{FILES}|{_SOURCES}", last) or last in PROVIDERS
    )


def _read(texts: Sequence[str], names: int, has_more: bool) -> Chain | None:
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    begun, rest = fold("\n".join(texts[:names])), fold("\n".join(texts[names:]).replace("\n", " "))
    one = _provider().match(rest.text)
    if one is None or not _is_meant(one, rest.text, len(texts[names]), has_more):
        return None
    named = _NAMED.search(begun.text) if names == 1 else None
    spans = [named.span("name")] if named else [part.span() for part in re.finditer(r"\S+", begun.text)]
    above = "\n".join(texts[:names])
    letters = ""
    places: list[int] = []
    for left, right in (begun.span(*span) for span in spans):
        letters += above[left:right]
        places += range(left, right)
    label = "gmail" if one["halves"] else one["name"]
    domain = f"@{_domain(label, one['ending'], one['country'])}"
    ends = max(one.end(part) for part in ("halves", "name", "ending", "country"))
    left, right = rest.span(one.end("leads"), ends)
    offset = starts[names]
    places += [offset + left] * (len(domain) - 1) + [offset + right - 1]
    return Chain(letters + domain, tuple(places))


def _domain(label: str, ending: str | None, country: str | None) -> str:
    known = PROVIDERS[label]
    native = {"كوم": "com", "ком": "com", "ру": "ru"}
    if ending is None:
        return known
    return ".".join([known.partition(".")[0], native.get(ending, ending), *([country] if country else [])])


def _is_meant(one: re.Match[str], text: str, letters: int, has_more: bool) -> bool:
    """Whether a message hands out a provider: a sign or an ending stands beside it, or next to nothing else does."""
    if has_more and (one["ending"] is None or one.end("ending") <= letters):
        return False
    if len(one["rest"].split()) > MOST_WORDS - 4 or (
        one["ending"] and one["ending"] not in endings() and one["ending"].isascii()
    ):
        return False
    label = "gmail" if one["halves"] else one["name"]
    strong = label in STRONG or not label.isascii() or label == "gmx"
    if one["ending"] or re.search(rf"(?:{AT_STRONG}|@)", one["leads"]):
        return True
    return strong and len(text.split()) <= BARE_WORDS + len(one["leads"].split())
