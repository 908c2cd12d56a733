"""Numbers whose groups are parted by words, by numbered lines or written as sums: the same text with the groups side by side."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from auditor.detectors.parts.numerals import number_words, word_gate
from auditor.detectors.parts.typos import righted
from auditor.model.detections import View
from auditor.patterns import any_of

_WORDS: dict[str, list[str]] = {
    name: [unicodedata.normalize("NFKC", one) for one in words]
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
FEWEST_SUMS, FEWEST_LINES, MOST_BETWEEN, FEWEST_PRICES = 3, 3, 30, 3
_THEN, _AND = ("|".join(_WORDS[name]) for name in ("then", "and"))
_THEN_OTHERS, _AND_OTHERS = ("|".join(_WORDS[f"{name}_others"]) for name in ("then", "and"))
_SEPARATED = r"[^\w+]{0,6}"
_FILLED = rf"(?:(?:(?:{_THEN}|{_AND})(?![^\W\d_])|(?:{_THEN_OTHERS})|(?:{_AND_OTHERS})(?![^\W\d_])){_SEPARATED}){{1,5}}"
_POINTERS = rf"\b(?:{'|'.join(_WORDS['pointers'])})|(?:{'|'.join(_WORDS['pointers_others'])})"
_SUM = r"(?<![\w+*/.,-])([0-9]{1,2}) ?([-+x*×]) ?([0-9]{1,2})(?![\w+*/%]|[.,-]\d)"
_LINE = r"(?:^|\n)[^\S\n]{0,3}[1-9][).:][^\S\n]{0,3}(?=[+(]?\d[\d ()+.-]{0,12}(?:\n|$))"
GATE = (
    rf"[0-9][^0-9a-z+]{{1,6}}(?:(?:{_THEN}|{_AND})[^0-9a-z+]{{1,6}}){{1,5}}[0-9]",
    rf"[0-9][^0-9a-z+]{{0,24}}(?:{_THEN_OTHERS})[^0-9a-z+]{{0,24}}[0-9]",
    r"[0-9]{1,2} ?[-+x*×] ?[0-9]{1,2}[^0-9]{1,12}(?:[0-9]{1,2}[^0-9]{1,12}){0,4}[0-9] ?[-+x*×] ?[0-9]",
    r"(?:^|\n)[ \t]{0,3}[1-9][).:][ \t]{0,3}[+(]?[0-9][0-9 ()+.-]{0,12}\n[ \t]{0,3}[1-9][).:][ \t]{0,3}[+(]?[0-9]",
    _POINTERS,
)
Edit = tuple[int, int, str]


@cache
def _gate() -> Any:
    return any_of((*GATE, *word_gate()))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    plus = rf"(?<![^\W_])(?:{'|'.join(_WORDS['plus'])})\s{{1,2}}|(?:{'|'.join(_WORDS['plus_others'])})\s{{0,2}}"
    return {
        "filled": re.compile(rf"(?<=[\w)])(?:[^\w+]{{1,6}}|(?<=\d)(?=[^\W\d_a-z])){_FILLED}(?=[\w+(])"),
        "then": re.compile(rf"(?<![^\W\d_])(?:{_THEN})(?![^\W\d_])|{_THEN_OTHERS}"),
        "plus": re.compile(rf"(?:{plus})(?=(\w+))"),
        "zero": re.compile(
            r"(?<![^\W_])(?:zero|sifir|nol|cero|siro|sero|null|zéro|shunya|shunno|ноль|нуль|صفر|शून्य|शुन्य|শূন্য|零)(?=[ ,.-]{1,3}\d)"
        ),
        "sum": re.compile(_SUM),
        "line": re.compile(_LINE),
        "pointer": re.compile(_POINTERS),
        "priced": re.compile(rf"\d{{1,6}}(?:[^\d+]{{1,{MOST_BETWEEN}}}\d{{1,6}}){{{FEWEST_PRICES - 1},7}}"),
    }


def side_by_side(view: View) -> View | None:
    """The view with the groups of numbers side by side, in offsets of the view, or None where nothing parts them."""
    text = view.text
    if _gate().search(text.encode()) is None:
        return None
    edits: list[Edit] = [*_sums(text), *_lines(text), *_fillers(text), *_prices(text), *righted(text)]
    if not edits and _patterns()["plus"].search(text) is None:
        return None
    edits += [*_signs(text), *_zeros(text)]
    return _edited(view, sorted(edits)) if edits else None


def points_at_numbers(text: str) -> bool:
    """Whether a text says that the numbers in it are to be read together."""
    return _patterns()["pointer"].search(text) is not None


def _sums(text: str) -> list[Edit]:
    """Small sums in a row for what they come to: 3+0, 4x2."""
    found = []
    for one in _patterns()["sum"].finditer(text):
        left, right = int(one[1]), int(one[3])
        value = left + right if one[2] == "+" else left - right if one[2] == "-" else left * right
        if 0 <= value < 100:
            found.append((one.start(), one.end(), str(value)))
    return found if len(found) >= FEWEST_SUMS else []


def _lines(text: str) -> list[Edit]:
    """The numbers of lines that hold a group each."""
    found = list(_patterns()["line"].finditer(text))
    counted = [int(re.sub(r"\D", "", one.group())) for one in found]
    if len(found) < FEWEST_LINES or counted != list(range(1, len(found) + 1)):
        return []
    return [(one.start(), one.end(), "\n") for one in found]


def _fillers(text: str) -> Iterator[Edit]:
    """What says that the next group follows, between two groups."""
    known = _patterns()
    for one in known["filled"].finditer(text):
        if known["then"].search(text, one.start(), one.end()) and _is_number(_before(text, one.start())) and _is_number(_after(text, one.end())):  # fmt: skip
            yield one.start(), one.end(), " "


def _prices(text: str) -> Iterator[Edit]:
    """All that stands between numbers that are to be read together."""
    if not points_at_numbers(text):
        return
    for one in _patterns()["priced"].finditer(text):
        if 9 <= sum(map(str.isdigit, one.group())) <= 13:
            for gap in re.finditer(r"[^\d+]{2,}", one.group()):
                yield one.start() + gap.start(), one.start() + gap.end(), " "


def _signs(text: str) -> Iterator[Edit]:
    for one in _patterns()["plus"].finditer(text):
        if _is_number(one[1]):
            yield one.start(), one.end(), "+"


def _zeros(text: str) -> Iterator[Edit]:
    """A single word for nought before digits."""
    for one in _patterns()["zero"].finditer(text):
        yield one.start(), one.end(), "0"


def _before(text: str, end: int) -> str:
    found = re.search(r"\w+$", text[max(0, end - 20) : end].rstrip(")"))
    return found.group() if found else ""


def _after(text: str, start: int) -> str:
    found = re.match(r"[+(]{0,2}\w+", text[start : start + 20])
    return found.group().lstrip("+(") if found else ""


def _is_number(word: str) -> bool:
    ends = (word[-1:], word[:1])
    return any(one.isdigit() or (not one.isascii() and one in number_words()) for one in ends) or word in number_words()


def _edited(view: View, edits: list[Edit]) -> View | None:
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hidden = bytearray()
    last = 0
    for start, end, new in [*edits, (len(view.text), len(view.text), "")]:
        if start < last:
            continue
        text.append(view.text[last:start] + new)
        starts += [*range(last, start), *[start] * len(new)]
        ends += [*range(last + 1, start + 1), *[end] * len(new)]
        hidden += bytes(start - last) + b"\x01" * len(new)
        last = end
    plain = "".join(text)
    return View(
        plain,
        plain,
        starts,
        ends,
        bytes(hidden),
        memo={"regions": view.memo["regions"]} if "regions" in view.memo else {},
    )
