"""Other readings of a folded text: spaced-out letters drawn together, spoken signs written as signs.

A reading exists only where something was changed; what it changed is marked as hidden, so that a value found there
counts as disguised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from auditor.model.detections import View
from auditor.patterns import Sifted, compiled
from auditor.scanning.decoding import Edit, decoded
from auditor.scanning.leet import undone
from auditor.scanning.markup import unmarked, with_lines
from auditor.scanning.signs import (
    AT_PICTURE,
    AT_STRONG,
    AT_WEAK,
    BLANK_DOMAIN,
    CUT,
    CUT_PROVIDERS,
    DASH,
    DOT,
    DOT_BULLET,
    DOT_ENGLISH,
    DROPPED,
    DROPPED_NEAR,
    GREAT_ENDING,
    MINUS_NAMED,
    NATIVE,
    PLUS,
    PLUS_NAMED,
    SLASH,
    UNDER,
    WEAK_AT,
)

SPACED = re.compile(
    r"(?<![^\W_])[^\W\d_](?=[ .*~|/·•+_-])([.*~|/·•+_-]| [.*~|/·•+_-] |  ?)[^\W_](?![^\W_])"
    r"(?:\1[^\W_](?![^\W_])|\1?(?:@|(?!\1)[._])\1?[^\W_](?![^\W_])){2,}+"
)
# Two single letters, or a letter and a digit, beside each other: asked first, for the pattern above is slow.
_APART = compiled(r"(?:^|[^\pL\pN])\pL[ .*~|/·•+_-]{1,3}[\pL\pN](?:[^\pL\pN]|$)")
_OPEN, _CLOSE = r"\s{0,3}[(\[{<|*_~«\"-]{1,2}\s{0,2}", r"\s{0,2}[)\]}>|*_~»\"-]{1,2}\s{0,3}"
# Around a sign that is written as one: strokes of their own would make an arrow or a rule of it.
_BOXED, _SHUT = r"\s{0,3}[(\[{|*~«\"]\s{0,2}", r"\s{0,2}[)\]}|*~»\"]\s{0,3}"
_TLD = r"(?:c ?o ?m|net|org|io|dev|me|ru|co|info|biz|uk|de|fr|es|it|br|in|pk|ph|id|tr|ua|pl|cz|ly|gle|app|xyz|online|site|store|tech|edu)"
# Endings that nobody writes as a word of its own after a full stop or a comma.
_ENDING = r"(?:c ?o ?m|net|org|io)"

# Endings that begin no sentence, after a dot with blanks on both sides.
_AFTER_DOT = r"(?:c ?o ?m|net|org|io|dev|me|ru|co|info|biz|uk|br|pk|ph|ua|pl|cz|app|xyz|online|site|store|tech)"

# Parts of the addresses of meetings, between dots or before a slash.
_OF_MEETINGS = r"(?:us|zoom|google|calendly|microsoft|live|whereby|jit|si)"

_SPOKEN = Sifted(
    rf"(?P<at>{_OPEN}(?:att?|a|ett?|chez|{AT_STRONG}|@|ат|ат собака){_CLOSE}|\s{{0,8}}\b(?:then )?(?:the )?(?:{AT_STRONG})\b\s{{0,8}}|艾特|{AT_PICTURE}|(?<=\w)\s+@\s*(?=[a-z])|(?<=\w)@\s+(?=[a-z]))"
    rf"|(?P<weak>(?<=\w)(?:\s+(?:{AT_WEAK})\s+|[-_](?:{AT_WEAK})[-_])(?=[^\W\d_]))"
    rf"|(?P<dot>{DOT_BULLET}|{_OPEN}(?:{DOT}|point|[.,]){_CLOSE}|(?<=\w)(?:\s{{1,3}}(?:{DOT})\s{{1,3}}|[-_](?:{DOT})[-_])(?=\w)|(?<=[a-z0-9])[点點](?=[a-z])|(?<=\w)\sdt\s(?={GREAT_ENDING}\b)|(?<=[a-z]);(?=[a-z]{{2,20}};?{GREAT_ENDING}?\b)"
    rf"|(?<=\w)\s{{1,2}}\.\s{{0,2}}(?={_AFTER_DOT}\b|[\w.-]{{1,30}}\s{{0,2}}[@(\[])|(?<=\w)\s{{1,2}}\.\s{{0,2}}(?={_OF_MEETINGS}\s{{0,2}}[./])|(?<=\bwww)\s{{1,2}}\.\s{{0,2}}|(?<=\w)\.\s{{1,2}}(?={_ENDING}\b)|(?<=[a-z])\s?,\s?(?={_ENDING}\b)|^(?:{DOT})\s(?=[a-z]{{2,4}}\b)|(?<=[a-z]) ?dot ?(?=com\b))"
    rf"|(?P<slash>\s{{1,2}}(?:{SLASH})\s{{1,2}}|(?<=[a-z])\s{{0,2}}[(\[]/[)\]]\s{{0,2}}|(?<=\w){_OPEN}(?:{SLASH}){_CLOSE}|(?<=[.][a-z]{{2}})\s{{1,2}}/\s{{0,2}}(?=\w)|(?<=[.][a-z]{{3}})\s{{1,2}}/\s{{0,2}}(?=\w)|(?<=\bme)\s/\s(?=\w))"
    rf"|(?P<under>(?<=[^\W_])(?:{_OPEN}(?:{UNDER}){_CLOSE}|{_BOXED}_{_SHUT})(?=[^\W_])|[ -]{{0,2}}\b(?:{UNDER})\b[ -]{{0,2}})|(?P<dash>(?<=[^\W_])(?:{_OPEN}(?:{DASH}){_CLOSE}|{_BOXED}-{_SHUT})(?=[^\W_])|(?<=\w) (?:{DASH}) (?=\w)|{MINUS_NAMED})|(?P<plus>(?<=\w) (?:{PLUS}) (?=\w)|{PLUS_NAMED})|(?P<dollar>\bdollar sign\s(?:then\s)?(?=[a-z]))"
)
# A pattern of its own: of a blank between look-arounds the quick look sees nothing but the blank.
_LINKED = Sifted(r"\b(?:telegram|wa|t)(?P<dot> )me\s{0,2}/")
_SIGNS = {"at": "@", "weak": WEAK_AT, "dot": ".", "slash": "/", "under": "_", "dash": "-", "plus": "+", "dollar": "$"}
_GLUED = Sifted(
    r"(?<=[a-z0-9])AT(?=[a-z]{2,20}(?:DOT|\.))|(?<=[a-z0-9])DOT(?=[a-z]{2,4}\b)|(?<=[a-z0-9])_?at_(?=[a-z])"
)
_GEE = Sifted(r"\bgee[ -]?mail\b")
_CUT = Sifted(CUT)
_SPLIT_ENDING = Sifted(r"(?<=\.)c ?o ?m\b(?<=[ ]..|[ ].m)|(?<=\. )c o m\b|(?<=\.)c o m\b|(?<=\.c) om\b|(?<=\.co) m\b")


# A weak word is @ only where a domain follows: one that is written, one whose dot is spoken, or a mail provider.
_MAIL = r"(?:the )?(?:g(?:ee)?[ .-]?mail|google|yahoo|hot[. ]?mail|out ?look|icloud|proton|ya hoo|i cloud|yandex|live|mail|rediff|gmx|web\b|zoho|aol|ukr)"
_PROVIDER = re.compile(_MAIL)
_DOMAIN_AHEAD = re.compile(
    rf"[\w-]+(?:\.[a-z]|\s{{0,2}}[.,]\s{{0,2}}{_TLD}\b|[\s(\[{{<|*_~\"-]{{1,4}}(?:{DOT})\b)"
    rf"|{BLANK_DOMAIN}|[\w-]+(?:\sdt\s|;)[a-z]"
    rf"|{_MAIL}"
)


# "reach me at nordbyg dot fi" names a page: nobody's address begins with "me".
_ME = re.compile(r"\b(?:me|us)$")


def _is_at(text: str, start: int, end: int) -> bool:
    domain = _DOMAIN_AHEAD.match(text, end)
    return domain is not None and (
        _ME.search(text, max(0, start - 3), start) is None or _PROVIDER.match(text, end) is not None
    )


_PIECES = re.compile(
    rf"(?<=@)(?P<host>[\w-]{{2,40}})(?:[\s]{{1,2}}(?:(?:and|e|y|et|und|и)\s)?(?:{_TLD}|ком|ру|нет|юа|كوم|نت)\b){{1,2}}(?!\s?\.)"
)
_BLANKS = Sifted(rf"(?<=[@\x01])(?P<host>{BLANK_DOMAIN})(?!\s?[.@])")
_DROPPED = Sifted(DROPPED)
# A word for an ending only after a word for the dot.
_NATIVE = re.compile(rf"(?<![\w])(?:{'|'.join(sorted(NATIVE, key=len, reverse=True))})(?!\w)")
_LOUD = re.compile(r"\s(?:AT|WHERE)\s")
_ENGLISH_DOT = re.compile(rf"\W*(?:{DOT_ENGLISH}|point|dt|[.,;])?\W*")
_BLANK = re.compile(r"\s{1,2}(?:(?:and|e|y|et|und|и)\s)?")


def readings(view: View) -> list[View]:
    """The view itself, then its other readings where they differ."""
    found = [view]
    plain = edited(view, decoded(view))
    if plain is not None:
        plain.memo["decoded"] = True
        found.append(plain)
    base = plain or view
    if any(mark in base.text for mark in DROPPED_NEAR):
        base = edited(base, map(_taken_out, _DROPPED.finditer(base.text))) or base
    if (plainer := edited(base, unmarked(base))) is not None:
        base = with_lines(plainer)
    apart = SPACED.finditer(base.text) if _APART.search(base.text.encode()) else ()
    drawn = edited(base, ((one.start(), one.end(), _drawn(one)) for one in apart)) or base
    if not drawn.text.isascii():
        drawn = (
            edited(drawn, ((one.start(), one.end(), NATIVE[one.group()]) for one in _NATIVE.finditer(drawn.text)))
            or drawn
        )
    if drawn is not view and drawn is not plain:
        found.append(drawn)
    if (worded := edited(view, undone(view.text))) is not None:
        worded.memo["worded"] = True
        found.append(worded)
    spoken = edited(drawn, _spoken(drawn))
    if spoken is not None:
        foreign = any(
            one.lastgroup == "dot" and not _ENGLISH_DOT.fullmatch(one.group()) for one in _SPOKEN.stepwise(drawn.text)
        )
        spoken = edited(spoken, _pieces(spoken)) or spoken
        # "g m a i l dot c o m": the ending is drawn together once its dot is one.
        if "@" in spoken.text or WEAK_AT in spoken.text:
            spoken = edited(spoken, _split_endings(spoken)) or spoken
        spoken.memo.update(spoken=True, foreign_dot=foreign)
        found.append(spoken)
    return found


def _taken_out(mark: re.Match[str]) -> Edit:
    """What is left of a mark that readers take out: of one before a sign the sign, as what hides the address."""
    if "<!--" in mark.group() or "followed" in mark.group():
        return mark.start(), mark.end(), " " if "<!--" in mark.group() else ""
    sign = mark.string[mark.end() : mark.end() + 1]
    return mark.start(), mark.end() + len(sign), sign


def _pieces(view: View) -> Iterator[Edit]:
    """Behind an at sign, blanks before endings for the dots that they leave out: "name@host co uk"."""
    blanks = {(at, at + 1) for one in _BLANKS.finditer(view.text) for at in range(*one.span()) if view.text[at] == " "}
    for one in _PIECES.finditer(view.text):
        blanks |= {blank.span() for blank in _BLANK.finditer(view.text, one.end("host"), one.end())}
    yield from ((start, end, ".") for start, end in sorted(blanks))


def edited(view: View, edits: Iterable[Edit]) -> View | None:
    """The view with stretches replaced (edits in order, not overlapping), or None when there is none."""
    text: list[str] = []
    cased: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hidden = bytearray()
    last = 0
    for start, end, new in edits:
        _copy(view, last, start, text, cased, starts, ends, hidden)
        if new:
            place = view.span(start, end)
            whole = len(new) != end - start or not new.isalnum()
            text.append(new.lower())
            cased.append(new)
            starts.extend([place[0], *(place[1] - 1 if whole else place[0] for _ in new[1:])])
            ends.extend([place[1]] * len(new))
            hidden.extend(b"\1" * len(new))
        last = end
    if not last:
        return None
    _copy(view, last, len(view.text), text, cased, starts, ends, hidden)
    return View("".join(text), "".join(cased), starts, ends, bytes(hidden), view.source)


def _copy(view: View, start: int, end: int, text: list[str], cased: list[str], starts: list[int], ends: list[int],
          hidden: bytearray) -> None:  # fmt: skip
    text.append(view.text[start:end])
    cased.append(view.cased[start:end])
    starts.extend(_slice(view.starts, start, end, 0))
    ends.extend(_slice(view.ends, start, end, 1))
    hidden.extend(view.hidden[start:end] if view.hidden is not None else bytes(end - start))


def _slice(places: Sequence[int] | None, start: int, end: int, shift: int) -> Sequence[int]:
    return range(start + shift, end + shift) if places is None else places[start:end]


def _drawn(spaced: re.Match[str]) -> str:
    separator = spaced.group(1)
    return spaced.group().replace(separator, "") if separator != "." else spaced.group().replace(".", "")


def _split_endings(view: View) -> list[Edit]:
    return [
        (one.start(), one.end(), "com"[-len(one.group().replace(" ", "")) :])
        for one in _SPLIT_ENDING.finditer(view.text)
    ]


def _spoken(view: View) -> Iterable[Edit]:
    found = [
        (
            one.start(),
            one.end(),
            "@" if _LOUD.fullmatch(view.cased, one.start(), one.end()) else _SIGNS[str(one.lastgroup)],
        )
        for one in _SPOKEN.stepwise(view.text)
        if one.lastgroup
        and one.end() > one.start()
        # A quotation mark on one side alone ends what is quoted: `run "apt -a" then`.
        and one.group().count('"') != 1
        and (one.lastgroup != "weak" or _is_at(view.text, *one.span()))
    ]
    found += [
        (one.start(), one.end(), "@" if "t" in one.group().lower() and "dot" not in one.group().lower() else ".")
        for one in _GLUED.finditer(view.cased)
    ]
    found += [(*one.span(), "gmail") for one in _GEE.finditer(view.text)]
    found += [(*one.span(), CUT_PROVIDERS[one.group()]) for one in _CUT.finditer(view.text)]
    found += [(*one.span("dot"), ".") for one in _LINKED.finditer(view.text)]
    found += _split_endings(view)
    found.sort()
    last = 0
    for start, end, sign in found:
        if start >= last:
            yield start, end, sign
            last = end
