"""Numbers whose groups are parted by words, by numbered lines or written as sums: the same text with the groups side by side."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from auditor.detectors.parts import apart
from auditor.detectors.parts.composing import compose
from auditor.detectors.parts.numerals import number_values, number_words, regions
from auditor.detectors.parts.tongues import languages
from auditor.detectors.parts.typos import righted
from auditor.lexicons.regions import spoken_in, tongue
from auditor.model.detections import View
from auditor.patterns import Sifted, any_of

_TABLE: dict[str, Any] = tomllib.loads(
    unicodedata.normalize("NFKC", Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
)
_WORDS: dict[str, list[str]] = {name: words for name, words in _TABLE.items() if isinstance(words, list)}
FEWEST_SUMS, FEWEST_LINES, MOST_BETWEEN, FEWEST_PRICES = 3, 3, 30, 3
_THEN, _AND = ("|".join(_WORDS[name]) for name in ("then", "and"))
_THEN_OTHERS, _AND_OTHERS = ("|".join(_WORDS[f"{name}_others"]) for name in ("then", "and"))
_THEN_SAID = re.compile(rf"(?<![^\W\d_])(?:{_THEN})(?![^\W\d_])|{_THEN_OTHERS}")
_SEPARATED = r"[^\w+]{0,6}"
_FILLED = rf"(?:(?:(?:{_THEN}|{_AND})(?![^\W\d_])|(?:{_THEN_OTHERS})|(?:{_AND_OTHERS})(?![^\W\d_])){_SEPARATED}){{1,5}}"
_POINTERS = {
    language: "|".join(rf"(?a:\b){one}" if one.isascii() else one for one in words)
    for language, words in _TABLE["pointers"].items()
}
_SUM = r"(?<![\w+*/.,-])([0-9]{1,2}) ?([-+x*×]) ?([0-9]{1,2})(?![\w+*/%]|[.,-]\d)"
_LINE = r"(?:^|\n)[^\S\n]{0,3}[1-9][).:][^\S\n]{0,3}(?=[+(]?\d[\d ()+.-]{0,12}(?:\n|$))"
_PLUS = rf"(?<![^\W_])(?:{'|'.join(_WORDS['plus'])})\s{{1,2}}|(?:{'|'.join(_WORDS['plus_others'])})\s{{0,2}}"
_NUMBER_WORD = rf"(?:{'|'.join(sorted(map(re.escape, number_words()), key=len, reverse=True))})(?![^\W\d_])"
GATE = (
    rf"(?:{_PLUS})(?:[0-9]|{_NUMBER_WORD})",
    rf"[0-9][^0-9a-z+]{{1,6}}(?:(?:{_THEN}|{_AND})[^0-9a-z+]{{1,6}}){{1,5}}[0-9]",
    rf"[0-9][^0-9a-z+]{{0,24}}(?:{_THEN_OTHERS})[^0-9a-z+]{{0,24}}[0-9]",
    r"[0-9]{1,2} ?[-+x*×] ?[0-9]{1,2}[^0-9]{1,12}(?:[0-9]{1,2}[^0-9]{1,12}){0,4}[0-9] ?[-+x*×] ?[0-9]",
    r"(?:^|\n)[ \t]{0,3}[1-9][).:][ \t]{0,3}[+(]?[0-9][0-9 ()+.-]{0,12}\n[ \t]{0,3}[1-9][).:][ \t]{0,3}[+(]?[0-9]",
    *_POINTERS.values(),
    *apart.gate(),
)
_DIGITS = re.compile(r"[\d\s.-]{1,14}")
Edit = tuple[int, int, str]


@cache
def _gate() -> Any:
    return any_of(GATE)


@cache
def _patterns() -> dict[str, Sifted]:
    return {
        "filled": Sifted(rf"(?<=[\w)])(?:[^\w+]{{1,6}}|(?<=\d)(?=[^\W\d_a-z])){_FILLED}(?=[\w+(])"),
        "then": Sifted(_THEN_SAID.pattern),
        "plus": Sifted(
            rf"(?:{_PLUS})(?:(?P<digits>\d)|(?P<words>{_NUMBER_WORD}(?:[ -](?:(?:y|e|et|und|ve|и|و)[ ]?)?{_NUMBER_WORD}){{0,2}}))"
        ),
        "zero": Sifted(
            r"(?<![^\W_])(?:zero|sifir|nol|cero|siro|sero|null|zéro|shunya|shunno|ноль|нуль|صفر|शून्य|शुन्य|শূন্য|零)(?=[ ,.-]{1,3}\d)"
        ),
        "sum": Sifted(_SUM),
        "line": Sifted(_LINE),
        "pointer": Sifted("|".join(rf"(?P<{language}>{words})" for language, words in _POINTERS.items())),
        "priced": Sifted(rf"\d{{1,6}}(?:[^\d+]{{1,{MOST_BETWEEN}}}\d{{1,6}}){{{FEWEST_PRICES - 1},7}}"),
    }


def side_by_side(view: View) -> View | None:
    """The view with the groups of numbers side by side, in offsets of the view, or None where nothing parts them.

    Its memo says in which countries the text is spoken, and (`sure`) whether more than words between groups was read.
    """
    text = view.text
    if _gate().search(text.encode()) is None and not languages(text):
        return None
    pointed = _patterns()["pointer"].search(text)
    sure: list[Edit] = [*_sums(text), *_lines(text), *righted(text), *apart.codes(text)]
    edits = [*sure, *_fillers(text), *(_prices(text) if pointed else ())]
    edits += [*apart.halves(text), *apart.among(text)]
    if not edits and _patterns()["plus"].search(text) is None:
        return None
    edits += [*_signs(text), *_zeros(text)]
    if not edits:
        return None
    # The words that tell the language may be those between the groups, which the view lacks.
    parted = tongue(text).sure or (regions(str(pointed.lastgroup)) if pointed else ())
    told = {"regions": spoken_in(view) or parted, "parted": parted, "sure": bool(sure), "pointed": pointed is not None}
    # Of two that begin together the longer one knows more.
    return _edited(view, sorted(edits, key=lambda one: (one[0], -one[1])), told)


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


def _fillers(text: str) -> list[Edit]:
    """What says that the next group follows, between two groups; with it what only links them."""
    known = _patterns()
    gaps = [
        (one.start(), one.end(), _THEN_SAID.search(text, one.start(), one.end()) is not None)
        for one in (known["filled"].finditer(text) if known["then"].search(text) else ())
        if _is_number(_before(text, one.start())) and _is_number(_after(text, one.end()))
    ]
    kept = [then for _, _, then in gaps]
    for step in (*range(1, len(gaps)), *range(len(gaps) - 1, 0, -1)):
        if kept[step - 1] != kept[step] and _DIGITS.fullmatch(text, gaps[step - 1][1], gaps[step][0]):
            kept[step - 1] = kept[step] = True
    return [(start, end, " ") for (start, end, _), keep in zip(gaps, kept, strict=True) if keep]


def _prices(text: str) -> Iterator[Edit]:
    """All that stands between numbers, where these are to be read together."""
    for one in _patterns()["priced"].finditer(text):
        if 9 <= sum(map(str.isdigit, one.group())) <= 13:
            for gap in re.finditer(r"[^\d+]{2,}", one.group()):
                yield one.start() + gap.start(), one.start() + gap.end(), " "


def _signs(text: str) -> Iterator[Edit]:
    """A country code in words behind the word for its sign: "mas cincuenta y dos", "plus six two"."""
    for one in _patterns()["plus"].finditer(text):
        code = _code(one["words"] or "")
        if code or one["digits"]:
            yield one.start(), one.end() if code else one.start("digits"), f"+{code} " if code else "+"


def _code(words: str) -> str:
    values = [number_values()[one] for one in re.findall(r"[\w']+", words) if one in number_values()]
    return compose(values, "")


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


def _edited(view: View, edits: list[Edit], memo: dict[str, Any]) -> View:
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
    return View(plain, plain, starts, ends, bytes(hidden), memo=memo)
